//! People in cadences, and what happened there.

use crate::Result;
use crate::protocol::{AccountId, ContactId};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A person (or an account as such) in a cadence.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// Identifies the enrolment.
    pub id: i64,
    /// The account.
    pub account: AccountId,
    /// The person.
    pub contact: Option<ContactId>,
    /// Name of the cadence.
    pub cadence: String,
    /// The plan as it was on the first day, as JSON.
    pub plan: String,
    /// The first day: its midnight in UTC, in seconds.
    pub started: i64,
    /// Why it ended: `finished`, `replied`, `stopped`; `None` while it goes on.
    pub ended: Option<String>,
}

/// Something that happened in a person's cadence.
#[derive(Debug, Clone)]
pub struct Event {
    /// `did`, `skipped`, `replied`, `paused`, `resumed`.
    pub kind: String,
    /// The step, for the first two.
    pub step: Option<u32>,
    /// The entry of the ledger that stands for it.
    pub touch: Option<i64>,
    /// When, in seconds.
    pub at: i64,
}

const COLUMNS: &str = "id, account, contact, cadence, plan, started, ended_why";

fn row(row: &Row<'_>) -> rusqlite::Result<Enrolled> {
    Ok(Enrolled {
        id: row.get(0)?,
        account: row.get(1)?,
        contact: row.get(2)?,
        cadence: row.get(3)?,
        plan: row.get(4)?,
        started: row.get(5)?,
        ended: row.get(6)?,
    })
}

/// Puts a person into a cadence and gives the enrolment's number.
///
/// # Errors
/// When the database refuses.
pub fn add(
    connection: &Connection,
    account: AccountId,
    contact: Option<ContactId>,
    cadence: &str,
    plan: &str,
    started: i64,
) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO enrolment (account, contact, cadence, plan, started) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![account, contact, cadence, plan, started])?;
    Ok(connection.last_insert_rowid())
}

/// The enrolment with that number.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, id: i64) -> Result<Option<Enrolled>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM enrolment WHERE id = ?"))?
        .query_row([id], row)
        .optional()?)
}

/// Those of an account, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(
    connection: &Connection,
    account: AccountId,
    limit: u32,
) -> Result<Vec<Enrolled>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM enrolment WHERE account = ? ORDER BY ended IS NOT NULL, id DESC LIMIT ?"
    ))?;
    let rows = statement.query_map(params![account, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Those that go on, the oldest first; of one person when one is given.
///
/// # Errors
/// When the database refuses.
pub fn open(
    connection: &Connection,
    contact: Option<ContactId>,
    limit: u32,
) -> Result<Vec<Enrolled>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM enrolment WHERE ended IS NULL AND (?1 IS NULL OR contact = ?1) ORDER BY id LIMIT ?2"
    ))?;
    let rows = statement.query_map(params![contact, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ends an enrolment, or takes its end back.
///
/// # Errors
/// When the database refuses.
pub fn end(connection: &Connection, id: i64, why: Option<&str>, now: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE enrolment SET ended = CASE WHEN ?2 IS NULL THEN NULL ELSE ?3 END, ended_why = ?2 WHERE id = ?1",
        )?
        .execute(params![id, why, now])?;
    Ok(())
}

/// Keeps an event.
///
/// # Errors
/// When the database refuses.
pub fn add_event(connection: &Connection, enrolment: i64, event: &Event) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO enrolment_event (enrolment, kind, step, touch, at) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![
            enrolment,
            event.kind,
            event.step,
            event.touch,
            event.at
        ])?;
    Ok(())
}

/// The events of an enrolment, in order.
///
/// # Errors
/// When the database refuses.
pub fn events(connection: &Connection, enrolment: i64) -> Result<Vec<Event>> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, step, touch, at FROM enrolment_event WHERE enrolment = ? ORDER BY at, id",
    )?;
    let rows = statement.query_map([enrolment], |row| {
        Ok(Event {
            kind: row.get(0)?,
            step: row.get(1)?,
            touch: row.get(2)?,
            at: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Doings with the person since a moment: number, channel, when; those that already stand for a step
/// are left out.
///
/// # Errors
/// When the database refuses.
pub fn doings(
    connection: &Connection,
    account: AccountId,
    contact: Option<ContactId>,
    since: i64,
) -> Result<Vec<(i64, String, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT touch.id, touch.channel, touch.at FROM touch
         WHERE touch.account = ?1 AND touch.contact IS ?2 AND touch.at >= ?3
           AND NOT EXISTS (SELECT 1 FROM enrolment_event AS event WHERE event.touch = touch.id)
         ORDER BY touch.at, touch.id LIMIT 1000",
    )?;
    let rows = statement.query_map(params![account, contact, since], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
