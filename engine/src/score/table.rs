//! Accounts by column: what training, contrast, segments and scoring of whole portfolios read.

use super::lists::Lists;
use super::value;
pub use crate::protocol::ColumnKind as Kind;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Code of a missing cell in [`Cells::Codes`].
pub const MISSING: u32 = u32::MAX;

/// The cells of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// One number a row; NaN where it is missing.
    Numbers(Vec<f64>),
    /// One code a row, an index into `words`, or [`MISSING`].
    Codes {
        /// Codes, a row each.
        codes: Vec<u32>,
        /// The distinct values, trimmed; parts of a table share them with the whole.
        words: Arc<Vec<String>>,
    },
    /// Lists of which too many differ to keep each once: by their members.
    Lists(Lists),
}

/// One column with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Header.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// What stands between members of a set; `;` where the column is none.
    pub separator: char,
    /// The cells.
    pub cells: Cells,
}

/// Accounts by column; all columns have `rows` cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Columns in the order of the file.
    pub columns: Vec<Column>,
    /// Number of accounts.
    pub rows: usize,
}

/// Collects rows of text cells into a [`Table`].
#[derive(Debug)]
pub struct TableBuilder {
    names: Vec<String>,
    codes: Vec<Vec<u32>>,
    words: Vec<Vec<String>>,
    known: Vec<FxHashMap<String, u32>>,
    rows: usize,
}

impl TableBuilder {
    /// Starts a table with these headers.
    #[must_use]
    pub fn new(names: Vec<String>) -> Self {
        let width = names.len();
        Self {
            names,
            codes: vec![Vec::new(); width],
            words: vec![Vec::new(); width],
            known: vec![FxHashMap::default(); width],
            rows: 0,
        }
    }

    /// Adds a row. Cells that are not given are missing, cells beyond the headers are left out.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let mut cells = cells.into_iter();
        for at in 0..self.names.len() {
            let code = cells
                .next()
                .and_then(value::present)
                .map_or(MISSING, |text| self.code(at, text));
            self.codes[at].push(code);
        }
        self.rows += 1;
    }

    fn code(&mut self, column: usize, text: &str) -> u32 {
        if let Some(code) = self.known[column].get(text) {
            return *code;
        }
        let code = u32::try_from(self.words[column].len()).unwrap_or(MISSING);
        self.known[column].insert(text.to_owned(), code);
        self.words[column].push(text.to_owned());
        code
    }

    /// The table, each column's kind told from its cells. `kinds` overrules that by name.
    #[must_use]
    pub fn finish(self, kinds: &[(String, Kind)]) -> Table {
        let columns = self
            .names
            .into_iter()
            .zip(self.codes)
            .zip(self.words)
            .map(|((name, codes), words)| {
                let said = kinds
                    .iter()
                    .find(|(column, _)| super::attributes::same_name(column, &name))
                    .map(|(_, kind)| *kind);
                super::kind::column(name, codes, words, said)
            })
            .collect();
        Table {
            columns,
            rows: self.rows,
        }
    }
}

impl Table {
    /// The column of that name, regardless of case, spaces and underscores.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|column| super::attributes::same_name(&column.name, name))
    }

    /// The same columns with only the chosen rows, in the order given.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        self.part(rows, |_| true)
    }

    /// Those columns that are wanted by name, with only the chosen rows, in the order given.
    #[must_use]
    pub fn part(&self, rows: &[usize], wanted: impl Fn(&str) -> bool) -> Self {
        let columns = self
            .columns
            .iter()
            .filter(|column| wanted(&column.name))
            .map(|column| Column {
                cells: match &column.cells {
                    Cells::Numbers(numbers) => {
                        Cells::Numbers(rows.iter().map(|row| numbers[*row]).collect())
                    }
                    Cells::Codes { codes, words } => Cells::Codes {
                        codes: rows.iter().map(|row| codes[*row]).collect(),
                        words: words.clone(),
                    },
                    Cells::Lists(lists) => Cells::Lists(lists.select(rows.iter().copied())),
                },
                ..column.clone_head()
            })
            .collect();
        Self {
            columns,
            rows: rows.len(),
        }
    }
}

impl Column {
    /// The cell as text; `None` when it is missing.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<std::borrow::Cow<'_, str>> {
        match &self.cells {
            Cells::Numbers(numbers) => {
                numbers
                    .get(row)
                    .filter(|number| !number.is_nan())
                    .map(|number| {
                        std::borrow::Cow::Owned(match self.kind {
                            Kind::Date => super::model::plain_date(*number),
                            _ => number.to_string(),
                        })
                    })
            }
            Cells::Codes { codes, words } => codes
                .get(row)
                .and_then(|code| words.get(*code as usize))
                .map(|word| std::borrow::Cow::Borrowed(word.as_str())),
            Cells::Lists(lists) => lists.text(row, self.separator).map(std::borrow::Cow::Owned),
        }
    }

    /// Is there a value in the row?
    #[must_use]
    pub fn is_filled(&self, row: usize) -> bool {
        match &self.cells {
            Cells::Numbers(numbers) => numbers.get(row).is_some_and(|number| !number.is_nan()),
            Cells::Codes { codes, .. } => codes.get(row).is_some_and(|code| *code != MISSING),
            Cells::Lists(lists) => !lists.of(row).is_empty(),
        }
    }

    fn clone_head(&self) -> Self {
        Self {
            name: self.name.clone(),
            kind: self.kind,
            separator: self.separator,
            cells: Cells::Numbers(Vec::new()),
        }
    }
}
