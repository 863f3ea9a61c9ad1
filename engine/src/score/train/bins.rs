//! Cutting columns into bins: ranges of equal weight for numbers and days, levels for categories,
//! members for lists. Outcomes play no part here, so bins cannot leak them.

use crate::score::lists::Lists;
use crate::score::table::{Cells, Column, Kind, MISSING};
use crate::score::value;
use rustc_hash::FxHashMap;

/// Rows a level needs before it gets points of its own; rarer ones share "any other".
pub(crate) const LEAST_ROWS: u32 = 3;

/// Most members of a list column that get points of their own.
const MOST_MEMBERS: usize = 40;

/// Rows that a range of numbers should hold at least.
const LEAST_ROWS_IN_BAND: usize = 10;

/// Most levels of one column; the rest share "any other".
const MOST_LEVELS: usize = 20_000;

/// What the bins of a block are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Bins {
    /// Ranges: greatest value of each but the last, which is open.
    Ordered(Vec<f64>),
    /// Codes of the levels.
    Levels(Vec<u32>),
    /// Members of a list.
    Members(Vec<String>),
}

/// One column cut into bins. Bin numbers: `0..size` regular, `size` any other, `size + 1` missing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// Position of the column in the table.
    pub(crate) column: usize,
    /// What the regular bins are.
    pub(crate) bins: Bins,
    /// Number of regular bins.
    pub(crate) size: usize,
    /// Where each row's bins begin in `items`, and where the last ends.
    pub(crate) starts: Vec<u32>,
    /// The bins of the rows, one after another.
    pub(crate) items: Vec<u32>,
}

impl Block {
    /// The bins of a row; one, or for lists one for each known member.
    pub(crate) fn of(&self, row: usize) -> &[u32] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// Number of bins with "any other" and "missing".
    pub(crate) fn slots(&self) -> usize {
        self.size + 2
    }
}

/// Cuts a column; `bands` is the most ranges for numbers, `least` the rows that a
/// level or member needs to stand for itself. `None` when nothing in it could carry
/// points (no value at all).
pub(crate) fn cut(at: usize, column: &Column, bands: usize, least: u32) -> Option<Block> {
    match (&column.cells, column.kind) {
        (Cells::Numbers(numbers), kind) => ordered(at, numbers, bands, kind),
        (Cells::Codes { codes, words }, Kind::Set) => {
            members(at, codes, words, column.separator, least)
        }
        (Cells::Codes { codes, words }, _) => levels(at, codes, words, least),
        (Cells::Lists(lists), _) => listed(at, lists, least),
    }
}

/// The members of lists that are kept by their members; as [`members`] does for others.
fn listed(at: usize, lists: &Lists, least: u32) -> Option<Block> {
    let words = lists.words();
    let mut counts = vec![0_u32; words.len()];
    for row in 0..lists.rows() {
        for member in lists.of(row) {
            counts[*member as usize] += 1;
        }
    }
    if counts.iter().all(|count| *count == 0) {
        return None;
    }
    let mut kept: Vec<usize> = (0..words.len())
        .filter(|member| counts[*member] >= least.max(1))
        .collect();
    crate::order::by(&mut kept, |left, right| {
        let by_count = counts[*right].cmp(&counts[*left]);
        by_count.then_with(|| words[*left].cmp(&words[*right]))
    });
    kept.truncate(MOST_MEMBERS);
    let size = kept.len();
    let mut number_of = vec![MISSING; words.len()];
    for (number, member) in (0_u32..).zip(&kept) {
        number_of[*member] = number;
    }
    let (mut starts, mut items) = (vec![0], Vec::new());
    for row in 0..lists.rows() {
        let members = lists.of(row);
        let begin = items.len();
        items.extend(
            members
                .iter()
                .map(|member| number_of[*member as usize])
                .filter(|number| *number != MISSING),
        );
        items[begin..].sort_unstable();
        if members.is_empty() {
            items.push(size as u32 + 1);
        } else if items.len() == begin {
            items.push(size as u32);
        }
        starts.push(items.len() as u32);
    }
    let names = kept.into_iter().map(|member| words[member].clone());
    Some(Block {
        column: at,
        bins: Bins::Members(names.collect()),
        size,
        starts,
        items,
    })
}

fn ordered(at: usize, numbers: &[f64], bands: usize, kind: Kind) -> Option<Block> {
    let mut sorted: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| !number.is_nan())
        .collect();
    if sorted.is_empty() {
        return None;
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let bands = bands.min(sorted.len() / LEAST_ROWS_IN_BAND).max(2);
    let bounds = bounds(&sorted, bands, kind);
    let size = bounds.len() + 1;
    let missing = (size + 1) as u32;
    let items = numbers
        .iter()
        .map(|number| {
            if number.is_nan() {
                missing
            } else {
                bounds.partition_point(|bound| bound < number) as u32
            }
        })
        .collect();
    Some(one_each(at, Bins::Ordered(bounds), size, items))
}

/// Bounds between ranges of about equal weight, for values in any order.
pub(crate) fn equal_weight(mut values: Vec<f64>, bands: usize, kind: Kind) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    bounds(&values, bands, kind)
}

