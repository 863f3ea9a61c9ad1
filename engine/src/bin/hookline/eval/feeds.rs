//! `hookline eval feeds DIR`: how many payloads of a folder can be read, and which cannot.

use crate::failure::Failure;
use hookline_engine::ingest::feed;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Endings of files that hold payloads.
const ENDINGS: [&str; 10] = [
    "xml", "rss", "rss2", "rdf", "atom", "cdf", "feed", "json", "jsonfeed", "txt",
];

/// Deepest folder below the one named.
const MAX_DEPTH: usize = 12;

#[derive(Serialize)]
struct Outcome {
    /// Payloads found.
    files: usize,
    /// Payloads that are a feed.
    read: usize,
    /// Payloads with at least one entry.
    with_entries: usize,
    /// Payloads that could not be read.
    failed: Vec<FailedFile>,
}

#[derive(Serialize)]
struct FailedFile {
    file: String,
    error: String,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let mut files = Vec::new();
    gather(dir, 0, &mut files)?;
    files.sort();
    let outcome = measure(dir, &files)?;
    print(&outcome, json)
}

fn measure(dir: &Path, files: &[PathBuf]) -> Result<Outcome, Failure> {
    let mut outcome = Outcome {
        files: 0,
        read: 0,
        with_entries: 0,
        failed: Vec::new(),
    };
    for file in files {
        let payload = std::fs::read(file)?;
        if !is_payload(file, &payload) {
            continue;
        }
        outcome.files += 1;
        match feed::read(&payload, "", "") {
            Ok(feed) => {
                outcome.read += 1;
                outcome.with_entries += usize::from(!feed.entries.is_empty());
            }
            Err(error) => outcome.failed.push(FailedFile {
                file: file.strip_prefix(dir).unwrap_or(file).display().to_string(),
                error: error.to_reply().message,
            }),
        }
    }
    Ok(outcome)
}

fn gather(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            if depth < MAX_DEPTH {
                gather(&path, depth + 1, files)?;
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        let ending = ending.unwrap_or("").to_ascii_lowercase();
        if ENDINGS.contains(&ending.as_str()) {
            files.push(path);
        }
    }
    Ok(())
}

/// Folders of fixtures hold expected results and notes as well: JSON that is no JSON Feed, and
/// text that is no markup.
fn is_payload(file: &Path, payload: &[u8]) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("json" | "jsonfeed") => match serde_json::from_slice::<serde_json::Value>(payload) {
            Ok(value) => {
                let version = value.get("version").and_then(serde_json::Value::as_str);
                let stated = version.is_some_and(|version| version.contains("jsonfeed"));
                stated || value.get("items").is_some_and(serde_json::Value::is_array)
            }
            Err(_) => String::from_utf8_lossy(payload).contains("jsonfeed.org"),
        },
        Some("txt") => payload.trim_ascii_start().starts_with(b"<"),
        _ => true,
    }
}

#[allow(clippy::print_stdout, reason = "a program prints")]
fn print(outcome: &Outcome, json: bool) -> Result<(), Failure> {
    if json {
        let text =
            serde_json::to_string(outcome).map_err(|error| Failure::Failed(error.to_string()))?;
        println!("{text}");
        return Ok(());
    }
    println!(
        "{} payloads, {} read, {} with entries",
        outcome.files, outcome.read, outcome.with_entries
    );
    for failed in &outcome.failed {
        println!("  {}: {}", failed.file, failed.error);
    }
    Ok(())
}
