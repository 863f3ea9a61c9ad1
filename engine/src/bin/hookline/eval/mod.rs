//! `hookline eval KIND DIR`: the engine measured on labelled data.

use crate::failure::Failure;
use std::path::Path;

mod classify;
mod dedupe;
mod feeds;
mod headlines;
mod lookalike;
mod mentions;
mod resolve;
mod score;
mod search;
pub(crate) mod table;

/// What is measured.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Kind {
    /// Names to accounts.
    Resolve,
    /// Companies mentioned in headlines.
    Mentions,
    /// Duplicates inside one list.
    Dedupe,
    /// The learning algorithm, trained on the spot.
    Classify,
    /// The model that ships.
    Headlines,
    /// Score models by cross-validation.
    Score,
    /// Known-item search.
    Search,
    /// Look-alikes by description.
    Lookalike,
    /// Feed payloads in a folder.
    Feeds,
}

/// Runs one measure and prints it.
pub(crate) fn run(kind: Kind, dir: &Path, json: bool) -> Result<(), Failure> {
    if !dir.is_dir() {
        return Err(Failure::Misuse(format!(
            "{} is not a folder",
            dir.display()
        )));
    }
    match kind {
        Kind::Resolve => resolve::run(dir, json),
        Kind::Mentions => mentions::run(dir, json),
        Kind::Dedupe => dedupe::run(dir, json),
        Kind::Classify => classify::run(dir, json),
        Kind::Headlines => headlines::run(dir, json),
        Kind::Score => score::run(dir, json),
        Kind::Search => search::run(dir, json),
        Kind::Lookalike => lookalike::run(dir, json),
        Kind::Feeds => feeds::run(dir, json),
    }
}
