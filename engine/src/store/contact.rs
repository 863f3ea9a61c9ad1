//! People: what each source says of one, and the values in use.

use super::account::{Outcome, from_json, keep_earlier, keep_unsaid, to_json};
use super::key::{email_key, person_key};
use super::merge::{self, Record};
use super::provenance::{self, Origin};
use crate::Result;
use crate::protocol::{AccountId, Contact, ContactId, Provenance};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// Fields of a person that have a column of their own.
const COLUMNS: [&str; 4] = ["name", "email", "title", "phone"];

/// Columns of [`row`], for a table or alias named `contact`.
pub(super) const ROW_COLUMNS: &str =
    "contact.id, contact.name, contact.email, contact.title, contact.phone, contact.account";

/// What one source says of one person.
#[derive(Debug, Clone, Default)]
pub struct IncomingContact {
    /// The source's own identifier.
    pub external_id: Option<String>,
    /// The account the person belongs to, when it is known.
    pub account: Option<AccountId>,
    /// Standard field names, or headers of further columns, with their values.
    pub fields: BTreeMap<String, String>,
}

/// What became of a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptContact {
    /// The person.
    pub contact: ContactId,
    /// New, changed or known.
    pub outcome: Outcome,
    /// Fields that an earlier row of the same import gave differently; the earlier value stays.
    pub contradicted: Vec<String>,
}

/// Reads a person from [`ROW_COLUMNS`].
pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: Some(row.get(0)?),
        name: row.get(1)?,
        email: row.get(2)?,
        title: row.get(3)?,
        phone: row.get(4)?,
        account: row.get(5)?,
        fit: None,
        source: None,
    })
}

/// Keeps a record under the person it means, or under a new one: the same identifier in the same
/// source, else the same address, else the same name at the same account.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    connection: &Connection,
    incoming: &IncomingContact,
    origin: &Origin,
) -> Result<KeptContact> {
    let mut fields = incoming.fields.clone();
    complete(&mut fields);
    let Some(contact) = find(connection, incoming, &fields, origin)? else {
        let contact = insert(connection, &fields, incoming.account, origin.fetched)?;
        write_record(
            connection,
            contact,
            incoming.external_id.as_deref(),
            &fields,
            origin,
        )?;
        return Ok(KeptContact {
            contact,
            outcome: Outcome::New,
            contradicted: Vec::new(),
        });
    };
    let known = own_record(connection, contact, &origin.source)?;
    let mut contradicted = Vec::new();
    let mut unchanged = false;
    if let Some(record) = &known {
        if record.origin.id == origin.id {
            contradicted = keep_earlier(&mut fields, &record.fields);
        } else {
            keep_unsaid(&mut fields, &record.fields);
        }
        unchanged = record.fields == fields;
    }
    if !unchanged || known.is_none_or(|record| record.origin.id != origin.id) {
        write_record(
            connection,
            contact,
            incoming.external_id.as_deref(),
            &fields,
            origin,
        )?;
    }
    let moved = join_account(connection, contact, incoming.account)?;
    if !unchanged {
        choose(connection, contact, origin.fetched)?;
    }
    Ok(KeptContact {
        contact,
        outcome: if unchanged && !moved {
            Outcome::Unchanged
        } else {
            Outcome::Updated
        },
        contradicted,
    })
}

/// Sets fields of a known person as the rep typed them; an empty value takes the rep's own away.
///
/// # Errors
/// When the database refuses.
pub fn type_fields(
    connection: &Connection,
    contact: ContactId,
    typed: &[(String, String)],
    now: i64,
) -> Result<()> {
    let origin = provenance::typed(connection, now)?;
    let known = own_record(connection, contact, &origin.source)?;
    let mut fields = known.map(|record| record.fields).unwrap_or_default();
    for (name, value) in typed {
        if value.is_empty() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    complete(&mut fields);
    write_record(connection, contact, None, &fields, &origin)?;
    choose(connection, contact, now)
}

/// What the rep typed into a field of a person.
///
/// # Errors
/// When the database refuses.
pub fn typed(connection: &Connection, contact: ContactId, field: &str) -> Result<Option<String>> {
    let own = own_record(connection, contact, provenance::REP)?;
    Ok(own.and_then(|record| record.fields.get(field).cloned()))
}

/// Puts a person under an account; true when that changed something.
///
/// # Errors
/// When the database refuses.
pub fn join_account(
    connection: &Connection,
    contact: ContactId,
    account: Option<AccountId>,
) -> Result<bool> {
    let Some(account) = account else {
        return Ok(false);
    };
    Ok(connection
        .prepare_cached("UPDATE contact SET account = ?1 WHERE id = ?2 AND account IS NOT ?1")?
        .execute([account, contact])?
        > 0)
}

/// The person with that id.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, contact: ContactId) -> Result<Option<Contact>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM contact WHERE contact.id = ?"
        ))?
        .query_row([contact], row)
        .optional()?)
}

