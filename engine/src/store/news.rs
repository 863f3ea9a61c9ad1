//! Pages of news: the stories of one account, or of all, filtered and counted.

use super::provenance;
use super::search::match_expression;
use super::story::{answer_from_name, kind_pattern, reading_from_json};
use super::time::{from_seconds, to_text};
use crate::Result;
use crate::protocol::{AccountId, Answer, ContentType, Copy, News, NewsQuery, Story};
use crate::score::days_since;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

/// Stories on one page at most.
const MOST_STORIES: u32 = 500;

/// Copies listed under one story.
const MOST_COPIES: u32 = 50;

/// Longest summary shown, in characters.
const LONGEST_SUMMARY: usize = 500;

/// The page of news that the query asks for, as of `now` in seconds.
///
/// # Errors
/// When the database refuses.
pub fn page(connection: &Connection, query: &NewsQuery, now: i64) -> Result<News> {
    let mut filter = Filter::default();
    let source = match query.account {
        Some(account) => {
            filter.and(
                "about.account = ? AND about.answer <> 'no'",
                [Value::Integer(account)],
            );
            "story_account AS about JOIN story ON story.id = about.story"
        }
        None => "story",
    };
    filter.and("story.muted = 0 AND story.head IS NULL", []);
    // What a source dates ahead is news only when its day has come.
    filter.and("story.published <= ?", [Value::Integer(now)]);
    if !query.text.trim().is_empty() {
        match match_expression(&query.text) {
            Some(words) => filter.and(
                "story.id IN (SELECT rowid FROM story_fts WHERE story_fts MATCH ?)",
                [Value::Text(words)],
            ),
            None => filter.and("0", []),
        }
    }
    if !query.kinds.is_empty() {
        let any = vec!["story.kinds LIKE ?"; query.kinds.len()].join(" OR ");
        filter.and(
            &format!("({any})"),
            query
                .kinds
                .iter()
                .map(|kind| Value::Text(kind_pattern(*kind))),
        );
    }
    let counts = type_counts(connection, source, &filter)?;
    if !query.types.is_empty() {
        let places = vec!["?"; query.types.len()].join(", ");
        filter.and(
            &format!("story.content_type IN ({places})"),
            query
                .types
                .iter()
                .map(|sort| Value::Text(sort.name().to_owned())),
        );
    }
    let total = counts
        .iter()
        .filter(|(sort, _)| query.types.is_empty() || query.types.contains(sort))
        .map(|(_, number)| number)
        .sum();
    filter
        .values
        .push(Value::Integer(i64::from(query.limit.min(MOST_STORIES))));
    filter.values.push(Value::Integer(
        i64::try_from(query.offset).unwrap_or(i64::MAX),
    ));
    let mut statement = connection.prepare_cached(&format!(
        "SELECT story.id FROM {source} WHERE {}
         ORDER BY story.pinned DESC, story.published DESC, story.id DESC LIMIT ? OFFSET ?",
        filter.sql
    ))?;
    let ids: Vec<i64> = statement
        .query_map(params_from_iter(filter.values), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut stories = Vec::with_capacity(ids.len());
    for id in ids {
        stories.extend(load(connection, id, query.account, now)?);
    }
    Ok(News {
        stories,
        total,
        counts,
    })
}

/// One story as views show it, seen from an account or from none.
///
/// # Errors
/// When the database refuses.
pub fn load(
    connection: &Connection,
    story: i64,
    account: Option<AccountId>,
    now: i64,
) -> Result<Option<Story>> {
    let shown = connection
        .prepare_cached(
            "SELECT story.id, story.title, story.summary, story.url, story.publisher, story.content_type,
                    story.published, story.reading, story.still, provenance.id, provenance.source,
                    provenance.class, provenance.url, provenance.published, provenance.fetched
             FROM story JOIN provenance ON provenance.id = story.provenance WHERE story.id = ?",
        )?
        .query_row([story], |row| from_row(row, now))
        .optional()?;
    let Some(mut shown) = shown else {
        return Ok(None);
    };
    let verdict = connection
        .prepare_cached(
            "SELECT answer, evidence FROM story_account WHERE story = ?1 AND (?2 IS NULL OR account = ?2)
             ORDER BY CASE answer WHEN 'yes' THEN 0 WHEN 'unsure' THEN 1 ELSE 2 END, confidence DESC LIMIT 1",
        )?
        .query_row(params![story, account], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    if let Some((answer, evidence)) = verdict {
        shown.about = answer_from_name(&answer);
        shown.evidence = crate::json::read(&evidence).unwrap_or_default();
    }
    shown.copies = copies(connection, story)?;
    Ok(Some(shown))
}

/// Stories that match typed words, best first.
///
/// # Errors
/// When the database refuses.
pub fn search(connection: &Connection, words: &str, limit: u32, now: i64) -> Result<Vec<Story>> {
    let mut statement = connection.prepare_cached(
        "SELECT story.id FROM story_fts JOIN story ON story.id = story_fts.rowid
         WHERE story_fts MATCH ? AND story.muted = 0 AND story.published <= ?
           AND NOT EXISTS (SELECT 1 FROM story AS first WHERE first.id = story.head AND first.muted = 1)
         ORDER BY bm25(story_fts, 4.0, 1.0, 0.5), story.published DESC LIMIT ?",
    )?;
    let ids: Vec<i64> = statement
        .query_map(params![words, now, limit], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut stories = Vec::with_capacity(ids.len());
    for id in ids {
        stories.extend(load(connection, id, None, now)?);
    }
    Ok(stories)
}

/// Conditions joined by AND, with their values in order.
#[derive(Default)]
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(condition);
        self.values.extend(values);
    }
}

fn type_counts(
    connection: &Connection,
    source: &str,
    filter: &Filter,
) -> Result<Vec<(ContentType, u64)>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT story.content_type, count(*) FROM {source} WHERE {} GROUP BY story.content_type",
        filter.sql
    ))?;
    let rows = statement.query_map(params_from_iter(&filter.values), |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?.unsigned_abs(),
        ))
    })?;
    let found: Vec<(String, u64)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(ContentType::ALL
        .into_iter()
        .filter_map(|sort| {
            let number = found.iter().find(|(name, _)| name == sort.name())?.1;
            Some((sort, number))
        })
        .collect())
}

