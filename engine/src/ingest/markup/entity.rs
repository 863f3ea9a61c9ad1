//! The characters that HTML names and numbers. Nothing a document defines itself is expanded.

use super::named::named;
use std::borrow::Cow;

/// Longest name of an entity, in bytes.
const MAX_NAME_BYTES: usize = 32;

/// What the numbers 128 to 159 mean in pages of Windows programs (WHATWG HTML, 13.2.5.80).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text with named and numbered characters in place of their entities. What is no known
/// entity, or lacks its semicolon, stays as it is.
#[must_use]
pub fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let window = &rest.as_bytes()[1..rest.len().min(MAX_NAME_BYTES + 2)];
        let name_length = window.iter().position(|&byte| byte == b';');
        // A semicolon is one byte of its own, so the cut is at the edge of a character.
        let character =
            name_length.and_then(|length| Some((resolve(rest.get(1..=length)?)?, length)));
        match character {
            Some((character, length)) => {
                decoded.push_str(&character);
                rest = &rest[length + 2..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn resolve(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return named(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = match code {
        0x80..=0x9f => WINDOWS_1252[(code - 0x80) as usize],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(Cow::Owned(character.to_string()))
}
