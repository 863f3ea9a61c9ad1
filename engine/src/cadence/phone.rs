//! Phone numbers as people write them, parsed with Google's libphonenumber rules (`rlibphonenumber`).

use crate::packed::{Packed, packed};
use crate::protocol::Span;
use crate::{Error, Result};
use prost::Message;
use rlibphonenumber::{
    PhoneMetadataCollection, PhoneNumber, PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil,
    Region,
};
use std::sync::OnceLock;

/// How the world's numbers are made up; `data/phone/README.md` says where it is from.
static METADATA: Packed = packed!("data/phone/metadata.bin");

/// The rules for numbers, read when the first number is. A damaged table knows no number.
fn rules() -> Option<&'static PhoneNumberUtil> {
    static RULES: OnceLock<Option<PhoneNumberUtil>> = OnceLock::new();
    RULES
        .get_or_init(|| {
            let table = PhoneMetadataCollection::decode(METADATA.bytes()).ok()?;
            PhoneNumberUtil::new_for_metadata(table).ok()
        })
        .as_ref()
}

/// Longest text that is taken for one number, in characters.
const LONGEST_NUMBER: usize = 60;
/// Most characters of a text that are searched for numbers.
const LONGEST_TEXT: usize = 200_000;
/// Most numbers that are found in one text.
const MOST_FOUND: usize = 50;
/// Fewest and most digits of a number in running text: shorter ones are years and sums.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+14045550100`.
    pub e164: String,
    /// As it is written at home, without extension: `(404) 555-0100`.
    pub national: String,
    /// As it is written abroad: `+1 404-555-0100`.
    pub international: String,
    /// Extension digits; empty for none.
    pub extension: String,
    /// Two letters of the country, when the number tells it.
    pub country: Option<String>,
    /// What sort of line it is.
    pub line: Line,
}

/// What sort of line a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A landline.
    Fixed,
    /// A mobile phone.
    Mobile,
    /// One of the two; some countries do not tell them apart.
    FixedOrMobile,
    /// Free for the caller.
    TollFree,
    /// Dearer than a call: views warn before they dial.
    Premium,
    /// Anything else.
    Other,
}

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in characters.
    pub span: Span,
    /// The number.
    pub phone: Phone,
}

/// Parses one number; `region` are the two letters of the country to assume without a `+`.
///
/// # Errors
/// The text is no phone number, or no country is known for it.
pub fn parse(text: &str, region: &str) -> Result<Phone> {
    let refused = |message: &str, next: &str| {
        let shown: String = text
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_NUMBER)
            .collect();
        Error::input("phone", message, shown, next)
    };
    let text = text.trim().trim_start_matches("tel:");
    if text.is_empty() || text.chars().nth(LONGEST_NUMBER).is_some() {
        return Err(refused(
            "This is not a phone number.",
            "Write it as it stands on a business card.",
        ));
    }
    let region = Region::from_code(region.trim().to_ascii_uppercase().as_str()).ok();
    if region.is_none() && !text.starts_with(['+', '＋']) {
        return Err(refused(
            "The country of this number is not known.",
            "Write it with + and the country's code, or set a default country.",
        ));
    }
    let Some(rules) = rules() else {
        return Err(refused(
            "The table of telephone numbers is damaged.",
            "Install Hookline again.",
        ));
    };
    match rules.parse(text, region) {
        Ok(number) if rules.is_valid_number(&number) => Ok(phone(rules, &number)),
        Ok(_) => Err(refused(
            "No such number is given out in that country.",
            "Check the digits and the country.",
        )),
        Err(_) => Err(refused(
            "This is not a phone number.",
            "Write it as it stands on a business card.",
        )),
    }
}

