//! Records as the search index reads them, and what its filters ask.

use super::story::kinds_of;
use super::time::to_text;
use crate::Result;
use crate::protocol::{AccountId, ContentType, FoundTask};
use crate::search::traits::StoryTraits;
use rusqlite::{Connection, OptionalExtension, params};

/// Characters of a summary that are searched.
const SUMMARY_CHARS: usize = 400;

/// One record to be found.
pub struct Row {
    /// Its id.
    pub id: i64,
    /// Name or headline.
    pub title: String,
    /// Everything else to find it by.
    pub text: String,
    /// True when it must not be found.
    pub hidden: bool,
    /// What filters ask of a story.
    pub traits: Option<StoryTraits>,
}

/// Columns: id, title, text, hidden; of stories also published, kinds, content type, head.
fn select(table: &str) -> &'static str {
    match table {
        "account" => {
            "SELECT account.id, account.name,
                    concat_ws(' ', account.domain, account.industry, account.city, account.state, account.country,
                              (SELECT group_concat(alias, ' ') FROM account_alias AS a WHERE a.account = account.id),
                              (SELECT group_concat(name, ' ') FROM related_name AS r WHERE r.account = account.id)),
                    0 FROM account"
        }
        "contact" => {
            "SELECT contact.id, contact.name, concat_ws(' ', contact.email, contact.title, account.name), 0
             FROM contact LEFT JOIN account ON account.id = contact.account"
        }
        "enrolment" => {
            "SELECT enrolment.id,
                    (SELECT group_concat(step.value ->> 'title', ' ') FROM
                       json_each(CASE WHEN json_valid(enrolment.plan) THEN enrolment.plan ELSE '{}' END, '$.steps') AS step),
                    concat_ws(' ', enrolment.cadence, contact.name, account.name), enrolment.ended IS NOT NULL
             FROM enrolment JOIN account ON account.id = enrolment.account
               LEFT JOIN contact ON contact.id = enrolment.contact"
        }
        "touch" => {
            "SELECT touch.id, touch.note,
                    concat_ws(' ', touch.channel, coalesce(contact.name, touch.person), account.name), 0
             FROM touch JOIN account ON account.id = touch.account LEFT JOIN contact ON contact.id = touch.contact"
        }
        _ => {
            "SELECT story.id, story.title, concat_ws(' ', story.publisher, story.summary), story.muted,
                    story.published, story.kinds, story.content_type, story.head FROM story"
        }
    }
}

/// Calls `each` with the records of a table whose id is below `last`, highest first, at most `most`.
///
/// # Errors
/// When the database refuses.
pub fn each_below(
    connection: &Connection,
    table: &'static str,
    last: i64,
    most: usize,
    mut each: impl FnMut(Row),
) -> Result<()> {
    let mut statement = connection.prepare_cached(&format!(
        "{} WHERE {table}.id < ? ORDER BY {table}.id DESC LIMIT ?",
        select(table)
    ))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![last, most])?;
    while let Some(row) = rows.next()? {
        each(from_row(row, table)?);
    }
    Ok(())
}

/// One record; `None` when it is gone.
///
/// # Errors
/// When the database refuses.
pub fn one(connection: &Connection, table: &'static str, id: i64) -> Result<Option<Row>> {
    Ok(connection
        .prepare_cached(&format!("{} WHERE {table}.id = ?", select(table)))?
        .query_row([id], |row| from_row(row, table))
        .optional()?)
}

/// Records of a table whose id is below `last`.
///
/// # Errors
/// When the database refuses.
pub fn count_below(connection: &Connection, table: &'static str, last: i64) -> Result<u64> {
    Ok(connection
        .prepare_cached(&format!("SELECT count(*) FROM {table} WHERE id < ?"))?
        .query_row([last], |row| row.get::<_, i64>(0))?
        .unsigned_abs())
}

/// Accounts that a story may be about.
///
/// # Errors
/// When the database refuses.
pub fn accounts_of(connection: &Connection, story: i64) -> Result<Vec<AccountId>> {
    let mut statement = connection.prepare_cached(
        "SELECT account FROM story_account WHERE story = ? AND answer <> 'no' ORDER BY confidence DESC",
    )?;
    let rows = statement.query_map([story], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where an account is and what it does.
#[derive(Debug, Default)]
pub struct Place {
    /// Country as stored.
    pub country: Option<String>,
    /// State as stored.
    pub state: Option<String>,
    /// City as stored.
    pub city: Option<String>,
    /// Industry as stored.
    pub industry: Option<String>,
    /// Name as stored.
    pub name: Option<String>,
}

/// Where an account is and what it does.
///
/// # Errors
/// When the database refuses.
pub fn place(connection: &Connection, account: AccountId) -> Result<Place> {
    let found = connection
        .prepare_cached("SELECT country, state, city, industry, name FROM account WHERE id = ?")?
        .query_row([account], |row| {
            Ok(Place {
                country: row.get(0)?,
                state: row.get(1)?,
                city: row.get(2)?,
                industry: row.get(3)?,
                name: row.get(4)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// A doing of the rep with its moment in seconds.
///
/// # Errors
/// When the database refuses.
pub fn task(connection: &Connection, id: i64) -> Result<Option<(FoundTask, i64)>> {
    Ok(connection
        .prepare_cached(
            "SELECT touch.account, account.name, touch.channel, touch.note, touch.at
             FROM touch JOIN account ON account.id = touch.account WHERE touch.id = ?",
        )?
        .query_row([id], |row| {
            let at: i64 = row.get(4)?;
            Ok((
                FoundTask {
                    account: row.get(0)?,
                    account_name: row.get(1)?,
                    channel: row.get(2)?,
                    note: row.get(3)?,
                    at: to_text(at),
                    open: false,
                },
                at,
            ))
        })
        .optional()?)
}

fn from_row(row: &rusqlite::Row<'_>, table: &str) -> rusqlite::Result<Row> {
    let text: String = row.get(2)?;
    let text = match text.char_indices().nth(SUMMARY_CHARS) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    };
    let traits = if table == "story" {
        let kinds = kinds_of(&row.get::<_, String>(5)?);
        let sort = ContentType::from_name(&row.get::<_, String>(6)?).unwrap_or(ContentType::News);
        Some(StoryTraits::new(
            row.get(4)?,
            kinds.into_iter(),
            sort,
            row.get(7)?,
        ))
    } else {
        None
    };
    Ok(Row {
        id: row.get(0)?,
        title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        text,
        hidden: row.get(3)?,
        traits,
    })
}
