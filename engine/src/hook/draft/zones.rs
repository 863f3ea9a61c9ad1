//! Hook, core and PS by sentence: the first sentences, the rest, and what begins with PS.

use super::sentence::Sentence;
use super::{DraftSettings, Reading};
use crate::protocol::{Zone, ZoneName};

/// Where the zones begin and end, in sentences and words.
pub(super) struct Zones {
    pub(super) hook_sentences: usize,
    pub(super) body_sentences: usize,
    hook_words: usize,
    body_words: usize,
    words: usize,
    band: [f64; 2],
}

impl Zones {
    /// The hook is the first sentence, and those of its paragraph that still fit the band while the
    /// hook is below it.
    pub(super) fn new(
        sentences: &[Sentence],
        [body_sentences, body_words]: [usize; 2],
        words: usize,
        settings: &DraftSettings,
    ) -> Self {
        let band = if words < settings.short_below {
            settings.short_band
        } else {
            settings.long_band
        };
        let share = |count: usize| share(count, words);
        let mut hook_sentences = 0;
        let mut hook_words = 0;
        for (at, sentence) in sentences[..body_sentences].iter().enumerate() {
            let grown = sentence.words[1];
            let joins = at > 0
                && sentence.paragraph == sentences[0].paragraph
                && share(hook_words) < band[0]
                && share(grown) <= band[1];
            if at > 0 && !joins {
                break;
            }
            hook_sentences = at + 1;
            hook_words = grown;
        }
        Self {
            hook_sentences,
            body_sentences,
            hook_words,
            body_words,
            words,
            band,
        }
    }

    /// The zones as views show them.
    pub(super) fn to_protocol(&self, reading: &Reading<'_>) -> Vec<Zone> {
        let core = [1.0 - 2.0 * self.band[1], 1.0 - 2.0 * self.band[0]];
        [
            (
                ZoneName::Hook,
                0,
                self.hook_sentences,
                self.hook_words,
                self.band,
            ),
            (
                ZoneName::Core,
                self.hook_sentences,
                self.body_sentences,
                self.body_words - self.hook_words,
                core,
            ),
            (
                ZoneName::Ps,
                self.body_sentences,
                reading.sentences.len(),
                self.words - self.body_words,
                self.band,
            ),
        ]
        .into_iter()
        .map(|(zone, from, to, words, target)| {
            let inside = &reading.sentences[from..to];
            let span = match (inside.first(), inside.last()) {
                (Some(first), Some(last)) => [first.span[0], last.span[1]],
                _ => [0, 0],
            };
            let share = share(words, self.words);
            Zone {
                zone,
                span,
                words,
                share,
                target,
                met: words > 0 && (target[0]..=target[1]).contains(&share),
            }
        })
        .collect()
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
