//! Opening a database: settings of the connection, schema, migrations.

use crate::packed::{Packed, packed};
use crate::{Error, Result};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// Marks a file as Hookline's ("Hook" in ASCII).
pub const APPLICATION_ID: i32 = 0x486F_6F6B;

/// Version of the schema that this engine writes.
pub const SCHEMA_VERSION: i32 = 10;

/// Each step brings a database from version `index` to `index + 1`.
static MIGRATIONS: [Packed; SCHEMA_VERSION as usize] = [
    packed!("src/store/schema.sql"),
    packed!("src/store/schema/signals.sql"),
    packed!("src/store/schema/ledger_and_library.sql"),
    packed!("src/store/schema/new_words.sql"),
    packed!("src/store/schema/portfolio.sql"),
    packed!("src/store/schema/related_names.sql"),
    packed!("src/store/schema/past.sql"),
    packed!("src/store/schema/enrichment.sql"),
    packed!("src/store/schema/crm.sql"),
    packed!("src/store/schema/crm_language.sql"),
];

/// Compiled statements kept per connection.
const STATEMENT_CACHE: usize = 128;

/// Prepares the connection and brings the schema to [`SCHEMA_VERSION`].
///
/// # Errors
/// When the file is not Hookline's, comes from a newer Hookline, or cannot be read.
pub fn open(connection: &mut Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // TRUNCATE needs no shared memory, which the browser's file system does not have; FULL makes a
    // committed chunk outlive a power cut.
    connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // 32 MiB of pages: enough for the indexes a lookup walks at a million accounts.
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // A plan must not hang on a value: with partial indexes SQLite would else compile a statement
    // anew for every value that is bound to it, which is half the time of an import.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migrate(connection)
}

/// Brings the schema of an identified or empty database to [`SCHEMA_VERSION`].
///
/// # Errors
/// As [`open`].
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let version = version_of(connection)?;
    if version == SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for step in MIGRATIONS
        .iter()
        .skip(usize::try_from(version).unwrap_or(0))
    {
        transaction.execute_batch(step.text())?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// The schema's version, 0 for an empty file.
pub(super) fn version_of(connection: &Connection) -> Result<i32> {
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && !(application == 0 && version == 0 && objects == 0) {
        return Err(Error::input(
            "not_a_hookline_database",
            "This file is not a Hookline database.",
            "database",
            "Choose another file. Nothing in this one was changed.",
        ));
    }
    if !(0..=SCHEMA_VERSION).contains(&version) {
        return Err(Error::input(
            "database_from_newer_version",
            format!(
                "This database was written by a newer Hookline (its version is {version}, this one knows {SCHEMA_VERSION})."
            ),
            "database",
            "Update Hookline, then open it again.",
        ));
    }
    Ok(version)
}

/// The schema of a version as its migrations make it.
///
/// # Errors
/// When the database refuses.
pub(super) fn text_of(version: i32) -> Result<String> {
    let fresh = Connection::open_in_memory()?;
    for step in MIGRATIONS
        .iter()
        .take(usize::try_from(version).unwrap_or(0))
    {
        fresh.execute_batch(step.text())?;
    }
    super::backup::schema_text(&fresh)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn a_database_of_the_first_version_is_brought_up_to_date_with_its_rows() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS[0].text()).unwrap();
        connection
            .execute_batch(
                "INSERT INTO account (name, name_key, changed) VALUES ('Alder Robotics', 'alder robotics', 0);",
            )
            .unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        open(&mut connection).unwrap();
        assert_eq!(version_of(&connection).unwrap(), SCHEMA_VERSION);
        assert_eq!(
            super::super::backup::schema_text(&connection).unwrap(),
            text_of(SCHEMA_VERSION).unwrap()
        );
        let found: String = connection
            .query_row(
                "SELECT name FROM account_fts WHERE account_fts MATCH 'alder'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, "Alder Robotics");
    }
}
