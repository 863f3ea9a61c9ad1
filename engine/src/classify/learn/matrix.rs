//! Sparse rows: one text each, as pairs of term and weight.

/// One text: (term, weight), family by family, sorted by term within each.
pub type Row = [(u32, f32)];

/// Many texts, one after the other in one allocation.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    cells: Vec<(u32, f32)>,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a text.
    pub fn push(&mut self, row: &Row) {
        self.cells.extend_from_slice(row);
        self.ends.push(self.cells.len());
    }

    /// Number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text at `index`; empty when there is none.
    #[must_use]
    pub fn row(&self, index: usize) -> &Row {
        let Some(&end) = self.ends.get(index) else {
            return &[];
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.cells[start..end]
    }
}
