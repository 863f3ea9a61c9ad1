//! From coefficients to a table of whole points that people can read.

use super::bins::{Bins, Block};
use super::penalised::MOST_DENSE_LEVELS;
use super::quality::to_f64;
use crate::score::table::{Cells, Column};
use crate::score::{Band, Factor, Group, Shape, Slot};

/// Points per logit: a point is a hundredth of a logit.
pub const POINTS_PER_LOGIT: f64 = 100.0;

/// Neighbouring ranges whose points differ by no more than this are joined.
const JOIN_WITHIN: i64 = 3;

/// Points of a category with many levels go in steps of this, so that levels group.
const WIDE_STEP: i64 = 5;

/// The factor of a block; its points are told against the average account's nought.
pub(crate) fn factor(
    column: &Column,
    block: &Block,
    coefficients: &[f64],
    outcomes: &[bool],
) -> Factor {
    let counts = counts(block, outcomes);
    // A list's members come on top of nothing; all else is told against the average account.
    let mean = if matches!(block.bins, Bins::Members(_)) {
        0.0
    } else {
        let total: u64 = counts.iter().map(|(rows, _)| rows).sum();
        let sum: f64 = counts
            .iter()
            .zip(coefficients)
            .map(|((rows, _), value)| *rows as f64 * value)
            .sum();
        sum / to_f64(usize::try_from(total).unwrap_or(usize::MAX).max(1))
    };
    let slot = |bin: usize| {
        let (rows, positives) = counts[bin];
        // Where no account was, nothing is known: the average account's nought.
        let points = if rows == 0 {
            0
        } else {
            whole(coefficients[bin] - mean)
        };
        Slot {
            points,
            rows,
            positives,
            locked: false,
        }
    };
    let other = slot(block.size);
    let shape = match &block.bins {
        Bins::Ordered(bounds) => {
            let bands = (0..block.size)
                .map(|bin| Band {
                    up_to: bounds.get(bin).copied(),
                    slot: slot(bin),
                })
                .collect();
            let bands = join(bands);
            if column.kind == crate::score::Kind::Date {
                Shape::Date(bands)
            } else {
                Shape::Number(bands)
            }
        }
        Bins::Levels(codes) => Shape::Category {
            groups: levels(column, codes, block.size > MOST_DENSE_LEVELS, slot),
            other,
        },
        Bins::Members(members) => Shape::Set {
            separator: column.separator,
            groups: members
                .iter()
                .enumerate()
                .map(|(bin, member)| Group {
                    values: vec![member.clone()],
                    slot: slot(bin),
                })
                .collect(),
            other,
        },
    };
    Factor {
        column: column.name.clone(),
        shape,
        missing: slot(block.size + 1),
        counts_as_known: true,
    }
}

/// Whole points of a log-odds.
pub(crate) fn whole(logits: f64) -> i64 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "coefficients stay within a few logits"
    )]
    let points = (logits * POINTS_PER_LOGIT).round() as i64;
    points
}

fn counts(block: &Block, outcomes: &[bool]) -> Vec<(u64, u64)> {
    let mut counts = vec![(0, 0); block.slots()];
    for (row, outcome) in outcomes.iter().enumerate() {
        for bin in block.of(row) {
            let count = &mut counts[*bin as usize];
            count.0 += 1;
            count.1 += u64::from(*outcome);
        }
    }
    counts
}

/// Joins neighbouring ranges with nearly equal points; the joined one has their weighted mean.
fn join(bands: Vec<Band>) -> Vec<Band> {
    let mut joined: Vec<(Band, i64, i64, f64)> = Vec::new();
    for band in bands {
        let points = band.slot.points;
        let weighted = points as f64 * band.slot.rows as f64;
        match joined.last_mut() {
            Some((last, least, greatest, sum))
                if points.max(*greatest) - points.min(*least) <= JOIN_WITHIN =>
            {
                last.up_to = band.up_to;
                last.slot.rows += band.slot.rows;
                last.slot.positives += band.slot.positives;
                *least = points.min(*least);
                *greatest = points.max(*greatest);
                *sum += weighted;
            }
            _ => joined.push((band, points, points, weighted)),
        }
    }
    joined
        .into_iter()
        .map(|(mut band, _, _, sum)| {
            if band.slot.rows > 0 {
                band.slot.points = whole(sum / band.slot.rows as f64 / POINTS_PER_LOGIT);
            }
            band
        })
        .collect()
}

/// Levels with the same points stand in one group, best first.
fn levels(column: &Column, codes: &[u32], wide: bool, slot: impl Fn(usize) -> Slot) -> Vec<Group> {
    let Cells::Codes { words, .. } = &column.cells else {
        return Vec::new();
    };
    let mut groups: std::collections::BTreeMap<i64, Group> = std::collections::BTreeMap::new();
    for (bin, code) in codes.iter().enumerate() {
        let mut own = slot(bin);
        if wide {
            own.points = (own.points as f64 / WIDE_STEP as f64).round() as i64 * WIDE_STEP;
        }
        let group = groups.entry(-own.points).or_insert_with(|| Group {
            values: Vec::new(),
            slot: Slot::of(own.points),
        });
        group.values.push(words[*code as usize].clone());
        group.slot.rows += own.rows;
        group.slot.positives += own.positives;
    }
    groups
        .into_values()
        .map(|mut group| {
            group.values.sort_unstable();
            group
        })
        .collect()
}
