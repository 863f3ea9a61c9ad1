//! Telling from its cells what a column is: numbers, days, a list of members, or a category.

use super::table::{Cells, Column, Kind, MISSING};
use super::value;

/// Share of the filled cells that must read as numbers (or days) for the column to be that.
const READABLE_SHARE: f64 = 0.9;

/// Share of the filled cells that must hold a separator for the column to be a list.
const LIST_SHARE: f64 = 0.05;

/// What may stand between members of a list.
const SEPARATORS: [char; 3] = [';', '|', ','];

/// Columns whose lists are also written with commas; elsewhere a comma is part of a name.
const LISTS_BY_NAME: [&str; 6] = [
    "technologies",
    "technology",
    "techstack",
    "tags",
    "keywords",
    "competitors",
];

/// Columns that look like numbers but name things; adding or ordering them means nothing.
const NAMES_OF_CODES: [&str; 10] = [
    "zip",
    "zipcode",
    "postcode",
    "postalcode",
    "phone",
    "naics",
    "naicscode",
    "sic",
    "siccode",
    "isic",
];

/// Makes the column of coded words into what it is, or what the caller said it is.
pub(crate) fn column(
    name: String,
    codes: Vec<u32>,
    words: Vec<String>,
    said: Option<Kind>,
) -> Column {
    let counts = counts(&codes, words.len());
    let separator = separator(&name, &words, &counts);
    let kind = said.unwrap_or_else(|| told(&name, &words, &counts, separator.is_some()));
    let cells = match kind {
        Kind::Number => numbers(&codes, &words, value::number),
        Kind::Date => numbers(&codes, &words, value::date_number),
        Kind::Category | Kind::Set => Cells::Codes {
            codes,
            words: words.into(),
        },
    };
    Column {
        name,
        kind,
        separator: separator.unwrap_or(SEPARATORS[0]),
        cells,
    }
}

fn told(name: &str, words: &[String], counts: &[u64], has_separator: bool) -> Kind {
    if words.is_empty()
        || NAMES_OF_CODES
            .iter()
            .any(|code| super::attributes::same_name(code, name))
    {
        return Kind::Category;
    }
    let total: u64 = counts.iter().sum();
    let readable =
        |read: fn(&str) -> Option<f64>| share(words, counts, total, |word| read(word).is_some());
    if readable(value::number) >= READABLE_SHARE {
        Kind::Number
    } else if readable(value::date_number) >= READABLE_SHARE {
        Kind::Date
    } else if has_separator {
        Kind::Set
    } else {
        Kind::Category
    }
}

/// The separator of a column of coded words, when they are lists.
pub(crate) fn separator_of(name: &str, codes: &[u32], words: &[String]) -> Option<char> {
    separator(name, words, &counts(codes, words.len()))
}

/// How often each word stands.
fn counts(codes: &[u32], words: usize) -> Vec<u64> {
    let mut counts = vec![0_u64; words];
    for code in codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    counts
}

/// The separator of a list column: in enough cells, and its members repeat more than whole cells do.
fn separator(name: &str, words: &[String], counts: &[u64]) -> Option<char> {
    let total: u64 = counts.iter().sum();
    let lists = LISTS_BY_NAME
        .iter()
        .any(|list| super::attributes::same_name(list, name));
    let candidates = if lists {
        &SEPARATORS[..]
    } else {
        &SEPARATORS[..2]
    };
    candidates.iter().copied().find(|separator| {
        if share(words, counts, total, |word| word.contains(*separator)) < LIST_SHARE {
            return false;
        }
        let members: rustc_hash::FxHashSet<&str> = words
            .iter()
            .flat_map(|word| word.split(*separator))
            .filter_map(value::present)
            .collect();
        let mentions: u64 = words
            .iter()
            .zip(counts)
            .map(|(word, count)| word.split(*separator).count() as u64 * count)
            .sum();
        members.len() as u64 * 2 <= mentions
    })
}

#[allow(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
fn share(words: &[String], counts: &[u64], total: u64, holds: impl Fn(&str) -> bool) -> f64 {
    let held: u64 = words
        .iter()
        .zip(counts)
        .filter(|(word, _)| holds(word))
        .map(|(_, count)| *count)
        .sum();
    if total == 0 {
        0.0
    } else {
        held as f64 / total as f64
    }
}

fn numbers(codes: &[u32], words: &[String], read: fn(&str) -> Option<f64>) -> Cells {
    let values: Vec<f64> = words
        .iter()
        .map(|word| read(word).unwrap_or(f64::NAN))
        .collect();
    Cells::Numbers(
        codes
            .iter()
            .map(|code| {
                if *code == MISSING {
                    f64::NAN
                } else {
                    values[*code as usize]
                }
            })
            .collect(),
    )
}
