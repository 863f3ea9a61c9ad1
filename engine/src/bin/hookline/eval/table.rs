//! What the measures share: a CSV file by column, and the printing of figures.

use crate::failure::Failure;
use std::path::{Path, PathBuf};

/// A CSV file in memory.
pub(crate) struct Table {
    path: PathBuf,
    headers: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads a UTF-8 CSV file with a header line.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let failed = |error: csv::Error| Failure::Failed(format!("{}: {error}", path.display()));
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_path(path)
            .map_err(failed)?;
        let headers = reader
            .headers()
            .map_err(failed)?
            .iter()
            .map(|header| header.trim_start_matches('\u{FEFF}').trim().to_owned())
            .collect();
        let rows = reader.records().collect::<Result<_, _>>().map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            headers,
            rows,
        })
    }

    /// A column that must be there, a text per row.
    pub(crate) fn column(&self, name: &str) -> Result<impl Iterator<Item = &str>, Failure> {
        let at = self.position(name).ok_or_else(|| {
            Failure::Failed(format!("{}: no column `{name}`", self.path.display()))
        })?;
        Ok(self
            .rows
            .iter()
            .map(move |row| row.get(at).unwrap_or_default()))
    }

    /// A column that may be missing; then every text is empty.
    pub(crate) fn optional_column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.position(name);
        self.rows
            .iter()
            .map(move |row| at.and_then(|at| row.get(at)).unwrap_or_default())
    }

    /// Number of rows below the header.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.headers
            .iter()
            .position(|header| header.eq_ignore_ascii_case(name))
    }
}

/// `part / whole`, 0 for an empty whole.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Prints figures as one JSON object or a line each.
#[allow(clippy::print_stdout, reason = "a measure's output")]
pub(crate) fn print(json: bool, figures: &[(&str, f64)]) {
    if json {
        let object: serde_json::Map<String, serde_json::Value> = figures
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).into()))
            .collect();
        println!("{}", serde_json::Value::Object(object));
    } else {
        for (name, value) in figures {
            println!("{name:<20} {value:.4}");
        }
    }
}
