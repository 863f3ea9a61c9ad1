//! Two accounts made one, and two again.
//!
//! Everything that points to the account that goes is pointed to the one that stays. All of it is
//! written down first, row by row, so that undoing needs nothing but the note.

use super::account::{self, choose};
use super::key::{domain_key, name_key};
use super::{counter, provenance, to_text};
use crate::protocol::{AccountId, MergeEntry};
use crate::{Error, Result};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde::{Deserialize, Serialize};

/// What a merge moved.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    /// The account that went.
    account: Cells,
    /// Every row that pointed to it.
    tables: Vec<Moved>,
    /// Further names that the other account got by it.
    aliases: Vec<String>,
}

/// Rows of one table.
#[derive(Debug, Serialize, Deserialize)]
struct Moved {
    table: String,
    column: String,
    rows: Vec<Cells>,
}

/// A row: names of its columns with the values. Numbers keep apart from texts by how JSON writes them.
type Cells = Vec<(String, serde_json::Value)>;

/// Merges made at most that are listed.
const MOST_LISTED: u32 = 500;

/// Makes `merged` part of `kept`, and gives the number of the merge.
///
/// # Errors
/// When either is not there, or both are the same.
pub fn unite(connection: &Connection, kept: AccountId, merged: AccountId, now: i64) -> Result<i64> {
    let names = [kept, merged].map(|id| account::load_row(connection, id));
    let [Ok(Some(keeps)), Ok(Some(goes))] = names else {
        return Err(Error::Unknown(format!("account {kept} or {merged}")));
    };
    if kept == merged {
        return Err(Error::input(
            "same_account",
            "An account cannot be merged with itself.",
            "accounts",
            "Choose two accounts.",
        ));
    }
    let mut note = Note {
        account: rows_of(connection, "account", "id", merged)?
            .pop()
            .unwrap_or_default(),
        tables: Vec::new(),
        aliases: Vec::new(),
    };
    for (table, column) in pointing(connection)? {
        let rows = rows_of(connection, &table, &column, merged)?;
        if !rows.is_empty() {
            note.tables.push(Moved {
                table,
                column,
                rows,
            });
        }
    }
    // Both may have a record of the same source; each stays a record of its own.
    connection
        .prepare_cached(
            "UPDATE account_record SET source = source || ' #' || account WHERE account = ?1
             AND source IN (SELECT source FROM account_record WHERE account = ?2)",
        )?
        .execute([merged, kept])?;
    for moved in &note.tables {
        connection
            .prepare_cached(&format!(
                "UPDATE OR IGNORE \"{}\" SET \"{}\" = ? WHERE \"{1}\" = ?",
                moved.table, moved.column
            ))?
            .execute([kept, merged])?;
    }
    account::delete(connection, &[merged])?;
    let origin = provenance::typed(connection, now)?;
    let further = [Some(goes.name.as_str()), goes.domain.as_deref()];
    for alias in further.into_iter().flatten() {
        let key = domain_key(alias).unwrap_or_else(|| name_key(alias).key);
        let added = connection
            .prepare_cached(
                "INSERT OR IGNORE INTO account_alias (account, alias_key, alias, provenance) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![kept, key, alias, origin.id])?;
        if added > 0 {
            note.aliases.push(key);
        }
    }
    choose(connection, kept, now)?;
    counter::advance(connection, counter::ACCOUNTS)?;
    connection
        .prepare_cached("INSERT INTO merge (kept, merged, text, body, at) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![
            kept,
            merged,
            format!("{} into {}", goes.name, keeps.name),
            serde_json::to_string(&note).unwrap_or_default(),
            now
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Makes them two again.
///
/// # Errors
/// When there is no such merge, it was undone, or the account that stayed is gone.
pub fn part(connection: &Connection, merge: i64, now: i64) -> Result<()> {
    let found: Option<(AccountId, AccountId, String)> = connection
        .prepare_cached("SELECT kept, merged, body FROM merge WHERE id = ? AND undone_at IS NULL")?
        .query_row([merge], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let refused = |message: &str| {
        Error::input(
            "merge_not_undone",
            message,
            format!("merge {merge}"),
            "Nothing was changed.",
        )
    };
    let (kept, merged, body) =
        found.ok_or_else(|| refused("This merge is not there, or was undone already."))?;
    let note: Note =
        crate::json::read(&body).map_err(|_| refused("What the merge moved cannot be read."))?;
    if account::load_row(connection, kept)?.is_none() {
        return Err(refused("The account that stayed has been removed since."));
    }
    if account::load_row(connection, merged)?.is_some() {
        return Err(refused(
            "Its number has been given to another account since.",
        ));
    }
    insert(connection, "account", &note.account)?;
    for moved in &note.tables {
        for row in &moved.rows {
            give_back(connection, moved, row, kept, merged)?;
        }
    }
    for alias in &note.aliases {
        connection
            .prepare_cached("DELETE FROM account_alias WHERE account = ? AND alias_key = ?")?
            .execute(params![kept, alias])?;
    }
    choose(connection, kept, now)?;
    choose(connection, merged, now)?;
    counter::advance(connection, counter::ACCOUNTS)?;
    connection
        .prepare_cached("UPDATE merge SET undone_at = ? WHERE id = ?")?
        .execute([now, merge])?;
    Ok(())
}

/// Merges, newest first.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<Vec<MergeEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kept, text, at, undone_at FROM merge ORDER BY id DESC LIMIT ?",
    )?;
    let rows = statement.query_map([MOST_LISTED], |row| {
        Ok(MergeEntry {
            id: row.get(0)?,
            kept: row.get(1)?,
            text: row.get(2)?,
            at: to_text(row.get(3)?),
            undone: row.get::<_, Option<i64>>(4)?.map(to_text),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tables and columns that point to an account. The schema itself says so, so that no table is forgotten.
fn pointing(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT found.name, link.\"from\" FROM sqlite_schema AS found, pragma_foreign_key_list(found.name) AS link
         WHERE found.type = 'table' AND link.\"table\" = 'account' ORDER BY found.name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn rows_of(
    connection: &Connection,
    table: &str,
    column: &str,
    account: AccountId,
) -> Result<Vec<Cells>> {
    let mut statement =
        connection.prepare(&format!("SELECT * FROM \"{table}\" WHERE \"{column}\" = ?"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut found = statement.query([account])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut cells = Cells::new();
        for (at, name) in names.iter().enumerate() {
            cells.push((name.clone(), to_json(row.get_ref(at)?)));
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// Points a row back, or writes it anew where the account that stayed had the same.
fn give_back(
    connection: &Connection,
    moved: &Moved,
    row: &Cells,
    kept: AccountId,
    merged: AccountId,
) -> Result<()> {
    let id = row.iter().find(|(name, _)| name == "id");
    if let Some((_, id)) = id.filter(|_| moved.table != "account_record") {
        let changed = connection
            .prepare_cached(&format!(
                "UPDATE \"{}\" SET \"{}\" = ?1 WHERE id = ?2 AND \"{1}\" = ?3",
                moved.table, moved.column
            ))?
            .execute(params![merged, id.as_i64(), kept])?;
        let there = changed > 0
            || connection
                .prepare_cached(&format!("SELECT 1 FROM \"{}\" WHERE id = ?", moved.table))?
                .exists([id.as_i64()])?;
        return if there {
            Ok(())
        } else {
            insert(connection, &moved.table, row)
        };
    }
    if moved.table == "account_record" {
        let id = id.and_then(|(_, id)| id.as_i64());
        let source = row
            .iter()
            .find(|(name, _)| name == "source")
            .and_then(|(_, source)| source.as_str());
        let changed = connection
            .prepare_cached("UPDATE account_record SET account = ?, source = ? WHERE id = ?")?
            .execute(params![merged, source, id])?;
        return if changed > 0 {
            Ok(())
        } else {
            insert(connection, &moved.table, row)
        };
    }
    insert(connection, &moved.table, row)
}

fn insert(connection: &Connection, table: &str, row: &Cells) -> Result<()> {
    let names: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let gaps = vec!["?"; row.len()].join(", ");
    let values: Vec<Value> = row.iter().map(|(_, value)| from_json(value)).collect();
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO \"{table}\" ({}) VALUES ({gaps})",
            names.join(", ")
        ))?
        .execute(params_from_iter(values))?;
    Ok(())
}

fn to_json(value: ValueRef<'_>) -> serde_json::Value {
    match value {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => serde_json::json!({ "real": number }),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Null | ValueRef::Blob(_) => serde_json::Value::Null,
    }
}

fn from_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Number(number) => Value::Integer(number.as_i64().unwrap_or_default()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Object(real) => Value::Real(
            real.get("real")
                .and_then(serde_json::Value::as_f64)
                .unwrap_or_default(),
        ),
        _ => Value::Null,
    }
}
