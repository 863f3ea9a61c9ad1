//! Segments of a list: what a tile shows, and the filters that drill down into it.

use serde::{Deserialize, Serialize};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Numbers.
    Number,
    /// Days, written as 2026-03-01.
    Date,
    /// One of several values.
    Category,
    /// A list of members.
    Set,
}

/// What a filter asks of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The cell, or one member of a list, is exactly this.
    Value(String),
    /// The number or day lies in the range.
    Range {
        /// Greater than this; `None` for no limit.
        above: Option<f64>,
        /// Not greater than this; `None` for no limit.
        up_to: Option<f64>,
    },
    /// There is no value.
    Missing,
}

/// One condition; several must all hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// The column.
    pub column: String,
    /// What it must be.
    pub choice: Choice,
}

/// One bar, wedge, row or region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// Its name; for a code, the code.
    pub name: String,
    /// What a code stands for; `None` where the name says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The filter that drills down into it.
    pub choice: Choice,
    /// Accounts in it.
    pub count: u64,
    /// Share of the chosen accounts, 0 to 1.
    pub share: f64,
    /// Sum of the measured column (revenue) over the accounts that have it.
    pub sum: f64,
}

/// A column's segments: ranges in their order, values by count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// The column.
    pub column: String,
    /// What it is.
    pub kind: ColumnKind,
    /// The segments.
    pub segments: Vec<Segment>,
    /// Distinct values that are not listed.
    pub more: u64,
}

/// One segment of the market.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarketSegment {
    /// Its name.
    pub name: String,
    /// The filter that drills down into it.
    pub choice: Choice,
    /// Companies of the universe in it.
    pub universe: u64,
    /// Of these, how many are in the portfolio.
    pub portfolio: u64,
    /// Companies that are not: the white space.
    pub open: u64,
    /// Revenue of the universe in it.
    pub revenue: f64,
    /// Revenue of the companies that are not in the portfolio.
    pub open_revenue: f64,
    /// Share of the segment that the portfolio has, 0 to 1.
    pub penetration: f64,
}
