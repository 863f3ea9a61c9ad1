//! A draft as characters, lines and words. Every place is counted in characters of the text as given.

use crate::protocol::Span;
use unicode_segmentation::UnicodeSegmentation;

/// First character of the scripts that are written without spaces (CJK radicals and on).
const UNSPACED_FROM: char = '\u{2E80}';

/// A draft with its characters and lines counted once.
pub(super) struct Text {
    /// The characters.
    pub(super) chars: Vec<char>,
    /// The lines, without their ends.
    pub(super) lines: Vec<Span>,
}

/// One word, punctuation at its ends left off.
pub(super) struct Word {
    /// Where it stands.
    pub(super) span: Span,
    /// Its letters, small.
    pub(super) lower: String,
    /// True when it is one of the seller's product words.
    pub(super) product: bool,
}

impl Text {
    /// Counts characters and lines.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in chars.iter().enumerate() {
            if matches!(c, '\n' | '\u{2028}' | '\u{2029}')
                || (*c == '\r' && chars.get(at + 1) != Some(&'\n'))
            {
                let end = if at > start && chars[at - 1] == '\r' {
                    at - 1
                } else {
                    at
                };
                lines.push([start, end]);
                start = at + 1;
            }
        }
        lines.push([start, chars.len()]);
        Self { chars, lines }
    }

    /// The characters of a span.
    pub(super) fn slice(&self, span: Span) -> String {
        self.chars
            .get(span[0]..span[1])
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// The start of a span in small letters without hidden characters, for comparing; at most `most` characters.
    pub(super) fn folded(&self, span: Span, most: usize) -> String {
        let folded: String = self
            .chars
            .get(span[0]..span[1])
            .unwrap_or_default()
            .iter()
            .filter(|c| !crate::hook::headline::is_hidden(**c))
            .take(most)
            .flat_map(|c| c.to_lowercase())
            .map(|c| {
                if c == '\u{a0}' || c == '\u{202f}' {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        folded.trim().to_owned()
    }

    /// True when nothing but blanks and hidden characters stands in the span.
    pub(super) fn is_blank(&self, span: Span) -> bool {
        self.chars
            .get(span[0]..span[1])
            .unwrap_or_default()
            .iter()
            .all(|c| c.is_whitespace() || crate::hook::headline::is_hidden(*c))
    }

    /// The span without blanks at its ends.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let [mut start, mut end] = span;
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while end > start && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        [start, end]
    }

    /// The words of a span: what stands between blanks and has a letter or digit. Addresses count as
    /// one word; scripts without spaces are cut where Unicode finds words.
    pub(super) fn words(&self, span: Span, into: &mut Vec<Word>) {
        let [mut at, end] = span;
        while at < end {
            if is_gap(self.chars[at]) {
                at += 1;
                continue;
            }
            let from = at;
            while at < end && !is_gap(self.chars[at]) {
                at += 1;
            }
            self.word(from, at, into);
        }
    }

    fn word(&self, from: usize, to: usize, into: &mut Vec<Word>) {
        if self.chars[from..to]
            .iter()
            .any(|c| *c >= UNSPACED_FROM && c.is_alphanumeric())
        {
            let piece: String = self.chars[from..to].iter().collect();
            let mut start = from;
            for part in piece.split_word_bounds() {
                let length = part.chars().count();
                if part.chars().any(char::is_alphanumeric) {
                    into.push(Word {
                        span: [start, start + length],
                        lower: part.to_lowercase(),
                        product: false,
                    });
                }
                start += length;
            }
            return;
        }
        let Some(first) = self.chars[from..to]
            .iter()
            .position(|c| c.is_alphanumeric())
        else {
            return;
        };
        let last = self.chars[from..to]
            .iter()
            .rposition(|c| c.is_alphanumeric())
            .unwrap_or(first);
        let span = [from + first, from + last + 1];
        let lower = self.chars[span[0]..span[1]]
            .iter()
            .map(|c| if *c == '’' { '\'' } else { *c })
            .flat_map(char::to_lowercase)
            .collect();
        into.push(Word {
            span,
            lower,
            product: false,
        });
    }
}

/// Blanks and the dash that stands between words without blanks.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '\u{200B}')
}
