//! The rep's corrections: kept for good, listed, and taken back one by one.

use super::key::correction_key;
use super::time::to_text;
use crate::protocol::{AccountId, Correction, CorrectionEntry, SignalKind};
use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// Corrections listed at most.
const MOST_LISTED: u32 = 5_000;

/// What a rep ruled about a key (see [`correction_key`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The account.
    pub account: AccountId,
    /// True for "this is them", false for "not this company".
    pub is: bool,
}

/// What the rep ruled about one story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryRulings {
    /// Accounts and whether the story is about them; a later ruling stands.
    pub about: Vec<(AccountId, bool)>,
    /// What it reports, when the rep said so.
    pub kinds: Option<Vec<SignalKind>>,
    /// On top.
    pub pinned: bool,
    /// Not to be shown.
    pub muted: bool,
}

/// Keeps a correction and gives its id.
///
/// # Errors
/// When the account or story it speaks of is not there.
pub fn add(connection: &Connection, correction: &Correction, now: i64) -> Result<i64> {
    let (key, account, story) = subject(correction);
    for (id, table) in [(account, "account"), (story, "story")] {
        if let Some(id) = id
            && !exists(connection, table, id)?
        {
            return Err(Error::Unknown(format!("{table} {id}")));
        }
    }
    connection
        .prepare_cached(
            "INSERT INTO correction (kind, body, lookup_key, account, story, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            kind_name(correction),
            serde_json::to_string(correction).unwrap_or_default(),
            key,
            account,
            story,
            now
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Takes a correction back and gives what it was.
///
/// # Errors
/// When there is no such correction, or it was taken back before.
pub fn undo(connection: &Connection, id: i64, now: i64) -> Result<Correction> {
    let body: Option<String> = connection
        .prepare_cached("SELECT body FROM correction WHERE id = ? AND undone_at IS NULL")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let correction = body
        .and_then(|body| crate::json::read(&body).ok())
        .ok_or_else(|| Error::Unknown(format!("correction {id}")))?;
    connection
        .prepare_cached("UPDATE correction SET undone_at = ? WHERE id = ?")?
        .execute([now, id])?;
    Ok(correction)
}

/// Corrections that stand, newest first.
///
/// # Errors
/// When the database refuses.
pub fn list(connection: &Connection) -> Result<Vec<CorrectionEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, body, made_at FROM correction WHERE undone_at IS NULL ORDER BY id DESC LIMIT ?",
    )?;
    let rows = statement.query_map([MOST_LISTED], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(2)?,
        ))
    })?;
    let mut entries = Vec::new();
    for row in rows {
        let (id, body, made_at) = row?;
        if let Ok(correction) = crate::json::read::<Correction>(&body) {
            entries.push(CorrectionEntry {
                id,
                text: describe(connection, &correction)?,
                correction,
                at: to_text(made_at),
            });
        }
    }
    Ok(entries)
}

/// One correction in words.
///
/// # Errors
/// When the database refuses.
pub fn describe(connection: &Connection, correction: &Correction) -> Result<String> {
    let account = |id: AccountId| name_of(connection, "account", "name", id);
    let story = |id: i64| name_of(connection, "story", "title", id);
    Ok(match correction {
        Correction::NotAccount { key, account: id } => format!("“{key}” is not {}.", account(*id)?),
        Correction::IsAccount { key, account: id } => format!("“{key}” is {}.", account(*id)?),
        Correction::StoryNotAbout {
            story: id,
            account: about,
        } => {
            format!("“{}” is not about {}.", story(*id)?, account(*about)?)
        }
        Correction::StoryAbout {
            story: id,
            account: about,
        } => {
            format!("“{}” is about {}.", story(*id)?, account(*about)?)
        }
        Correction::StoryKinds { story: id, kinds } if kinds.is_empty() => {
            format!("“{}” reports no event.", story(*id)?)
        }
        Correction::StoryKinds { story: id, kinds } => {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            format!("“{}” reports {}.", story(*id)?, names.join(", "))
        }
        Correction::MuteStory { story: id } => format!("“{}” is not shown.", story(*id)?),
        Correction::PinStory { story: id } => format!("“{}” stays on top.", story(*id)?),
        Correction::MuteOpener { account: id, .. } => {
            format!("An opener is not offered for {}.", account(*id)?)
        }
        Correction::MuteSource { source } => format!("Nothing from {source} is shown."),
        Correction::MuteKind { kind } => format!("News of {} is not shown.", kind.name()),
        Correction::MuteAccount { account: id } => {
            format!("{} is left out of feed and alerts.", account(*id)?)
        }
        Correction::FollowTopic { topic } => format!("You follow “{topic}”."),
        Correction::FollowSource { source } => format!("You follow {source}."),
    })
}

