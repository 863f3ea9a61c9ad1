//! A person with the new and the old role.

use super::Found;
use super::clause::{before, ends_with_any, has_any};
use crate::classify::lexicon::Lexicon;
use crate::classify::persons::people_in;
use crate::classify::text::{Class, Text};

/// Words before a role that is over.
const FORMER: &[&str] = &[
    "former",
    "ex",
    "formerly",
    "outgoing",
    "departing",
    "previously",
    "from",
    "ex-",
];
/// Words that say somebody leaves the role that is named.
const LEAVES: &[&str] = &[
    "steps down",
    "step down",
    "stepping down",
    "resigns",
    "resigned",
    "quits",
    "leaves",
    "leaving",
    "to leave",
    "departs",
    "ousted",
    "ousts",
    "fires",
    "fired",
    "sacked",
    "retires",
    "to retire",
    "exits",
    "stands down",
    "removed",
    "dismissed",
    "out as",
];

pub(super) fn draw(text: &Text<'_>, found: &mut Vec<Found>) {
    for run in people_in(text) {
        found.push(Found {
            name: "person",
            value: text
                .verbatim(run[0], run[1])
                .trim_end_matches("'s")
                .trim_end_matches("’s")
                .to_owned(),
            tokens: run,
        });
    }
    for run in roles_in(text) {
        let whole = before(text, text.tokens.len(), 60);
        let ahead = before(text, run[0], 2);
        let is_old = ends_with_any(&ahead, FORMER)
            || text
                .tokens
                .get(run[0].wrapping_sub(1))
                .is_some_and(|token| token.class == Class::Sign('-'));
        // "CEO steps down": the only role of the text is the one that is left.
        let only_leaves = has_any(&whole, LEAVES)
            && !has_any(
                &whole,
                &[
                    "names",
                    "appoints",
                    "succeed",
                    "succeeds",
                    "replaces",
                    "replaced by",
                    "hires",
                    "takes over",
                    "promotes",
                    "to become",
                ],
            );
        found.push(Found {
            name: if is_old || only_leaves {
                "old role"
            } else {
                "new role"
            },
            value: text.verbatim(run[0], run[1]).to_owned(),
            tokens: run,
        });
    }
}

/// Runs of tokens that name a role, the longest of each place.
pub(super) fn roles_in(text: &Text<'_>) -> Vec<[usize; 2]> {
    let lexicon = Lexicon::shared();
    let Some(role) = lexicon.concept("role") else {
        return Vec::new();
    };
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for mention in lexicon.find(&text.tokens) {
        if mention.concept != role
            || VAGUE.contains(&text.tokens[mention.first].word.as_str())
                && mention.end == mention.first + 1
        {
            continue;
        }
        match runs.last_mut() {
            Some(last) if mention.first < last[1] => last[1] = last[1].max(mention.end),
            _ => runs.push([mention.first, mention.end]),
        }
    }
    runs
}

/// Words that the lexicon counts among roles but that name none by themselves.
const VAGUE: &[&str] = &[
    "board",
    "boardroom",
    "cos",
    "exec",
    "execs",
    "executive",
    "executives",
    "helm",
    "successor",
    "predecessor",
    "interim",
    "deputy",
    "veteran",
    "operator",
    "secretary",
    "lieutenant",
    "boss",
    "bosses",
    "chief",
    "founders",
    "directors",
];
