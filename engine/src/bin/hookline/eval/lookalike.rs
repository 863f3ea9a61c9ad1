//! `hookline eval lookalike DIR`: of the ten companies most like each one by description, how many
//! are of its industry? The industry is only looked at afterwards.

use crate::failure::Failure;
use hookline_engine::portfolio::text::TextIndex;
use serde::Serialize;
use std::path::Path;

/// How many look-alikes are judged.
const FIRST: usize = 10;

#[derive(Serialize)]
struct Figures {
    precision_at_10: f64,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let companies = read(&dir.join("companies.csv"))?;
    let index = TextIndex::build(companies.iter().map(|(_, summary)| summary.as_str()));
    let mut same = 0_usize;
    for (at, (industry, _)) in companies.iter().enumerate() {
        same += index
            .like(&[at], FIRST)
            .iter()
            .filter(|(other, _)| companies[*other].0 == *industry)
            .count();
    }
    let judged = (companies.len() * FIRST).max(1);
    let figures = Figures {
        precision_at_10: same as f64 / judged as f64,
    };
    print(&figures, json)
}

#[allow(clippy::print_stdout, reason = "a program's answer goes to stdout")]
fn print(figures: &Figures, json: bool) -> Result<(), Failure> {
    if json {
        let line =
            serde_json::to_string(figures).map_err(|error| Failure::Failed(error.to_string()))?;
        println!("{line}");
    } else {
        println!(
            "same industry among the first {FIRST}: {:.4}",
            figures.precision_at_10
        );
    }
    Ok(())
}

/// Industry and description of every company whose industry is known; the others cannot be judged.
fn read(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let failed = |reason: String| Failure::Failed(format!("{}: {reason}", path.display()));
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .map_err(|error| failed(error.to_string()))?;
    let headers = reader
        .headers()
        .map_err(|error| failed(error.to_string()))?
        .clone();
    let place = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim() == name)
            .ok_or_else(|| failed(format!("has no column “{name}”")))
    };
    let (industry, summary) = (place("industry")?, place("summary")?);
    let mut companies = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(error.to_string()))?;
        let label = record.get(industry).unwrap_or_default().trim();
        if !label.is_empty() {
            companies.push((
                label.to_owned(),
                record.get(summary).unwrap_or_default().to_owned(),
            ));
        }
    }
    Ok(companies)
}
