//! Learning the network: gradients by hand, Adam, and rest for parts of it at random.

use super::layer::{self, Dense, Table};
use super::points::beside;
use super::{FILTERS, HIDDEN, MARKS, Net, Pass, SEEN, Sentence, WIDTH};
use crate::classify::learn::Shuffle;
use crate::classify::lexicon::Lexicon;
use crate::classify::model::KINDS;
use rustc_hash::FxHashMap;

/// Times that every example is seen, examples between two steps, and the first step's length, which falls
/// to 0 in a straight line. These and the shares below were chosen on 6,000 labelled headlines left out of training.
const PASSES: usize = 10;
const BATCH: usize = 64;
const RATE: f32 = 2e-3;
/// Share of words, of a word's numbers, and of the found and the units that rest (Srivastava et al. 2014).
const WORDS_REST: f32 = 0.05;
const NUMBERS_REST: f32 = 0.2;
const UNITS_REST: f32 = 0.1;
/// Pull of a word's point back to where its vector put it.
const PULL: f32 = 2e-4;
/// Adam's memory of the gradient and of its square, and what keeps it from dividing by 0 (Kingma and Ba 2015).
const FIRST_MEMORY: f32 = 0.9;
const SECOND_MEMORY: f32 = 0.999;
const LEAST_SQUARE: f32 = 1e-8;
/// A word in fewer examples is none of its own.
const LEAST: u32 = 2;
/// Logit of a kind before anything is learnt: a kind is rare, one text in seventeen has a given one.
const RARE: f32 = -2.5;

/// Learns from the `chosen` examples. `vectors` are the points of known words, by key.
pub(crate) fn train(
    sentences: &[Sentence],
    kinds: &[&[usize]],
    chosen: &[usize],
    vectors: &FxHashMap<u32, [f32; WIDTH]>,
    seed: u64,
) -> Net {
    let mut random = Shuffle::new(seed);
    let mut net = begin(sentences, chosen, vectors, &mut random);
    let from = net.words.clone();
    let mut learner = Learner::new(&net);
    let mut order = chosen.to_vec();
    let steps = PASSES * order.len().div_ceil(BATCH);
    let mut step = 0;
    for _ in 0..PASSES {
        random.order(&mut order);
        for batch in order.chunks(BATCH) {
            for &row in batch {
                learner.learn(&net, &sentences[row], kinds[row], &mut random);
            }
            let rate = RATE * (1.0 - step as f32 / steps as f32);
            step += 1;
            learner.step(&mut net, &from, batch.len(), step, rate);
        }
    }
    net
}

