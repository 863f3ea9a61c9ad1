//! Facts drawn from a title and its summary, each with the words that say it.
//!
//! Names of facts: `amount`, `round`, `valuation`, `lead investor`, `investor`, `earlier round`,
//! `earlier amount`, `gap`; `acquirer`, `target`, `price`, `price per share`; `fine`; `person`,
//! `new role`, `old role`; `place`, `headcount`; `quote`, `speaker`, `speaker role`; `growth`, `customers`.
//! Amounts are "USD 10150000", an investor with a stated share is "Cummings: USD 10000000".

mod clause;
mod deal;
mod funding;
mod growth;
mod people;
mod place;
mod quote;

use super::text::Text;
use crate::protocol::{Fact, SignalKind};

/// Facts kept of one text; a text with more is a table.
const MOST: usize = 24;

/// A fact in one text, before it is written out.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    name: &'static str,
    value: String,
    /// Tokens that say it, half open.
    tokens: [usize; 2],
}

/// Draws the facts of title and summary for the kinds that they report.
pub(crate) fn facts(title: &Text<'_>, summary: &Text<'_>, kinds: &[SignalKind]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (text, in_summary) in [(title, false), (summary, true)] {
        for found in found_in(text, kinds) {
            let [first, end] = found.tokens;
            let words = text.verbatim(first, end);
            if words.is_empty() || facts.len() >= MOST {
                continue;
            }
            let known = facts
                .iter()
                .any(|fact: &Fact| fact.name == found.name && fact.value == found.value);
            if !known {
                facts.push(Fact {
                    name: found.name.to_owned(),
                    value: found.value,
                    text: words.to_owned(),
                    span: text.span(first, end),
                    in_summary,
                });
            }
        }
    }
    facts
}

fn found_in(text: &Text<'_>, kinds: &[SignalKind]) -> Vec<Found> {
    let has = |kind: SignalKind| kinds.contains(&kind);
    let mut found = Vec::new();
    if has(SignalKind::Funding) || has(SignalKind::Ipo) {
        funding::draw(text, &mut found);
    }
    if has(SignalKind::Acquisition) {
        deal::draw(text, &mut found);
    }
    if has(SignalKind::Legal) {
        deal::draw_fine(text, &mut found);
    }
    if has(SignalKind::Leadership) {
        people::draw(text, &mut found);
    }
    if has(SignalKind::Hiring)
        || has(SignalKind::Layoffs)
        || has(SignalKind::Expansion)
        || has(SignalKind::Funding)
    {
        place::draw_headcount(text, &mut found);
    }
    if has(SignalKind::Hiring) || has(SignalKind::Layoffs) || has(SignalKind::Expansion) {
        place::draw_place(text, &mut found);
    }
    growth::draw(text, &mut found);
    quote::draw(text, &mut found);
    found
}
