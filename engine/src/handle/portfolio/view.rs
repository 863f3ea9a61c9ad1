//! From a view to the rows of the universe: a portfolio, a search, filters, outliers set aside.

use super::tiles::STARS;
use crate::handle::Engine;
use crate::portfolio::{Outlier, Universe, chosen, outliers};
use crate::protocol::{AccountId, AccountQuery, Choice, Filter, Side, View};
use crate::score::attributes::letters;
use crate::score::score_all;
use crate::store::list::Selection;
use crate::store::model::FIT;
use crate::store::{self, outcome};
use crate::{Error, Result};
use jiff::Timestamp;
use std::sync::Arc;

/// Live portfolios may rest on each other, so many deep.
const DEEPEST: usize = 8;

/// Rows of a view.
pub(in crate::handle) struct Rows {
    /// Every account by column.
    pub(in crate::handle) universe: Arc<Universe>,
    /// True for each row that the view shows.
    pub(in crate::handle) shown: Vec<bool>,
    /// Rows that were set aside.
    pub(in crate::handle) outliers: Vec<Outlier>,
    /// Accounts of the portfolio, before search and filters.
    pub(in crate::handle) before: u64,
}

impl Rows {
    /// The rows that are shown, by id.
    pub(in crate::handle) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.shown.len()).filter(|row| self.shown[*row])
    }

    /// How many rows are shown.
    pub(in crate::handle) fn count(&self) -> u64 {
        count(&self.shown)
    }
}

impl Engine {
    /// The rows that a view shows.
    pub(in crate::handle) fn rows_of(&mut self, view: &View, now: Timestamp) -> Result<Rows> {
        let universe = self.universe(now)?;
        let (mut shown, before) = self.shown_rows(&universe, view, 0)?;
        let mut far = Vec::new();
        if view.without_outliers {
            let kept: Vec<usize> = (0..shown.len()).filter(|row| shown[*row]).collect();
            far = outliers(&universe.table.select(&kept));
            for outlier in &mut far {
                outlier.row = kept[outlier.row];
                shown[outlier.row] = false;
            }
        }
        Ok(Rows {
            universe,
            shown,
            outliers: far,
            before,
        })
    }

    fn shown_rows(
        &self,
        universe: &Universe,
        view: &View,
        depth: usize,
    ) -> Result<(Vec<bool>, u64)> {
        if depth > DEEPEST {
            return Err(Error::input(
                "portfolios_in_a_circle",
                "This live portfolio rests on itself.",
                "portfolio",
                "Save it as a fixed list, or change its search.",
            ));
        }
        let mut shown = match view.portfolio {
            None => vec![true; universe.accounts.len()],
            Some(portfolio) => self.members(universe, portfolio, depth)?,
        };
        let before = count(&shown);
        if !view.text.trim().is_empty() {
            let query = AccountQuery {
                text: view.text.clone(),
                ..AccountQuery::default()
            };
            let found = Selection::of(&query)?.ids(&self.connection)?;
            and(&mut shown, &mask(universe, &found));
        }
        // Stars are no column: they are what the model in use says now.
        let (by_stars, by_column): (Vec<Filter>, Vec<Filter>) = view
            .filters
            .iter()
            .cloned()
            .partition(|filter| letters(&filter.column) == STARS);
        if !by_column.is_empty() {
            and(&mut shown, &chosen(&universe.table, &by_column)?);
        }
        if !by_stars.is_empty() {
            self.with_stars(universe, &by_stars, &mut shown)?;
        }
        Ok((shown, before))
    }

    /// Leaves the rows that have the stars of every filter.
    fn with_stars(
        &self,
        universe: &Universe,
        filters: &[Filter],
        shown: &mut [bool],
    ) -> Result<()> {
        let model = self.model_in_use(FIT)?;
        let scores = score_all(&universe.table, &model);
        for (own, score) in shown.iter_mut().zip(scores) {
            let stars = model.stars_for(score);
            *own &= filters.iter().all(|filter| match &filter.choice {
                Choice::Missing => stars.is_none(),
                Choice::Value(value) => stars.is_some_and(|stars| value.parse() == Ok(stars)),
                Choice::Range { above, up_to } => stars.is_some_and(|stars| {
                    let stars = f64::from(stars);
                    above.is_none_or(|above| stars > above)
                        && up_to.is_none_or(|up_to| stars <= up_to)
                }),
            });
        }
        Ok(())
    }

