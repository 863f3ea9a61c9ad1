//! The accounts table.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountQuery, Reply};
use crate::store::list::Selection;
use jiff::Timestamp;

/// Orders that are kept for the pages to come; the others are left to the database.
const KEPT: [&str; 9] = [
    "stars",
    "name",
    "bolt",
    "employees",
    "revenue",
    "industry",
    "country",
    "state",
    "city",
];

impl Engine {
    pub(super) fn accounts(&mut self, query: &AccountQuery, now: Timestamp) -> Result<Reply> {
        let selection = Selection::of(query)?;
        let whole = query.text.trim().is_empty() && query.filters.is_empty();
        let kept = KEPT.contains(&query.sort.as_str());
        let (mut rows, total) = if kept && (whole || query.sort == "stars") {
            self.ranked(&selection, query, now)?
        } else {
            let rows = selection.page(&self.connection, query, self.bolt_seconds(now)?)?;
            (rows, selection.count(&self.connection)?)
        };
        self.add_stars(&mut rows, now)?;
        Ok(Reply::Accounts { rows, total })
    }
}
