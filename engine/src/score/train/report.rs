//! What training reports: quality with intervals, reliability of the stars, and each column's part.

use super::screen::ColumnNote;
use super::{Quality, SIGNAL_Z};
pub use crate::protocol::{Reliability, Report};
use crate::score::{Model, POINTS_PER_LOGIT};

/// The report of a training.
pub(crate) fn report(
    model: &Model,
    probabilities: Option<&[f64]>,
    quality: Option<Quality>,
    outcomes: &[bool],
    columns: Vec<ColumnNote>,
    signal: bool,
) -> Report {
    let reliability = match probabilities {
        Some(probabilities) if signal => reliability(model, probabilities, outcomes),
        _ => Vec::new(),
    };
    Report {
        rows: outcomes.len() as u64,
        positives: outcomes.iter().filter(|outcome| **outcome).count() as u64,
        signal,
        verdict: verdict(quality, signal),
        quality,
        reliability,
        columns,
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
