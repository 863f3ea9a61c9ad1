//! `hookline model apply`.

use super::file;
use crate::Global;
use crate::accounts_file::Sheet;
use crate::failure::Failure;
use crate::output::{Output, harmless_cell};
use clap::Args;
use hookline_engine::protocol::Contribution;
use hookline_engine::score::{Attributes, Model, receipt, score_all};
use jiff::Timestamp;
use serde::Serialize;
use std::path::PathBuf;

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Apply {
    /// Model file, or starter.
    model: PathBuf,
    /// CSV file with one account a row; the database's accounts when it is not given.
    file: Option<PathBuf>,
    /// Print JSON Lines with the receipt of every account.
    #[arg(long)]
    receipts: bool,
}

/// An account's score in one line of JSON.
#[derive(Serialize)]
struct Line<'r> {
    row: usize,
    cells: serde_json::Map<String, serde_json::Value>,
    score: i64,
    stars: Option<u8>,
    probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contributions: Option<Vec<Contribution>>,
    warnings: &'r [String],
}

impl Apply {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let model = file::read(&self.model)?;
        let sheet = Sheet::open(self.file.as_deref(), global)?;
        for warning in &model.warnings {
            crate::failure::note(warning);
        }
        let mut output = Output::new();
        if self.receipts || global.json {
            self.json(&model, &sheet, global, &mut output)?;
        } else {
            csv(&model, &sheet, &mut output)?;
        }
        output.end()
    }

    fn json(
        &self,
        model: &Model,
        sheet: &Sheet,
        global: &Global,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let now = global.now.unwrap_or_else(Timestamp::now);
        for (at, row) in sheet.rows.iter().enumerate() {
            let fields: Vec<(String, String)> = sheet
                .headers
                .iter()
                .zip(row)
                .map(|(header, cell)| (header.clone(), cell.to_owned()))
                .collect();
            let cells = fields
                .iter()
                .map(|(name, value)| (name.clone(), value.clone().into()))
                .collect();
            let attributes = Attributes {
                fields,
                ..Attributes::default()
            };
            let score = receipt(&attributes, model, now);
            output.json(&Line {
                row: at + 1,
                cells,
                score: score.score,
                stars: score.stars,
                probability: score.probability,
                confidence: self.receipts.then_some(score.confidence),
                contributions: self.receipts.then_some(score.contributions),
                warnings: &model.warnings,
            })?;
        }
        Ok(())
    }
}

fn csv(model: &Model, sheet: &Sheet, output: &mut Output) -> Result<(), Failure> {
    // Columns are read as text here, so that a cell scores as its text does, whatever its neighbours.
    let kinds: Vec<_> = sheet
        .headers
        .iter()
        .map(|header| (header.clone(), hookline_engine::score::Kind::Category))
        .collect();
    let scores = score_all(&sheet.table(&[], &kinds), model);
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Failed(error.to_string());
    let added = ["hookline_score", "hookline_stars", "hookline_probability"].map(str::to_owned);
    writer
        .write_record(
            sheet
                .headers
                .iter()
                .map(|header| harmless_cell(header))
                .chain(added),
        )
        .map_err(failed)?;
    for (row, score) in sheet.rows.iter().zip(scores) {
        let added = [
            score.to_string(),
            model
                .stars_for(score)
                .map(|stars| stars.to_string())
                .unwrap_or_default(),
            model
                .probability_for(score)
                .map(|p| p.to_string())
                .unwrap_or_default(),
        ];
        let cells =
            (0..sheet.headers.len()).map(|at| harmless_cell(row.get(at).unwrap_or_default()));
        writer.write_record(cells.chain(added)).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Failure::Failed(error.to_string()))?;
    output.raw(&bytes)
}
