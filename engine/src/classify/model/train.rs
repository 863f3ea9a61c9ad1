//! Trains the model that ships from the labelled headlines of the repository.

use super::example::Example;
use super::file::stored_rarity;
use super::input::Input;
use super::net::{self, Net, Sentence};
use super::vectors::Vectors;
use super::{KINDS, KindWeights, Model, Scores, Sigmoid, both, in_doubt, said};
use crate::classify::learn::{
    Confusion, Counted, LabelSettings, Rows, Separator, Shuffle, Weigher, learn_label,
};
use crate::classify::text::Text;
use crate::protocol::SignalKind;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// Seed of every order.
const SEED: u64 = 7;
/// Chosen by cross-validation on the labelled headlines.
const SETTINGS: LabelSettings = LabelSettings {
    cost: 0.4,
    boost: 0.0,
    ratio: 0.1,
    smoothing: 0.5,
    passes: 40,
    seed: SEED,
};
/// Length of words, characters, pairs of concepts, and concepts in a row.
const SHARES: [f32; 4] = [0.8, 1.0, 0.6, 1.0];
/// A term in fewer headlines is left out.
const LEAST: u32 = 2;
/// Terms that are kept: those with the largest weights for some kind. Twenty bytes each.
const KEPT: usize = 45_000;
/// Parts of the cross-validation that calibrates and measures.
const FOLDS: usize = 4;

/// What training found.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainReport {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Terms kept.
    pub terms: usize,
    /// Macro-F1 over kinds in cross-validation.
    pub macro_f1: f64,
    /// F1 of each kind in cross-validation.
    pub per_kind: Vec<(SignalKind, f64)>,
    /// Ten steps of confidence: (cases, mean confidence, share that holds), in cross-validation.
    pub calibration: Vec<(usize, f64, f64)>,
}

/// Trains on all examples. The same examples give the same bytes.
#[must_use]
pub fn train(hand: &[Example], grown: &[Example], vectors: &Vectors) -> TrainReport {
    let all: Vec<Example> = hand.iter().chain(grown).cloned().collect();
    let lines = Lines::new(&all, hand.len(), vectors);
    let mut order: Vec<usize> = (0..hand.len()).collect();
    Shuffle::new(SEED).order(&mut order);
    let mut choices: Vec<Vec<usize>> = (0..FOLDS)
        .map(|fold| {
            let places = order.iter().enumerate();
            let kept = places.filter(|(place, _)| place % FOLDS != fold);
            let grown = hand.len()..all.len();
            kept.map(|(_, &row)| row).chain(grown).collect()
        })
        .collect();
    choices.push((0..all.len()).collect());
    let learnt = lines.learn_each(&choices);
    let mut unseen = vec![Unseen::default(); hand.len()];
    for (place, &row) in order.iter().enumerate() {
        unseen[row] = lines.read(&learnt[place % FOLDS], row);
    }

    let whole = &learnt[FOLDS];
    let mut weights = vec![0_i8; whole.terms.len() * KINDS];
    let mut kinds = curves(hand, &unseen);
    for (kind, separator) in whole.separators.iter().enumerate() {
        let largest = separator
            .weights
            .iter()
            .fold(1e-9_f32, |most, weight| most.max(weight.abs()));
        kinds[kind].scale = largest / 127.0;
        kinds[kind].bias = separator.bias;
        for (term, weight) in separator.weights.iter().enumerate() {
            weights[term * KINDS + kind] = (weight / largest * 127.0).round() as i8;
        }
    }
    let bytes = Model::write(SHARES, &kinds, &whole.terms, &weights, &whole.net);
    report(hand, &unseen, &kinds, bytes, whole.terms.len())
}

/// What both readers say of a headline that they were not taught.
#[derive(Debug, Clone, Copy, Default)]
struct Unseen {
    margins: [f64; KINDS],
    logits: [f32; KINDS],
}

