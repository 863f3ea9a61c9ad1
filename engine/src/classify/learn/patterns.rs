//! The skeleton of a text: its concepts, names, amounts and prepositions in order, the other words
//! left out. "Foo Labs bags $9m from Bar" and "Baz nets £3m from Qux" have the same one.

use super::terms::{Family, Place, add, begin};
use crate::classify::lexicon::{Lexicon, Mention};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::hash::Hasher as _;

/// Longest row of parts that makes a term.
const LONGEST: usize = 3;
/// Small words that tell who does what to whom and where.
const PREPOSITIONS: &[&str] = &[
    "to", "in", "for", "from", "by", "with", "at", "of", "on", "as", "into", "after", "over",
];
/// Sort of these terms among all terms.
const SORT: u8 = 12;

/// A part of the skeleton.
#[derive(PartialEq, Eq)]
enum Part<'w> {
    Word(&'w str),
    Concept(u16),
}

/// Calls `found` with every row of two to [`LONGEST`] parts. `words` are the text's words with names
/// and amounts masked, `places` their tokens.
pub(super) fn patterns(
    words: &[Cow<'_, str>],
    places: &[usize],
    mentions: &[Mention],
    found: &mut impl FnMut(Family, u64, Place),
) {
    let parts = parts(words, places, mentions);
    for start in 0..parts.len() {
        let mut hash = begin(SORT);
        for (length, (part, place)) in parts[start..].iter().take(LONGEST).enumerate() {
            match part {
                Part::Word(word) => add(&mut hash, word),
                Part::Concept(concept) => {
                    hash.write_u8(b'=');
                    hash.write_u16(*concept);
                }
            }
            if length > 0 {
                found(Family::Pairs, hash.finish(), [parts[start].1[0], place[1]]);
            }
        }
    }
}

fn parts<'w>(
    words: &'w [Cow<'w, str>],
    places: &[usize],
    mentions: &[Mention],
) -> Vec<(Part<'w>, Place)> {
    let lexicon = Lexicon::shared();
    let mut parts: Vec<(Part<'w>, Place)> = Vec::with_capacity(words.len());
    let mut free = 0;
    for (word, &place) in words.iter().zip(places) {
        if place < free {
            continue;
        }
        let part = if word.starts_with('<') || matches!(word.as_ref(), "$" | "?" | ":") {
            Some((Part::Word(word), place + 1))
        } else if let Some(concept) = longest(mentions, place, lexicon) {
            free = concept.end;
            Some((Part::Concept(concept.concept), concept.end))
        } else if PREPOSITIONS.contains(&word.as_ref()) {
            Some((Part::Word(word), place + 1))
        } else {
            None
        };
        if let Some((part, end)) = part
            && parts.last().is_none_or(|(last, _)| *last != part)
        {
            parts.push((part, [place, end]));
        }
    }
    parts
}

/// The longest concept that begins at a token; of equally long ones the first of the lexicon.
fn longest<'m>(mentions: &'m [Mention], first: usize, lexicon: &Lexicon) -> Option<&'m Mention> {
    mentions
        .iter()
        .filter(|mention| mention.first == first && lexicon.is_feature(mention.concept))
        .max_by_key(|mention| (mention.end, Reverse(mention.concept)))
}
