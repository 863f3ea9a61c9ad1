//! Sentences of a draft: where full stops, questions, paragraphs and lists end them.

use super::text::{Text, Word};
use crate::protocol::Span;

/// A line shorter than this that is followed by a capital was ended by hand, not wrapped.
const ENDED_BY_HAND: usize = 60;
/// Words whose full stop ends no sentence, small letters, the last stop left off.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "inc", "corp", "co", "ltd", "vs", "etc", "e.g", "i.e",
    "u.s", "u.k", "no", "approx", "dept", "est", "jr", "sr", "z.b", "d.h", "u.a", "bzw", "ca",
    "nr", "usw", "evtl", "ggf", "str", "hr", "fr", "p.ej", "sra", "dra", "ud", "uds", "p.s", "a.m",
    "p.m",
];

/// One sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    /// Where it stands.
    pub(super) span: Span,
    /// First word, and one past the last, in the list of words.
    pub(super) words: [usize; 2],
    /// Number of its paragraph.
    pub(super) paragraph: usize,
    /// True when it asks.
    pub(super) asks: bool,
}

/// Cuts pieces of lines into words and sentences, which are added to `words`.
pub(super) fn sentences(text: &Text, lines: &[Span], words: &mut Vec<Word>) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut paragraph = 0;
    let mut last_end = 0;
    for (index, line) in lines.iter().enumerate() {
        if text.is_blank(*line) {
            close(
                text,
                &mut open,
                last_end,
                words.len(),
                paragraph,
                &mut found,
            );
            paragraph += 1;
            continue;
        }
        if is_list_item(text, *line) {
            close(
                text,
                &mut open,
                last_end,
                words.len(),
                paragraph,
                &mut found,
            );
        }
        let line = text.trimmed(*line);
        let mut start = line[0];
        for at in line[0]..line[1] {
            if !ends_here(text, at, line) {
                continue;
            }
            let end = closing(text, at + 1, line[1]);
            let first = words.len();
            text.words([start, end], words);
            let (from, first) = open.take().unwrap_or((start, first));
            push(
                text,
                [from, end],
                [first, words.len()],
                paragraph,
                &mut found,
            );
            start = end;
        }
        if start < line[1] {
            let first = words.len();
            text.words([start, line[1]], words);
            open.get_or_insert_with(|| (text.trimmed([start, line[1]])[0], first));
            last_end = line[1];
            if ended_by_hand(text, line, lines.get(index + 1)) {
                close(
                    text,
                    &mut open,
                    last_end,
                    words.len(),
                    paragraph,
                    &mut found,
                );
            }
        }
    }
    close(
        text,
        &mut open,
        last_end,
        words.len(),
        paragraph,
        &mut found,
    );
    found
}

fn close(
    text: &Text,
    open: &mut Option<(usize, usize)>,
    end: usize,
    words: usize,
    paragraph: usize,
    found: &mut Vec<Sentence>,
) {
    if let Some((from, first)) = open.take() {
        push(text, [from, end], [first, words], paragraph, found);
    }
}

fn push(text: &Text, span: Span, words: [usize; 2], paragraph: usize, found: &mut Vec<Sentence>) {
    if words[0] == words[1] {
        return;
    }
    let span = text.trimmed(span);
    let asks = text.chars[span[0]..span[1]]
        .iter()
        .rev()
        .find(|c| c.is_alphanumeric() || matches!(c, '?' | '？' | '؟' | '!' | '.'))
        .is_some_and(|c| matches!(c, '?' | '？' | '؟'));
    found.push(Sentence {
        span,
        words,
        paragraph,
        asks,
    });
}

fn ends_here(text: &Text, at: usize, line: Span) -> bool {
    let c = text.chars[at];
    if matches!(c, '。' | '！' | '？' | '؟' | '।') {
        return true;
    }
    if !matches!(c, '.' | '!' | '?' | '…') {
        return false;
    }
    let end = closing(text, at + 1, line[1]);
    if end == line[1] {
        return true;
    }
    let next = text.chars[at + 1];
    if matches!(next, '.' | '!' | '?' | '…') || !text.chars[end].is_whitespace() {
        return false;
    }
    let following = text.chars[end..line[1]]
        .iter()
        .find(|c| c.is_alphanumeric());
    if following.is_some_and(|c| c.is_lowercase()) && c == '.' {
        return false;
    }
    c != '.' || !is_abbreviation(text, at, line[0])
}

/// True when the word before the stop at `at` is an abbreviation, an initial or a list number.
fn is_abbreviation(text: &Text, at: usize, start: usize) -> bool {
    let from = (start..at)
        .rev()
        .take(12)
        .take_while(|i| !text.chars[*i].is_whitespace())
        .last()
        .unwrap_or(at);
    let word: String = text.chars[from..at]
        .iter()
        .flat_map(|c| c.to_lowercase())
        .collect();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && word != "i";
    let number = from == start && word.chars().all(|c| c.is_ascii_digit());
    initial || number || ABBREVIATIONS.contains(&word)
}

/// The place behind quotation marks and brackets that close with the sentence.
fn closing(text: &Text, from: usize, to: usize) -> usize {
    (from..to)
        .find(|at| {
            !matches!(
                text.chars[*at],
                '"' | '”' | '’' | '\'' | ')' | '»' | ']' | '“'
            )
        })
        .unwrap_or(to)
}

pub(super) fn is_list_item(text: &Text, line: Span) -> bool {
    let [start, end] = text.trimmed(line);
    let head: String = text.chars[start..end.min(start + 4)].iter().collect();
    let bullet = head.starts_with(['-', '*', '•', '–', '◦', '·', '✓', '✔', '→', '▪'])
        && head.chars().nth(1).is_some_and(char::is_whitespace);
    let digits = head.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0
        && head
            .chars()
            .nth(digits)
            .is_some_and(|c| matches!(c, '.' | ')'))
        && head.chars().nth(digits + 1).is_none_or(char::is_whitespace);
    bullet || numbered
}

fn ended_by_hand(text: &Text, line: Span, next: Option<&Span>) -> bool {
    let Some(next) = next else {
        return true;
    };
    let next = text.trimmed(*next);
    let capital = text.chars[next[0]..next[1]]
        .iter()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| c.is_uppercase());
    text.chars[line[1] - 1] == ':' || (line[1] - line[0] < ENDED_BY_HAND && capital)
}
