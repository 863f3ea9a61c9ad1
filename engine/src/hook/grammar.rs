//! The small grammar a template needs: a or an, possessive, plural, first name, the day.

use jiff::{Timestamp, tz::TimeZone};

/// Forms of address before a name, lower case, without full stops.
const FORMS_OF_ADDRESS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "hon",
    "herr",
    "frau",
    "sr",
    "sra",
    "srta",
    "don",
    "doña",
    "mme",
    "mlle",
    "ing",
    "dipl-ing",
    "mag",
];

/// Legal forms that a sentence leaves off, lower case, without full stops.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "gmbh",
    "ag",
    "se",
    "kg",
    "kgaa",
    "ug",
    "ohg",
    "ek",
    "bv",
    "nv",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sl",
    "slu",
    "ab",
    "as",
    "asa",
    "oy",
    "oyj",
    "aps",
    "pty",
    "pte",
    "pvt",
    "kk",
    "sab",
    "cv",
    "ltda",
    "sro",
    "doo",
    "zrt",
    "kft",
];

/// English month names.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `a` or `an`, by the sound of the word that follows.
pub(super) fn article(following: &str) -> &'static str {
    let word: String = following
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let lower = word.to_lowercase();
    if word.chars().next().is_some_and(char::is_numeric) {
        // Eight, eighteen, eleven and eighty-something start with a vowel sound.
        let vowel = lower.starts_with('8') || matches!(lower.as_str(), "11" | "18");
        return if vowel { "an" } else { "a" };
    }
    let spelled = word.chars().count() <= 5
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && (word.chars().count() == 1
            || !lower.chars().any(|c| "aeiou".contains(c))
            || is_spelled(&lower));
    if spelled {
        // Letters whose names begin with a vowel sound: F is "eff", M is "em".
        let vowel = word.starts_with(|c: char| "AEFHILMNORSX".contains(c));
        return if vowel { "an" } else { "a" };
    }
    let consonant_sound = ["uni", "use", "usu", "eu", "one", "once", "ubi", "uti"]
        .iter()
        .any(|start| lower.starts_with(start))
        && !["unin", "unim", "unid"]
            .iter()
            .any(|start| lower.starts_with(start));
    let silent_h = ["hour", "honest", "honor", "honour", "heir"]
        .iter()
        .any(|start| lower.starts_with(start));
    let vowel = lower.starts_with(|c: char| "aeiouáéíóúàèäöü".contains(c));
    if silent_h || (vowel && !consonant_sound) {
        "an"
    } else {
        "a"
    }
}

/// Acronyms with a vowel that are nevertheless read letter by letter.
fn is_spelled(lower: &str) -> bool {
    matches!(
        lower,
        "ai" | "ipo"
            | "api"
            | "ceo"
            | "cfo"
            | "cio"
            | "coo"
            | "cto"
            | "cmo"
            | "ui"
            | "us"
            | "uk"
            | "eu"
            | "hr"
            | "it"
            | "ev"
            | "esg"
            | "ml"
            | "iso"
            | "sec"
            | "fda"
            | "mou"
            | "r"
            | "iot"
    ) && lower != "eu"
}

/// The ending that makes a name possessive: `'` after an s, else `'s`.
pub(super) fn possessive_ending(name: &str) -> &'static str {
    match name.trim_end().chars().last() {
        Some('s' | 'S') => "'",
        _ => "'s",
    }
}

/// `one` for a count of 1, else `many`.
pub(super) fn plural(count: i64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// The first name to use in a sentence; `None` when it cannot be told from the family name.
#[must_use]
pub fn first_name(full: &str) -> Option<String> {
    let full = full.trim();
    if full.chars().count() > 80 {
        return None;
    }
    // "Müller, Anna" as directories write it.
    let ordered = match full.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        Some((family, _)) => family.trim().to_owned(),
        None => full.to_owned(),
    };
    let given = ordered.split_whitespace().find(|word| {
        let bare = word.trim_end_matches('.').to_lowercase();
        !FORMS_OF_ADDRESS.contains(&bare.as_str())
    })?;
    let letters = given.chars().filter(|c| c.is_alphabetic()).count();
    let clean = given
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    // An initial is no name; family names come first in Chinese, Japanese and Korean writing.
    if !clean || letters < 2 || given.chars().any(|c| c >= '\u{2E80}') {
        return None;
    }
    Some(
        if given.chars().all(|c| !c.is_uppercase()) || is_shouted(given) {
            capitalised(given)
        } else {
            given.to_owned()
        },
    )
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && word.chars().all(|c| !c.is_lowercase())
}

/// The word in lower case with a capital after each hyphen and at the start.
fn capitalised(word: &str) -> String {
    let mut up = true;
    word.chars()
        .flat_map(|c| {
            let shown: Vec<char> = if up {
                c.to_uppercase().collect()
            } else {
                c.to_lowercase().collect()
            };
            up = c == '-';
            shown
        })
        .collect()
}

/// Pastimes that texts of business seldom name, small letters.
const PASTIMES: &str = "badminton basketball bridge chess cricket crossfit guitar hockey judo karate kayaks lacrosse marathon \
marathons pilates poker quilts rugby scuba snooker softball sudoku trail triathlon triathlons trivia ultramarathons vintage violin \
volleyball";
/// Words that begin a name although they are common.
const KEPT_CAPITAL: &str = "formula latin mediterranean olympic super";

