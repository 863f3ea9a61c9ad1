//! How good probabilities are: AUC with its interval, log-loss, Brier score, reliability.

pub use crate::protocol::Quality;

/// Probabilities are kept this far from 0 and 1 when log-loss is taken (scikit-learn clips at the
/// machine epsilon; this is stricter and only matters for certain wrong answers).
const CLIP: f64 = 1e-15;

/// z of a two-sided 95 % interval.
const Z_95: f64 = 1.959_963_984_540_054;

/// Measures predictions against outcomes.
#[must_use]
pub fn quality(probabilities: &[f64], outcomes: &[bool]) -> Quality {
    let count = to_f64(outcomes.len().max(1));
    let positives = to_f64(outcomes.iter().filter(|outcome| **outcome).count());
    let negatives = to_f64(outcomes.len()) - positives;
    let auc = auc(probabilities, outcomes);
    let losses = probabilities
        .iter()
        .zip(outcomes)
        .map(|(p, outcome)| loss(*p, *outcome));
    let log_loss = losses.clone().sum::<f64>() / count;
    let spread = losses.map(|loss| (loss - log_loss).powi(2)).sum::<f64>() / count;
    let half = Z_95 * (spread / count).sqrt();
    let brier = probabilities
        .iter()
        .zip(outcomes)
        .map(|(p, outcome)| (p - f64::from(u8::from(*outcome))).powi(2))
        .sum::<f64>()
        / count;
    let (error, z) = if positives > 0.0 && negatives > 0.0 {
        let chance = ((positives + negatives + 1.0) / (12.0 * positives * negatives)).sqrt();
        (auc_error(auc, positives, negatives), (auc - 0.5) / chance)
    } else {
        (0.5, 0.0)
    };
    Quality {
        auc,
        auc_interval: [(auc - Z_95 * error).max(0.0), (auc + Z_95 * error).min(1.0)],
        log_loss,
        log_loss_interval: [(log_loss - half).max(0.0), log_loss + half],
        base_log_loss: base_log_loss(positives, negatives),
        brier,
        z,
    }
}

/// Area under the ROC curve, ties counted half; 0.5 when one class is empty.
#[must_use]
pub fn auc(scores: &[f64], outcomes: &[bool]) -> f64 {
    let mut order: Vec<(f64, bool)> = scores
        .iter()
        .copied()
        .zip(outcomes.iter().copied())
        .collect();
    crate::order::by(&mut order, |left, right| left.0.total_cmp(&right.0));
    let mut tied: Vec<(f64, f64, f64)> = Vec::new();
    for (score, outcome) in order {
        let (positive, negative) = if outcome { (1.0, 0.0) } else { (0.0, 1.0) };
        match tied.last_mut() {
            Some(last) if last.0 == score => {
                last.1 += positive;
                last.2 += negative;
            }
            _ => tied.push((score, positive, negative)),
        }
    }
    auc_of_ties(&tied)
}

/// AUC of groups (score, positives, negatives) sorted by score.
pub(crate) fn auc_of_ties(groups: &[(f64, f64, f64)]) -> f64 {
    let (mut below, mut pairs, mut positives) = (0.0, 0.0, 0.0);
    for (_, positive, negative) in groups {
        pairs += positive * (below + negative / 2.0);
        below += negative;
        positives += positive;
    }
    if positives > 0.0 && below > 0.0 {
        pairs / (positives * below)
    } else {
        0.5
    }
}

fn loss(probability: f64, outcome: bool) -> f64 {
    let p = probability.clamp(CLIP, 1.0 - CLIP);
    if outcome { -p.ln() } else { -(-p).ln_1p() }
}

fn base_log_loss(positives: f64, negatives: f64) -> f64 {
    let total = positives + negatives;
    let part = |count: f64| {
        if count > 0.0 {
            -(count / total) * (count / total).ln()
        } else {
            0.0
        }
    };
    part(positives) + part(negatives)
}

/// Standard error of an AUC (Hanley and McNeil 1982).
fn auc_error(auc: f64, positives: f64, negatives: f64) -> f64 {
    let q1 = auc / (2.0 - auc);
    let q2 = 2.0 * auc * auc / (1.0 + auc);
    let variance = auc * (1.0 - auc)
        + (positives - 1.0) * (q1 - auc * auc)
        + (negatives - 1.0) * (q2 - auc * auc);
    (variance.max(0.0) / (positives * negatives)).sqrt()
}

#[allow(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
pub(crate) fn to_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auc_by_hand() {
        // Pairs (positive, negative): 0.4>0.1 yes, 0.4 against 0.4 half, 0.8 beats both: 3.5 of 4.
        let scores = [0.1, 0.4, 0.4, 0.8];
        let outcomes = [false, false, true, true];
        assert!((auc(&scores, &outcomes) - 0.875).abs() < 1e-12);
        assert!((auc(&scores, &[true; 4]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn certain_and_wrong_is_finite() {
        let figures = quality(&[0.0, 1.0], &[true, false]);
        assert!(figures.log_loss.is_finite() && figures.auc == 0.0);
        let empty = quality(&[], &[]);
        assert!(empty.auc == 0.5 && empty.log_loss == 0.0 && empty.z == 0.0);
    }
}
