//! Sorts of sources that the rep turned on or off, and feeds found on websites.

use super::time::to_text;
use crate::protocol::{AccountId, FoundFeed, Looking};
use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// Found feeds kept at most; the newest of more.
const MOST_FOUND: u32 = 500;

/// A followed address as the sorts need it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Address.
    pub url: String,
    /// True while it is asked.
    pub on: bool,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Requests in a row that failed.
    pub failures: u32,
    /// When it will be asked next, RFC 3339.
    pub next_due: Option<String>,
}

/// Is the sort turned on by name? `None` when the rep has said neither.
///
/// # Errors
/// When the database refuses.
pub fn is_on(connection: &Connection, name: &str) -> Result<Option<bool>> {
    Ok(connection
        .prepare_cached("SELECT is_on FROM source_sort WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Turns a sort on or off.
///
/// # Errors
/// When the database refuses.
pub fn set(connection: &Connection, name: &str, on: bool, now: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO source_sort (name, is_on, changed) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET is_on = ?2, changed = ?3",
        )?
        .execute(params![name, on, now])?;
    Ok(())
}

/// Every followed address.
///
/// # Errors
/// When the database refuses.
pub fn followed(connection: &Connection) -> Result<Vec<(i64, Followed)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, url, is_on, last_error, failures, next_due FROM feed WHERE role = 'feed' ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            Followed {
                url: row.get(1)?,
                on: row.get(2)?,
                last_error: row.get(3)?,
                failures: row.get(4)?,
                next_due: row.get::<_, Option<i64>>(5)?.map(to_text),
            },
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a feed that a page announces, unless it is followed.
///
/// # Errors
/// When the database refuses.
pub fn keep_found(
    connection: &Connection,
    url: &str,
    title: &str,
    page: &str,
    account: Option<AccountId>,
    now: i64,
) -> Result<bool> {
    let kept = connection
        .prepare_cached(
            "INSERT INTO found_feed (url, title, page, account, found_at)
             SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM feed WHERE url = ?1 AND role = 'feed')
             ON CONFLICT (url) DO UPDATE SET title = excluded.title, page = excluded.page,
               account = coalesce(excluded.account, account), found_at = excluded.found_at",
        )?
        .execute(params![url, title, page, account, now])?;
    Ok(kept > 0)
}

/// Found feeds, newest first.
///
/// # Errors
/// When the database refuses.
pub fn found(connection: &Connection) -> Result<Vec<FoundFeed>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, url, title, page, account FROM found_feed ORDER BY found_at DESC, id LIMIT ?",
    )?;
    let rows = statement.query_map([MOST_FOUND], |row| {
        Ok(FoundFeed {
            id: row.get(0)?,
            url: row.get(1)?,
            title: row.get(2)?,
            page: row.get(3)?,
            account: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes a found feed from the list.
///
/// # Errors
/// When there is no such found feed.
pub fn dismiss(connection: &Connection, found: i64) -> Result<()> {
    let gone = connection
        .prepare_cached("DELETE FROM found_feed WHERE id = ?")?
        .execute([found])?;
    if gone == 0 {
        return Err(Error::Unknown(format!("found feed {found}")));
    }
    Ok(())
}

/// Takes a feed from the found ones, because it is followed now.
///
/// # Errors
/// When the database refuses.
pub fn taken(connection: &Connection, url: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM found_feed WHERE url = ?")?
        .execute([url])?;
    Ok(())
}

/// Websites whose feeds are looked for, with how many addresses are still to be asked.
///
/// # Errors
/// When the database refuses.
pub fn looking(connection: &Connection) -> Result<Vec<Looking>> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(page, url), sum(is_on), max(last_error) FROM feed
         WHERE role IN ('page', 'guess') GROUP BY 1 ORDER BY 1 LIMIT 100",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Looking {
            url: row.get(0)?,
            left: row.get::<_, i64>(1)?.unsigned_abs(),
            told: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
