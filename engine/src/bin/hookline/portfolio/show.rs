//! `hookline portfolio show`.

use crate::Global;
use crate::accounts_file::{Sheet, parse_kind};
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::portfolio::{
    Choice, Filter, MarketSegment, Outlier, Tile, chosen, market, outliers, tile,
};
use hookline_engine::score::{Kind, Table};
use serde::Serialize;
use std::path::PathBuf;

/// Widest bar, in characters.
const WIDEST: f64 = 30.0;

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Show {
    /// CSV file with one account a row; the database's accounts when it is not given.
    file: Option<PathBuf>,
    /// Columns to show; all but names and identifiers when none is given.
    #[arg(long = "by", value_name = "COLUMN")]
    columns: Vec<String>,
    /// Drill down: "column=value", "column=low..high", or "column=" for missing.
    #[arg(long = "where", value_name = "COL=VALUE", value_parser = parse_filter)]
    filters: Vec<Filter>,
    /// Column that is summed.
    #[arg(long, default_value = "revenue")]
    sum: String,
    /// Values listed per column.
    #[arg(long, default_value_t = 12)]
    limit: usize,
    /// Sets accounts aside that are far from the rest, and lists them.
    #[arg(long)]
    without_outliers: bool,
    /// CSV file with the whole market, for white space.
    #[arg(long, value_name = "CSV")]
    universe: Option<PathBuf>,
    /// Column that tells which companies are the same.
    #[arg(long, default_value = "domain")]
    key: String,
    /// What a column is, as "Column=number|date|category|set".
    #[arg(long = "kind", value_name = "COL=KIND", value_parser = parse_kind)]
    kinds: Vec<(String, Kind)>,
}

#[derive(Serialize)]
struct Shown {
    accounts: usize,
    chosen: usize,
    outliers: Vec<Outlier>,
    tiles: Vec<Tile>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    market: Vec<Market>,
}

#[derive(Serialize)]
struct Market {
    column: String,
    segments: Vec<MarketSegment>,
}

impl Show {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let sheet = Sheet::open(self.file.as_deref(), global)?;
        let table = sheet.table(&[], &self.kinds);
        let asked = |error: hookline_engine::Error| Failure::from(error.to_reply());
        let mut rows = chosen(&table, &self.filters).map_err(asked)?;
        let mut far = Vec::new();
        if self.without_outliers {
            let kept: Vec<usize> = (0..table.rows).filter(|row| rows[*row]).collect();
            far = outliers(&table.select(&kept));
            for outlier in &mut far {
                outlier.row = kept[outlier.row];
                rows[outlier.row] = false;
            }
        }
        let columns = self.columns(&table);
        let tiles = columns
            .iter()
            .map(|column| tile(&table, column, &rows, Some(&self.sum), self.limit))
            .collect::<Result<Vec<_>, _>>()
            .map_err(asked)?;
        let mut shown = Shown {
            accounts: table.rows,
            chosen: rows.iter().filter(|row| **row).count(),
            outliers: far,
            tiles,
            market: Vec::new(),
        };
        if let Some(universe) = &self.universe {
            let universe = Sheet::read(universe)?.table(&[], &self.kinds);
            for column in &columns {
                if universe.column(column).is_some() {
                    shown.market.push(Market {
                        column: column.clone(),
                        segments: market(&table, &universe, column, &self.key).map_err(asked)?,
                    });
                }
            }
        }
        let mut output = Output::new();
        if for_people(global.json) {
            print(&shown, &mut output)?;
        } else {
            output.json(&shown)?;
        }
        output.end()
    }

    /// The columns asked for, or those whose values repeat.
    fn columns(&self, table: &Table) -> Vec<String> {
        if !self.columns.is_empty() {
            return self.columns.clone();
        }
        table
            .columns
            .iter()
            .filter(|column| match &column.cells {
                hookline_engine::score::Cells::Numbers(_)
                | hookline_engine::score::Cells::Lists(_) => true,
                hookline_engine::score::Cells::Codes { words, .. } => {
                    !words.is_empty() && (words.len() * 2 <= table.rows || column.kind == Kind::Set)
                }
            })
            .map(|column| column.name.clone())
            .collect()
    }
}

fn print(shown: &Shown, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!("{} of {} accounts", shown.chosen, shown.accounts))?;
    for outlier in &shown.outliers {
        output.line(&format!(
            "set aside: row {}: {}",
            outlier.row + 1,
            outlier.reason
        ))?;
    }
    for tile in &shown.tiles {
        output.line(&format!("\n{}", tile.column))?;
        let greatest = tile
            .segments
            .iter()
            .map(|segment| segment.share)
            .fold(1e-9, f64::max);
        for segment in &tile.segments {
            let bar = "█".repeat((WIDEST * segment.share / greatest).round() as usize);
            output.line(&format!(
                "  {:>8}  {:>5.1} %  {bar} {}",
                segment.count,
                100.0 * segment.share,
                segment.name
            ))?;
        }
        if tile.more > 0 {
            output.line(&format!("  and {} more values", tile.more))?;
        }
    }
    for market in &shown.market {
        output.line(&format!(
            "\nmarket by {}: in portfolio / market, white space",
            market.column
        ))?;
        for segment in &market.segments {
            output.line(&format!(
                "  {:>7} / {:<7} {:>5.1} %  {} open  {}",
                segment.portfolio,
                segment.universe,
                100.0 * segment.penetration,
                segment.open,
                segment.name
            ))?;
        }
    }
    Ok(())
}

pub(super) fn parse_filter(text: &str) -> Result<Filter, String> {
    let (column, value) = text.split_once('=').ok_or("give it as \"column=value\"")?;
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => hookline_engine::score::number(text)
            .or_else(|| hookline_engine::score::date_number(text))
            .map(Some),
    };
    let range = value
        .split_once("..")
        .and_then(|(low, high)| Some((end(low)?, end(high)?)));
    let choice = match range {
        Some((above, up_to)) => Choice::Range { above, up_to },
        None if value.trim().is_empty() => Choice::Missing,
        None => Choice::Value(value.trim().to_owned()),
    };
    Ok(Filter {
        column: column.trim().to_owned(),
        choice,
    })
}
