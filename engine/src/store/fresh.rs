//! Events that became known lately.

use crate::Result;
use crate::protocol::AccountId;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Accounts read at most.
const MOST: u32 = 1_000;

/// Confidence below which a reading is a guess and lights nothing; as the bolt's own.
const LEAST_CONFIDENCE: f64 = 0.5;

/// An account with an event that became known lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bolt {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Headline of the newest event.
    pub title: String,
}

/// Accounts with an event in a time (in seconds) that became known after a moment, latest first.
/// `own_names` are the owners, in lower case; empty takes all accounts.
///
/// # Errors
/// When the database refuses.
pub fn bolts(
    connection: &Connection,
    window: (i64, i64),
    known_after: i64,
    own_names: &[String],
) -> Result<Vec<Bolt>> {
    let owned = if own_names.is_empty() {
        String::new()
    } else {
        let places = vec!["?"; own_names.len()].join(", ");
        format!("AND lower(account.further ->> '$.owner') IN ({places})")
    };
    let mut values = vec![
        Value::Integer(window.0),
        Value::Integer(window.1),
        Value::Real(LEAST_CONFIDENCE),
        Value::Integer(known_after),
        Value::Integer(window.1),
    ];
    values.extend(own_names.iter().map(|name| Value::Text(name.clone())));
    let mut statement = connection.prepare_cached(&format!(
        "SELECT account.id, account.name, story.title, max(signal.happened) FROM signal
           JOIN account ON account.id = signal.account JOIN story ON story.id = signal.story
           JOIN provenance ON provenance.id = story.provenance
         WHERE signal.happened BETWEEN ? AND ? AND signal.confidence >= ?
           AND provenance.fetched > ? AND provenance.fetched <= ? {owned}
         GROUP BY account.id ORDER BY max(signal.happened) DESC, account.id LIMIT {MOST}"
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(Bolt {
            account: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
