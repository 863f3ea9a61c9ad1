//! Text from outside made plain: no control characters, no direction overrides, no run of blanks.

use unicode_normalization::UnicodeNormalization;

/// True for characters that change how the text around them is shown, or show nothing:
/// controls, bidirectional marks, embeddings, overrides and isolates, zero-width space,
/// word joiner, byte order mark, and interlinear and tag characters.
/// The zero-width joiner and non-joiner stay: names in Persian and Hindi need them.
#[must_use]
pub const fn is_unwanted(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line of plain text: unwanted characters out, white space as single blanks, cut to
/// `max_chars` characters at a word where one is near (an ellipsis then ends it).
#[must_use]
pub fn plain_line(text: &str, max_chars: usize) -> String {
    if is_plain(text) && text.len() <= max_chars {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len().min(max_chars * 4));
    let mut chars = 0;
    let mut blank = false;
    for character in text.chars() {
        if character.is_whitespace() {
            blank = !line.is_empty();
            continue;
        }
        if is_unwanted(character) {
            continue;
        }
        if chars + usize::from(blank) >= max_chars {
            cut_at_word(&mut line, max_chars);
            return line;
        }
        if blank {
            line.push(' ');
            chars += 1;
            blank = false;
        }
        line.push(character);
        chars += 1;
    }
    line
}

/// Plain text of several lines: each as [`plain_line`] makes it, empty ones at the ends left out, cut
/// to `max_chars` characters in all.
#[must_use]
pub fn plain_lines(text: &str, max_chars: usize) -> String {
    let mut lines = String::new();
    let mut left = max_chars;
    for line in text.lines() {
        let line = plain_line(line, left.max(1));
        left = left.saturating_sub(line.chars().count() + 1);
        lines.push_str(&line);
        lines.push('\n');
        if left == 0 {
            break;
        }
    }
    lines.trim_matches('\n').to_owned()
}

/// True when [`plain_line`] would change nothing but the length.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.is_ascii() {
        return false;
    }
    let edges = bytes.first().is_some_and(u8::is_ascii_whitespace)
        || bytes.last().is_some_and(u8::is_ascii_whitespace);
    !edges
        && bytes.iter().all(|byte| (0x20..0x7f).contains(byte))
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Ends the text before the last word, if that word is not most of it, with an ellipsis.
fn cut_at_word(line: &mut String, max_chars: usize) {
    if max_chars == 0 {
        line.clear();
        return;
    }
    while line.chars().count() >= max_chars {
        line.pop();
    }
    if let Some(blank) = line.rfind(' ')
        && blank * 10 >= line.len() * 8
    {
        line.truncate(blank);
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

/// Lower case without accents, only letters and digits: "E-Mail-Adresse" is "emailadresse",
/// "Número" is "numero". What header names are compared by.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|character| if character == 'ß' { 's' } else { character })
        .collect()
}
