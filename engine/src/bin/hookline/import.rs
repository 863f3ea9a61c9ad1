//! `hookline import FILE`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, unexpected};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use clap::{Args, ValueEnum};
use hookline_engine::protocol::{ImportKind, ImportStart, ImportState, Reply, Request};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Read};
use std::path::PathBuf;

/// Bytes per chunk: each is one transaction, on disk before the next is read.
const CHUNK_BYTES: usize = 2 * 1024 * 1024;

/// Problems printed; `--json` prints all that the engine tells.
const MOST_PRINTED: usize = 100;

/// What the rows are.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum As {
    /// One company a row.
    Accounts,
    /// One person a row.
    Contacts,
}

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Import {
    /// CSV file; - for standard input.
    file: PathBuf,
    /// What the rows are; recognised from the headers when it is not given.
    #[arg(long = "as", value_enum)]
    rows: Option<As>,
    /// Field that a column feeds, as "Column=field"; the field may be custom or ignore.
    #[arg(long = "map", value_name = "COL=FIELD", value_parser = parse_mapping)]
    mapping: Vec<(String, String)>,
}

pub(crate) fn run(import: &Import, global: &Global) -> Result<(), Failure> {
    let mut session = Session::made(global)?;
    let mut reader = crate::lines::open(&import.file)?;
    let bytes_total = std::fs::metadata(&import.file).map_or(0, |file| file.len());
    let start = ImportStart {
        file_name: file_name(import),
        kind: import.rows.map(|rows| match rows {
            As::Accounts => ImportKind::Accounts,
            As::Contacts => ImportKind::Contacts,
        }),
        mapping: import.mapping.clone(),
        bytes_total,
        invented: false,
        source: None,
        class: None,
    };
    let mut state = state_of(session.ask(Request::ImportStart(start))?)?;
    let bar = progress(bytes_total);
    let mut chunk = Vec::new();
    loop {
        chunk.clear();
        let read = (&mut reader)
            .take(CHUNK_BYTES as u64)
            .read_to_end(&mut chunk);
        read.map_err(|error| Failure::from(error).in_file(&import.file))?;
        let last = chunk.len() < CHUNK_BYTES;
        let request = Request::ImportChunk {
            import: state.import,
            data: BASE64.encode(&chunk),
            last,
            preview: false,
        };
        let reply = session
            .ask(request)
            .map_err(|failure| failure.in_file(&import.file))?;
        state = state_of(reply)?;
        bar.set_position(state.bytes_read);
        bar.set_message(format!("{} rows", state.read));
        if last {
            break;
        }
    }
    bar.finish_and_clear();
    let mut output = Output::new();
    if global.json {
        output.json(&state)?;
    } else {
        print(&state, &mut output)?;
    }
    output.end()
}

fn print(state: &ImportState, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!(
        "{} rows read, {} kept, {} updated, {} unchanged, {} rejected",
        state.read, state.kept, state.updated, state.unchanged, state.rejected
    ))?;
    for column in &state.mapping {
        output.line(&format!("  column “{}” is {}", column.column, column.field))?;
    }
    for problem in state.problems.iter().take(MOST_PRINTED) {
        let column = match problem.column.as_str() {
            "" => String::new(),
            column => format!(", column “{column}”"),
        };
        let weight = if problem.rejected { "rejected" } else { "note" };
        output.line(&format!(
            "  line {}{column}: {weight}: {}",
            problem.line, problem.reason
        ))?;
    }
    let more = state.problems.len().saturating_sub(MOST_PRINTED);
    if more > 0 {
        output.line(&format!("  and {more} more; --json prints them"))?;
    }
    Ok(())
}

fn state_of(reply: Reply) -> Result<ImportState, Failure> {
    match reply {
        Reply::Import(state) => Ok(state),
        other => Err(unexpected(&other)),
    }
}

fn file_name(import: &Import) -> String {
    match import.file.file_name() {
        Some(name) if import.file.as_os_str() != "-" => name.to_string_lossy().into_owned(),
        _ => "standard input".to_owned(),
    }
}

fn progress(bytes_total: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(bytes_total);
    let template = "{bar:30} {bytes}/{total_bytes} {msg}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn parse_mapping(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, field)) if !column.trim().is_empty() && !field.trim().is_empty() => {
            Ok((column.trim().to_owned(), field.trim().to_owned()))
        }
        _ => Err("give it as \"Column=field\"".to_owned()),
    }
}
