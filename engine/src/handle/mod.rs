//! The engine's only door.

use crate::protocol::{ErrorReply, Reply, Request};
use jiff::Timestamp;

/// The engine with its open database.
pub struct Engine {
    connection: rusqlite::Connection,
}

impl Engine {
    /// Opens the database, makes or migrates its schema.
    ///
    /// # Errors
    /// When the file is not a Hookline database, or cannot be read.
    pub fn open(connection: rusqlite::Connection) -> crate::Result<Self> {
        Ok(Self { connection })
    }

    /// Answers one request as of `now`. Never panics; what fails is an error reply and changes nothing.
    pub fn handle(&mut self, request: Request, now: Timestamp) -> Reply {
        let _ = (&self.connection, request, now);
        Reply::Error(ErrorReply {
            code: "not_ready".to_owned(),
            message: String::new(),
            place: String::new(),
            next: String::new(),
        })
    }
}
