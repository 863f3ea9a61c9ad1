//! Why a command failed, and its exit code: 2 for misuse, 1 for failure.

use std::process::ExitCode;

/// A failed command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was used wrongly; exit 2.
    Misuse(String),
    /// The command could not do its work; exit 1.
    Failed(String),
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
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
