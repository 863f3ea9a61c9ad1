//! Accounts: what each source says of one, and the values in use.

use super::identity::{self, Claim};
use super::key::{domain_key, name_key};
use super::merge::{self, ACCOUNT_COLUMNS, Record};
use super::provenance::{self, Origin};
use super::related;
use crate::Result;
use crate::ingest::values::web::own_domain;
use crate::protocol::{AccountId, AccountRow};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// What one source says of one account.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// The source's own identifier.
    pub external_id: Option<String>,
    /// Standard field names, or headers of further columns, with their values; `name` must be there.
    pub fields: BTreeMap<String, String>,
    /// True for an invented company of the sample.
    pub invented: bool,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The account.
    pub account: AccountId,
    /// New, changed or known.
    pub outcome: Outcome,
    /// Fields whose value an earlier row of the same import gave differently; the earlier one stays.
    pub contradicted: Vec<String>,
}

/// How a record changed what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It made a new account or person.
    New,
    /// It changed a known one.
    Updated,
    /// It said what was known already.
    Unchanged,
}

/// Columns of [`row`], for a table or alias named `account`.
pub(super) const ROW_COLUMNS: &str = "account.id, account.name, account.domain, account.industry, \
     account.employees, account.revenue, account.country, account.city, account.invented";

/// Reads a list row without stars from [`ROW_COLUMNS`].
pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        name: row.get(1)?,
        domain: row.get(2)?,
        industry: row.get(3)?,
        employees: row.get(4)?,
        revenue: row.get(5)?,
        country: row.get(6)?,
        city: row.get(7)?,
        stars: None,
        bolt: false,
        invented: row.get(8)?,
    })
}

/// Keeps a record under the account it means, or under a new one.
///
/// # Errors
/// When the database refuses.
pub fn keep(connection: &Connection, incoming: &Incoming, origin: &Origin) -> Result<Kept> {
    let mut fields = incoming.fields.clone();
    complete(&mut fields);
    let claim = Claim {
        source: &origin.source,
        provenance: origin.id,
        external_id: incoming.external_id.as_deref(),
        name: fields.get("name").map_or("", String::as_str),
        domain: fields.get("domain").map(String::as_str),
        country: fields.get("country").map(String::as_str),
    };
    match identity::account(connection, &claim)? {
        Some(account) => update(connection, account, incoming, fields, origin),
        None => {
            let account = insert(connection, &fields, incoming.invented, origin.fetched)?;
            related::add(connection, account, &fields)?;
            insert_record(connection, account, incoming, &fields, origin)?;
            Ok(Kept {
                account,
                outcome: Outcome::New,
                contradicted: Vec::new(),
            })
        }
    }
}

/// Keeps a record under a known account, whatever name the source gives it.
///
/// # Errors
/// When the database refuses.
pub fn keep_at(
    connection: &Connection,
    account: AccountId,
    incoming: &Incoming,
    origin: &Origin,
) -> Result<Kept> {
    let mut fields = incoming.fields.clone();
    complete(&mut fields);
    update(connection, account, incoming, fields, origin)
}

/// Sets fields of a known account as the rep typed them; an empty value takes the rep's own away.
///
/// # Errors
/// When the database refuses.
pub fn type_fields(
    connection: &Connection,
    account: AccountId,
    typed: &[(String, String)],
    now: i64,
) -> Result<()> {
    let origin = provenance::typed(connection, now)?;
    let known = own_record(connection, account, &origin.source)?;
    let mut fields = known.map(|record| record.fields).unwrap_or_default();
    for (name, value) in typed {
        if value.is_empty() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    complete(&mut fields);
    connection
        .prepare_cached(
            "INSERT INTO account_record (account, source, fields, provenance) VALUES (?, ?, ?, ?)
             ON CONFLICT (account, source) DO UPDATE SET fields = excluded.fields, provenance = excluded.provenance",
        )?
        .execute(params![account, origin.source, to_json(&fields), origin.id])?;
    choose(connection, account, now)
}

/// The list row of an account, without stars.
///
/// # Errors
/// When the database refuses.
pub fn load_row(connection: &Connection, account: AccountId) -> Result<Option<AccountRow>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS} FROM account WHERE account.id = ?"
        ))?
        .query_row([account], row)
        .optional()?)
}

/// The list row of an account and its fields that have no column, as JSON.
///
/// # Errors
/// When the database refuses.
pub fn load_with_further(
    connection: &Connection,
    account: AccountId,
) -> Result<Option<(AccountRow, String)>> {
    Ok(load_whole(connection, account)?.map(|(row, _, further)| (row, further)))
}

/// The list row of an account, its state, and its fields that have no column, as JSON.
///
/// # Errors
/// When the database refuses.
pub fn load_whole(
    connection: &Connection,
    account: AccountId,
) -> Result<Option<(AccountRow, Option<String>, String)>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {ROW_COLUMNS}, account.state, account.further FROM account WHERE account.id = ?"
        ))?
        .query_row([account], |found| {
            Ok((row(found)?, found.get(9)?, found.get(10)?))
        })
        .optional()?)
}

