//! Companies that only stand beside an event: investors, lenders, rankers, former employers, rivals.

use super::publisher_start;
use crate::classify::text::{Class, Text, Token};
use crate::protocol::{SignalKind, Span};

/// Words in front of an investor, lender or backer.
const BACKING: &[&str] = &[
    "led by",
    "co led by",
    "backed by",
    "backing from",
    "investment from",
    "investors include",
    "participation from",
    "participation of",
    "joined by",
    "funding from",
    "loan from",
    "money from",
    "alongside",
    "advised by",
    "facility with",
    "line with",
];
/// Words behind an investor or lender.
const INVESTS: &[&str] = &[
    "leads",
    "led",
    "backs",
    "invests",
    "invest",
    "invested",
    "co leads",
    "lends",
    "participated",
    "took part",
    "joins round",
    "puts money",
    "pours",
    "ploughs",
    "arranged",
    "among backers",
];
/// Words in front of a ranker, analyst house or prize giver.
const RANKING: &[&str] = &[
    "according to",
    "named by",
    "ranked by",
    "voted by",
    "survey by",
    "study by",
    "report by",
    "awarded by",
    "certified by",
    "on the",
];
/// Words behind one.
const RANKS: &[&str] = &[
    "magic quadrant",
    "wave",
    "list",
    "ranking",
    "rankings",
    "award",
    "awards",
    "peer insights",
    "finds",
    "survey",
    "study",
    "index",
    "report",
    "says",
    "marketscape",
    "quadrant",
    "best places",
    "names",
    "ranks",
    "rates",
];
/// Words in front of a former employer or a firm for comparison.
const BESIDE: &[&str] = &[
    "ex",
    "former",
    "formerly of",
    "once of",
    "veteran of",
    "who ran",
    "who led",
    "late of",
    "unlike",
    "like",
    "than",
    "versus",
    "vs",
    "rival to",
    "competitor of",
    "goes after",
    "takes on",
    "challenges",
    "alternative to",
    "overtakes",
    "not",
    "threat to",
];
/// What makes the name before it a mere attribute ("Softbank-backed").
const ATTRIBUTES: &[&str] = &[
    "backed",
    "owned",
    "style",
    "like",
    "trained",
    "led",
    "linked",
    "funded",
    "sponsored",
    "era",
    "alumni",
    "veteran",
];

/// Does the company whose name stands at `span` (in characters) of `text` only stand beside the event
/// (investor, lender, ranker, former employer, rival, publisher)? `kinds` are what the text reports.
#[must_use]
pub fn is_beside(text: &str, span: Span, kinds: &[SignalKind]) -> bool {
    let text = Text::read(text);
    let inside = |token: &Token| token.span[0] < span[1] && token.span[1] > span[0];
    let first = text.tokens.iter().position(inside);
    let last = text.tokens.iter().rposition(inside);
    match (first, last) {
        (Some(first), Some(last)) => stands_beside(&text, [first, last + 1], kinds),
        _ => false,
    }
}

/// Does the company at these tokens only stand beside the event: investor, lender, ranker, former
/// employer, rival, publisher?
pub(crate) fn stands_beside(text: &Text<'_>, at: [usize; 2], kinds: &[SignalKind]) -> bool {
    let before = words_before(text, at[0], 3);
    let after = words_after(text, at[1], 3);
    let ends = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| before == *phrase || before.ends_with(&format!(" {phrase}")))
    };
    let begins = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| after == *phrase || after.starts_with(&format!("{phrase} ")))
    };
    if at[0] >= publisher_start(text) {
        return true;
    }
    let hyphen = text
        .tokens
        .get(at[1])
        .is_some_and(|token| token.class == Class::Sign('-') && token.joined);
    if hyphen && begins(ATTRIBUTES) || ends(BESIDE) {
        return true;
    }
    let only = |kind: SignalKind| kinds == [kind];
    if only(SignalKind::Funding)
        && (ends(BACKING) || begins(INVESTS) || listed_behind(text, at[0], BACKING))
    {
        return true;
    }
    kinds.contains(&SignalKind::Award) && (ends(RANKING) || begins(RANKS))
}

/// Is the name one of a list that began with one of the phrases ("led by A, B and C")?
fn listed_behind(text: &Text<'_>, first: usize, phrases: &[&str]) -> bool {
    let mut place = first;
    for _ in 0..12 {
        let Some(before) = place.checked_sub(1) else {
            return false;
        };
        let token = &text.tokens[before];
        let of_list =
            token.capital || token.word == "and" || token.word == "," || token.word == "&";
        if !of_list {
            let words = words_before(text, place, 3);
            return phrases.iter().any(|phrase| words.ends_with(phrase));
        }
        place = before;
    }
    false
}

fn words_before(text: &Text<'_>, end: usize, count: usize) -> String {
    let words: Vec<&str> = text.tokens[..end]
        .iter()
        .rev()
        .filter(|token| token.class != Class::Sign('-'))
        .take(count)
        .map(|token| token.word.as_str())
        .collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}

fn words_after(text: &Text<'_>, first: usize, count: usize) -> String {
    let rest = text.tokens.get(first..).unwrap_or(&[]);
    let words: Vec<&str> = rest
        .iter()
        .filter(|token| token.class != Class::Sign('-'))
        .take(count)
        .map(|token| token.word.as_str())
        .collect();
    words.join(" ")
}
