//! A headline as a sentence may use it: the words to quote, the clause with its subject, and the
//! same words in sentence case where no name can be lost.

use super::lexicon::{BETWEEN, NOT_OBJECTS, OBJECT_ENDS, PREPOSITIONS, is_common, verbs};
use crate::protocol::{SignalKind, Span};

/// Longest headline that is quoted whole, in characters.
const LONGEST_QUOTE: usize = 140;
/// A longer one is cut at the last clause before this many characters.
const CUT_AT: usize = 110;
/// A quote shorter than this says too little to be cut to.
const SHORTEST_CUT: usize = 40;
/// Longest object that reads well before a noun, in words.
const LONGEST_OBJECT: usize = 5;
/// Words that a headline with capitals throughout writes small.
const WRITTEN_SMALL: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "by", "as",
    "with", "from", "into", "over", "via", "per", "up", "off", "after", "amid", "vs", "its", "is",
    "it",
];
/// Words that turn what stands before them: a quote must not be cut in front of one.
const TURNING: &[&str] = &[
    "but", "not", "denies", "denied", "despite", "however", "although", "unless", "if", "says",
    "report", "reports", "rumour", "rumor", "source", "sources", "without", "fails", "no",
];

/// A text with its characters counted once.
pub(super) struct Headline<'a> {
    /// The text as published.
    pub(super) text: &'a str,
    /// Its characters.
    pub(super) chars: Vec<char>,
    pub(super) words: Vec<Word>,
}

/// One word with its place.
pub(super) struct Word {
    /// Where it stands, in characters, punctuation at its ends left off.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Lower case.
    pub(super) lower: String,
    /// True when it is followed by punctuation that ends a phrase.
    pub(super) closes: bool,
}

/// Words of a headline to stand in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotable {
    /// The words, verbatim.
    pub(super) words: String,
    /// Where they stand.
    pub(super) span: Span,
    /// True when the headline goes on.
    pub(super) cut: bool,
}

/// The verb that follows the account's name, and where the rest begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    /// First character of the account's name.
    pub(super) start: usize,
    /// First word after the verb.
    pub(super) rest: usize,
}

