//! Which words of a text are names, by their capitals and by what is known of common words.

use super::lexicon::Lexicon;
use super::text::{Class, Text, Token, fold};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

const COMMON: &str = include_str!("../../data/lexicon/common.txt");

/// Words that are written small in headlines, folded.
fn common() -> &'static FxHashSet<String> {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = COMMON.lines().filter(|line| !line.starts_with('#'));
        lines
            .flat_map(str::split_whitespace)
            .map(|word| {
                let mut folded = String::new();
                fold(word, &mut folded);
                folded
            })
            .collect()
    })
}

/// True when a folded word is one that headlines write small.
pub(crate) fn is_common(word: &str) -> bool {
    common().contains(word)
}

/// For each token: is it (part of) a name? In texts written in capitals nothing is told apart, so
/// there only words that nothing knows count.
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
    // "iRobot", "eBay", "monday.com": a capital or a dot inside says name.
    let odd = token.word.contains('.') && !token.word.ends_with('.') && token.word.len() > 4;
    (token.capital || odd) && !is_common(&token.word) && !lexicon.knows(&token.word)
}
