//! Imports: a file comes in chunks; a chunk's reply means that its rows are on disk.

use super::Engine;
use super::copies::decoded;
use super::reading::REMATCHED_AFTER_IMPORT;
use super::save::plain;
use crate::ingest::records::{Record, RecordBatch, RecordOptions, RecordReader};
use crate::protocol::{ImportKind, ImportStart, ImportState, Reply, RowProblem, SourceClass};
use crate::store::account::{self, Incoming, Outcome};
use crate::store::contact::{self, IncomingContact};
use crate::store::provenance::{self, Origin};
use crate::store::{counter, import};
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Problems told of one import.
const MOST_PROBLEMS: usize = 1_000;

/// Imports that may be under way at once; a view that forgets to cancel must not fill the memory.
const MOST_AT_ONCE: usize = 8;

/// Longest name of a file or source, in characters.
const LONGEST_NAME: usize = 300;

/// An import under way.
pub(super) struct Session {
    options: RecordOptions,
    reader: RecordReader,
    origin: Origin,
    /// True once the import has its row in the database.
    stored: bool,
    invented: bool,
    accounts_changed: bool,
    state: ImportState,
}

impl Engine {
    pub(super) fn start_import(&mut self, start: &ImportStart, now: Timestamp) -> Result<Reply> {
        let file_name = plain(&start.file_name, LONGEST_NAME);
        let source = start
            .source
            .as_deref()
            .map(|name| plain(name, LONGEST_NAME));
        let source = source.filter(|name| !name.is_empty()).unwrap_or(file_name);
        if source.is_empty() || source == provenance::REP {
            return Err(Error::input(
                "no_source",
                "The import has no file name, so its facts would have no source.",
                "file name",
                "Give the file a name and import it again.",
            ));
        }
        while self.imports.len() >= MOST_AT_ONCE {
            self.imports.pop_first();
        }
        let last = self.imports.last_key_value().map_or(0, |(id, _)| *id);
        let id = import::next_id(&self.connection)?.max(last + 1);
        let options = RecordOptions {
            kind: start.kind,
            mapping: start.mapping.clone(),
            delimiter: None,
        };
        let session = Session {
            reader: RecordReader::new(options.clone()),
            options,
            origin: Origin {
                id: 0,
                source,
                class: start.class.unwrap_or(SourceClass::Typed),
                url: None,
                published: None,
                fetched: now.as_second(),
            },
            stored: false,
            invented: start.invented,
            accounts_changed: false,
            state: ImportState {
                import: id,
                kind: start.kind.unwrap_or(ImportKind::Accounts),
                mapping: Vec::new(),
                encoding: String::new(),
                delimiter: String::new(),
                read: 0,
                kept: 0,
                updated: 0,
                unchanged: 0,
                rejected: 0,
                problems: Vec::new(),
                bytes_read: 0,
                bytes_total: start.bytes_total,
                finished: false,
            },
        };
        let state = session.state.clone();
        self.imports.insert(id, session);
        Ok(Reply::Import(state))
    }

    pub(super) fn import_chunk(
        &mut self,
        id: i64,
        data: &str,
        last: bool,
        preview: bool,
        now: Timestamp,
    ) -> Result<Reply> {
        let bytes = decoded(data)?;
        if preview {
            let session = self.imports.get(&id).ok_or_else(|| no_such_import(id))?;
            return Ok(Reply::Import(session.preview(&bytes)?));
        }
        // Taken out while it works: after an error the reader has gone on and the database has not,
        // so that the import ends here. What was acknowledged stays.
        let mut session = self.imports.remove(&id).ok_or_else(|| no_such_import(id))?;
        self.written(|engine| session.take(engine, &bytes, last, now))?;
        let state = session.state.clone();
        if !last {
            self.imports.insert(id, session);
        } else if session.accounts_changed {
            self.rematch_some(REMATCHED_AFTER_IMPORT)?;
        }
        Ok(Reply::Import(state))
    }

    pub(super) fn cancel_import(&mut self, id: i64, now: Timestamp) -> Result<Reply> {
        let session = self.imports.remove(&id).ok_or_else(|| no_such_import(id))?;
        if session.stored {
            self.written(|engine| {
                import::update(&engine.connection, &session.state, Some(now.as_second()))
            })?;
        }
        Ok(Reply::Import(session.state))
    }
}

impl Session {
    /// Columns, encoding and examples from the first bytes, with nothing kept.
    fn preview(&self, bytes: &[u8]) -> Result<ImportState> {
        let mut reader = RecordReader::new(self.options.clone());
        let mut batch = reader.push(bytes)?;
        batch.append(reader.finish()?);
        let mut state = self.state.clone();
        describe(&mut state, &reader);
        state.read = batch.read;
        state.rejected = batch.rejected;
        state.bytes_read = bytes.len() as u64;
        Ok(state)
    }

