//! `hookline eval classify DIR`: the learning algorithm, trained on `train.csv`, tested on `test.csv`.

use crate::failure::Failure;
use hookline_engine::classify::learn::{Confusion, TopicModel};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Seed of every measure, so that figures can be compared.
const SEED: u64 = 20_250_101;

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let train = read(&dir.join("train.csv"))?;
    let test = read(&dir.join("test.csv"))?;
    let start = Instant::now();
    let model = TopicModel::learn(&train, SEED);
    let train_seconds = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let said: Vec<&str> = test.iter().map(|(text, _)| model.label(text)).collect();
    let us_per_text = start.elapsed().as_secs_f64() * 1e6 / test.len().max(1) as f64;

    let mut classes: BTreeMap<&str, Confusion> = BTreeMap::new();
    let mut right = 0;
    for ((_, truth), said) in test.iter().zip(&said) {
        classes.entry(truth).or_default();
        classes.entry(said).or_default();
        right += usize::from(truth == said);
    }
    for (label, confusion) in &mut classes {
        for ((_, truth), said) in test.iter().zip(&said) {
            confusion.count(said == label, truth == label);
        }
    }
    let per_class: BTreeMap<&str, f64> = classes
        .iter()
        .map(|(&label, confusion)| (label, confusion.rates().f1))
        .collect();
    let macro_f1 = per_class.values().sum::<f64>() / per_class.len().max(1) as f64;
    let accuracy = right as f64 / test.len().max(1) as f64;
    let report = serde_json::json!({
        "macro_f1": macro_f1, "accuracy": accuracy, "per_class": per_class,
        "train_seconds": train_seconds, "us_per_text": us_per_text,
    });
    #[allow(clippy::print_stdout, reason = "the command's result")]
    if json {
        println!("{report}");
    } else {
        println!("{report:#}");
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut reader = csv::Reader::from_path(path)
        .map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
    let mut lines = Vec::new();
    for line in reader.records() {
        let line = line.map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
        let (Some(text), Some(label)) = (line.get(0), line.get(1)) else {
            continue;
        };
        lines.push((text.to_owned(), label.to_owned()));
    }
    Ok(lines)
}
