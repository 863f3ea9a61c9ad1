//! Portfolios made, kept, and found again; pasted names matched.

use super::view::{count, mask, no_such_portfolio};
use crate::handle::Engine;
use crate::protocol::{
    AccountId, ColumnInfo, MatchedName, Portfolio, PortfolioReply, PortfolioSource, Portfolios,
    View,
};
use crate::score::{Cells, Column, Kind};
use crate::store::{self, portfolio, to_text};
use crate::{Error, Result};
use jiff::Timestamp;

/// Sorts of lists that are offered as a start.
pub(super) const CATEGORIES: [&str; 9] = [
    "customers",
    "high_spend",
    "low_spend",
    "renewing",
    "non_renewing",
    "high_profit",
    "low_profit",
    "competitor_customers",
    "prospects",
];

/// Longest name of a portfolio, in characters.
const LONGEST_NAME: usize = 120;

/// Names that are matched at once.
const MOST_NAMES: usize = 5_000;

/// Candidates shown for a name.
const MOST_CANDIDATES: usize = 5;

/// A column with more distinct values than this share of its cells names accounts.
const NAMING: f64 = 0.5;

/// Where a portfolio's accounts come from, with fixed ones already looked up.
pub(super) enum Prepared {
    Fixed(Vec<AccountId>),
    Live(View),
}

impl Engine {
    pub(super) fn portfolios(
        &mut self,
        changed: Option<i64>,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let universe = self.universe(now)?;
        let mut portfolios = Vec::new();
        for stored in portfolio::all(&self.connection)? {
            let accounts = match &stored.live {
                None => {
                    let accounts = portfolio::accounts(&self.connection, stored.id)?;
                    count(&mask(&universe, &accounts))
                }
                // A search whose column is gone finds nothing; the dashboard says why.
                Some(live) => self.rows_of(live, now).map_or(0, |rows| rows.count()),
            };
            portfolios.push(Portfolio {
                id: stored.id,
                name: stored.name,
                category: stored.category,
                live: stored.live,
                accounts,
                changed: to_text(stored.changed),
            });
        }
        let mut columns: Vec<ColumnInfo> = universe.table.columns.iter().map(info).collect();
        let all = universe.accounts.len().max(1) as f64;
        columns.extend(universe.texts.iter().map(|(column, filled)| ColumnInfo {
            column: column.clone(),
            kind: Kind::Category,
            filled: *filled as f64 / all,
            tile: false,
        }));
        Ok(PortfolioReply::Portfolios(Portfolios {
            portfolios,
            changed,
            removed: portfolio::removed(&self.connection)?,
            columns,
            files: portfolio::files(&self.connection)?,
            categories: CATEGORIES.map(str::to_owned).to_vec(),
        }))
    }

    /// Looks fixed accounts up before anything is written.
    pub(super) fn prepared(&mut self, source: PortfolioSource, now: Timestamp) -> Result<Prepared> {
        Ok(match source {
            PortfolioSource::Accounts(accounts) => Prepared::Fixed(accounts),
            PortfolioSource::Live(view) => {
                // A search that cannot be carried out is refused now, not when it is opened.
                self.rows_of(&view, now)?;
                Prepared::Live(view)
            }
            PortfolioSource::Fixed(view) => {
                let rows = self.rows_of(&view, now)?;
                let accounts = rows.places().map(|row| rows.universe.accounts[row]);
                Prepared::Fixed(accounts.collect())
            }
            PortfolioSource::Imported { file } => {
                Prepared::Fixed(portfolio::accounts_of_file(&self.connection, &file)?)
            }
        })
    }

    pub(super) fn save_portfolio(
        &self,
        portfolio: Option<i64>,
        name: &str,
        category: &str,
        source: Option<Prepared>,
        now: Timestamp,
    ) -> Result<i64> {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return Err(Error::input(
                "portfolio_without_name",
                "The portfolio needs a name.",
                "name",
                "Give it one.",
            ));
        }
        if !category.is_empty() && !CATEGORIES.contains(&category) {
            return Err(Error::input(
                "unknown_category",
                format!(
                    "“{category}” is no sort of list. There are: {}.",
                    CATEGORIES.join(", ")
                ),
                "category",
                "Use one of these, or none.",
            ));
        }
        let second = now.as_second();
        let id = match portfolio {
            Some(id) => {
                portfolio::load(&self.connection, id)?.ok_or_else(no_such_portfolio)?;
                portfolio::rename(&self.connection, id, &name, category, second)?;
                id
            }
            None => portfolio::insert(&self.connection, &name, category, second)?,
        };
        match source {
            None => {}
            Some(Prepared::Live(view)) => portfolio::set_live(&self.connection, id, Some(&view))?,
            Some(Prepared::Fixed(accounts)) => {
                portfolio::set_live(&self.connection, id, None)?;
                portfolio::add(&self.connection, id, &accounts)?;
            }
        }
        Ok(id)
    }

    pub(super) fn remove_portfolio(
        &self,
        portfolio: i64,
        removed: bool,
        now: Timestamp,
    ) -> Result<()> {
        portfolio::load(&self.connection, portfolio)?.ok_or_else(no_such_portfolio)?;
        let at = removed.then_some(now.as_second());
        store::portfolio::set_removed(&self.connection, portfolio, at)
    }

    pub(super) fn match_names(&mut self, text: &str) -> Result<PortfolioReply> {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() > MOST_NAMES {
            return Err(Error::input(
                "too_many_names",
                format!(
                    "{} names are too many to match at once; {MOST_NAMES} are the most.",
                    lines.len()
                ),
                format!("line {}", MOST_NAMES + 1),
                "Import them as a CSV file, or paste them in parts.",
            ));
        }
        let mut matched = Vec::with_capacity(lines.len());
        for line in lines {
            let found = self.resolution_of_key(line)?;
            let candidates = found.best.into_iter().chain(found.others);
            matched.push(MatchedName {
                input: line.chars().take(200).collect(),
                answer: found.answer,
                candidates: candidates.take(MOST_CANDIDATES).collect(),
                why: found.why,
            });
        }
        Ok(PortfolioReply::Matched(matched))
    }
}

fn info(column: &Column) -> ColumnInfo {
    let (filled, distinct, all) = match &column.cells {
        Cells::Numbers(cells) => {
            let filled = cells.iter().filter(|cell| !cell.is_nan()).count();
            (filled, 0, cells.len())
        }
        Cells::Codes { codes, words } => {
            let filled = codes
                .iter()
                .filter(|code| **code != crate::score::MISSING)
                .count();
            (filled, words.len(), codes.len())
        }
        Cells::Lists(lists) => {
            let filled = (0..lists.rows()).filter(|row| column.is_filled(*row));
            (filled.count(), lists.words().len(), lists.rows())
        }
    };
    let names =
        column.kind == Kind::Category && filled > 20 && distinct as f64 > filled as f64 * NAMING;
    ColumnInfo {
        column: column.name.clone(),
        kind: column.kind,
        filled: filled as f64 / all.max(1) as f64,
        tile: filled > 0 && !names,
    }
}
