//! The connection to a CRM, the records known there, and where each entry of the ledger stands.

use crate::Result;
use crate::protocol::{AccountId, ContactId, CrmClient, CrmMark, Touch};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Open entries told of at most.
const MOST_OPEN: u32 = 200;
/// Columns of [`entry`].
const ENTRY: &str = "SELECT crm_entry.id, crm_entry.state, crm_entry.step, crm_entry.person, crm_entry.company, crm_entry.record,
        crm_entry.url, crm_entry.not_before, crm_entry.attempt,
        touch.account, touch.contact, coalesce(contact.email, touch.person), account.name, account.domain
    FROM crm_entry JOIN touch ON touch.id = crm_entry.id JOIN account ON account.id = touch.account
    LEFT JOIN contact ON contact.id = touch.contact";
/// Columns of [`mark`], joined to a touch; an entry under way shows as one that waits.
pub(super) const MARK: &str = "crm_entry.crm, CASE crm_entry.state WHEN 'sending' THEN 'waiting' ELSE crm_entry.state END, crm_entry.url, crm_entry.record, crm_entry.told";

/// The connection as kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The rep's client.
    pub client: CrmClient,
    /// Which doings are logged, with commas between.
    pub channels: String,
    /// Since when; `None` after the rep ended the connection.
    pub since: Option<i64>,
    /// Where its records are shown; `None` before the API has answered.
    pub home: Option<String>,
    /// What went wrong with it.
    pub told: String,
}

/// An entry on its way to the CRM.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry of the ledger.
    pub touch: i64,
    /// `waiting`, `sending`, `refused`, `unsure` or `logged`.
    pub state: String,
    /// `person`, `lead`, `company`, `create` or `finish`.
    pub step: String,
    /// The person there, `kind:id`.
    pub person: Option<String>,
    /// The company there, `kind:id`.
    pub company: Option<String>,
    /// The CRM's own id of the activity.
    pub record: Option<String>,
    /// Where it is shown.
    pub url: Option<String>,
    /// What went wrong.
    pub told: String,
    /// It is not sent before that moment, in seconds.
    pub not_before: i64,
    /// When it was last sent, in milliseconds.
    pub attempt: i64,
    /// The account.
    pub account: AccountId,
    /// The person in the database.
    pub contact: Option<ContactId>,
    /// Address or name of the person.
    pub who: Option<String>,
    /// Name of the account.
    pub account_name: String,
    /// Domain of the account.
    pub domain: Option<String>,
}

/// The connection; `None` when there never was one.
///
/// # Errors
/// When the database refuses.
pub fn kept(connection: &Connection) -> Result<Option<Kept>> {
    Ok(connection
        .prepare_cached(
            "SELECT crm, address, client, tenant, language, channels, since, home, told FROM crm_connection",
        )?
        .query_row([], |row| {
            Ok(Kept {
                client: CrmClient {
                    crm: row.get(0)?,
                    address: row.get(1)?,
                    client: row.get(2)?,
                    tenant: row.get(3)?,
                    language: row.get(4)?,
                },
                channels: row.get(5)?,
                since: row.get(6)?,
                home: row.get(7)?,
                told: row.get(8)?,
            })
        })
        .optional()?)
}

/// Keeps the connection.
///
/// # Errors
/// When the database refuses.
pub fn keep(connection: &Connection, kept: &Kept) -> Result<()> {
    let client = &kept.client;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO crm_connection (id, crm, address, client, tenant, language, channels, since, home, told)
             VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            client.crm, client.address, client.client, client.tenant, client.language,
            kept.channels, kept.since, kept.home, kept.told
        ])?;
    Ok(())
}

/// Forgets the entries that were not sent.
///
/// # Errors
/// When the database refuses.
pub fn drop_open(connection: &Connection) -> Result<()> {
    connection.execute(
        "DELETE FROM crm_entry WHERE state IN ('waiting', 'refused')",
        [],
    )?;
    Ok(())
}

/// A doing that was just written waits for the CRM, when one is connected and its channel is logged.
///
/// # Errors
/// When the database refuses.
pub fn enter(connection: &Connection, touch: i64, channel: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO crm_entry (id, crm, state, step)
             SELECT ?1, crm, 'waiting', 'person' FROM crm_connection
             WHERE since IS NOT NULL AND instr(',' || channels || ',', ',' || ?2 || ',') > 0",
        )?
        .execute(params![touch, channel])?;
    Ok(())
}

/// An entry by its touch.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, touch: i64) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!("{ENTRY} WHERE crm_entry.id = ?"))?
        .query_row([touch], entry)
        .optional()?)
}

