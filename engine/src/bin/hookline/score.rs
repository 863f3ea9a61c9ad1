//! `hookline score`: every account with its stars and the points they come from.

use crate::Global;
use crate::failure::Failure;
use crate::output::{Output, harmless_cell};
use crate::session::{Session, unexpected};
use clap::ValueEnum;
use hookline_engine::protocol::{AccountQuery, AccountRow, Reply, Request, Score};
use serde::Serialize;

/// Accounts asked for at once.
const PAGE: u32 = 1_000;

/// How scores are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A row an account.
    Csv,
    /// A line of JSON an account.
    Json,
}

/// A line of JSON.
#[derive(Serialize)]
struct Line<'s> {
    account: &'s str,
    domain: Option<&'s str>,
    stars: Option<u8>,
    score: i64,
    bolt: bool,
    contributions: Vec<Part<'s>>,
}

/// One line of the receipt.
#[derive(Serialize)]
struct Part<'s> {
    factor: &'s str,
    points: i64,
    why: &'s str,
}

pub(crate) fn run(format: Option<Format>, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let default = if global.json {
        Format::Json
    } else {
        Format::Csv
    };
    let format = format.unwrap_or(default);
    let mut output = Output::new();
    if format == Format::Csv {
        row(&mut output, &HEADER)?;
    }
    let mut after = 0;
    loop {
        let rows = page(&mut session, after)?;
        let Some(last) = rows.last() else {
            return output.end();
        };
        after = last.id;
        for account in &rows {
            let request = Request::Score {
                account: account.id,
            };
            match session.ask(request)? {
                Reply::Score(score) if format == Format::Json => {
                    output.json(&line(account, &score))?;
                }
                Reply::Score(score) => row(&mut output, &cells(account, &score))?,
                other => return Err(unexpected(&other)),
            }
        }
    }
}

fn page(session: &mut Session, after: i64) -> Result<Vec<AccountRow>, Failure> {
    let query = AccountQuery {
        filters: vec![("after".to_owned(), after.to_string())],
        sort: "id".to_owned(),
        limit: PAGE,
        ..AccountQuery::default()
    };
    match session.ask(Request::Accounts(query))? {
        Reply::Accounts { rows, .. } => Ok(rows),
        other => Err(unexpected(&other)),
    }
}

fn line<'s>(account: &'s AccountRow, score: &'s Score) -> Line<'s> {
    Line {
        account: &account.name,
        domain: account.domain.as_deref(),
        stars: score.stars,
        score: score.score,
        bolt: !score.bolt.is_empty(),
        contributions: score
            .contributions
            .iter()
            .map(|part| Part {
                factor: &part.factor,
                points: part.points,
                why: &part.why,
            })
            .collect(),
    }
}

const HEADER: [&str; 6] = [
    "account",
    "domain",
    "stars",
    "score",
    "bolt",
    "contributions",
];

fn cells(account: &AccountRow, score: &Score) -> [String; 6] {
    let parts: Vec<String> = score
        .contributions
        .iter()
        .map(|part| format!("{} {:+}", part.factor, part.points))
        .collect();
    [
        harmless_cell(&account.name),
        harmless_cell(account.domain.as_deref().unwrap_or("")),
        score.stars.map_or(String::new(), |stars| stars.to_string()),
        score.score.to_string(),
        if score.bolt.is_empty() { "no" } else { "yes" }.to_owned(),
        harmless_cell(&parts.join("; ")),
    ]
}

fn row<T: AsRef<[u8]>>(output: &mut Output, cells: &[T]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer
        .write_record(cells)
        .map_err(|error| error.to_string());
    let bytes = written.and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
    output.raw(&bytes.map_err(Failure::Failed)?)
}
