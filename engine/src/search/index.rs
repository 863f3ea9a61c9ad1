//! The inverted index: documents in, postings kept, documents out.

use super::dictionary::Dictionary;
use super::text::each_word;
use rustc_hash::FxHashMap;

/// How often a word of the title counts beside one of the text.
const TITLE_WEIGHT: u16 = 3;

/// What is searched for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// The caller's own id; one document per id.
    pub id: i64,
    /// Name or headline.
    pub title: &'a str,
    /// Everything else to find it by.
    pub text: &'a str,
}

/// Most documents: their numbers have 24 bits in a posting.
const MOST_DOCUMENTS: usize = 1 << 24;

/// How often a word stands in a document, in four bytes: an index over 200,000 headlines has millions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting(u32);

impl Posting {
    fn new(document: u32, count: u16) -> Self {
        Self(document << 8 | u32::from(count.min(255)))
    }

    pub(super) const fn document(self) -> u32 {
        self.0 >> 8
    }

    pub(super) const fn count(self) -> u32 {
        self.0 & 255
    }
}

/// A search index in memory; see the [module](super).
#[derive(Debug, Default)]
pub struct SearchIndex {
    pub(super) dictionary: Dictionary,
    pub(super) postings: Vec<Vec<Posting>>,
    /// Ids by document number; `None` for a document that was removed.
    pub(super) ids: Vec<Option<i64>>,
    /// Words of each document, the title's counted as often as they weigh.
    pub(super) lengths: Vec<u32>,
    pub(super) total_length: u64,
    numbers: FxHashMap<i64, u32>,
    /// Words of the document being read, with their counts.
    counting: FxHashMap<u32, u16>,
}

impl SearchIndex {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// True without documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Adds a document, in place of one with the same id. Beyond 16 million numbers given nothing is added.
    pub fn add(&mut self, document: &Document<'_>) {
        self.remove(document.id);
        if self.ids.len() >= MOST_DOCUMENTS {
            return;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let mut counting = std::mem::take(&mut self.counting);
        counting.clear();
        let mut length = 0_u32;
        for (field, weight) in [(document.title, TITLE_WEIGHT), (document.text, 1)] {
            each_word(field, |word| {
                let count = counting.entry(self.dictionary.number(word)).or_default();
                *count = count.saturating_add(weight);
                length = length.saturating_add(u32::from(weight));
            });
        }
        for (word, count) in counting.drain() {
            let word = word as usize;
            if word >= self.postings.len() {
                self.postings.resize_with(word + 1, Vec::new);
            }
            self.postings[word].push(Posting::new(number, count));
        }
        self.counting = counting;
        self.ids.push(Some(document.id));
        self.lengths.push(length);
        self.total_length += u64::from(length);
        self.numbers.insert(document.id, number);
    }

    /// Takes a document out; nothing happens when it is not there.
    pub fn remove(&mut self, id: i64) {
        let Some(number) = self.numbers.remove(&id) else {
            return;
        };
        self.ids[number as usize] = None;
        self.total_length -= u64::from(self.lengths[number as usize]);
        // Its postings stay until the index is made anew; they lead nowhere.
    }
}
