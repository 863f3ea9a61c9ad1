//! Portfolios: fixed lists with their accounts, live ones with their search.

use crate::Result;
use crate::protocol::{AccountId, View};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A portfolio as stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What sort of list it is.
    pub category: String,
    /// The search of a live one.
    pub live: Option<View>,
    /// When it was last changed, in seconds.
    pub changed: i64,
}

const COLUMNS: &str = "id, name, category, live, changed";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let live: Option<String> = row.get(3)?;
    Ok(Stored {
        id: row.get(0)?,
        name: row.get(1)?,
        category: row.get(2)?,
        live: live.map(|text| crate::json::read(&text).unwrap_or_default()),
        changed: row.get(4)?,
    })
}

/// Every portfolio that was not removed, by name.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<Vec<Stored>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM portfolio WHERE removed_at IS NULL ORDER BY name COLLATE NOCASE, id"
    ))?;
    let rows = statement.query_map([], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The portfolios that were removed last, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn removed(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name FROM portfolio WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id DESC LIMIT 20",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A portfolio, also a removed one.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, portfolio: i64) -> Result<Option<Stored>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM portfolio WHERE id = ?"))?
        .query_row([portfolio], from_row)
        .optional()?)
}

/// Makes a portfolio without accounts.
///
/// # Errors
/// When the database refuses.
pub fn insert(connection: &Connection, name: &str, category: &str, now: i64) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO portfolio (name, category, changed) VALUES (?, ?, ?)")?
        .execute(params![name, category, now])?;
    Ok(connection.last_insert_rowid())
}

/// Renames a portfolio.
///
/// # Errors
/// When the database refuses.
pub fn rename(
    connection: &Connection,
    portfolio: i64,
    name: &str,
    category: &str,
    now: i64,
) -> Result<()> {
    connection
        .prepare_cached("UPDATE portfolio SET name = ?, category = ?, changed = ? WHERE id = ?")?
        .execute(params![name, category, now, portfolio])?;
    Ok(())
}

/// Removes a portfolio, or brings it back.
///
/// # Errors
/// When the database refuses.
pub fn set_removed(connection: &Connection, portfolio: i64, removed: Option<i64>) -> Result<()> {
    connection
        .prepare_cached("UPDATE portfolio SET removed_at = ? WHERE id = ?")?
        .execute(params![removed, portfolio])?;
    Ok(())
}

/// Makes a portfolio live, or (`None`) a fixed list.
///
/// # Errors
/// When the database refuses.
pub fn set_live(connection: &Connection, portfolio: i64, live: Option<&View>) -> Result<()> {
    let text = live.and_then(|view| serde_json::to_string(view).ok());
    connection
        .prepare_cached("UPDATE portfolio SET live = ? WHERE id = ?")?
        .execute(params![text, portfolio])?;
    connection
        .prepare_cached("DELETE FROM portfolio_account WHERE portfolio = ?")?
        .execute([portfolio])?;
    Ok(())
}

/// Puts accounts into a fixed list; those that are not there (any more) are left out.
///
/// # Errors
/// When the database refuses.
pub fn add(connection: &Connection, portfolio: i64, accounts: &[AccountId]) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO portfolio_account (portfolio, account) SELECT ?, id FROM account WHERE id = ?",
    )?;
    for account in accounts {
        statement.execute([portfolio, *account])?;
    }
    Ok(())
}

/// The accounts of a fixed list, by id.
///
/// # Errors
/// When the database refuses.
pub fn accounts(connection: &Connection, portfolio: i64) -> Result<Vec<AccountId>> {
    let mut statement = connection.prepare_cached(
        "SELECT account FROM portfolio_account WHERE portfolio = ? ORDER BY account",
    )?;
    let rows = statement.query_map([portfolio], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Names of imported files with the accounts that each brought, by name.
///
/// # Errors
/// When the database refuses.
pub fn files(connection: &Connection) -> Result<Vec<(String, u64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT provenance.source, count(DISTINCT record.account) FROM import
         JOIN provenance ON provenance.id = import.provenance
         JOIN account_record AS record ON record.provenance = provenance.id
         GROUP BY provenance.source ORDER BY provenance.source COLLATE NOCASE",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The accounts that a file brought, by id.
///
/// # Errors
/// When the database refuses.
pub fn accounts_of_file(connection: &Connection, file: &str) -> Result<Vec<AccountId>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT record.account FROM provenance
         JOIN account_record AS record ON record.provenance = provenance.id
         WHERE provenance.source = ? ORDER BY record.account",
    )?;
    let rows = statement.query_map([file], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Names that people gave to personas, by the persona's key.
///
/// # Errors
/// When the database refuses.
pub fn persona_names(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT key, name FROM persona_name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Names a persona; an empty name takes its own away.
///
/// # Errors
/// When the database refuses.
pub fn name_persona(connection: &Connection, key: &str, name: &str) -> Result<()> {
    if name.is_empty() {
        connection
            .prepare_cached("DELETE FROM persona_name WHERE key = ?")?
            .execute([key])?;
    } else {
        connection
            .prepare_cached("INSERT OR REPLACE INTO persona_name (key, name) VALUES (?, ?)")?
            .execute([key, name])?;
    }
    Ok(())
}
