//! Accounts in the order of their stars: every account of a selection scored in one pass by column.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountId, AccountQuery, AccountRow};
use crate::score::score_all;
use crate::store::list::Selection;
use crate::store::model::FIT;
use jiff::Timestamp;
use std::cmp::Reverse;

/// An order of accounts, kept until anything in the database changes or the day ends. A table is
/// scrolled page by page; scoring a million accounts for each page would show.
pub(super) struct Ranking {
    state: State,
    order: Vec<AccountId>,
}

/// What an order was made from.
#[derive(PartialEq, Eq)]
struct State {
    /// Rows changed by this connection, and the version of the file that others change.
    changes: (u64, i64),
    day: i64,
    query: (String, Vec<(String, String)>, bool),
}

impl Engine {
    /// One page of accounts by stars, then score, then name.
    pub(super) fn by_stars(
        &mut self,
        selection: &Selection,
        query: &AccountQuery,
        now: Timestamp,
    ) -> Result<Vec<AccountRow>> {
        let state = self.state_of(query, now)?;
        if self
            .ranking
            .as_ref()
            .is_none_or(|ranking| ranking.state != state)
        {
            let order = self.order_by_stars(selection, query.descending, now)?;
            self.ranking = Some(Ranking { state, order });
        }
        let order = self
            .ranking
            .as_ref()
            .map_or(&[][..], |ranking| &ranking.order);
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let limit = query.limit.min(crate::store::list::MOST_ROWS) as usize;
        let mut rows = Vec::new();
        for account in order.iter().skip(offset).take(limit) {
            rows.extend(crate::store::account::load_row(&self.connection, *account)?);
        }
        Ok(rows)
    }

    fn state_of(&self, query: &AccountQuery, now: Timestamp) -> Result<State> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(State {
            changes: (self.connection.total_changes(), version),
            day: now.as_second().div_euclid(86_400),
            query: (query.text.clone(), query.filters.clone(), query.descending),
        })
    }

    fn order_by_stars(
        &mut self,
        selection: &Selection,
        descending: bool,
        now: Timestamp,
    ) -> Result<Vec<AccountId>> {
        let model = self.model_in_use(FIT)?;
        let universe = self.universe(now)?;
        let scores = score_all(&universe.table, &model);
        let mut places: Vec<(Option<u8>, i64, usize, AccountId)> = selection
            .by_name(&self.connection)?
            .into_iter()
            .enumerate()
            .map(|(place, account)| {
                let score = universe.row(account).map_or(i64::MIN, |row| scores[row]);
                (model.stars_for(score), score, place, account)
            })
            .collect();
        if descending {
            places.sort_unstable_by_key(|(stars, score, place, _)| {
                (Reverse((*stars, *score)), *place)
            });
        } else {
            places.sort_unstable();
        }
        Ok(places.into_iter().map(|(.., account)| account).collect())
    }
}