/// The first entry that is in a state.
///
/// # Errors
/// When the database refuses.
pub fn first(connection: &Connection, state: &str, at: i64) -> Result<Option<Entry>> {
    Ok(connection
        .prepare_cached(&format!(
            "{ENTRY} WHERE crm_entry.state = ? AND crm_entry.not_before <= ? ORDER BY crm_entry.id LIMIT 1"
        ))?
        .query_row(params![state, at], entry)
        .optional()?)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        touch: row.get(0)?,
        state: row.get(1)?,
        step: row.get(2)?,
        person: row.get(3)?,
        company: row.get(4)?,
        record: row.get(5)?,
        url: row.get(6)?,
        told: String::new(),
        not_before: row.get(7)?,
        attempt: row.get(8)?,
        account: row.get(9)?,
        contact: row.get(10)?,
        who: row.get(11)?,
        account_name: row.get(12)?,
        domain: row.get(13)?,
    })
}

/// Writes how an entry stands.
///
/// # Errors
/// When the database refuses.
pub fn save(connection: &Connection, entry: &Entry) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE crm_entry SET state = ?, step = ?, person = ?, company = ?, record = ?, url = ?, told = ?,
                    not_before = ?, attempt = ? WHERE id = ?",
        )?
        .execute(params![
            entry.state,
            entry.step,
            entry.person,
            entry.company,
            entry.record,
            entry.url,
            entry.told,
            entry.not_before,
            entry.attempt,
            entry.touch
        ])?;
    Ok(())
}

/// Entries logged, and those that are open, newest first.
///
/// # Errors
/// When the database refuses.
pub fn standing(connection: &Connection) -> Result<(u64, Vec<Touch>)> {
    let logged: i64 = connection.query_row(
        "SELECT count(*) FROM crm_entry WHERE state = 'logged'",
        [],
        |row| row.get(0),
    )?;
    let mut statement = connection.prepare_cached(
        "SELECT id FROM crm_entry WHERE state <> 'logged' ORDER BY id DESC LIMIT ?",
    )?;
    let ids: Vec<i64> = statement
        .query_map([MOST_OPEN], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut open = Vec::with_capacity(ids.len());
    for id in ids {
        open.extend(super::touch::load(connection, id)?);
    }
    Ok((logged.unsigned_abs(), open))
}

/// Reads [`MARK`] from the columns at `at`.
pub(super) fn mark(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<CrmMark>> {
    let Some(crm) = row.get::<_, Option<String>>(at)? else {
        return Ok(None);
    };
    Ok(Some(CrmMark {
        crm: crate::crm::Vendor::of(&crm).map_or(crm, |vendor| vendor.name().to_owned()),
        state: row.get(at + 1)?,
        url: row.get(at + 2)?,
        record: row.get(at + 3)?,
        told: row.get(at + 4)?,
    }))
}

/// Whose record one is: a person's or a company's.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// A person of the database.
    Contact(ContactId),
    /// A company of the database.
    Account(AccountId),
}

impl Whose {
    const fn column(self) -> (&'static str, i64) {
        match self {
            Self::Contact(id) => ("contact", id),
            Self::Account(id) => ("account", id),
        }
    }
}

/// The record known, `kind:id`.
///
/// # Errors
/// When the database refuses.
pub fn known(connection: &Connection, home: &str, whose: Whose) -> Result<Option<String>> {
    let (column, id) = whose.column();
    Ok(connection
        .prepare_cached(&format!(
            "SELECT record FROM crm_record WHERE {column} = ? AND home = ?"
        ))?
        .query_row(params![id, home], |row| row.get(0))
        .optional()?)
}

/// Remembers a record; writes only what is new.
///
/// # Errors
/// When the database refuses.
pub fn remember(connection: &Connection, home: &str, record: &str, whose: Whose) -> Result<()> {
    if known(connection, home, whose)?.as_deref() == Some(record) {
        return Ok(());
    }
    let (column, id) = whose.column();
    connection
        .prepare_cached(&format!(
            "INSERT OR REPLACE INTO crm_record (home, record, {column}) VALUES (?, ?, ?)"
        ))?
        .execute(params![home, record, id])?;
    Ok(())
}

/// Forgets the records of an entry's person and company, which the CRM does not know any more.
///
/// # Errors
/// When the database refuses.
pub fn forget(connection: &Connection, entry: &Entry) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM crm_record WHERE contact = ? OR account = ?")?
        .execute(params![entry.contact, entry.account])?;
    Ok(())
}
