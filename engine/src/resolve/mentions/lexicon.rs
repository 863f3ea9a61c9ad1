//! Which words are ordinary words, given names or places, and therefore say little by themselves.

use crate::packed::{Packed, packed};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Words that running text writes in lower case; made by `cargo run --example common_words`.
static COMMON: Packed = packed!("src/resolve/words/common_words.txt");
/// Everyday words that companies like to be called by; written for this project.
static EVERYDAY: Packed = packed!("src/resolve/words/everyday_words.txt");
/// Given names of many countries; written for this project.
static GIVEN_NAMES: Packed = packed!("src/resolve/words/given_names.txt");
/// Countries, states, cities and rivers; written for this project.
static PLACES: Packed = packed!("src/resolve/words/places.txt");

/// Days and months; as little a company's name as a place.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What sort of word it is, where it is more than a name of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// In no list: most likely a name.
    Rare,
    /// An ordinary word.
    Common,
    /// A person's first name.
    GivenName,
    /// A country, state, city, river, day or month.
    Place,
}

/// The sort of a folded word; places before names before ordinary words.
pub(super) fn sort(word: &str) -> Sort {
    static TABLE: OnceLock<FxHashMap<&'static str, Sort>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Sort> =
            DAYS.iter().map(|day| (*day, Sort::Place)).collect();
        for (list, sort) in [
            (&COMMON, Sort::Common),
            (&EVERYDAY, Sort::Common),
            (&GIVEN_NAMES, Sort::GivenName),
            (&PLACES, Sort::Place),
        ] {
            for word in list.text().split_ascii_whitespace() {
                if !DAYS.contains(&word) {
                    table.insert(word, sort);
                }
            }
        }
        table
    });
    table.get(word).copied().unwrap_or(Sort::Rare)
}

/// Verbs and nouns of business news that follow or precede a company's name.
static BUSINESS: Packed = packed!("src/resolve/words/business_words.txt");

/// True for a word that news puts beside a company's name, or a quarter or year of account.
pub(super) fn is_business(word: &str) -> bool {
    if is_period(word) {
        return true;
    }
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| BUSINESS.entries().collect())
        .contains(word)
}

/// "q3", "3q", "h1", "fy26".
pub(super) fn is_period(word: &str) -> bool {
    let rest = word
        .strip_prefix("fy")
        .or_else(|| word.strip_prefix(['q', 'h']))
        .or_else(|| word.strip_suffix(['q', 'h']));
    rest.is_some_and(|rest| {
        (1..=4).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Abbreviations that news uses for other things than companies.
static ACRONYMS: Packed = packed!("src/resolve/words/news_acronyms.txt");

/// True for a folded abbreviation that news uses every day ("ipo").
pub(super) fn is_acronym_of_news(word: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| ACRONYMS.entries().collect())
        .contains(word)
}

/// True for the folded abbreviation of a stock exchange, which news names as the place of trading.
pub(super) fn is_exchange_acronym(word: &str) -> bool {
    matches!(
        word,
        "nse"
            | "bse"
            | "nyse"
            | "lse"
            | "tse"
            | "tsx"
            | "asx"
            | "sgx"
            | "hkex"
            | "jse"
            | "cse"
            | "sse"
            | "szse"
            | "six"
            | "bme"
            | "omx"
            | "otc"
            | "amex"
    )
}
