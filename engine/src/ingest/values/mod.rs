//! A cell as written to the one form in which its field is stored.
//!
//! [`read`] knows what each standard field holds. A cell that does not hold it is a
//! [`Reading::Bad`] with the reason; the caller keeps the rest of the row.

pub mod number;
pub mod web;

use crate::ingest::text::{folded, plain_line, plain_lines};
use number::Amount;

/// Longest text kept of a field, in characters.
const MAX_TEXT_CHARS: usize = 1_000;

/// Longest text kept of a description or a note, in characters.
const MAX_PROSE_CHARS: usize = 20_000;

/// What people and programs write for "nothing".
const NOTHING: [&str; 14] = [
    "", "-", "--", "—", "–", ".", "?", "n/a", "#n/a", "n.a.", "null", "(null)", "nan", "na",
];

/// More words for "nothing", not taken as such in a name: there are companies called None.
const NOTHING_BUT_IN_NAMES: [&str; 8] = [
    "none",
    "unknown",
    "undefined",
    "not available",
    "keine",
    "k.a.",
    "unbekannt",
    "desconocido",
];

/// Bytes of the longest of these words.
const LONGEST_NOTHING: usize = 13;

/// What spreadsheets write when a formula fails.
const SPREADSHEET_ERRORS: [&str; 7] = [
    "#name?", "#ref!", "#value!", "#div/0!", "#null!", "#num!", "#spill!",
];

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing.
    Empty,
    /// The value, in the form of its field.
    Value(String),
    /// The value, and a second field that the same cell states (a range, a currency).
    WithFurther(String, Vec<(&'static str, String)>),
    /// The value, and something about it that the rep should know.
    WithNote(String, String),
    /// Not what the field holds; the reason in plain words.
    Bad(String),
}

/// Reads a cell of the standard field `field`; unknown fields hold text.
#[must_use]
pub fn read(field: &str, cell: &str) -> Reading {
    let trimmed = cell.trim();
    let named = matches!(
        field,
        "name" | "first_name" | "last_name" | "account_name" | "ticker"
    );
    if is_nothing(trimmed, named) {
        return Reading::Empty;
    }
    if is_spreadsheet_error(trimmed) {
        return Reading::Bad(format!(
            "“{trimmed}” is an error of the spreadsheet, not a value."
        ));
    }
    match field {
        "domain" | "account_domain" => from_result(web::registrable_domain(trimmed)),
        "website" => from_result(web::website(trimmed)),
        "linkedin" => filled(web::website(trimmed).unwrap_or_else(|_| text(trimmed))),
        "email" => email(trimmed),
        "phone" | "mobile" => phone(trimmed),
        "employees" => count(trimmed, "employees_range"),
        "revenue" => count(trimmed, "revenue_range"),
        "founded" => from_result(number::year(trimmed)),
        "naics" => code(trimmed, 2, 6),
        "sic" => code(trimmed, 2, 4),
        "birthday" => birthday(trimmed),
        "technologies" => filled(set(trimmed)),
        // Their lines are entries.
        "notes" | "interests" => kept(cell, plain_lines(cell, MAX_PROSE_CHARS), MAX_PROSE_CHARS),
        "description" => long_text(cell, MAX_PROSE_CHARS),
        _ => long_text(cell, MAX_TEXT_CHARS),
    }
}

fn from_result(result: Result<String, String>) -> Reading {
    result.map_or_else(Reading::Bad, Reading::Value)
}

fn filled(value: String) -> Reading {
    if value.is_empty() {
        Reading::Empty
    } else {
        Reading::Value(value)
    }
}

fn is_nothing(trimmed: &str, named: bool) -> bool {
    if trimmed.len() > LONGEST_NOTHING {
        return false;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
    // "NA" and "nan" are a ticker and a first name as well.
    if named && is_one_of(&["na", "nan", "?", "."]) {
        return false;
    }
    is_one_of(&NOTHING) || !named && is_one_of(&NOTHING_BUT_IN_NAMES)
}

fn is_spreadsheet_error(trimmed: &str) -> bool {
    trimmed.starts_with('#')
        && SPREADSHEET_ERRORS
            .iter()
            .any(|error| trimmed.eq_ignore_ascii_case(error))
}

fn text(cell: &str) -> String {
    plain_line(cell, MAX_TEXT_CHARS)
}

fn long_text(cell: &str, max_chars: usize) -> Reading {
    kept(cell, plain_line(cell, max_chars), max_chars)
}

/// The text as read of the cell, with a note when it was cut.
fn kept(cell: &str, value: String, max_chars: usize) -> Reading {
    if value.is_empty() {
        Reading::Empty
    } else if value.ends_with('…') && !cell.trim_end().ends_with('…') {
        let note = format!("The cell is very long; the first {max_chars} characters were kept.");
        Reading::WithNote(value, note)
    } else {
        Reading::Value(value)
    }
}

fn email(cell: &str) -> Reading {
    let mut addresses = cell
        .split([';', ',', '\n', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let first = addresses.next().unwrap_or("");
    match (web::email(first), addresses.next()) {
        (Ok(address), None) => Reading::Value(address),
        (Ok(address), Some(_)) => Reading::WithNote(
            address,
            "The cell holds several addresses; the first is used.".to_owned(),
        ),
        (Err(reason), _) => Reading::Bad(reason),
    }
}

/// A phone number stays as it is written; only what holds no number is refused.
fn phone(cell: &str) -> Reading {
    let written = plain_line(cell.strip_prefix("tel:").unwrap_or(cell), 60);
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let vanity = written.chars().any(char::is_alphabetic) && digits >= 3;
    if digits >= 5 || vanity {
        Reading::Value(written)
    } else {
        Reading::Bad(format!("“{}” is not a phone number.", short(cell)))
    }
}

fn count(cell: &str, range_field: &'static str) -> Reading {
    match number::amount(cell) {
        Ok(Amount {
            value,
            range,
            currency,
        }) => {
            let mut further = Vec::new();
            if range {
                further.push((range_field, text(cell)));
            }
            if let Some(currency) = currency.filter(|&code| code != "USD") {
                further.push(("revenue_currency", currency.to_owned()));
            }
            if further.is_empty() {
                Reading::Value(value.to_string())
            } else {
                Reading::WithFurther(value.to_string(), further)
            }
        }
        Err(reason) => Reading::Bad(reason),
    }
}

/// An industry code, perhaps followed by its title: "511210 - Software Publishers".
fn code(cell: &str, shortest: usize, longest: usize) -> Reading {
    let digits: String = cell.chars().take_while(char::is_ascii_digit).collect();
    let rest = &cell[digits.len()..];
    let fits = (shortest..=longest).contains(&digits.len());
    // Spreadsheets turn codes into decimals, NAICS joins sectors with a dash ("31-33").
    if fits && !rest.starts_with(|character: char| character.is_alphabetic()) {
        Reading::Value(digits)
    } else {
        Reading::Bad(format!("“{}” is not an industry code.", short(cell)))
    }
}

/// A day of birth as `YYYY-MM-DD`, or `--MM-DD` where the year is not told.
fn birthday(cell: &str) -> Reading {
    match crate::ingest::date::day(cell) {
        Some(day) => Reading::Value(day),
        None => Reading::Bad(format!("“{}” is not a date.", short(cell))),
    }
}

/// A list in a cell, each entry once, joined with "; ".
fn set(cell: &str) -> String {
    let separator: &[char] = if cell.contains([';', '|', '\n']) {
        &[';', '|', '\n']
    } else {
        &[',']
    };
    let mut seen = Vec::new();
    let mut entries = Vec::new();
    for entry in cell.split(separator).take(500) {
        let entry = plain_line(entry, 100);
        let key = folded(&entry);
        if !entry.is_empty() && !seen.contains(&key) {
            seen.push(key);
            entries.push(entry);
        }
    }
    entries.join("; ")
}

/// The cell cut short, for a reason.
pub(crate) fn short(cell: &str) -> String {
    plain_line(cell, 60)
}
