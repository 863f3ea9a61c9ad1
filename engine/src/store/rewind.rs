//! A copy of the database taken back to what was known at an earlier moment.

use super::provenance::{self, Origin};
use super::{account, contact, unite};
use crate::{Error, Result};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};

/// Largest database that is copied into memory, in bytes: what 32-bit wasm can hold beside the first.
const MOST_BYTES: i64 = 700_000_000;

/// Pages copied per step.
const PAGES_PER_STEP: std::ffi::c_int = 4_096;

/// What has to be understood again in a copy that was taken back.
#[derive(Debug, Clone, Default)]
pub struct Affected {
    /// Stories.
    pub stories: Vec<i64>,
}

/// A copy in memory.
///
/// # Errors
/// When the database is too large, or cannot be read.
pub fn copy(connection: &Connection) -> Result<Connection> {
    let bytes: i64 = connection.query_row(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        [],
        |row| row.get(0),
    )?;
    if bytes > MOST_BYTES {
        return Err(Error::input(
            "too_large_for_the_past",
            "The database is too large to be shown as of an earlier day here.",
            "as of",
            "Ask the program hookline, or export what you need.",
        ));
    }
    let mut copied = Connection::open_in_memory()?;
    let backup = Backup::new(connection, &mut copied)?;
    while backup.step(PAGES_PER_STEP)? == StepResult::More {}
    drop(backup);
    Ok(copied)
}

/// Takes a copy back to a moment in seconds, and says what must be understood again.
///
/// # Errors
/// When the database refuses.
pub fn take_back(copy: &Connection, to: i64) -> Result<Affected> {
    // The copy lives as long as one question: its history need not be kept.
    copy.execute_batch(
        "DROP TRIGGER account_record_replaced; DROP TRIGGER account_record_confirmed;
         DROP TRIGGER contact_record_replaced; DROP TRIGGER contact_record_confirmed",
    )?;
    part_later_merges(copy, to)?;
    copy.execute_batch("BEGIN")?;
    let affected = affected(copy, to)?;
    copy.execute("DELETE FROM touch WHERE at > ?", [to])?;
    copy.execute("DELETE FROM request_log WHERE at > ?", [to])?;
    copy.execute("DELETE FROM correction WHERE made_at > ?", [to])?;
    copy.execute(
        "UPDATE correction SET undone_at = NULL WHERE undone_at > ?",
        [to],
    )?;
    copy.execute(
        "DELETE FROM story WHERE provenance IN (SELECT id FROM provenance WHERE fetched > ?)",
        [to],
    )?;
    copy.execute(
        "DELETE FROM account_alias WHERE provenance IN (SELECT id FROM provenance WHERE fetched > ?)",
        [to],
    )?;
    words(copy, to)?;
    records(copy, to)?;
    people(copy, to)?;
    doings(copy, to)?;
    models(copy, to)?;
    copy.execute_batch("COMMIT")?;
    Ok(affected)
}

/// Stories that a later correction speaks of, or that stood behind a later telling.
fn affected(copy: &Connection, to: i64) -> Result<Affected> {
    let mut statement = copy.prepare(
        "SELECT story FROM correction WHERE story IS NOT NULL AND (made_at > ?1 OR undone_at > ?1)
         UNION
         SELECT story_account.story FROM correction JOIN story_account ON story_account.account = correction.account
           WHERE correction.story IS NULL AND (made_at > ?1 OR undone_at > ?1)
         UNION
         SELECT story.id FROM story JOIN story AS head ON head.id = story.head
           JOIN provenance ON provenance.id = head.provenance WHERE provenance.fetched > ?1
         UNION
         SELECT story FROM story_past WHERE until > ?1
         UNION
         SELECT story.id FROM story WHERE story.muted = 1 AND EXISTS (
           SELECT 1 FROM correction WHERE kind IN ('mute_source', 'mute_kind') AND made_at > ?1)",
    )?;
    let rows = statement.query_map([to], |row| row.get(0))?;
    let gone: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(Affected { stories: gone })
}