/// The numbers in a running text: a signature, a thread, a page.
#[must_use]
pub fn find(text: &str, region: &str) -> Vec<Found> {
    let chars: Vec<char> = text.chars().take(LONGEST_TEXT).collect();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < chars.len() && found.len() < MOST_FOUND {
        let starts = chars[at].is_ascii_digit()
            || (matches!(chars[at], '+' | '(')
                && chars
                    .get(at + 1)
                    .is_some_and(|c| c.is_ascii_digit() || *c == '('));
        // A digit within a word or after a currency sign is no number's start.
        let loose = at == 0
            || !(chars[at - 1].is_alphanumeric()
                || matches!(
                    chars[at - 1],
                    '$' | '€' | '£' | '#' | '/' | '=' | '.' | '-' | '_' | '@'
                ));
        if !starts || !loose {
            at += 1;
            continue;
        }
        let end = run_end(&chars, at);
        let candidate: String = chars[at..end].iter().collect();
        let digits = candidate.chars().filter(char::is_ascii_digit).count();
        let closed = !chars
            .get(end)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '%' | '€' | '_'));
        if DIGITS.contains(&digits) && closed && !is_date(&candidate) {
            let extended = extension_end(&chars, end);
            let whole: String = chars[at..extended].iter().collect();
            let parsed = parse(&whole, region)
                .map(|phone| (extended, phone))
                .or_else(|_| parse(&candidate, region).map(|phone| (end, phone)));
            if let Ok((end, phone)) = parsed {
                found.push(Found {
                    span: [at, end],
                    phone,
                });
                at = end;
                continue;
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// One past the last digit of a run of digits and the signs that stand between them.
fn run_end(chars: &[char], start: usize) -> usize {
    let mut last = start;
    let mut gap = 0;
    for (at, c) in chars.iter().enumerate().skip(start).take(LONGEST_NUMBER) {
        if c.is_ascii_digit() {
            last = at;
            gap = 0;
        } else if (matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '‑' | '–')
            || (*c == '+' && at == start))
            && gap < 3
        {
            gap += 1;
        } else {
            break;
        }
    }
    last + 1
}

/// One past "ext. 12" or "x12" behind a number.
fn extension_end(chars: &[char], end: usize) -> usize {
    let tail: String = chars[end..chars.len().min(end + 16)]
        .iter()
        .flat_map(|c| c.to_lowercase())
        .collect();
    let trimmed = tail.trim_start_matches([' ', ',', ';']);
    let mark = ["extension", "ext.", "ext", "durchwahl", "dw", "x", "#"]
        .iter()
        .find(|mark| trimmed.starts_with(**mark));
    let Some(mark) = mark else {
        return end;
    };
    let rest = trimmed[mark.len()..].trim_start_matches([' ', '.', ':']);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if !(1..=6).contains(&digits) {
        return end;
    }
    end + (tail.chars().count() - rest.chars().count()) + digits
}

/// "2026-11-24", "24.11.2026": digits that are a day.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text
        .split(['-', '.', '/', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let year = |part: &str| part.starts_with("19") || part.starts_with("20");
    match (lengths.as_slice(), parts.as_slice()) {
        ([4, 1..=2, 1..=2], [first, ..]) => year(first),
        ([1..=2, 1..=2, 4], [.., last]) => year(last),
        ([4, 4], [first, second]) => year(first) && year(second),
        _ => false,
    }
}

fn phone(rules: &PhoneNumberUtil, number: &PhoneNumber) -> Phone {
    let mut line = number.clone();
    line.extension = None;
    let written = |number, format| rules.format(number, format).into_owned();
    Phone {
        e164: written(number, PhoneNumberFormat::E164),
        national: written(&line, PhoneNumberFormat::National),
        international: written(&line, PhoneNumberFormat::International),
        extension: number.extension.clone().unwrap_or_default(),
        country: rules
            .get_region_for_number(number)
            .filter(|region| *region != Region::World)
            .map(|region| region.to_string()),
        line: match rules.get_number_type(number) {
            PhoneNumberType::FixedLine => Line::Fixed,
            PhoneNumberType::Mobile => Line::Mobile,
            PhoneNumberType::FixedLineOrMobile => Line::FixedOrMobile,
            PhoneNumberType::TollFree => Line::TollFree,
            PhoneNumberType::PremiumRate => Line::Premium,
            _ => Line::Other,
        },
    }
}
