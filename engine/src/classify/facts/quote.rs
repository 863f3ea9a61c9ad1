//! A quoted sentence with its speaker and the speaker's role.

use super::Found;
use super::people::roles_in;
use crate::classify::persons::people_in;
use crate::classify::text::{Class, Text};

/// Fewest words of a quotation; fewer are scare quotes.
const FEWEST: usize = 3;
/// How far from the quotation, in tokens, its speaker is named.
const NEAR: usize = 14;
const SAYS: &[&str] = &[
    "said",
    "says",
    "explained",
    "noted",
    "added",
    "adds",
    "told",
    "stated",
    "commented",
    "remarked",
    "wrote",
    "writes",
    "according",
    "sagt",
    "sagte",
    "declare",
    "dijo",
];

pub(super) fn draw(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.tokens.len() {
        let Some(end) = quotation(text, at) else {
            at += 1;
            continue;
        };
        found.push(Found {
            name: "quote",
            value: text.verbatim(at + 1, end).to_owned(),
            tokens: [at + 1, end],
        });
        speaker(text, [at, end + 1], found);
        at = end + 1;
    }
}

/// The closing mark of the quotation that opens at `at`, if one does and it is long enough.
fn quotation(text: &Text<'_>, at: usize) -> Option<usize> {
    let Class::Sign(open) = text.tokens[at].class else {
        return None;
    };
    let close = match open {
        '"' => '"',
        '“' | '„' => '”',
        '«' => '»',
        '‘' => '’',
        '\'' => '\'',
        _ => return None,
    };
    // An apostrophe opens a quotation only before a word and after a blank.
    if text.tokens[at].joined && matches!(open, '\'' | '"') && at > 0 {
        return None;
    }
    let closes = |place: usize| matches!(text.tokens[place].class, Class::Sign(sign) if sign == close || open == '„' && sign == '“');
    let end = (at + 1..text.tokens.len()).find(|&place| closes(place))?;
    let words = text.tokens[at + 1..end]
        .iter()
        .filter(|token| !matches!(token.class, Class::Sign(_)))
        .count();
    (words >= FEWEST).then_some(end)
}

fn speaker(text: &Text<'_>, quote: [usize; 2], found: &mut Vec<Found>) {
    let near = |run: &[usize; 2]| {
        run[0] >= quote[1] && run[0] - quote[1] <= NEAR
            || run[1] <= quote[0] && quote[0] - run[1] <= NEAR
    };
    let said = |run: &[usize; 2]| {
        let from = run[0].min(quote[1]).max(run[0].saturating_sub(6));
        let until = (run[1] + 8).min(text.tokens.len());
        text.tokens[from..until]
            .iter()
            .any(|token| SAYS.contains(&token.word.as_str()))
    };
    let people = people_in(text);
    let introduced = quote[0]
        .checked_sub(1)
        .is_some_and(|place| text.tokens[place].class == Class::Sign(':'));
    let Some(person) = people
        .iter()
        .find(|run| near(run) && (said(run) || run[0] == quote[1] + 1 || introduced))
    else {
        return;
    };
    found.push(Found {
        name: "speaker",
        value: text.verbatim(person[0], person[1]).to_owned(),
        tokens: *person,
    });
    if let Some(role) = roles_in(text).iter().find(|run| {
        run[0] >= person[1] && run[0] - person[1] <= 3
            || run[1] <= person[0] && person[0] - run[1] <= 3
    }) {
        found.push(Found {
            name: "speaker role",
            value: text.verbatim(role[0], role[1]).to_owned(),
            tokens: *role,
        });
    }
}
