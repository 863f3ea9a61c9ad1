//! Everything as JSON Lines: one record a line, each with its provenance.

use super::{account, contact, export_lists, merge, provenance, time::to_text};
use crate::Result;
use rusqlite::{Connection, Row, params};
use serde_json::{Value, json};

/// Rows per chunk.
const ROWS_PER_CHUNK: u32 = 500;

/// Bytes after which a chunk ends early, so that it fits a message.
const BYTES_PER_CHUNK: usize = 2 * 1024 * 1024;

/// The cursor is the section in its upper bits and the last id in the lower.
const ID_BITS: u32 = 56;

/// What is exported, in order.
const SECTIONS: [Section; 24] = [
    Section {
        table: "setting",
        read: settings,
    },
    Section {
        table: "source_use",
        read: super::export_lists::source_uses,
    },
    Section {
        table: "account",
        read: accounts,
    },
    Section {
        table: "contact",
        read: contacts,
    },
    Section {
        table: "story",
        read: stories,
    },
    Section {
        table: "feed",
        read: feeds,
    },
    Section {
        table: "correction",
        read: corrections,
    },
    Section {
        table: "touch",
        read: touches,
    },
    Section {
        table: "library_entry",
        read: library,
    },
    Section {
        table: "enrolment",
        read: enrolments,
    },
    Section {
        table: "import",
        read: imports,
    },
    Section {
        table: "request_log",
        read: requests,
    },
    Section {
        table: "source_sort",
        read: source_sorts,
    },
    Section {
        table: "found_feed",
        read: found_feeds,
    },
    Section {
        table: "account_record_past",
        read: past_records,
    },
    Section {
        table: "contact_record_past",
        read: export_lists::past_people,
    },
    Section {
        table: "story_past",
        read: export_lists::past_stories,
    },
    Section {
        table: "portfolio",
        read: export_lists::portfolios,
    },
    Section {
        table: "model_version",
        read: export_lists::model_versions,
    },
    Section {
        table: "outcome",
        read: export_lists::outcomes,
    },
    Section {
        table: "merge",
        read: export_lists::merges,
    },
    Section {
        table: "crm_connection",
        read: export_lists::crm_connections,
    },
    Section {
        table: "crm_record",
        read: export_lists::crm_records,
    },
    Section {
        table: "crm_entry",
        read: export_lists::crm_entries,
    },
];

struct Section {
    table: &'static str,
    read: fn(&Connection, i64) -> Result<Value>,
}

/// The next lines after `cursor` (0 at first), and where to go on; `None` at the end.
///
/// # Errors
/// When the database refuses.
pub fn chunk(connection: &Connection, cursor: u64) -> Result<(String, Option<u64>)> {
    let mut section = usize::try_from(cursor >> ID_BITS).unwrap_or(usize::MAX);
    let mut last = (cursor & ((1 << ID_BITS) - 1)) as i64;
    let mut lines = String::new();
    while let Some(this) = SECTIONS.get(section) {
        let ids = ids_after(connection, this.table, last)?;
        for id in &ids {
            let record = (this.read)(connection, *id)?;
            lines.push_str(&record.to_string());
            lines.push('\n');
            last = *id;
            if lines.len() >= BYTES_PER_CHUNK {
                return Ok((lines, Some(cursor_at(section, last))));
            }
        }
        if ids.len() == ROWS_PER_CHUNK as usize {
            return Ok((lines, Some(cursor_at(section, last))));
        }
        (section, last) = (section + 1, 0);
        if !lines.is_empty() && section < SECTIONS.len() {
            return Ok((lines, Some(cursor_at(section, last))));
        }
    }
    Ok((lines, None))
}

fn cursor_at(section: usize, last: i64) -> u64 {
    ((section as u64) << ID_BITS) | last.unsigned_abs()
}

