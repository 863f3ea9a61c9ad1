//! Lower case without accents, so that "Übernahme", "UBERNAHME" and "ubernahme" are one word.

use unicode_normalization::UnicodeNormalization as _;

/// Folds a word into `out`, which is emptied first.
pub(crate) fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for letter in word.chars() {
        match letter {
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'æ' | 'Æ' => out.push_str("ae"),
            'ł' | 'Ł' => out.push('l'),
            '’' | '‘' | '`' => out.push('\''),
            _ if letter.is_ascii() => out.push(letter.to_ascii_lowercase()),
            _ => {
                for plain in letter.nfd().filter(|&part| !is_mark(part)) {
                    out.extend(plain.to_lowercase());
                }
            }
        }
    }
}

/// Combining marks of the first block, which hold every accent of European languages.
fn is_mark(letter: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&letter)
}
