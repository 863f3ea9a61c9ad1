//! The privacy log: every host that was asked, when, and for which account.

use super::time::to_text;
use crate::Result;
use crate::protocol::LogEntry;
use rusqlite::{Connection, params};

/// Entries kept; the oldest go first.
const MOST_ENTRIES: i64 = 100_000;

/// Writes one request into the log.
///
/// # Errors
/// When the database refuses.
pub fn add(
    connection: &Connection,
    at: i64,
    host: &str,
    url: &str,
    account: Option<&str>,
    status: u16,
    bytes: u64,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO request_log (at, host, url, account, status, bytes) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![at, host, url, account, status, bytes as i64])?;
    connection
        .prepare_cached("DELETE FROM request_log WHERE id <= ?")?
        .execute([connection.last_insert_rowid() - MOST_ENTRIES])?;
    Ok(())
}

/// Entries, newest first, and how many there are in all.
///
/// # Errors
/// When the database refuses.
pub fn page(connection: &Connection, offset: u64, limit: u32) -> Result<(Vec<LogEntry>, u64)> {
    let mut statement = connection.prepare_cached(
        "SELECT at, host, url, account, status, bytes FROM request_log ORDER BY id DESC LIMIT ? OFFSET ?",
    )?;
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![limit, offset], |row| {
        Ok(LogEntry {
            at: to_text(row.get(0)?),
            host: row.get(1)?,
            url: row.get(2)?,
            account: row.get(3)?,
            status: row.get(4)?,
            bytes: row.get::<_, i64>(5)?.unsigned_abs(),
        })
    })?;
    let entries = rows.collect::<rusqlite::Result<_>>()?;
    Ok((entries, super::account::count(connection, "request_log")?))
}
