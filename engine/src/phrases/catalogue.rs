//! The patterns of one language, and the look-up of a sentence among them.

use super::number::Style;
use super::pattern::{Holds, Pattern, Piece};

/// A longer text is no sentence of the engine's; it stays as it is. In bytes.
const LONGEST: usize = 4_000;
/// Sentences within sentences are looked up so deep.
const DEEPEST: u8 = 6;
/// Look-ups for one field, so that no text however made takes long.
const MOST_LOOKUPS: u32 = 100;
/// What stands between the parts of a text that is put together from the engine's own words.
const JOINTS: [&str; 5] = [". ", "; ", ", ", AND, ": "];
/// The joint that is a word, and reads differently in each language.
const AND: &str = " and ";

/// The patterns of one language.
pub(crate) struct Catalogue {
    /// Sentences without gaps, sorted by the English.
    whole: Vec<(&'static str, &'static str)>,
    /// Patterns by their first byte, then those that say most first; those that begin with a gap first.
    patterns: Vec<Pattern>,
    style: Style,
    /// [`AND`] in this language.
    and: String,
}

impl Catalogue {
    /// Reads the lines of a catalogue. A line that is no pattern is passed over; a test sees to it that
    /// there is none.
    pub(crate) fn read(table: &'static str, style: Style) -> Self {
        let mut whole = Vec::new();
        let mut patterns = Vec::new();
        for (english, said) in table.lines().filter_map(|line| line.split_once('\t')) {
            // A sentence within a sentence has no full stop; it is put back where there was one.
            let (english, said) = match (english.strip_suffix('.'), said.strip_suffix('.')) {
                (Some(english), Some(said)) => (english, said),
                _ => (english, said),
            };
            if english.contains('{') {
                patterns.extend(Pattern::read(english, said));
            } else {
                whole.push((english, said));
            }
        }
        whole.sort_unstable();
        patterns.sort_by_key(|one| (one.first(), std::cmp::Reverse(one.weight)));
        let and = whole
            .binary_search_by_key(&"and", |(english, _)| english)
            .ok()
            .and_then(|at| whole.get(at))
            .map_or(AND.to_owned(), |(_, said)| format!(" {said} "));
        Self {
            whole,
            patterns,
            style,
            and,
        }
    }

    /// The sentence in this language; `None` when it is not known.
    pub(crate) fn say(&self, text: &str) -> Option<String> {
        let mut left = MOST_LOOKUPS;
        self.look_up(text, 0, &mut left)
    }

    /// Labels and data with commas between them, the labels in this language.
    pub(crate) fn say_list(&self, text: &str) -> String {
        let mut left = MOST_LOOKUPS;
        text.split(", ")
            .map(|part| {
                self.look_up(part, 0, &mut left)
                    .unwrap_or_else(|| part.to_owned())
            })
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn look_up(&self, text: &str, depth: u8, left: &mut u32) -> Option<String> {
        if text.is_empty() || text.len() > LONGEST || depth > DEEPEST || *left == 0 {
            return None;
        }
        *left -= 1;
        if let Some(inner) = text.strip_suffix('.') {
            return Some(self.look_up(inner, depth + 1, left)? + ".");
        }
        let known = |(english, _): &(&'static str, &'static str)| *english;
        if let Ok(at) = self.whole.binary_search_by_key(&text, known) {
            return self.whole.get(at).map(|(_, said)| (*said).to_owned());
        }
        if let Some((pattern, gaps)) = self.fitting(text) {
            return Some(self.filled(pattern, &gaps, depth, left));
        }
        self.joined(text, depth, left)
    }

    /// The pattern that fits with the most words.
    fn fitting<'t>(&self, text: &'t str) -> Option<(&Pattern, Vec<&'t str>)> {
        let mut best: Option<(&Pattern, Vec<&str>)> = None;
        for first in [text.bytes().next(), None] {
            let begin = self.patterns.partition_point(|one| one.first() < first);
            let bucket = self.patterns.iter().skip(begin);
            for pattern in bucket.take_while(|one| one.first() == first) {
                if best
                    .as_ref()
                    .is_some_and(|(best, _)| best.weight >= pattern.weight)
                {
                    break;
                }
                if let Some(gaps) = pattern.fit(text) {
                    best = Some((pattern, gaps));
                    break;
                }
            }
        }
        best
    }

    fn filled(&self, pattern: &Pattern, gaps: &[&str], depth: u8, left: &mut u32) -> String {
        let mut said = String::new();
        for piece in pattern.said() {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Gap { place, holds } => {
                    let gap = gaps.get(*place).copied().unwrap_or_default();
                    said.push_str(&self.carried(gap, *holds, depth, left));
                }
            }
        }
        said
    }

    fn carried(&self, gap: &str, holds: Holds, depth: u8, left: &mut u32) -> String {
        let known = match holds {
            Holds::Quoted => None,
            Holds::Words => self
                .look_up(gap, depth + 1, left)
                .or_else(|| self.style.written(gap)),
            Holds::Datum => self.style.written(gap),
        };
        known.unwrap_or_else(|| gap.to_owned())
    }

    /// A text that is two known ones, one after the other.
    fn joined(&self, text: &str, depth: u8, left: &mut u32) -> Option<String> {
        for joint in JOINTS {
            for (at, _) in text.match_indices(joint) {
                let (before, after) = (text.get(..at)?, text.get(at + joint.len()..)?);
                let Some(first) = self.look_up(before, depth + 1, left) else {
                    continue;
                };
                let Some(second) = self.look_up(after, depth + 1, left) else {
                    continue;
                };
                let between = if joint == AND { &self.and } else { joint };
                return Some(format!("{first}{between}{second}"));
            }
        }
        None
    }
}
