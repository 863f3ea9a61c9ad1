//! What became of accounts: marked by the rep or imported, with what their stars promised then.

use super::time::to_text;
use crate::Result;
use crate::protocol::{AccountId, OutcomeMark};
use rusqlite::{Connection, params};

/// Every outcome, in the order in which they come about.
pub const KINDS: [&str; 6] = ["replied", "meeting", "won", "lost", "renewed", "churned"];

/// Keeps an outcome; the same one of the same account and day is kept once.
///
/// # Errors
/// When the database refuses.
pub fn add(
    connection: &Connection,
    account: AccountId,
    kind: &str,
    at: i64,
    score: &crate::protocol::Score,
    source: &str,
) -> Result<()> {
    let known = connection
        .prepare_cached(
            "SELECT 1 FROM outcome WHERE account = ? AND kind = ? AND at / 86400 = ? / 86400",
        )?
        .exists(params![account, kind, at])?;
    if known {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO outcome (account, kind, at, stars, probability, model, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            account,
            kind,
            at,
            score.stars,
            score.probability,
            score.model,
            source
        ])?;
    Ok(())
}

/// Takes an outcome back.
///
/// # Errors
/// When the database refuses.
pub fn remove(connection: &Connection, outcome: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM outcome WHERE id = ?")?
        .execute([outcome])?;
    Ok(())
}

/// The outcomes of an account, or of all, newest first.
///
/// # Errors
/// When the database refuses.
pub fn marks(
    connection: &Connection,
    account: Option<AccountId>,
    limit: u32,
) -> Result<Vec<OutcomeMark>> {
    let mut statement = connection.prepare_cached(
        "SELECT outcome.id, outcome.account, account.name, outcome.kind, outcome.at, outcome.stars, outcome.source
         FROM outcome JOIN account ON account.id = outcome.account
         WHERE ?1 IS NULL OR outcome.account = ?1 ORDER BY outcome.at DESC, outcome.id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map(params![account, limit], |row| {
        Ok(OutcomeMark {
            id: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            at: to_text(row.get(4)?),
            stars: row.get(5)?,
            source: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many outcomes of each kind there are.
///
/// # Errors
/// When the database refuses.
pub fn counts(connection: &Connection) -> Result<Vec<(String, u64)>> {
    let mut statement =
        connection.prepare_cached("SELECT kind, count(*) FROM outcome GROUP BY kind")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The last outcome of every account that has one among `kinds`, by account: its kind, the stars
/// and the probability it had then.
///
/// # Errors
/// When the database refuses.
#[allow(clippy::type_complexity, reason = "one row of the query")]
pub fn last_of_each(
    connection: &Connection,
    kinds: &[&str],
) -> Result<Vec<(AccountId, String, Option<u8>, Option<f64>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT account, kind, stars, probability FROM outcome ORDER BY account, at DESC, id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut list: Vec<(AccountId, String, Option<u8>, Option<f64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (account, kind): (AccountId, String) = (row.get(0)?, row.get(1)?);
        let counted = list.last().is_some_and(|(last, ..)| *last == account);
        if !counted && kinds.contains(&kind.as_str()) {
            list.push((account, kind, row.get(2)?, row.get(3)?));
        }
    }
    Ok(list)
}
