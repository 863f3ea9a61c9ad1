//! `hookline draft`: the 10-80-10 reading of a draft.

use crate::Global;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use crate::session::{Session, unexpected};
use hookline_engine::protocol::{DraftReading, Reply, Request};
use std::io::Read;
use std::path::Path;

/// Largest draft that is read, in bytes; the engine refuses less than that in its own words.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

pub(crate) fn run(file: &Path, subject: &str, global: &Global) -> Result<(), Failure> {
    let mut session = Session::in_memory(global)?;
    let mut bytes = Vec::new();
    crate::lines::open(file)?
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)?;
    let whole = String::from_utf8_lossy(&bytes);
    let (header, text) = split(&whole);
    let request = Request::Draft {
        subject: if subject.is_empty() {
            header.to_owned()
        } else {
            subject.to_owned()
        },
        text: text.to_owned(),
        account: None,
    };
    let reading = match session.ask(request)? {
        Reply::Draft(reading) => reading,
        other => return Err(unexpected(&other)),
    };
    let mut output = Output::new();
    if for_people(global.json) {
        print(&reading, &mut output)?;
    } else {
        output.json(&reading)?;
    }
    output.end()
}

/// Names that a line at the top of a mail begins with, as mail programs save and copy them.
const HEADERS: &[&str] = &[
    "subject", "to", "from", "cc", "bcc", "date", "betreff", "an", "von", "datum", "asunto",
    "para", "de", "fecha",
];
/// Those of them that name the subject.
const SUBJECTS: &[&str] = &["subject", "betreff", "asunto"];

/// The subject that the file's own header gives, and the mail below it, from which places are counted. A file that begins with
/// something else is a mail as it stands.
fn split(whole: &str) -> (&str, &str) {
    let (mut subject, mut rest) = ("", whole.trim_start_matches('\u{feff}'));
    let mut is_header = false;
    while let Some((name, value, below)) = header(rest) {
        if SUBJECTS.contains(&&*name.to_lowercase()) {
            subject = value.trim();
        }
        is_header = true;
        rest = below;
    }
    // An empty line ends a header; without one the lines were the rep's own.
    let ends = rest.is_empty() || rest.starts_with(['\n', '\r']);
    if is_header && ends {
        (subject, rest)
    } else {
        ("", whole)
    }
}

/// The first line as a header's name and value, and what is below it.
fn header(text: &str) -> Option<(&str, &str, &str)> {
    let (line, below) = text.split_once('\n').unwrap_or((text, ""));
    let (name, value) = line.split_once(':')?;
    HEADERS
        .contains(&&*name.trim().to_lowercase())
        .then_some((name.trim(), value, below))
}

fn print(reading: &DraftReading, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!("{} words", reading.words))?;
    for zone in &reading.zones {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        output.line(&format!(
            "  {:?}: {} words, {} (target {} to {}) {}",
            zone.zone,
            zone.words,
            percent(zone.share),
            percent(zone.target[0]),
            percent(zone.target[1]),
            if zone.met { "met" } else { "not met" }
        ))?;
    }
    for criterion in &reading.criteria {
        let met = match criterion.met {
            Some(true) => "yes",
            Some(false) => "no ",
            None => "?  ",
        };
        output.line(&format!(
            "  {met} {}: {}",
            criterion.name, criterion.finding
        ))?;
    }
    Ok(())
}
