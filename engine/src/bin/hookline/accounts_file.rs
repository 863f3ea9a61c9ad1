//! Accounts by column, from a CSV file or from the database.

use crate::Global;
use crate::failure::Failure;
use crate::session::{Session, unexpected};
use hookline_engine::protocol::{PortfolioReply, PortfolioRequest, Reply, Request, View};
use hookline_engine::score::{Kind, Table, TableBuilder};
use std::path::Path;

/// Values of an outcome column that mean yes, in lower case.
const YES: [&str; 12] = [
    "1",
    "1.0",
    "true",
    "yes",
    "y",
    "won",
    "win",
    "closed won",
    "renewed",
    "converted",
    "customer",
    "meeting",
];

/// Values of an outcome column that mean no, in lower case.
const NO: [&str; 10] = [
    "0",
    "0.0",
    "false",
    "no",
    "n",
    "lost",
    "closed lost",
    "churned",
    "not renewed",
    "none",
];

/// Outcomes that are listed when they cannot be read.
const MOST_LISTED: usize = 8;

/// Rows of text cells under their headers.
pub(crate) struct Sheet {
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<csv::StringRecord>,
}

impl Sheet {
    /// Reads a file, or the database's accounts when no file is given.
    pub(crate) fn open(file: Option<&Path>, global: &Global) -> Result<Self, Failure> {
        match file {
            Some(file) => Self::read(file),
            None => Self::stored(global),
        }
    }

    /// Reads a CSV file; UTF-8 or Windows-1252, comma, semicolon or tab.
    pub(crate) fn read(file: &Path) -> Result<Self, Failure> {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        crate::lines::open(file)?
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::from(error).in_file(file))?;
        let text = decode(&bytes);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let failed = |error: csv::Error| Failure::Failed(format!("{}: {error}", file.display()));
        let headers = reader
            .headers()
            .map_err(failed)?
            .iter()
            .map(|header| header.trim().to_owned())
            .collect();
        let rows = reader.records().collect::<Result<_, _>>().map_err(failed)?;
        Ok(Self { headers, rows })
    }

    /// The database's accounts with every column, as the workspace exports them.
    fn stored(global: &Global) -> Result<Self, Failure> {
        let mut session = Session::existing(global)?;
        let mut text = String::new();
        let mut offset = Some(0);
        while let Some(at) = offset {
            let request = PortfolioRequest::Export {
                view: View::default(),
                offset: at,
            };
            match session.ask(Request::Portfolio(request))? {
                Reply::Portfolio(PortfolioReply::Csv { text: more, next }) => {
                    text.push_str(&more);
                    offset = next;
                }
                other => return Err(unexpected(&other)),
            }
        }
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let failed = |error: csv::Error| Failure::Failed(error.to_string());
        let headers: Vec<String> = reader
            .headers()
            .map_err(failed)?
            .iter()
            .map(str::to_owned)
            .collect();
        // What the present model says is no attribute to look at.
        let kept: Vec<usize> = (0..headers.len())
            .filter(|at| !matches!(headers[*at].as_str(), "id" | "stars" | "score"))
            .collect();
        let rows = reader
            .records()
            .map(|record| {
                let record = record.map_err(failed)?;
                Ok(kept
                    .iter()
                    .map(|at| record.get(*at).unwrap_or_default())
                    .collect())
            })
            .collect::<Result<_, Failure>>()?;
        Ok(Self {
            headers: kept.iter().map(|at| headers[*at].clone()).collect(),
            rows,
        })
    }

    /// Position of a column, regardless of case.
    pub(crate) fn place(&self, name: &str) -> Result<usize, Failure> {
        self.headers
            .iter()
            .position(|header| header.eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| {
                Failure::Misuse(format!(
                    "there is no column “{name}”. There are: {}.",
                    self.headers.join(", ")
                ))
            })
    }

    /// Adds another sheet's rows under the same headers; columns that only it has are added.
    pub(crate) fn append(&mut self, other: Self) {
        let places: Vec<Option<usize>> = self
            .headers
            .iter()
            .map(|header| other.place(header).ok())
            .collect();
        let new: Vec<usize> = (0..other.headers.len())
            .filter(|at| !places.contains(&Some(*at)))
            .collect();
        for row in &other.rows {
            let cell = |at: &usize| row.get(*at).unwrap_or_default();
            let known = places.iter().map(|place| place.as_ref().map_or("", cell));
            self.rows.push(known.chain(new.iter().map(cell)).collect());
        }
        self.headers
            .extend(new.iter().map(|at| other.headers[*at].clone()));
    }

    /// The columns but those left out, as a table.
    pub(crate) fn table(&self, left_out: &[usize], kinds: &[(String, Kind)]) -> Table {
        let kept: Vec<usize> = (0..self.headers.len())
            .filter(|at| !left_out.contains(at))
            .collect();
        let mut builder =
            TableBuilder::new(kept.iter().map(|at| self.headers[*at].clone()).collect());
        for row in &self.rows {
            builder.push(kept.iter().map(|at| row.get(*at).unwrap_or_default()));
        }
        builder.finish(kinds)
    }

    /// Takes out the rows without an outcome, and gives the outcomes of the others.
    pub(crate) fn outcomes(
        &mut self,
        column: usize,
        positive: Option<&str>,
    ) -> Result<Vec<bool>, Failure> {
        self.rows
            .retain(|row| !row.get(column).unwrap_or_default().trim().is_empty());
        let mut unread: Vec<String> = Vec::new();
        let outcomes = self
            .rows
            .iter()
            .map(|row| {
                let value = row.get(column).unwrap_or_default().trim();
                let lower = value.to_lowercase();
                match positive {
                    Some(positive) => value.eq_ignore_ascii_case(positive),
                    None if YES.contains(&lower.as_str()) => true,
                    None if NO.contains(&lower.as_str()) => false,
                    None => {
                        if unread.len() < MOST_LISTED && unread.iter().all(|seen| seen != value) {
                            unread.push(value.to_owned());
                        }
                        false
                    }
                }
            })
            .collect();
        if unread.is_empty() {
            return Ok(outcomes);
        }
        Err(Failure::Misuse(format!(
            "column “{}” holds {}; say with --positive which value is the outcome.",
            self.headers[column],
            unread
                .iter()
                .map(|value| format!("“{value}”"))
                .collect::<Vec<_>>()
                .join(", ")
        )))
    }
}

/// A kind given as "Column=number".
pub(crate) fn parse_kind(text: &str) -> Result<(String, Kind), String> {
    let (column, kind) = text
        .rsplit_once('=')
        .ok_or("give it as \"Column=number\"")?;
    let kind = match kind.trim() {
        "number" => Kind::Number,
        "date" => Kind::Date,
        "category" => Kind::Category,
        "set" => Kind::Set,
        other => return Err(format!("“{other}” is not number, date, category or set")),
    };
    Ok((column.trim().to_owned(), kind))
}

fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// The separator that the header line holds most.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}
