//! The ledger of what the rep did on an account.

use super::time::to_text;
use crate::Result;
use crate::protocol::{AccountId, ContactId, Touch};
use rusqlite::{Connection, params};

/// Touches shown of one account.
const MOST_TOUCHES: u32 = 500;

/// What is written into the ledger.
#[derive(Debug, Clone)]
pub struct Doing<'d> {
    /// The account.
    pub account: AccountId,
    /// The person, when known.
    pub contact: Option<ContactId>,
    /// Name or address of the person, kept also when the contact goes.
    pub person: Option<&'d str>,
    /// `call`, `email`, `note`, `opener`, `link`.
    pub channel: &'d str,
    /// What was done.
    pub note: &'d str,
    /// Id of the opener that was inserted.
    pub opener: Option<&'d str>,
    /// When, in seconds.
    pub at: i64,
}

/// Writes a doing into the ledger.
///
/// # Errors
/// When the database refuses.
pub fn add(connection: &Connection, doing: &Doing<'_>) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO touch (account, contact, person, channel, note, opener, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            doing.account,
            doing.contact,
            doing.person,
            doing.channel,
            doing.note,
            doing.opener,
            doing.at
        ])?;
    Ok(())
}

/// The latest doings on an account, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(connection: &Connection, account: AccountId) -> Result<Vec<Touch>> {
    let mut statement = connection.prepare_cached(
        "SELECT touch.id, touch.account, coalesce(contact.name, touch.person), touch.channel, touch.note, touch.at
         FROM touch LEFT JOIN contact ON contact.id = touch.contact
         WHERE touch.account = ? ORDER BY touch.at DESC, touch.id DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![account, MOST_TOUCHES], |row| {
        Ok(Touch {
            id: row.get(0)?,
            account: row.get(1)?,
            contact: row.get(2)?,
            channel: row.get(3)?,
            note: row.get(4)?,
            at: to_text(row.get(5)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ids of the openers that were used with an account.
///
/// # Errors
/// When the database refuses.
pub fn used_openers(connection: &Connection, account: AccountId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT opener FROM touch WHERE account = ? AND opener IS NOT NULL",
    )?;
    let rows = statement.query_map([account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
