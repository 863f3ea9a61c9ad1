//! `hookline eval score DIR`: trains on four folds, predicts the fifth, five times; figures are
//! pooled over the folds that `data.csv` gives.

use crate::failure::Failure;
use hookline_engine::score::{TableBuilder, TrainOptions, has_signal, quality, score_all, train};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;

/// The folds are the file's, so none are made within them.
const FOLD: TrainOptions<'_> = TrainOptions {
    name: "fold",
    purpose: "fit",
    validate: false,
    last: None,
};

/// What is printed.
#[derive(Serialize)]
struct Figures {
    auc: f64,
    log_loss: f64,
    brier: f64,
    seconds: f64,
    signal: bool,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let data = Data::read(&dir.join("data.csv"))?;
    let start = Instant::now();
    let probabilities = data.predict();
    let seconds = start.elapsed().as_secs_f64();
    let measured = quality(&probabilities, &data.outcomes);
    let figures = Figures {
        auc: measured.auc,
        log_loss: measured.log_loss,
        brier: measured.brier,
        seconds,
        signal: has_signal(&measured),
    };
    print(&figures, json)
}

#[allow(clippy::print_stdout, reason = "a program's answer goes to stdout")]
fn print(figures: &Figures, json: bool) -> Result<(), Failure> {
    if json {
        let line =
            serde_json::to_string(figures).map_err(|error| Failure::Failed(error.to_string()))?;
        println!("{line}");
        return Ok(());
    }
    println!("AUC       {:.4}", figures.auc);
    println!("log-loss  {:.4}", figures.log_loss);
    println!("Brier     {:.4}", figures.brier);
    println!("seconds   {:.2}", figures.seconds);
    println!(
        "signal    {}",
        if figures.signal {
            "yes"
        } else {
            "no signal here; no stars are given"
        }
    );
    Ok(())
}

/// The labelled accounts with their folds.
struct Data {
    table: hookline_engine::score::Table,
    outcomes: Vec<bool>,
    folds: Vec<String>,
}

impl Data {
    fn read(path: &Path) -> Result<Self, Failure> {
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
        let (outcome, fold) = (place("outcome")?, place("fold")?);
        let is_attribute = |at: usize| at != outcome && at != fold;
        let names = (0..headers.len())
            .filter(|at| is_attribute(*at))
            .map(|at| headers[at].to_owned())
            .collect();
        let mut builder = TableBuilder::new(names);
        let (mut outcomes, mut folds) = (Vec::new(), Vec::new());
        for (line, record) in reader.records().enumerate() {
            let record = record.map_err(|error| failed(error.to_string()))?;
            outcomes.push(match record.get(outcome).map(str::trim) {
                Some("1" | "1.0" | "true") => true,
                Some("0" | "0.0" | "false") => false,
                other => {
                    return Err(failed(format!(
                        "row {}: outcome is {other:?}, not 0 or 1",
                        line + 2
                    )));
                }
            });
            folds.push(record.get(fold).unwrap_or_default().trim().to_owned());
            builder.push(
                (0..headers.len())
                    .filter(|at| is_attribute(*at))
                    .map(|at| record.get(at).unwrap_or_default()),
            );
        }
        Ok(Self {
            table: builder.finish(&[]),
            outcomes,
            folds,
        })
    }

    /// Each row's probability from a model that never saw its fold.
    fn predict(&self) -> Vec<f64> {
        let mut distinct = self.folds.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let mut probabilities = vec![0.5; self.outcomes.len()];
        for fold in distinct {
            let (test, training): (Vec<usize>, Vec<usize>) =
                (0..self.outcomes.len()).partition(|row| self.folds[*row] == fold);
            let outcomes: Vec<bool> = training.iter().map(|row| self.outcomes[*row]).collect();
            let positives = outcomes.iter().filter(|outcome| **outcome).count();
            // With too few outcomes to learn from, everybody gets the base rate.
            let base = (positives as f64 + 0.5) / (outcomes.len() as f64 + 1.0);
            let trained = train(&self.table.select(&training), &outcomes, FOLD);
            let scores = trained
                .as_ref()
                .map(|trained| score_all(&self.table.select(&test), &trained.model))
                .unwrap_or_default();
            for (at, row) in test.iter().enumerate() {
                probabilities[*row] = match (&trained, scores.get(at)) {
                    (Ok(trained), Some(score)) => {
                        trained.model.probability_for(*score).unwrap_or(base)
                    }
                    _ => base,
                };
            }
        }
        probabilities
    }
}
