//! What training reports: quality with intervals, reliability of the stars, and each column's part.

use super::screen::ColumnNote;
use super::{Quality, SIGNAL_Z};
use crate::score::{Model, POINTS_PER_LOGIT};
use serde::{Deserialize, Serialize};

/// How a model was made and how good it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Accounts it was trained on.
    pub rows: u64,
    /// Of these, how many had the outcome.
    pub positives: u64,
    /// Does the model tell the outcome better than chance?
    pub signal: bool,
    /// The verdict in one sentence.
    pub verdict: String,
    /// Cross-validated figures; `None` when validation was skipped.
    pub quality: Option<Quality>,
    /// Cross-validated reliability: what each star level promised, and what happened.
    pub reliability: Vec<Reliability>,
    /// What became of each column.
    pub columns: Vec<ColumnNote>,
}

/// One line of a reliability table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Stars.
    pub stars: u8,
    /// Accounts with so many.
    pub rows: u64,
    /// Mean probability that was given to them.
    pub promised: f64,
    /// Share of them that had the outcome.
    pub happened: f64,
    /// 95 % interval of that share (Wilson 1927).
    pub interval: [f64; 2],
}

impl Report {
    pub(crate) fn new(
        model: &Model,
        probabilities: Option<&[f64]>,
        quality: Option<Quality>,
        outcomes: &[bool],
        columns: Vec<ColumnNote>,
        signal: bool,
    ) -> Self {
        let reliability = match probabilities {
            Some(probabilities) if signal => reliability(model, probabilities, outcomes),
            _ => Vec::new(),
        };
        Self {
            rows: outcomes.len() as u64,
            positives: outcomes.iter().filter(|outcome| **outcome).count() as u64,
            signal,
            verdict: verdict(quality, signal),
            quality,
            reliability,
            columns,
        }
    }
}

/// What each star level promised and what happened, for probabilities of accounts whose outcome is
/// known. Levels without accounts are left out.
#[must_use]
pub fn reliability(model: &Model, probabilities: &[f64], outcomes: &[bool]) -> Vec<Reliability> {
    let mut levels = [(0_u64, 0.0, 0_u64); 6];
    for (probability, outcome) in probabilities.iter().zip(outcomes) {
        let p = probability.clamp(1e-12, 1.0 - 1e-12);
        let score = super::points::whole((p / (1.0 - p)).ln());
        let level = &mut levels[usize::from(model.stars_for(score).unwrap_or(0)).min(5)];
        level.0 += 1;
        level.1 += probability;
        level.2 += u64::from(*outcome);
    }
    levels
        .iter()
        .zip(0_u8..)
        .filter(|((rows, _, _), _)| *rows > 0)
        .map(|((rows, sum, positives), stars)| {
            let count = *rows as f64;
            Reliability {
                stars,
                rows: *rows,
                promised: sum / count,
                happened: *positives as f64 / count,
                interval: crate::score::wilson(*positives, *rows),
            }
        })
        .collect()
}

fn verdict(quality: Option<Quality>, signal: bool) -> String {
    match quality {
        None => format!("Not cross-validated; a point is 1/{POINTS_PER_LOGIT} logit."),
        Some(quality) if signal => format!(
            "The model ranks an account with the outcome above one without in {:.1} % of pairs (95 % interval {:.1} to {:.1} %).",
            100.0 * quality.auc,
            100.0 * quality.auc_interval[0],
            100.0 * quality.auc_interval[1]
        ),
        Some(quality) => format!(
            "No signal here: the cross-validated ranking is {:.1} standard deviations from chance, and {SIGNAL_Z:.1} are needed.",
            quality.z
        ),
    }
}