/// Accounts that were made one later are two again. A merge that cannot be taken apart any more stays.
fn part_later_merges(copy: &Connection, to: i64) -> Result<()> {
    let mut statement =
        copy.prepare("SELECT id FROM merge WHERE at > ? AND undone_at IS NULL ORDER BY id DESC")?;
    let later: Vec<i64> = statement
        .query_map([to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for merge in later {
        match unite::part(copy, merge, to) {
            Ok(()) | Err(Error::Input { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    copy.execute("DELETE FROM merge WHERE at > ?", [to])?;
    Ok(())
}

/// Gives stories the words that they had.
fn words(copy: &Connection, to: i64) -> Result<()> {
    copy.execute(
        "UPDATE story SET (title, summary, links, fingerprint, exact) =
           (SELECT past.title, past.summary, past.links, past.fingerprint, past.exact FROM story_past AS past
            WHERE past.story = story.id AND past.until > ?1 ORDER BY past.until, past.id LIMIT 1)
         WHERE id IN (SELECT story FROM story_past WHERE until > ?1)",
        [to],
    )?;
    Ok(())
}

/// Puts the records of people back to what they said, and takes away people whom nobody knew.
fn people(copy: &Connection, to: i64) -> Result<()> {
    let mut statement = copy.prepare(
        "SELECT contact FROM contact_record_past WHERE since <= ?1 AND until > ?1
         UNION
         SELECT record.contact FROM contact_record AS record JOIN provenance ON provenance.id = record.provenance
           WHERE coalesce(record.since, provenance.fetched) > ?1",
    )?;
    let changed: Vec<i64> = statement
        .query_map([to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    copy.execute(
        "UPDATE contact_record SET (fields, provenance, since) =
           (SELECT past.fields, past.provenance, past.since FROM contact_record_past AS past
            WHERE past.contact = contact_record.contact AND past.source = contact_record.source
              AND past.since <= ?1 AND past.until > ?1 ORDER BY past.until LIMIT 1)
         WHERE EXISTS (SELECT 1 FROM contact_record_past AS past
            WHERE past.contact = contact_record.contact AND past.source = contact_record.source
              AND past.since <= ?1 AND past.until > ?1)",
        [to],
    )?;
    copy.execute(
        "DELETE FROM contact_record WHERE coalesce(since, (SELECT fetched FROM provenance
           WHERE provenance.id = contact_record.provenance)) > ?",
        [to],
    )?;
    copy.execute(
        "DELETE FROM contact WHERE NOT EXISTS
           (SELECT 1 FROM contact_record WHERE contact_record.contact = contact.id)",
        [],
    )?;
    copy.execute(
        "UPDATE contact_known SET reachable_since = NULL WHERE reachable_since > ?",
        [to],
    )?;
    for id in changed {
        if contact::load(copy, id)?.is_some() {
            contact::choose(copy, id, to)?;
        }
    }
    Ok(())
}

/// Takes away what the rep did later: mails and calls are gone with their entries already.
fn doings(copy: &Connection, to: i64) -> Result<()> {
    for later in [
        "UPDATE touch SET replied = NULL WHERE replied > ?",
        "DELETE FROM enrolment WHERE started > ?",
        "DELETE FROM enrolment_event WHERE at > ?",
        "UPDATE enrolment SET ended = NULL, ended_why = NULL WHERE ended > ?",
        "DELETE FROM outcome WHERE at > ?",
        "DELETE FROM source_use WHERE changed > ?",
    ] {
        copy.execute(later, [to])?;
    }
    Ok(())
}

/// The models of that day, and the ones that gave the stars.
fn models(copy: &Connection, to: i64) -> Result<()> {
    for step in [
        "DELETE FROM model_version WHERE made_at > ?1",
        "DELETE FROM model_use WHERE since > ?1",
        "UPDATE model SET removed_at = NULL WHERE removed_at > ?1",
        "DELETE FROM model WHERE ?1 IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM model_version WHERE model_version.model = model.id)",
        "UPDATE model SET is_active = (?1 IS NOT NULL AND id IS (SELECT used.model FROM model_use AS used
           WHERE used.purpose = model.purpose ORDER BY used.since DESC, used.id DESC LIMIT 1))",
    ] {
        copy.execute(step, [to])?;
    }
    Ok(())
}

/// Puts the records of accounts back to what they said, and takes away accounts that nobody knew.
fn records(copy: &Connection, to: i64) -> Result<()> {
    let mut changed: Vec<i64> = Vec::new();
    let mut past = copy.prepare(
        "SELECT account, source, fields, provenance, since FROM account_record_past WHERE since <= ?1 AND until > ?1",
    )?;
    let rows: Vec<(i64, String, String, i64, i64)> = past
        .query_map([to], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (account, source, fields, provenance, since) in rows {
        copy.execute(
            "UPDATE account_record SET fields = ?, provenance = ?, since = ? WHERE account = ? AND source = ?",
            params![fields, provenance, since, account, source],
        )?;
        changed.push(account);
    }
    let mut later = copy.prepare(
        "DELETE FROM account_record WHERE coalesce(since, (SELECT fetched FROM provenance
           WHERE provenance.id = account_record.provenance)) > ? RETURNING account",
    )?;
    let gone: Vec<i64> = later
        .query_map([to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    changed.extend(gone);
    copy.execute(
        "DELETE FROM account WHERE NOT EXISTS (SELECT 1 FROM account_record WHERE account_record.account = account.id)",
        [],
    )?;
    redate(copy, to)?;
    changed.sort_unstable();
    changed.dedup();
    for id in changed {
        if account::load_row(copy, id)?.is_some() {
            account::choose(copy, id, to)?;
        }
    }
    Ok(())
}

/// A record that was confirmed later is dated by when it was first fetched.
fn redate(copy: &Connection, to: i64) -> Result<()> {
    let mut statement = copy.prepare(
        "SELECT account_record.id, account_record.since, provenance.id FROM account_record
           JOIN provenance ON provenance.id = account_record.provenance
         WHERE provenance.fetched > ? AND account_record.since IS NOT NULL",
    )?;
    let rows: Vec<(i64, i64, i64)> = statement
        .query_map([to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (record, since, origin) in rows {
        let Some(origin) = provenance::load(copy, origin)? else {
            continue;
        };
        let dated = provenance::insert(
            copy,
            Origin {
                fetched: since,
                ..origin
            },
        )?;
        copy.execute(
            "UPDATE account_record SET provenance = ? WHERE id = ?",
            [dated.id, record],
        )?;
    }
    Ok(())
}
