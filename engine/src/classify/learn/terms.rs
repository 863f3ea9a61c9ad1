//! The terms of a text: n-grams of words and, within words, of characters, as hashes.

use std::hash::Hasher as _;

/// Which sort of n-gram a term is; each sort is weighed on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// One to three words in a row.
    Words,
    /// Two to five characters in a row within one word and its edges.
    Characters,
    /// Pairs.
    Pairs,
    /// Concepts.
    Concepts,
    /// Marks.
    Marks,
}

/// Longest row of words that makes a term.
const WORDS: usize = 3;
/// Shortest and longest row of characters that make a term.
const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=5;
/// Longest word that is cut into characters; more is a link or noise.
const LONGEST_WORD: usize = 32;
/// Most words of a text that are read, so that a page-long text costs bounded time.
const MOST_WORDS: usize = 400;

static OPTS: std::sync::OnceLock<String> = std::sync::OnceLock::new();
/// Breaks texts into terms, keeping its buffers between texts.
#[derive(Debug, Default)]
pub struct Terms {
    words: Vec<String>,
}

impl Terms {
    /// Calls `found` with each term of `text`, repeats included.
    pub fn each(&mut self, text: &str, mut found: impl FnMut(Family, u64)) {
        self.split(text);
        for start in 0..self.words.len() {
            let mut hash = hasher(1);
            for word in self.words.iter().skip(start).take(WORDS) {
                hash.write(word.as_bytes());
                hash.write_u8(b' ');
                found(Family::Words, hash.finish());
            }
        }
        let on = |f: &str| {
            OPTS.get_or_init(|| std::env::var("OPTS").unwrap_or_default())
                .contains(f)
        };
        if on("A") {
            for gap in 2..4 {
                for (a, b) in self.words.iter().zip(self.words.iter().skip(gap)) {
                    let mut hash = hasher(3);
                    hash.write(a.as_bytes());
                    hash.write_u8(b'_');
                    hash.write(b.as_bytes());
                    found(Family::Words, hash.finish());
                }
            }
        }
        if on("B") {
            for n in 1..4 {
                let mut hash = hasher(4);
                for w in self.words.iter().take(n) {
                    hash.write(w.as_bytes());
                    hash.write_u8(b' ');
                }
                found(
                    if on("M") {
                        Family::Marks
                    } else {
                        Family::Words
                    },
                    hash.finish(),
                );
                let mut hash = hasher(5);
                for w in self.words.iter().rev().take(n) {
                    hash.write(w.as_bytes());
                    hash.write_u8(b' ');
                }
                found(
                    if on("M") {
                        Family::Marks
                    } else {
                        Family::Words
                    },
                    hash.finish(),
                );
            }
        }
        if on("C") {
            let joined: Vec<char> = self.words.join(" ").chars().take(600).collect();
            for start in 0..joined.len() {
                let mut hash = hasher(6);
                for (place, &letter) in joined.iter().skip(start).take(7).enumerate() {
                    hash.write_u32(letter as u32);
                    if place >= 4 {
                        found(Family::Pairs, hash.finish());
                    }
                }
            }
        }
        if on("F") {
            let mut hash = hasher(7);
            hash.write_u8((self.words.len() as f32).ln().mul_add(2.0, 0.0) as u8);
            found(
                if on("M") {
                    Family::Marks
                } else {
                    Family::Words
                },
                hash.finish(),
            );
            let caps = text.chars().filter(|c| c.is_uppercase()).count() * 4
                / (text.chars().filter(|c| c.is_alphabetic()).count() + 1);
            let mut hash = hasher(8);
            hash.write_u8(caps as u8);
            found(
                if on("M") {
                    Family::Marks
                } else {
                    Family::Words
                },
                hash.finish(),
            );
            if text.contains("  #") {
                let mut hash = hasher(9);
                hash.write_u8(1);
                found(
                    if on("M") {
                        Family::Marks
                    } else {
                        Family::Words
                    },
                    hash.finish(),
                );
            }
            if text.starts_with('$') {
                let mut hash = hasher(9);
                hash.write_u8(2);
                found(
                    if on("M") {
                        Family::Marks
                    } else {
                        Family::Words
                    },
                    hash.finish(),
                );
            }
        }
        if on("L") {
            use crate::classify::{lexicon::Lexicon, text::Text};
            let unescaped = text.replace("&amp;", "&");
            let text = Text::read(&unescaped);
            let mut seen: Vec<u16> = Lexicon::shared()
                .find(&text.tokens)
                .iter()
                .map(|m| m.concept)
                .collect();
            seen.sort_unstable();
            seen.dedup();
            for (i, &a) in seen.iter().enumerate() {
                let mut hash = hasher(20);
                hash.write_u16(a);
                found(Family::Concepts, hash.finish());
                if on("l") {
                    for &b in &seen[i + 1..] {
                        let mut hash = hasher(21);
                        hash.write_u16(a);
                        hash.write_u16(b);
                        found(Family::Concepts, hash.finish());
                    }
                }
            }
        }
        if on("P") {
            let mut w: Vec<&String> = self.words.iter().collect();
            w.sort();
            w.dedup();
            w.truncate(40);
            for (i, a) in w.iter().enumerate() {
                for b in &w[i + 1..] {
                    let mut hash = hasher(10);
                    hash.write(a.as_bytes());
                    hash.write_u8(b'_');
                    hash.write(b.as_bytes());
                    found(Family::Pairs, hash.finish());
                }
            }
        }
        let mut padded = Vec::new();
        for word in &self.words {
            padded.clear();
            padded.push(' ');
            padded.extend(word.chars().take(LONGEST_WORD));
            padded.push(' ');
            for start in 0..padded.len() {
                let mut hash = hasher(2);
                for (place, &letter) in padded
                    .iter()
                    .skip(start)
                    .take(*CHARACTERS.end())
                    .enumerate()
                {
                    hash.write_u32(letter as u32);
                    if CHARACTERS.contains(&(place + 1)) {
                        found(Family::Characters, hash.finish());
                    }
                }
            }
        }
    }

