//! One row: its cells in one string, and the line it begins on.

use crate::protocol::RowProblem;

/// Rows that were completed by a chunk, and what was wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The rows, header excluded.
    pub rows: Vec<Row>,
    /// What was wrong, in the order of the file.
    pub problems: Vec<RowProblem>,
}

impl Batch {
    /// Adds the rows and problems of a later chunk.
    pub fn append(&mut self, mut later: Self) {
        self.rows.append(&mut later.rows);
        self.problems.append(&mut later.problems);
    }
}

/// The cells of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// A row from what `csv_core` wrote: the cells one after the other and where each ends.
    pub(super) fn from_core(line: u64, cells: &[u8], ends: &[usize]) -> Self {
        match std::str::from_utf8(cells) {
            Ok(text) => Self {
                line,
                text: text.to_owned(),
                ends: ends.to_vec(),
            },
            // Cannot happen with decoded text, but a wrong byte must not cost the row.
            Err(_) => Self::from_cells(
                line,
                (0..ends.len()).map(|index| {
                    let begin = if index == 0 { 0 } else { ends[index - 1] };
                    String::from_utf8_lossy(&cells[begin..ends[index]]).into_owned()
                }),
            ),
        }
    }

    /// A row of the given cells.
    #[must_use]
    pub fn new(line: u64, cells: Vec<String>) -> Self {
        Self::from_cells(line, cells.into_iter())
    }

    fn from_cells(line: u64, cells: impl Iterator<Item = String>) -> Self {
        let mut row = Self {
            line,
            text: String::new(),
            ends: Vec::new(),
        };
        for cell in cells {
            row.text.push_str(&cell);
            row.ends.push(row.text.len());
        }
        row
    }

    /// Line of the file the row begins on, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True for a row without cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell as written, empty when the row is too short.
    #[must_use]
    pub fn cell(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else {
            return "";
        };
        let begin = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(begin..end).unwrap_or("")
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// True when every cell is empty or white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Takes NUL characters out; true when there were any.
    pub(super) fn remove_nul(&mut self) -> bool {
        if !self.text.as_bytes().contains(&0) {
            return false;
        }
        let cells: Vec<String> = self.cells().map(|cell| cell.replace('\0', "")).collect();
        *self = Self::from_cells(self.line, cells.into_iter());
        true
    }
}
