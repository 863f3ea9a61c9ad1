//! A CSV file in chunks to records: what each row says of an account or a contact, and what was
//! wrong with it.
//!
//! ```
//! use hookline_engine::ingest::records::{RecordOptions, RecordReader};
//! let mut reader = RecordReader::new(RecordOptions::default());
//! let mut batch = reader.push(b"Company;Website;Employees\nAcme;www.acme.com;1.200\n").unwrap();
//! batch.append(reader.finish().unwrap());
//! assert_eq!(batch.records[0].field("domain"), Some("acme.com"));
//! assert_eq!(batch.records[0].field("employees"), Some("1200"));
//! ```

use crate::Result;
use crate::ingest::csv::{self, CsvOptions, CsvReader, Row};
use crate::ingest::mapping::{self, CUSTOM, Mapping};
use crate::ingest::values::{self, Reading, web};
use crate::protocol::{ColumnMapping, ImportKind, RowProblem};
use std::sync::Arc;

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Line of the file the row begins on, counted from 1.
    pub line: u64,
    /// Account or contact.
    pub kind: ImportKind,
    /// Field and value, in the order of the columns; a field stands there once and is never empty.
    pub fields: Vec<(Arc<str>, String)>,
}

impl Record {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| &**field == name);
        found.map(|(_, value)| value.as_str())
    }

    fn set(&mut self, name: &str, value: String) {
        if !value.is_empty() && self.field(name).is_none() {
            self.fields.push((name.into(), value));
        }
    }
}

/// What a chunk completed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordBatch {
    /// The rows that can be kept.
    pub records: Vec<Record>,
    /// What was wrong, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// Rows read, header and blank rows excluded.
    pub read: u64,
    /// Rows that cannot be kept; the reason of each is among the problems.
    pub rejected: u64,
}

impl RecordBatch {
    /// Adds what a later chunk completed.
    pub fn append(&mut self, mut later: Self) {
        self.records.append(&mut later.records);
        self.problems.append(&mut later.problems);
        self.read += later.read;
        self.rejected += later.rejected;
    }
}

/// What the rep chose beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordOptions {
    /// What the rows are; recognised from the headers when `None`.
    pub kind: Option<ImportKind>,
    /// Header and field, for columns that are not to be recognised.
    pub mapping: Vec<(String, String)>,
    /// Delimiter, recognised when `None`.
    pub delimiter: Option<u8>,
}

/// Reads records from a CSV file pushed in chunks.
pub struct RecordReader {
    reader: CsvReader,
    options: RecordOptions,
    mapping: Option<Mapping>,
}

impl RecordReader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub fn new(options: RecordOptions) -> Self {
        let delimiter = options.delimiter;
        Self {
            reader: CsvReader::new(CsvOptions { delimiter }),
            options,
            mapping: None,
        }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// When the file is no text, or the chosen mapping does not fit it.
    pub fn push(&mut self, bytes: &[u8]) -> Result<RecordBatch> {
        let batch = self.reader.push(bytes)?;
        self.convert(batch)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`push`](Self::push), and when the file is empty.
    pub fn finish(&mut self) -> Result<RecordBatch> {
        let batch = self.reader.finish()?;
        self.convert(batch)
    }

    /// What the rows are; `None` until the header was read.
    #[must_use]
    pub fn kind(&self) -> Option<ImportKind> {
        self.mapping.as_ref().map(Mapping::kind)
    }

    /// The columns with their fields and examples; empty until the header was read.
    #[must_use]
    pub fn columns(&self) -> &[ColumnMapping] {
        self.mapping.as_ref().map_or(&[], Mapping::columns)
    }

    /// Name of the encoding as recognised so far.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.reader.encoding()
    }

    /// The delimiter as recognised so far.
    #[must_use]
    pub fn delimiter(&self) -> char {
        self.reader.delimiter()
    }

    fn convert(&mut self, batch: csv::Batch) -> Result<RecordBatch> {
        if self.reader.headers().is_empty() {
            return Ok(RecordBatch::default());
        }
        let mut headless = None;
        if self.mapping.is_none() {
            headless = self.recognise()?;
        }
        let Some(mapping) = &mut self.mapping else {
            return Ok(RecordBatch::default());
        };
        let mut converted = RecordBatch {
            // Rows that the CSV reader itself had to leave out.
            rejected: batch
                .problems
                .iter()
                .filter(|problem| problem.rejected)
                .count() as u64,
            problems: batch.problems,
            ..RecordBatch::default()
        };
        converted.read = converted.rejected;
        for row in headless.iter().chain(&batch.rows) {
            read_row(row, mapping, &mut converted);
        }
        crate::order::by_key(&mut converted.problems, |problem| problem.line);
        Ok(converted)
    }

    /// Decides the mapping. A file without a header row gives its first row back as data.
    fn recognise(&mut self) -> Result<Option<Row>> {
        let headers = self.reader.headers();
        let chosen = &self.options.mapping;
        let Some(headless) = headless(headers, self.options.kind, chosen) else {
            self.mapping = Some(Mapping::recognise(headers, self.options.kind, chosen)?);
            return Ok(None);
        };
        let cells = headers.to_vec();
        let (kind, names, guesses) = headless;
        self.mapping = Some(Mapping::recognise(&names, Some(kind), &guesses)?);
        Ok(Some(Row::new(self.reader.header_line(), cells)))
    }
}

