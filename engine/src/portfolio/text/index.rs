//! TF-IDF with neighbours: each description also carries, weaker, the words of the descriptions
//! nearest to it, so that two companies are alike when their surroundings are, not only their words.

use super::words::stems;
use rustc_hash::FxHashMap;

/// Share of the descriptions above which a word says nothing.
const COMMON: f64 = 0.2;

/// Descriptions that must hold a word, when there are many.
const RARE: u32 = 3;

/// Neighbours whose words are taken over.
const NEIGHBOURS: usize = 20;

/// Weight of the neighbours' words against the description's own.
const NEIGHBOUR_WEIGHT: f32 = 2.0;

/// Strongest words kept of a description with its neighbours.
const MOST_WORDS: usize = 160;

/// With more descriptions than this, neighbours are taken over for the asked ones only: finding them
/// for all grows with the square.
const MOST_WITH_NEIGHBOURS: usize = 40_000;

/// A description as weights of words, sorted by word; length 1, or empty.
type Sparse = Vec<(u32, f32)>;

/// Descriptions ready to be compared.
#[derive(Debug, Clone)]
pub struct TextIndex {
    plain: Vec<Sparse>,
    full: Vec<Sparse>,
    postings: Vec<Vec<(u32, f32)>>,
}

impl TextIndex {
    /// Reads the descriptions; an empty one is like nothing.
    #[must_use]
    pub fn build<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let plain = weigh(texts);
        let words = plain
            .iter()
            .flatten()
            .map(|(word, _)| *word as usize + 1)
            .max()
            .unwrap_or(0);
        let mut index = Self {
            postings: invert(&plain, words),
            full: Vec::new(),
            plain,
        };
        if index.plain.len() <= MOST_WITH_NEIGHBOURS {
            let mut hits = Accumulator::new(index.plain.len());
            index.full = (0..index.plain.len())
                .map(|text| index.with_neighbours(text, &mut hits))
                .collect();
            index.postings = invert(&index.full, words);
        }
        index
    }

    /// Number of descriptions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plain.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// The descriptions most like the chosen ones, best first, with their likeness from 0 to 1. The
    /// chosen ones are not among them.
    #[must_use]
    pub fn like(&self, chosen: &[usize], limit: usize) -> Vec<(usize, f32)> {
        let mut hits = Accumulator::new(self.plain.len());
        let mut sum: FxHashMap<u32, f32> = FxHashMap::default();
        for text in chosen.iter().filter(|text| **text < self.plain.len()) {
            let own = match self.full.get(*text) {
                Some(full) => full.clone(),
                None => self.with_neighbours(*text, &mut hits),
            };
            for (word, weight) in own {
                *sum.entry(word).or_default() += weight;
            }
        }
        let mut query: Sparse = sum.into_iter().collect();
        query.sort_unstable_by_key(|(word, _)| *word);
        normalise(&mut query);
        hits.search(&self.postings, &query, chosen, limit)
    }

    fn with_neighbours(&self, text: usize, hits: &mut Accumulator) -> Sparse {
        let own = &self.plain[text];
        let near = hits.search(&self.postings, own, &[text], NEIGHBOURS);
        let mut sum: FxHashMap<u32, f32> = FxHashMap::default();
        for (neighbour, likeness) in near {
            for (word, weight) in &self.plain[neighbour] {
                *sum.entry(*word).or_default() += likeness * weight;
            }
        }
        let length = sum
            .values()
            .map(|weight| weight * weight)
            .sum::<f32>()
            .sqrt()
            .max(1e-12);
        for weight in sum.values_mut() {
            *weight *= NEIGHBOUR_WEIGHT / length;
        }
        for (word, weight) in own {
            *sum.entry(*word).or_default() += weight;
        }
        let mut all: Sparse = sum.into_iter().collect();
        all.sort_unstable_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        all.truncate(MOST_WORDS);
        all.sort_unstable_by_key(|(word, _)| *word);
        normalise(&mut all);
        all
    }
}

/// TF-IDF: (1 + ln count) · (1 + ln((1 + texts) / (1 + texts with the word))), length 1.
fn weigh<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Sparse> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut within: Vec<u32> = Vec::new();
    let mut counted: Vec<Vec<(u32, u32)>> = Vec::new();
    for text in texts {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        stems(text, |stem| {
            let number = numbers.get(stem).copied().unwrap_or_else(|| {
                let number = within.len() as u32;
                numbers.insert(stem.to_owned(), number);
                within.push(0);
                number
            });
            *counts.entry(number).or_default() += 1;
        });
        for word in counts.keys() {
            within[*word as usize] += 1;
        }
        let mut counts: Vec<(u32, u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        counted.push(counts);
    }
    let total = counted.len() as f64;
    let least = if counted.len() >= 200 { RARE } else { 1 };
    // In a small list every word is common; there the share must not silence it.
    let most = (COMMON * total).max(10.0);
    counted
        .into_iter()
        .map(|counts| {
            let mut weights: Sparse = counts
                .into_iter()
                .filter_map(|(word, count)| {
                    let texts = within[word as usize];
                    if texts < least || f64::from(texts) > most {
                        return None;
                    }
                    let rarity = 1.0 + ((1.0 + total) / (1.0 + f64::from(texts))).ln();
                    Some((word, ((1.0 + f64::from(count).ln()) * rarity) as f32))
                })
                .collect();
            normalise(&mut weights);
            weights
        })
        .collect()
}

fn normalise(weights: &mut Sparse) {
    let length = weights
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        for (_, weight) in weights {
            *weight /= length;
        }
    }
}

fn invert(texts: &[Sparse], words: usize) -> Vec<Vec<(u32, f32)>> {
    let mut postings = vec![Vec::new(); words];
    for (text, weights) in texts.iter().enumerate() {
        for (word, weight) in weights {
            postings[*word as usize].push((text as u32, *weight));
        }
    }
    postings
}

/// Sums of products, kept between searches.
struct Accumulator {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Accumulator {
    fn new(texts: usize) -> Self {
        Self {
            sums: vec![0.0; texts],
            touched: Vec::new(),
        }
    }

    fn search(
        &mut self,
        postings: &[Vec<(u32, f32)>],
        query: &[(u32, f32)],
        without: &[usize],
        limit: usize,
    ) -> Vec<(usize, f32)> {
        for (word, weight) in query {
            for (text, other) in &postings[*word as usize] {
                let sum = &mut self.sums[*text as usize];
                if *sum == 0.0 {
                    self.touched.push(*text);
                }
                *sum += weight * other;
            }
        }
        let mut found: Vec<(usize, f32)> = Vec::with_capacity(self.touched.len());
        for text in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[text as usize]);
            // A text may stand here twice; the second time its sum is taken already.
            if sum > 0.0 && !without.contains(&(text as usize)) {
                found.push((text as usize, sum.min(1.0)));
            }
        }
        let best_first = |left: &(usize, f32), right: &(usize, f32)| {
            right.1.total_cmp(&left.1).then(left.0.cmp(&right.0))
        };
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, best_first);
        }
        found.truncate(limit);
        found.sort_unstable_by(best_first);
        found
    }
}
