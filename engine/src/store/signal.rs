//! Signals: events at an account, drawn from the stories that are about it.

use super::story::{self, reading_from_json};
use super::time::from_seconds;
use crate::Result;
use crate::protocol::{AccountId, Answer, SignalKind, Stance};
use rusqlite::{Connection, Row, params};

/// Signals read of one account; the newest of more.
const MOST_SIGNALS: u32 = 500;

/// One event at an account.
#[derive(Debug, Clone)]
pub struct Signal {
    /// What happened.
    pub kind: SignalKind,
    /// When, as published.
    pub happened: jiff::Timestamp,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
    /// The headline.
    pub title: String,
    /// Where it stands.
    pub url: Option<String>,
    /// The story it comes from.
    pub story: i64,
}

/// Writes the signals of a story anew, from what is understood of it and which accounts it is about.
/// Only reported events of a story that stands for its copies, and is not muted, are signals.
///
/// # Errors
/// When the database refuses.
pub fn derive(connection: &Connection, story: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM signal WHERE story = ?")?
        .execute([story])?;
    let (title, reading, published, is_copy, muted): (String, String, i64, bool, bool) = connection
        .prepare_cached(
            "SELECT title, reading, published, head IS NOT NULL, muted FROM story WHERE id = ?",
        )?
        .query_row([story], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
    let reading = reading_from_json(&reading, &title);
    if is_copy || muted || reading.stance != Stance::Reported {
        return Ok(());
    }
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO signal (account, story, kind, confidence, stance, happened) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for found in story::matches(connection, story)? {
        if found.answer != Answer::Yes {
            continue;
        }
        for kind in &reading.kinds {
            insert.execute(params![
                found.account,
                story,
                kind.kind.name(),
                kind.confidence,
                "reported",
                published
            ])?;
        }
    }
    Ok(())
}

/// Events at an account up to `until` (in seconds), newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(connection: &Connection, account: AccountId, until: i64) -> Result<Vec<Signal>> {
    let mut statement = connection.prepare_cached(
        "SELECT signal.kind, signal.happened, signal.confidence, story.title, story.url, story.id
         FROM signal JOIN story ON story.id = signal.story
         WHERE signal.account = ? AND signal.happened <= ?
         ORDER BY signal.happened DESC, story.id DESC, signal.kind LIMIT ?",
    )?;
    let rows = statement.query_map(params![account, until, MOST_SIGNALS], from_row)?;
    let signals: Vec<Option<Signal>> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(signals.into_iter().flatten().collect())
}

/// Calls `each` with every account that has a signal up to `until` (in seconds) and the time of its
/// latest one.
///
/// # Errors
/// When the database refuses.
pub fn latest(
    connection: &Connection,
    until: i64,
    mut each: impl FnMut(AccountId, jiff::Timestamp),
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT account, max(happened) FROM signal WHERE happened <= ? GROUP BY account",
    )?;
    let mut rows = statement.query([until])?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?, from_seconds(row.get(1)?));
    }
    Ok(())
}

/// The accounts with a signal between two moments (in seconds).
///
/// # Errors
/// When the database refuses.
pub fn accounts_between(
    connection: &Connection,
    from: i64,
    until: i64,
) -> Result<rustc_hash::FxHashSet<AccountId>> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT account FROM signal WHERE happened BETWEEN ? AND ?")?;
    let rows = statement.query_map([from, until], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads an event; `None` for a kind that this engine does not know.
fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Signal>> {
    let Some(kind) = SignalKind::from_name(&row.get::<_, String>(0)?) else {
        return Ok(None);
    };
    Ok(Some(Signal {
        kind,
        happened: from_seconds(row.get(1)?),
        confidence: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        story: row.get(5)?,
    }))
}
