//! The accounts table and the universal search.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountQuery, AccountRow, Reply, SearchResults};
use crate::store::list::{MOST_ROWS, Selection};
use crate::store::{news, search};
use jiff::Timestamp;
use std::cmp::Reverse;

/// Results of one sort in a search at most.
const MOST_RESULTS: u32 = 100;

impl Engine {
    pub(super) fn accounts(&self, query: &AccountQuery, now: Timestamp) -> Result<Reply> {
        let selection = Selection::of(query)?;
        let total = selection.count(&self.connection)?;
        let mut rows = if query.sort == "stars" {
            self.by_stars(&selection, query, now)?
        } else {
            selection.page(&self.connection, query, self.bolt_seconds(now)?)?
        };
        self.add_stars(&mut rows, now)?;
        Ok(Reply::Accounts { rows, total })
    }

    pub(super) fn search(&self, query: &str, limit: u32, now: Timestamp) -> Result<Reply> {
        let mut results = SearchResults {
            accounts: Vec::new(),
            contacts: Vec::new(),
            stories: Vec::new(),
        };
        if let Some(words) = search::match_expression(query) {
            let limit = limit.min(MOST_RESULTS);
            results.accounts = search::accounts(&self.connection, &words, limit)?;
            self.add_stars(&mut results.accounts, now)?;
            results.contacts = search::contacts(&self.connection, &words, limit)?;
            results.stories = news::search(&self.connection, &words, limit, now.as_second())?;
        }
        Ok(Reply::Search(results))
    }

    /// One page by stars, then score, then name. Scores are made at every query, so every account
    /// of the selection is scored; only its place is kept, not the account.
    fn by_stars(
        &self,
        selection: &Selection,
        query: &AccountQuery,
        now: Timestamp,
    ) -> Result<Vec<AccountRow>> {
        let mut bulk = self.bulk(now)?;
        let mut places: Vec<(i64, i64, usize, i64)> = Vec::new();
        selection.each(&self.connection, |row, further| {
            let score = bulk.score(&row, further);
            let stars = score.stars.map_or(-1, i64::from);
            places.push((stars, score.score, places.len(), row.id));
            Ok(())
        })?;
        if query.descending {
            places.sort_unstable_by_key(|(stars, score, order, _)| {
                (Reverse((*stars, *score)), *order)
            });
        } else {
            places.sort_unstable_by_key(|(stars, score, order, _)| (*stars, *score, *order));
        }
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let mut rows = Vec::new();
        for (_, _, _, id) in places
            .iter()
            .skip(offset)
            .take(query.limit.min(MOST_ROWS) as usize)
        {
            rows.extend(crate::store::account::load_row(&self.connection, *id)?);
        }
        Ok(rows)
    }
}
