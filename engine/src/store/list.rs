//! The accounts table: filtered, sorted and paged by SQLite, never loaded whole.

use super::account::{self, ROW_COLUMNS};
use super::merge::ACCOUNT_COLUMNS;
use super::search::match_expression;
use crate::protocol::{AccountId, AccountQuery, AccountRow};
use crate::{Error, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Rows on one page at most.
pub const MOST_ROWS: u32 = 1_000;

/// Filters in one query at most.
const MOST_FILTERS: usize = 50;

/// The accounts that match a query, as conditions for SQL.
pub struct Selection {
    sql: String,
    values: Vec<Value>,
}

impl Selection {
    /// The selection that the query's text and filters describe.
    ///
    /// # Errors
    /// When there are too many filters.
    pub fn of(query: &AccountQuery) -> Result<Self> {
        let mut selection = Self {
            sql: "1".to_owned(),
            values: Vec::new(),
        };
        if !query.text.trim().is_empty() {
            match match_expression(&query.text) {
                Some(words) => selection.and(
                    "account.id IN (SELECT rowid FROM account_fts WHERE account_fts MATCH ?)",
                    [Value::Text(words)],
                ),
                None => selection.and("0", []),
            }
        }
        if query.filters.len() > MOST_FILTERS {
            return Err(Error::input(
                "too_many_filters",
                format!("More than {MOST_FILTERS} filters were given."),
                "filters",
                "Take some away.",
            ));
        }
        for (field, value) in &query.filters {
            selection.filter(field, value);
        }
        Ok(selection)
    }

    fn filter(&mut self, field: &str, value: &str) {
        let value_given = Value::Text(value.to_owned());
        if field == "after" {
            // Paging by id costs the same on the last page as on the first.
            self.and(
                "account.id > ?",
                [Value::Integer(value.parse().unwrap_or(i64::MAX))],
            );
        } else if field == "invented" {
            self.and(
                "account.invented = ?",
                [Value::Integer(i64::from(value == "true"))],
            );
        } else if ACCOUNT_COLUMNS.contains(&field) {
            self.and(
                &format!("coalesce(CAST(account.{field} AS TEXT), '') = ? COLLATE NOCASE"),
                [value_given],
            );
        } else {
            // A path would need quoting of its own; comparing keys takes any header.
            self.and(
                "coalesce((SELECT value FROM json_each(account.further) WHERE key = ?), '') = ? COLLATE NOCASE",
                [Value::Text(field.to_owned()), value_given],
            );
        }
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    /// How many accounts there are in the selection.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count(&self, connection: &Connection) -> Result<u64> {
        Ok(connection
            .prepare_cached(&format!("SELECT count(*) FROM account WHERE {}", self.sql))?
            .query_row(params_from_iter(&self.values), |row| row.get::<_, i64>(0))?
            .unsigned_abs())
    }

    /// Every account of the selection, in any order.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ids(&self, connection: &Connection) -> Result<Vec<AccountId>> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT account.id FROM account WHERE {}",
            self.sql
        ))?;
        let rows = statement.query_map(params_from_iter(&self.values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every account of the selection, by name.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn by_name(&self, connection: &Connection) -> Result<Vec<AccountId>> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT account.id FROM account WHERE {} ORDER BY account.name COLLATE NOCASE, account.id",
            self.sql
        ))?;
        let rows = statement.query_map(params_from_iter(&self.values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One page of the selection, sorted by a column (`name` where the column is none). Sorting by
    /// `bolt` puts the accounts with a signal between the two given seconds first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn page(
        &self,
        connection: &Connection,
        query: &AccountQuery,
        bolt: (i64, i64),
    ) -> Result<Vec<AccountRow>> {
        let order = order_by(&query.sort, query.descending);
        let mut values = self.values.clone();
        if query.sort == "bolt" {
            values.extend([Value::Integer(bolt.0), Value::Integer(bolt.1)]);
        }
        values.push(Value::Integer(i64::from(query.limit.min(MOST_ROWS))));
        values.push(Value::Integer(
            i64::try_from(query.offset).unwrap_or(i64::MAX),
        ));
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM account WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
            self.sql
        ))?;
        let rows = statement.query_map(params_from_iter(values), account::row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn order_by(sort: &str, descending: bool) -> String {
    let direction = if descending { "DESC" } else { "ASC" };
    match sort {
        "id" => format!("account.id {direction}"),
        "employees" | "revenue" | "industry" | "country" | "city" | "state" | "domain" => {
            // What is not known stands last in either direction.
            let case = if matches!(sort, "employees" | "revenue") {
                ""
            } else {
                " COLLATE NOCASE"
            };
            format!(
                "account.{sort} IS NULL, account.{sort}{case} {direction}, account.name COLLATE NOCASE, account.id"
            )
        }
        "bolt" => format!(
            "account.id IN (SELECT account FROM signal WHERE happened BETWEEN ? AND ?) {direction},
             account.name COLLATE NOCASE, account.id"
        ),
        _ => format!("account.name COLLATE NOCASE {direction}, account.id {direction}"),
    }
}
