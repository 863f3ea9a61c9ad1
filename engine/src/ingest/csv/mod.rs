//! A CSV file in chunks of bytes, taken apart into rows with the line each begins on.
//!
//! [`CsvReader`] is pushed: hand it bytes as they come, get the rows that are complete. It
//! recognises the encoding and the delimiter, takes any line end (also the bare carriage return of
//! old Mac files), and turns what is wrong with a row into a [`RowProblem`] while it keeps the rest.
//!
//! ```
//! use hookline_engine::ingest::csv::{CsvOptions, CsvReader};
//! let mut reader = CsvReader::new(CsvOptions::default());
//! let mut batch = reader.push(b"name;city\nAc").unwrap();
//! batch.append(reader.push(b"me;Berlin\n").unwrap());
//! batch.append(reader.finish().unwrap());
//! assert_eq!(reader.headers(), ["name", "city"]);
//! assert_eq!(batch.rows[0].cell(1), "Berlin");
//! ```

mod decode;
mod header;
mod quoting;
mod row;
mod sniff;

pub use row::{Batch, Row};

use crate::protocol::RowProblem;
use crate::{Error, Result};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use decode::Decoder;

/// Decoded bytes that are looked at before the delimiter is decided.
const SNIFF_BYTES: usize = 64 * 1024;

/// Longest row in bytes of UTF-8. A longer one is most often a quote that was never closed.
const MAX_ROW_BYTES: usize = 4 * 1024 * 1024;

/// Rows that may be mended for a quote that was never closed before quotes lose their meaning for
/// the rest of the file; keeps the time for a hostile file linear.
const MAX_MENDED_ROWS: u32 = 40;

/// What is known of the file beforehand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// The delimiter, recognised from the first rows when `None`.
    pub delimiter: Option<u8>,
}

/// Reads a CSV file pushed in chunks.
pub struct CsvReader {
    decoder: Decoder,
    /// Decoded text with line ends as `\n`; everything before `start` is done with.
    buffer: Vec<u8>,
    /// Where the row being read begins.
    start: usize,
    /// How far the row has been read.
    scanned: usize,
    /// Line of the file at `start`, counted from 1.
    line: u64,
    core: Reader,
    cells: Vec<u8>,
    cells_length: usize,
    ends: Vec<usize>,
    ends_length: usize,
    delimiter: Option<u8>,
    forced_delimiter: Option<u8>,
    /// Rows above the header that hold a title or nothing.
    rows_before_header: usize,
    headers: Vec<String>,
    header_line: u64,
    mended_rows: u32,
    quotes_are_literal: bool,
    /// True while the rest of an over-long line is thrown away.
    skipping_line: bool,
}

