//! `hookline patch export|import FILE`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;
use clap::Subcommand;
use hookline_engine::protocol::{PatchOutcome, SignalsReply, SignalsRequest};
use std::path::PathBuf;

/// What is done with a patch.
#[derive(Subcommand)]
pub(crate) enum Patch {
    /// Writes the standing corrections, pins, mutes and follows.
    Export {
        /// File to write.
        file: PathBuf,
        /// Pins, mutes and follows alone.
        #[arg(long)]
        pins_only: bool,
    },
    /// Takes over what a colleague exported.
    Import {
        /// File to read.
        file: PathBuf,
    },
}

pub(crate) fn run(command: &Patch, global: &Global) -> Result<(), Failure> {
    let outcome = match command {
        Patch::Export { file, pins_only } => {
            let mut session = Session::existing(global)?;
            let request = SignalsRequest::PatchExport {
                pins_only: *pins_only,
            };
            let outcome = outcome(session.signals(request)?)?;
            std::fs::write(file, &outcome.text)?;
            outcome
        }
        Patch::Import { file } => {
            let mut session = Session::existing(global)?;
            let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
            outcome(session.signals(SignalsRequest::PatchImport { text })?)?
        }
    };
    let mut output = Output::new();
    if global.json {
        output.json(&serde_json::json!({
            "applied": outcome.applied, "known": outcome.known, "problems": outcome.problems,
        }))?;
        return output.end();
    }
    output.line(&format!(
        "{} corrections, {} known already",
        outcome.applied, outcome.known
    ))?;
    for problem in &outcome.problems {
        output.line(&format!("  {problem}"))?;
    }
    output.end()
}

fn outcome(reply: SignalsReply) -> Result<PatchOutcome, Failure> {
    match reply {
        SignalsReply::Patch(outcome) => Ok(outcome),
        _ => Err(Failure::Failed(
            "the engine answered something else".to_owned(),
        )),
    }
}
