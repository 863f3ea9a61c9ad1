//! A title and summary as the network reads them: words in order, names alike.

use super::super::input::Input;
use crate::classify::learn::{key, word_hash};
use crate::classify::lexicon::{Lexicon, Mention};
use crate::classify::names::name_marks;
use crate::classify::text::{Class, Text};

/// Words that are read, the title's first; nine in ten titles with a summary are no longer.
const MOST_WORDS: usize = 28;
/// Concepts of a word that count.
const MOST_CONCEPTS: usize = 4;

/// The word in place of every name.
const NAME: &str = "<name>";

/// One word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Word {
    /// The half of its hash that stands for it.
    pub(super) key: u32,
    concepts: [u16; MOST_CONCEPTS],
    count: u8,
    capital: bool,
    summary: bool,
    /// Its token in the title or summary.
    pub(super) token: usize,
}

impl Word {
    /// Its concepts.
    pub(super) fn concepts(&self) -> &[u16] {
        &self.concepts[..usize::from(self.count)]
    }

    /// The rows of its marks.
    pub(super) fn marks(&self) -> [usize; 2] {
        [usize::from(self.capital), 2 + usize::from(self.summary)]
    }

    /// True for a word of the title.
    pub(crate) fn is_of_title(&self) -> bool {
        !self.summary
    }

    /// Its token in the title or summary.
    pub(crate) fn token(&self) -> usize {
        self.token
    }
}

/// The words of a title and its summary.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sentence {
    /// At most [`MOST_WORDS`].
    pub(crate) words: Vec<Word>,
}

impl Sentence {
    /// The words of a text.
    pub(crate) fn new(input: &Input<'_>) -> Self {
        let mut sentence = Self {
            words: Vec::with_capacity(MOST_WORDS),
        };
        sentence.add(input.title, &input.title_mentions, false);
        sentence.add(input.summary, &input.summary_mentions, true);
        sentence
    }

    /// The words' keys.
    pub(in crate::classify::model) fn keys(&self) -> Vec<u32> {
        self.words.iter().map(|word| word.key).collect()
    }

    fn add(&mut self, text: &Text<'_>, mentions: &[Mention], summary: bool) {
        let names = name_marks(text);
        let lexicon = Lexicon::shared();
        let mut after_name = false;
        for (place, token) in text.tokens.iter().enumerate() {
            let name = names.get(place).copied().unwrap_or(false);
            if name && after_name {
                continue;
            }
            after_name = name;
            if self.words.len() == MOST_WORDS {
                return;
            }
            let word = match token.class {
                _ if name => NAME,
                Class::Word | Class::Sign(_) => &token.word,
                Class::Money(_) => "<money>",
                Class::Percent(_) => "<percent>",
                Class::Number(_) => "<number>",
                Class::Year(_) => "<year>",
                Class::Period => "<period>",
            };
            let mut concepts = [0; MOST_CONCEPTS];
            let mut count = 0;
            let own = mentions.iter().filter(|mention| {
                mention.first <= place && place < mention.end && lexicon.is_feature(mention.concept)
            });
            for (slot, mention) in concepts.iter_mut().zip(own) {
                *slot = mention.concept;
                count += 1;
            }
            self.words.push(Word {
                key: key(word_hash(word)),
                concepts,
                count,
                capital: token.capital,
                summary,
                token: place,
            });
        }
    }
}