impl Unseen {
    /// The probabilities that the model would give.
    fn scores(&self, kinds: &[KindWeights; KINDS]) -> Scores {
        let terms = self.by_terms(kinds);
        if !in_doubt(&terms) {
            return terms;
        }
        std::array::from_fn(|kind| {
            kinds[kind]
                .both
                .probability(both(terms[kind], self.logits[kind]))
        })
    }

    fn by_terms(&self, kinds: &[KindWeights; KINDS]) -> Scores {
        std::array::from_fn(|kind| kinds[kind].terms.probability(self.margins[kind]))
    }
}

/// The curves from margins to probabilities, from headlines that the readers were not taught.
fn curves(hand: &[Example], unseen: &[Unseen]) -> [KindWeights; KINDS] {
    let mut kinds = [KindWeights::default(); KINDS];
    for (kind, own) in kinds.iter_mut().enumerate() {
        let cases: Vec<(f64, bool)> = unseen
            .iter()
            .zip(hand)
            .map(|(unseen, example)| (unseen.margins[kind], example.kinds.contains(&kind)))
            .collect();
        own.terms = Sigmoid::fit(&cases);
    }
    let terms = kinds;
    for (kind, own) in kinds.iter_mut().enumerate() {
        let cases: Vec<(f64, bool)> = unseen
            .iter()
            .zip(hand)
            .map(|(unseen, example)| (unseen, unseen.by_terms(&terms), example))
            .filter(|(_, scores, _)| in_doubt(scores))
            .map(|(unseen, scores, example)| {
                (
                    both(scores[kind], unseen.logits[kind]),
                    example.kinds.contains(&kind),
                )
            })
            .collect();
        own.both = Sigmoid::fit(&cases);
    }
    kinds
}

/// Both readers, learnt.
struct Learnt {
    terms: Vec<(u32, f32)>,
    weigher: Weigher,
    separators: Vec<Separator>,
    net: Net,
}

/// Every example as both readers see it.
struct Lines<'a> {
    examples: &'a [Example],
    counted: Vec<Counted>,
    sentences: Vec<Sentence>,
    vectors: &'a Vectors,
    /// Those before this one are written by hand, the rest grown.
    hand: usize,
}

impl<'a> Lines<'a> {
    fn new(examples: &'a [Example], hand: usize, vectors: &'a Vectors) -> Self {
        let (counted, sentences) = examples.iter().map(seen).unzip();
        Self {
            examples,
            counted,
            sentences,
            vectors,
            hand,
        }
    }

    /// Teaches both readers the `chosen` examples. Those grown from templates are the terms' alone: the
    /// network would learn the templates.
    fn learn(&self, chosen: &[usize]) -> Learnt {
        let terms = kept_terms(self.examples, &self.counted, chosen);
        let weigher = Weigher::from_terms(terms.iter().copied(), SHARES);
        let rows = rows(&weigher, &self.counted);
        let kinds: Vec<&[usize]> = self
            .examples
            .iter()
            .map(|one| one.kinds.as_slice())
            .collect();
        let by_hand: Vec<usize> = chosen
            .iter()
            .copied()
            .filter(|row| *row < self.hand)
            .collect();
        Learnt {
            separators: separators(self.examples, &rows, chosen, weigher.len()),
            net: net::train(&self.sentences, &kinds, &by_hand, &self.vectors.0, SEED),
            weigher,
            terms,
        }
    }

    /// Teaches each choice of examples for itself, as many at once as the machine has processors: what is
    /// learnt does not depend on how many.
    fn learn_each(&self, choices: &[Vec<usize>]) -> Vec<Learnt> {
        let at_once = thread::available_parallelism().map_or(1, NonZero::get);
        let mut learnt = Vec::with_capacity(choices.len());
        for some in choices.chunks(at_once) {
            thread::scope(|scope| {
                let started: Vec<_> = some
                    .iter()
                    .map(|chosen| scope.spawn(|| self.learn(chosen)))
                    .collect();
                for one in started {
                    learnt.push(one.join().unwrap_or_else(|panic| resume_unwind(panic)));
                }
            });
        }
        learnt
    }

