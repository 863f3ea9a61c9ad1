//! `hookline portfolio persona`.

use crate::Global;
use crate::accounts_file::Sheet;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::portfolio::{Traits, personas, role};
use std::path::PathBuf;

/// Headers under which titles are found.
const TITLES: [&str; 4] = ["title", "job title", "job_title", "role"];

/// Further columns that count, where the file has them.
const BESIDE: [&str; 3] = ["industry", "size", "country"];

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Persona {
    /// CSV file with one contact a row.
    file: PathBuf,
    /// Column with job titles; recognised when it is not given.
    #[arg(long)]
    title: Option<String>,
    /// Further columns that count (industry, size, country when none is given).
    #[arg(long = "by", value_name = "COLUMN")]
    columns: Vec<String>,
}

impl Persona {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let sheet = Sheet::read(&self.file)?;
        let title = match &self.title {
            Some(column) => sheet.place(column)?,
            None => sheet
                .headers
                .iter()
                .position(|header| {
                    TITLES
                        .iter()
                        .any(|known| header.eq_ignore_ascii_case(known))
                })
                .ok_or_else(|| {
                    Failure::Misuse(
                        "there is no column of titles; name it with --title.".to_owned(),
                    )
                })?,
        };
        let beside: Vec<usize> = if self.columns.is_empty() {
            let known =
                |header: &String| BESIDE.iter().any(|name| header.eq_ignore_ascii_case(name));
            (0..sheet.headers.len())
                .filter(|at| known(&sheet.headers[*at]))
                .collect()
        } else {
            self.columns
                .iter()
                .map(|column| sheet.place(column))
                .collect::<Result<_, _>>()?
        };
        let mut names = vec!["function", "level"];
        names.extend(beside.iter().map(|at| sheet.headers[*at].as_str()));
        let contacts: Vec<Traits> = sheet
            .rows
            .iter()
            .map(|row| {
                let read = role(row.get(title).unwrap_or_default());
                let mut traits = vec![
                    read.function.words().to_owned(),
                    read.level.words().to_owned(),
                ];
                traits.extend(
                    beside
                        .iter()
                        .map(|at| row.get(*at).unwrap_or_default().to_owned()),
                );
                traits
            })
            .collect();
        let found = personas(&names, &contacts);
        let mut output = Output::new();
        if !for_people(global.json) {
            output.json(&found)?;
            return output.end();
        }
        output.line(&found.verdict)?;
        for persona in &found.personas {
            output.line(&format!(
                "\n{} ({} contacts, silhouette {:.2})",
                persona.name,
                persona.members.len(),
                persona.silhouette
            ))?;
            for (name, value, share) in &persona.traits {
                let value = if value.is_empty() { "unknown" } else { value };
                output.line(&format!("  {name}: {value} ({:.0} %)", 100.0 * share))?;
            }
        }
        output.end()
    }
}
