//! The second reader: a small network over the words in their order.
//!
//! The weighed terms of [`super::Model`] see which words stand there; this sees what words mean and what
//! stands beside what, so it reads wordings that no labelled headline has. Each word is a point in a space
//! of [`WIDTH`] numbers, moved by its concepts, its capital and its part of the text. [`FILTERS`] filters
//! pass over each word with its two neighbours (Kim 2014, "Convolutional Neural Networks for Sentence
//! Classification"); what each finds most and on the whole goes through [`HIDDEN`] units to a logit per kind.

mod file;
mod layer;
mod points;
mod products;
mod sentence;
mod train;

pub(crate) use sentence::Sentence;
pub(crate) use train::train;

use super::KINDS;
use layer::{Dense, Table};
use products::{PRODUCTS, Products};
use rustc_hash::FxHashMap;
use sentence::Word;

/// Numbers of a word's place among words.
pub(crate) const WIDTH: usize = 32;
/// Filters over three words.
const FILTERS: usize = 96;
/// Units between filters and kinds.
const HIDDEN: usize = 64;
/// Words that a filter sees: one before, the word, one after.
const SEEN: usize = 3;
/// Rows of [`Net::marks`]: a small first letter, a capital, the title, the summary.
const MARKS: usize = 4;

/// The network.
#[derive(Debug, Clone, Default)]
pub(crate) struct Net {
    /// The row of each known word in `words`, by the word's key; row 0 is for all others.
    places: FxHashMap<u32, u32>,
    words: Table,
    concepts: Table,
    marks: Table,
    filters: Dense,
    hidden: Dense,
    kinds: Dense,
    products: Products,
}

/// What the network computed on the way to its logits, for learning and for telling why.
#[derive(Debug, Clone, Default)]
struct Pass {
    /// The words as points, [`WIDTH`] numbers each.
    points: Vec<f32>,
    /// Each filter at each word, [`FILTERS`] numbers a word, what is below 0 as 0.
    found: Vec<f32>,
    /// The word at which each filter found most.
    best: Vec<usize>,
    /// What each filter found most, then what it found on the whole.
    pooled: Vec<f32>,
    /// The units, what is below 0 as 0.
    units: Vec<f32>,
    /// A logit per kind.
    logits: Vec<f32>,
}

impl Net {
    /// A logit per kind; none of any meaning when the network is empty.
    pub(crate) fn logits(&self, sentence: &Sentence) -> [f32; KINDS] {
        let pass = self.read_sentence(sentence);
        let mut logits = [0.0; KINDS];
        for (logit, value) in logits.iter_mut().zip(&pass.logits) {
            *logit = *value;
        }
        logits
    }

    /// True before it was trained or read.
    pub(crate) fn is_empty(&self) -> bool {
        self.kinds.bias.is_empty()
    }

    /// For each word of the sentence how much it lifts a kind's logit through what filters found most at it.
    pub(crate) fn shares(&self, sentence: &Sentence, kind: usize) -> Vec<f32> {
        let pass = self.read_sentence(sentence);
        let mut upstream = vec![0.0; KINDS];
        if let Some(own) = upstream.get_mut(kind) {
            *own = 1.0;
        }
        let mut units = self.kinds.back(&upstream);
        layer::where_positive(&mut units, &pass.units);
        let pooled = self.hidden.back(&units);
        let mut shares = vec![0.0; sentence.words.len()];
        for (filter, &at) in pass.best.iter().enumerate() {
            if let Some(share) = shares.get_mut(at) {
                *share += pooled[filter] * pass.pooled[filter];
            }
        }
        shares
    }

    /// From words to logits by the products that are kept.
    fn read_sentence(&self, sentence: &Sentence) -> Pass {
        let count = sentence.words.len();
        let mut pass = Pass {
            found: self.filters.bias.repeat(count),
            ..Pass::default()
        };
        for (other, word) in sentence.words.iter().enumerate() {
            let mut sums = [0.0; PRODUCTS];
            self.add_word(self.row(word), &mut sums);
            for mark in word.marks() {
                self.add_mark(mark, &mut sums);
            }
            for &concept in word.concepts() {
                self.add_concept(usize::from(concept), &mut sums);
            }
            for (place, own) in sums.chunks_exact(FILTERS).enumerate() {
                // The filter at the word before sees this word last, the one at the word after sees it first.
                let at = (other + SEEN / 2).checked_sub(place);
                if let Some(at) = at.filter(|at| *at < count) {
                    layer::add(&mut pass.found[at * FILTERS..(at + 1) * FILTERS], own);
                }
            }
        }
        layer::positive(&mut pass.found);
        self.conclude(&mut pass, count);
        pass
    }

    /// The row of a word.
    fn row(&self, word: &Word) -> usize {
        self.places
            .get(&word.key)
            .map_or(0, |place| *place as usize)
    }

    /// From what the filters found to the logits.
    fn conclude(&self, pass: &mut Pass, count: usize) {
        pool(pass, count);
        pass.units.clear();
        pass.units.extend_from_slice(&self.hidden.bias);
        self.hidden.add_products(&pass.pooled, 0, &mut pass.units);
        layer::positive(&mut pass.units);
        pass.logits.clear();
        pass.logits.extend_from_slice(&self.kinds.bias);
        self.kinds.add_products(&pass.units, 0, &mut pass.logits);
    }
}

/// What each filter found most, and its sum over the words divided by the root of their number and one.
fn pool(pass: &mut Pass, count: usize) {
    pass.best.clear();
    pass.best.resize(FILTERS, 0);
    pass.pooled.clear();
    pass.pooled.resize(2 * FILTERS, 0.0);
    let (most, whole) = pass.pooled.split_at_mut(FILTERS);
    for (at, found) in pass.found.chunks_exact(FILTERS).enumerate() {
        for (filter, &value) in found.iter().enumerate() {
            if value > most[filter] {
                most[filter] = value;
                pass.best[filter] = at;
            }
            whole[filter] += value;
        }
    }
    let scale = 1.0 / (1.0 + count as f32).sqrt();
    for value in whole {
        *value *= scale;
    }
}
