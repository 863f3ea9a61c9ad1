//! Models with their versions, which of them gives the stars, and since when.

use crate::protocol::{Report, Side};
use crate::score::Model;
use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The purpose whose model gives the stars.
pub const FIT: &str = "fit";

/// One version of a model as stored.
#[derive(Debug, Clone)]
pub struct Version {
    /// The model's number.
    pub model: i64,
    /// The model.
    pub body: Model,
    /// What was measured when it was trained.
    pub report: Option<Report>,
    /// The accounts it was trained on: with and without the outcome.
    pub sides: Option<(Side, Side)>,
    /// What was done, in one sentence.
    pub change: String,
    /// When, in seconds.
    pub made: i64,
}

/// A model in the list, with its newest version.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The newest version.
    pub version: Version,
    /// True when scores for its purpose come from it.
    pub active: bool,
}

const COLUMNS: &str =
    "version.model, version.body, version.report, version.sides, version.change, version.made_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Version>> {
    let text = |at: usize| row.get::<_, Option<String>>(at);
    let Ok(body) = crate::json::read(&text(1)?.unwrap_or_default()) else {
        return Ok(None);
    };
    Ok(Some(Version {
        model: row.get(0)?,
        body,
        report: text(2)?.and_then(|text| crate::json::read(&text).ok()),
        sides: text(3)?.and_then(|text| crate::json::read(&text).ok()),
        change: row.get(4)?,
        made: row.get(5)?,
    }))
}

/// Every model that was not removed, by purpose and name.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<Vec<Listed>> {
    let mut list = newest(connection, "model.removed_at IS NULL ORDER BY model.id")?;
    crate::order::by(&mut list, |left, right| {
        let key = |one: &Listed| {
            (
                one.version.body.purpose.clone(),
                one.version.body.name.clone(),
            )
        };
        key(left).cmp(&key(right))
    });
    Ok(list)
}

/// The models that were removed, the last removed first.
///
/// # Errors
/// When the database refuses.
pub fn removed(connection: &Connection) -> Result<Vec<Listed>> {
    newest(
        connection,
        "model.removed_at IS NOT NULL ORDER BY model.removed_at DESC, model.id DESC",
    )
}

/// The newest versions of the models that `which` (a condition with an order) takes.
fn newest(connection: &Connection, which: &str) -> Result<Vec<Listed>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, model.is_active FROM model JOIN model_version AS version ON version.model = model.id
         WHERE version.version =
             (SELECT max(newest.version) FROM model_version AS newest WHERE newest.model = model.id)
         AND {which}"
    ))?;
    let rows = statement.query_map([], |row| {
        let version = from_row(row)?;
        let active = row.get(6)?;
        Ok(version.map(|version| Listed { version, active }))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// The versions of a model, the newest first.
///
/// # Errors
/// When the database refuses.
pub fn versions(connection: &Connection, model: i64) -> Result<Vec<Version>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM model_version AS version WHERE version.model = ? ORDER BY version.version DESC"
    ))?;
    let rows = statement.query_map([model], from_row)?;
    Ok(rows
        .collect::<rusqlite::Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// A version of a model, the newest when none is named.
///
/// # Errors
/// When there is no such model or version.
pub fn load(connection: &Connection, model: i64, version: Option<u32>) -> Result<Version> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM model_version AS version
             WHERE version.model = ?1 AND (?2 IS NULL OR version.version = ?2)
             ORDER BY version.version DESC LIMIT 1"
        ))?
        .query_row(params![model, version], from_row)
        .optional()?
        .flatten()
        .ok_or_else(|| {
            Error::input(
                "no_such_model",
                "There is no such model, or not in that version.",
                format!("model {model}"),
                "Choose another one from the list.",
            )
        })
}

/// Makes a model without a version.
///
/// # Errors
/// When the database refuses.
pub fn insert(connection: &Connection, purpose: &str) -> Result<i64> {
    connection
        .prepare_cached("INSERT INTO model (purpose) VALUES (?)")?
        .execute([purpose])?;
    Ok(connection.last_insert_rowid())
}

