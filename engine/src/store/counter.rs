//! Counters that a change moves on, so that what was derived from an earlier state is known to be old.

use crate::Result;
use rusqlite::{Connection, OptionalExtension};

/// State of the accounts' names, domains and rulings: what stories are matched against.
pub const ACCOUNTS: &str = "accounts";

/// The counter's value, 0 before it was moved.
///
/// # Errors
/// When the database refuses.
pub fn get(connection: &Connection, name: &str) -> Result<i64> {
    let value = connection
        .prepare_cached("SELECT value FROM counter WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(value.unwrap_or(0))
}

/// Moves the counter on and gives its new value.
///
/// # Errors
/// When the database refuses.
pub fn advance(connection: &Connection, name: &str) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
        )?
        .execute([name])?;
    get(connection, name)
}

/// Sets the counter.
///
/// # Errors
/// When the database refuses.
pub fn set(connection: &Connection, name: &str, value: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counter (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
        )?
        .execute(rusqlite::params![name, value])?;
    Ok(())
}
