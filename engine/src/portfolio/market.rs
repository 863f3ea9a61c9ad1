//! Total addressable market and white space: a portfolio against a universe, segment by segment.

use super::segment::beside;
pub use crate::protocol::MarketSegment;
use crate::score::{Column, Table};
use rustc_hash::FxHashSet;

/// Sets a portfolio against a universe by one column. Companies are the same when the `key` column
/// (domain, or name) agrees, regardless of case.
///
/// # Errors
/// When a table lacks the column or the key.
pub fn market(
    portfolio: &Table,
    universe: &Table,
    column: &str,
    key: &str,
) -> crate::Result<Vec<MarketSegment>> {
    let known = keys(portfolio, key)?;
    let in_universe = universe.column(key).ok_or_else(|| no_key(key))?;
    let ours: Vec<bool> = (0..universe.rows)
        .map(|row| key_of(in_universe, row).is_some_and(|key| known.contains(&key)))
        .collect();
    Ok(beside(
        universe,
        column,
        &vec![true; universe.rows],
        &ours,
        Some("revenue"),
    )?
    .into_iter()
    .map(|(segment, portfolio, revenue)| MarketSegment {
        universe: segment.count,
        portfolio,
        open: segment.count.saturating_sub(portfolio),
        revenue: segment.sum,
        open_revenue: (segment.sum - revenue).max(0.0),
        penetration: portfolio as f64 / segment.count.max(1) as f64,
        name: segment.name,
        choice: segment.choice,
    })
    .collect())
}

fn keys(table: &Table, key: &str) -> crate::Result<FxHashSet<String>> {
    let column = table.column(key).ok_or_else(|| no_key(key))?;
    Ok((0..table.rows)
        .filter_map(|row| key_of(column, row))
        .collect())
}

fn key_of(column: &Column, row: usize) -> Option<String> {
    column.text(row).map(|text| text.trim().to_lowercase())
}

fn no_key(key: &str) -> crate::Error {
    crate::Error::input(
        "no_such_column",
        format!("Both lists need the column “{key}” to tell which companies are the same."),
        key,
        "Name a column that both lists have.",
    )
}
