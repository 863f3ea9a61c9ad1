//! Texts as words to search by.

use crate::resolve::fold;

/// Longest word that is kept, in bytes; longer ones are cut.
const MAX_WORD_BYTES: usize = 64;
/// Most bytes of one field that are read.
pub(super) const MAX_FIELD_BYTES: usize = 64 * 1024;

/// Calls `visit` with each word of a text: folded letters and digits. Scripts without spaces give one
/// word per run.
pub(super) fn each_word(text: &str, mut visit: impl FnMut(&str)) {
    let mut end = text.len().min(MAX_FIELD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut buffer = String::new();
    for run in text[..end].split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
        if run.is_empty() {
            continue;
        }
        buffer.clear();
        if run.is_ascii() {
            buffer.extend(
                run.bytes()
                    .filter(|byte| *byte != b'\'')
                    .map(|byte| char::from(byte.to_ascii_lowercase())),
            );
        } else {
            buffer.push_str(&fold(run));
            buffer.retain(char::is_alphanumeric);
        }
        // "McDonald's" is found by "mcdonald" and by "mcdonalds".
        if buffer.is_empty() {
            continue;
        }
        let mut cut = buffer.len().min(MAX_WORD_BYTES);
        while !buffer.is_char_boundary(cut) {
            cut -= 1;
        }
        visit(&buffer[..cut]);
    }
}