/// A thing as it stands inside a sentence: a list often begins its entries with a capital letter ("Trail
/// running"), which only names keep ("Boston terriers", "Formula 1", "LEGO", "Star Wars").
pub(super) fn amid_sentence(thing: &str) -> String {
    let mut words = thing.split_whitespace();
    let Some(first) = words.next() else {
        return thing.to_owned();
    };
    let mut letters = first.chars();
    let begins = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(char::is_lowercase);
    let lower = first.to_lowercase();
    let known = |list: &str| list.split_ascii_whitespace().any(|word| word == lower);
    let is_plain =
        (crate::classify::is_common(&lower) || lower.ends_with("ing") || known(PASTIMES))
            && !crate::classify::is_place(&lower)
            && !known(KEPT_CAPITAL);
    // A capital letter or a figure further on makes a title of it.
    let is_phrase = words.all(|word| word.chars().next().is_some_and(char::is_lowercase));
    if begins && is_plain && is_phrase {
        thing.replacen(first, &lower, 1)
    } else {
        thing.to_owned()
    }
}

/// The company's name as people say it: without its legal form, if anything is left.
#[must_use]
pub fn spoken_name(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let cut = rest.trim_end_matches([',', '.', ' ']);
        let Some((head, last)) = cut.rsplit_once([' ', ',']) else {
            return rest;
        };
        let bare: String = last.chars().filter(|c| c.is_alphanumeric()).collect();
        let head = head.trim_end_matches([',', ' ', '&']);
        if head.is_empty() || !LEGAL_FORMS.contains(&bare.to_lowercase().as_str()) {
            return rest;
        }
        // "The Coca-Cola Company" is spoken of as Coca-Cola, "The Trade Desk, Inc." keeps its article.
        rest = match bare.to_lowercase().as_str() {
            "company" => head.strip_prefix("The ").unwrap_or(head),
            _ => head,
        };
    }
}

/// The day as an English sentence writes it ("November 12", or "12 November").
pub(super) fn day(time: Timestamp, day_first: bool) -> String {
    let date = TimeZone::UTC.to_datetime(time).date();
    let month = MONTHS[usize::from(date.month().unsigned_abs())
        .saturating_sub(1)
        .min(11)];
    if day_first {
        format!("{} {month}", date.day())
    } else {
        format!("{month} {}", date.day())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    #[test]
    fn articles_follow_the_sound() {
        for (word, expected) in [
            ("office", "an"),
            ("plant", "a"),
            ("hour", "an"),
            ("university", "a"),
            ("European hub", "a"),
            ("AI assistant", "an"),
            ("IPO", "an"),
            ("SaaS deal", "a"),
            ("MOU", "an"),
            ("NASA contract", "a"),
            ("$8M round", "an"),
            ("11 percent", "an"),
            ("18-month plan", "an"),
            ("12 percent", "a"),
            ("one-off", "a"),
            ("uninterrupted run", "an"),
            ("UK office", "a"),
            ("US office", "a"),
            ("honest take", "an"),
            ("EU grant", "a"),
            ("FDA approval", "an"),
            ("", "a"),
        ] {
            assert_eq!(article(word), expected, "{word}");
        }
    }

    #[test]
    fn possessives_and_plurals() {
        assert_eq!(possessive_ending("James"), "'");
        assert_eq!(possessive_ending("Acme"), "'s");
        assert_eq!(plural(1, "year", "years"), "year");
        assert_eq!(plural(0, "year", "years"), "years");
    }

    #[test]
    fn first_names() {
        for (full, expected) in [
            ("Dr. Anna-Lena Müller", Some("Anna-Lena")),
            ("Müller, Anna", Some("Anna")),
            ("J. Smith", None),
            ("john smith", Some("John")),
            ("JOHN SMITH", Some("John")),
            ("MARY-ANN LEE", Some("Mary-Ann")),
            ("李 小龙", None),
            ("", None),
            ("DeShawn Hill", Some("DeShawn")),
            ("Prof. Dr. Ing. Uwe Klein", Some("Uwe")),
            ("sales@acme.com", None),
            ("O'Neil Smith", Some("O'Neil")),
            ("Al Green", Some("Al")),
            ("<script>", None),
            ("Smith,", Some("Smith")),
        ] {
            assert_eq!(first_name(full).as_deref(), expected, "{full}");
        }
    }

    #[test]
    fn legal_forms_are_left_off() {
        for (name, expected) in [
            ("Acme, Inc.", "Acme"),
            ("Acme Holdings Co., Ltd.", "Acme Holdings"),
            ("SAP SE", "SAP"),
            ("Limited", "Limited"),
            ("Müller GmbH & Co. KG", "Müller"),
            ("Acme S.A.", "Acme"),
            ("Box", "Box"),
            ("The Coca-Cola Company", "Coca-Cola"),
        ] {
            assert_eq!(spoken_name(name), expected, "{name}");
        }
    }

    #[test]
    fn days() {
        let time: Timestamp = "2026-11-12T23:30:00Z".parse().unwrap();
        assert_eq!(day(time, false), "November 12");
        assert_eq!(day(time, true), "12 November");
    }
}