/// The person with that address in its stored form (see [`email_key`]).
///
/// # Errors
/// When the database refuses.
pub fn with_email(connection: &Connection, email: &str) -> Result<Option<Contact>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM contact WHERE contact.email = ?"
        ))?
        .query_row([email], row)
        .optional()?)
}

/// People with that name (see [`person_key`]), oldest first.
///
/// # Errors
/// When the database refuses.
pub fn with_name(connection: &Connection, key: &str, limit: u32) -> Result<Vec<Contact>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM contact WHERE contact.name_key = ? ORDER BY contact.id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![key, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// People at an account, in the order in which they were added.
///
/// # Errors
/// When the database refuses.
pub fn at_account(connection: &Connection, account: AccountId, limit: u32) -> Result<Vec<Contact>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM contact WHERE contact.account = ? ORDER BY contact.id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![account, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Calls `each` with every person who belongs to an account, by account, until it says no.
///
/// # Errors
/// When the database refuses.
pub fn each_of_all(connection: &Connection, mut each: impl FnMut(Contact) -> bool) -> Result<()> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM contact WHERE contact.account IS NOT NULL ORDER BY contact.account, contact.id"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        if !each(row(found)?) {
            break;
        }
    }
    Ok(())
}

/// People who belong to no account that is known.
///
/// # Errors
/// When the database refuses.
pub fn without_account(connection: &Connection, limit: u32) -> Result<Vec<Contact>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM contact WHERE contact.account IS NULL ORDER BY contact.id LIMIT ?1"
    ))?;
    let people = statement.query_map([limit], row)?;
    Ok(people.collect::<rusqlite::Result<_>>()?)
}

