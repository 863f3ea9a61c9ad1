//! The words as points, and what the filters find among them: for learning, where points are partly at rest,
//! so that nothing can be kept from one text to the next.

use super::{FILTERS, Net, Pass, SEEN, Sentence, WIDTH, layer, pool};

impl Net {
    /// Puts the words as points.
    pub(super) fn point(&self, sentence: &Sentence, points: &mut Vec<f32>) {
        points.clear();
        points.resize(sentence.words.len() * WIDTH, 0.0);
        for (word, point) in sentence.words.iter().zip(points.chunks_exact_mut(WIDTH)) {
            layer::add(point, self.words.row(self.row(word)));
            for mark in word.marks() {
                layer::add(point, self.marks.row(mark));
            }
            for &concept in word.concepts() {
                layer::add(point, self.concepts.row(usize::from(concept)));
            }
        }
    }

    /// From points to what the filters found among them.
    pub(super) fn find(&self, pass: &mut Pass) {
        let count = pass.points.len() / WIDTH;
        pass.found.clear();
        pass.found.resize(count * FILTERS, 0.0);
        for (at, found) in pass.found.chunks_exact_mut(FILTERS).enumerate() {
            found.copy_from_slice(&self.filters.bias);
            for (place, other) in beside(at, count) {
                self.filters.add_products(
                    &pass.points[other * WIDTH..(other + 1) * WIDTH],
                    place * WIDTH,
                    found,
                );
            }
            layer::positive(found);
        }
        pool(pass, count);
    }
}

/// The words that a filter at word `at` sees: the place within the filter, and the word.
pub(super) fn beside(at: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..SEEN).filter_map(move |place| {
        let other = (at + place).checked_sub(SEEN / 2)?;
        (other < count).then_some((place, other))
    })
}
