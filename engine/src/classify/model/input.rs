//! A title and its summary as the model sees them.

use crate::classify::learn::{Counted, Terms, Wanted, key};
use crate::classify::lexicon::{Lexicon, Mention};
use crate::classify::text::Text;

/// Terms of a summary count less: it often tells of things beside the event.
const SUMMARY: f32 = 0.5;

/// Terms of the model that ships. Pairs of words would need more lines than it is trained on.
pub(crate) const WANTED: Wanted = Wanted {
    pairs: false,
    concept_pairs: true,
    names_masked: true,
    patterns: true,
};

/// A title and summary with the concepts they name.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    /// The title.
    pub(crate) title: &'a Text<'a>,
    /// The summary; empty when there is none.
    pub(crate) summary: &'a Text<'a>,
    /// Concepts of the title.
    pub(crate) title_mentions: Vec<Mention>,
    /// Concepts of the summary.
    pub(crate) summary_mentions: Vec<Mention>,
}

impl<'a> Input<'a> {
    /// Finds the concepts of both.
    pub(crate) fn new(title: &'a Text<'a>, summary: &'a Text<'a>) -> Self {
        let lexicon = Lexicon::shared();
        Self {
            title,
            summary,
            title_mentions: lexicon.find(&title.tokens),
            summary_mentions: lexicon.find(&summary.tokens),
        }
    }

    /// All terms with their counts.
    pub(crate) fn counted(&self) -> Counted {
        let mut terms = Terms::default();
        let mut counted = Vec::with_capacity(640);
        terms.each(
            self.title,
            &self.title_mentions,
            WANTED,
            |family, term, _| {
                counted.push((family, key(term), 1.0));
            },
        );
        if !self.summary.tokens.is_empty() {
            terms.each(
                self.summary,
                &self.summary_mentions,
                WANTED,
                |family, term, _| {
                    counted.push((family, key(term), SUMMARY));
                },
            );
        }
        counted
    }
}
