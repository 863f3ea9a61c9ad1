//! Fixed phrases found as whole words, all in one pass.

use aho_corasick::AhoCorasick;

/// A list of phrases in small letters, ready to be looked for.
pub(super) struct Phrases(Option<AhoCorasick>);

impl Phrases {
    /// Prepares a list; a list that cannot be prepared finds nothing.
    pub(super) fn new(list: &[&str]) -> Self {
        Self(AhoCorasick::new(list).ok())
    }

    /// Where the phrases stand in a text of small letters, in bytes, in order of their ends.
    pub(super) fn find(&self, small: &str) -> impl Iterator<Item = [usize; 2]> {
        self.0
            .iter()
            .flat_map(move |finder| finder.find_overlapping_iter(small))
            .map(|found| [found.start(), found.end()])
            .filter(move |[start, end]| {
                let inside = |before: Option<char>, after: Option<char>| {
                    before.is_some_and(char::is_alphanumeric)
                        && after.is_some_and(char::is_alphanumeric)
                };
                !inside(
                    small[..*start].chars().next_back(),
                    small[*start..].chars().next(),
                ) && !inside(
                    small[..*end].chars().next_back(),
                    small[*end..].chars().next(),
                )
            })
    }
}
