//! `hookline dedupe FILE`: the records of a list that are the same company, with the evidence.

use crate::Global;
use crate::failure::Failure;
use crate::lines;
use crate::output::{Output, for_people};
use hookline_engine::ingest::records::{self, RecordOptions, RecordReader};
use hookline_engine::protocol::{Evidence, ImportKind};
use hookline_engine::resolve::{DuplicatePair, Duplicates, Record, find_duplicates};
use serde::Serialize;
use std::io::Read;
use std::path::Path;

/// Bytes read at once.
const CHUNK: usize = 256 * 1024;

/// A line of JSON: one company's records.
#[derive(Serialize)]
struct Cluster<'r> {
    records: Vec<Member<'r>>,
    /// Probability of the weakest pair that holds the cluster together.
    confidence: f64,
    /// What speaks for and against that pair.
    evidence: &'r [Evidence],
}

#[derive(Serialize)]
struct Member<'r> {
    line: u64,
    name: &'r str,
}

/// The records of a file with the lines they begin on.
#[derive(Default)]
struct List {
    records: Vec<Record>,
    lines: Vec<u64>,
    rejected: u64,
}

pub(crate) fn run(file: &Path, global: &Global) -> Result<(), Failure> {
    let list = read(file)?;
    let found = find_duplicates(&list.records);
    let mut output = Output::new();
    if for_people(global.json) {
        for_reading(&list, &found, &mut output)?;
    } else {
        for cluster in &found.clusters {
            output.json(&told(&list, &found, cluster))?;
        }
    }
    output.end()
}

fn read(file: &Path) -> Result<List, Failure> {
    let options = RecordOptions {
        kind: Some(ImportKind::Accounts),
        ..RecordOptions::default()
    };
    let mut reader = RecordReader::new(options);
    let mut input = lines::open(file)?;
    let mut list = List::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = input.read(&mut chunk)?;
        let batch = if length == 0 {
            reader.finish()
        } else {
            reader.push(&chunk[..length])
        };
        let batch =
            batch.map_err(|error| Failure::Failed(format!("{}: {error}", file.display())))?;
        list.rejected += batch.rejected;
        for row in batch.records {
            list.lines.push(row.line);
            list.records.push(record(&row));
        }
        if length == 0 {
            return Ok(list);
        }
    }
}

fn record(row: &records::Record) -> Record {
    let text = |name: &str| row.field(name).unwrap_or_default().to_owned();
    let address: Vec<&str> = ["street", "postal_code", "city", "state", "country"]
        .iter()
        .filter_map(|name| row.field(name))
        .collect();
    // An account has no address of mail of its own; a list may have a column of them.
    let email = row
        .fields
        .iter()
        .find(|(field, value)| field.to_lowercase().contains("mail") && value.contains('@'));
    Record {
        id: row.line.to_string(),
        name: text("name"),
        address: address.join(", "),
        phone: text("phone"),
        email: email.map(|(_, value)| value.clone()).unwrap_or_default(),
        website: row
            .field("website")
            .or_else(|| row.field("domain"))
            .unwrap_or_default()
            .to_owned(),
    }
}

fn told<'r>(list: &'r List, found: &'r Duplicates, cluster: &[usize]) -> Cluster<'r> {
    let weakest = weakest(found, cluster);
    Cluster {
        records: cluster
            .iter()
            .map(|at| Member {
                line: list.lines[*at],
                name: &list.records[*at].name,
            })
            .collect(),
        confidence: weakest.map_or(0.0, |pair| pair.confidence),
        evidence: weakest.map_or(&[], |pair| &pair.evidence),
    }
}

/// The least sure of the pairs that hold a cluster together; pairs come surest first.
fn weakest<'r>(found: &'r Duplicates, cluster: &[usize]) -> Option<&'r DuplicatePair> {
    found
        .pairs
        .iter()
        .rev()
        .find(|pair| cluster.binary_search(&pair.records[0]).is_ok())
}

fn for_reading(list: &List, found: &Duplicates, output: &mut Output) -> Result<(), Failure> {
    for cluster in &found.clusters {
        let pair = weakest(found, cluster);
        let why: Vec<&str> = pair
            .into_iter()
            .flat_map(|pair| &pair.evidence)
            .filter(|one| one.weight > 0.0)
            .map(|one| one.what.as_str())
            .collect();
        output.line(&format!(
            "{:.0} % by {}",
            pair.map_or(0.0, |pair| pair.confidence) * 100.0,
            why.join(", ")
        ))?;
        for at in cluster {
            output.line(&format!(
                "  line {}: {}",
                list.lines[*at], list.records[*at].name
            ))?;
        }
    }
    let more: usize = found.clusters.iter().map(|cluster| cluster.len() - 1).sum();
    output.line(&format!(
        "{} records, {} companies more than once, {more} records too many, {} rejected",
        list.records.len(),
        found.clusters.len(),
        list.rejected
    ))
}
