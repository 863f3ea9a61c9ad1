//! Trains the model that ships from the labelled headlines of the repository.

use super::file::stored_rarity;
use super::input::Input;
use super::{KINDS, KindWeights, Model, Scores, Sigmoid, said};
use crate::classify::learn::{
    Confusion, Counted, LabelSettings, Rows, Separator, Shuffle, Weigher, learn_label,
};
use crate::classify::text::Text;
use crate::protocol::SignalKind;

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
const FOLDS: usize = 8;

/// One labelled headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Title, without marks.
    pub title: String,
    /// Summary; may be empty.
    pub summary: String,
    /// Kinds, by their place in [`SignalKind::ALL`].
    pub kinds: Vec<usize>,
}

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

/// Reads the labelled lines of one `.tsv` file: kinds, congratulate, stance, title, summary. Marks
/// `[name]` around companies and `[shown|name]` are taken off.
#[must_use]
pub fn read_examples(table: &str) -> Vec<Example> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let kinds = cells.next()?;
            let _congratulate = cells.next()?;
            let _stance = cells.next()?;
            let title = cells.next()?;
            let kinds = kinds
                .split(';')
                .filter_map(SignalKind::from_name)
                .filter_map(|kind| SignalKind::ALL.iter().position(|own| *own == kind))
                .collect();
            Some(Example {
                title: unmarked(title),
                summary: unmarked(cells.next().unwrap_or("")),
                kinds,
            })
        })
        .collect()
}

/// The text without the marks around names.
fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((inside, after)) = marked.split_once(']') else {
            rest = marked;
            break;
        };
        plain.push_str(inside.split('|').next().unwrap_or(inside));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// Trains on all examples. The same examples give the same bytes.
#[must_use]
pub fn train(hand: &[Example], grown: &[Example]) -> TrainReport {
    let all: Vec<Example> = hand.iter().chain(grown).cloned().collect();
    let examples = all.as_slice();
    let counted: Vec<Counted> = examples.iter().map(count).collect();
    let every: Vec<usize> = (0..examples.len()).collect();
    let terms = kept_terms(examples, &counted, &every);
    let weigher = Weigher::from_terms(terms.iter().copied(), SHARES);
    let rows = rows(&weigher, &counted);

    let margins = margins_of_others(examples, hand.len(), &counted);
    let mut kinds = [KindWeights::default(); KINDS];
    for (kind, own) in kinds.iter_mut().enumerate() {
        let cases: Vec<(f64, bool)> = margins
            .iter()
            .zip(hand)
            .map(|(margins, example)| (margins[kind], example.kinds.contains(&kind)))
            .collect();
        own.sigmoid = Sigmoid::fit(&cases);
    }

    let mut weights = vec![0_i8; terms.len() * KINDS];
    for (kind, separator) in separators(examples, &rows, &every, weigher.len())
        .iter()
        .enumerate()
    {
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
    let bytes = Model::write(SHARES, &kinds, &terms, &weights);
    report(hand, &margins, &kinds, bytes, terms.len())
}

fn count(example: &Example) -> Counted {
    let title = Text::read(&example.title);
    let summary = Text::read(&example.summary);
    Input::new(&title, &summary).terms().counted
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

/// Margins of every example written by hand under models that have not seen it: neither their
/// weights nor their choice of terms.
fn margins_of_others(examples: &[Example], hand: usize, counted: &[Counted]) -> Vec<[f64; KINDS]> {
    let mut order: Vec<usize> = (0..hand).collect();
    Shuffle::new(SEED).order(&mut order);
    let mut margins = vec![[0.0; KINDS]; hand];
    for fold in 0..FOLDS {
        let rest: Vec<usize> = order
            .iter()
            .enumerate()
            .filter(|(place, _)| place % FOLDS != fold)
            .map(|(_, &row)| row)
            .chain(hand..examples.len())
            .collect();
        let terms = kept_terms(examples, counted, &rest);
        let weigher = Weigher::from_terms(terms.into_iter(), SHARES);
        let rows = rows(&weigher, counted);
        let separators = separators(examples, &rows, &rest, weigher.len());
        for &row in order.iter().skip(fold).step_by(FOLDS) {
            for (margin, separator) in margins[row].iter_mut().zip(&separators) {
                *margin = f64::from(separator.decide(rows.row(row)));
            }
        }
    }
    margins
}

/// The terms that matter most to models learnt from the `chosen` examples, with their rarities.
fn kept_terms(examples: &[Example], counted: &[Counted], chosen: &[usize]) -> Vec<(u32, f32)> {
    let full = Weigher::learn(chosen.iter().map(|&row| &counted[row]), LEAST, SHARES);
    let first = separators(examples, &rows(&full, counted), chosen, full.len());
    kept(&full, &first)
}

fn report(
    examples: &[Example],
    margins: &[[f64; KINDS]],
    kinds: &[KindWeights; KINDS],
    bytes: Vec<u8>,
    terms: usize,
) -> TrainReport {
    let mut counts = [Confusion::default(); KINDS];
    let mut steps = vec![(0_usize, 0.0_f64, 0_usize); 10];
    for (margins, example) in margins.iter().zip(examples) {
        let chances: Scores =
            std::array::from_fn(|kind| kinds[kind].sigmoid.probability(margins[kind]));
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
