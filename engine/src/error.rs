//! The engine's error: what happened, where, and what to do next.

use crate::protocol::ErrorReply;

/// Result of an engine operation.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a request could not be carried out. The earlier state stands.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is not what it should be.
    #[error("{message}")]
    Input {
        /// Stable name for programs.
        code: &'static str,
        /// What happened, in plain words.
        message: String,
        /// File and line, address, or field.
        place: String,
        /// What to do next.
        next: String,
    },
    /// Nothing is known under that key.
    #[error("Nothing is known about “{0}”.")]
    Unknown(String),
    /// The database refused.
    #[error("The database could not be read or written: {0}")]
    Storage(#[from] rusqlite::Error),
}

impl Error {
    /// An input error; see the variant's fields.
    pub fn input(
        code: &'static str,
        message: impl Into<String>,
        place: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self::Input {
            code,
            message: message.into(),
            place: place.into(),
            next: next.into(),
        }
    }

    /// The same in the words of the protocol.
    #[must_use]
    pub fn to_reply(&self) -> ErrorReply {
        match self {
            Self::Input {
                code,
                message,
                place,
                next,
            } => ErrorReply {
                code: (*code).to_owned(),
                message: message.clone(),
                place: place.clone(),
                next: next.clone(),
            },
            Self::Unknown(key) => ErrorReply {
                code: "unknown".to_owned(),
                message: self.to_string(),
                place: key.clone(),
                next: "Check the spelling, or add the account.".to_owned(),
            },
            Self::Storage(cause) => ErrorReply {
                code: if is_full(cause) {
                    "disk_full"
                } else {
                    "storage"
                }
                .to_owned(),
                message: if is_full(cause) {
                    "The disk is full. Nothing was changed.".to_owned()
                } else {
                    self.to_string()
                },
                place: "database".to_owned(),
                next: if is_full(cause) {
                    "Free some space, then try again.".to_owned()
                } else {
                    "Try again. If it happens again, restore your last backup.".to_owned()
                },
            },
        }
    }
}

/// True when the disk has no room. A browser that refuses a write for want of room says no more than
/// that writing failed.
fn is_full(cause: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    let Some(error) = cause.sqlite_error() else {
        return false;
    };
    error.code == rusqlite::ErrorCode::DiskFull
        || [
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_TRUNCATE,
            ffi::SQLITE_IOERR_FSYNC,
        ]
        .contains(&error.extended_code)
}
