//! Which words of a text are names, by their capitals and by what is known of common words.

use super::lexicon::Lexicon;
use super::text::{Class, Text, Token, fold};
use crate::packed::{Packed, packed};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Words that are written small in headlines; the second list is shared with `resolve`.
static COMMON: [Packed; 2] = [
    packed!("data/lexicon/common.txt"),
    packed!("src/resolve/words/common_words.txt"),
];
static GIVEN_NAMES: Packed = packed!("src/resolve/words/given_names.txt");
static PLACES: [Packed; 2] = [
    packed!("src/resolve/words/places.txt"),
    packed!("data/lexicon/places.txt"),
];
static OUTSIDERS: Packed = packed!("data/lexicon/outsiders.txt");
static NAME_WORDS: Packed = packed!("data/lexicon/name_words.txt");

/// True when a folded word is one that headlines write small.
pub(crate) fn is_common(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&COMMON)).contains(word)
}

/// True for a folded given name.
pub(crate) fn is_given_name(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS
        .get_or_init(|| words(std::slice::from_ref(&GIVEN_NAMES)))
        .contains(word)
}

/// True for a folded town, region, country or what comes from one ("german").
pub(crate) fn is_place(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| words(&PLACES)).contains(word)
}

/// True for a regulator, exchange, index, publisher, ranker or politician: never the company.
pub(crate) fn is_outsider(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS
        .get_or_init(|| words(std::slice::from_ref(&OUTSIDERS)))
        .contains(word)
}

/// True for a common word that is often part of a company's name ("bank", "energy", "group").
pub(crate) fn is_name_word(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS
        .get_or_init(|| words(std::slice::from_ref(&NAME_WORDS)))
        .contains(word)
}

fn words(lists: &'static [Packed]) -> FxHashSet<String> {
    let lines = lists
        .iter()
        .flat_map(|list| list.text().lines())
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

/// For each token: is it (part of) a name? Found once per text.
pub(crate) fn name_marks<'t>(text: &'t Text<'_>) -> &'t [bool] {
    text.names.get_or_init(|| {
        let lexicon = Lexicon::shared();
        text.tokens
            .iter()
            .map(|token| is_name(token, lexicon))
            .collect()
    })
}

fn is_name(token: &Token, lexicon: &Lexicon) -> bool {
    if token.class != Class::Word || token.word.chars().count() < 2 {
        return false;
    }
    // "monday.com": a dot inside says name.
    let odd = token.word.contains('.') && !token.word.ends_with('.') && token.word.len() > 4;
    (token.capital || odd) && !is_common(&token.word) && !lexicon.knows(&token.word)
}