impl<'a> Headline<'a> {
    /// Counts the characters and finds the words.
    pub(super) fn new(text: &'a str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            if chars[at].is_whitespace() {
                at += 1;
                continue;
            }
            let from = at;
            while at < chars.len() && !chars[at].is_whitespace() {
                at += 1;
            }
            if let Some(word) = word(&chars, from, at) {
                words.push(word);
            }
        }
        Self { text, chars, words }
    }

    /// The characters of a span, which must lie within the text.
    pub(super) fn slice(&self, span: Span) -> Option<String> {
        let [from, to] = span;
        (from < to && to <= self.chars.len()).then(|| self.chars[from..to].iter().collect())
    }

    /// What to quote: the headline without its publisher, cut where it is too long.
    ///
    /// # Errors
    /// The reason, in words for the rep, why nothing can be quoted.
    pub(super) fn quotable(&self, publisher: Option<&str>) -> Result<Quotable, &'static str> {
        if self.chars.iter().any(|c| is_hidden(*c)) {
            return Err("its headline has hidden characters");
        }
        let mut end = self.without_publisher(publisher);
        let mut start = 0;
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while end > start && (self.chars[end - 1].is_whitespace() || self.chars[end - 1] == '.') {
            end -= 1;
        }
        if !self.chars[start..end].iter().any(|c| c.is_alphanumeric()) {
            return Err("it has no headline to quote");
        }
        let cut = end - start > LONGEST_QUOTE;
        if cut {
            end = self.cut(start, end)?;
        }
        let span = [start, end];
        let words = self.slice(span).ok_or("it has no headline to quote")?;
        Ok(Quotable { words, span, cut })
    }

    /// Where the headline ends when its publisher's name is left off (" - Reuters").
    fn without_publisher(&self, publisher: Option<&str>) -> usize {
        let Some(publisher) = publisher.map(str::trim).filter(|name| !name.is_empty()) else {
            return self.chars.len();
        };
        for mark in [" - ", " | ", " – ", " — "] {
            if let Some((head, tail)) = self.text.rsplit_once(mark)
                && tail.trim().to_lowercase() == publisher.to_lowercase()
            {
                return head.chars().count();
            }
        }
        self.chars.len()
    }

    /// The place to cut a long headline; none where what follows turns the meaning.
    fn cut(&self, start: usize, end: usize) -> Result<usize, &'static str> {
        let reason = "its headline is too long to quote without changing it";
        let place = self
            .words
            .iter()
            .filter(|word| {
                word.closes && word.end <= start + CUT_AT && word.end >= start + SHORTEST_CUT
            })
            .map(|word| word.end)
            .next_back()
            .or_else(|| {
                self.words
                    .iter()
                    .map(|word| word.end)
                    .rfind(|at| *at <= start + CUT_AT && *at >= start + SHORTEST_CUT)
            })
            .ok_or(reason)?;
        let turns = self
            .words
            .iter()
            .filter(|word| word.start >= place && word.end <= end)
            .any(|word| TURNING.contains(&word.lower.as_str()));
        if turns { Err(reason) } else { Ok(place) }
    }

    /// Where one of `names` stands directly before a verb of `kind`: then it did it.
    pub(super) fn deed(&self, names: &[String], kind: SignalKind) -> Option<Deed> {
        names.iter().find_map(|name| {
            let wanted: Vec<String> = Headline::new(name)
                .words
                .into_iter()
                .map(|word| word.lower)
                .collect();
            (0..self.words.len()).find_map(|at| self.deed_at(at, &wanted, kind))
        })
    }

    fn deed_at(&self, at: usize, wanted: &[String], kind: SignalKind) -> Option<Deed> {
        let end = at + wanted.len();
        if wanted.is_empty()
            || end > self.words.len()
            || !self.words[at..end]
                .iter()
                .zip(wanted)
                .all(|(word, name)| word.lower == *name)
            || at
                .checked_sub(1)
                .is_some_and(|before| self.is_led_by(before))
        {
            return None;
        }
        let mut verb = end;
        while verb < self.words.len()
            && super::grammar::spoken_name(&format!("x {}", self.words[verb].lower)) == "x"
        {
            verb += 1;
        }
        // "Acme, the payroll company, raises": a short aside between commas.
        if verb > 0 && self.words[verb - 1].closes {
            let aside =
                (verb..self.words.len().min(verb + 9)).find(|word| self.words[*word].closes)?;
            verb = aside + 1;
        }
        while verb < self.words.len()
            && BETWEEN.contains(&self.words[verb].lower.as_str())
            && verb < end + 6
        {
            verb += 1;
        }
        verbs(kind).iter().find_map(|phrase| {
            let mut rest = verb;
            for part in phrase.split(' ') {
                if self.words.get(rest)?.lower != part {
                    return None;
                }
                rest += 1;
            }
            Some(Deed {
                start: self.words[at].start,
                rest,
            })
        })
    }

    fn is_led_by(&self, word: usize) -> bool {
        !self.words[word].closes && PREPOSITIONS.contains(&self.words[word].lower.as_str())
    }

    /// The short object of a deed without its article ("data startup Foo"), where it reads well
    /// before a noun; with its span.
    pub(super) fn object(&self, deed: Deed) -> Option<Span> {
        let mut from = deed.rest;
        while matches!(
            self.words.get(from)?.lower.as_str(),
            "a" | "an" | "the" | "its" | "their" | "first"
        ) {
            from += 1;
        }
        let mut to = from;
        while let Some(word) = self.words.get(to) {
            if to > from && OBJECT_ENDS.contains(&word.lower.as_str()) {
                break;
            }
            let strange = word
                .lower
                .chars()
                .any(|c| matches!(c, '$' | '€' | '£' | '%' | '"' | '“' | '”'));
            if strange
                || NOT_OBJECTS.contains(&word.lower.as_str())
                || OBJECT_ENDS.contains(&word.lower.as_str())
            {
                return None;
            }
            to += 1;
            if word.closes {
                break;
            }
        }
        if to == from || to - from > LONGEST_OBJECT {
            return None;
        }
        Some([self.words[from].start, self.words[to - 1].end])
    }

    /// A word of `list` after the deed, with its span.
    pub(super) fn word_after(&self, deed: Deed, list: &[&str]) -> Option<Span> {
        self.words
            .iter()
            .skip(deed.rest)
            .find(|word| list.contains(&word.lower.as_str()))
            .map(|word| [word.start, word.end])
    }

    /// True when the span lies behind the deed's verb.
    pub(super) fn is_after(&self, deed: Deed, span: Span) -> bool {
        self.words
            .get(deed.rest)
            .is_some_and(|word| span[0] + 1 >= word.start)
    }

    /// True when the sum in the span is what something is worth or brings in, not what was raised.
    pub(super) fn is_worth(&self, span: Span) -> bool {
        const BEFORE: &[&str] = &["at", "worth", "valued", "valuing", "valuation", "value"];
        const BEHIND: &[&str] = &[
            "valuation",
            "valued",
            "revenue",
            "revenues",
            "arr",
            "sales",
            "profit",
        ];
        let before = self.words.iter().rev().filter(|word| word.end <= span[0]);
        let nearest = before
            .take(3)
            .map(|word| word.lower.as_str())
            .find(|word| !matches!(*word, "a" | "an" | "of" | "over" | "nearly" | "about"));
        let mut behind = self
            .words
            .iter()
            .filter(|word| word.start >= span[1])
            .take(2);
        nearest.is_some_and(|word| BEFORE.contains(&word))
            || behind.any(|word| BEHIND.contains(&word.lower.as_str()))
    }

    /// The span in sentence case; `None` where a capital might belong to a name nobody knows.
    /// `names` are known names whose words keep their capitals.
    pub(super) fn sentence_case(
        &self,
        span: Span,
        names: &[&str],
        starts_sentence: bool,
    ) -> Option<String> {
        let text = self.slice(span)?;
        let inside: Vec<&Word> = self
            .words
            .iter()
            .filter(|word| word.start >= span[0] && word.end <= span[1])
            .collect();
        if !self.is_capitalised() {
            return Some(text);
        }
        let known: Vec<String> = names
            .iter()
            .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
            .map(str::to_lowercase)
            .collect();
        let mut chars: Vec<char> = text.chars().collect();
        for (index, word) in inside.iter().enumerate() {
            let shown = &self.chars[word.start..word.end];
            let inner_capital = shown.iter().skip(1).any(|c| c.is_uppercase());
            let digits = shown.iter().any(|c| c.is_numeric());
            if !shown[0].is_uppercase() || inner_capital || digits || known.contains(&word.lower) {
                continue;
            }
            if !is_common(&word.lower) {
                return None;
            }
            if index > 0 || !starts_sentence {
                let at = word.start - span[0];
                let small: Vec<char> = shown[0].to_lowercase().collect();
                if let [one] = small[..] {
                    chars[at] = one;
                }
            }
        }
        Some(chars.into_iter().collect())
    }

    /// True when every word has a capital but those that headlines write small anyway: then capitals
    /// tell nothing.
    fn is_capitalised(&self) -> bool {
        let mut capitals = self.words.iter().skip(1).filter(|word| {
            self.chars[word.start].is_alphabetic() && !WRITTEN_SMALL.contains(&word.lower.as_str())
        });
        let small = |word: &Word| {
            self.chars[word.start..word.end]
                .iter()
                .all(|c| !c.is_uppercase())
        };
        capitals.clone().next().is_some() && !capitals.any(small)
    }
}

