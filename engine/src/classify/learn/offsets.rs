//! What is added to each label's margin before the farthest wins: rare labels lose too often to common
//! ones, by how much is found on margins of texts that the separators have not seen.

use super::measure::Confusion;

/// Offsets that are tried, the smallest and largest, in steps.
const LEAST: f32 = -0.2;
const STEP: f32 = 0.05;
const STEPS: usize = 13;
/// Mean F1 that an offset must gain for each unit of its size.
const PRICE: f64 = 0.005;
/// Times that all labels are gone through.
const ROUNDS: usize = 2;
/// Share of what was found that is used: the texts it was found on are few.
const USED: f32 = 0.5;

/// Offsets that make the mean F1 over labels largest. `margins` holds one margin per label for each
/// text, `truths` the label of each.
#[must_use]
pub(super) fn offsets(margins: &[Vec<f32>], truths: &[usize], labels: usize) -> Vec<f32> {
    let mut offsets = vec![0.0_f32; labels];
    let mut best = worth(margins, truths, &offsets);
    for _ in 0..ROUNDS {
        for label in 0..labels {
            let mut chosen = offsets[label];
            for step in 0..STEPS {
                offsets[label] = LEAST + STEP * step as f32;
                let worth = worth(margins, truths, &offsets);
                if worth > best + 1e-9 {
                    best = worth;
                    chosen = offsets[label];
                }
            }
            offsets[label] = chosen;
        }
    }
    for offset in &mut offsets {
        *offset *= USED;
    }
    offsets
}

/// The label that wins.
pub(super) fn winner(margins: &[f32], offsets: &[f32]) -> Option<usize> {
    margins
        .iter()
        .zip(offsets)
        .map(|(margin, offset)| margin + offset)
        .enumerate()
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(label, _)| label)
}

/// Mean F1 over labels less the price of the offsets.
fn worth(margins: &[Vec<f32>], truths: &[usize], offsets: &[f32]) -> f64 {
    let mut counts = vec![Confusion::default(); offsets.len()];
    for (margins, &truth) in margins.iter().zip(truths) {
        let said = winner(margins, offsets);
        if said == Some(truth) {
            counts[truth].hits += 1;
        } else {
            counts[truth].misses += 1;
            if let Some(said) = said {
                counts[said].false_alarms += 1;
            }
        }
    }
    let f1: f64 = counts.iter().map(|count| count.rates().f1).sum();
    let size: f64 = offsets.iter().map(|offset| f64::from(offset.abs())).sum();
    f1 / offsets.len().max(1) as f64 - PRICE * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_label_that_loses_narrowly_is_lifted() {
        let mut margins = vec![vec![0.5, -0.5]; 40];
        margins.extend(vec![vec![0.01, -0.01]; 4]);
        let truths: Vec<usize> = (0..44).map(|text| usize::from(text >= 40)).collect();
        let found = offsets(&margins, &truths, 2);
        assert!(found[1] - found[0] > 0.02, "{found:?}");
        assert_eq!(winner(&margins[40], &found), Some(1));
        assert_eq!(winner(&margins[0], &found), Some(0));
    }

    #[test]
    fn labels_told_apart_well_need_none() {
        let margins = [vec![1.0, -1.0], vec![-1.0, 1.0]];
        assert_eq!(offsets(&margins, &[0, 1], 2), [0.0, 0.0]);
    }
}
