//! `hookline portfolio contrast`.

use crate::Global;
use crate::accounts_file::{Sheet, parse_kind};
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::portfolio::{Label, contrast};
use hookline_engine::score::Kind;
use std::path::PathBuf;

/// Lines printed for people; `--json` prints all.
const MOST_PRINTED: usize = 60;

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Contrast {
    /// The first (strong) list; or one file with both, told apart by --outcome.
    first: PathBuf,
    /// The second list (weak accounts, or the rest of the universe).
    second: Option<PathBuf>,
    /// Column that tells the lists apart, when both are in one file.
    #[arg(long)]
    outcome: Option<String>,
    /// The value of that column that means the first list.
    #[arg(long)]
    positive: Option<String>,
    /// Columns to leave out.
    #[arg(long = "ignore", value_name = "COLUMN")]
    ignored: Vec<String>,
    /// What a column is, as "Column=number|date|category|set".
    #[arg(long = "kind", value_name = "COL=KIND", value_parser = parse_kind)]
    kinds: Vec<(String, Kind)>,
}

impl Contrast {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let mut sheet = Sheet::read(&self.first)?;
        let mut left_out = Vec::new();
        let sides = match (&self.second, &self.outcome) {
            (Some(second), None) => {
                let first = sheet.rows.len();
                sheet.append(Sheet::read(second)?);
                (0..sheet.rows.len()).map(|row| row < first).collect()
            }
            (None, Some(outcome)) => {
                let outcome = sheet.place(outcome)?;
                left_out.push(outcome);
                sheet.outcomes(outcome, self.positive.as_deref())?
            }
            _ => {
                return Err(Failure::Misuse(
                    "give two files, or one with --outcome.".to_owned(),
                ));
            }
        };
        for column in &self.ignored {
            left_out.push(sheet.place(column)?);
        }
        let found = contrast(&sheet.table(&left_out, &self.kinds), &sides);
        let mut output = Output::new();
        if !for_people(global.json) {
            output.json(&found)?;
            return output.end();
        }
        output.line(&format!(
            "{} against {} accounts. {}",
            found.totals[0], found.totals[1], found.verdict
        ))?;
        let mut last: Option<Label> = None;
        for line in found.lines.iter().take(MOST_PRINTED) {
            if last != Some(line.label) {
                output.line(&format!("\n{}", line.label.words()))?;
                last = Some(line.label);
            }
            output.line(&format!(
                "  {}: {}  {:.1} % against {:.1} %, odds ratio {:.2} ({:.2} to {:.2}), q {:.2e}",
                line.column,
                line.value,
                100.0 * line.shares[0],
                100.0 * line.shares[1],
                line.odds_ratio,
                line.interval[0],
                line.interval[1],
                line.q
            ))?;
        }
        let more = found.lines.len().saturating_sub(MOST_PRINTED);
        if more > 0 {
            output.line(&format!("and {more} more; --json prints them"))?;
        }
        for note in &found.notes {
            output.line(&format!("! {}", note.note))?;
        }
        output.end()
    }
}
