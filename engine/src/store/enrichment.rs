//! How far each source is trusted beside the rep's own lists.

use super::merge::{Mode, Record};
use super::{account, portfolio};
use crate::Result;
use crate::protocol::AccountId;
use rusqlite::{Connection, OptionalExtension, params};

/// Sets how far a source is trusted; the values of its accounts are chosen anew.
///
/// # Errors
/// When the database refuses.
pub fn set(connection: &Connection, source: &str, mode: Mode, now: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO source_use (source, mode, changed) VALUES (?1, ?2, ?3)
             ON CONFLICT (source) DO UPDATE SET mode = ?2, changed = ?3",
        )?
        .execute(params![source, mode.name(), now])?;
    for id in portfolio::accounts_of_file(connection, source)? {
        account::choose(connection, id, now)?;
    }
    Ok(())
}

/// How far a source is trusted, when it was set.
///
/// # Errors
/// When the database refuses.
pub fn mode(connection: &Connection, source: &str) -> Result<Option<Mode>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT mode FROM source_use WHERE source = ?")?
        .query_row([source], |row| row.get(0))
        .optional()?;
    Ok(name.as_deref().and_then(Mode::from_name))
}

/// The accounts of which more than one source says something.
///
/// # Errors
/// When the database refuses.
pub fn accounts_of_several(connection: &Connection) -> Result<Vec<AccountId>> {
    let mut statement = connection.prepare_cached(
        "SELECT account FROM account_record GROUP BY account HAVING count(*) > 1 ORDER BY account",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The records with another mode for one source.
#[must_use]
pub fn with_mode(mut records: Vec<Record>, source: &str, mode: Mode) -> Vec<Record> {
    for record in &mut records {
        if record.origin.source == source {
            record.mode = mode;
        }
    }
    records
}
