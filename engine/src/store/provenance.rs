//! Origins of facts.

use super::time::to_text;
use crate::Result;
use crate::protocol::{Provenance, SourceClass};
use rusqlite::{Connection, OptionalExtension, params};

/// Source of what the rep typed into Hookline itself; it comes before every other source.
pub const REP: &str = "You";

/// An origin as stored: what records point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Identifies the origin.
    pub id: i64,
    /// Name of the source.
    pub source: String,
    /// Class of the source.
    pub class: SourceClass,
    /// Where it can be read.
    pub url: Option<String>,
    /// When the source published it, in seconds.
    pub published: Option<i64>,
    /// When it was fetched or imported, in seconds.
    pub fetched: i64,
}

impl Origin {
    /// The same in the words of the protocol.
    #[must_use]
    pub fn to_protocol(&self) -> Provenance {
        Provenance {
            source: self.source.clone(),
            class: self.class,
            url: self.url.clone(),
            published: self.published.map(to_text),
            fetched: to_text(self.fetched),
        }
    }
}

/// Stores an origin and gives it its id; `origin.id` is ignored.
///
/// # Errors
/// When the database refuses.
pub fn insert(connection: &Connection, mut origin: Origin) -> Result<Origin> {
    connection
        .prepare_cached(
            "INSERT INTO provenance (source, class, url, published, fetched) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![
            origin.source,
            origin.class.name(),
            origin.url,
            origin.published,
            origin.fetched
        ])?;
    origin.id = connection.last_insert_rowid();
    Ok(origin)
}

/// The origin with that id, or `None`.
///
/// # Errors
/// When the database refuses.
pub fn load(connection: &Connection, id: i64) -> Result<Option<Origin>> {
    Ok(connection
        .prepare_cached(
            "SELECT id, source, class, url, published, fetched FROM provenance WHERE id = ?",
        )?
        .query_row([id], |row| from_row(row, 0))
        .optional()?)
}

/// Origin of what the rep types at `now`: one a second, shared by what is typed together.
///
/// # Errors
/// When the database refuses.
pub fn typed(connection: &Connection, now: i64) -> Result<Origin> {
    let known = connection
        .prepare_cached(
            "SELECT id, source, class, url, published, fetched FROM provenance
             WHERE source = ? AND fetched = ? LIMIT 1",
        )?
        .query_row(params![REP, now], |row| from_row(row, 0))
        .optional()?;
    match known {
        Some(origin) => Ok(origin),
        None => insert(
            connection,
            Origin {
                id: 0,
                source: REP.to_owned(),
                class: SourceClass::Typed,
                url: None,
                published: None,
                fetched: now,
            },
        ),
    }
}

/// Reads an origin from the six columns of a row that begin at `first`.
pub(super) fn from_row(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Origin> {
    let class: String = row.get(first + 2)?;
    Ok(Origin {
        id: row.get(first)?,
        source: row.get(first + 1)?,
        class: SourceClass::from_name(&class).unwrap_or(SourceClass::Typed),
        url: row.get(first + 3)?,
        published: row.get(first + 4)?,
        fetched: row.get(first + 5)?,
    })
}
