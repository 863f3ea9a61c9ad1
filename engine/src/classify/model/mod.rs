//! The model that ships: which kinds a title and its summary report, and which words say so.

mod calibrate;
mod example;
mod file;
mod grammar;
mod input;
mod net;
mod train;
mod vectors;

pub use calibrate::Sigmoid;
pub use example::{Example, read_examples};
pub use file::BadModel;
pub use grammar::grow;
pub use train::{TrainReport, train};
pub use vectors::{Vectors, read_vectors, write_vectors};

pub(crate) use input::{Input, InputTerms};

use super::learn::Weigher;
use crate::packed::{Packed, packed};
use crate::protocol::SignalKind;
use net::{Net, Sentence};
use std::sync::OnceLock;

/// Number of kinds.
pub(crate) const KINDS: usize = SignalKind::ALL.len();

/// The weights as trained by `hookline train`; `file` says how they are laid out.
static SHIPPED: Packed = packed!("data/classifier.bin");

/// Probability from which the likeliest kind is said. On 5,985 labelled headlines read by a model that had not
/// seen them F1 over kinds is best at 0.25 and 0.45 (0.831), and 0.004 lower here, where fewer kinds are said that
/// do not hold.
const SAID: f64 = 0.35;
/// The same for a kind beside the likeliest.
const SAID_BESIDE: f64 = 0.7;

/// The likeliest kind's probability by the terms alone between which the network is asked. Of 5,985 labelled
/// headlines left out of training 49 in 100 lie between 0.05 and 0.95, and asking for all of them changes F1 by
/// less than 0.001; up to 0.9 it is fewer still.
const DOUBT: std::ops::Range<f64> = 0.05..0.9;
/// The network's share of the margin of both. On the same headlines 0.3 and 0.4 are alike, 0.5 and 0.6 are worse.
const NET_SHARE: f64 = 0.4;
/// Probabilities by the terms are taken to be no nearer to 0 and 1 than this.
const NEAREST: f64 = 1e-5;

/// Most tokens of the words that are shown as deciding.
const LONGEST_SPAN: usize = 7;

/// A model read from its file.
#[derive(Debug, Clone)]
pub struct Model {
    weigher: Weigher,
    /// [`KINDS`] weights a term, term by term, each to be multiplied by its kind's scale.
    weights: Vec<i8>,
    kinds: [KindWeights; KINDS],
    net: Net,
}

/// What one kind has beside its weights.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct KindWeights {
    /// What a weight of 1 is worth.
    pub scale: f32,
    /// The intercept.
    pub bias: f32,
    /// From the margin of the terms to a probability.
    pub terms: Sigmoid,
    /// From the margin of both readers to a probability.
    pub both: Sigmoid,
}

/// A kind with its probability, 0 to 1.
pub(crate) type Scores = [f64; KINDS];

/// Which kinds are said at these probabilities.
pub(crate) fn said(scores: &Scores) -> [bool; KINDS] {
    let most = scores.iter().copied().fold(0.0, f64::max);
    scores.map(|score| score >= SAID && (score >= SAID_BESIDE || score >= most))
}

/// True where the terms leave room for doubt.
fn in_doubt(scores: &Scores) -> bool {
    DOUBT.contains(&scores.iter().copied().fold(0.0, f64::max))
}

/// The margin of both readers: what the terms say as a logit, and the network's.
fn both(probability: f64, logit: f32) -> f64 {
    let probability = probability.clamp(NEAREST, 1.0 - NEAREST);
    let terms = (probability / (1.0 - probability)).ln();
    (1.0 - NET_SHARE) * terms + NET_SHARE * f64::from(logit)
}