fn ids_after(connection: &Connection, table: &str, last: i64) -> Result<Vec<i64>> {
    if table == "setting" {
        // All settings are one record.
        return Ok(if last == 0 { vec![1] } else { Vec::new() });
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![last, ROWS_PER_CHUNK], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn settings(connection: &Connection, _: i64) -> Result<Value> {
    let values: serde_json::Map<String, Value> = super::setting::all(connection)?
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    Ok(json!({ "type": "settings", "settings": values }))
}

fn accounts(connection: &Connection, id: i64) -> Result<Value> {
    let fields = merge::fields(&account::records(connection, id)?);
    let row = account::load_row(connection, id)?;
    let external = external_ids(connection, "account_record", "account", id)?;
    Ok(json!({
        "type": "account",
        "id": id,
        "name": row.as_ref().map(|row| &row.name),
        "domain": row.as_ref().and_then(|row| row.domain.as_ref()),
        "invented": row.as_ref().is_some_and(|row| row.invented),
        "external_ids": external,
        "fields": fields,
    }))
}

fn contacts(connection: &Connection, id: i64) -> Result<Value> {
    let person = contact::load(connection, id)?;
    Ok(json!({
        "type": "contact",
        "id": id,
        "name": person.as_ref().map(|person| &person.name),
        "email": person.as_ref().and_then(|person| person.email.as_ref()),
        "account": person.as_ref().and_then(|person| person.account),
        "external_ids": external_ids(connection, "contact_record", "contact", id)?,
        "fields": merge::fields(&contact::records(connection, id)?),
    }))
}

fn external_ids(connection: &Connection, table: &str, column: &str, id: i64) -> Result<Value> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT source, external_id FROM {table} WHERE {column} = ? AND external_id IS NOT NULL ORDER BY id"
    ))?;
    let rows = statement.query_map([id], |row| {
        Ok(json!({ "source": row.get::<_, String>(0)?, "id": row.get::<_, String>(1)? }))
    })?;
    Ok(Value::Array(rows.collect::<rusqlite::Result<_>>()?))
}

fn stories(connection: &Connection, id: i64) -> Result<Value> {
    let mut story = connection
        .prepare_cached(
            "SELECT title, summary, url, publisher, content_type, published, reading, head, pinned, muted, provenance
             FROM story WHERE id = ?",
        )?
        .query_row([id], |row| {
            Ok(json!({
                "type": "story",
                "id": id,
                "title": row.get::<_, String>(0)?,
                "summary": row.get::<_, String>(1)?,
                "url": row.get::<_, Option<String>>(2)?,
                "publisher": row.get::<_, Option<String>>(3)?,
                "content_type": row.get::<_, String>(4)?,
                "published": to_text(row.get(5)?),
                "reading": parsed(row, 6)?,
                "copy_of": row.get::<_, Option<i64>>(7)?,
                "pinned": row.get::<_, bool>(8)?,
                "muted": row.get::<_, bool>(9)?,
                "provenance": row.get::<_, i64>(10)?,
            }))
        })?;
    let origin = story["provenance"].as_i64().unwrap_or_default();
    story["provenance"] =
        json!(provenance::load(connection, origin)?.map(|origin| origin.to_protocol()));
    let mut statement = connection.prepare_cached(
        "SELECT account, answer, confidence, evidence FROM story_account WHERE story = ? ORDER BY account",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(json!({
            "account": row.get::<_, i64>(0)?,
            "answer": row.get::<_, String>(1)?,
            "confidence": row.get::<_, f64>(2)?,
            "evidence": parsed(row, 3)?,
        }))
    })?;
    story["about"] = Value::Array(rows.collect::<rusqlite::Result<_>>()?);
    Ok(story)
}

fn feeds(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT url, title, account, is_on, last_read, next_due, last_error FROM feed WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "feed",
                "id": id,
                "url": row.get::<_, String>(0)?,
                "title": row.get::<_, String>(1)?,
                "account": row.get::<_, Option<i64>>(2)?,
                "on": row.get::<_, bool>(3)?,
                "last_read": row.get::<_, Option<i64>>(4)?.map(to_text),
                "next_due": row.get::<_, Option<i64>>(5)?.map(to_text),
                "last_error": row.get::<_, Option<String>>(6)?,
            }))
        },
    )
}

fn corrections(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT body, made_at, undone_at FROM correction WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "correction",
                "id": id,
                "correction": parsed(row, 0)?,
                "at": to_text(row.get(1)?),
                "undone_at": row.get::<_, Option<i64>>(2)?.map(to_text),
            }))
        },
    )
}

