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
    let request = Request::Draft {
        subject: subject.to_owned(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
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
