//! One engine for one command.

use crate::Global;
use crate::failure::Failure;
use hookline_engine::Engine;
use hookline_engine::phrases;
use hookline_engine::protocol::{
    Account, AccountPage, Reply, Request, SignalsReply, SignalsRequest,
};
use jiff::Timestamp;
use rusqlite::Connection;

/// The engine with the moment everything is seen from.
pub(crate) struct Session {
    engine: Engine,
    now: Option<Timestamp>,
    as_of: Option<String>,
    language: String,
}

impl Session {
    /// Opens the database for reading; it must be there.
    pub(crate) fn existing(global: &Global) -> Result<Self, Failure> {
        match &global.db {
            Some(file) if !file.exists() => Err(Failure::Failed(format!(
                "{} is not there. Import something into it first.",
                file.display()
            ))),
            _ => Self::made(global),
        }
    }

    /// Opens the database, and makes it when it is not there.
    pub(crate) fn made(global: &Global) -> Result<Self, Failure> {
        let Some(file) = &global.db else {
            return Err(Failure::Misuse(
                "this command needs a database: give --db FILE.".to_owned(),
            ));
        };
        let opened = Connection::open(file)
            .map_err(hookline_engine::Error::from)
            .and_then(|connection| {
                // Another command may be writing; wait for it rather than fail.
                connection.busy_timeout(std::time::Duration::from_secs(10))?;
                Engine::open(connection)
            });
        match opened {
            Ok(engine) => Ok(Self {
                engine,
                now: global.now,
                as_of: global.as_of.clone(),
                language: global.language.clone(),
            }),
            Err(error) => Err(Failure::from(error.to_reply()).in_file(file)),
        }
    }

    /// An engine that keeps nothing, for commands that need no database.
    pub(crate) fn in_memory(global: &Global) -> Result<Self, Failure> {
        let opened = Connection::open_in_memory()
            .map_err(hookline_engine::Error::from)
            .and_then(Engine::open);
        match opened {
            Ok(engine) => Ok(Self {
                engine,
                now: global.now,
                as_of: global.as_of.clone(),
                language: global.language.clone(),
            }),
            Err(error) => Err(error.to_reply().into()),
        }
    }

    /// Asks the engine; an error reply is a failure.
    pub(crate) fn ask(&mut self, request: Request) -> Result<Reply, Failure> {
        let now = self.now.unwrap_or_else(Timestamp::now);
        let request = match &self.as_of {
            Some(at) => Request::Signals(SignalsRequest::AsOf {
                at: at.clone(),
                request: Box::new(request),
            }),
            None => request,
        };
        let reply = self.engine.handle(request, now);
        match spoken(reply, &self.language)? {
            Reply::Error(error) => Err(error.into()),
            reply => Ok(reply),
        }
    }

    /// Asks about signals; an error reply is a failure.
    pub(crate) fn signals(&mut self, request: SignalsRequest) -> Result<SignalsReply, Failure> {
        match self.ask(Request::Signals(request))? {
            Reply::Signals(reply) => Ok(*reply),
            other => Err(unexpected(&other)),
        }
    }

    /// The page of the account that a key means.
    pub(crate) fn page(&mut self, key: &str) -> Result<AccountPage, Failure> {
        let request = Request::AccountByKey {
            key: key.to_owned(),
        };
        match self.ask(request)? {
            Reply::Account(page) => Ok(*page),
            other => Err(unexpected(&other)),
        }
    }
}

/// The reply with the engine's sentences in that language, as the views get it.
fn spoken(reply: Reply, language: &str) -> Result<Reply, Failure> {
    if language == "en" {
        return Ok(reply);
    }
    serde_json::to_string(&reply)
        .map(|json| phrases::spoken(json, language))
        .and_then(|json| serde_json::from_str(&json))
        .map_err(|error| Failure::Failed(format!("the reply cannot be put into words: {error}")))
}

/// The failure for a reply that does not belong to the request.
pub(crate) fn unexpected(reply: &Reply) -> Failure {
    let text: String = format!("{reply:?}").chars().take(80).collect();
    Failure::Failed(format!("the engine answered something else: {text}"))
}

/// Stars and bolt as text: "★★★☆☆ ⚡".
pub(crate) fn stars(account: &Account) -> String {
    let mut text = match account.score.stars {
        Some(stars) => (0..5)
            .map(|star| if star < stars { '★' } else { '☆' })
            .collect(),
        None => "no stars".to_owned(),
    };
    if !account.score.bolt.is_empty() {
        text.push_str(" ⚡");
    }
    text
}