fn touches(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT account, contact, person, channel, note, opener, at, outcome, number, seconds, hook, replied
         FROM touch WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "touch",
                "id": id,
                "account": row.get::<_, i64>(0)?,
                "contact": row.get::<_, Option<i64>>(1)?,
                "person": row.get::<_, Option<String>>(2)?,
                "channel": row.get::<_, String>(3)?,
                "note": row.get::<_, String>(4)?,
                "opener": row.get::<_, Option<String>>(5)?,
                "at": to_text(row.get(6)?),
                "outcome": row.get::<_, Option<String>>(7)?,
                "number": row.get::<_, Option<String>>(8)?,
                "seconds": row.get::<_, Option<i64>>(9)?,
                "hook": row.get::<_, Option<String>>(10)?,
                "replied": row.get::<_, Option<i64>>(11)?.map(to_text),
            }))
        },
    )
}

fn library(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT section, body, changed FROM library_entry WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "library",
                "section": row.get::<_, String>(0)?,
                "entry": parsed(row, 1)?,
                "changed": to_text(row.get(2)?),
            }))
        },
    )
}

fn enrolments(connection: &Connection, id: i64) -> Result<Value> {
    let events: Vec<Value> = super::enrolment::events(connection, id)?
        .into_iter()
        .map(|event| {
            json!({ "kind": event.kind, "step": event.step, "touch": event.touch, "at": to_text(event.at) })
        })
        .collect();
    one(
        connection,
        "SELECT account, contact, cadence, plan, started, ended, ended_why FROM enrolment WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "enrolment",
                "id": id,
                "account": row.get::<_, i64>(0)?,
                "contact": row.get::<_, Option<i64>>(1)?,
                "cadence": row.get::<_, String>(2)?,
                "plan": parsed(row, 3)?,
                "started": to_text(row.get(4)?),
                "ended": row.get::<_, Option<i64>>(5)?.map(to_text),
                "ended_why": row.get::<_, Option<String>>(6)?,
                "events": events,
            }))
        },
    )
}

fn imports(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT state, started_at, ended_at FROM import WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "import",
                "id": id,
                "state": parsed(row, 0)?,
                "started_at": to_text(row.get(1)?),
                "ended_at": row.get::<_, Option<i64>>(2)?.map(to_text),
            }))
        },
    )
}

fn requests(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT at, host, url, account, status, bytes FROM request_log WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "request",
                "at": to_text(row.get(0)?),
                "host": row.get::<_, String>(1)?,
                "url": row.get::<_, String>(2)?,
                "account": row.get::<_, Option<String>>(3)?,
                "status": row.get::<_, i64>(4)?,
                "bytes": row.get::<_, i64>(5)?,
            }))
        },
    )
}

fn source_sorts(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT name, is_on, changed FROM source_sort WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "source_sort",
                "name": row.get::<_, String>(0)?,
                "on": row.get::<_, bool>(1)?,
                "changed": to_text(row.get(2)?),
            }))
        },
    )
}

fn found_feeds(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT url, title, page, account, found_at FROM found_feed WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "found_feed",
                "url": row.get::<_, String>(0)?,
                "title": row.get::<_, String>(1)?,
                "page": row.get::<_, String>(2)?,
                "account": row.get::<_, Option<i64>>(3)?,
                "at": to_text(row.get(4)?),
            }))
        },
    )
}

fn past_records(connection: &Connection, id: i64) -> Result<Value> {
    one(
        connection,
        "SELECT account, source, fields, since, until FROM account_record_past WHERE id = ?",
        id,
        |row| {
            Ok(json!({
                "type": "earlier_record",
                "account": row.get::<_, i64>(0)?,
                "source": row.get::<_, String>(1)?,
                "fields": parsed(row, 2)?,
                "since": to_text(row.get(3)?),
                "until": to_text(row.get(4)?),
            }))
        },
    )
}

fn one(
    connection: &Connection,
    query: &str,
    id: i64,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<Value>,
) -> Result<Value> {
    Ok(connection.prepare_cached(query)?.query_row([id], read)?)
}

fn parsed(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    let text: String = row.get(column)?;
    Ok(crate::json::read(&text).unwrap_or(Value::String(text)))
}
