//! Which words of a text are names, by their capitals and by what is known of common words.

use super::lexicon::Lexicon;
use super::text::{Class, Text, Token, fold};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Words that are written small in headlines; the second list is shared with `resolve`.
const COMMON: [&str; 2] = [
    include_str!("../../data/lexicon/common.txt"),
    include_str!("../resolve/words/common_words.txt"),
];
const GIVEN_NAMES: &str = include_str!("../resolve/words/given_names.txt");
const PLACES: [&str; 2] = [
    include_str!("../resolve/words/places.txt"),
    include_str!("../../data/lexicon/places.txt"),
];
const OUTSIDERS: &str = include_str!("../../data/lexicon/outsiders.txt");
const NAME_WORDS: &str = include_str!("../../data/lexicon/name_words.txt");

/// True when a folded word is one that headlines write small.
pub(crate) fn is_common(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&COMMON)).contains(word)
}

/// True for a folded given name.
pub(crate) fn is_given_name(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&[GIVEN_NAMES])).contains(word)
}

/// True for a folded town, region, country or what comes from one ("german").
pub(crate) fn is_place(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&PLACES)).contains(word)
}

/// True for a regulator, exchange, index, publisher, ranker or politician: never the company.
pub(crate) fn is_outsider(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&[OUTSIDERS])).contains(word)
}

/// True for a common word that is often part of a company's name ("bank", "energy", "group").
pub(crate) fn is_name_word(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&[NAME_WORDS])).contains(word)
}

fn words(lists: &[&str]) -> FxHashSet<String> {
    let lines = lists
        .iter()
        .flat_map(|list| list.lines())
        .filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .map(|word| {
            let mut folded = String::new();
            fold(word, &mut folded);
            folded
        })
        .collect()
}

/// For each token: is it (part of) a name?
#[must_use]
pub(crate) fn name_marks(text: &Text<'_>) -> Vec<bool> {
    let lexicon = Lexicon::shared();
    text.tokens
        .iter()
        .map(|token| is_name(token, lexicon))
        .collect()
}

fn is_name(token: &Token, lexicon: &Lexicon) -> bool {
    if token.class != Class::Word || token.word.chars().count() < 2 {
        return false;
    }
    // "monday.com": a dot inside says name.
    let odd = token.word.contains('.') && !token.word.ends_with('.') && token.word.len() > 4;
    (token.capital || odd) && !is_common(&token.word) && !lexicon.knows(&token.word)
}
