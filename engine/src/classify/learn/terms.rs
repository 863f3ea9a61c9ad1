//! The terms of a text, as hashes: n-grams of words, of characters within words, pairs of words
//! anywhere in the text, concepts of the lexicon, and how the text begins, ends and looks.

use super::patterns::patterns;
use crate::classify::lexicon::{Lexicon, Mention};
use crate::classify::names::{is_given_name, is_place};
use crate::classify::text::{Class, Text, Token};
use std::borrow::Cow;
use std::hash::Hasher as _;

/// Which sort of term a term is; each sort is weighed on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// One to three words in a row; first and last words; length and capitals.
    Words,
    /// Two to five characters in a row within one word and its edges.
    Characters,
    /// Two words, or two concepts, anywhere in the text; concepts, names and amounts in a row.
    Pairs,
    /// Concepts of the lexicon.
    Concepts,
}

impl Family {
    /// Every family, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Words, Self::Characters, Self::Pairs, Self::Concepts];
}

/// Longest row of words that makes a term.
const WORDS: usize = 3;
/// Shortest and longest row of characters that make a term.
const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=5;
/// Longest word that is cut into characters; more is a link or noise.
const LONGEST_WORD: usize = 32;
/// Words of a text that are paired; the number of pairs grows with its square.
const PAIRED: usize = 40;
/// Word in place of every ticker ("$AAPL").
const TICKER: &str = "<ticker>";
/// Word in place of a name, when it is no town's or person's.
const NAME: &str = "<name>";
/// Word in place of a town, region or country.
const PLACE: &str = "<place>";
/// Word in place of a name that begins with a given name.
const PERSON: &str = "<person>";

/// Breaks texts into terms, keeping its buffers from a title to its summary.
#[derive(Debug, Default)]
pub struct Terms<'t> {
    words: Vec<Cow<'t, str>>,
    places: Vec<usize>,
    letters: Vec<char>,
}

/// The tokens that a term is made of, half open; `[0, 0]` when it is made of no tokens in a row.
pub type Place = [usize; 2];

/// Which terms are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Two words anywhere in the text.
    pub pairs: bool,
    /// Concepts in twos.
    pub concept_pairs: bool,
    /// One word in place of every name, since what happens to one company may happen to any.
    pub names_masked: bool,
    /// Concepts, names and amounts in the order in which they stand ("company get amount").
    pub patterns: bool,
}

impl<'t> Terms<'t> {
    /// Calls `found` with each term of `text`, repeats included; `names` tells which tokens are names, and is
    /// empty where they are not masked.
    pub fn each(
        &mut self,
        text: &'t Text<'_>,
        mentions: &[Mention],
        names: &[bool],
        wanted: Wanted,
        mut found: impl FnMut(Family, u64, Place),
    ) {
        self.collect(text, names, wanted.names_masked);
        self.word_rows(&mut found);
        self.edges(&mut found);
        look(text, &mut found);
        self.character_rows(&mut found);
        if wanted.pairs {
            self.pairs(&mut found);
        }
        concepts(mentions, wanted.concept_pairs, &mut found);
        if wanted.patterns {
            patterns(&self.words, &self.places, mentions, &mut found);
        }
    }

    /// The words that make terms; digits become 0 so that amounts share terms, and signs that carry
    /// meaning in headlines are words of their own.
    fn collect(&mut self, text: &'t Text<'_>, names: &[bool], masked: bool) {
        self.words.clear();
        self.places.clear();
        let mut tokens = text.tokens.iter().enumerate().peekable();
        while let Some((place, token)) = tokens.next() {
            let word = match token.class {
                Class::Sign('$') if tokens.peek().is_some_and(|(_, next)| is_ticker(next)) => {
                    tokens.next();
                    TICKER.into()
                }
                Class::Word if names.get(place).copied().unwrap_or(false) => {
                    let mask = mask(token);
                    let goes_on = self
                        .words
                        .last()
                        .is_some_and(|last| *last == mask || (*last == PERSON && mask == NAME));
                    if goes_on {
                        continue;
                    }
                    mask.into()
                }
                Class::Sign('$' | '€' | '£' | '%' | '+' | '?' | '!' | '#' | '@' | ':')
                | Class::Word => Cow::Borrowed(token.word.as_str()),
                Class::Sign(_) => continue,
                Class::Money(_) if masked => "<money>".into(),
                Class::Percent(_) if masked => "<percent>".into(),
                Class::Number(_) if masked => "<number>".into(),
                _ => token
                    .word
                    .chars()
                    .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
                    .collect(),
            };
            self.words.push(word);
            self.places.push(place);
        }
    }

    /// The tokens of the words from `first` up to, not including, `end`.
    fn place(&self, first: usize, end: usize) -> Place {
        [self.places[first], self.places[end - 1] + 1]
    }

