//! How far imports came; written in the same transaction as the rows they count.

use crate::Result;
use crate::protocol::ImportState;
use rusqlite::{Connection, params};

/// Unfinished imports told to the rep; more would be noise.
const MOST_UNFINISHED: u32 = 20;

/// The id that the next import may have.
///
/// # Errors
/// When the database refuses.
pub fn next_id(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM import")?
        .query_row([], |row| row.get(0))?)
}

/// Begins the record of an import under the id in its state.
///
/// # Errors
/// When the database refuses.
pub fn start(
    connection: &Connection,
    provenance: i64,
    state: &ImportState,
    now: i64,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO import (id, provenance, state, started_at) VALUES (?, ?, ?, ?)",
        )?
        .execute(params![state.import, provenance, to_json(state), now])?;
    Ok(())
}

/// Ends every import of a source that was cut off.
///
/// # Errors
/// When the database refuses.
pub fn end_of_source(connection: &Connection, source: &str, now: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE import SET ended_at = ?2 WHERE ended_at IS NULL
               AND provenance IN (SELECT id FROM provenance WHERE source = ?1)",
        )?
        .execute(params![source, now])?;
    Ok(())
}

/// Writes how far an import came; `ended` when it will not go on.
///
/// # Errors
/// When the database refuses.
pub fn update(connection: &Connection, state: &ImportState, ended: Option<i64>) -> Result<()> {
    connection
        .prepare_cached("UPDATE import SET state = ?, ended_at = ? WHERE id = ?")?
        .execute(params![to_json(state), ended, state.import])?;
    Ok(())
}

/// Imports that were cut off, newest first.
///
/// # Errors
/// When the database refuses.
pub fn unfinished(connection: &Connection) -> Result<Vec<ImportState>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, state FROM import WHERE ended_at IS NULL ORDER BY id DESC LIMIT ?",
    )?;
    let rows = statement.query_map([MOST_UNFINISHED], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut states = Vec::new();
    for row in rows {
        let (id, text) = row?;
        if let Ok(mut state) = crate::json::read::<ImportState>(&text) {
            state.import = id;
            states.push(state);
        }
    }
    Ok(states)
}

fn to_json(state: &ImportState) -> String {
    serde_json::to_string(state).unwrap_or_else(|_| "{}".to_owned())
}
