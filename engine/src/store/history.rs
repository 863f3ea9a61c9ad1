//! What was known of an account at an earlier moment.

use super::account;
use super::merge::{self, Record};
use crate::Result;
use crate::protocol::AccountId;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The fields of an account as its records told them at a moment (in seconds); `None` when there is
/// no such account. Before anything was known of it, it is as it was first known.
///
/// # Errors
/// When the database refuses.
pub fn account_at(
    connection: &Connection,
    account: AccountId,
    at: i64,
) -> Result<Option<BTreeMap<String, String>>> {
    if account::load_row(connection, account)?.is_none() {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(
        "SELECT provenance.id, provenance.source, provenance.class, provenance.url, provenance.published,
                provenance.fetched, said.fields, source_use.mode
         FROM (SELECT id, account, fields, provenance, since, NULL AS until FROM account_record
               UNION ALL SELECT id, account, fields, provenance, since, until FROM account_record_past) AS said
         JOIN provenance ON provenance.id = said.provenance
         LEFT JOIN source_use ON source_use.source = provenance.source AND source_use.changed <= ?2
         WHERE said.account = ?1 AND coalesce(said.since, provenance.fetched) <= ?2
           AND (said.until IS NULL OR said.until > ?2) ORDER BY provenance.id",
    )?;
    let records: Vec<Record> = statement
        .query_map(params![account, at], account::record)?
        .collect::<rusqlite::Result<_>>()?;
    if records.is_empty() {
        return Ok(Some(merge::chosen(&account::records(connection, account)?)));
    }
    Ok(Some(merge::chosen(&records)))
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
