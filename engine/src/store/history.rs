//! What was known of an account at an earlier moment.

use super::account;
use crate::Result;
use crate::protocol::{AccountId, AccountRow};
use rusqlite::{Connection, OptionalExtension, params};

/// The account's list row, state and further fields as they were at a moment (in seconds); `None`
/// when there is no such account.
///
/// # Errors
/// When the database refuses.
pub fn account_at(
    connection: &Connection,
    account: AccountId,
    at: i64,
) -> Result<Option<(AccountRow, Option<String>, String)>> {
    let Some((mut row, state, further)) = account::load_whole(connection, account)? else {
        return Ok(None);
    };
    let before = connection
        .prepare_cached(
            "SELECT name, domain, industry, employees, revenue, country, city, state, further
             FROM account_before WHERE account = ? AND until > ? ORDER BY until, id LIMIT 1",
        )?
        .query_row(params![account, at], |old| {
            row.name = old.get(0)?;
            row.domain = old.get(1)?;
            row.industry = old.get(2)?;
            row.employees = old.get(3)?;
            row.revenue = old.get(4)?;
            row.country = old.get(5)?;
            row.city = old.get(6)?;
            Ok((old.get(7)?, old.get(8)?))
        })
        .optional()?;
    let (state, further) = before.unwrap_or((state, further));
    Ok(Some((row, state, further)))
}

/// People known at an account at a moment (in seconds), and how many of them could be reached.
///
/// # Errors
/// When the database refuses.
pub fn people_at(connection: &Connection, account: AccountId, at: i64) -> Result<(u32, u32)> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*), count(CASE WHEN known.reachable_since <= ?2 THEN 1 END)
             FROM contact JOIN contact_known AS known ON known.contact = contact.id
             WHERE contact.account = ?1 AND known.since <= ?2",
        )?
        .query_row(params![account, at], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Stories of which signals of an account were known at a moment (in seconds).
///
/// # Errors
/// When the database refuses.
pub fn stories_at(connection: &Connection, account: AccountId, at: i64) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT signal.story FROM signal JOIN story ON story.id = signal.story
         JOIN provenance ON provenance.id = story.provenance
         WHERE signal.account = ? AND provenance.fetched <= ?",
    )?;
    let rows = statement.query_map([account, at], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
