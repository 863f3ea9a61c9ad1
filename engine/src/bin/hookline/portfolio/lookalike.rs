//! `hookline portfolio lookalike`.

use crate::Global;
use crate::accounts_file::{Sheet, parse_kind};
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::portfolio::look_alikes;
use hookline_engine::portfolio::text::TextIndex;
use hookline_engine::score::Kind;
use serde::Serialize;
use std::path::PathBuf;

/// Headers under which descriptions are found when none is named.
const DESCRIPTIONS: [&str; 4] = ["description", "summary", "about", "business"];

/// Headers under which accounts are found by name or domain.
const KEYS: [&str; 5] = ["name", "account", "company", "domain", "id"];

/// Arguments of the command.
#[derive(Args)]
pub(crate) struct Lookalike {
    /// CSV file with one account a row; the database's accounts when it is not given.
    file: Option<PathBuf>,
    /// Name, domain or id of a chosen account; may be given several times.
    #[arg(long = "to", value_name = "ACCOUNT", required = true)]
    chosen: Vec<String>,
    /// Column with descriptions; recognised when it is not given.
    #[arg(long)]
    description: Option<String>,
    /// Columns to leave out.
    #[arg(long = "ignore", value_name = "COLUMN")]
    ignored: Vec<String>,
    /// Look-alikes listed.
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// What a column is, as "Column=number|date|category|set".
    #[arg(long = "kind", value_name = "COL=KIND", value_parser = parse_kind)]
    kinds: Vec<(String, Kind)>,
}

#[derive(Serialize)]
struct Line<'s> {
    account: &'s str,
    row: usize,
    points: i64,
    description: f64,
    alike: &'s [String],
    unlike: &'s [String],
}

impl Lookalike {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let sheet = Sheet::open(self.file.as_deref(), global)?;
        let described = match &self.description {
            Some(column) => Some(sheet.place(column)?),
            None => sheet.headers.iter().position(|header| {
                DESCRIPTIONS
                    .iter()
                    .any(|known| header.eq_ignore_ascii_case(known))
            }),
        };
        let keys: Vec<usize> = KEYS
            .iter()
            .filter_map(|key| {
                let is = |header: &String| header.eq_ignore_ascii_case(key);
                sheet.headers.iter().position(is)
            })
            .collect();
        let mut chosen = Vec::new();
        for wanted in &self.chosen {
            chosen.push(find(&sheet, &keys, wanted)?);
        }
        let mut left_out = keys.clone();
        left_out.extend(described);
        for column in &self.ignored {
            left_out.push(sheet.place(column)?);
        }
        let texts = described.map(|at| {
            TextIndex::build(sheet.rows.iter().map(|row| row.get(at).unwrap_or_default()))
        });
        let found = look_alikes(
            &sheet.table(&left_out, &self.kinds),
            |_| true,
            &[],
            texts.as_ref(),
            &chosen,
            self.limit,
        );
        let name = |row: usize| {
            keys.first()
                .and_then(|at| sheet.rows[row].get(*at))
                .unwrap_or_default()
        };
        let mut output = Output::new();
        let people = for_people(global.json);
        for like in &found {
            if people {
                output.line(&format!("{:>5}  {}", like.points, name(like.row)))?;
                output.line(&format!(
                    "       alike: {}; unlike: {}",
                    list(&like.alike),
                    list(&like.unlike)
                ))?;
            } else {
                output.json(&Line {
                    account: name(like.row),
                    row: like.row + 1,
                    points: like.points,
                    description: like.description,
                    alike: &like.alike,
                    unlike: &like.unlike,
                })?;
            }
        }
        output.end()
    }
}

fn find(sheet: &Sheet, keys: &[usize], wanted: &str) -> Result<usize, Failure> {
    let is = |row: &csv::StringRecord| {
        keys.iter().any(|at| {
            row.get(*at)
                .is_some_and(|cell| cell.trim().to_lowercase() == wanted.trim().to_lowercase())
        })
    };
    sheet.rows.iter().position(is).ok_or_else(|| {
        Failure::Failed(format!(
            "no account in the list is called “{wanted}”; columns searched: {}",
            KEYS.join(", ")
        ))
    })
}

fn list(reasons: &[String]) -> String {
    if reasons.is_empty() {
        "nothing in particular".to_owned()
    } else {
        reasons.join(", ")
    }
}
