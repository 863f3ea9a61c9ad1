//! Outliers: accounts so far from the rest of a list that they hide its profile.

use crate::score::{Cells, Kind, Table, plain_number};
use serde::{Deserialize, Serialize};

/// Interquartile ranges beyond the quartiles where Tukey's outer fence stands (Tukey 1977).
const FENCE: f64 = 3.0;

/// A column needs so many values before any of them can be called far out.
const LEAST_VALUES: usize = 12;

/// An account that was set aside, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlier {
    /// Row in the table.
    pub row: usize,
    /// The column that sets it apart.
    pub column: String,
    /// Its value there.
    pub value: f64,
    /// The reason in one sentence.
    pub reason: String,
}

/// The accounts far outside the rest in some column of numbers, at most once each. Sizes are compared
/// by their logarithm, as companies' sizes spread.
#[must_use]
pub fn outliers(table: &Table) -> Vec<Outlier> {
    let mut found: Vec<Outlier> = Vec::new();
    let mut seen = vec![false; table.rows];
    for column in table
        .columns
        .iter()
        .filter(|column| column.kind == Kind::Number)
    {
        let Cells::Numbers(numbers) = &column.cells else {
            continue;
        };
        let Some([low, high]) = fences(numbers) else {
            continue;
        };
        for (row, number) in numbers.iter().enumerate() {
            let side = if *number > high { "above" } else { "below" };
            if seen[row] || number.is_nan() || (low..=high).contains(number) {
                continue;
            }
            seen[row] = true;
            let fence = if *number > high { high } else { low };
            found.push(Outlier {
                row,
                column: column.name.clone(),
                value: *number,
                reason: format!(
                    "{} of {} is far {side} the rest, which ends at about {}.",
                    column.name,
                    plain_number(*number),
                    plain_number(fence.round())
                ),
            });
        }
    }
    crate::order::by_key(&mut found, |outlier| outlier.row);
    found
}

/// The outer fences of a column; `None` when it has too few values, or no spread.
fn fences(numbers: &[f64]) -> Option<[f64; 2]> {
    let mut values: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| !number.is_nan())
        .collect();
    if values.len() < LEAST_VALUES {
        return None;
    }
    let by_size = values.iter().all(|value| *value > 0.0);
    if by_size {
        for value in &mut values {
            *value = value.ln();
        }
    }
    let (first, third) = (values.len() / 4, values.len() * 3 / 4);
    let low = *values.select_nth_unstable_by(first, f64::total_cmp).1;
    let high = *values.select_nth_unstable_by(third, f64::total_cmp).1;
    let reach = FENCE * (high - low);
    if reach <= 0.0 {
        return None;
    }
    let fences = [low - reach, high + reach];
    Some(if by_size {
        fences.map(f64::exp)
    } else {
        fences
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::TableBuilder;

    #[test]
    fn the_giant_is_set_aside_with_a_reason_and_the_rest_stays() {
        let mut builder = TableBuilder::new(vec!["employees".to_owned()]);
        for size in 50..90 {
            builder.push([size.to_string().as_str()]);
        }
        builder.push(["2000000"]);
        builder.push([""]);
        let found = outliers(&builder.finish(&[]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].row, found[0].value), (40, 2_000_000.0));
        assert!(found[0].reason.contains("far above"));
    }

    #[test]
    fn short_and_flat_columns_have_none() {
        let mut builder = TableBuilder::new(vec!["n".to_owned()]);
        for _ in 0..30 {
            builder.push(["7"]);
        }
        builder.push(["8"]);
        assert!(outliers(&builder.finish(&[])).is_empty());
        assert!(outliers(&Table::default()).is_empty());
    }
}
