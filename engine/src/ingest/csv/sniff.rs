//! Which delimiter a file uses, and where its header stands.

use super::quoting::count_lines;
use csv_core::{ReadRecordResult, ReaderBuilder};

/// Delimiters in use, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows looked at.
const MAX_ROWS: usize = 60;

/// Rows above the header (a title, a date, an empty line) that are passed over.
const MAX_ROWS_BEFORE_HEADER: usize = 10;

/// What the first rows show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) delimiter: u8,
    /// Bytes and lines at the very beginning that are not part of the table ("sep=;").
    pub(super) skip_bytes: usize,
    pub(super) skip_lines: u64,
    /// Filled rows above the header.
    pub(super) rows_before_header: usize,
}

/// Reads the first rows with each delimiter and takes the one under which most rows have the
/// same number of cells.
pub(super) fn sniff(text: &[u8], forced: Option<u8>, whole_file: bool) -> Sniffed {
    let (named, skip_bytes) = excel_separator(text);
    let skip_lines = count_lines(&text[..skip_bytes]);
    let table = &text[skip_bytes..];
    let known = forced.or(named);
    let candidates: Vec<u8> = known.map_or_else(|| DELIMITERS.to_vec(), |known| vec![known]);
    let mut best = (known.unwrap_or(b','), -1.0, Vec::new());
    for delimiter in candidates {
        let rows = row_shapes(table, delimiter, whole_file);
        let score = consistency(&rows);
        if score > best.1 {
            best = (delimiter, score, rows);
        }
    }
    Sniffed {
        delimiter: best.0,
        skip_bytes,
        skip_lines,
        rows_before_header: rows_before_header(&best.2),
    }
}

/// Excel's own hint in the first line: `sep=;`.
fn excel_separator(text: &[u8]) -> (Option<u8>, usize) {
    let hint = text
        .strip_prefix(b"sep=")
        .or_else(|| text.strip_prefix(b"SEP="));
    match hint {
        Some([delimiter, b'\n', ..]) => (Some(*delimiter), 6),
        _ => (None, 0),
    }
}

/// Cells and filled cells of a row.
type Shape = (usize, usize);

fn row_shapes(text: &[u8], delimiter: u8, whole_file: bool) -> Vec<Shape> {
    let mut core = ReaderBuilder::new().delimiter(delimiter).build();
    let mut cells = vec![0; text.len() + 1];
    let mut ends = vec![0; text.len() + 2];
    let mut rows = Vec::new();
    let mut at = 0;
    while rows.len() < MAX_ROWS {
        let (result, read, _, ended) = core.read_record(&text[at..], &mut cells, &mut ends);
        at += read;
        // The sample may be cut in the middle of its last row.
        let cut = result == ReadRecordResult::InputEmpty;
        if !(result == ReadRecordResult::Record || cut && (whole_file || rows.is_empty())) {
            break;
        }
        let mut begin = 0;
        let mut filled = 0;
        for &end in &ends[..ended] {
            filled += usize::from(!cells[begin..end].trim_ascii().is_empty());
            begin = end;
        }
        let total = ended + usize::from(cut);
        if filled > 0 || cut {
            rows.push((total, filled));
        }
        if cut {
            break;
        }
    }
    rows
}

/// Share of rows with the most common width, weighed by that width; 0 where nothing is split.
fn consistency(rows: &[Shape]) -> f64 {
    let mut best = 0.0_f64;
    for &(width, _) in rows.iter().take(MAX_ROWS_BEFORE_HEADER + 1) {
        if width < 2 {
            continue;
        }
        let same = rows.iter().filter(|row| row.0 == width).count();
        let share = same as f64 / rows.len() as f64;
        best = best.max(share * (1.0 + (width as f64).log2() / 4.0));
    }
    best
}

/// Rows above the header: lines of a title, with one filled cell at most, over a table of at least
/// three columns whose rows are mostly as wide as its first.
fn rows_before_header(rows: &[Shape]) -> usize {
    let footer = rows.iter().rev().take_while(|row| row.1 < 2).count();
    let table = &rows[..rows.len() - footer];
    let Some(header) = table.iter().position(|row| row.1 > 1) else {
        return 0;
    };
    let (width, filled) = table[header];
    let below = &table[header + 1..];
    let as_wide = below.iter().filter(|row| row.0 == width).count();
    if filled >= 3 && header <= MAX_ROWS_BEFORE_HEADER && as_wide * 2 >= below.len() {
        header
    } else {
        0
    }
}
