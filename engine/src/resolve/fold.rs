//! Letters made comparable: case, accents, width and ligatures folded away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest text that is folded, in characters; company names and headlines are far shorter, and a
/// hostile megabyte costs no more than this.
pub(super) const MAX_CHARS: usize = 2_000;

/// The text in NFKD without combining marks, in lower case, with the Latin letters that have no
/// decomposition spelled out. At most [`MAX_CHARS`] characters are read.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().take(MAX_CHARS) {
        fold_char(character, &mut folded);
    }
    folded
}

/// Appends the folded form of one character; nothing for a combining mark or a control character.
pub(super) fn fold_char(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(character).nfkd() {
        if is_combining_mark(part) || is_invisible(part) {
            continue;
        }
        match spelled_out(part) {
            Some(letters) => out.push_str(letters),
            None => out.extend(part.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// Bidirectional controls, zero-width characters and variation selectors: not part of any name.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{061C}' | '\u{180E}')
}

const fn spelled_out(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ĸ' => "k",
        'ŋ' | 'Ŋ' => "n",
        _ => return None,
    })
}
