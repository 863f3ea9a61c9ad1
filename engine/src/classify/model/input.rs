//! A title and its summary as the model sees them.

use crate::classify::learn::{Counted, Place, Terms, Wanted, key};
use crate::classify::lexicon::{Lexicon, Mention};
use crate::classify::names::name_marks;
use crate::classify::text::Text;

/// Terms of a summary count less: it often tells of things beside the event. Chosen on 200 labelled
/// titles with summaries that the model was not trained on.
const SUMMARY: f32 = 0.8;

/// Room for the terms of a usual title and summary.
const EXPECTED_TERMS: usize = 640;

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

    /// All terms with their counts, those of the title first, and where the title's stand.
    pub(crate) fn terms(&self) -> InputTerms {
        let mut terms = Terms::default();
        let mut counted = Vec::with_capacity(EXPECTED_TERMS);
        let mut places = Vec::with_capacity(EXPECTED_TERMS);
        terms.each(
            self.title,
            &self.title_mentions,
            name_marks(self.title),
            WANTED,
            |family, term, place| {
                counted.push((family, key(term), 1.0));
                places.push(place);
            },
        );
        if !self.summary.tokens.is_empty() {
            terms.each(
                self.summary,
                &self.summary_mentions,
                name_marks(self.summary),
                WANTED,
                |family, term, _| {
                    counted.push((family, key(term), SUMMARY));
                },
            );
        }
        InputTerms {
            counted,
            places,
            known: Vec::new(),
        }
    }
}

/// The terms of a title and its summary.
#[derive(Debug)]
pub(crate) struct InputTerms {
    /// All terms with their counts, those of the title first.
    pub(crate) counted: Counted,
    /// For each term of the title the tokens that it is made of.
    pub(crate) places: Vec<Place>,
    /// For each term its place in a model; empty until a model has looked them up.
    pub(crate) known: Vec<Option<u32>>,
}
