//! What a word brings to the filters, computed once: most words of a headline are words of many headlines.

use super::layer::{self, Table};
use super::{FILTERS, MARKS, Net, SEEN, WIDTH};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Numbers per word: one for each filter at each of its places.
pub(super) const PRODUCTS: usize = SEEN * FILTERS;
/// Words whose products are kept, 1.2 KB each; the others are computed anew.
const MOST_KEPT: usize = 4096;

/// The products of words, filled as they are met.
#[derive(Debug, Default)]
pub(super) struct Products {
    words: Vec<OnceLock<Box<[f32]>>>,
    kept: AtomicUsize,
    /// Of the concepts, then of the marks.
    rest: OnceLock<Vec<f32>>,
}

impl Products {
    /// Room for so many words.
    pub(super) fn of(words: usize) -> Self {
        Self {
            words: (0..words).map(|_| OnceLock::new()).collect(),
            ..Self::default()
        }
    }
}

/// A copy begins empty.
impl Clone for Products {
    fn clone(&self) -> Self {
        Self::of(self.words.len())
    }
}

impl Net {
    /// Adds what the word of a row brings.
    pub(super) fn add_word(&self, row: usize, sums: &mut [f32]) {
        let Some(own) = self.products.words.get(row) else {
            return layer::add(sums, &self.product(self.words.row(row)));
        };
        if let Some(kept) = own.get() {
            return layer::add(sums, kept);
        }
        let product = self.product(self.words.row(row));
        layer::add(sums, &product);
        if self.products.kept.fetch_add(1, Ordering::Relaxed) < MOST_KEPT {
            // Another thread may have been first, with the same numbers.
            let _ = own.set(product);
        }
    }

    /// Adds what a concept brings.
    pub(super) fn add_concept(&self, concept: usize, sums: &mut [f32]) {
        if concept < self.concepts.rows() {
            self.add_rest(concept, sums);
        }
    }

    /// Adds what a mark brings.
    pub(super) fn add_mark(&self, mark: usize, sums: &mut [f32]) {
        self.add_rest(self.concepts.rows() + mark, sums);
    }

    fn add_rest(&self, row: usize, sums: &mut [f32]) {
        let rest = self.products.rest.get_or_init(|| {
            let rows = |table: &Table, count: usize| {
                let products = (0..count).map(|row| self.product(table.row(row)));
                products.collect::<Vec<_>>().concat()
            };
            let mut rest = rows(&self.concepts, self.concepts.rows());
            rest.extend(rows(&self.marks, MARKS));
            rest
        });
        if let Some(own) = rest.get(row * PRODUCTS..(row + 1) * PRODUCTS) {
            layer::add(sums, own);
        }
    }

    /// A point times the filters, place by place.
    fn product(&self, point: &[f32]) -> Box<[f32]> {
        let mut product = vec![0.0; PRODUCTS].into_boxed_slice();
        for (place, own) in product.chunks_exact_mut(FILTERS).enumerate() {
            self.filters.add_products(point, place * WIDTH, own);
        }
        product
    }
}
