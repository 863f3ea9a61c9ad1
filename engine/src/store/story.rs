//! Stories: kept once per link or text, with what is understood of them.

use super::provenance::{self, Origin};
use crate::Result;
use crate::protocol::{
    AccountId, Answer, ContactId, ContentType, Evidence, Reading, SignalKind, SourceClass,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

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
    /// Kinds that a code of the source states exactly; empty where the words tell.
    pub exact: Vec<SignalKind>,
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
    /// What sort of text it is.
    pub content_type: ContentType,
    /// Class of its source.
    pub class: SourceClass,
    /// The state of the accounts it was matched against.
    pub matched: i64,
    /// Kinds that a code of the source states exactly; empty where the words tell.
    pub exact: Vec<SignalKind>,
    /// Who published it, or the source where that is not told.
    pub publisher: String,
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

/// What keeping a story did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// It was known and its words have changed.
    Changed,
    /// It was known as it is.
    Known,
}

/// Keeps a story; gives its id and what that did. A known one takes the newer words.
///
/// # Errors
/// When the database refuses.
pub fn keep(connection: &Connection, story: &IncomingStory, origin: Origin) -> Result<(i64, Kept)> {
    let known: Option<(i64, String, String)> = connection
        .prepare_cached("SELECT id, title, summary FROM story WHERE identity = ?")?
        .query_row([&story.identity], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    if let Some((id, title, summary)) = known {
        if title != story.title || summary != story.summary {
            keep_words(connection, id, origin.fetched)?;
            connection
                .prepare_cached("UPDATE story SET title = ?, summary = ?, links = ?, fingerprint = ?, exact = ? WHERE id = ?")?
                .execute(params![
                    story.title,
                    story.summary,
                    to_json(&story.links),
                    story.fingerprint,
                    kind_list(story.exact.iter().copied()),
                    id
                ])?;
            set_reading(connection, id, &story.reading)?;
            return Ok((id, Kept::Changed));
        }
        return Ok((id, Kept::Known));
    }
    let published = story.published.unwrap_or(origin.fetched);
    let origin = provenance::insert(connection, origin)?;
    connection
        .prepare_cached(
            "INSERT INTO story (identity, url, title, summary, publisher, published, content_type, still, links,
                                reading, kinds, fingerprint, feed, exact, provenance)
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
            story.feed,
            kind_list(story.exact.iter().copied()),
            origin.id
        ])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO story_fts (rowid, title, summary, publisher) VALUES (?, ?, ?, ?)",
        )?
        .execute(params![id, story.title, story.summary, story.publisher])?;
    Ok((id, Kept::New))
}

/// The story with that identity.
///
/// # Errors
/// When the database refuses.
pub fn with_identity(connection: &Connection, identity: &str) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM story WHERE identity = ?")?
        .query_row([identity], |row| row.get(0))
        .optional()?)
}

/// Forgets a story with all that hangs on it.
///
/// # Errors
/// When the database refuses.
pub fn forget(connection: &Connection, story: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM story WHERE id = ?")?
        .execute([story])?;
    Ok(())
}

