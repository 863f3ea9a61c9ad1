//! The words of the index: by hash, by beginning, by likeness.

use rapidfuzz::distance::osa;
use rustc_hash::FxHashMap;

/// New words are sorted in when so many have come together.
const TAIL: usize = 512;
/// Words that a misspelt word is compared with.
const MOST_COMPARED: usize = 120_000;

/// Words and their numbers.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
    /// Numbers in the order of their words, then the newest ones unsorted.
    order: Vec<u32>,
    sorted: usize,
}

impl Dictionary {
    /// The word's number, given to it when it is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        self.order.push(number);
        if self.order.len() - self.sorted > TAIL.max(self.sorted / 8) {
            let words = &self.words;
            self.order
                .sort_by(|a, b| words[*a as usize].cmp(&words[*b as usize]));
            self.sorted = self.order.len();
        }
        number
    }

    /// The number of a word that is there.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Words that begin with `prefix` and are longer, at most `most`, with their lengths in characters.
    pub(super) fn beginning_with(&self, prefix: &str, most: usize) -> Vec<(u32, usize)> {
        let (sorted, tail) = self.order.split_at(self.sorted);
        let start = sorted.partition_point(|number| *self.words[*number as usize] < *prefix);
        let in_order = sorted[start..]
            .iter()
            .take_while(|number| self.words[**number as usize].starts_with(prefix));
        let newest = tail
            .iter()
            .filter(|number| self.words[**number as usize].starts_with(prefix));
        in_order
            .chain(newest)
            .map(|number| (*number, self.words[*number as usize].chars().count()))
            .filter(|(_, length)| *length > prefix.chars().count())
            .take(most)
            .collect()
    }

    /// Words within one typing error of `word`, two from eight letters on, nearest first, with the
    /// number of errors. Words that begin with the same letter are asked first, all others only when
    /// none of those fits.
    pub(super) fn nearly(&self, word: &str, most: usize) -> Vec<(u32, usize)> {
        let length = word.chars().count();
        let errors = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let first = word.chars().next().map(String::from).unwrap_or_default();
        let (sorted, tail) = self.order.split_at(self.sorted);
        let start =
            sorted.partition_point(|number| self.words[*number as usize].as_ref() < first.as_str());
        let same_letter = sorted[start..]
            .iter()
            .take_while(|number| self.words[**number as usize].starts_with(&first))
            .chain(tail);
        let mut found = self.within(same_letter, word, length, errors);
        if found.is_empty() && length >= 5 {
            found = self.within(sorted.iter().take(MOST_COMPARED), word, length, errors);
        }
        found.sort_by_key(|(number, errors)| (*errors, *number));
        found.truncate(most);
        found
    }

    fn within<'a>(
        &self,
        numbers: impl Iterator<Item = &'a u32>,
        word: &str,
        length: usize,
        errors: usize,
    ) -> Vec<(u32, usize)> {
        let args = osa::Args::default().score_cutoff(errors);
        let comparator = osa::BatchComparator::new(word.chars());
        numbers
            .filter_map(|number| {
                let other = &self.words[*number as usize];
                // Bytes bound characters from above; a cheap look spares most comparisons.
                if other.len() + errors < length
                    || (other.is_ascii() && other.len() > length + errors)
                {
                    return None;
                }
                comparator
                    .distance_with_args(other.chars(), &args)
                    .map(|distance| (*number, distance))
            })
            .collect()
    }
}
