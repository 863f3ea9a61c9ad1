//! A model of topics: one separator per label, the farthest on the right side wins.

use super::label::{LabelSettings, learn_label};
use super::matrix::Rows;
use super::offsets::{offsets, winner};
use super::separator::Separator;
use super::shuffle::Shuffle;
use super::terms::{Family, Terms, Wanted};
use super::weigh::{Counted, Weigher, key};
use crate::classify::model::{Input, KINDS, Model};
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
/// Log-odds of a kind, in both directions, beyond which more says no more.
const MOST_ODDS: f64 = 5.0;
/// Where the log-odds of a kind begin to weigh, in shares of [`MOST_ODDS`] below even odds.
const ODDS_FROM: f64 = 0.6;
/// How much they weigh beside the words; chosen like [`SETTINGS`].
const ODDS_WEIGHT: f64 = 0.7;
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
    offsets: Vec<f32>,
}

impl TopicModel {
    /// Learns from (text, label) pairs.
    #[must_use]
    pub fn learn(examples: &[(String, String)], seed: u64) -> Self {
        let mut labels: Vec<String> = examples.iter().map(|(_, label)| label.clone()).collect();
        labels.sort();
        labels.dedup();
        let truths: Vec<usize> = examples
            .iter()
            .map(|(_, label)| labels.partition_point(|own| own < label))
            .collect();
        let texts: Vec<Counts> = examples.iter().map(|(text, _)| Counts::of(text)).collect();
        let every: Vec<usize> = (0..texts.len()).collect();
        let (weigher, separators) = separate(&texts, &truths, &every, labels.len(), seed);
        let offsets = offsets_of(&texts, &truths, labels.len(), seed);
        Self {
            labels,
            weigher,
            separators,
            offsets,
        }
    }

    /// The label that fits best.
    #[must_use]
    pub fn label(&self, text: &str) -> &str {
        let counts = Counts::of(text);
        let margins = margins(&self.weigher, &self.separators, &counts);
        winner(&margins, &self.offsets)
            .and_then(|label| self.labels.get(label))
            .map_or("", String::as_str)
    }
}

/// A separator per label, learnt from the `chosen` texts.
fn separate(
    texts: &[Counts],
    truths: &[usize],
    chosen: &[usize],
    labels: usize,
    seed: u64,
) -> (Weigher, Vec<Separator>) {
    let counted = chosen.iter().map(|&text| &texts[text].counted);
    let weigher = Weigher::learn(counted, LEAST, SHARES);
    let mut rows = Rows::default();
    let mut row = Vec::new();
    for &text in chosen {
        texts[text].row(&weigher, &mut row);
        rows.push(&row);
    }
    let every: Vec<usize> = (0..chosen.len()).collect();
    let settings = LabelSettings { seed, ..SETTINGS };
    let separators = (0..labels)
        .map(|label| {
            let is_positive = |row: usize| truths[chosen[row]] == label;
            learn_label(&rows, &every, &is_positive, weigher.len() + KINDS, settings)
        })
        .collect();
    (weigher, separators)
}

/// What to add to each label's margin, found with each half of the texts read by what was learnt from
/// the other.
fn offsets_of(texts: &[Counts], truths: &[usize], labels: usize, seed: u64) -> Vec<f32> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    Shuffle::new(seed).order(&mut order);
    let (one, other) = order.split_at(order.len() / 2);
    let mut found = Vec::with_capacity(texts.len());
    let mut own = Vec::with_capacity(texts.len());
    for (learnt, read) in [(one, other), (other, one)] {
        let (weigher, separators) = separate(texts, truths, learnt, labels, seed);
        for &text in read {
            found.push(margins(&weigher, &separators, &texts[text]));
            own.push(truths[text]);
        }
    }
    offsets(&found, &own, labels)
}

fn margins(weigher: &Weigher, separators: &[Separator], text: &Counts) -> Vec<f32> {
    let mut row = Vec::new();
    text.row(weigher, &mut row);
    separators
        .iter()
        .map(|separator| separator.decide(&row))
        .collect()
}

/// The terms of a text, and what the model that ships says of it: a hundred labelled lines of a rare
/// topic teach more when the words of its kind are known already.
struct Counts {
    counted: Counted,
    /// For each kind how much the model that ships speaks for it, 0 to 1.1.
    said: [f32; KINDS],
}

impl Counts {
    fn of(text: &str) -> Self {
        let plain = text.replace("&amp;", "&");
        let title = Text::read(&plain);
        let summary = Text::read("");
        let input = Input::new(&title, &summary);
        let mut counted = Vec::new();
        Terms::default().each(
            &title,
            &input.title_mentions,
            &[],
            WANTED,
            |family, term, _| {
                counted.push((family, key(term), 1.0));
            },
        );
        let model = Model::shared();
        let scores = model.score(&input, &model.terms(&input));
        for (kind, score) in scores.into_iter().enumerate() {
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
        Self {
            counted,
            said: scores.map(speaks),
        }
    }

    /// The weighed terms, then the kinds.
    fn row(&self, weigher: &Weigher, row: &mut Vec<(u32, f32)>) {
        weigher.row(&self.counted, row);
        let first = weigher.len() as u32;
        row.extend((first..).zip(self.said).filter(|(_, said)| *said > 0.0));
    }
}

/// The log-odds of a probability as a weight, nothing for what is unlikely.
fn speaks(probability: f64) -> f32 {
    let odds = ((probability + 1e-3) / (1.0 - probability + 1e-3)).ln();
    ((odds.clamp(-MOST_ODDS, MOST_ODDS) / MOST_ODDS + ODDS_FROM).max(0.0) * ODDS_WEIGHT) as f32
}
