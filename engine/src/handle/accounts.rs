//! The accounts table.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountQuery, Reply};
use crate::store::list::Selection;
use jiff::Timestamp;

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
}