impl CsvReader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub fn new(options: CsvOptions) -> Self {
        Self {
            decoder: Decoder::new(),
            buffer: Vec::new(),
            start: 0,
            scanned: 0,
            line: 1,
            core: Reader::new(),
            cells: vec![0; 4096],
            cells_length: 0,
            ends: vec![0; 64],
            ends_length: 0,
            delimiter: None,
            forced_delimiter: options.delimiter,
            rows_before_header: 0,
            headers: Vec::new(),
            header_line: 0,
            mended_rows: 0,
            quotes_are_literal: false,
            skipping_line: false,
        }
    }

    /// Takes the next bytes of the file and gives the rows that are complete with them.
    ///
    /// # Errors
    /// When the file is no text at all (a workbook, a PDF, an archive, a web page).
    pub fn push(&mut self, bytes: &[u8]) -> Result<Batch> {
        let mut batch = Batch::default();
        self.decoder.push(bytes, &mut self.buffer)?;
        if self.delimiter.is_none() {
            if self.buffer.len() < SNIFF_BYTES {
                return Ok(batch);
            }
            self.sniff(false);
        }
        self.read_rows(false, &mut batch);
        Ok(batch)
    }

    /// Ends the file and gives the last rows.
    ///
    /// # Errors
    /// When the file was empty or no text at all.
    pub fn finish(&mut self) -> Result<Batch> {
        let mut batch = Batch::default();
        self.decoder.finish(&mut self.buffer)?;
        if self.delimiter.is_none() {
            self.sniff(true);
        }
        self.read_rows(true, &mut batch);
        if self.headers.is_empty() {
            return Err(Error::input(
                "empty_file",
                "The file holds no rows.",
                "line 1",
                "Check that you chose the right file, then import it again.",
            ));
        }
        Ok(batch)
    }

    /// The column names, unique and not empty; empty until the first rows are read.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Line of the file that the column names stand on; 0 until they are read.
    #[must_use]
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// Name of the encoding as recognised so far ("UTF-8", "UTF-16LE", "windows-1252").
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.decoder.encoding()
    }

    /// The delimiter, `,` until it is recognised.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter.or(self.forced_delimiter).unwrap_or(b','))
    }

    fn sniff(&mut self, whole_file: bool) {
        let found = sniff::sniff(&self.buffer, self.forced_delimiter, whole_file);
        self.start = found.skip_bytes;
        self.scanned = found.skip_bytes;
        self.line += found.skip_lines;
        self.rows_before_header = found.rows_before_header;
        self.delimiter = Some(found.delimiter);
        self.core = ReaderBuilder::new().delimiter(found.delimiter).build();
    }

    fn read_rows(&mut self, finished: bool, batch: &mut Batch) {
        loop {
            if self.skipping_line && !self.skip_line() {
                break;
            }
            if self.scanned == self.start && self.ends_length == 0 && self.cells_length == 0 {
                self.skip_blank_lines();
            }
            let input = &self.buffer[self.scanned..];
            let at_end = finished && input.is_empty();
            let (result, read, wrote, ended) = self.core.read_record(
                input,
                &mut self.cells[self.cells_length..],
                &mut self.ends[self.ends_length..],
            );
            self.scanned += read;
            self.cells_length += wrote;
            self.ends_length += ended;
            match result {
                ReadRecordResult::InputEmpty if finished && !at_end => {}
                ReadRecordResult::InputEmpty => {
                    if self.scanned - self.start > MAX_ROW_BYTES {
                        self.mend_row(batch);
                        continue;
                    }
                    break;
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => self.end_row(at_end, batch),
                ReadRecordResult::End => break,
            }
        }
        self.buffer.drain(..self.start);
        self.scanned -= self.start;
        self.start = 0;
    }

    fn skip_blank_lines(&mut self) {
        while self.buffer.get(self.start) == Some(&b'\n') {
            self.start += 1;
            self.line += 1;
        }
        self.scanned = self.start;
    }

    /// Throws away the rest of an over-long line; false when its end has not come yet.
    fn skip_line(&mut self) -> bool {
        let rest = &self.buffer[self.start..];
        let end = rest.iter().position(|&byte| byte == b'\n');
        self.start += end.map_or(rest.len(), |end| end + 1);
        self.scanned = self.start;
        self.skipping_line = end.is_none();
        self.line += u64::from(end.is_some());
        end.is_some()
    }

    fn end_row(&mut self, at_end: bool, batch: &mut Batch) {
        let raw = &self.buffer[self.start..self.scanned];
        let lines = quoting::count_lines(raw);
        let suspicious = lines > 1 || (at_end && raw.contains(&b'"'));
        if suspicious && !self.quotes_are_literal {
            let delimiter = self.delimiter.unwrap_or(b',');
            if !quoting::is_well_quoted(raw, delimiter) {
                self.mend_row(batch);
                return;
            }
        }
        let row = Row::from_core(
            self.line,
            &self.cells[..self.cells_length],
            &self.ends[..self.ends_length],
        );
        self.line += lines;
        self.start = self.scanned;
        self.forget_partial_row();
        self.take_row(row, batch);
    }

    /// A quote was not closed, or closed in the middle of a cell: the row's first line is read with
    /// its quotes as letters, and reading goes on with the next line.
    fn mend_row(&mut self, batch: &mut Batch) {
        let raw = &self.buffer[self.start..self.scanned];
        let line_end = raw.iter().position(|&byte| byte == b'\n');
        let line = self.line;
        if line_end.is_none() && raw.len() > MAX_ROW_BYTES {
            batch.problems.push(RowProblem {
                line,
                column: String::new(),
                reason: format!(
                    "The row is longer than {} MB and was left out.",
                    MAX_ROW_BYTES / 1024 / 1024
                ),
                rejected: true,
            });
            self.start = self.scanned;
            self.skipping_line = true;
            self.forget_partial_row();
            return;
        }
        let first_line = &raw[..line_end.unwrap_or(raw.len())];
        let delimiter = self.delimiter.unwrap_or(b',');
        let row = quoting::read_literally(first_line, delimiter, line);
        self.start += line_end.map_or(raw.len(), |end| end + 1);
        self.scanned = self.start;
        self.line += u64::from(line_end.is_some());
        self.forget_partial_row();
        batch.problems.push(RowProblem {
            line,
            column: String::new(),
            reason: "A quotation mark is not closed; the line was read with the mark as a letter."
                .to_owned(),
            rejected: false,
        });
        self.mended_rows += 1;
        if self.mended_rows > MAX_MENDED_ROWS && !self.quotes_are_literal {
            self.quotes_are_literal = true;
            self.core = ReaderBuilder::new()
                .delimiter(delimiter)
                .quoting(false)
                .build();
            batch.problems.push(RowProblem {
                line: self.line,
                column: String::new(),
                reason: "Too many quotation marks are not closed; from here on they are read as letters."
                    .to_owned(),
                rejected: false,
            });
        }
        self.take_row(row, batch);
    }

    fn forget_partial_row(&mut self) {
        self.core.reset();
        self.cells_length = 0;
        self.ends_length = 0;
    }

    fn take_row(&mut self, mut row: Row, batch: &mut Batch) {
        if row.is_blank() {
            return;
        }
        if row.remove_nul() {
            batch.problems.push(RowProblem {
                line: row.line(),
                column: String::new(),
                reason: "The row holds NUL characters; they were taken out.".to_owned(),
                rejected: false,
            });
        }
        if self.headers.is_empty() {
            if self.rows_before_header > 0 {
                self.rows_before_header -= 1;
                return;
            }
            self.header_line = row.line();
            self.headers = header::names(&row, &mut batch.problems);
            return;
        }
        if header::is_report_footer(&row, self.headers.len()) {
            return;
        }
        header::check_width(&row, &self.headers, &mut batch.problems);
        batch.rows.push(row);
    }
}
