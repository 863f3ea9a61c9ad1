//! The whole database as one run of bytes, and back again after it was checked.

use super::schema::{self, APPLICATION_ID};
use crate::{Error, Result};
use rusqlite::{Connection, MAIN_DB};

/// First bytes of every SQLite file.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Where the file's header says how it is written to: 1 for a rollback journal, 2 for a log.
const JOURNAL_VERSION: std::ops::RangeInclusive<usize> = 18..=19;

/// Where the file's header keeps the application's id.
const APPLICATION_ID_AT: std::ops::Range<usize> = 68..72;

/// Pages copied into place per step.
const PAGES_PER_STEP: std::ffi::c_int = 4_096;

/// A copy of the database.
///
/// # Errors
/// When the database cannot be read.
pub fn bytes(connection: &mut Connection) -> Result<Vec<u8>> {
    Ok(connection.serialize(MAIN_DB)?.to_vec())
}

/// Puts a copy in place of the database, after it was checked in memory and brought to this
/// version's schema. Until the last step, which SQLite does whole or not at all, nothing changes.
///
/// # Errors
/// When the bytes are not a whole Hookline database; the message says what is wrong.
pub fn restore(connection: &mut Connection, mut copy: Vec<u8>) -> Result<()> {
    let is_ours = copy.starts_with(MAGIC)
        && copy.get(APPLICATION_ID_AT) == Some(&APPLICATION_ID.to_be_bytes()[..]);
    if !is_ours {
        return Err(refused("It is not a Hookline backup."));
    }
    // In memory there is no log; a copy taken from a database that had one is read all the same.
    copy[JOURNAL_VERSION].fill(1);
    let mut checked = Connection::open_in_memory()?;
    let length = copy.len();
    checked
        .deserialize_read_exact(MAIN_DB, copy.as_slice(), length, false)
        .map_err(|cause| refused(&cause.to_string()))?;
    drop(copy);
    check(&mut checked)?;
    let target = rusqlite::backup::Backup::new(&checked, connection)?;
    while target.step(PAGES_PER_STEP)? == rusqlite::backup::StepResult::More {}
    drop(target);
    connection.flush_prepared_statement_cache();
    schema::open(connection)
}

fn check(copy: &mut Connection) -> Result<()> {
    copy.pragma_update(None, "trusted_schema", false)?;
    let version = schema::version_of(copy).map_err(|error| match error {
        Error::Storage(cause) => refused(&cause.to_string()),
        other => other,
    })?;
    // A copy may come from anywhere: a view or trigger that is not ours must not run.
    if schema_text(copy).map_err(|error| refused(&error.to_string()))? != schema::text_of(version)?
    {
        return Err(refused("Its tables are not those of a Hookline database."));
    }
    let finding: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|cause| refused(&cause.to_string()))?;
    if finding != "ok" {
        return Err(refused(&finding));
    }
    let dangling = copy
        .prepare("PRAGMA foreign_key_check")?
        .exists([])
        .map_err(|cause| refused(&cause.to_string()))?;
    if dangling {
        return Err(refused("Some of its rows belong to nothing."));
    }
    schema::migrate(copy)
}

/// Every object of a database's schema, as one text.
pub(super) fn schema_text(connection: &Connection) -> Result<String> {
    let mut statement = connection.prepare(
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(lines.join("\n"))
}

fn refused(reason: &str) -> Error {
    Error::input(
        "bad_backup",
        format!("The backup cannot be used. {reason}"),
        "backup",
        "Choose another file. Your data is as it was.",
    )
}
