//! Looking around a token: words before and after, within the sentence.

use crate::classify::text::{Class, Text, Token};

/// Folded words of the same sentence before `end`, nearest last, at most `count`.
pub(super) fn before(text: &Text<'_>, end: usize, count: usize) -> String {
    let mut words: Vec<&str> = Vec::new();
    for token in text.tokens[..end.min(text.tokens.len())].iter().rev() {
        if ends_sentence(token) || words.len() >= count {
            break;
        }
        if is_told(token) {
            words.push(&token.word);
        }
    }
    words.reverse();
    words.join(" ")
}

/// Folded words of the same sentence from `first` on, at most `count`.
pub(super) fn after(text: &Text<'_>, first: usize, count: usize) -> String {
    let mut words: Vec<&str> = Vec::new();
    for token in text.tokens.iter().skip(first) {
        if ends_sentence(token) || words.len() >= count {
            break;
        }
        if is_told(token) {
            words.push(&token.word);
        }
    }
    words.join(" ")
}

fn is_told(token: &Token) -> bool {
    !matches!(token.class, Class::Sign(_))
}

pub(super) fn ends_sentence(token: &Token) -> bool {
    matches!(token.class, Class::Sign('.' | ';' | '!' | '?') if token.joined)
}

/// True when `words` ends with one of the phrases, on a word's edge.
pub(super) fn ends_with_any(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        words
            .strip_suffix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}

/// True when `words` begins with one of the phrases, on a word's edge.
pub(super) fn begins_with_any(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        words
            .strip_prefix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// True when one of the phrases stands anywhere in `words`, on words' edges.
pub(super) fn has_any(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        words.match_indices(phrase).any(|(at, _)| {
            let end = at + phrase.len();
            (at == 0 || words[..at].ends_with(' '))
                && (end == words.len() || words[end..].starts_with(' '))
        })
    })
}

/// Index of the token that starts the first of the phrases, if one stands in the text.
pub(super) fn find(text: &Text<'_>, phrases: &[&str]) -> Option<[usize; 2]> {
    (0..text.tokens.len()).find_map(|at| {
        phrases.iter().find_map(|phrase| {
            let mut next = at;
            for word in phrase.split(' ') {
                while text
                    .tokens
                    .get(next)
                    .is_some_and(|token| next > at && matches!(token.class, Class::Sign('-')))
                {
                    next += 1;
                }
                if text.tokens.get(next)?.word != word {
                    return None;
                }
                next += 1;
            }
            Some([at, next])
        })
    })
}
