//! Exact keys of companies and the names they are also known under.

use super::key::name_key;
use super::provenance::Origin;
use crate::Result;
use crate::protocol::AccountId;
use rusqlite::{Connection, OptionalExtension, params};

/// Further names kept of one account.
const MOST_NAMES: i64 = 60;

/// Shortest further name that is kept, in characters: shorter ones are words of every language.
const SHORTEST_NAME: usize = 3;

/// The account with an exact key (`cik`, `lei`, `isin`), when exactly one has it.
///
/// # Errors
/// When the database refuses.
pub fn account_with(
    connection: &Connection,
    field: &str,
    value: &str,
) -> Result<Option<AccountId>> {
    let column = match field {
        "cik" => "further ->> '$.cik'",
        "lei" => "further ->> '$.lei'",
        "isin" => "further ->> '$.isin'",
        _ => return Ok(None),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM account WHERE {column} IS NOT NULL AND {column} = ? ORDER BY id LIMIT 2"
    ))?;
    let found: Vec<AccountId> = statement
        .query_map([value], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(match found[..] {
        [only] => Some(only),
        _ => None,
    })
}

/// Keeps a further name of an account; true when it was not known.
///
/// # Errors
/// When the database refuses.
pub fn add_name(
    connection: &Connection,
    account: AccountId,
    name: &str,
    origin: &Origin,
) -> Result<bool> {
    let key = name_key(name).key;
    if key.chars().count() < SHORTEST_NAME {
        return Ok(false);
    }
    let own: Option<String> = connection
        .prepare_cached("SELECT name FROM account WHERE id = ?")?
        .query_row([account], |row| row.get(0))
        .optional()?;
    if own.is_none_or(|own| own == name) {
        return Ok(false);
    }
    let added = connection
        .prepare_cached(
            "INSERT INTO account_alias (account, alias_key, alias, provenance)
             SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM account_alias WHERE account = ?1) < ?5
             ON CONFLICT (account, alias_key) DO NOTHING",
        )?
        .execute(params![account, key, name, origin.id, MOST_NAMES])?;
    Ok(added > 0)
}

/// Keys of an account's further names.
///
/// # Errors
/// When the database refuses.
pub fn name_keys(connection: &Connection, account: AccountId) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare_cached("SELECT alias_key FROM account_alias WHERE account = ?")?;
    let rows = statement.query_map([account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
