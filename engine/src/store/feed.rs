//! Feeds: what is followed, how each stands, and when it is to be asked again.

use super::time::to_text;
use crate::protocol::{AccountId, Feed};
use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A feed as the schedule needs it.
#[derive(Debug, Clone)]
pub struct FeedState {
    /// Identifies the feed.
    pub id: i64,
    /// Address.
    pub url: String,
    /// Host of the address.
    pub host: String,
    /// Title, the address until it was read once.
    pub title: String,
    /// The account whose own feed it is.
    pub account: Option<AccountId>,
    /// Validator of the last answer.
    pub etag: Option<String>,
    /// Validator of the last answer.
    pub last_modified: Option<String>,
    /// Requests in a row that failed.
    pub failures: u32,
    /// Whether it is followed, or what it is asked once for.
    pub role: Role,
    /// The website for which it is asked, or what its answer is to complete.
    pub page: Option<String>,
}

/// Whether an address is followed for good, or what it is asked once for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Followed.
    Feed,
    /// A page that may announce feeds.
    Page,
    /// A usual address of feeds on a website.
    Guess,
    /// An entity that a search named.
    Facts,
    /// The names of what an entity points to.
    Labels,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Page => "page",
            Self::Guess => "guess",
            Self::Facts => "facts",
            Self::Labels => "labels",
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "page" => Self::Page,
            "guess" => Self::Guess,
            "facts" => Self::Facts,
            "labels" => Self::Labels,
            _ => Self::Feed,
        }
    }
}

/// What an answer changes of a feed's state.
#[derive(Debug, Clone, Default)]
pub struct Outcome<'o> {
    /// Title, when one was read.
    pub title: Option<&'o str>,
    /// Validators of the answer, when it had a body.
    pub validators: Option<(Option<&'o str>, Option<&'o str>)>,
    /// True when the feed was read or said that nothing is new.
    pub read: bool,
    /// False turns the feed off.
    pub off: bool,
    /// What went wrong or should be noted, in words for the rep.
    pub error: Option<&'o str>,
    /// Requests in a row that failed.
    pub failures: u32,
    /// When it will be asked next, in seconds.
    pub next_due: i64,
}

/// Follows a feed; one that is followed already is turned on again.
///
/// # Errors
/// When the address is none that can be asked.
pub fn add(
    connection: &Connection,
    url: &str,
    account: Option<AccountId>,
    now: i64,
) -> Result<i64> {
    let url = checked_url(url)?;
    let host = host_of(&url);
    connection
        .prepare_cached(
            "INSERT INTO feed (url, host, title, account, next_due) VALUES (?1, ?2, ?1, ?3, ?4)
             ON CONFLICT (url) DO UPDATE SET is_on = 1, role = 'feed', next_due = min(coalesce(next_due, ?4), ?4),
               account = coalesce(excluded.account, account)",
        )?
        .execute(params![url, host, account, now])?;
    Ok(connection
        .prepare_cached("SELECT id FROM feed WHERE url = ?")?
        .query_row([url], |row| row.get(0))?)
}

/// Asks an address once, unless it is followed or asked already.
///
/// # Errors
/// When the address is none that can be asked.
pub fn ask_once(
    connection: &Connection,
    url: &str,
    role: Role,
    account: Option<AccountId>,
    page: Option<&str>,
    now: i64,
) -> Result<()> {
    let url = checked_url(url)?;
    connection
        .prepare_cached(
            "INSERT INTO feed (url, host, title, account, next_due, role, page) VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6)
             ON CONFLICT (url) DO UPDATE SET is_on = 1, next_due = ?4, page = ?6, account = coalesce(?3, account)
               WHERE role <> 'feed'",
        )?
        .execute(params![url, host_of(&url), account, now, role.name(), page])?;
    Ok(())
}

/// Gives a feed that was not read yet the title that a list gives it.
///
/// # Errors
/// When the database refuses.
pub fn entitle(connection: &Connection, feed: i64, title: &str) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE feed SET title = ?2 WHERE id = ?1 AND last_read IS NULL AND ?2 <> ''",
        )?
        .execute(params![feed, title])?;
    Ok(())
}

/// Ends what is asked once: it goes, but a page that could not be read stays to say so.
///
/// # Errors
/// When the database refuses.
pub fn asked_out(connection: &Connection, feed: i64, told: Option<&str>) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE feed SET is_on = 0, next_due = NULL, last_error = ?2 WHERE id = ?1 AND role = 'page' AND ?2 IS NOT NULL",
        )?
        .execute(params![feed, told])?;
    connection
        .prepare_cached(
            "DELETE FROM feed WHERE id = ?1 AND role <> 'feed' AND (role <> 'page' OR ?2 IS NULL)",
        )?
        .execute(params![feed, told])?;
    Ok(())
}

/// Takes away what is asked once for a page.
///
/// # Errors
/// When the database refuses.
pub fn drop_guesses(connection: &Connection, page: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM feed WHERE role = 'guess' AND page = ?")?
        .execute([page])?;
    Ok(())
}

/// Puts off every request to a host that asks for a pause.
///
/// # Errors
/// When the database refuses.
pub fn put_off(connection: &Connection, host: &str, until: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE feed SET next_due = ?2 WHERE host = ?1 AND is_on = 1 AND next_due < ?2",
        )?
        .execute(params![host, until])?;
    Ok(())
}

/// When a host answered last, in seconds.
///
/// # Errors
/// When the database refuses.
pub fn last_answer(connection: &Connection, host: &str) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT max(last_read) FROM feed WHERE host = ?")?
        .query_row([host], |row| row.get(0))?)
}