/// Bounds between ranges of about equal weight; a value that fills a range alone gets its own.
fn bounds(sorted: &[f64], bands: usize, kind: Kind) -> Vec<f64> {
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for value in sorted {
        match runs.last_mut() {
            Some(run) if run.0 == *value => run.1 += 1,
            _ => runs.push((*value, 1)),
        }
    }
    let (mut left, mut bands_left, mut filled) = (sorted.len(), bands, 0);
    let mut bounds = Vec::new();
    for pair in runs.windows(2) {
        let [(value, count), (next, next_count)] = pair else {
            continue;
        };
        filled += count;
        let share = left / bands_left.max(1);
        let next_fills_alone = *next_count >= share && *next_count > 1;
        if bands_left > 1 && (filled >= share.max(1) || next_fills_alone) {
            bounds.push(if kind == Kind::Date {
                *value
            } else {
                roundest(*value, *next)
            });
            left -= filled;
            bands_left -= 1;
            filled = 0;
        }
    }
    bounds
}

/// The number with the fewest digits that is not below `least` and below `below`.
fn roundest(least: f64, below: f64) -> f64 {
    let width = below - least;
    if !width.is_finite() || width <= 0.0 {
        return least;
    }
    let top = width.log10().ceil() as i32 + 1;
    for power in (top - 4..=top).rev() {
        for multiple in [1.0, 0.5] {
            let step = multiple * 10_f64.powi(power);
            let round = (least / step).ceil() * step;
            // Through its shortest text, so that the table shows exactly what is compared.
            let text = format!("{round:.*}", usize::try_from(1 - power).unwrap_or(0));
            if let Ok(bound) = text.parse::<f64>()
                && bound >= least
                && bound < below
            {
                return bound;
            }
        }
    }
    least
}

fn levels(at: usize, codes: &[u32], words: &[String], least: u32) -> Option<Block> {
    let distinct = words.len();
    let mut counts = vec![0_u32; distinct];
    for code in codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    if counts.iter().all(|count| *count == 0) {
        return None;
    }
    let mut kept: Vec<u32> = (0..distinct as u32)
        .filter(|code| counts[*code as usize] >= least)
        .collect();
    crate::order::by(&mut kept, |left, right| {
        let (left, right) = (*left as usize, *right as usize);
        counts[right]
            .cmp(&counts[left])
            .then_with(|| words[left].cmp(&words[right]))
    });
    kept.truncate(MOST_LEVELS);
    let size = kept.len();
    let (other, missing) = (size as u32, size as u32 + 1);
    let mut level_of = vec![other; distinct];
    for (level, code) in kept.iter().enumerate() {
        level_of[*code as usize] = level as u32;
    }
    let items = codes
        .iter()
        .map(|code| {
            if *code == MISSING {
                missing
            } else {
                level_of[*code as usize]
            }
        })
        .collect();
    Some(one_each(at, Bins::Levels(kept), size, items))
}

fn members(
    at: usize,
    codes: &[u32],
    words: &[String],
    separator: char,
    least: u32,
) -> Option<Block> {
    let split = |word: &'_ str| -> Vec<String> {
        let mut members: Vec<String> = word
            .split(separator)
            .filter_map(value::present)
            .map(str::to_owned)
            .collect();
        members.sort_unstable();
        members.dedup();
        members
    };
    let lists: Vec<Vec<String>> = words.iter().map(|word| split(word)).collect();
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for code in codes.iter().filter(|code| **code != MISSING) {
        for member in &lists[*code as usize] {
            *counts.entry(member).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return None;
    }
    let mut kept: Vec<(&str, u32)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= least)
        .collect();
    crate::order::by(&mut kept, |left, right| {
        right.1.cmp(&left.1).then(left.0.cmp(right.0))
    });
    kept.truncate(MOST_MEMBERS);
    let number_of: FxHashMap<&str, u32> = kept
        .iter()
        .enumerate()
        .map(|(number, (member, _))| (*member, number as u32))
        .collect();
    let size = kept.len();
    let hits: Vec<Vec<u32>> = lists
        .iter()
        .map(|list| {
            let mut hits: Vec<u32> = list
                .iter()
                .filter_map(|member| number_of.get(member.as_str()).copied())
                .collect();
            hits.sort_unstable();
            if hits.is_empty() {
                vec![size as u32]
            } else {
                hits
            }
        })
        .collect();
    let mut starts = Vec::with_capacity(codes.len() + 1);
    let mut items = Vec::with_capacity(codes.len());
    starts.push(0);
    for code in codes {
        if *code == MISSING {
            items.push(size as u32 + 1);
        } else {
            items.extend_from_slice(&hits[*code as usize]);
        }
        starts.push(items.len() as u32);
    }
    Some(Block {
        column: at,
        bins: Bins::Members(
            kept.into_iter()
                .map(|(member, _)| member.to_owned())
                .collect(),
        ),
        size,
        starts,
        items,
    })
}

fn one_each(column: usize, bins: Bins, size: usize, items: Vec<u32>) -> Block {
    Block {
        column,
        bins,
        size,
        starts: (0..=items.len() as u32).collect(),
        items,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_values_get_their_own_range_and_bounds_are_round() {
        let mut sorted = vec![-1.0; 80];
        sorted.extend((1..=20).map(f64::from));
        let bounds = bounds(&sorted, 5, Kind::Number);
        assert!(bounds[0] >= -1.0 && bounds[0] < 1.0);
        assert_eq!(bounds.len(), 4);
        assert_eq!(roundest(198.0, 201.0), 200.0);
        assert_eq!(roundest(5.0, 6.0), 5.0);
        assert_eq!(roundest(0.123, 0.127), 0.125);
        assert_eq!(roundest(-3.0, 4.0), 0.0);
    }
}
