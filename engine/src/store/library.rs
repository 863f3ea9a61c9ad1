//! What the rep writes once: pains, templates, cadences; each entry as it stands in a share file.

use crate::Result;
use rusqlite::{Connection, params};

/// Which part of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Cores about a pain.
    Pain,
    /// Whole mails.
    Template,
    /// Plans of steps.
    Cadence,
}

impl Section {
    const fn name(self) -> &'static str {
        match self {
            Self::Pain => "pain",
            Self::Template => "template",
            Self::Cadence => "cadence",
        }
    }
}

/// The bodies of a section, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn bodies(connection: &Connection, section: Section) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached("SELECT body FROM library_entry WHERE section = ? ORDER BY id")?;
    let rows = statement.query_map([section.name()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps an entry under its name.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    connection: &Connection,
    section: Section,
    name: &str,
    body: &str,
    now: i64,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO library_entry (section, name, body, changed) VALUES (?, ?, ?, ?)
             ON CONFLICT (section, name) DO UPDATE SET body = excluded.body, changed = excluded.changed",
        )?
        .execute(params![section.name(), name, body, now])?;
    Ok(())
}

/// Gives an entry another name; nothing happens when there is none.
///
/// # Errors
/// When the database refuses, or the new name is taken.
pub fn rename(connection: &Connection, section: Section, from: &str, to: &str) -> Result<()> {
    connection
        .prepare_cached("UPDATE library_entry SET name = ? WHERE section = ? AND name = ?")?
        .execute(params![to, section.name(), from])?;
    Ok(())
}

/// Removes an entry; true when it was there.
///
/// # Errors
/// When the database refuses.
pub fn remove(connection: &Connection, section: Section, name: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("DELETE FROM library_entry WHERE section = ? AND name = ?")?
        .execute(params![section.name(), name])?
        > 0)
}
