//! Imports: a file comes in chunks, every acknowledged chunk is on disk.

use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// One company a row.
    Accounts,
    /// One person a row.
    Contacts,
}

/// Which field a column feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// Header as written in the file.
    pub column: String,
    /// Standard field name ("name", "domain", "employees"), `custom` to keep the column under its own name, `ignore` to leave it out.
    pub field: String,
    /// First values of the column, at most 3, for the mapping screen.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// Starts an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportStart {
    /// File name, shown as the source of every fact of the file.
    pub file_name: String,
    /// What the rows are; recognised from the headers when `None`.
    #[serde(default)]
    pub kind: Option<ImportKind>,
    /// Columns whose field the rep set: header and field.
    #[serde(default)]
    pub mapping: Vec<(String, String)>,
    /// Size of the file in bytes, for progress; 0 when unknown.
    #[serde(default)]
    pub bytes_total: u64,
    /// True marks every account of the file as invented (the sample's own companies).
    #[serde(default)]
    pub invented: bool,
    /// Name of the source where it is not the file's name ("SEC company list").
    #[serde(default)]
    pub source: Option<String>,
    /// Class of the source; `typed` when `None`.
    #[serde(default)]
    pub class: Option<crate::SourceClass>,
}

/// A row that was not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Line of the file, counted from 1, where the row begins.
    pub line: u64,
    /// Header of the column concerned, empty for the whole row.
    #[serde(default)]
    pub column: String,
    /// The reason in plain words.
    pub reason: String,
    /// True when the whole row was rejected; false when only a cell was left out.
    pub rejected: bool,
}

/// State of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportState {
    /// Identifies the import.
    pub import: i64,
    /// What the rows are.
    pub kind: ImportKind,
    /// The mapping in use.
    pub mapping: Vec<ColumnMapping>,
    /// Encoding that was recognised ("UTF-8", "UTF-16LE", "windows-1252").
    pub encoding: String,
    /// Delimiter that was recognised.
    pub delimiter: String,
    /// Rows read so far, header excluded.
    pub read: u64,
    /// Rows that made a new record.
    pub kept: u64,
    /// Rows that changed a known record.
    pub updated: u64,
    /// Rows that said what was known already.
    pub unchanged: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// The first problems, at most 1,000.
    pub problems: Vec<RowProblem>,
    /// Bytes taken so far.
    pub bytes_read: u64,
    /// Size of the file in bytes; 0 when unknown.
    pub bytes_total: u64,
    /// True when the last chunk is in and on disk.
    pub finished: bool,
}
