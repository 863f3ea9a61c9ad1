//! Cuts a text into words, numbers and signs.

use super::fold::fold;
use super::{Class, MOST_TOKENS, Token};

/// Longest token, in characters; a longer one is a link or noise and is cut.
const LONGEST: usize = 64;

/// The tokens of a text, amounts not yet joined.
pub(super) fn split(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(24);
    let mut letters = source.char_indices().enumerate().peekable();
    let mut blank = true;
    while let Some((place, (byte, letter))) = letters.next() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        if letter.is_whitespace() || is_invisible(letter) {
            blank = true;
            continue;
        }
        if !letter.is_alphanumeric() {
            tokens.push(sign(letter, place, byte, !blank));
            blank = false;
            continue;
        }
        let mut end = (place + 1, byte + letter.len_utf8());
        let digits = letter.is_ascii_digit();
        while let Some(&(next_place, (next_byte, next))) = letters.peek() {
            let after = source[next_byte + next.len_utf8()..].chars().next();
            if next_place - place >= LONGEST || !goes_on(next, after, digits) {
                break;
            }
            letters.next();
            end = (next_place + 1, next_byte + next.len_utf8());
        }
        if let Some(token) = word(&source[byte..end.1], [place, end.0], (byte, end.1), !blank) {
            tokens.push(token);
        }
        blank = false;
    }
    tokens
}

/// Does the token go on with `next`, which `after` follows?
fn goes_on(next: char, after: Option<char>, digits: bool) -> bool {
    if next.is_alphanumeric() {
        return true;
    }
    let letter_after = after.is_some_and(char::is_alphanumeric);
    match next {
        '\'' | '’' => letter_after,
        '&' => letter_after && !digits,
        '.' => letter_after,
        ',' => digits && after.is_some_and(|c| c.is_ascii_digit()),
        _ => is_mark(next),
    }
}

fn is_mark(letter: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&letter)
}

/// Marks that steer display and carry no meaning: bidi controls, zero-width joiners, soft hyphen.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn sign(letter: char, place: usize, byte: usize, joined: bool) -> Token {
    Token {
        word: letter.to_string(),
        class: Class::Sign(letter),
        span: [place, place + 1],
        bytes: (byte, byte + letter.len_utf8()),
        capital: false,
        shouted: false,
        possessive: false,
        joined,
    }
}

fn word(raw: &str, span: [usize; 2], bytes: (usize, usize), joined: bool) -> Option<Token> {
    let mut folded = String::with_capacity(raw.len());
    fold(raw, &mut folded);
    let mut possessive = false;
    let mut shorter = 0;
    for ending in ["'s", "s'"] {
        if folded.len() > ending.len() + 1 && folded.ends_with(ending) {
            let keep = folded.len() - if ending == "'s" { 2 } else { 1 };
            folded.truncate(keep);
            possessive = true;
            shorter = if ending == "'s" { 2 } else { 1 };
            break;
        }
    }
    if folded.is_empty() {
        return None;
    }
    let first = raw.chars().next()?;
    let kept = raw.chars().count().saturating_sub(shorter);
    let mut letters = raw.chars().take(kept).filter(|c| c.is_alphabetic());
    let shouted = kept > 1 && letters.clone().count() > 1 && letters.all(char::is_uppercase);
    Some(Token {
        class: class(&folded),
        word: folded,
        span,
        bytes,
        capital: first.is_uppercase(),
        shouted,
        possessive,
        joined,
    })
}

fn class(word: &str) -> Class {
    let Some(first) = word.chars().next() else {
        return Class::Word;
    };
    if first.is_ascii_digit() {
        if word.len() == 4
            && let Ok(year) = word.parse::<u16>()
            && (1900..2100).contains(&year)
        {
            return Class::Year(year);
        }
        if is_period(word) {
            return Class::Period;
        }
        if let Some(number) = number(word) {
            return Class::Number(number);
        }
    } else if is_period(word) {
        return Class::Period;
    }
    Class::Word
}

/// "12,000", "3.5", "1.234,5" is not read; "4th" and "10x" are words.
fn number(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|&c| c != ',').collect();
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    // "10.000" in German and Spanish texts is ten thousand; three digits after the one dot say so
    // unless the number begins with a zero.
    if let Some((whole, part)) = plain.split_once('.')
        && part.len() == 3
        && !whole.starts_with('0')
        && !word.contains(',')
    {
        return format!("{whole}{part}").parse().ok();
    }
    plain.parse().ok()
}

/// "q3", "3q", "h1", "1h24", "fy24", "fy2025", "q3fy26", "9m".
fn is_period(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    (word.len() <= 8)
        && (1..=5).contains(&digits)
        && letters.len() + digits == word.len()
        && matches!(letters.as_str(), "q" | "h" | "fy" | "qfy" | "hfy")
}
