//! A model of topics: one separator per label, the farthest on the right side wins.

use super::label::{LabelSettings, learn_label};
use super::matrix::Rows;
use super::separator::Separator;
use super::terms::{Family, Terms, Wanted};
use super::weigh::{Counted, Weigher, key};
use crate::classify::model::{Input, Model};
use crate::classify::text::Text;

/// Chosen by four-fold cross-validation on the training part of finance-topics.
const SETTINGS: LabelSettings = LabelSettings {
    cost: 0.3,
    boost: 0.5,
    ratio: 0.3,
    smoothing: 0.3,
    passes: 20,
    seed: 0,
};
/// Length of words, characters, pairs and concepts in a row.
const SHARES: [f32; 4] = [1.0, 1.0, 0.6, 0.3];
/// A term in fewer texts is left out.
const LEAST: u32 = 2;
/// First of the terms that stand for what the model that ships says.
const KIND_TERMS: u32 = 0xF000_0000;
/// Probabilities of a kind that each make a term.
const STEPS: [f64; 2] = [0.3, 0.8];
const WANTED: Wanted = Wanted {
    pairs: true,
    concept_pairs: false,
    names_masked: false,
    patterns: false,
};

/// Texts to labels.
#[derive(Debug, Clone)]
pub struct TopicModel {
    labels: Vec<String>,
    weigher: Weigher,
    separators: Vec<Separator>,
}

impl TopicModel {
    /// Learns from (text, label) pairs.
    #[must_use]
    pub fn learn(examples: &[(String, String)], seed: u64) -> Self {
        let mut labels: Vec<String> = examples.iter().map(|(_, label)| label.clone()).collect();
        labels.sort();
        labels.dedup();
        let mut terms = Terms::default();
        let counted: Vec<Counted> = examples
            .iter()
            .map(|(text, _)| count(&mut terms, text))
            .collect();
        let weigher = Weigher::learn(counted.iter(), LEAST, SHARES);
        let mut rows = Rows::default();
        let mut row = Vec::new();
        for text in &counted {
            weigher.row(text, &mut row);
            rows.push(&row);
        }
        let chosen: Vec<usize> = (0..rows.len()).collect();
        let separators = labels
            .iter()
            .map(|label| {
                let settings = LabelSettings { seed, ..SETTINGS };
                learn_label(
                    &rows,
                    &chosen,
                    &|row| examples[row].1 == *label,
                    weigher.len(),
                    settings,
                )
            })
            .collect();
        Self {
            labels,
            weigher,
            separators,
        }
    }

    /// The label that fits best.
    #[must_use]
    pub fn label(&self, text: &str) -> &str {
        let mut row = Vec::new();
        self.weigher
            .row(&count(&mut Terms::default(), text), &mut row);
        let best = self
            .separators
            .iter()
            .map(|separator| separator.decide(&row))
            .enumerate()
            .max_by(|one, other| one.1.total_cmp(&other.1));
        best.and_then(|(label, _)| self.labels.get(label))
            .map_or("", String::as_str)
    }
}

/// The terms of a text, and what the model that ships says of it: a hundred labelled lines of a rare
/// topic teach more when the words of its kind are known already.
fn count(terms: &mut Terms, text: &str) -> Counted {
    let plain = text.replace("&amp;", "&");
    let title = Text::read(&plain);
    let summary = Text::read("");
    let input = Input::new(&title, &summary);
    let mut counted = Vec::new();
    terms.each(&title, &input.title_mentions, WANTED, |family, term, _| {
        counted.push((family, key(term), 1.0));
    });
    for (kind, score) in Model::shared()
        .score(&input.terms().counted)
        .into_iter()
        .enumerate()
    {
        for (step, least) in STEPS.into_iter().enumerate() {
            if score >= least {
                counted.push((
                    Family::Concepts,
                    KIND_TERMS + (kind * STEPS.len() + step) as u32,
                    1.0,
                ));
            }
        }
    }
    counted
}
