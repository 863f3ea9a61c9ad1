//! Scoring whole portfolios: a column at a time, each distinct value looked up once.

use super::lists::Lists;
use super::table::{Cells, Column, Kind, MISSING, Table};
use super::value;
use super::{Band, Factor, Model, Shape};
use rustc_hash::FxHashMap;

/// Scores every row; a column that the table does not have is missing everywhere.
#[must_use]
pub fn score_all(table: &Table, model: &Model) -> Vec<i64> {
    let mut scores = vec![model.base; table.rows];
    for factor in &model.factors {
        match table.column(&factor.column) {
            Some(column) => add(&mut scores, column, factor),
            None => {
                for score in &mut scores {
                    *score = score.saturating_add(factor.missing.points);
                }
            }
        }
    }
    scores
}

fn add(scores: &mut [i64], column: &Column, factor: &Factor) {
    match &column.cells {
        Cells::Numbers(numbers) => match (&factor.shape, column.kind) {
            (Shape::Number(bands), Kind::Number) | (Shape::Date(bands), Kind::Date) => {
                add_numbers(scores, numbers, bands, factor.missing.points);
            }
            _ => {
                for (row, score) in scores.iter_mut().enumerate() {
                    let points = factor.find(column.text(row).as_deref()).points();
                    *score = score.saturating_add(points);
                }
            }
        },
        Cells::Codes { codes, words } => {
            let points = points_of_words(factor, words);
            for (score, code) in scores.iter_mut().zip(codes) {
                let own = if *code == MISSING {
                    factor.missing.points
                } else {
                    points[*code as usize]
                };
                *score = score.saturating_add(own);
            }
        }
        Cells::Lists(lists) => add_lists(scores, column, lists, factor),
    }
}

/// Each group of members counts once a row, however many of its members are there.
fn add_lists(scores: &mut [i64], column: &Column, lists: &Lists, factor: &Factor) {
    let (groups, other) = match &factor.shape {
        Shape::Set {
            separator,
            groups,
            other,
        } if *separator == column.separator => (groups, other),
        _ => {
            for (row, score) in scores.iter_mut().enumerate() {
                let points = factor.find(column.text(row).as_deref()).points();
                *score = score.saturating_add(points);
            }
            return;
        }
    };
    let mut groups_of: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (place, group) in (0_u32..).zip(groups) {
        for value in &group.values {
            groups_of.entry(value).or_default().push(place);
        }
    }
    let empty = Vec::new();
    let of_word: Vec<&Vec<u32>> = lists
        .words()
        .iter()
        .map(|word| groups_of.get(word.as_str()).unwrap_or(&empty))
        .collect();
    let mut seen = vec![usize::MAX; groups.len()];
    for (row, score) in scores.iter_mut().enumerate() {
        let members = lists.of(row);
        if members.is_empty() {
            *score = score.saturating_add(factor.missing.points);
            continue;
        }
        let (mut own, mut is_known) = (0_i64, false);
        for place in members.iter().flat_map(|code| of_word[*code as usize]) {
            let place = *place as usize;
            if seen[place] != row {
                seen[place] = row;
                is_known = true;
                own = own.saturating_add(groups[place].slot.points);
            }
        }
        *score = score.saturating_add(if is_known { own } else { other.points });
    }
}

/// Bands are few: counting the bounds below a value needs no branch that could be mispredicted.
fn add_numbers(scores: &mut [i64], numbers: &[f64], bands: &[Band], missing: i64) {
    let bounds: Vec<f64> = bands.iter().filter_map(|band| band.up_to).collect();
    let mut points: Vec<i64> = bands.iter().map(|band| band.slot.points).collect();
    // A closed last band leaves greater values without a band: they count as unreadable.
    points.push(missing);
    for (score, number) in scores.iter_mut().zip(numbers) {
        let band: usize = bounds.iter().map(|bound| usize::from(bound < number)).sum();
        let own = if number.is_nan() {
            missing
        } else {
            points[band]
        };
        *score = score.saturating_add(own);
    }
}

fn points_of_words(factor: &Factor, words: &[String]) -> Vec<i64> {
    let Shape::Category { groups, other } = &factor.shape else {
        return words
            .iter()
            .map(|word| factor.find(Some(word)).points())
            .collect();
    };
    let mut points: FxHashMap<&str, i64> = FxHashMap::default();
    for group in groups {
        for value in &group.values {
            points.entry(value).or_insert(group.slot.points);
        }
    }
    words
        .iter()
        .map(|word| match value::present(word) {
            Some(word) => points.get(word).copied().unwrap_or(other.points),
            None => factor.missing.points,
        })
        .collect()
}
