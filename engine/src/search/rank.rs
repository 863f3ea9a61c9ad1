//! Which documents answer a query, best first.

use super::index::SearchIndex;
use super::text::each_word;

/// BM25's saturation of repeated words; the usual value.
const K1: f32 = 1.2;
/// BM25's share of length normalisation; the usual value.
const B: f32 = 0.75;
/// Words of a query that are read.
const MOST_WORDS: usize = 16;
/// Words that the last word of a query may begin.
const MOST_BEGUN: usize = 48;
/// Words that a misspelt word may stand for.
const MOST_NEAR: usize = 12;
/// What a match by beginning is worth beside an exact one, times the share of letters typed.
const BEGUN: f32 = 0.7;
/// What a match with one typing error is worth beside an exact one; with two, its square.
const NEAR: f32 = 0.45;
/// Power to which the share of the query's words that a document holds is raised.
const COORDINATION: i32 = 2;

/// A document that answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub id: i64,
    /// The higher the better; comparable within one query only.
    pub score: f32,
}

impl SearchIndex {
    /// The best documents for what was typed so far, best first, at most `limit`.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.search_where(query, limit, |_| true)
    }

    /// The same among the documents for which `wanted` holds.
    pub fn search_where(
        &self,
        query: &str,
        limit: usize,
        wanted: impl Fn(i64) -> bool,
    ) -> Vec<Hit> {
        let mut words: Vec<String> = Vec::new();
        each_word(query, |word| {
            if words.len() < MOST_WORDS && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        });
        let typing = query.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut sums = vec![Sum::default(); self.ids.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is_last = typing && at + 1 == words.len();
            self.add_word(
                word,
                is_last,
                u16::try_from(at + 1).unwrap_or(u16::MAX),
                &mut sums,
                &mut touched,
            );
        }
        let asked = words.len().max(1) as f32;
        let mut hits: Vec<(Hit, u32)> = touched
            .into_iter()
            .filter_map(|number| {
                let id = self.ids[number as usize].filter(|id| wanted(*id))?;
                let sum = sums[number as usize];
                let share = f32::from(sum.words) / asked;
                Some((
                    Hit {
                        id,
                        score: (sum.done + sum.current) * share.powi(COORDINATION),
                    },
                    number,
                ))
            })
            .collect();
        let best_first =
            |a: &(Hit, u32), b: &(Hit, u32)| b.0.score.total_cmp(&a.0.score).then(a.1.cmp(&b.1));
        if hits.len() > limit && limit > 0 {
            hits.select_nth_unstable_by(limit - 1, best_first);
        }
        hits.truncate(limit);
        hits.sort_unstable_by(best_first);
        hits.into_iter().map(|(hit, _)| hit).collect()
    }

    /// Adds what one word of the query gives to each document: the best of its exact, begun and near matches.
    fn add_word(
        &self,
        word: &str,
        is_last: bool,
        stamp: u16,
        sums: &mut [Sum],
        touched: &mut Vec<u32>,
    ) {
        let exact = self.dictionary.get(word);
        let mut matches: Vec<(u32, f32)> = exact.map(|number| (number, 1.0)).into_iter().collect();
        let length = word.chars().count();
        let rare = exact.is_none();
        if (is_last && length >= 2) || rare {
            let begun = self.dictionary.beginning_with(word, MOST_BEGUN);
            matches.extend(
                begun
                    .into_iter()
                    .map(|(number, full)| (number, BEGUN * length as f32 / full as f32)),
            );
        }
        if matches.is_empty() || (rare && matches.len() < 2) {
            let near = self.dictionary.nearly(word, MOST_NEAR);
            matches.extend(
                near.into_iter().map(|(number, errors)| {
                    (number, NEAR.powi(i32::try_from(errors).unwrap_or(2)))
                }),
            );
        }
        let documents = self.len().max(1) as f32;
        let usual = (self.total_length as f32 / documents).max(1.0);
        for (number, worth) in matches {
            let Some(postings) = self.postings.get(number as usize) else {
                continue;
            };
            let holding = postings.len() as f32;
            let rarity = (1.0 + (documents - holding + 0.5).max(0.5) / (holding + 0.5)).ln();
            for posting in postings {
                let at = posting.document() as usize;
                let count = posting.count() as f32;
                let length = self.lengths[at] as f32 / usual;
                let score =
                    worth * rarity * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
                let sum = &mut sums[at];
                if sum.stamp == 0 {
                    touched.push(posting.document());
                }
                if sum.stamp == stamp {
                    sum.current = sum.current.max(score);
                } else {
                    sum.done += sum.current;
                    sum.current = score;
                    sum.stamp = stamp;
                    sum.words += 1;
                }
            }
        }
    }
}

/// A document's score while the query's words come one after another.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// From the words before.
    done: f32,
    /// Best so far from the present word.
    current: f32,
    /// The present word's number; 0 before any.
    stamp: u16,
    /// Words of the query found in the document.
    words: u16,
}
