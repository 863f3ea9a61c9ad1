//! One label learnt: terms are scaled by how much they tell of the label, then separated.

use super::matrix::Rows;
use super::separator::{Loss, Separator, Settings};

/// How a label is learnt. Chosen by four-fold cross-validation on training lines.
#[derive(Debug, Clone, Copy)]
pub struct LabelSettings {
    /// Cost of an error.
    pub cost: f32,
    /// Exponent of the boost of rare labels: (usual share / share) to this power.
    pub boost: f32,
    /// How far a term is scaled by its log-count ratio, 0 to 1 (Wang and Manning 2012, "NBSVM").
    pub ratio: f32,
    /// Pseudo-count of a term on either side.
    pub smoothing: f32,
    /// Most passes over the examples.
    pub passes: usize,
    /// Seed of the order of examples.
    pub seed: u64,
}

/// Share of a label that needs no boost: twenty labels alike.
const USUAL_SHARE: f32 = 0.05;
/// Largest log-count ratio that counts.
const LARGEST_RATIO: f32 = 4.0;

/// Learns one label from the `chosen` rows.
#[must_use]
pub fn learn_label(
    rows: &Rows,
    chosen: &[usize],
    is_positive: &dyn Fn(usize) -> bool,
    terms: usize,
    settings: LabelSettings,
) -> Separator {
    let ratios = ratios(rows, chosen, is_positive, terms, settings);
    let mut scaled = Rows::default();
    let mut cells = Vec::new();
    for &row in chosen {
        cells.clear();
        cells.extend(
            rows.row(row)
                .iter()
                .map(|&(term, weight)| (term, weight * ratios[term as usize])),
        );
        scaled.push(&cells);
    }
    let positives = chosen.iter().filter(|&&row| is_positive(row)).count();
    let share = positives as f32 / chosen.len().max(1) as f32;
    let every: Vec<usize> = (0..chosen.len()).collect();
    let mut separator = Separator::learn(
        &scaled,
        &every,
        |place| is_positive(chosen[place]),
        &[],
        terms,
        Settings {
            loss: Loss::SquaredHinge,
            cost: settings.cost,
            positive: (USUAL_SHARE / share.max(1e-6))
                .powf(settings.boost)
                .max(1.0),
            passes: settings.passes,
            seed: settings.seed,
        },
    );
    for (weight, ratio) in separator.weights.iter_mut().zip(&ratios) {
        *weight *= ratio;
    }
    separator
}

fn ratios(
    rows: &Rows,
    chosen: &[usize],
    is_positive: &dyn Fn(usize) -> bool,
    terms: usize,
    settings: LabelSettings,
) -> Vec<f32> {
    let mut with = vec![settings.smoothing; terms];
    let mut without = vec![settings.smoothing; terms];
    let (mut positives, mut negatives) = (settings.smoothing, settings.smoothing);
    for &row in chosen {
        let positive = is_positive(row);
        let counts = if positive {
            positives += 1.0;
            &mut with
        } else {
            negatives += 1.0;
            &mut without
        };
        for &(term, _) in rows.row(row) {
            counts[term as usize] += 1.0;
        }
    }
    with.iter()
        .zip(&without)
        .map(|(with, without)| {
            let ratio = ((with / positives) / (without / negatives)).ln().abs();
            (1.0 - settings.ratio) + settings.ratio * ratio.min(LARGEST_RATIO)
        })
        .collect()
}