/// Keeps a version; its number is the body's own.
///
/// # Errors
/// When the database refuses, or has that version already.
pub fn keep(connection: &Connection, version: &Version) -> Result<()> {
    let json = |value: &dyn erased::Json| value.text();
    connection
        .prepare_cached(
            "INSERT INTO model_version (model, version, body, report, sides, change, made_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            version.model,
            version.body.version,
            json(&version.body),
            version.report.as_ref().map(|report| json(report)),
            version.sides.as_ref().map(|sides| json(sides)),
            version.change,
            version.made
        ])?;
    Ok(())
}

/// Anything as JSON.
mod erased {
    /// A value that can be written as JSON.
    pub(super) trait Json {
        /// Its JSON.
        fn text(&self) -> String;
    }
    impl<T: serde::Serialize> Json for T {
        fn text(&self) -> String {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}

/// Makes a model the one for its purpose from now on; `None` leaves the purpose to the starter model.
///
/// # Errors
/// When the database refuses.
pub fn activate(
    connection: &Connection,
    model: Option<i64>,
    purpose: &str,
    now: i64,
) -> Result<()> {
    connection
        .prepare_cached("UPDATE model SET is_active = (id IS ?1) WHERE purpose = ?2")?
        .execute(params![model, purpose])?;
    note_use(connection, purpose, now)
}

/// Writes down which version gives the scores of a purpose from now on.
///
/// # Errors
/// When the database refuses.
pub fn note_use(connection: &Connection, purpose: &str, now: i64) -> Result<()> {
    let active = active(connection, purpose)?;
    connection
        .prepare_cached(
            "INSERT INTO model_use (purpose, model, version, since) VALUES (?, ?, ?, ?)",
        )?
        .execute(params![
            purpose,
            active.as_ref().map(|version| version.model),
            active.as_ref().map(|version| version.body.version),
            now
        ])?;
    Ok(())
}

/// The newest version of the active model of a purpose; `None` when there is none.
///
/// # Errors
/// When the database refuses.
pub fn active(connection: &Connection, purpose: &str) -> Result<Option<Version>> {
    let model: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM model WHERE purpose = ? AND is_active = 1 AND removed_at IS NULL LIMIT 1",
        )?
        .query_row([purpose], |row| row.get(0))
        .optional()?;
    model.map(|model| load(connection, model, None)).transpose()
}

/// The model that gave the scores of a purpose at a moment (in seconds); `None` for the starter model.
///
/// # Errors
/// When the database refuses.
pub fn active_at(connection: &Connection, purpose: &str, at: i64) -> Result<Option<Model>> {
    let used: Option<(Option<i64>, Option<u32>)> = connection
        .prepare_cached(
            "SELECT model, version FROM model_use WHERE purpose = ? AND since <= ?
             ORDER BY since DESC, id DESC LIMIT 1",
        )?
        .query_row(params![purpose, at], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match used {
        Some((Some(model), version)) => {
            Ok(load(connection, model, version).ok().map(|kept| kept.body))
        }
        _ => Ok(None),
    }
}

/// Removes a model, or brings it back. A removed one gives no scores; once back, it gives them again
/// if it did before and no other model was activated for its purpose in between.
///
/// # Errors
/// When the database refuses.
pub fn set_removed(
    connection: &Connection,
    model: i64,
    removed: Option<i64>,
    now: i64,
) -> Result<()> {
    connection
        .prepare_cached("UPDATE model SET removed_at = ? WHERE id = ?")?
        .execute(params![removed, model])?;
    let purpose: Option<String> = connection
        .prepare_cached("SELECT purpose FROM model WHERE id = ?")?
        .query_row([model], |row| row.get(0))
        .optional()?;
    match purpose {
        Some(purpose) => note_use(connection, &purpose, now),
        None => Ok(()),
    }
}

/// The secret key that signs models made here, hexadecimal; `None` before the first one was signed.
///
/// # Errors
/// When the database refuses.
pub fn secret(connection: &Connection) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT secret FROM signing_key WHERE id = 1")?
        .query_row([], |row| row.get(0))
        .optional()?)
}

/// Keeps the secret key.
///
/// # Errors
/// When the database refuses.
pub fn keep_secret(connection: &Connection, secret: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO signing_key (id, secret) VALUES (1, ?)")?
        .execute([secret])?;
    Ok(())
}

/// Takes a model out with all its versions, as if it had never been there.
///
/// # Errors
/// When the database refuses.
pub fn forget(connection: &Connection, model: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM model WHERE id = ?")?
        .execute([model])?;
    Ok(())
}
