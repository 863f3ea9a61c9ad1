//! The engine's only door: one request in, one reply out.
//!
//! A request that writes runs in one transaction: it is on disk when the reply comes, or nothing of
//! it is. Each family of requests has its file here; what they know is in the modules they call.

mod account;
mod accounts;
mod cadence;
mod call;
mod context;
mod copies;
mod corrections;
mod crm;
mod employer;
mod feeds;
mod hygiene;
mod import;
mod index;
mod ledger;
mod library;
mod lookup;
mod matching;
mod message;
mod model;
mod news;
mod once;
mod openers;
mod people;
mod portfolio;
mod ranking;
mod reading;
mod save;
mod score;
mod signals;
mod understand;
mod universe;

use crate::Result;
use crate::protocol::{Hello, Reply, Request, VERSION};
use crate::score::Model;
use crate::store::{self, account::count};
use jiff::Timestamp;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The engine with its open database.
pub struct Engine {
    connection: Connection,
    /// All accounts by name, read when first needed.
    name_index: Option<Arc<index::NameIndex>>,
    /// All accounts by the forms in headlines, read when first needed.
    headline_index: Option<Arc<index::HeadlineIndex>>,
    /// Every account by column, read when it is first needed.
    universe: Option<universe::Kept>,
    /// Models in use by purpose, with the version of the file they were read from.
    models: RefCell<Vec<(String, i64, Arc<Model>)>>,
    /// The last order of accounts by stars.
    ranking: Option<ranking::Ranking>,
    /// Every account by name.
    names: Option<ranking::Names>,
    /// Imports under way.
    imports: BTreeMap<i64, import::Session>,
    /// A copy of the database that is being read in chunks.
    backup: Option<copies::Backup>,
    /// Bytes of a copy that is being taken back.
    restore: Option<Vec<u8>>,
    /// The index of the universal search, read when it is first needed.
    search: Option<signals::SearchState>,
    /// The database as it was known at an earlier moment, for as long as nothing changes.
    past: Option<signals::Past>,
}

impl Engine {
    /// Opens the database, makes or migrates its schema. Reads no rows, so it takes the same time
    /// with a million accounts as with none.
    ///
    /// # Errors
    /// When the file is not a Hookline database, comes from a newer Hookline, or cannot be read.
    pub fn open(mut connection: Connection) -> Result<Self> {
        store::open(&mut connection)?;
        Ok(Self {
            connection,
            name_index: None,
            headline_index: None,
            universe: None,
            models: RefCell::new(Vec::new()),
            ranking: None,
            names: None,
            imports: BTreeMap::new(),
            backup: None,
            restore: None,
            search: None,
            past: None,
        })
    }

    /// Answers one request as of `now`. Never panics; what fails is an error reply and changes nothing.
    pub fn handle(&mut self, request: Request, now: Timestamp) -> Reply {
        self.answer(request, now)
            .unwrap_or_else(|error| Reply::Error(error.to_reply()))
    }