/// What the rep ruled about a name, domain or address, newest first.
///
/// # Errors
/// When the database refuses.
pub fn rulings(connection: &Connection, text: &str) -> Result<Vec<Ruling>> {
    let mut statement = connection.prepare_cached(
        "SELECT account, kind FROM correction
         WHERE lookup_key = ? AND undone_at IS NULL AND account IS NOT NULL ORDER BY id DESC",
    )?;
    let rows = statement.query_map([correction_key(text)], |row| {
        Ok(Ruling {
            account: row.get(0)?,
            is: row.get::<_, String>(1)? == "is_account",
        })
    })?;
    let mut rulings: Vec<Ruling> = Vec::new();
    for ruling in rows {
        let ruling = ruling?;
        if !rulings.iter().any(|later| later.account == ruling.account) {
            rulings.push(ruling);
        }
    }
    Ok(rulings)
}

/// Every standing ruling about a name, domain or address, oldest first: the text as the rep gave it,
/// the account, and whether it is meant.
///
/// # Errors
/// When the database refuses.
pub fn rules(connection: &Connection) -> Result<Vec<(String, AccountId, bool)>> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM correction WHERE lookup_key IS NOT NULL AND undone_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut rules = Vec::new();
    for row in rows {
        match crate::json::read::<Correction>(&row?) {
            Ok(Correction::NotAccount { key, account }) => rules.push((key, account, false)),
            Ok(Correction::IsAccount { key, account }) => rules.push((key, account, true)),
            _ => {}
        }
    }
    Ok(rules)
}

/// What the rep ruled about a story.
///
/// # Errors
/// When the database refuses.
pub fn of_story(connection: &Connection, story: i64) -> Result<StoryRulings> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM correction WHERE story = ? AND undone_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([story], |row| row.get::<_, String>(0))?;
    let mut rulings = StoryRulings::default();
    for row in rows {
        let Ok(correction) = crate::json::read::<Correction>(&row?) else {
            continue;
        };
        match correction {
            Correction::StoryNotAbout { account, .. } => rule(&mut rulings.about, account, false),
            Correction::StoryAbout { account, .. } => rule(&mut rulings.about, account, true),
            Correction::StoryKinds { kinds, .. } => rulings.kinds = Some(kinds),
            Correction::MuteStory { .. } => (rulings.muted, rulings.pinned) = (true, false),
            Correction::PinStory { .. } => (rulings.muted, rulings.pinned) = (false, true),
            _ => {}
        }
    }
    Ok(rulings)
}

/// What the rep mutes and follows over all stories; names of sources in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Sources not shown.
    pub muted_sources: Vec<String>,
    /// Kinds not shown.
    pub muted_kinds: Vec<SignalKind>,
    /// Accounts left out of feed and alerts.
    pub muted_accounts: Vec<AccountId>,
    /// Words that are followed.
    pub topics: Vec<String>,
    /// Sources that are followed.
    pub sources: Vec<String>,
}

impl Rules {
    /// True for a story that these rules hide: its source is muted, or all that it reports is.
    #[must_use]
    pub fn hide(&self, publisher: &str, kinds: &[SignalKind]) -> bool {
        let publisher = publisher.to_lowercase();
        self.muted_sources.contains(&publisher)
            || !kinds.is_empty() && kinds.iter().all(|kind| self.muted_kinds.contains(kind))
    }
}

