//! `hookline model train`.

use super::{file, show};
use crate::Global;
use crate::accounts_file::{Sheet, parse_kind};
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::score::{Kind, TrainOptions, train};
use std::path::PathBuf;

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Train {
    /// CSV file with one account a row.
    file: PathBuf,
    /// Column that says whether the outcome came about.
    #[arg(long)]
    outcome: String,
    /// The value that means it did; recognised (1, yes, won, renewed …) when it is not given.
    #[arg(long)]
    positive: Option<String>,
    /// Columns to leave out (names, anything known only afterwards).
    #[arg(long = "ignore", value_name = "COLUMN")]
    ignored: Vec<String>,
    /// What a column is, as "Column=number|date|category|set".
    #[arg(long = "kind", value_name = "COL=KIND", value_parser = parse_kind)]
    kinds: Vec<(String, Kind)>,
    /// Name of the model.
    #[arg(long, default_value = "Fit")]
    name: String,
    /// What it predicts: fit, churn, spend, or a word of yours.
    #[arg(long, default_value = "fit")]
    purpose: String,
    /// The model's last version; its locked points stay, its version is counted up.
    #[arg(long, value_name = "MODEL")]
    last: Option<PathBuf>,
    /// File to write the model to.
    #[arg(long, value_name = "MODEL")]
    out: Option<PathBuf>,
}

impl Train {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let mut sheet = Sheet::read(&self.file)?;
        let outcome = sheet.place(&self.outcome)?;
        let mut left_out = vec![outcome];
        for column in &self.ignored {
            left_out.push(sheet.place(column)?);
        }
        let outcomes = sheet.outcomes(outcome, self.positive.as_deref())?;
        let last = self.last.as_deref().map(file::read).transpose()?;
        let options = TrainOptions {
            name: &self.name,
            purpose: &self.purpose,
            validate: true,
            last: last.as_ref(),
        };
        let table = sheet.table(&left_out, &self.kinds);
        let training = train(&table, &outcomes, options)
            .map_err(|error| Failure::from(error.to_reply()).in_file(&self.file))?;
        if let Some(out) = &self.out {
            file::write(out, &training.model)?;
        }
        let mut output = Output::new();
        if for_people(global.json) || (self.out.is_some() && !global.json) {
            show::report(&training, &mut output)?;
        } else {
            output.json(&training)?;
        }
        output.end()
    }
}
