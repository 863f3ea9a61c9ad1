//! The accounts table and the universal search.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountQuery, Reply, SearchResults};
use crate::store::list::Selection;
use crate::store::{news, search};
use jiff::Timestamp;

/// Results of one sort in a search at most.
const MOST_RESULTS: u32 = 100;

impl Engine {
    pub(super) fn accounts(&mut self, query: &AccountQuery, now: Timestamp) -> Result<Reply> {
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
}
