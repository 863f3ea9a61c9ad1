//! Numbers as people write them: "1,234", "1.234,5", "$12M", "10K-50K", "51-200", "10,001+".

use super::short;

/// Largest amount taken for real, well above the revenue of any company in any currency.
const MAX_AMOUNT: f64 = 1e15;

/// Years in which a company may have been founded.
const YEARS: std::ops::RangeInclusive<i64> = 800..=2100;

/// A number with what the cell says beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number; the middle of a range, the lower end of an open one, rounded.
    pub value: i64,
    /// True when the cell gives a range ("51-200", "10,001+", "> 500").
    pub range: bool,
    /// ISO 4217 code when the cell names a currency.
    pub currency: Option<&'static str>,
}

/// Symbols and codes of currencies; longer ones first where one holds another.
const CURRENCIES: [(&str, &str); 34] = [
    ("us$", "USD"),
    ("usd", "USD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("cad", "CAD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("aud", "AUD"),
    ("nz$", "NZD"),
    ("nzd", "NZD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("r$", "BRL"),
    ("brl", "BRL"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("chf", "CHF"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("inr", "INR"),
    ("₹", "INR"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("pln", "PLN"),
    ("mxn", "MXN"),
    ("krw", "KRW"),
    ("₩", "KRW"),
    ("$", "USD"),
];

/// Words of magnitude in English, German, French and Spanish.
const MAGNITUDES: [(&str, f64); 33] = [
    ("k", 1e3),
    ("tsd", 1e3),
    ("tausend", 1e3),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("mil", 1e3),
    ("mille", 1e3),
    ("m", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("mln", 1e6),
    ("mio", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("millones", 1e6),
    ("millón", 1e6),
    ("millon", 1e6),
    ("b", 1e9),
    ("bn", 1e9),
    ("bil", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("mrd", 1e9),
    ("mia", 1e9),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("milliard", 1e9),
    ("milliards", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("trillion", 1e12),
    ("trillions", 1e12),
];

/// Magnitudes of languages that group by a comma.
const ENGLISH_MAGNITUDES: [&str; 9] = [
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "bn",
    "trillion",
    "trillions",
];

/// Magnitudes of languages that group by a full stop.
const CONTINENTAL_MAGNITUDES: [&str; 11] = [
    "tsd",
    "tausend",
    "mio",
    "millionen",
    "millones",
    "mrd",
    "milliarde",
    "milliarden",
    "milliard",
    "milliards",
    "mille",
];

/// Words beside a number that change nothing.
const FILLERS: [&str; 24] = [
    "employees",
    "employee",
    "people",
    "staff",
    "fte",
    "ftes",
    "mitarbeiter",
    "mitarbeitende",
    "salariés",
    "employés",
    "empleados",
    "personen",
    "about",
    "approx",
    "approximately",
    "circa",
    "ca",
    "etwa",
    "rund",
    "env",
    "environ",
    "est",
    "estimated",
    "annually",
];

/// Words between the ends of a range.
const RANGE_WORDS: [&str; 5] = ["to", "bis", "à", "until", "and"];

/// Words for an open range.
const OPEN_WORDS: [&str; 8] = [
    "over", "more", "than", "über", "plus", "under", "less", "up",
];

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Number(f64),
    Magnitude(f64),
    Between,
    Open,
}

/// Reads a count or an amount of money; see the module for what is understood.
///
/// # Errors
/// The reason, in plain words, when the cell holds no number, several that make no range, or a
/// negative one.
pub fn amount(cell: &str) -> Result<Amount, String> {
    if cell.len() > 200 {
        return Err(not_a_number(cell));
    }
    let mut text = cell.to_lowercase();
    if text.starts_with('(') && text.ends_with(')') || text.starts_with(['-', '−']) {
        return Err(format!("“{}” is negative.", short(cell)));
    }
    let mut currency = None;
    for (written, code) in CURRENCIES {
        if let Some(at) = find_symbol(&text, written) {
            currency = currency.or(Some(code));
            text.replace_range(at..at + written.len(), " ");
            text = text.replace(written, " ");
        }
    }
    let parts = parts(&text).ok_or_else(|| not_a_number(cell))?;
    let (value, range) = evaluate(&parts).ok_or_else(|| not_a_number(cell))?;
    if !(0.0..=MAX_AMOUNT).contains(&value) {
        return Err(format!("“{}” is too large a number.", short(cell)));
    }
    Ok(Amount {
        value: value.round() as i64,
        range,
        currency,
    })
}

/// A code of letters must stand alone ("eur", not the inside of "entrepreneur").
fn find_symbol(text: &str, written: &str) -> Option<usize> {
    let at = text.find(written)?;
    let letters = written.chars().all(char::is_alphabetic);
    let touches = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphabetic);
    let before = text[..at].chars().next_back();
    let after = text[at + written.len()..].chars().next();
    (!letters || !(touches(before) || touches(after))).then_some(at)
}

fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let character = characters[at];
        if character.is_ascii_digit() || (character == '.' && next_is_digit(&characters, at)) {
            let end = end_of_number(&characters, at);
            let mut written: String = characters[at..end].iter().collect();
            let next_word: String = characters[end..]
                .iter()
                .skip_while(|character| character.is_whitespace())
                .take_while(|character| character.is_alphabetic())
                .collect();
            if let Some(exponent_end) = end_of_exponent(&characters, end) {
                written.extend(&characters[end..exponent_end]);
                parts.push(Part::Number(written.replace(',', ".").parse().ok()?));
                at = exponent_end;
                continue;
            }
            parts.push(Part::Number(plain_number(&written, &next_word)?));
            at = end;
        } else if character.is_alphabetic() {
            let end = characters[at..]
                .iter()
                .position(|character| !character.is_alphabetic())
                .map_or(characters.len(), |length| at + length);
            let word: String = characters[at..end].iter().collect();
            if let Some(&(_, factor)) = MAGNITUDES.iter().find(|(name, _)| *name == word) {
                parts.push(Part::Magnitude(factor));
            } else if RANGE_WORDS.contains(&word.as_str()) {
                parts.push(Part::Between);
            } else if OPEN_WORDS.contains(&word.as_str()) {
                parts.push(Part::Open);
            } else if !FILLERS.contains(&word.as_str()) {
                return None;
            }
            at = end;
        } else {
            match character {
                '-' | '–' | '—' | '−' | '…' => parts.push(Part::Between),
                '+' | '>' | '<' | '≥' | '≤' => parts.push(Part::Open),
                '~' | '.' | '=' | '≈' | '(' | ')' | ',' | '\'' | '*' => {}
                blank if blank.is_whitespace() => {}
                _ => return None,
            }
            at += 1;
        }
    }
    Some(parts)
}

fn next_is_digit(characters: &[char], at: usize) -> bool {
    characters.get(at + 1).is_some_and(char::is_ascii_digit)
}

/// Digits with separators between them; a separator counts only with a digit behind it.
fn end_of_number(characters: &[char], mut at: usize) -> usize {
    at += 1;
    while let Some(&character) = characters.get(at) {
        let separates = matches!(
            character,
            '.' | ',' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}'
        ) || (character == ' ' && three_digits_follow(characters, at + 1));
        if character.is_ascii_digit() || (separates && next_is_digit(characters, at)) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn three_digits_follow(characters: &[char], at: usize) -> bool {
    let digits = characters[at.min(characters.len())..]
        .iter()
        .take_while(|character| character.is_ascii_digit())
        .count();
    digits == 3
}

/// "E+07" behind a number, as spreadsheets write large ones.
fn end_of_exponent(characters: &[char], at: usize) -> Option<usize> {
    let mut end = at;
    if characters.get(end) != Some(&'e') {
        return None;
    }
    end += 1;
    if matches!(characters.get(end), Some('+' | '-')) {
        end += 1;
    }
    let digits = characters[end..]
        .iter()
        .take_while(|character| character.is_ascii_digit())
        .count();
    (1..=2).contains(&digits).then_some(end + digits)
}

/// Whether one mark with three digits behind it groups before a word. Before a magnitude it is a decimal
/// mark ("1.234 million") unless the language of the word groups by it ("1,234 million", "1.234 Mio") or
/// the three digits say nothing as decimals ("3,000 m").
fn groups_before(word: &str, mark: char, digits: &str) -> bool {
    let is_magnitude = MAGNITUDES.iter().any(|(name, _)| *name == word);
    !is_magnitude
        || digits == "000"
        || (mark == ',' && ENGLISH_MAGNITUDES.contains(&word))
        || (mark == '.' && CONTINENTAL_MAGNITUDES.contains(&word))
}

/// Resolves grouping and decimal marks. One mark with exactly three digits behind it groups
/// ("1.234" employees are 1,234), save before some words ([`groups_before`]).
fn plain_number(written: &str, next_word: &str) -> Option<f64> {
    let text: String = written
        .chars()
        .filter(|character| matches!(character, '0'..='9' | '.' | ','))
        .collect();
    let (last_dot, last_comma) = (text.rfind('.'), text.rfind(','));
    let decimal = match (last_dot, last_comma) {
        (None, None) => None,
        (Some(dot), Some(comma)) => Some(if dot > comma { '.' } else { ',' }),
        (dot, _) => {
            let mark = if dot.is_some() { '.' } else { ',' };
            let marks = text.matches(mark).count();
            let (before, after) = text.rsplit_once(mark)?;
            let groups = after.len() == 3 && !before.starts_with('0') && !before.is_empty();
            if marks > 1 || (groups && groups_before(next_word, mark, after)) {
                None
            } else {
                Some(mark)
            }
        }
    };
    let (whole, fraction) = match decimal {
        Some(mark) => text.rsplit_once(mark)?,
        None => (text.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped_well =
        groups.iter().skip(1).enumerate().all(|(index, group)| {
            group.len() == 3 || (group.len() == 2 && index + 2 < groups.len())
        });
    if !grouped_well || fraction.contains(['.', ',']) {
        return None;
    }
    format!("{}.{fraction}0", groups.concat()).parse().ok()
}

/// Number, range, or open range; the second result says whether it is a range.
fn evaluate(parts: &[Part]) -> Option<(f64, bool)> {
    let mut numbers: Vec<(f64, Option<f64>)> = Vec::new();
    let mut between = false;
    let mut open = false;
    for part in parts {
        match part {
            Part::Number(number) => numbers.push((*number, None)),
            Part::Magnitude(factor) => {
                let last = numbers.last_mut()?;
                last.1 = Some(last.1.unwrap_or(1.0) * factor);
            }
            Part::Between => between = true,
            Part::Open => open = true,
        }
    }
    let scaled = |(number, factor): (f64, Option<f64>)| number * factor.unwrap_or(1.0);
    match numbers[..] {
        [one] => Some((scaled(one), open)),
        [mut low, high] if between || open => {
            // "10-50M": the magnitude stands for both ends.
            if low.1.is_none() && low.0 <= high.0 {
                low.1 = high.1;
            }
            let (low, high) = (scaled(low), scaled(high));
            (low <= high).then_some((f64::midpoint(low, high), true))
        }
        _ => None,
    }
}

fn not_a_number(cell: &str) -> String {
    format!("“{}” is not a number.", short(cell))
}

/// A year: alone, as a decimal of a spreadsheet, or within a date.
///
/// # Errors
/// The reason, in plain words, when there is no year in it.
pub fn year(cell: &str) -> Result<String, String> {
    let mut years = cell
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<i64>().ok())
        .filter(|year| YEARS.contains(year));
    match (years.next(), years.next()) {
        (Some(year), None) => Ok(year.to_string()),
        _ => Err(format!("“{}” is not a year.", short(cell))),
    }
}