type Headless = (ImportKind, Vec<String>, Vec<(String, String)>);

/// Kind, column names and fields for a file whose first row is data: none of its cells is a known
/// header, and one of them is a domain or an address.
fn headless(
    first_row: &[String],
    kind: Option<ImportKind>,
    chosen: &[(String, String)],
) -> Option<Headless> {
    if !chosen.is_empty() || mapping::is_header(first_row) {
        return None;
    }
    let is_email = |cell: &String| web::email(cell).is_ok();
    let is_domain = |cell: &String| cell.contains('.') && web::registrable_domain(cell).is_ok();
    let addresses = first_row.iter().any(is_email);
    if !addresses && !first_row.iter().any(is_domain) {
        return None;
    }
    let kind = kind.unwrap_or(if addresses {
        ImportKind::Contacts
    } else {
        ImportKind::Accounts
    });
    let (email_field, domain_field) = match kind {
        ImportKind::Accounts => (CUSTOM, "domain"),
        ImportKind::Contacts => ("email", "account_domain"),
    };
    let mut fields: Vec<&str> = Vec::new();
    for cell in first_row {
        let field = if is_email(cell) {
            email_field
        } else if is_domain(cell) {
            domain_field
        } else if cell.chars().any(char::is_alphabetic) {
            "name"
        } else {
            CUSTOM
        };
        fields.push(if fields.contains(&field) {
            CUSTOM
        } else {
            field
        });
    }
    let names: Vec<String> = (1..=first_row.len())
        .map(|n| format!("Column {n}"))
        .collect();
    let fields = fields.into_iter().map(str::to_owned);
    let guesses = names.iter().cloned().zip(fields).collect();
    Some((kind, names, guesses))
}

fn read_row(row: &Row, mapping: &mut Mapping, batch: &mut RecordBatch) {
    batch.read += 1;
    let mut record = Record {
        line: row.line(),
        kind: mapping.kind(),
        fields: Vec::with_capacity(row.len() + 1),
    };
    let mut bad_key = None;
    for (index, cell) in row.cells().enumerate() {
        if cell.is_empty() {
            continue;
        }
        mapping.note_example(index, cell);
        let Some(stored_as) = mapping.stored_as(index) else {
            continue;
        };
        let field = mapping.field(index);
        let column = || mapping.columns()[index].column.clone();
        let mut note = |reason: String| {
            batch.problems.push(RowProblem {
                line: row.line(),
                column: column(),
                reason,
                rejected: false,
            });
        };
        match values::read(field, cell) {
            Reading::Empty => {}
            Reading::Value(value) => record.fields.push((stored_as.clone(), value)),
            Reading::WithFurther(value, further) => {
                record.fields.push((stored_as.clone(), value));
                for (name, value) in further {
                    record.set(name, value);
                }
            }
            Reading::WithNote(value, reason) => {
                record.fields.push((stored_as.clone(), value));
                note(reason);
            }
            Reading::Bad(reason) => {
                if matches!(field, "name" | "domain" | "website" | "email") {
                    bad_key = Some(reason.clone());
                }
                note(reason);
            }
        }
    }
    complete(&mut record);
    match missing_key(&record) {
        None => batch.records.push(record),
        Some(reason) => {
            batch.rejected += 1;
            let reason = bad_key.map_or(reason.to_owned(), |bad| format!("{reason} {bad}"));
            batch.problems.push(RowProblem {
                line: row.line(),
                column: String::new(),
                reason,
                rejected: true,
            });
        }
    }
}

/// Fills fields that follow from others.
fn complete(record: &mut Record) {
    match record.kind {
        ImportKind::Accounts => {
            if record.field("domain").is_none()
                && let Some(domain) = record.field("website").and_then(web::own_domain)
            {
                record.set("domain", domain);
            }
        }
        ImportKind::Contacts => {
            if record.field("name").is_none() {
                let parts = [record.field("first_name"), record.field("last_name")];
                let name: Vec<&str> = parts.into_iter().flatten().collect();
                record.set("name", name.join(" "));
            }
        }
    }
}

/// Why nothing could find the record again.
fn missing_key(record: &Record) -> Option<&'static str> {
    let (first, second, reason) = match record.kind {
        ImportKind::Accounts => ("name", "domain", "The row has neither a name nor a domain."),
        ImportKind::Contacts => (
            "name",
            "email",
            "The row has neither a name nor an email address.",
        ),
    };
    (record.field(first).is_none() && record.field(second).is_none()).then_some(reason)
}
