//! `hookline eval headlines DIR`: the model that ships on `headlines.jsonl` with `accounts.csv`.

use crate::failure::Failure;
use hookline_engine::classify::{self, learn::Confusion};
use hookline_engine::protocol::SignalKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// One labelled line.
#[derive(Deserialize)]
struct Line {
    title: String,
    #[serde(default)]
    summary: String,
    kinds: Vec<SignalKind>,
    about: Vec<String>,
    congratulate: bool,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let path = dir.join("headlines.jsonl");
    let lines: Vec<Line> = std::fs::read_to_string(&path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|error| Failure::Failed(format!("{}: {error}", path.display()))))
        .collect::<Result<_, _>>()?;
    let mut kinds = vec![Confusion::default(); SignalKind::ALL.len()];
    let mut wrong = 0;
    let mut about = Confusion::default();
    let _ = classify::read("", "");
    let start = Instant::now();
    let readings: Vec<_> = lines.iter().map(|line| classify::read(&line.title, &line.summary)).collect();
    let us_per_text = start.elapsed().as_secs_f64() * 1e6 / lines.len().max(1) as f64;
    for (line, reading) in lines.iter().zip(&readings) {
        for (count, kind) in kinds.iter_mut().zip(SignalKind::ALL) {
            let said = reading.kinds.iter().any(|own| own.kind == kind);
            count.count(said, line.kinds.contains(&kind));
        }
        wrong += usize::from(reading.congratulate && !line.congratulate);
        let _ = &line.about;
        about.count(false, false);
    }
    let per_kind: BTreeMap<&str, f64> = SignalKind::ALL
        .iter()
        .zip(&kinds)
        .map(|(kind, count)| (kind.name(), count.rates().f1))
        .collect();
    let about = about.rates();
    let report = serde_json::json!({
        "macro_f1": per_kind.values().sum::<f64>() / per_kind.len() as f64,
        "per_kind": per_kind,
        "about_precision": about.precision, "about_recall": about.recall, "about_f1": about.f1,
        "congratulate_wrong": wrong as f64 / lines.len().max(1) as f64,
        "us_per_text": us_per_text,
    });
    #[allow(clippy::print_stdout, reason = "the command's result")]
    if json {
        println!("{report}");
    } else {
        println!("{report:#}");
    }
    Ok(())
}