/// The website of an account.
///
/// # Errors
/// When the database refuses.
pub fn website(connection: &Connection, account: AccountId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT website FROM account WHERE id = ?")?
        .query_row([account], |row| row.get(0))
        .optional()?
        .flatten())
}

/// What every source says of an account.
///
/// # Errors
/// When the database refuses.
pub fn records(connection: &Connection, account: AccountId) -> Result<Vec<Record>> {
    let mut statement = connection.prepare_cached(
        "SELECT provenance.id, provenance.source, provenance.class, provenance.url, provenance.published,
                provenance.fetched, record.fields, source_use.mode
         FROM account_record AS record JOIN provenance ON provenance.id = record.provenance
         LEFT JOIN source_use ON source_use.source = provenance.source
         WHERE record.account = ? ORDER BY record.id",
    )?;
    let rows = statement.query_map([account], record)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads an origin, the fields as JSON, and how far the source is trusted.
pub(super) fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<Record> {
    let origin = provenance::from_row(row, 0)?;
    let set: Option<String> = row.get(7)?;
    let set = set.as_deref().and_then(merge::Mode::from_name);
    Ok(Record {
        mode: set.unwrap_or(merge::Mode::of_class(origin.class)),
        fields: from_json(&row.get::<_, String>(6)?),
        origin,
    })
}

/// Accounts with that registrable domain, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn with_domain(connection: &Connection, domain: &str, limit: u32) -> Result<Vec<AccountRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM account WHERE account.domain = ? ORDER BY account.id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![domain, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Accounts whose name has that key (see [`name_key`]) or that are also known under it.
///
/// # Errors
/// When the database refuses.
pub fn with_name_key(connection: &Connection, key: &str, limit: u32) -> Result<Vec<AccountRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM account WHERE account.name_key = ?1
            OR account.id IN (SELECT account FROM account_alias WHERE alias_key = ?1)
         ORDER BY account.id LIMIT ?2"
    ))?;
    let rows = statement.query_map(params![key, limit], row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes accounts with all that hangs on them, and gives how many there were.
///
/// # Errors
/// When the database refuses.
pub fn delete(connection: &Connection, accounts: &[AccountId]) -> Result<u64> {
    let mut statement = connection.prepare_cached("DELETE FROM account WHERE id = ?")?;
    let mut removed = 0;
    for account in accounts {
        removed += statement.execute([account])? as u64;
    }
    Ok(removed)
}

/// Number of rows of a table of this schema.
///
/// # Errors
/// When the database refuses.
pub fn count(connection: &Connection, table: &'static str) -> Result<u64> {
    Ok(connection
        .prepare_cached(&format!("SELECT count(*) FROM {table}"))?
        .query_row([], |row| row.get::<_, i64>(0))?
        .unsigned_abs())
}

/// Fills in what follows from other fields: the domain from the website, both in one written form.
fn complete(fields: &mut BTreeMap<String, String>) {
    fields.retain(|_, value| !value.is_empty());
    let domain = fields
        .get("domain")
        .and_then(|text| domain_key(text))
        .or_else(|| fields.get("website").and_then(|text| own_domain(text)));
    match domain {
        Some(domain) => {
            fields.insert("domain".to_owned(), domain);
        }
        None => {
            fields.remove("domain");
        }
    }
}

fn update(
    connection: &Connection,
    account: AccountId,
    incoming: &Incoming,
    mut fields: BTreeMap<String, String>,
    origin: &Origin,
) -> Result<Kept> {
    let known = own_record(connection, account, &origin.source)?;
    let mut contradicted = Vec::new();
    let unchanged = match &known {
        None => {
            insert_record(connection, account, incoming, &fields, origin)?;
            false
        }
        Some(record) => {
            if record.origin.id == origin.id {
                contradicted = keep_earlier(&mut fields, &record.fields);
            } else {
                keep_unsaid(&mut fields, &record.fields);
            }
            let unchanged = record.fields == fields;
            if !unchanged || record.origin.id != origin.id {
                connection
                    .prepare_cached(
                        "UPDATE account_record SET fields = ?, provenance = ?, external_id = coalesce(?, external_id)
                         WHERE account = ? AND source = ?",
                    )?
                    .execute(params![
                        to_json(&fields),
                        origin.id,
                        incoming.external_id,
                        account,
                        origin.source
                    ])?;
            }
            unchanged
        }
    };
    if !unchanged {
        choose(connection, account, origin.fetched)?;
    }
    Ok(Kept {
        account,
        outcome: if unchanged {
            Outcome::Unchanged
        } else {
            Outcome::Updated
        },
        contradicted,
    })
}

/// Two rows of one import about one account: the earlier row's values stay, the later one fills gaps.
pub(super) fn keep_earlier(
    fields: &mut BTreeMap<String, String>,
    earlier: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut contradicted = Vec::new();
    for (name, value) in earlier {
        match fields.insert(name.clone(), value.clone()) {
            Some(later) if later != *value => contradicted.push(name.clone()),
            _ => {}
        }
    }
    contradicted
}

/// A cell left empty takes nothing away: lists leave out more than they deny.
pub(super) fn keep_unsaid(
    fields: &mut BTreeMap<String, String>,
    earlier: &BTreeMap<String, String>,
) {
    for (name, value) in earlier {
        fields.entry(name.clone()).or_insert_with(|| value.clone());
    }
}

fn own_record(connection: &Connection, account: AccountId, source: &str) -> Result<Option<Record>> {
    Ok(connection
        .prepare_cached(
            "SELECT provenance.id, provenance.source, provenance.class, provenance.url, provenance.published,
                    provenance.fetched, record.fields
             FROM account_record AS record JOIN provenance ON provenance.id = record.provenance
             WHERE record.account = ? AND record.source = ?",
        )?
        .query_row(params![account, source], |row| {
            let origin = provenance::from_row(row, 0)?;
            Ok(Record {
                mode: merge::Mode::of_class(origin.class),
                fields: from_json(&row.get::<_, String>(6)?),
                origin,
            })
        })
        .optional()?)
}

fn insert(
    connection: &Connection,
    fields: &BTreeMap<String, String>,
    invented: bool,
    now: i64,
) -> Result<AccountId> {
    let values = Columns::of(fields);
    connection
        .prepare_cached(
            "INSERT INTO account (name, name_key, domain, website, industry, employees, revenue, country, state,
                                  city, further, invented, changed)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            values.name,
            name_key(values.name).key,
            values.text("domain"),
            values.text("website"),
            values.text("industry"),
            values.number("employees"),
            values.number("revenue"),
            values.text("country"),
            values.text("state"),
            values.text("city"),
            values.further(),
            invented,
            now
        ])?;
    let account = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO account_fts (rowid, name, domain, industry, city, country) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            account,
            values.name,
            values.text("domain"),
            values.text("industry"),
            values.text("city"),
            values.text("country")
        ])?;
    Ok(account)
}