    fn read(&self, learnt: &Learnt, row: usize) -> Unseen {
        let rows = rows(&learnt.weigher, &self.counted[row..=row]);
        Unseen {
            margins: std::array::from_fn(|kind| {
                f64::from(learnt.separators[kind].decide(rows.row(0)))
            }),
            logits: learnt.net.logits(&self.sentences[row]),
        }
    }
}

/// An example as both readers see it.
pub(super) fn seen(example: &Example) -> (Counted, Sentence) {
    let title = Text::read(&example.title);
    let summary = Text::read(&example.summary);
    let input = Input::new(&title, &summary);
    (input.terms().counted, Sentence::new(&input))
}

fn rows(weigher: &Weigher, counted: &[Counted]) -> Rows {
    let mut rows = Rows::default();
    let mut row = Vec::new();
    for text in counted {
        weigher.row(text, &mut row);
        rows.push(&row);
    }
    rows
}

fn separators(examples: &[Example], rows: &Rows, chosen: &[usize], terms: usize) -> Vec<Separator> {
    (0..KINDS)
        .map(|kind| {
            learn_label(
                rows,
                chosen,
                &|row| examples[row].kinds.contains(&kind),
                terms,
                SETTINGS,
            )
        })
        .collect()
}

/// The terms with the largest weights, in ascending order of key.
fn kept(weigher: &Weigher, separators: &[Separator]) -> Vec<(u32, f32)> {
    let mut terms: Vec<(f32, u32, f32)> = weigher
        .terms()
        .into_iter()
        .enumerate()
        .map(|(place, (key, rarity))| {
            let most = separators.iter().fold(0.0_f32, |most, separator| {
                most.max(separator.weights[place].abs())
            });
            (most, key, stored_rarity(rarity))
        })
        .collect();
    crate::order::by(&mut terms, |one, other| {
        other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
    });
    terms.truncate(KEPT);
    let mut kept: Vec<(u32, f32)> = terms
        .into_iter()
        .map(|(_, key, rarity)| (key, rarity))
        .collect();
    kept.sort_unstable_by_key(|term| term.0);
    kept
}

/// The terms that matter most to models learnt from the `chosen` examples, with their rarities.
fn kept_terms(examples: &[Example], counted: &[Counted], chosen: &[usize]) -> Vec<(u32, f32)> {
    let full = Weigher::learn(chosen.iter().map(|&row| &counted[row]), LEAST, SHARES);
    let first = separators(examples, &rows(&full, counted), chosen, full.len());
    kept(&full, &first)
}

fn report(
    examples: &[Example],
    unseen: &[Unseen],
    kinds: &[KindWeights; KINDS],
    bytes: Vec<u8>,
    terms: usize,
) -> TrainReport {
    let mut counts = [Confusion::default(); KINDS];
    let mut steps = vec![(0_usize, 0.0_f64, 0_usize); 10];
    for (unseen, example) in unseen.iter().zip(examples) {
        let chances = unseen.scores(kinds);
        let said = said(&chances);
        for (kind, chance) in chances.into_iter().enumerate() {
            let truth = example.kinds.contains(&kind);
            counts[kind].count(said[kind], truth);
            let step = &mut steps[((chance * 10.0) as usize).min(9)];
            *step = (step.0 + 1, step.1 + chance, step.2 + usize::from(truth));
        }
    }
    let per_kind: Vec<(SignalKind, f64)> = SignalKind::ALL
        .iter()
        .zip(&counts)
        .map(|(&kind, count)| (kind, count.rates().f1))
        .collect();
    TrainReport {
        bytes,
        terms,
        macro_f1: per_kind.iter().map(|(_, f1)| f1).sum::<f64>() / KINDS as f64,
        per_kind,
        calibration: steps
            .into_iter()
            .map(|(cases, sum, held)| {
                let all = cases.max(1) as f64;
                (cases, sum / all, held as f64 / all)
            })
            .collect(),
    }
}