/// Keeps what a story says before it is replaced.
fn keep_words(connection: &Connection, story: i64, until: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO story_past (story, title, summary, links, fingerprint, exact, until)
             SELECT id, title, summary, links, fingerprint, exact, ?2 FROM story WHERE id = ?1",
        )?
        .execute([story, until])?;
    Ok(())
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
            evidence: crate::json::read(&row.get::<_, String>(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stories with that fingerprint published between two times in seconds.
///
/// # Errors
/// When the database refuses.
pub fn with_fingerprint(
    connection: &Connection,
    fingerprint: &str,
    window: (i64, i64),
    limit: u32,
) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM story WHERE fingerprint = ? AND published BETWEEN ? AND ? ORDER BY id LIMIT ?",
    )?;
    let rows = statement.query_map(params![fingerprint, window.0, window.1, limit], |row| {
        row.get(0)
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stories about an account that stand for their copies, published between two times in seconds,
/// newest first.
///
/// # Errors
/// When the database refuses.
pub fn heads_of(
    connection: &Connection,
    account: AccountId,
    window: (i64, i64),
    limit: u32,
) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT story.id FROM story_account JOIN story ON story.id = story_account.story
         WHERE story_account.account = ? AND story_account.answer = 'yes' AND story.head IS NULL
           AND story.published BETWEEN ? AND ? ORDER BY story.published DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![account, window.0, window.1, limit], |row| {
        row.get(0)
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The copies that a story stands for.
///
/// # Errors
/// When the database refuses.
pub fn copies(connection: &Connection, head: i64) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM story WHERE head = ? ORDER BY id LIMIT 200")?;
    let rows = statement.query_map([head], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts a story and its copies behind another.
///
/// # Errors
/// When the database refuses.
pub fn stand_behind(connection: &Connection, story: i64, head: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE story SET head = ?1 WHERE (head = ?2 OR id = ?2) AND id <> ?1")?
        .execute([head, story])?;
    connection
        .prepare_cached("UPDATE story SET head = NULL WHERE id = ?")?
        .execute([head])?;
    Ok(())
}

/// How sure it is that a story is about an account, 0 to 1.
///
/// # Errors
/// When the database refuses.
pub fn confidence(connection: &Connection, story: i64, account: AccountId) -> Result<f64> {
    let sure = connection
        .prepare_cached("SELECT confidence FROM story_account WHERE story = ? AND account = ?")?
        .query_row([story, account], |row| row.get(0))
        .optional()?;
    Ok(sure.unwrap_or(0.0))
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

/// Stories shown again or hidden by one rule at most; the newest of more.
const MOST_BY_RULE: u32 = 20_000;

/// Stories that a source published, newest first; capitals do not matter.
///
/// # Errors
/// When the database refuses.
pub fn published_by(connection: &Connection, source: &str) -> Result<Vec<i64>> {
    // SQLite folds ASCII capitals alone; names in other letters are compared as they are, too.
    let mut statement = connection.prepare_cached(
        "SELECT story.id FROM story JOIN provenance ON provenance.id = story.provenance
         WHERE coalesce(story.publisher, provenance.source) = ? COLLATE NOCASE
         ORDER BY story.id DESC LIMIT ?",
    )?;
    let rows = statement.query_map(params![source, MOST_BY_RULE], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stories that report a kind, newest first.
///
/// # Errors
/// When the database refuses.
pub fn reporting(connection: &Connection, kind: SignalKind) -> Result<Vec<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT id FROM story WHERE kinds LIKE ? ORDER BY id DESC LIMIT ?")?;
    let rows = statement.query_map(params![kind_pattern(kind), MOST_BY_RULE], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
       feed.account, story.published, story.head, story.content_type, provenance.class, story.matched,
       story.exact, coalesce(story.publisher, provenance.source)
     FROM story JOIN provenance ON provenance.id = story.provenance LEFT JOIN feed ON feed.id = story.feed";

fn text_from_row(row: &Row<'_>) -> rusqlite::Result<StoryText> {
    let title: String = row.get(1)?;
    Ok(StoryText {
        id: row.get(0)?,
        summary: row.get(2)?,
        url: row.get(3)?,
        links: crate::json::read(&row.get::<_, String>(4)?).unwrap_or_default(),
        reading: reading_from_json(&row.get::<_, String>(5)?, &title),
        own_account: row.get(6)?,
        published: row.get(7)?,
        head: row.get(8)?,
        content_type: ContentType::from_name(&row.get::<_, String>(9)?)
            .unwrap_or(ContentType::News),
        class: SourceClass::from_name(&row.get::<_, String>(10)?).unwrap_or(SourceClass::Typed),
        matched: row.get(11)?,
        exact: kinds_of(&row.get::<_, String>(12)?),
        publisher: row.get(13)?,
        title,
    })
}

/// A stored reading; one without kinds when the text is not what this engine wrote.
pub(super) fn reading_from_json(text: &str, title: &str) -> Reading {
    crate::json::read(text).unwrap_or_else(|_| Reading {
        title: title.to_owned(),
        kinds: Vec::new(),
        about: Vec::new(),
        congratulate: false,
        stance: crate::protocol::Stance::Reported,
        facts: Vec::new(),
    })
}

fn kinds_text(reading: &Reading) -> String {
    let list = kind_list(reading.kinds.iter().map(|kind| kind.kind));
    if list.is_empty() {
        ",".to_owned()
    } else {
        list
    }
}

/// Kinds as `,funding,ipo,`; empty for none.
fn kind_list(kinds: impl Iterator<Item = SignalKind>) -> String {
    let mut text = String::new();
    for kind in kinds {
        if text.is_empty() {
            text.push(',');
        }
        text.push_str(kind.name());
        text.push(',');
    }
    text
}

/// The kinds of such a text.
pub(super) fn kinds_of(text: &str) -> Vec<SignalKind> {
    text.split(',').filter_map(SignalKind::from_name).collect()
}

fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// Says that a story is about a person.
///
/// # Errors
/// When the database refuses.
pub fn set_person(connection: &Connection, story: i64, contact: ContactId) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO story_contact (story, contact) VALUES (?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute([story, contact])?;
    Ok(())
}

/// The people that a story is about; empty for a story about the company.
///
/// # Errors
/// When the database refuses.
pub fn people(connection: &Connection, story: i64) -> Result<Vec<ContactId>> {
    let mut statement =
        connection.prepare_cached("SELECT contact FROM story_contact WHERE story = ?")?;
    let rows = statement.query_map([story], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Address of the feed that a story came from.
///
/// # Errors
/// When the database refuses.
pub fn feed_address(connection: &Connection, story: i64) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached(
            "SELECT feed.url FROM story JOIN feed ON feed.id = story.feed WHERE story.id = ?",
        )?
        .query_row([story], |row| row.get(0))
        .optional()?)
}

/// Where a story comes from, with its own link where it has one; `None` when there is no such story.
///
/// # Errors
/// When the database refuses.
pub fn provenance(
    connection: &Connection,
    story: i64,
) -> Result<Option<crate::protocol::Provenance>> {
    let found: Option<(i64, Option<String>, i64)> = connection
        .prepare_cached("SELECT provenance, url, published FROM story WHERE id = ?")?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((origin, url, published)) = found else {
        return Ok(None);
    };
    Ok(provenance::load(connection, origin)?.map(|origin| {
        let mut source = origin.to_protocol();
        source.url = url.or(source.url);
        source.published.get_or_insert(super::to_text(published));
        source
    }))
}

/// Companies that a story names, as it writes them.
///
/// # Errors
/// When the database refuses.
pub fn names_in(connection: &Connection, story: i64) -> Result<Vec<String>> {
    let found: Option<(String, String)> = connection
        .prepare_cached("SELECT title, reading FROM story WHERE id = ?")?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map_or_else(Vec::new, |(title, reading)| {
        reading_from_json(&reading, &title).about
    }))
}