fn insert_record(
    connection: &Connection,
    account: AccountId,
    incoming: &Incoming,
    fields: &BTreeMap<String, String>,
    origin: &Origin,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO account_record (account, source, external_id, fields, provenance) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![
            account,
            origin.source,
            incoming.external_id,
            to_json(fields),
            origin.id
        ])?;
    Ok(())
}

/// Writes the values in use anew from the records.
pub(super) fn choose(connection: &Connection, account: AccountId, now: i64) -> Result<()> {
    let chosen = merge::chosen(&records(connection, account)?);
    let values = Columns::of(&chosen);
    connection
        .prepare_cached(
            "UPDATE account SET name = ?, name_key = ?, domain = ?, website = ?, industry = ?, employees = ?,
                    revenue = ?, country = ?, state = ?, city = ?, further = ?, changed = ? WHERE id = ?",
        )?
        .execute(params![
            values.name,
            name_key(values.name).key,
            values.text("domain"),
            values.text("website"),
            values.text("industry"),
            values.number("employees"),
            values.number("revenue"),
            values.text("country"),
            values.text("state"),
            values.text("city"),
            values.further(),
            now,
            account
        ])?;
    related::replace(connection, account, &chosen)
}

/// The values in use as columns.
struct Columns<'f> {
    fields: &'f BTreeMap<String, String>,
    name: &'f str,
}

impl<'f> Columns<'f> {
    fn of(fields: &'f BTreeMap<String, String>) -> Self {
        let name = fields
            .get("name")
            .or_else(|| fields.get("domain"))
            .map_or("", String::as_str);
        Self { fields, name }
    }

    fn text(&self, field: &str) -> Option<&'f str> {
        self.fields.get(field).map(String::as_str)
    }

    fn number(&self, field: &str) -> Option<i64> {
        self.text(field).and_then(merge::whole_number)
    }

    fn further(&self) -> String {
        let further: BTreeMap<&String, &String> = self
            .fields
            .iter()
            .filter(|(name, _)| !ACCOUNT_COLUMNS.contains(&name.as_str()))
            .collect();
        serde_json::to_string(&further).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// Fields as stored.
pub(super) fn to_json(fields: &BTreeMap<String, String>) -> String {
    serde_json::to_string(fields).unwrap_or_else(|_| "{}".to_owned())
}

/// Stored fields; empty when the text is not what this engine wrote.
pub(super) fn from_json(text: &str) -> BTreeMap<String, String> {
    crate::json::read(text).unwrap_or_default()
}
