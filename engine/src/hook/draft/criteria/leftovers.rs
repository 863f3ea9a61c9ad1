//! Gaps of a template that nobody filled.

use super::{Grade, count, criterion, nothing_written};
use crate::hook::draft::Reading;
use crate::protocol::{Criterion, Span};

/// Longest gap, in characters.
const LONGEST_GAP: usize = 60;
/// How gaps are written: opening, closing, and whether any words may stand between. Where they may not,
/// the words must look like a field's name.
const GAPS: &[(&str, &str, bool)] = &[
    ("{{", "}}", true),
    ("{%", "%}", true),
    ("*|", "|*", true),
    ("<<", ">>", true),
    ("${", "}", true),
    ("[[", "]]", true),
    ("{", "}", false),
    ("[", "]", false),
    ("%", "%", false),
    ("<", ">", false),
];
/// Words of a field's name, small letters.
const FIELD_WORDS: &[&str] = &[
    "name",
    "first",
    "firstname",
    "first_name",
    "last",
    "lastname",
    "fname",
    "lname",
    "company",
    "account",
    "title",
    "role",
    "industry",
    "city",
    "insert",
    "your",
    "prospect",
    "contact",
    "recipient",
    "topic",
    "pain",
    "product",
    "competitor",
    "date",
    "number",
    "link",
    "sender",
    "signature",
    "vorname",
    "nachname",
    "firma",
    "unternehmen",
    "anrede",
    "nombre",
    "empresa",
    "apellido",
    "cargo",
    "x",
    "xx",
    "xxx",
    "todo",
    "tbd",
];
/// Words that stand where something is still missing, as written.
const STAND_INS: &[&str] = &[
    "XXX",
    "XXXX",
    "TBD",
    "TODO",
    "TK",
    "Lorem",
    "FNAME",
    "LNAME",
    "FIRSTNAME",
    "FIRST_NAME",
    "COMPANY_NAME",
];

/// No gap is left open in subject, greeting, body, PS or signature.
pub(super) fn merge_fields(reading: &Reading<'_>) -> Criterion {
    let mut spans: Vec<Span> = Vec::new();
    for line in &reading.layout.own {
        gaps(&reading.text.chars, *line, &mut spans);
        if spans.len() > super::MOST_SPANS {
            break;
        }
    }
    for word in &reading.words {
        let written = reading.text.slice(word.span);
        if STAND_INS.contains(&written.as_str())
            && !spans
                .iter()
                .any(|span| span[0] <= word.span[0] && word.span[1] <= span[1])
        {
            spans.push(word.span);
        }
        if spans.len() > super::MOST_SPANS {
            break;
        }
    }
    spans.sort_unstable();
    let subject: Vec<char> = reading.input.subject.chars().take(2_000).collect();
    let mut in_subject = Vec::new();
    gaps(&subject, [0, subject.len()], &mut in_subject);
    let empty = reading
        .layout
        .own
        .iter()
        .all(|line| reading.text.is_blank(*line))
        && reading.input.subject.trim().is_empty();
    let (met, finding) = match (spans.len(), in_subject.len()) {
        _ if empty => (None, nothing_written()),
        (0, 0) => (
            Some(true),
            "No gaps of a template are left open.".to_owned(),
        ),
        (0, _) => (
            Some(false),
            "A gap in the subject is not filled.".to_owned(),
        ),
        (n, _) => {
            let first = spans
                .first()
                .map(|span| reading.text.slice(*span))
                .unwrap_or_default();
            (
                Some(false),
                format!("{} not filled: {first}", count(n, "gap is", "gaps are")),
            )
        }
    };
    criterion("merge_fields", Grade::Convention, "", met, finding, spans)
}

fn gaps(chars: &[char], line: Span, spans: &mut Vec<Span>) {
    let mut at = line[0];
    while at < line[1] && spans.len() <= super::MOST_SPANS {
        match gap(chars, at, line[1]) {
            Some(end) => {
                spans.push([at, end]);
                at = end;
            }
            None => at += 1,
        }
    }
}

/// One past the gap that opens at `at`.
fn gap(chars: &[char], at: usize, end: usize) -> Option<usize> {
    if !matches!(chars[at], '{' | '*' | '<' | '$' | '[' | '%') {
        return None;
    }
    GAPS.iter().find_map(|(open, close, any)| {
        let open: Vec<char> = open.chars().collect();
        let close: Vec<char> = close.chars().collect();
        let from = at + open.len();
        if from > end || chars[at..from] != open[..] {
            return None;
        }
        let last = end.min(from + LONGEST_GAP + close.len());
        let to = (from..(last + 1).saturating_sub(close.len()))
            .find(|to| chars[*to..*to + close.len()] == close[..])?;
        let inside: String = chars[from..to].iter().collect();
        let fits = if *any {
            inside.chars().any(char::is_alphanumeric)
        } else {
            is_field(&inside)
        };
        fits.then_some(to + close.len())
    })
}

/// "Company", "first_name", "Insert pain here": the words a template names a gap by.
fn is_field(inside: &str) -> bool {
    let trimmed = inside.trim();
    if trimmed.is_empty() || trimmed.len() != inside.len() || trimmed.contains(['@', '/', '=']) {
        return false;
    }
    let words: Vec<String> = trimmed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.len() <= 6
        && words
            .iter()
            .any(|word| FIELD_WORDS.contains(&word.as_str()))
}
