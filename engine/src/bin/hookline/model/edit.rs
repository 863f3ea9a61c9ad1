//! `hookline model edit`.

use super::{file, show};
use crate::Global;
use crate::accounts_file::Sheet;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::score::{Edit as Change, Model, assess};
use std::path::PathBuf;

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Edit {
    /// Model file, or starter.
    model: PathBuf,
    /// New points, as "column=bin=points" (or "base=points"); the bin is locked.
    #[arg(long = "set", value_name = "COL=BIN=POINTS", value_parser = parse_points)]
    points: Vec<Change>,
    /// Locks a bin, as "column=bin".
    #[arg(long = "lock", value_name = "COL=BIN")]
    locks: Vec<String>,
    /// Frees a bin, as "column=bin".
    #[arg(long = "free", value_name = "COL=BIN")]
    frees: Vec<String>,
    /// Takes a factor out.
    #[arg(long = "drop", value_name = "COLUMN")]
    drops: Vec<String>,
    /// New name.
    #[arg(long)]
    name: Option<String>,
    /// New notes.
    #[arg(long)]
    notes: Option<String>,
    /// File to write the new version to.
    #[arg(long, value_name = "MODEL")]
    out: Option<PathBuf>,
    /// Accounts with outcomes, to show the effect on fit.
    #[arg(long, value_name = "CSV", requires = "outcome")]
    data: Option<PathBuf>,
    /// Outcome column of the data.
    #[arg(long)]
    outcome: Option<String>,
    /// The value that means the outcome came about.
    #[arg(long)]
    positive: Option<String>,
}

impl Edit {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let before = file::read(&self.model)?;
        let mut after = before.clone();
        for change in self.changes()? {
            after = after
                .edited(&change)
                .map_err(|error| Failure::from(error.to_reply()))?;
        }
        // One command is one version, however much it changes.
        after.version = before.version.saturating_add(u32::from(after != before));
        if let Some(out) = &self.out {
            file::write(out, &after)?;
        }
        let mut output = Output::new();
        if !for_people(global.json) && self.out.is_none() {
            output.json(&after)?;
            return output.end();
        }
        output.line(&format!("{} v{}", after.name, after.version))?;
        self.effect(&before, &after, &mut output)?;
        output.end()
    }

    fn changes(&self) -> Result<Vec<Change>, Failure> {
        let mut changes = self.points.clone();
        for (list, locked) in [(&self.locks, true), (&self.frees, false)] {
            for text in list {
                let (column, bin) = text.split_once('=').ok_or_else(|| {
                    Failure::Misuse(format!("“{text}”: give it as \"column=bin\""))
                })?;
                changes.push(Change::Lock {
                    column: column.to_owned(),
                    bin: bin.to_owned(),
                    locked,
                });
            }
        }
        changes.extend(self.drops.iter().map(|column| Change::Drop {
            column: column.clone(),
        }));
        changes.extend(self.name.clone().map(Change::Name));
        changes.extend(self.notes.clone().map(Change::Notes));
        Ok(changes)
    }

    fn effect(&self, before: &Model, after: &Model, output: &mut Output) -> Result<(), Failure> {
        let (Some(data), Some(outcome)) = (&self.data, &self.outcome) else {
            return Ok(());
        };
        let mut sheet = Sheet::read(data)?;
        let outcome = sheet.place(outcome)?;
        let outcomes = sheet.outcomes(outcome, self.positive.as_deref())?;
        let table = sheet.table(&[outcome], &[]);
        for (name, model) in [("before", before), ("after", after)] {
            output.line(name)?;
            match assess(model, &table, &outcomes) {
                Some(assessment) => {
                    show::figures(&assessment.quality, output)?;
                    show::reliability(&assessment.reliability, output)?;
                }
                None => output.line("uncalibrated: there is no probability to measure")?,
            }
        }
        Ok(())
    }
}

fn parse_points(text: &str) -> Result<Change, String> {
    let form = "give it as \"column=bin=points\"";
    let (rest, points) = text.rsplit_once('=').ok_or(form)?;
    let points = points
        .trim()
        .parse()
        .map_err(|_| "points are a whole number".to_owned())?;
    let (column, bin) = match rest.split_once('=') {
        Some(parts) => parts,
        None if rest == "base" => (rest, ""),
        None => return Err(form.to_owned()),
    };
    Ok(Change::Points {
        column: column.to_owned(),
        bin: bin.to_owned(),
        points,
    })
}