/// Control characters, direction overrides and other signs a reader does not see.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}' | '\u{E0000}'..='\u{E007F}')
}

/// The word between two places without the punctuation at its ends.
fn word(chars: &[char], from: usize, to: usize) -> Option<Word> {
    let is_edge = |c: char| {
        matches!(
            c,
            ',' | ';'
                | ':'
                | '.'
                | '!'
                | '?'
                | '('
                | ')'
                | '['
                | ']'
                | '"'
                | '“'
                | '”'
                | '‘'
                | '–'
                | '—'
                | '|'
                | '-'
        )
    };
    let mut start = from;
    let mut end = to;
    while start < end && is_edge(chars[start]) {
        start += 1;
    }
    while end > start && is_edge(chars[end - 1]) {
        end -= 1;
    }
    if start == end {
        return None;
    }
    let next_is_dash = chars[to.min(chars.len())..]
        .iter()
        .find(|c| !c.is_whitespace())
        .is_some_and(|c| matches!(c, '–' | '—' | '|' | '-' | '('));
    Some(Word {
        start,
        end,
        lower: chars[start..end]
            .iter()
            .flat_map(|c| c.to_lowercase())
            .collect(),
        closes: next_is_dash
            || chars[end..to].iter().any(|c| match c {
                ',' | ';' | ':' | '–' | '—' | '|' | ')' | '?' | '!' => true,
                // "Inc." and "U.S." are short; a sentence ends with a longer word.
                '.' => end - start > 4,
                _ => false,
            }),
    })
}
