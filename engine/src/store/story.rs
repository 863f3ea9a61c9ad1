//! Stories: kept once per link or text, with what is understood of them.

use super::provenance::{self, Origin};
use crate::Result;
use crate::protocol::{AccountId, Answer, ContentType, Evidence, Reading, SignalKind};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Days within which the same text is the same story told again.
const COPY_WINDOW_SECONDS: i64 = 14 * 86_400;

/// A story as a feed or the rep gives it.
#[derive(Debug, Clone)]
pub struct IncomingStory {
    /// The canonical link, or a digest of the text where there is none.
    pub identity: String,
    /// Link, `http(s)` only.
    pub url: Option<String>,
    /// Headline, plain text.
    pub title: String,
    /// Summary, plain text.
    pub summary: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, in seconds; `None` when the source is silent.
    pub published: Option<i64>,
    /// What sort of text it is.
    pub content_type: ContentType,
    /// Still of a video, `https` only.
    pub still: Option<String>,
    /// Links and exact keys (tickers) that the text carries.
    pub links: Vec<String>,
    /// What is understood of it.
    pub reading: Reading,
    /// The same for the same text told elsewhere.
    pub fingerprint: String,
    /// The feed it came from.
    pub feed: Option<i64>,
}

/// A stored story as matching needs it.
#[derive(Debug, Clone)]
pub struct StoryText {
    /// The story.
    pub id: i64,
    /// Headline.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Link.
    pub url: Option<String>,
    /// Links and exact keys that the text carries.
    pub links: Vec<String>,
    /// What is understood of it.
    pub reading: Reading,
    /// The account whose own feed it came from.
    pub own_account: Option<AccountId>,
    /// When it was published, in seconds.
    pub published: i64,
    /// The telling that stands for this one.
    pub head: Option<i64>,
}

/// An account that a story was compared with.
#[derive(Debug, Clone)]
pub struct Match {
    /// The account.
    pub account: AccountId,
    /// The verdict.
    pub answer: Answer,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Why, strongest first.
    pub evidence: Vec<Evidence>,
}

/// Keeps a story; gives its id and whether it is new. A known one takes the newer words.
///
/// # Errors
/// When the database refuses.
pub fn keep(connection: &Connection, story: &IncomingStory, origin: Origin) -> Result<(i64, bool)> {
    let known: Option<(i64, String, String)> = connection
        .prepare_cached("SELECT id, title, summary FROM story WHERE identity = ?")?
        .query_row([&story.identity], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    if let Some((id, title, summary)) = known {
        if title != story.title || summary != story.summary {
            connection
                .prepare_cached("UPDATE story SET title = ?, summary = ?, links = ?, fingerprint = ? WHERE id = ?")?
                .execute(params![
                    story.title,
                    story.summary,
                    to_json(&story.links),
                    story.fingerprint,
                    id
                ])?;
            set_reading(connection, id, &story.reading)?;
        }
        return Ok((id, false));
    }
    let published = story.published.unwrap_or(origin.fetched);
    let origin = provenance::insert(connection, origin)?;
    let head = head_for(connection, &story.fingerprint, published)?;
    connection
        .prepare_cached(
            "INSERT INTO story (identity, url, title, summary, publisher, published, content_type, still, links,
                                reading, kinds, fingerprint, head, feed, provenance)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            story.identity,
            story.url,
            story.title,
            story.summary,
            story.publisher,
            published,
            story.content_type.name(),
            story.still,
            to_json(&story.links),
            to_json(&story.reading),
            kinds_text(&story.reading),
            story.fingerprint,
            head,
            story.feed,
            origin.id
        ])?;
    let id = connection.last_insert_rowid();
    if let Some(head) = head {
        prefer_original(connection, head, id)?;
    }
    Ok((id, true))
}

/// Writes what is understood of a story.
///
/// # Errors
/// When the database refuses.
pub fn set_reading(connection: &Connection, story: i64, reading: &Reading) -> Result<()> {
    connection
        .prepare_cached("UPDATE story SET reading = ?, kinds = ? WHERE id = ?")?
        .execute(params![to_json(reading), kinds_text(reading), story])?;
    Ok(())
}

/// A story as matching needs it.
///
/// # Errors
/// When the database refuses.
pub fn text(connection: &Connection, story: i64) -> Result<Option<StoryText>> {
    Ok(connection
        .prepare_cached(&format!("{TEXT_QUERY} WHERE story.id = ?"))?
        .query_row([story], text_from_row)
        .optional()?)
}

