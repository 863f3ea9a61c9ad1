//! The ledger of what the rep did on an account.

use super::crm::MARK;
use super::time::to_text;
use crate::Result;
use crate::protocol::{AccountId, ContactId, Touch};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Touches shown of one account.
const MOST_TOUCHES: u32 = 500;

/// Stands for the kind of an opener that rests on no event.
pub const NO_KIND: &str = "none";

/// What is written into the ledger.
#[derive(Debug, Clone, Default)]
pub struct Doing<'d> {
    /// The account.
    pub account: AccountId,
    /// The person, when known.
    pub contact: Option<ContactId>,
    /// Name or address of the person, kept also when the contact goes.
    pub person: Option<&'d str>,
    /// `call`, `email`, `social`, `task`, `note`, `opener`, `link`, `reply`.
    pub channel: &'d str,
    /// What was done.
    pub note: &'d str,
    /// Id of the opener that was inserted.
    pub opener: Option<&'d str>,
    /// What came of a call.
    pub outcome: Option<&'d str>,
    /// The number called.
    pub number: Option<&'d str>,
    /// How long a call took, in seconds.
    pub seconds: Option<u32>,
    /// Kind of the event that the opener rests on.
    pub hook: Option<&'d str>,
    /// When, in seconds.
    pub at: i64,
}

/// Columns of [`row`], for `touch` left-joined with `contact`.
const COLUMNS: &str = "touch.id, touch.account, coalesce(contact.name, touch.person), touch.channel, touch.note, \
    touch.at, touch.outcome, touch.number, touch.seconds, touch.replied";
/// Where [`row`]'s columns come from.
const TABLES: &str = "touch LEFT JOIN contact ON contact.id = touch.contact LEFT JOIN crm_entry ON crm_entry.id = touch.id";

fn row(row: &Row<'_>) -> rusqlite::Result<Touch> {
    Ok(Touch {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        channel: row.get(3)?,
        note: row.get(4)?,
        at: to_text(row.get(5)?),
        outcome: row.get(6)?,
        number: row.get(7)?,
        seconds: row.get(8)?,
        replied: row.get::<_, Option<i64>>(9)?.map(to_text),
        crm: super::crm::mark(row, 10)?.map(Box::new),
    })
}

/// Writes a doing into the ledger and gives its number.
///
/// # Errors
/// When the database refuses.
pub fn add(connection: &Connection, doing: &Doing<'_>) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO touch (account, contact, person, channel, note, opener, outcome, number, seconds, hook, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            doing.account,
            doing.contact,
            doing.person,
            doing.channel,
            doing.note,
            doing.opener,
            doing.outcome,
            doing.number,
            doing.seconds,
            doing.hook,
            doing.at
        ])?;
    let touch = connection.last_insert_rowid();
    super::crm::enter(connection, touch, doing.channel)?;
    Ok(touch)
}

/// The latest doings on an account, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(connection: &Connection, account: AccountId) -> Result<Vec<Touch>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, {MARK} FROM {TABLES}
         WHERE touch.account = ? ORDER BY touch.at DESC, touch.id DESC LIMIT ?"
    ))?;
    let rows = statement.query_map(params![account, MOST_TOUCHES], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The doing with that number.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, touch: i64) -> Result<Option<Touch>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, {MARK} FROM {TABLES} WHERE touch.id = ?"
        ))?
        .query_row([touch], row)
        .optional()?)
}

/// Takes a doing out of the ledger; true when it was there.
///
/// # Errors
/// When the database refuses.
pub fn remove(connection: &Connection, touch: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("DELETE FROM touch WHERE id = ?")?
        .execute([touch])?
        > 0)
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

/// For each kind of hook: mails that opened with it, and those that were answered. One opener into one
/// person's draft counts once, however often it was put in.
///
/// # Errors
/// When the database refuses.
pub fn hook_results(connection: &Connection) -> Result<Vec<(Option<String>, u32, u32)>> {
    let mut statement = connection.prepare_cached(
        "SELECT nullif(hook, ?), count(*), count(replied)
         FROM (SELECT hook, max(replied) AS replied FROM touch WHERE hook IS NOT NULL
               GROUP BY account, contact, person, opener)
         GROUP BY hook",
    )?;
    let rows = statement.query_map([NO_KIND], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Is that mail in the ledger already, since a moment?
///
/// # Errors
/// When the database refuses.
pub fn has_mail(
    connection: &Connection,
    account: AccountId,
    contact: Option<ContactId>,
    subject: &str,
    since: i64,
) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM touch WHERE account = ? AND contact IS ? AND channel = 'email' AND note = ? AND at >= ?",
        )?
        .exists(params![account, contact, subject, since])?)
}

/// A mail went out: of the openers put into a draft for that person since a moment, those whose words are not
/// in the mail any more count for nothing.
///
/// # Errors
/// When the database refuses.
pub fn openers_sent(
    connection: &Connection,
    account: AccountId,
    contact: Option<ContactId>,
    text: &str,
    since: i64,
) -> Result<()> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sent = folded(text);
    let mut statement = connection.prepare_cached(
        "SELECT id, note FROM touch WHERE account = ? AND contact IS ? AND channel = 'opener' AND at >= ?",
    )?;
    let rows = statement.query_map(params![account, contact, since], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let openers: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (id, note) in openers {
        // The rep may have changed the end of the sentence: its beginning is enough.
        let start: String = folded(&note).chars().take(30).collect();
        if !sent.contains(&start) {
            connection
                .prepare_cached("UPDATE touch SET hook = NULL WHERE id = ?")?
                .execute([id])?;
        }
    }
    Ok(())
}

/// The person answered: the openers and mails sent to them are answered.
///
/// # Errors
/// When the database refuses.
pub fn answered(
    connection: &Connection,
    account: AccountId,
    contact: Option<ContactId>,
    at: i64,
) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE touch SET replied = ?3 WHERE account = ?1 AND contact IS ?2 AND replied IS NULL
               AND channel IN ('opener', 'email', 'link')",
        )?
        .execute(params![account, contact, at])?;
    Ok(())
}

/// Marks one entry as answered at a moment, or as not answered.
///
/// # Errors
/// When the database refuses.
pub fn set_replied(connection: &Connection, touch: i64, at: Option<i64>) -> Result<()> {
    connection
        .prepare_cached("UPDATE touch SET replied = ? WHERE id = ?")?
        .execute(params![at, touch])?;
    Ok(())
}

/// Accounts that were written to or called since a moment (in seconds).
///
/// # Errors
/// When the database refuses.
pub fn since(connection: &Connection, at: i64) -> Result<Vec<AccountId>> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT account FROM touch WHERE at >= ?")?;
    let rows = statement.query_map([at], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Touches of every person at an account since a moment (in seconds).
///
/// # Errors
/// When the database refuses.
pub fn per_person(
    connection: &Connection,
    account: AccountId,
    at: i64,
) -> Result<Vec<(ContactId, u32)>> {
    let mut statement = connection.prepare_cached(
        "SELECT contact, count(*) FROM touch WHERE account = ? AND at >= ? AND contact IS NOT NULL GROUP BY contact",
    )?;
    let rows = statement.query_map([account, at], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
