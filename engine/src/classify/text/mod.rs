//! A text as headlines are read: words, numbers, amounts and periods, with where they stand.

mod amount;
mod fold;
mod split;

pub use amount::Amount;
pub(crate) use fold::fold;

use crate::protocol::Span;
use std::cell::OnceCell;

/// Most tokens of a text that are read, so that a page-long text costs bounded time.
pub const MOST_TOKENS: usize = 400;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Class {
    /// A word.
    Word,
    /// A bare number.
    Number(f64),
    /// A percentage.
    Percent(f64),
    /// An amount of money.
    Money(Amount),
    /// A calendar year, 1900 to 2099.
    Year(u16),
    /// A quarter, half or financial year ("Q3", "1H24", "FY2025").
    Period,
    /// A sign that is not part of a word.
    Sign(char),
}

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The word folded: lower case, no accents, no possessive ending; a sign as it is.
    pub word: String,
    /// What it is.
    pub class: Class,
    /// Where it stands, in characters.
    pub span: Span,
    /// Where it stands, in bytes.
    pub bytes: (usize, usize),
    /// True when its first letter is a capital.
    pub capital: bool,
    /// True when it has at least two letters and all are capitals.
    pub shouted: bool,
    /// True when a possessive ending was taken off.
    pub possessive: bool,
    /// True when no blank stands before it (the second half of a hyphened word, a closing sign).
    pub joined: bool,
}

/// A text with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Text<'a> {
    /// The text as given.
    pub source: &'a str,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// Which tokens are names, once somebody asked.
    pub(super) names: OnceCell<Vec<bool>>,
}

impl<'a> Text<'a> {
    /// Reads a text.
    #[must_use]
    pub fn read(source: &'a str) -> Self {
        let mut tokens = split::split(source);
        amount::join(&mut tokens);
        Self {
            source,
            tokens,
            names: OnceCell::new(),
        }
    }

    /// The words from token `first` up to, not including, token `end`, verbatim.
    #[must_use]
    pub fn verbatim(&self, first: usize, end: usize) -> &'a str {
        let (Some(from), Some(to)) = (
            self.tokens.get(first),
            end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) else {
            return "";
        };
        self.source.get(from.bytes.0..to.bytes.1).unwrap_or("")
    }

    /// The span of the same tokens, in characters.
    #[must_use]
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (
            self.tokens.get(first),
            end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(from), Some(to)) if from.span[0] <= to.span[1] => [from.span[0], to.span[1]],
            _ => [0, 0],
        }
    }

    /// True when most words are written in capitals, so that capitals say nothing about names.
    #[must_use]
    pub fn is_shouted(&self) -> bool {
        let words = self
            .tokens
            .iter()
            .filter(|token| token.word.len() > 3 && token.class == Class::Word);
        let (shouted, all) = words.fold((0, 0), |(shouted, all), token| {
            (shouted + usize::from(token.shouted), all + 1)
        });
        all >= 3 && shouted * 10 >= all * 7
    }

    /// True when most words begin with a capital although they are no names ("Title Case").
    #[must_use]
    pub fn is_title_case(&self) -> bool {
        let words = self.tokens.iter().skip(1).filter(|token| {
            token.word.chars().count() > 2
                && token.class == Class::Word
                && !token.joined
                && !SMALL_WORDS.contains(&token.word.as_str())
        });
        let (capitals, all) = words.fold((0, 0), |(capitals, all), token| {
            (capitals + usize::from(token.capital), all + 1)
        });
        all >= 3 && capitals * 10 >= all * 8
    }
}

/// Words that title case leaves small.
const SMALL_WORDS: &[&str] = &[
    "the", "and", "for", "from", "with", "into", "over", "after", "its", "per", "von", "und",
    "les", "des", "del", "los", "via", "amid",
];
