//! Sentences that ask for something without a question mark.

use super::phrases::Phrases;
use super::sentence::Sentence;
use super::text::Text;
use std::sync::LazyLock;

/// Characters of a sentence that are looked at.
const LONGEST_SENTENCE: usize = 1_000;

/// Phrases that ask for something without a question mark, small letters, in English, German and Spanish.
const REQUESTS: &[&str] = &[
    "let me know",
    "book a",
    "book time",
    "grab time",
    "grab a slot",
    "pick a time",
    "find a time",
    "schedule a",
    "sign up",
    "click here",
    "check out",
    "download",
    "reply to",
    "just reply",
    "reply with",
    "hit reply",
    "give me a call",
    "call me",
    "get back to me",
    "send me",
    "happy to show you",
    "happy to share",
    "forward this",
    "point me to",
    "register for",
    "join us",
    "worth a",
    "open to",
    "lassen sie mich wissen",
    "melden sie sich",
    "sag mir bescheid",
    "geben sie mir",
    "rufen sie",
    "antworten sie",
    "buchen sie",
    "avíseme",
    "avísame",
    "dígame",
    "hágame saber",
    "respóndame",
    "llámeme",
    "reserve",
];

static FINDER: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(REQUESTS));

/// For each sentence, true when one of the phrases stands in it as whole words.
pub(super) fn requests(text: &Text, sentences: &[Sentence]) -> Vec<bool> {
    sentences
        .iter()
        .map(|sentence| {
            let small = text
                .folded(sentence.span, LONGEST_SENTENCE)
                .replace('’', "'");
            FINDER.find(&small).next().is_some()
        })
        .collect()
}
