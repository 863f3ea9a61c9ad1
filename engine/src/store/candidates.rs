//! Stories as the ranked feed weighs them: little of each, so that thousands can be weighed.

use super::search::match_expression;
use super::story::{kind_pattern, kinds_of};
use crate::Result;
use crate::protocol::{AccountId, ContentType, FeedQuery, SignalKind, SourceClass};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

/// Accounts looked at per story.
const MOST_ACCOUNTS: u32 = 20;

/// A story to be ranked.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The story.
    pub id: i64,
    /// Headline.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Who published it, or the source.
    pub publisher: String,
    /// When, in seconds.
    pub published: i64,
    /// What sort of text it is.
    pub content_type: ContentType,
    /// What it reports, surest first.
    pub kinds: Vec<SignalKind>,
    /// How sure the first kind is; `None` without a kind.
    pub confidence: Option<f64>,
    /// How it stands to the event, as the protocol names it.
    pub stance: String,
    /// Class of its source.
    pub class: SourceClass,
    /// True when it is kept on top.
    pub pinned: bool,
}

/// An account that a story is about.
#[derive(Debug, Clone)]
pub struct About {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// How sure.
    pub confidence: f64,
    /// True when it is the rep's own.
    pub own: bool,
}

/// Shown stories of a time (in seconds) that match a query but for its types, pinned ones and newest first.
///
/// # Errors
/// When the database refuses.
pub fn shown(
    connection: &Connection,
    query: &FeedQuery,
    window: (i64, i64),
    most: u32,
) -> Result<Vec<Candidate>> {
    let mut sql = "story.muted = 0 AND story.head IS NULL AND story.published <= ?
                   AND (story.published > ? OR story.pinned = 1)"
        .to_owned();
    let mut values = vec![Value::Integer(window.1), Value::Integer(window.0)];
    if !query.text.trim().is_empty() {
        match match_expression(&query.text) {
            Some(words) => {
                sql.push_str(
                    " AND story.id IN (SELECT rowid FROM story_fts WHERE story_fts MATCH ?)",
                );
                values.push(Value::Text(words));
            }
            None => return Ok(Vec::new()),
        }
    }
    if !query.kinds.is_empty() {
        let any = vec!["story.kinds LIKE ?"; query.kinds.len()].join(" OR ");
        sql.push_str(&format!(" AND ({any})"));
        values.extend(
            query
                .kinds
                .iter()
                .map(|kind| Value::Text(kind_pattern(*kind))),
        );
    }
    values.push(Value::Integer(i64::from(most)));
    let mut statement = connection.prepare_cached(&format!(
        "SELECT story.id, story.title, story.summary, coalesce(story.publisher, provenance.source), story.published,
                story.content_type, story.kinds, story.reading ->> '$.kinds[0].confidence',
                coalesce(story.reading ->> '$.stance', 'reported'), provenance.class, story.pinned
         FROM story JOIN provenance ON provenance.id = story.provenance WHERE {sql}
         ORDER BY story.pinned DESC, story.published DESC, story.id DESC LIMIT ?"
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(Candidate {
            id: row.get(0)?,
            title: row.get(1)?,
            summary: row.get(2)?,
            publisher: row.get(3)?,
            published: row.get(4)?,
            content_type: ContentType::from_name(&row.get::<_, String>(5)?)
                .unwrap_or(ContentType::News),
            kinds: kinds_of(&row.get::<_, String>(6)?),
            confidence: row.get(7)?,
            stance: row.get(8)?,
            class: SourceClass::from_name(&row.get::<_, String>(9)?).unwrap_or(SourceClass::Typed),
            pinned: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Accounts that a story may be about, certain ones and surest first. `own_names` are the names, in lower
/// case, under which lists name the rep as owner; empty makes every account the rep's.
///
/// # Errors
/// When the database refuses.
pub fn accounts(connection: &Connection, story: i64, own_names: &[String]) -> Result<Vec<About>> {
    let mut statement = connection.prepare_cached(
        "SELECT account.id, account.name, story_account.confidence, lower(account.further ->> '$.owner')
         FROM story_account JOIN account ON account.id = story_account.account
         WHERE story_account.story = ? AND story_account.answer <> 'no'
         ORDER BY story_account.answer = 'yes' DESC, story_account.confidence DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![story, MOST_ACCOUNTS], |row| {
        let owner: Option<String> = row.get(3)?;
        Ok(About {
            id: row.get(0)?,
            name: row.get(1)?,
            confidence: row.get(2)?,
            own: own_names.is_empty() || owner.is_some_and(|owner| own_names.contains(&owner)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A telling for counting independent sources.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The telling that stands for it.
    pub head: i64,
    /// Headline of the telling.
    pub title: String,
    /// Who published it, in lower case.
    pub publisher: String,
    /// The same for copies of one text.
    pub fingerprint: String,
    /// When, in seconds.
    pub published: i64,
}

/// Accounts that many stories since a moment are about, most first.
///
/// # Errors
/// When the database refuses.
pub fn busiest(
    connection: &Connection,
    window: (i64, i64),
    least: u32,
    most: u32,
) -> Result<Vec<(AccountId, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT account.id, account.name FROM story
           JOIN story_account ON story_account.story = story.id AND story_account.answer = 'yes'
           JOIN account ON account.id = story_account.account
         WHERE story.published > ? AND story.published <= ? AND story.muted = 0
         GROUP BY account.id HAVING count(*) >= ? ORDER BY count(*) DESC, account.id LIMIT ?",
    )?;
    let rows = statement.query_map(params![window.0, window.1, least, most], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tellings about an account in a time, newest first.
///
/// # Errors
/// When the database refuses.
pub fn tellings(
    connection: &Connection,
    account: AccountId,
    window: (i64, i64),
    most: u32,
) -> Result<Vec<Telling>> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(story.head, story.id), story.title, lower(coalesce(story.publisher, provenance.source)),
                story.fingerprint, story.published
         FROM story_account JOIN story ON story.id = story_account.story
           JOIN provenance ON provenance.id = story.provenance
         WHERE story_account.account = ? AND story_account.answer = 'yes' AND story.muted = 0
           AND story.published > ? AND story.published <= ? ORDER BY story.published DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![account, window.0, window.1, most], |row| {
        Ok(Telling {
            head: row.get(0)?,
            title: row.get(1)?,
            publisher: row.get(2)?,
            fingerprint: row.get(3)?,
            published: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