    fn word_rows(&self, found: &mut impl FnMut(Family, u64, Place)) {
        for start in 0..self.words.len() {
            let mut hash = begin(1);
            for (length, word) in self.words.iter().skip(start).take(WORDS).enumerate() {
                add(&mut hash, word);
                found(
                    Family::Words,
                    hash.finish(),
                    self.place(start, start + length + 1),
                );
            }
        }
    }

    fn edges(&self, found: &mut impl FnMut(Family, u64, Place)) {
        let (mut first, mut last) = (begin(2), begin(3));
        for (front, back) in self.words.iter().zip(self.words.iter().rev()).take(WORDS) {
            add(&mut first, front);
            found(Family::Words, first.finish(), [0, 0]);
            add(&mut last, back);
            found(Family::Words, last.finish(), [0, 0]);
        }
        let mut length = begin(4);
        length.write_u8((f64::from(self.words.len() as u32).max(1.0).ln() * 2.0) as u8);
        found(Family::Words, length.finish(), [0, 0]);
    }

    fn character_rows(&mut self, found: &mut impl FnMut(Family, u64, Place)) {
        for (at, word) in self.words.iter().enumerate() {
            if word.starts_with('<') {
                continue;
            }
            self.letters.clear();
            self.letters.push(' ');
            self.letters.extend(word.chars().take(LONGEST_WORD));
            self.letters.push(' ');
            for start in 0..self.letters.len() {
                let mut hash = begin(5);
                let row = self.letters.iter().skip(start).take(*CHARACTERS.end());
                for (place, &letter) in row.enumerate() {
                    hash.write_u32(letter as u32);
                    if CHARACTERS.contains(&(place + 1)) {
                        found(
                            Family::Characters,
                            hash.finish(),
                            [self.places[at], self.places[at] + 1],
                        );
                    }
                }
            }
        }
    }

    fn pairs(&self, found: &mut impl FnMut(Family, u64, Place)) {
        let mut words: Vec<&str> = self.words.iter().map(AsRef::as_ref).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(PAIRED);
        for (place, one) in words.iter().enumerate() {
            let mut half = begin(6);
            add(&mut half, one);
            for other in &words[place + 1..] {
                let mut hash = half;
                add(&mut hash, other);
                found(Family::Pairs, hash.finish(), [0, 0]);
            }
        }
    }
}

/// Share of capitals, a leading sign: wires, filings and posts look different.
fn look(text: &Text<'_>, found: &mut impl FnMut(Family, u64, Place)) {
    let letters = text
        .source
        .chars()
        .take(400)
        .filter(|letter| letter.is_alphabetic());
    let (capitals, all) = letters.fold((0, 0), |(capitals, all), letter| {
        (capitals + usize::from(letter.is_uppercase()), all + 1)
    });
    let mut hash = begin(7);
    hash.write_u8((capitals * 4 / (all + 1)) as u8);
    found(Family::Words, hash.finish(), [0, 0]);
    if let Some(first) = text
        .tokens
        .first()
        .filter(|token| matches!(token.class, Class::Sign(_)))
    {
        let mut hash = begin(8);
        add(&mut hash, &first.word);
        found(Family::Words, hash.finish(), [0, 0]);
    }
}

fn concepts(mentions: &[Mention], pairs: bool, found: &mut impl FnMut(Family, u64, Place)) {
    let lexicon = Lexicon::shared();
    let mut concepts: Vec<(u16, Place)> = mentions
        .iter()
        .filter(|mention| lexicon.is_feature(mention.concept))
        .map(|mention| (mention.concept, [mention.first, mention.end]))
        .collect();
    concepts.sort_unstable();
    concepts.dedup_by_key(|concept| concept.0);
    for (place, &(one, at)) in concepts.iter().enumerate() {
        let mut hash = begin(9);
        hash.write_u16(one);
        found(Family::Concepts, hash.finish(), at);
        if pairs {
            for &(other, _) in &concepts[place + 1..] {
                let mut hash = hash;
                hash.write_u16(other);
                found(Family::Pairs, hash.finish(), [0, 0]);
            }
        }
    }
}

/// The hash of one word by itself.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    let mut hash = begin(13);
    add(&mut hash, word);
    hash.finish()
}

/// The word in place of a name.
fn mask(token: &Token) -> &'static str {
    if is_place(&token.word) {
        PLACE
    } else if is_given_name(&token.word) {
        PERSON
    } else {
        NAME
    }
}

fn is_ticker(token: &Token) -> bool {
    token.joined && (token.shouted || token.word.len() == 1) && token.class == Class::Word
}

/// A hasher begun with the sort of term, so that sorts never share a term.
pub(super) fn begin(sort: u8) -> Fnv {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.write_u8(sort);
    hash
}

pub(super) fn add(hash: &mut Fnv, word: &str) {
    hash.write(word.as_bytes());
    hash.write_u8(b' ');
}

/// FNV-1a, 64 bits: the same on every platform and in every version.
#[derive(Clone, Copy)]
pub(super) struct Fnv(u64);

impl std::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u8(&mut self, byte: u8) {
        self.write(&[byte]);
    }
    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }
    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }
}
