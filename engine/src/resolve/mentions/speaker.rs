//! Companies that speak in a headline rather than are spoken of: brokers, employers of those quoted.

use super::lexicon::{Sort, is_business, sort};
use super::text::{Gap, Text, TextWord};
use super::weigh::Place;
use crate::resolve::vocabulary;

/// Whether the company speaks rather than is spoken of.
#[derive(PartialEq, Eq)]
pub(super) enum Speaks {
    No,
    /// "...: Broker", "..., says Broker".
    Itself,
    /// "...: Name Surname, Employer", "says Name Surname of Employer".
    Employer,
}

/// Reads where a company stands in a quotation.
pub(super) fn speaks(place: Place, text: &Text) -> Speaks {
    let words = &text.words;
    let is_name = |word: &TextWord| {
        word.capital && !vocabulary::is_generic(&word.text) && !is_business(&word.text)
    };
    if place.start >= 3
        && words[place.start - 1].text == "of"
        && is_name(&words[place.start - 2])
        && is_name(&words[place.start - 3])
    {
        let said = |word: &TextWord| matches!(word.text.as_str(), "says" | "said" | "say");
        return if words[..place.start].iter().any(said) {
            Speaks::Employer
        } else {
            Speaks::No
        };
    }
    if place.end == words.len()
        && place.start >= LEAST_SAID
        && matches!(
            words[place.start - 1].text.as_str(),
            "says" | "said" | "say"
        )
    {
        return Speaks::Itself;
    }
    if words[place.start].before == Gap::Bracket {
        return Speaks::No;
    }
    let Some(start) = (1..=place.start).rev().find(|at| words[*at].starts) else {
        return Speaks::No;
    };
    let part = &words[start..];
    let closes = start >= LEAST_SAID
        && part.len() <= 10
        && part
            .iter()
            .all(|word| word.capital || vocabulary::is_stop_word(&word.text) || word.text == "com");
    if !closes {
        return Speaks::No;
    }
    let alone = part.iter().skip(1).all(|word| word.before != Gap::Comma);
    if place.start == start {
        return if alone { Speaks::Itself } else { Speaks::No };
    }
    let person = part
        .iter()
        .skip(1)
        .take_while(|word| word.before != Gap::Comma)
        .count()
        + 1;
    let by_a_person = (2..=4).contains(&person)
        && part.len() > person
        && part[..person]
            .iter()
            .all(|word| is_name(word) && sort(&word.text) != Sort::Place);
    if by_a_person || alone {
        Speaks::Employer
    } else {
        Speaks::No
    }
}

/// Words before a colon from which on what follows is taken for the speaker.
const LEAST_SAID: usize = 4;
