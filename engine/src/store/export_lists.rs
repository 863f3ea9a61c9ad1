//! Portfolios, models, outcomes and merges as JSON Lines.

use super::portfolio;
use super::time::to_text;
use crate::Result;
use rusqlite::{Connection, Row};
use serde_json::{Value, json};

/// A portfolio with its accounts or its search.
pub(super) fn portfolios(connection: &Connection, id: i64) -> Result<Value> {
    let stored = portfolio::load(connection, id)?;
    Ok(json!({
        "type": "portfolio",
        "id": id,
        "name": stored.as_ref().map(|one| &one.name),
        "category": stored.as_ref().map(|one| &one.category),
        "live": stored.as_ref().and_then(|one| one.live.as_ref()),
        "accounts": portfolio::accounts(connection, id)?,
        "changed": stored.map(|one| to_text(one.changed)),
    }))
}

/// One version of a model.
pub(super) fn model_versions(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection.prepare_cached(
        "SELECT version.model, version.version, version.body, version.report, version.sides, version.change,
                version.made_at,
                model.is_active AND model.removed_at IS NULL
         FROM model_version AS version JOIN model ON model.id = version.model WHERE version.id = ?",
    )?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "model_version",
            "model": row.get::<_, i64>(0)?,
            "version": row.get::<_, i64>(1)?,
            "body": parsed(row, 2)?,
            "report": parsed(row, 3)?,
            "sides": parsed(row, 4)?,
            "change": row.get::<_, String>(5)?,
            "made": to_text(row.get(6)?),
            "active": row.get::<_, bool>(7)?,
        }))
    })?)
}

/// What became of an account.
pub(super) fn outcomes(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection.prepare_cached(
        "SELECT account, kind, at, stars, probability, model, source FROM outcome WHERE id = ?",
    )?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "outcome",
            "id": id,
            "account": row.get::<_, i64>(0)?,
            "kind": row.get::<_, String>(1)?,
            "at": to_text(row.get(2)?),
            "stars": row.get::<_, Option<i64>>(3)?,
            "probability": row.get::<_, Option<f64>>(4)?,
            "model": row.get::<_, String>(5)?,
            "source": row.get::<_, String>(6)?,
        }))
    })?)
}

/// How far a source is trusted.
pub(super) fn source_uses(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement =
        connection.prepare_cached("SELECT source, mode, changed FROM source_use WHERE id = ?")?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "source_use",
            "source": row.get::<_, String>(0)?,
            "mode": row.get::<_, String>(1)?,
            "changed": to_text(row.get(2)?),
        }))
    })?)
}

/// The connection to a CRM, which holds no token and no secret.
pub(super) fn crm_connections(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection.prepare_cached(
        "SELECT crm, address, client, tenant, channels, since, language FROM crm_connection WHERE id = ?",
    )?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "crm_connection",
            "crm": row.get::<_, String>(0)?,
            "address": row.get::<_, String>(1)?,
            "client": row.get::<_, String>(2)?,
            "tenant": row.get::<_, String>(3)?,
            "channels": row.get::<_, String>(4)?,
            "since": row.get::<_, Option<i64>>(5)?.map(to_text),
            "language": row.get::<_, String>(6)?,
        }))
    })?)
}

/// A person or company as the CRM knows it.
pub(super) fn crm_records(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection
        .prepare_cached("SELECT home, record, contact, account FROM crm_record WHERE id = ?")?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "crm_record",
            "home": row.get::<_, String>(0)?,
            "record": row.get::<_, String>(1)?,
            "contact": row.get::<_, Option<i64>>(2)?,
            "account": row.get::<_, Option<i64>>(3)?,
        }))
    })?)
}

/// Where an entry of the ledger stands in the CRM.
pub(super) fn crm_entries(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection
        .prepare_cached("SELECT crm, state, record, url, told FROM crm_entry WHERE id = ?")?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "crm_entry",
            "touch": id,
            "crm": row.get::<_, String>(0)?,
            "state": row.get::<_, String>(1)?,
            "record": row.get::<_, Option<String>>(2)?,
            "url": row.get::<_, Option<String>>(3)?,
            "told": row.get::<_, String>(4)?,
        }))
    })?)
}

/// A merge of two accounts.
pub(super) fn merges(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection
        .prepare_cached("SELECT kept, merged, text, body, at, undone_at FROM merge WHERE id = ?")?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "merge",
            "id": id,
            "kept": row.get::<_, i64>(0)?,
            "merged": row.get::<_, i64>(1)?,
            "text": row.get::<_, String>(2)?,
            "moved": parsed(row, 3)?,
            "at": to_text(row.get(4)?),
            "undone_at": row.get::<_, Option<i64>>(5)?.map(to_text),
        }))
    })?)
}

/// What a person's record said before it was replaced.
pub(super) fn past_people(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection.prepare_cached(
        "SELECT contact, source, fields, since, until FROM contact_record_past WHERE id = ?",
    )?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "earlier_contact_record",
            "contact": row.get::<_, i64>(0)?,
            "source": row.get::<_, String>(1)?,
            "fields": parsed(row, 2)?,
            "since": to_text(row.get(3)?),
            "until": to_text(row.get(4)?),
        }))
    })?)
}

/// The words of a story until its source changed them.
pub(super) fn past_stories(connection: &Connection, id: i64) -> Result<Value> {
    let mut statement = connection
        .prepare_cached("SELECT story, title, summary, until FROM story_past WHERE id = ?")?;
    Ok(statement.query_row([id], |row| {
        Ok(json!({
            "type": "earlier_story",
            "story": row.get::<_, i64>(0)?,
            "title": row.get::<_, String>(1)?,
            "summary": row.get::<_, String>(2)?,
            "until": to_text(row.get(3)?),
        }))
    })?)
}

fn parsed(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    let text: Option<String> = row.get(column)?;
    Ok(text.map_or(Value::Null, |text| {
        crate::json::read(&text).unwrap_or(Value::String(text))
    }))
}