/// The standing rules over all stories.
///
/// # Errors
/// When the database refuses.
pub fn story_rules(connection: &Connection) -> Result<Rules> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM correction WHERE undone_at IS NULL AND kind IN
           ('mute_source', 'mute_kind', 'mute_account', 'follow_topic', 'follow_source') ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut rules = Rules::default();
    for row in rows {
        match crate::json::read::<Correction>(&row?) {
            Ok(Correction::MuteSource { source }) => {
                rules.muted_sources.push(source.to_lowercase())
            }
            Ok(Correction::MuteKind { kind }) => rules.muted_kinds.push(kind),
            Ok(Correction::MuteAccount { account }) => rules.muted_accounts.push(account),
            Ok(Correction::FollowTopic { topic }) => rules.topics.push(topic),
            Ok(Correction::FollowSource { source }) => rules.sources.push(source.to_lowercase()),
            _ => {}
        }
    }
    Ok(rules)
}

/// Ids of the openers that the rep does not want for an account.
///
/// # Errors
/// When the database refuses.
pub fn muted_openers(connection: &Connection, account: AccountId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM correction WHERE account = ? AND kind = 'mute_opener' AND undone_at IS NULL",
    )?;
    let rows = statement.query_map([account], |row| row.get::<_, String>(0))?;
    let mut openers = Vec::new();
    for row in rows {
        if let Ok(Correction::MuteOpener { opener, .. }) = crate::json::read(&row?) {
            openers.push(opener);
        }
    }
    Ok(openers)
}

fn rule(about: &mut Vec<(AccountId, bool)>, account: AccountId, is: bool) {
    about.retain(|(known, _)| *known != account);
    about.push((account, is));
}

fn subject(correction: &Correction) -> (Option<String>, Option<AccountId>, Option<i64>) {
    match correction {
        Correction::NotAccount { key, account } | Correction::IsAccount { key, account } => {
            (Some(correction_key(key)), Some(*account), None)
        }
        Correction::StoryNotAbout { story, account }
        | Correction::StoryAbout { story, account } => (None, Some(*account), Some(*story)),
        Correction::StoryKinds { story, .. }
        | Correction::MuteStory { story }
        | Correction::PinStory { story } => (None, None, Some(*story)),
        Correction::MuteOpener { account, .. } | Correction::MuteAccount { account } => {
            (None, Some(*account), None)
        }
        Correction::MuteSource { .. }
        | Correction::MuteKind { .. }
        | Correction::FollowTopic { .. }
        | Correction::FollowSource { .. } => (None, None, None),
    }
}

const fn kind_name(correction: &Correction) -> &'static str {
    match correction {
        Correction::NotAccount { .. } => "not_account",
        Correction::IsAccount { .. } => "is_account",
        Correction::StoryNotAbout { .. } => "story_not_about",
        Correction::StoryAbout { .. } => "story_about",
        Correction::StoryKinds { .. } => "story_kinds",
        Correction::MuteStory { .. } => "mute_story",
        Correction::PinStory { .. } => "pin_story",
        Correction::MuteOpener { .. } => "mute_opener",
        Correction::MuteSource { .. } => "mute_source",
        Correction::MuteKind { .. } => "mute_kind",
        Correction::MuteAccount { .. } => "mute_account",
        Correction::FollowTopic { .. } => "follow_topic",
        Correction::FollowSource { .. } => "follow_source",
    }
}

fn exists(connection: &Connection, table: &str, id: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?"))?
        .exists([id])?)
}

fn name_of(connection: &Connection, table: &str, column: &str, id: i64) -> Result<String> {
    let name: Option<String> = connection
        .prepare_cached(&format!("SELECT {column} FROM {table} WHERE id = ?"))?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_else(|| format!("{table} {id}")))
}
