//! People named in a text.

use super::names::{is_given_name, is_outsider, is_place};
use super::text::{Class, Text, Token};

/// Particles inside a surname.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "di", "da", "del", "la", "bin", "al", "ten", "zu",
];
/// Titles before a surname.
const TITLES: &[&str] = &[
    "mr", "ms", "mrs", "dr", "sir", "dame", "lord", "lady", "herr", "frau",
];

/// Runs of tokens that name a person: a given name with a surname, or a title with one.
pub(crate) fn people_in(text: &Text<'_>) -> Vec<[usize; 2]> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match person_at(text, at) {
            Some(end) => {
                runs.push([at, end]);
                at = end;
            }
            None => at += 1,
        }
    }
    runs
}

/// The end of the person's name that begins at `at`.
fn person_at(text: &Text<'_>, at: usize) -> Option<usize> {
    let token = text.tokens.get(at)?;
    if !token.capital || token.class != Class::Word || token.possessive {
        return None;
    }
    let given = is_given_name(&token.word);
    if !given && !TITLES.contains(&token.word.as_str()) {
        return None;
    }
    let mut next = at + 1;
    // "J." and "Jean-Claude"
    while let Some(middle) = text.tokens.get(next) {
        let initial =
            middle.capital && middle.word.chars().count() == 1 && middle.class == Class::Word;
        let hyphen = middle.class == Class::Sign('-') && middle.joined;
        let dot =
            middle.class == Class::Sign('.') && text.tokens[next - 1].word.chars().count() == 1;
        let second = text.tokens[next - 1].class == Class::Sign('-') && middle.capital;
        let particle = PARTICLES.contains(&middle.word.as_str())
            && text.tokens.get(next + 1).is_some_and(is_surname);
        if !(initial || hyphen || dot || second || particle) {
            break;
        }
        next += 1;
    }
    let surname = text.tokens.get(next)?;
    if !is_surname(surname) {
        return None;
    }
    let mut end = next + 1;
    // "Della Valle", "Garcia Lopez": a second surname that is not a role or a place.
    if !surname.possessive
        && text
            .tokens
            .get(end)
            .is_some_and(|token| is_surname(token) && !is_title_word(token))
        && text.tokens.get(end + 1).is_none_or(|token| !token.capital)
        && !text.is_title_case()
    {
        end += 1;
    }
    Some(end)
}

fn is_surname(token: &Token) -> bool {
    token.capital
        && token.class == Class::Word
        && token.word.chars().count() > 1
        && !is_outsider(&token.word)
        && !is_place(&token.word)
}

fn is_title_word(token: &Token) -> bool {
    super::lexicon::Lexicon::shared().knows(&token.word)
}