    fn take(&mut self, engine: &Engine, bytes: &[u8], last: bool, now: Timestamp) -> Result<()> {
        if !self.stored {
            self.origin = provenance::insert(&engine.connection, self.origin.clone())?;
            import::start(
                &engine.connection,
                self.origin.id,
                &self.state,
                now.as_second(),
            )?;
            self.stored = true;
        }
        let mut batch = self.reader.push(bytes)?;
        if last {
            batch.append(self.reader.finish()?);
        }
        describe(&mut self.state, &self.reader);
        self.state.bytes_read += bytes.len() as u64;
        let changed = self.keep(engine, batch)?;
        if changed {
            self.accounts_changed = true;
            counter::advance(&engine.connection, counter::ACCOUNTS)?;
        }
        self.state.finished = last;
        let ended = last.then(|| now.as_second());
        import::update(&engine.connection, &self.state, ended)?;
        if last {
            // A file that was cut off before and is now whole needs no telling.
            import::end_of_source(&engine.connection, &self.origin.source, now.as_second())?;
        }
        Ok(())
    }

    /// Keeps the rows; true when an account was added or changed.
    fn keep(&mut self, engine: &Engine, batch: RecordBatch) -> Result<bool> {
        self.state.read += batch.read;
        self.state.rejected += batch.rejected;
        self.note(batch.problems);
        let mut changed = false;
        for record in batch.records {
            let line = record.line;
            let (outcome, contradicted) = match record.kind {
                ImportKind::Accounts => {
                    let incoming = incoming_account(record, self.invented);
                    let kept = account::keep(&engine.connection, &incoming, &self.origin)?;
                    changed |= kept.outcome != Outcome::Unchanged;
                    (kept.outcome, kept.contradicted)
                }
                ImportKind::Contacts => {
                    let (incoming, new_account) =
                        incoming_contact(engine, record, &self.origin, self.invented)?;
                    changed |= new_account;
                    let kept = contact::keep(&engine.connection, &incoming, &self.origin)?;
                    (kept.outcome, kept.contradicted)
                }
            };
            match outcome {
                Outcome::New => self.state.kept += 1,
                Outcome::Updated => self.state.updated += 1,
                Outcome::Unchanged => self.state.unchanged += 1,
            }
            let told = contradicted.into_iter().map(|column| RowProblem {
                line,
                reason:
                    "An earlier row of this file gives another value; the earlier one was kept."
                        .to_owned(),
                column,
                rejected: false,
            });
            self.note(told.collect());
        }
        Ok(changed)
    }

    fn note(&mut self, problems: Vec<RowProblem>) {
        let room = MOST_PROBLEMS.saturating_sub(self.state.problems.len());
        self.state.problems.extend(problems.into_iter().take(room));
    }
}

fn describe(state: &mut ImportState, reader: &RecordReader) {
    state.kind = reader.kind().unwrap_or(state.kind);
    state.mapping = reader.columns().to_vec();
    state.encoding = reader.encoding().to_owned();
    state.delimiter = reader.delimiter().to_string();
}

fn incoming_account(record: Record, invented: bool) -> Incoming {
    let (external_id, mut fields) = taken_apart(record);
    if !fields.contains_key("name")
        && let Some(domain) = fields.get("domain").cloned()
    {
        fields.insert("name".to_owned(), domain);
    }
    // A register's number is as good an identifier as a system's own.
    let register = |field: &str| fields.get(field).map(|number| format!("{field}:{number}"));
    let external_id = external_id
        .or_else(|| register("lei"))
        .or_else(|| register("cik"));
    Incoming {
        external_id,
        fields,
        invented,
    }
}

/// A person with the account they belong to; an account that the row names and nobody knows is made.
fn incoming_contact(
    engine: &Engine,
    record: Record,
    origin: &Origin,
    invented: bool,
) -> Result<(IncomingContact, bool)> {
    let (external_id, mut fields) = taken_apart(record);
    if !fields.contains_key("name")
        && let Some(email) = fields.get("email").cloned()
    {
        fields.insert("name".to_owned(), email);
    }
    let (account, new_account) = engine.employer(&fields, origin, invented)?;
    let incoming = IncomingContact {
        external_id,
        account,
        fields,
    };
    Ok((incoming, new_account))
}

fn taken_apart(record: Record) -> (Option<String>, BTreeMap<String, String>) {
    let mut fields: BTreeMap<String, String> = record
        .fields
        .into_iter()
        .map(|(name, value)| (name.to_string(), value))
        .collect();
    (fields.remove("external_id"), fields)
}

fn no_such_import(id: i64) -> Error {
    Error::input(
        "no_such_import",
        "This import is not under way: it ended, was cancelled, or the engine was restarted.",
        format!("import {id}"),
        "Import the file again; rows that were kept are recognised.",
    )
}
