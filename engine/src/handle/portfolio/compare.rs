//! Two lists side by side, and accounts like others.

use super::view::Sides;
use crate::handle::Engine;
use crate::portfolio::{contrast, look_alikes};
use crate::protocol::{AccountId, Contrast, LookAlikeRow, PortfolioReply, Side, View};
use crate::score::attributes::{CONTACTS, REACHABLE, SIGNAL_AGE, letters};
use crate::score::{Table, score_all};
use crate::store::account;
use crate::store::model::FIT;
use crate::{Error, Result};
use jiff::Timestamp;
use std::cmp::Reverse;

/// Lines of a contrast that are shown; the most telling come first.
const MOST_LINES: usize = 3_000;

/// Look-alikes at most.
const MOST_ALIKE: u32 = 500;

impl Engine {
    pub(in crate::handle) fn contrast(
        &mut self,
        first: &Side,
        second: &Side,
        now: Timestamp,
    ) -> Result<Contrast> {
        let sides = self.sides(first, second, now)?;
        let mut found = contrast(&comparable(&sides, &[]), &sides.is_first);
        found.lines.truncate(MOST_LINES);
        if sides.both > 0 {
            found.verdict.push_str(&format!(
                " {} accounts stand in both lists and were left out.",
                sides.both
            ));
        }
        Ok(found)
    }

    pub(super) fn look_alikes(
        &mut self,
        view: &View,
        accounts: &[AccountId],
        top: u32,
        limit: u32,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let rows = self.rows_of(view, now)?;
        let mut models: Vec<usize> = if accounts.is_empty() {
            rows.places().collect()
        } else {
            accounts
                .iter()
                .filter_map(|account| rows.universe.row(*account))
                .collect()
        };
        if accounts.is_empty() && top > 0 {
            let model = self.model_in_use(FIT)?;
            let scores = score_all(&rows.universe.table, &model);
            crate::order::by_key(&mut models, |row| Reverse(scores[*row]));
            models.truncate(top as usize);
        }
        if models.is_empty() {
            return Err(Error::input(
                "no_models",
                "There is no account that others could be like.",
                "accounts",
                "Choose some accounts, or a portfolio that has some.",
            ));
        }
        // Accounts of the portfolio itself are known already; net-new ones are wanted.
        let narrowed =
            view.portfolio.is_some() || !view.filters.is_empty() || !view.text.is_empty();
        let known: &[bool] = if narrowed { &rows.shown } else { &[] };
        let limit = limit.min(MOST_ALIKE) as usize;
        let texts = self.descriptions(now)?;
        let mut left_out = [CONTACTS, REACHABLE, SIGNAL_AGE].map(letters).to_vec();
        self.defining(view, &mut left_out, 0)?;
        let wanted = |column: &str| !left_out.contains(&letters(column));
        let table = &rows.universe.table;
        let found = look_alikes(table, wanted, known, texts.as_deref(), &models, limit);
        let mut list = Vec::new();
        for like in found {
            let id = rows.universe.accounts[like.row];
            let Some(row) = account::load_row(&self.connection, id)? else {
                continue;
            };
            let mut row = [row];
            self.add_stars(&mut row, now)?;
            let [account] = row;
            list.push(LookAlikeRow {
                account,
                points: like.points,
                description: like.description,
                alike: like.alike,
                unlike: like.unlike,
                contact: self.best_person(id, now)?,
            });
        }
        Ok(PortfolioReply::LookAlikes {
            rows: list,
            models: models.len() as u64,
            described: texts.is_some(),
        })
    }
}

/// What two lists may be compared by: neither the columns that define them, nor what follows from
/// having worked an account.
pub(in crate::handle) fn comparable(sides: &Sides, ignored: &[String]) -> Table {
    let mut left_out: Vec<String> = [CONTACTS, REACHABLE, SIGNAL_AGE].map(letters).to_vec();
    left_out.extend(sides.defining.iter().cloned());
    left_out.extend(ignored.iter().map(|column| letters(column)));
    let wanted = |column: &str| !left_out.contains(&letters(column));
    sides.universe.table.part(&sides.rows, wanted)
}
