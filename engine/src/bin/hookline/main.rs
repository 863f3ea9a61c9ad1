//! `hookline`: the engine on the command line, for people who work on whole portfolios.

mod eval;
mod failure;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Account intelligence on your own machine: import, resolve, classify, score, openers.
#[derive(Parser)]
#[command(name = "hookline", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures the engine on labelled data.
    Eval {
        /// resolve, mentions, dedupe, classify, headlines, score, search, lookalike or feeds.
        kind: eval::Kind,
        /// Folder with the data; the formats are in README.
        dir: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Eval { kind, dir, json } => eval::run(kind, &dir, json),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