/// How many people are known at an account, and how many of them with an address or a phone number.
///
/// # Errors
/// When the database refuses.
pub fn numbers(connection: &Connection, account: AccountId) -> Result<(u32, u32)> {
    Ok(connection
        .prepare_cached(
            "SELECT count(*), count(CASE WHEN email IS NOT NULL OR phone IS NOT NULL THEN 1 END)
             FROM contact WHERE account = ?",
        )?
        .query_row([account], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The same as [`numbers`] for every account that has people.
///
/// # Errors
/// When the database refuses.
pub fn numbers_of_all(connection: &Connection) -> Result<Vec<(AccountId, (u32, u32))>> {
    let mut statement = connection.prepare_cached(
        "SELECT account, count(*), count(CASE WHEN email IS NOT NULL OR phone IS NOT NULL THEN 1 END)
         FROM contact WHERE account IS NOT NULL GROUP BY account",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The source that spoke of a person last.
///
/// # Errors
/// When the database refuses.
pub fn last_source(connection: &Connection, contact: ContactId) -> Result<Option<Provenance>> {
    let found = connection
        .prepare_cached(
            "SELECT provenance.id, provenance.source, provenance.class, provenance.url, provenance.published,
                    provenance.fetched
             FROM contact_record AS record JOIN provenance ON provenance.id = record.provenance
             WHERE record.contact = ? ORDER BY provenance.fetched DESC, record.id DESC LIMIT 1",
        )?
        .query_row([contact], |row| provenance::from_row(row, 0))
        .optional()?;
    Ok(found.map(|origin| origin.to_protocol()))
}

/// What every source says of a person.
///
/// # Errors
/// When the database refuses.
pub fn records(connection: &Connection, contact: ContactId) -> Result<Vec<Record>> {
    let mut statement = connection.prepare_cached(
        "SELECT provenance.id, provenance.source, provenance.class, provenance.url, provenance.published,
                provenance.fetched, record.fields
         FROM contact_record AS record JOIN provenance ON provenance.id = record.provenance
         WHERE record.contact = ? ORDER BY record.id",
    )?;
    let rows = statement.query_map([contact], |row| {
        Ok(Record {
            // A person's own source knows best; lists of people are not filled from outside.
            mode: super::merge::Mode::Replace,
            origin: provenance::from_row(row, 0)?,
            fields: from_json(&row.get::<_, String>(6)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn complete(fields: &mut BTreeMap<String, String>) {
    fields.retain(|_, value| !value.is_empty());
    match fields.get("email").map(|text| email_key(text)) {
        Some(Some(email)) => {
            fields.insert("email".to_owned(), email);
        }
        Some(None) => {
            fields.remove("email");
        }
        None => {}
    }
}

fn find(
    connection: &Connection,
    incoming: &IncomingContact,
    fields: &BTreeMap<String, String>,
    origin: &Origin,
) -> Result<Option<ContactId>> {
    if let Some(external) = &incoming.external_id {
        let known = connection
            .prepare_cached(
                "SELECT contact FROM contact_record WHERE external_id = ? AND source = ? ORDER BY contact LIMIT 1",
            )?
            .query_row(params![external, origin.source], |row| row.get(0))
            .optional()?;
        if known.is_some() {
            return Ok(known);
        }
    }
    if let Some(email) = fields.get("email")
        && let Some(known) = with_email(connection, email)?
    {
        return Ok(known.id);
    }
    let key = fields
        .get("name")
        .map(|name| person_key(name))
        .unwrap_or_default();
    if key.is_empty() {
        return Ok(None);
    }
    // Somebody of the same name at the same account, unless both have an address and they differ.
    Ok(connection
        .prepare_cached(
            "SELECT contact.id FROM contact
             LEFT JOIN contact_record AS record ON record.contact = contact.id AND record.source = ?4
             WHERE contact.name_key = ?1 AND contact.account IS ?2 AND (contact.email IS NULL OR ?3 IS NULL)
               AND (record.external_id IS NULL OR ?5 IS NULL OR record.external_id = ?5)
             ORDER BY contact.id LIMIT 1",
        )?
        .query_row(
            params![
                key,
                incoming.account,
                fields.get("email"),
                origin.source,
                incoming.external_id
            ],
            |row| row.get(0),
        )
        .optional()?)
}

fn own_record(connection: &Connection, contact: ContactId, source: &str) -> Result<Option<Record>> {
    Ok(records(connection, contact)?
        .into_iter()
        .find(|record| record.origin.source == source))
}

fn write_record(
    connection: &Connection,
    contact: ContactId,
    external_id: Option<&str>,
    fields: &BTreeMap<String, String>,
    origin: &Origin,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO contact_record (contact, source, external_id, fields, provenance) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (contact, source) DO UPDATE SET fields = excluded.fields,
               provenance = excluded.provenance, external_id = coalesce(excluded.external_id, external_id)",
        )?
        .execute(params![contact, origin.source, external_id, to_json(fields), origin.id])?;
    Ok(())
}

fn insert(
    connection: &Connection,
    fields: &BTreeMap<String, String>,
    account: Option<AccountId>,
    now: i64,
) -> Result<ContactId> {
    let name = name_of(fields);
    connection
        .prepare_cached(
            "INSERT INTO contact (account, name, name_key, email, title, phone, further, changed)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            account,
            name,
            person_key(name),
            fields.get("email"),
            fields.get("title"),
            fields.get("phone"),
            further(fields),
            now
        ])?;
    let contact = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO contact_fts (rowid, name, email, title) VALUES (?, ?, ?, ?)")?
        .execute(params![
            contact,
            name,
            fields.get("email"),
            fields.get("title")
        ])?;
    Ok(contact)
}

/// Writes the values in use anew from the records.
pub(super) fn choose(connection: &Connection, contact: ContactId, now: i64) -> Result<()> {
    let mut values = merge::chosen(&records(connection, contact)?);
    // Two people cannot share one address: the other keeps it.
    if let Some(email) = values.get("email")
        && let Some(holder) = with_email(connection, email)?
        && holder.id != Some(contact)
    {
        values.remove("email");
    }
    let name = name_of(&values);
    connection
        .prepare_cached(
            "UPDATE contact SET name = ?, name_key = ?, email = ?, title = ?, phone = ?, further = ?, changed = ?
             WHERE id = ?",
        )?
        .execute(params![
            name,
            person_key(name),
            values.get("email"),
            values.get("title"),
            values.get("phone"),
            further(&values),
            now,
            contact
        ])?;
    Ok(())
}

fn name_of(fields: &BTreeMap<String, String>) -> &str {
    fields
        .get("name")
        .or_else(|| fields.get("email"))
        .map_or("", String::as_str)
}

fn further(fields: &BTreeMap<String, String>) -> String {
    let further: BTreeMap<&String, &String> = fields
        .iter()
        .filter(|(name, _)| !COLUMNS.contains(&name.as_str()))
        .collect();
    serde_json::to_string(&further).unwrap_or_else(|_| "{}".to_owned())
}