/// The network before learning: known words at their vectors, the rest at random.
fn begin(
    sentences: &[Sentence],
    chosen: &[usize],
    vectors: &FxHashMap<u32, [f32; WIDTH]>,
    random: &mut Shuffle,
) -> Net {
    let mut seen: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
    for &row in chosen {
        for word in &sentences[row].words {
            let entry = seen.entry(word.key).or_insert((0, usize::MAX));
            if entry.1 != row {
                *entry = (entry.0 + 1, row);
            }
        }
    }
    let mut keys: Vec<u32> = seen
        .into_iter()
        .filter(|(_, (count, _))| *count >= LEAST)
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    let mut net = Net {
        words: Table::zeros(1 + keys.len()),
        concepts: Table::zeros(Lexicon::shared().len()),
        marks: Table::zeros(MARKS),
        filters: Dense::zeros(SEEN * WIDTH, FILTERS),
        hidden: Dense::zeros(2 * FILTERS, HIDDEN),
        kinds: Dense::zeros(HIDDEN, KINDS),
        ..Net::default()
    };
    scatter(&mut net.words.values, 0.3, random);
    for (place, key) in keys.into_iter().enumerate() {
        let row = place + 1;
        net.places.insert(key, row as u32);
        if let Some(vector) = vectors.get(&key) {
            net.words.values[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(vector);
        }
    }
    scatter(&mut net.concepts.values, 0.05, random);
    scatter(&mut net.marks.values, 0.05, random);
    // The spread that keeps signals as large after a layer as before it (He et al. 2015).
    scatter(
        &mut net.filters.weights,
        (2.0 / (SEEN * WIDTH) as f32).sqrt(),
        random,
    );
    scatter(
        &mut net.hidden.weights,
        (1.0 / FILTERS as f32).sqrt(),
        random,
    );
    net.kinds.bias.fill(RARE);
    net
}

/// Numbers about 0 with a standard deviation: the sum of twelve evenly spread ones is nearly normal.
fn scatter(values: &mut [f32], deviation: f32, random: &mut Shuffle) {
    for value in values {
        let sum: f32 = (0..12).map(|_| random.unit()).sum();
        *value = (sum - 6.0) * deviation;
    }
}

/// Gradients of a batch, and Adam's memory.
struct Learner {
    gradient: Net,
    first: Net,
    second: Net,
    /// Words and concepts met in the batch.
    words: Vec<usize>,
    concepts: Vec<usize>,
    pass: Pass,
}

impl Learner {
    fn new(net: &Net) -> Self {
        let blank = Net {
            words: Table::zeros(net.words.rows()),
            concepts: Table::zeros(net.concepts.rows()),
            marks: Table::zeros(MARKS),
            filters: Dense::zeros(SEEN * WIDTH, FILTERS),
            hidden: Dense::zeros(2 * FILTERS, HIDDEN),
            kinds: Dense::zeros(HIDDEN, KINDS),
            ..Net::default()
        };
        Self {
            gradient: blank.clone(),
            first: blank.clone(),
            second: blank,
            words: Vec::new(),
            concepts: Vec::new(),
            pass: Pass::default(),
        }
    }

    /// Adds the gradients of one example (cross-entropy of every kind).
    fn learn(&mut self, net: &Net, sentence: &Sentence, kinds: &[usize], random: &mut Shuffle) {
        net.point(sentence, &mut self.pass.points);
        let mut points_kept = vec![0.0; self.pass.points.len()];
        for point in points_kept.chunks_exact_mut(WIDTH) {
            if !random.chance(WORDS_REST) {
                rest(point, NUMBERS_REST, random);
            }
        }
        multiply(&mut self.pass.points, &points_kept);
        net.find(&mut self.pass);

        let mut pooled_kept = vec![0.0; 2 * FILTERS];
        rest(&mut pooled_kept, UNITS_REST, random);
        let mut pooled = self.pass.pooled.clone();
        multiply(&mut pooled, &pooled_kept);
        let mut units = net.hidden.bias.clone();
        net.hidden.add_products(&pooled, 0, &mut units);
        layer::positive(&mut units);
        let mut units_kept = vec![0.0; HIDDEN];
        rest(&mut units_kept, UNITS_REST, random);
        multiply(&mut units, &units_kept);
        let mut upstream = net.kinds.bias.clone();
        net.kinds.add_products(&units, 0, &mut upstream);
        for (kind, value) in upstream.iter_mut().enumerate() {
            let target = if kinds.contains(&kind) { 1.0 } else { 0.0 };
            *value = 1.0 / (1.0 + (-*value).exp()) - target;
        }

        self.gradient.kinds.add_gradient(&units, 0, &upstream);
        layer::add(&mut self.gradient.kinds.bias, &upstream);
        let mut upstream = net.kinds.back(&upstream);
        multiply(&mut upstream, &units_kept);
        layer::where_positive(&mut upstream, &units);
        self.gradient.hidden.add_gradient(&pooled, 0, &upstream);
        layer::add(&mut self.gradient.hidden.bias, &upstream);
        let mut upstream = net.hidden.back(&upstream);
        multiply(&mut upstream, &pooled_kept);
        self.learn_filters(net, sentence, &upstream, &points_kept);
    }

    /// From the gradient at what the filters found to that of filters and points.
    fn learn_filters(&mut self, net: &Net, sentence: &Sentence, pooled: &[f32], kept: &[f32]) {
        let count = sentence.words.len();
        let scale = 1.0 / (1.0 + count as f32).sqrt();
        let mut points = vec![0.0; count * WIDTH];
        let mut upstream = [0.0; FILTERS];
        for at in 0..count {
            let found = &self.pass.found[at * FILTERS..(at + 1) * FILTERS];
            for filter in 0..FILTERS {
                let most = if self.pass.best[filter] == at {
                    pooled[filter]
                } else {
                    0.0
                };
                let all = most + pooled[FILTERS + filter] * scale;
                upstream[filter] = if found[filter] > 0.0 { all } else { 0.0 };
            }
            layer::add(&mut self.gradient.filters.bias, &upstream);
            for (place, other) in beside(at, count) {
                let range = other * WIDTH..(other + 1) * WIDTH;
                let point = &self.pass.points[range.clone()];
                self.gradient
                    .filters
                    .add_gradient(point, place * WIDTH, &upstream);
                net.filters
                    .add_back(&upstream, place * WIDTH, &mut points[range]);
            }
        }
        multiply(&mut points, kept);
        for (word, gradient) in sentence.words.iter().zip(points.chunks_exact(WIDTH)) {
            let row = net.row(word);
            self.words.push(row);
            add_row(&mut self.gradient.words, row, gradient);
            for mark in word.marks() {
                add_row(&mut self.gradient.marks, mark, gradient);
            }
            for &concept in word.concepts() {
                self.concepts.push(usize::from(concept));
                add_row(&mut self.gradient.concepts, usize::from(concept), gradient);
            }
        }
    }

    /// One step against the mean gradient of the batch, which is forgotten.
    fn step(&mut self, net: &mut Net, from: &Table, examples: usize, step: usize, rate: f32) {
        let adam = Adam {
            share: 1.0 / examples as f32,
            rate,
            first: 1.0 / (1.0 - power(FIRST_MEMORY, step)),
            second: 1.0 / (1.0 - power(SECOND_MEMORY, step)),
        };
        let (gradient, first, second) = (&mut self.gradient, &mut self.first, &mut self.second);
        for (rows, table, gradient, first, second, from) in [
            (
                &mut self.words,
                &mut net.words,
                &mut gradient.words,
                &mut first.words,
                &mut second.words,
                Some(from),
            ),
            (
                &mut self.concepts,
                &mut net.concepts,
                &mut gradient.concepts,
                &mut first.concepts,
                &mut second.concepts,
                None,
            ),
        ] {
            rows.sort_unstable();
            rows.dedup();
            for row in rows.drain(..) {
                let range = row * WIDTH..(row + 1) * WIDTH;
                if let Some(from) = from {
                    for place in range.clone() {
                        gradient.values[place] += PULL * (table.values[place] - from.values[place]);
                    }
                }
                adam.step(
                    &mut table.values[range.clone()],
                    &mut gradient.values[range.clone()],
                    &mut first.values[range.clone()],
                    &mut second.values[range],
                );
            }
        }
        adam.step(
            &mut net.marks.values,
            &mut gradient.marks.values,
            &mut first.marks.values,
            &mut second.marks.values,
        );
        for (layer, gradient, first, second) in [
            (
                &mut net.filters,
                &mut gradient.filters,
                &mut first.filters,
                &mut second.filters,
            ),
            (
                &mut net.hidden,
                &mut gradient.hidden,
                &mut first.hidden,
                &mut second.hidden,
            ),
            (
                &mut net.kinds,
                &mut gradient.kinds,
                &mut first.kinds,
                &mut second.kinds,
            ),
        ] {
            adam.step(
                &mut layer.weights,
                &mut gradient.weights,
                &mut first.weights,
                &mut second.weights,
            );
            adam.step(
                &mut layer.bias,
                &mut gradient.bias,
                &mut first.bias,
                &mut second.bias,
            );
        }
    }
}

/// One step's factors.
struct Adam {
    share: f32,
    rate: f32,
    first: f32,
    second: f32,
}

impl Adam {
    fn step(
        &self,
        values: &mut [f32],
        gradient: &mut [f32],
        first: &mut [f32],
        second: &mut [f32],
    ) {
        for (((value, gradient), first), second) in
            values.iter_mut().zip(gradient).zip(first).zip(second)
        {
            let own = *gradient * self.share;
            *gradient = 0.0;
            *first = FIRST_MEMORY * *first + (1.0 - FIRST_MEMORY) * own;
            *second = SECOND_MEMORY * *second + (1.0 - SECOND_MEMORY) * own * own;
            *value -=
                self.rate * (*first * self.first) / ((*second * self.second).sqrt() + LEAST_SQUARE);
        }
    }
}

fn power(base: f32, exponent: usize) -> f32 {
    f64::from(base).powi(exponent.min(1 << 20) as i32) as f32
}

/// Ones, enlarged for those that rest, which are 0.
fn rest(kept: &mut [f32], share: f32, random: &mut Shuffle) {
    let scale = 1.0 / (1.0 - share);
    for value in kept {
        *value = if random.chance(share) { 0.0 } else { scale };
    }
}

fn multiply(values: &mut [f32], by: &[f32]) {
    for (value, by) in values.iter_mut().zip(by) {
        *value *= by;
    }
}

fn add_row(table: &mut Table, row: usize, gradient: &[f32]) {
    if let Some(own) = table.values.get_mut(row * WIDTH..(row + 1) * WIDTH) {
        layer::add(own, gradient);
    }
}