    fn members(&self, universe: &Universe, portfolio: i64, depth: usize) -> Result<Vec<bool>> {
        let stored =
            store::portfolio::load(&self.connection, portfolio)?.ok_or_else(no_such_portfolio)?;
        match stored.live {
            Some(live) => {
                let (mut shown, _) = self.shown_rows(universe, &live, depth + 1)?;
                if live.without_outliers {
                    let kept: Vec<usize> = (0..shown.len()).filter(|row| shown[*row]).collect();
                    for outlier in outliers(&universe.table.select(&kept)) {
                        shown[kept[outlier.row]] = false;
                    }
                }
                Ok(shown)
            }
            None => {
                let accounts = store::portfolio::accounts(&self.connection, portfolio)?;
                Ok(mask(universe, &accounts))
            }
        }
    }

    /// The rows on either side of a contrast, each true for the first side, and the columns that
    /// define the sides and so may not be looked at. A row on both sides is on none.
    pub(in crate::handle) fn sides(
        &mut self,
        first: &Side,
        second: &Side,
        now: Timestamp,
    ) -> Result<Sides> {
        let one = self.side(first, now)?;
        let other = self.side(second, now)?;
        let universe = self.universe(now)?;
        let (one, other) = match (one, other) {
            (Some(one), Some(other)) => (one, other),
            (Some(one), None) => {
                let rest = one.iter().map(|own| !own).collect();
                (one, rest)
            }
            (None, Some(other)) => (other.iter().map(|own| !own).collect(), other),
            (None, None) => {
                return Err(Error::input(
                    "no_side_given",
                    "Both sides are “all others”; one must be a list.",
                    "contrast",
                    "Choose a portfolio for one side.",
                ));
            }
        };
        let mut rows = Vec::new();
        let mut is_first = Vec::new();
        let mut both = 0;
        for row in 0..one.len() {
            match (one[row], other[row]) {
                (true, true) => both += 1,
                (false, false) => {}
                (own, _) => {
                    rows.push(row);
                    is_first.push(own);
                }
            }
        }
        let mut defining = Vec::new();
        for side in [first, second] {
            if let Side::View(view) = side {
                self.defining(view, &mut defining, 0)?;
            }
        }
        Ok(Sides {
            universe,
            rows,
            is_first,
            both,
            defining,
        })
    }

    fn side(&mut self, side: &Side, now: Timestamp) -> Result<Option<Vec<bool>>> {
        match side {
            Side::Rest => Ok(None),
            Side::View(view) => Ok(Some(self.rows_of(view, now)?.shown)),
            Side::Outcomes(kinds) => {
                let known: Vec<&str> = outcome::KINDS
                    .into_iter()
                    .filter(|kind| kinds.iter().any(|wanted| wanted == kind))
                    .collect();
                let accounts: Vec<AccountId> =
                    outcome::last_of_each(&self.connection, &outcome::KINDS)?
                        .into_iter()
                        .filter(|(_, kind, ..)| known.contains(&kind.as_str()))
                        .map(|(account, ..)| account)
                        .collect();
                let universe = self.universe(now)?;
                Ok(Some(mask(&universe, &accounts)))
            }
        }
    }

    /// Columns that a view filters by, also those of the live portfolios it rests on.
    pub(super) fn defining(
        &self,
        view: &View,
        columns: &mut Vec<String>,
        depth: usize,
    ) -> Result<()> {
        columns.extend(view.filters.iter().map(|filter| letters(&filter.column)));
        let Some(portfolio) = view.portfolio.filter(|_| depth < DEEPEST) else {
            return Ok(());
        };
        match store::portfolio::load(&self.connection, portfolio)?.and_then(|stored| stored.live) {
            Some(live) => self.defining(&live, columns, depth + 1),
            None => Ok(()),
        }
    }
}

/// Two lists side by side.
pub(in crate::handle) struct Sides {
    /// Every account by column.
    pub(in crate::handle) universe: Arc<Universe>,
    /// Rows on either side.
    pub(in crate::handle) rows: Vec<usize>,
    /// For each of them, is it on the first side?
    pub(in crate::handle) is_first: Vec<bool>,
    /// Accounts that stand in both lists, and so in neither.
    pub(in crate::handle) both: u64,
    /// Columns that define the sides, as names are compared.
    pub(in crate::handle) defining: Vec<String>,
}

/// True for each row whose account is in the list.
pub(super) fn mask(universe: &Universe, accounts: &[AccountId]) -> Vec<bool> {
    let mut rows = vec![false; universe.accounts.len()];
    for account in accounts {
        if let Some(row) = universe.row(*account) {
            rows[row] = true;
        }
    }
    rows
}

fn and(rows: &mut [bool], other: &[bool]) {
    for (row, other) in rows.iter_mut().zip(other) {
        *row &= other;
    }
}

/// How many are true.
pub(super) fn count(rows: &[bool]) -> u64 {
    rows.iter().map(|row| u64::from(*row)).sum()
}

pub(super) fn no_such_portfolio() -> Error {
    Error::input(
        "no_such_portfolio",
        "There is no such portfolio.",
        "portfolio",
        "Choose another one from the list.",
    )
}
