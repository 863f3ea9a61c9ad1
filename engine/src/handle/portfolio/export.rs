//! The companies of a view as CSV that a spreadsheet opens without running anything.

use super::view::Rows;
use crate::handle::Engine;
use crate::protocol::{AccountId, PortfolioReply, View};
use crate::store::account;
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Rows of one chunk.
const ROWS: usize = 500;

/// Columns that stand first.
const FIRST: [&str; 12] = [
    "id",
    "name",
    "domain",
    "website",
    "stars",
    "score",
    "industry",
    "employees",
    "revenue",
    "country",
    "state",
    "city",
];

impl Engine {
    pub(super) fn export_view(
        &mut self,
        view: &View,
        offset: u64,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let rows = self.rows_of(view, now)?;
        let further = further_columns(&rows);
        let order = self.ordered(&rows, "stars", true, usize::MAX)?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let mut writer = csv::Writer::from_writer(Vec::new());
        if offset == 0 {
            let header = FIRST
                .into_iter()
                .chain(further.iter().map(String::as_str))
                .map(harmless);
            write(&mut writer, header)?;
        }
        for row in order.iter().skip(offset).take(ROWS) {
            let id = rows.universe.accounts[*row];
            let cells = self.exported(id, &further, now)?;
            write(&mut writer, cells.iter().map(|cell| harmless(cell)))?;
        }
        let bytes = writer.into_inner().map_err(|error| unwritten(&error))?;
        let next = offset.saturating_add(ROWS);
        Ok(PortfolioReply::Csv {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            next: (next < order.len()).then_some(next as u64),
        })
    }

    fn exported(&self, id: AccountId, further: &[String], now: Timestamp) -> Result<Vec<String>> {
        let score = self.score_of(id, now)?;
        let (row, state, json) = account::load_whole(&self.connection, id)?
            .ok_or_else(|| Error::Unknown(format!("account {id}")))?;
        let fields: BTreeMap<String, String> = crate::json::read(&json).unwrap_or_default();
        let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        let mut cells = vec![
            id.to_string(),
            row.name,
            row.domain.unwrap_or_default(),
            account::website(&self.connection, id)?.unwrap_or_default(),
            score.stars.map_or(String::new(), |stars| stars.to_string()),
            score.score.to_string(),
            row.industry.unwrap_or_default(),
            number(row.employees),
            number(row.revenue),
            row.country.unwrap_or_default(),
            state.unwrap_or_default(),
            row.city.unwrap_or_default(),
        ];
        cells.extend(
            further
                .iter()
                .map(|name| fields.get(name).cloned().unwrap_or_default()),
        );
        Ok(cells)
    }
}

/// Further columns that any account has, in the order of the table.
fn further_columns(rows: &Rows) -> Vec<String> {
    let derived = crate::portfolio::derived_names();
    let own = rows
        .universe
        .table
        .columns
        .iter()
        .map(|column| &column.name);
    let texts = rows.universe.texts.iter().map(|(name, _)| name);
    own.chain(texts)
        .filter(|name| !FIRST.contains(&name.as_str()) && !derived.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// A cell that a spreadsheet does not run as a formula.
fn harmless(text: &str) -> String {
    let is_number = crate::score::number(text).is_some();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn write(writer: &mut csv::Writer<Vec<u8>>, cells: impl Iterator<Item = String>) -> Result<()> {
    writer
        .write_record(cells)
        .map_err(|error| unwritten(&error))
}

fn unwritten(error: &dyn std::fmt::Display) -> Error {
    Error::input(
        "csv_not_written",
        format!("The list could not be written: {error}."),
        "export",
        "Try again.",
    )
}