impl Model {
    /// The model that ships, read once. A damaged file reads as a model that knows no kind.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Model> = OnceLock::new();
        SHARED.get_or_init(|| Self::read(SHIPPED.bytes()).unwrap_or_else(|_| Self::blank()))
    }

    fn blank() -> Self {
        Self {
            weigher: Weigher::default(),
            weights: Vec::new(),
            kinds: [KindWeights::default(); KINDS],
            net: Net::default(),
        }
    }

    /// The terms of a text, looked up in this model.
    pub(crate) fn terms(&self, input: &Input<'_>) -> InputTerms {
        let mut terms = input.terms();
        terms.known = self.weigher.places(&terms.counted);
        terms
    }

    /// The probability of each kind given a text and its terms of [`Self::terms`], in the order of
    /// [`SignalKind::ALL`]. The network is asked where the terms leave room for doubt.
    pub(crate) fn score(&self, input: &Input<'_>, terms: &InputTerms) -> Scores {
        let mut scores = [0.0; KINDS];
        if self.weights.is_empty() {
            return scores;
        }
        let margins = self.margins(terms);
        for (score, (margin, kind)) in scores.iter_mut().zip(margins.iter().zip(&self.kinds)) {
            *score = kind.terms.probability(f64::from(*margin));
        }
        if !in_doubt(&scores) {
            return scores;
        }
        let logits = self.net.logits(&Sentence::new(input));
        for ((score, logit), kind) in scores.iter_mut().zip(logits).zip(&self.kinds) {
            *score = kind.both.probability(both(*score, logit));
        }
        scores
    }

    fn margins(&self, terms: &InputTerms) -> [f32; KINDS] {
        let mut row = Vec::new();
        self.weigher.row_of(&terms.counted, &terms.known, &mut row);
        let mut sums = [0.0_f32; KINDS];
        for &(term, value) in &row {
            let from = term as usize * KINDS;
            if let Some(weights) = self.weights.get(from..from + KINDS) {
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum += f32::from(weight) * value;
                }
            }
        }
        for (sum, kind) in sums.iter_mut().zip(&self.kinds) {
            *sum = *sum * kind.scale + kind.bias;
        }
        sums
    }

    /// The tokens of the title that speak most for a kind, half open; `None` when none does.
    pub(crate) fn deciding(
        &self,
        input: &Input<'_>,
        terms: &InputTerms,
        kind: SignalKind,
    ) -> Option<[usize; 2]> {
        let own = SignalKind::ALL.iter().position(|own| *own == kind)?;
        let mut shares = vec![0.0_f32; input.title.tokens.len()];
        for (known, at) in terms.known.iter().zip(&terms.places) {
            if at[1] > at[0]
                && let Some(place) = *known
                && let Some(&weight) = self.weights.get(place as usize * KINDS + own)
            {
                let share = f32::from(weight) * self.weigher.rarity(place) / (at[1] - at[0]) as f32;
                for token in shares.iter_mut().take(at[1]).skip(at[0]) {
                    *token += share;
                }
            }
        }
        best_window(&shares).or_else(|| best_window(&self.shares_of_net(input, own)))
    }

    /// For each token of the title how much the network finds a kind there.
    fn shares_of_net(&self, input: &Input<'_>, kind: usize) -> Vec<f32> {
        let mut shares = vec![0.0_f32; input.title.tokens.len()];
        if self.net.is_empty() {
            return shares;
        }
        let sentence = Sentence::new(input);
        for (word, own) in sentence.words.iter().zip(self.net.shares(&sentence, kind)) {
            if word.is_of_title()
                && let Some(share) = shares.get_mut(word.token())
            {
                *share = own;
            }
        }
        shares
    }
}

/// The run of at most [`LONGEST_SPAN`] tokens with the largest sum, weak edges left out.
fn best_window(shares: &[f32]) -> Option<[usize; 2]> {
    let strongest = shares.iter().copied().fold(0.0_f32, f32::max);
    if strongest <= 0.0 {
        return None;
    }
    // A token with less than a fifth of the strongest one's share says little by itself.
    let floor = strongest * 0.2;
    let mut best = (0.0, [0, 0]);
    for first in 0..shares.len() {
        let mut sum = 0.0;
        for (length, share) in shares[first..].iter().take(LONGEST_SPAN).enumerate() {
            sum += share - floor;
            if sum > best.0 {
                best = (sum, [first, first + length + 1]);
            }
        }
    }
    (best.0 > 0.0).then_some(best.1)
}