    fn answer(&mut self, request: Request, now: Timestamp) -> Result<Reply> {
        match request {
            Request::Hello => self.hello(),
            Request::Account { account } => self.account_page(account, now),
            Request::AccountByKey { key } => self.account_by_key(&key, now),
            Request::Accounts(query) => self.accounts(&query, now),
            Request::SaveAccount { account, fields } => {
                self.written(|engine| engine.save_account(account, &fields, now))
            }
            Request::SaveContact { contact, fields } => {
                self.written(|engine| engine.save_contact(contact, &fields, now))
            }
            Request::DeleteAccounts { accounts } => {
                self.written(|engine| engine.delete_accounts(&accounts))
            }
            Request::Score { account } => self.score(account, now),
            Request::ImportStart(start) => self.start_import(&start, now),
            Request::ImportChunk {
                import,
                data,
                last,
                preview,
            } => self.import_chunk(import, &data, last, preview, now),
            Request::ImportCancel { import } => self.cancel_import(import, now),
            Request::Search { query, limit } => self.search(&query, limit, now),
            Request::News(query) => self.news(&query, now),
            Request::OpenerUsed {
                account,
                opener,
                email,
                text,
            } => self.written(|engine| {
                engine.opener_used(account, &opener, email.as_deref(), &text, now)
            }),
            Request::PrivacyLog { offset, limit } => self.privacy_log(offset, limit),
            Request::SettingsSet { settings } => {
                self.written(|engine| engine.set_settings(&settings))
            }
            Request::Portfolio(request) => self.portfolio(request, now),
            Request::Model(request) => self.model(request, now),
            Request::Hygiene(request) => self.hygiene(request, now),
            Request::Touches { account } => self.touches(account),
            Request::TouchAdd {
                account,
                contact,
                channel,
                note,
            } => self.written(|engine| engine.add_touch(account, contact, &channel, &note, now)),
            Request::Call(request) => self.call(request, now),
            Request::Cadence(request) => self.cadence(request, now),
            Request::Library(request) => self.library(request, now),
            Request::Ledger(request) => self.ledger(request, now),
            Request::Crm(request) => self.crm(request, now),
            Request::BackupStart => self.start_backup(),
            Request::BackupChunk { backup, offset } => self.backup_chunk(backup, offset),
            Request::RestoreStart => self.start_restore(),
            Request::RestoreChunk { data, last } => self.restore_chunk(&data, last),
            Request::ExportChunk { cursor } => self.export_chunk(cursor),
            Request::Context {
                facts,
                account,
                person,
            } => self.context(&facts, account, person.as_deref(), now),
            Request::Openers {
                account,
                contact,
                first_name,
                limit,
            } => self.openers(account, contact, first_name.as_deref(), limit, now),
            Request::Resolve { input } => self.resolve(&input),
            Request::Classify { title, summary } => Self::classify(&title, &summary),
            Request::Draft {
                subject,
                text,
                account,
            } => self.draft(&subject, &text, account, now),
            Request::FeedRead {
                data,
                url,
                content_type,
                account,
            } => self.read_feed(&data, &url, &content_type, account, now),
            Request::Paste {
                account,
                text,
                url,
                contact,
            } => self.written(|engine| engine.paste(account, &text, &url, contact, now)),
            Request::Feeds => self.feeds(),
            Request::FeedAdd { url, account } => {
                self.written(|engine| engine.add_feed(&url, account, now))
            }
            Request::FeedSet { feed, on } => self.written(|engine| engine.set_feed(feed, on, now)),
            Request::FeedRemove { feed } => self.written(|engine| engine.remove_feed(feed)),
            Request::Due => self.due(now),
            Request::Fetched(fetched) => self.fetched(&fetched, now),
            Request::Correct(correction) => self.written(|engine| engine.correct(&correction, now)),
            Request::Undo { correction } => self.written(|engine| engine.undo(correction, now)),
            Request::Corrections => self.corrections(),
            Request::Signals(request) => self.signals(request, now),
        }
    }

    fn hello(&self) -> Result<Reply> {
        Ok(Reply::Hello(Hello {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            protocol: VERSION,
            accounts: count(&self.connection, "account")?,
            contacts: count(&self.connection, "contact")?,
            stories: count(&self.connection, "story")?,
            settings: store::setting::all(&self.connection)?,
            unfinished_imports: store::import::unfinished(&self.connection)?,
        }))
    }

    /// Lets go of everything that was derived from the database, after another was put in its place.
    fn forget_derived(&mut self) {
        self.imports.clear();
        self.name_index = None;
        self.headline_index = None;
        self.ranking = None;
        self.names = None;
        self.search = None;
        self.past = None;
        self.universe = None;
        self.models.borrow_mut().clear();
    }

    /// Runs a change in one transaction.
    fn written<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let outcome = change(self).and_then(|value| {
            self.connection.execute_batch("COMMIT")?;
            Ok(value)
        });
        if outcome.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        outcome
    }
}