    /// Lower-cased words; digits become 0 so that amounts share terms, links become one word,
    /// signs that carry meaning in headlines ($ % & + ?) are words of their own.
    fn split(&mut self, text: &str) {
        self.words.clear();
        if OPTS
            .get_or_init(|| std::env::var("OPTS").unwrap_or_default())
            .contains('T')
        {
            self.split_text(text);
            return;
        }
        let on = |f: &str| {
            OPTS.get_or_init(|| std::env::var("OPTS").unwrap_or_default())
                .contains(f)
        };
        for piece in text.split_whitespace() {
            let unescaped;
            let piece = if piece.contains("&amp;") {
                unescaped = piece.replace("&amp;", "&");
                unescaped.as_str()
            } else {
                piece
            };
            if on("E")
                && piece.starts_with('$')
                && piece.len() > 1
                && piece[1..].chars().all(|c| c.is_ascii_uppercase())
            {
                self.words.push("<ticker>".to_owned());
                if on("e") {
                    continue;
                }
            }
            if self.words.len() >= MOST_WORDS {
                return;
            }
            if piece.starts_with("http://") || piece.starts_with("https://") {
                self.words.push("<link>".to_owned());
                continue;
            }
            let mut word = String::new();
            for letter in piece.chars() {
                if letter.is_alphanumeric() {
                    if letter.is_ascii_digit() && !on("D") {
                        word.push('0');
                    } else {
                        word.extend(letter.to_lowercase());
                    }
                } else if matches!(letter, '\'' | '’' | '.' | '&' | '-' | '|') && !word.is_empty()
                {
                    word.push(if letter == '’' { '\'' } else { letter });
                } else {
                    self.finish(&mut word);
                    if matches!(
                        letter,
                        '$' | '€' | '£' | '%' | '+' | '?' | '!' | '#' | '@' | ':'
                    ) {
                        self.words.push(letter.to_string());
                    }
                }
            }
            self.finish(&mut word);
        }
    }

    fn split_text(&mut self, text: &str) {
        use crate::classify::text::{Class, Text};
        let unescaped = text.replace("&amp;", "&");
        let text = Text::read(&unescaped);
        let mut skip = 0;
        for (i, token) in text.tokens.iter().enumerate() {
            if i < skip {
                continue;
            }
            if token.class == Class::Sign('$')
                && text
                    .tokens
                    .get(i + 1)
                    .is_some_and(|t| t.joined && t.shouted || t.word.len() == 1)
            {
                self.words.push("<ticker>".to_owned());
                skip = i + 2;
                continue;
            }
            match token.class {
                Class::Number(_)
                | Class::Percent(_)
                | Class::Money(_)
                | Class::Year(_)
                | Class::Period => {
                    let w: String = token
                        .word
                        .chars()
                        .map(|c| if c.is_ascii_digit() { '0' } else { c })
                        .collect();
                    self.words.push(w);
                }
                Class::Sign(c) => {
                    if matches!(c, '$' | '€' | '£' | '%' | '+' | '?' | '!' | '#' | '@' | ':') {
                        self.words.push(token.word.clone())
                    }
                }
                Class::Word => self.words.push(token.word.clone()),
            }
            if self.words.len() > MOST_WORDS {
                return;
            }
        }
    }

    fn finish(&mut self, word: &mut String) {
        let bare = word.trim_end_matches(['\'', '.', '&', '-', '|']);
        if !bare.is_empty() {
            self.words.push(bare.to_owned());
        }
        word.clear();
    }
}

/// A hasher whose results are the same on every machine, begun with the family so that words and
/// characters never share a term.
fn hasher(family: u8) -> Fnv {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.write_u8(family);
    hash
}

/// FNV-1a, 64 bits: stable across platforms and versions, which `rustc_hash` does not promise.
struct Fnv(u64);

impl std::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }
}
