//! Legal forms of companies, as words at the end or the start of a name.
//!
//! Written for this project from the company laws' own abbreviations; forms are folded (lower case,
//! no accents, no full stops), several words separated by one space. A word that is also an ordinary
//! part of a name ("group", "holding", "bank") is not a legal form.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Forms that end a name, by region of use.
static AT_END: Packed = packed!("data/names/legal_forms_at_end.txt");
/// Forms that start a name.
static AT_START: Packed = packed!("data/names/legal_forms_at_start.txt");
/// Forms that scripts without spaces put at either end of a name.
const WITHOUT_SPACE: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "股份公司",
    "有限公司",
    "集團股份",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "합자회사",
    "주식회사",
    "유한회사",
    "(주)",
    "(株)",
    "㈜",
    "㈱",
];

/// Longest form in [`AT_END`] and [`AT_START`], in words.
const MAX_WORDS: usize = 6;

/// Number of words at the end of `tokens` that are a legal form; 0 when none. The longest form wins.
pub(super) fn trailing<T: AsRef<str>>(tokens: &[T]) -> usize {
    let table = at_end();
    if !tokens
        .last()
        .is_some_and(|word| table.edges.contains(word.as_ref()))
    {
        return 0;
    }
    (1..=MAX_WORDS.min(tokens.len()))
        .rev()
        .find(|&count| {
            table
                .forms
                .contains(joined(&tokens[tokens.len() - count..]).as_str())
        })
        .unwrap_or(0)
}

/// Number of words at the start of `tokens` that are a legal form; 0 when none.
pub(super) fn leading<T: AsRef<str>>(tokens: &[T]) -> usize {
    let table = at_start();
    if !tokens
        .first()
        .is_some_and(|word| table.edges.contains(word.as_ref()))
    {
        return 0;
    }
    (1..=MAX_WORDS.min(tokens.len()))
        .rev()
        .find(|&count| table.forms.contains(joined(&tokens[..count]).as_str()))
        .unwrap_or(0)
}

/// True for one word that by itself is a legal form at the end of names.
#[must_use]
pub(super) fn is_form(word: &str) -> bool {
    at_end().forms.contains(word)
}

/// The text without a legal form that is glued to it, as Chinese, Japanese and Korean names have it.
pub(super) fn strip_unspaced(text: &str) -> &str {
    let mut rest = text.trim();
    for form in WITHOUT_SPACE {
        rest = rest.strip_suffix(form).unwrap_or(rest).trim();
        rest = rest.strip_prefix(form).unwrap_or(rest).trim();
    }
    if rest.is_empty() { text } else { rest }
}

/// One list of forms made quick to ask.
struct Table {
    forms: FxHashSet<&'static str>,
    /// Words at the outer edge of the forms; most names end in none, and cost one look.
    edges: FxHashSet<&'static str>,
}

fn at_end() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table {
        forms: AT_END.entries().collect(),
        edges: AT_END
            .entries()
            .filter_map(|form| form.rsplit(' ').next())
            .collect(),
    })
}

fn at_start() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table {
        forms: AT_START.entries().collect(),
        edges: AT_START
            .entries()
            .filter_map(|form| form.split(' ').next())
            .collect(),
    })
}

fn joined<T: AsRef<str>>(tokens: &[T]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(token.as_ref());
    }
    text
}