fn from_row(row: &Row<'_>, now: i64) -> rusqlite::Result<Story> {
    let title: String = row.get(1)?;
    let published: i64 = row.get(6)?;
    let reading = reading_from_json(&row.get::<_, String>(7)?, &title);
    Ok(Story {
        id: row.get(0)?,
        summary: row
            .get::<_, String>(2)?
            .chars()
            .take(LONGEST_SUMMARY)
            .collect(),
        url: row.get(3)?,
        publisher: row.get(4)?,
        content_type: ContentType::from_name(&row.get::<_, String>(5)?)
            .unwrap_or(ContentType::News),
        published: to_text(published),
        age_days: days_since(from_seconds(published), from_seconds(now)),
        kinds: reading.kinds,
        stance: reading.stance,
        congratulate: reading.congratulate,
        about: Answer::No,
        evidence: Vec::new(),
        provenance: provenance::from_row(row, 9)?.to_protocol(),
        copies: Vec::new(),
        facts: reading.facts,
        still: row.get(8)?,
        title,
    })
}

fn copies(connection: &Connection, story: i64) -> Result<Vec<Copy>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, title, url, publisher FROM story WHERE head = ? AND muted = 0 ORDER BY published, id LIMIT ?",
    )?;
    let rows = statement.query_map(params![story, MOST_COPIES], |row| {
        Ok(Copy {
            id: row.get(0)?,
            title: row.get(1)?,
            url: row.get(2)?,
            publisher: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
