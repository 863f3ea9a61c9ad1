//! An order of the rows that depends on what they hold, not on where they stand in the file, so that
//! the same accounts in any order give the same model.

use super::FOLDS;
use crate::score::table::{Cells, Column, Table};
use std::hash::{Hash, Hasher};

/// Row numbers in an order told by the rows' content.
pub(crate) fn canonical(table: &Table, outcomes: &[bool]) -> Vec<usize> {
    let mut marks: Vec<u64> = outcomes
        .iter()
        .map(|outcome| mix(u64::from(*outcome)))
        .collect();
    for column in &table.columns {
        let name = hash(column.name.as_str());
        for (mark, cell) in marks.iter_mut().zip(cells(column)) {
            // Added, not chained: the order of the columns does not matter either.
            *mark = mark.wrapping_add(mix(name ^ cell));
        }
    }
    let mut rows: Vec<usize> = (0..outcomes.len()).collect();
    rows.sort_by_key(|row| marks[*row]);
    // Equal rows now stand side by side. Dealt to the folds in that order they would be spread evenly,
    // and a fold could be told from the others; so each gets a mark of its own by its number.
    let mut copy = 0_u64;
    let mut own = vec![0_u64; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        copy = match at.checked_sub(1).and_then(|before| rows.get(before)) {
            Some(before) if marks[*before] == marks[*row] => copy + 1,
            _ => 0,
        };
        own[*row] = mix(marks[*row] ^ mix(copy));
    }
    rows.sort_by_key(|row| own[*row]);
    rows
}

/// The fold of each row, stratified by outcome; the rows stand in canonical order.
pub(crate) fn folds(outcomes: &[bool]) -> Vec<u8> {
    let mut next = [0_u8; 2];
    outcomes
        .iter()
        .map(|outcome| {
            let class = usize::from(*outcome);
            let fold = next[class];
            next[class] = (next[class] + 1) % FOLDS;
            fold
        })
        .collect()
}

fn cells(column: &Column) -> Vec<u64> {
    match &column.cells {
        Cells::Numbers(numbers) => numbers.iter().map(|number| mix(number.to_bits())).collect(),
        Cells::Codes { codes, words } => {
            let hashes: Vec<u64> = words.iter().map(|word| hash(word.as_str())).collect();
            codes
                .iter()
                .map(|code| hashes.get(*code as usize).copied().unwrap_or(0))
                .collect()
        }
        Cells::Lists(lists) => {
            let hashes: Vec<u64> = lists.words().iter().map(|word| hash(word)).collect();
            let members = |row| lists.of(row).iter();
            (0..lists.rows())
                .map(|row| members(row).fold(0, |sum, code| mix(sum ^ hashes[*code as usize])))
                .collect()
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    mix(hasher.finish())
}

/// SplitMix64's finaliser.
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
