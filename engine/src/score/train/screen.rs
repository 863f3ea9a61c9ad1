//! A look at each column alone: is it the outcome in disguise, an identifier, a constant?

use super::bins::{Bins, Block};
use super::quality::{auc, auc_of_ties, to_f64};
pub use crate::protocol::{ColumnNote, ColumnVerdict};
use crate::score::attributes::same_name;
use crate::score::table::{Cells, Column};

/// A column that alone orders the outcomes this well is taken for the outcome itself.
pub(crate) const LEAK_AUC: f64 = 0.995;

/// A column that alone orders the outcomes this well deserves a second look.
const SUSPICIOUS_AUC: f64 = 0.95;

/// With fewer rows a perfect column may be luck or a real difference: it is flagged, and kept.
const LEAST_ROWS_TO_LEAVE_OUT: usize = 100;

/// Pseudo-rows at the base rate that steady the rate of a bin.
const PRIOR_ROWS: f64 = 2.0;

/// Names of columns that number rows.
const IDENTIFIER_NAMES: [&str; 8] = [
    "id",
    "accountid",
    "contactid",
    "leadid",
    "recordid",
    "rowid",
    "index",
    "uuid",
];

/// Judges a column by its block. `folds` gives each row's fold.
pub(crate) fn judge(
    column: &Column,
    block: Option<&Block>,
    outcomes: &[bool],
    folds: &[u8],
) -> ColumnNote {
    let note = |verdict, auc: f64, note: String| ColumnNote {
        column: column.name.clone(),
        verdict,
        auc,
        note,
    };
    let Some(block) = block else {
        return note(
            ColumnVerdict::Empty,
            0.5,
            format!("“{}” has no value at all.", column.name),
        );
    };
    let mut filled = vec![false; block.slots()];
    for item in &block.items {
        filled[*item as usize] = true;
    }
    if filled.iter().filter(|filled| **filled).count() < 2 {
        let distinct = match &column.cells {
            Cells::Numbers(_) => false,
            Cells::Codes { words, .. } => words.len() > 1,
            Cells::Lists(lists) => lists.words().len() > 1,
        };
        return if distinct {
            note(
                ColumnVerdict::Identifier,
                0.5,
                format!(
                    "“{}” has a different value for nearly every account: a name, text or identifier.",
                    column.name
                ),
            )
        } else {
            note(
                ColumnVerdict::Constant,
                0.5,
                format!("“{}” has the same value everywhere.", column.name),
            )
        };
    }
    if numbers_rows(column) {
        return note(
            ColumnVerdict::Identifier,
            0.5,
            format!(
                "“{}” numbers the accounts; it is no attribute of them.",
                column.name
            ),
        );
    }
    let auc = alone(block, outcomes, folds);
    // Cross-fitted, a column that tells nothing may fall below one half; that is chance turned
    // round, no leak.
    let strength = auc;
    let positives = outcomes.iter().filter(|outcome| **outcome).count();
    if strength >= LEAK_AUC && positives >= 5 {
        let left_out = outcomes.len() >= LEAST_ROWS_TO_LEAVE_OUT;
        let verdict = if left_out {
            ColumnVerdict::Leak
        } else {
            ColumnVerdict::Suspicious
        };
        let consequence = if left_out {
            "It was left out"
        } else {
            "With so few accounts it was kept; check it"
        };
        return note(
            verdict,
            auc,
            format!(
                "“{}” tells the outcome almost perfectly (AUC {strength:.3}): it probably is the outcome, or was filled in after it. {consequence}.",
                column.name
            ),
        );
    }
    if strength >= SUSPICIOUS_AUC {
        return note(
            ColumnVerdict::Suspicious,
            auc,
            format!(
                "“{}” tells the outcome suspiciously well (AUC {strength:.3}): was it known before the outcome?",
                column.name
            ),
        );
    }
    note(
        ColumnVerdict::Used,
        auc,
        format!("“{}” is used (AUC {auc:.3} alone).", column.name),
    )
}

/// True for a column of distinct whole numbers that is named as, or runs as, a row number.
fn numbers_rows(column: &Column) -> bool {
    let Cells::Numbers(numbers) = &column.cells else {
        return false;
    };
    if numbers.len() < 20 || numbers.iter().any(|number| number.fract() != 0.0) {
        return false;
    }
    let mut sorted = numbers.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return false;
    }
    let runs = sorted.windows(2).all(|pair| pair[1] - pair[0] == 1.0);
    runs || IDENTIFIER_NAMES
        .iter()
        .any(|name| same_name(name, &column.name))
}

/// AUC of the column alone: each row is ordered by its bin's rate in the other folds.
fn alone(block: &Block, outcomes: &[bool], folds: &[u8]) -> f64 {
    let fold_count = usize::from(folds.iter().copied().max().unwrap_or(0)) + 1;
    let slots = block.slots();
    // counts[fold][bin] = (positives, negatives)
    let mut counts = vec![(0.0, 0.0); fold_count * slots];
    for (row, outcome) in outcomes.iter().enumerate() {
        for bin in block.of(row) {
            let cell = &mut counts[usize::from(folds[row]) * slots + *bin as usize];
            if *outcome {
                cell.0 += 1.0
            } else {
                cell.1 += 1.0
            }
        }
    }
    let positives = to_f64(outcomes.iter().filter(|outcome| **outcome).count());
    let base = positives / to_f64(outcomes.len().max(1));
    let mut totals = vec![(0.0, 0.0); slots];
    for (at, (positive, negative)) in counts.iter().enumerate() {
        totals[at % slots].0 += positive;
        totals[at % slots].1 += negative;
    }
    let rate = |fold: usize, bin: usize| {
        let own = counts[fold * slots + bin];
        let (positive, negative) = (totals[bin].0 - own.0, totals[bin].1 - own.1);
        (positive + PRIOR_ROWS * base) / (positive + negative + PRIOR_ROWS)
    };
    if matches!(block.bins, Bins::Members(_)) {
        let scores: Vec<f64> = (0..outcomes.len())
            .map(|row| {
                block
                    .of(row)
                    .iter()
                    .map(|bin| rate(usize::from(folds[row]), *bin as usize))
                    .sum()
            })
            .collect();
        return auc(&scores, outcomes);
    }
    let mut groups: Vec<(f64, f64, f64)> = (0..fold_count * slots)
        .map(|at| (rate(at / slots, at % slots), counts[at].0, counts[at].1))
        .filter(|(_, positive, negative)| positive + negative > 0.0)
        .collect();
    crate::order::by(&mut groups, |left, right| left.0.total_cmp(&right.0));
    groups.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
            kept.2 += next.2;
        }
        same
    });
    auc_of_ties(&groups)
}
