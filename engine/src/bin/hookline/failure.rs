//! Why a command failed, and its exit code: 2 for misuse, 1 for failure.

use hookline_engine::protocol::ErrorReply;
use std::process::ExitCode;

/// A failed command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was used wrongly; exit 2.
    Misuse(String),
    /// The command could not do its work; exit 1.
    Failed(String),
    /// Whoever read the output has enough (`| head`); no failure.
    NobodyReads,
}

impl Failure {
    /// Prints the reason on stderr and gives the exit code.
    #[allow(clippy::print_stderr, reason = "a program's errors go to stderr")]
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            Self::Misuse(reason) => {
                eprintln!("hookline: {reason}");
                ExitCode::from(2)
            }
            Self::Failed(reason) => {
                eprintln!("hookline: {reason}");
                ExitCode::FAILURE
            }
            Self::NobodyReads => ExitCode::SUCCESS,
        }
    }

    /// The same with the file it concerns named before it.
    pub(crate) fn in_file(self, file: &std::path::Path) -> Self {
        match self {
            Self::Failed(reason) => Self::Failed(format!("{}: {reason}", file.display())),
            Self::Misuse(reason) => Self::Misuse(format!("{}: {reason}", file.display())),
            Self::NobodyReads => Self::NobodyReads,
        }
    }
}

/// Says something that is no failure on stderr, so that standard output stays data.
#[allow(clippy::print_stderr, reason = "a program's notes go to stderr")]
pub(crate) fn note(text: &str) {
    eprintln!("hookline: {text}");
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::NobodyReads;
        }
        Self::Failed(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe) {
            return Self::NobodyReads;
        }
        Self::Failed(error.to_string())
    }
}

impl From<ErrorReply> for Failure {
    fn from(error: ErrorReply) -> Self {
        let mut text = error.message;
        if !error.place.is_empty() && !text.contains(&error.place) {
            text.push_str(&format!(" ({})", error.place));
        }
        if !error.next.is_empty() {
            text.push(' ');
            text.push_str(&error.next);
        }
        Self::Failed(text)
    }
}
