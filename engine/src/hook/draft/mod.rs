//! The 10-80-10 reading of a draft: hook, core and PS with their shares, and criteria one by one.
//!
//! What is quoted, the signature and the greeting are left out; the words that remain are the hook
//! (the first sentences), the core, and the PS, and their shares sum to 1. There is no total.
//!
//! The shares of the rule are a convention and were never tested on their own. Ten percent of a mail
//! of fifty words is five words, too short for a sentence; that is why short mails have a wider band.

mod criteria;
mod language;
mod layout;
mod marks;
mod phrases;
mod product;
mod readability;
mod requests;
mod sentence;
mod text;
mod zones;

use crate::protocol::DraftReading;
use jiff::Timestamp;
use language::Language;
use layout::Layout;
use sentence::Sentence;
use text::{Text, Word};
use zones::Zones;

/// What the rep set for the meter.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftSettings {
    /// Below this many words the band for short mails holds.
    pub short_below: usize,
    /// Band of hook and PS in short mails, as shares.
    pub short_band: [f64; 2],
    /// Band of hook and PS in longer mails, as shares.
    pub long_band: [f64; 2],
    /// Words of the whole mail.
    pub length: [usize; 2],
    /// Words of the subject.
    pub subject: [usize; 2],
    /// A source older than this many days is not fresh.
    pub fresh_days: i64,
}

impl Default for DraftSettings {
    /// The defaults: 50 to 125 words and a subject of 3 or 4 words (Boomerang, 40 million ordinary mails,
    /// <https://artscibiz.blogspot.com/2016/02/write-emails-that-get-results.html>); the bands are a
    /// convention; fresh is what lies in the bolt's window.
    fn default() -> Self {
        Self {
            short_below: 80,
            short_band: [0.08, 0.30],
            long_band: [0.08, 0.15],
            length: [50, 125],
            subject: [3, 4],
            fresh_days: 60,
        }
    }
}

/// A source that the hook may rest on: one story of the account, or an opener's quote.
#[derive(Debug, Clone)]
pub struct HookSource {
    /// Headline.
    pub title: String,
    /// Summary; may be empty.
    pub summary: String,
    /// Who published it; may be empty.
    pub publisher: String,
    /// When it was published.
    pub published: Timestamp,
}

/// A draft and what is known around it.
#[derive(Debug, Clone)]
pub struct DraftInput<'a> {
    /// Subject; may be empty.
    pub subject: &'a str,
    /// Body as plain text, as the page shows it.
    pub text: &'a str,
    /// Words for the seller's own product and features.
    pub product_nouns: &'a [String],
    /// What the hook may rest on; `None` when the account is not known.
    pub sources: Option<&'a [HookSource]>,
    /// What the rep set.
    pub settings: &'a DraftSettings,
    /// The moment of reading.
    pub now: Timestamp,
}

/// A draft, read once; the criteria look at it.
struct Reading<'a> {
    input: &'a DraftInput<'a>,
    text: Text,
    layout: Layout,
    /// Words of body and PS, in order.
    words: Vec<Word>,
    /// Sentences of body and PS, in order.
    sentences: Vec<Sentence>,
    zones: Zones,
    language: Language,
    /// For each sentence of the body, true when it asks without a question mark.
    requests: Vec<bool>,
}

/// Reads a draft. Takes any text, also empty, hostile or very long.
#[must_use]
pub fn draft(input: &DraftInput<'_>) -> DraftReading {
    let reading = read(input);
    DraftReading {
        words: reading.words.len(),
        zones: reading.zones.to_protocol(&reading),
        criteria: criteria::all(&reading),
    }
}

fn read<'a>(input: &'a DraftInput<'a>) -> Reading<'a> {
    let text = Text::new(input.text);
    let layout = layout::layout(&text);
    let mut words = Vec::new();
    let mut sentences = sentence::sentences(&text, &layout.body, &mut words);
    let body = [sentences.len(), words.len()];
    sentences.extend(sentence::sentences(&text, &layout.ps, &mut words));
    let zones = Zones::new(&sentences, body, words.len(), input.settings);
    product::mark(&mut words, input.product_nouns);
    let language = Language::of(&words);
    let requests = requests::requests(&text, &sentences[..zones.body_sentences]);
    Reading {
        input,
        text,
        layout,
        words,
        sentences,
        zones,
        language,
        requests,
    }
}

impl Reading<'_> {
    /// The sentences of hook and core.
    fn body(&self) -> &[Sentence] {
        &self.sentences[..self.zones.body_sentences]
    }

    /// The sentences of the hook.
    fn hook(&self) -> &[Sentence] {
        &self.sentences[..self.zones.hook_sentences]
    }

    /// The sentences of the PS.
    fn ps(&self) -> &[Sentence] {
        &self.sentences[self.zones.body_sentences..]
    }

    /// The words of a sentence.
    fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words[0]..sentence.words[1]]
    }
}