/// Stories that were matched against an earlier state of the accounts, newest first.
///
/// # Errors
/// When the database refuses.
pub fn unmatched(connection: &Connection, state: i64, limit: u32) -> Result<Vec<StoryText>> {
    let mut statement = connection.prepare_cached(&format!(
        "{TEXT_QUERY} WHERE story.matched < ? ORDER BY story.id DESC LIMIT ?"
    ))?;
    let rows = statement.query_map(params![state, limit], text_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stories that were compared with an account, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(connection: &Connection, account: AccountId, limit: u32) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT story FROM story_account WHERE account = ? ORDER BY story DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![account, limit], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stories whose text matches an FTS5 expression, newest first.
///
/// # Errors
/// When the database refuses.
pub fn with_words(connection: &Connection, words: &str, limit: u32) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT rowid FROM story_fts WHERE story_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![words, limit], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes which accounts a story is about, in place of what was known, and notes the state of the
/// accounts it was matched against. A head also takes over what its copies say.
///
/// # Errors
/// When the database refuses.
pub fn set_matches(
    connection: &Connection,
    story: i64,
    matches: &[Match],
    state: i64,
) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM story_account WHERE story = ?")?
        .execute([story])?;
    for found in matches {
        put_match(connection, story, found)?;
    }
    connection
        .prepare_cached("UPDATE story SET matched = ? WHERE id = ?")?
        .execute([state, story])?;
    Ok(())
}

/// Writes one verdict over an earlier one.
///
/// # Errors
/// When the database refuses.
pub fn put_match(connection: &Connection, story: i64, found: &Match) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO story_account (story, account, answer, confidence, evidence) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (story, account) DO UPDATE SET answer = excluded.answer,
               confidence = excluded.confidence, evidence = excluded.evidence",
        )?
        .execute(params![
            story,
            found.account,
            found.answer.name(),
            found.confidence,
            to_json(&found.evidence)
        ])?;
    Ok(())
}

/// The verdicts on a story.
///
/// # Errors
/// When the database refuses.
pub fn matches(connection: &Connection, story: i64) -> Result<Vec<Match>> {
    let mut statement = connection.prepare_cached(
        "SELECT account, answer, confidence, evidence FROM story_account WHERE story = ? ORDER BY account",
    )?;
    let rows = statement.query_map([story], |row| {
        Ok(Match {
            account: row.get(0)?,
            answer: answer_from_name(&row.get::<_, String>(1)?),
            confidence: row.get(2)?,
            evidence: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Shows or hides a story, or keeps it on top.
///
/// # Errors
/// When the database refuses.
pub fn set_flags(connection: &Connection, story: i64, pinned: bool, muted: bool) -> Result<()> {
    connection
        .prepare_cached("UPDATE story SET pinned = ?, muted = ? WHERE id = ?")?
        .execute(params![pinned, muted, story])?;
    Ok(())
}

/// The answer with that name; `No` for a word that is none.
pub(super) fn answer_from_name(name: &str) -> Answer {
    match name {
        "yes" => Answer::Yes,
        "unsure" => Answer::Unsure,
        _ => Answer::No,
    }
}

/// How the column `kinds` writes one kind, for searching in it.
pub(super) fn kind_pattern(kind: SignalKind) -> String {
    format!("%,{},%", kind.name())
}

const TEXT_QUERY: &str =
    "SELECT story.id, story.title, story.summary, story.url, story.links, story.reading,
       feed.account, story.published, story.head FROM story LEFT JOIN feed ON feed.id = story.feed";

fn text_from_row(row: &Row<'_>) -> rusqlite::Result<StoryText> {
    let title: String = row.get(1)?;
    Ok(StoryText {
        id: row.get(0)?,
        summary: row.get(2)?,
        url: row.get(3)?,
        links: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
        reading: reading_from_json(&row.get::<_, String>(5)?, &title),
        own_account: row.get(6)?,
        published: row.get(7)?,
        head: row.get(8)?,
        title,
    })
}

/// A stored reading; one without kinds when the text is not what this engine wrote.
pub(super) fn reading_from_json(text: &str, title: &str) -> Reading {
    serde_json::from_str(text).unwrap_or_else(|_| Reading {
        title: title.to_owned(),
        kinds: Vec::new(),
        about: Vec::new(),
        congratulate: false,
        stance: crate::protocol::Stance::Reported,
        facts: Vec::new(),
    })
}

fn head_for(connection: &Connection, fingerprint: &str, published: i64) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(head, id) FROM story WHERE fingerprint = ? AND published BETWEEN ? AND ?
             ORDER BY id LIMIT 1",
        )?
        .query_row(
            params![
                fingerprint,
                published.saturating_sub(COPY_WINDOW_SECONDS),
                published.saturating_add(COPY_WINDOW_SECONDS)
            ],
            |row| row.get(0),
        )
        .optional()?)
}

/// The filing or the company's own words stand before an editor's, these before a machine's find.
fn prefer_original(connection: &Connection, head: i64, copy: i64) -> Result<()> {
    let class_of = |story: i64| -> Result<Option<crate::protocol::SourceClass>> {
        let id: i64 = connection
            .prepare_cached("SELECT provenance FROM story WHERE id = ?")?
            .query_row([story], |row| row.get(0))?;
        Ok(provenance::load(connection, id)?.map(|origin| origin.class))
    };
    if class_of(copy)? < class_of(head)? {
        connection
            .prepare_cached("UPDATE story SET head = ?1 WHERE head = ?2 OR id = ?2")?
            .execute([copy, head])?;
        connection
            .prepare_cached("UPDATE story SET head = NULL WHERE id = ?")?
            .execute([copy])?;
    }
    Ok(())
}

fn kinds_text(reading: &Reading) -> String {
    let mut text = String::from(",");
    for kind in &reading.kinds {
        text.push_str(kind.kind.name());
        text.push(',');
    }
    text
}

fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