/// Turns a feed on or off.
///
/// # Errors
/// When there is no such feed.
pub fn set_on(connection: &Connection, feed: i64, on: bool, now: i64) -> Result<()> {
    let changed = connection
        .prepare_cached("UPDATE feed SET is_on = ?1, failures = 0, next_due = CASE WHEN ?1 THEN ?2 ELSE NULL END WHERE id = ?3")?
        .execute(params![on, now, feed])?;
    found(changed, feed)
}

/// Stops following a feed; its stories stay.
///
/// # Errors
/// When there is no such feed.
pub fn remove(connection: &Connection, feed: i64) -> Result<()> {
    let changed = connection
        .prepare_cached("DELETE FROM feed WHERE id = ?")?
        .execute([feed])?;
    found(changed, feed)
}

/// Every feed with its state, by title.
///
/// # Errors
/// When the database refuses.
pub fn list(connection: &Connection) -> Result<Vec<Feed>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, url, title, account, is_on, last_read, next_due, last_error,
                (SELECT count(*) FROM story WHERE story.feed = feed.id)
         FROM feed WHERE role = 'feed' ORDER BY title COLLATE NOCASE, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Feed {
            id: row.get(0)?,
            url: row.get(1)?,
            title: row.get(2)?,
            account: row.get(3)?,
            on: row.get(4)?,
            last_read: row.get::<_, Option<i64>>(5)?.map(to_text),
            next_due: row.get::<_, Option<i64>>(6)?.map(to_text),
            last_error: row.get(7)?,
            stories: row.get::<_, i64>(8)?.unsigned_abs(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Feeds that are due, longest waiting first, with when they were asked last.
///
/// # Errors
/// When the database refuses.
pub fn due(connection: &Connection, now: i64) -> Result<Vec<FeedState>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {STATE} FROM feed WHERE is_on = 1 AND next_due <= ? ORDER BY next_due, id"
    ))?;
    let rows = statement.query_map([now], state)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Hosts that were asked since `since` (in seconds) and have not answered.
///
/// # Errors
/// When the database refuses.
pub fn hosts_asked(connection: &Connection, since: i64) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT host FROM feed WHERE last_asked IS NOT NULL AND last_asked > ?",
    )?;
    let rows = statement.query_map([since], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes that a feed is being asked.
///
/// # Errors
/// When the database refuses.
pub fn asked(connection: &Connection, feed: i64, now: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE feed SET last_asked = ? WHERE id = ?")?
        .execute([now, feed])?;
    Ok(())
}

/// A feed as the schedule needs it.
///
/// # Errors
/// When there is no such feed.
pub fn load(connection: &Connection, feed: i64) -> Result<FeedState> {
    connection
        .prepare_cached(&format!("SELECT {STATE} FROM feed WHERE id = ?"))?
        .query_row([feed], state)
        .optional()?
        .ok_or_else(|| Error::Unknown(format!("feed {feed}")))
}

/// The feed with that address, when it is followed.
///
/// # Errors
/// When the database refuses.
pub fn with_url(connection: &Connection, url: &str) -> Result<Option<FeedState>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {STATE} FROM feed WHERE url = ?"))?
        .query_row([url], state)
        .optional()?)
}

/// Writes what an answer changed.
///
/// # Errors
/// When the database refuses.
pub fn answered(connection: &Connection, feed: i64, outcome: &Outcome<'_>, now: i64) -> Result<()> {
    if let Some((etag, last_modified)) = outcome.validators {
        connection
            .prepare_cached("UPDATE feed SET etag = ?, last_modified = ? WHERE id = ?")?
            .execute(params![etag, last_modified, feed])?;
    }
    connection
        .prepare_cached(
            "UPDATE feed SET title = coalesce(?, title), last_read = CASE WHEN ? THEN ? ELSE last_read END,
                    is_on = CASE WHEN ? THEN 0 ELSE is_on END, last_error = ?, failures = ?, next_due = ?,
                    last_asked = NULL WHERE id = ?",
        )?
        .execute(params![
            outcome.title,
            outcome.read,
            now,
            outcome.off,
            outcome.error,
            outcome.failures,
            outcome.next_due,
            feed
        ])?;
    Ok(())
}

const STATE: &str = "id, url, host, title, account, etag, last_modified, failures, role, page";

fn state(row: &Row<'_>) -> rusqlite::Result<FeedState> {
    Ok(FeedState {
        id: row.get(0)?,
        url: row.get(1)?,
        host: row.get(2)?,
        title: row.get(3)?,
        account: row.get(4)?,
        etag: row.get(5)?,
        last_modified: row.get(6)?,
        failures: row.get(7)?,
        role: Role::from_name(&row.get::<_, String>(8)?),
        page: row.get(9)?,
    })
}

fn host_of(url: &str) -> String {
    url::Url::parse(url)
        .ok()
        .and_then(|parsed| parsed.host_str().map(str::to_lowercase))
        .unwrap_or_default()
}

fn checked_url(url: &str) -> Result<String> {
    let parsed = url::Url::parse(url.trim())
        .ok()
        .filter(|parsed| matches!(parsed.scheme(), "http" | "https") && parsed.has_host());
    match parsed {
        Some(parsed) if url.len() <= 2_048 => Ok(parsed.to_string()),
        _ => Err(Error::input(
            "bad_address",
            "This is not the address of a feed.",
            url.chars().take(200).collect::<String>(),
            "Give an address that begins with https:// or http://.",
        )),
    }
}

fn found(changed: usize, feed: i64) -> Result<()> {
    if changed == 0 {
        return Err(Error::Unknown(format!("feed {feed}")));
    }
    Ok(())
}
