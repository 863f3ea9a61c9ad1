//! One title and summary read as a whole.

use super::about::{about, without_investors};
use super::congratulate::fits;
use super::facts::facts;
use super::model::{Input, Model, SAID};
use super::stance::standing;
use super::text::Text;
use crate::protocol::{KindReading, Reading, SignalKind};

/// Reads what a title and its summary (may be empty) say happened.
#[must_use]
pub fn read(title: &str, summary: &str) -> Reading {
    read_with(Model::shared(), title, summary)
}

/// The same with a model of the caller's.
#[must_use]
pub fn read_with(model: &Model, title: &str, summary: &str) -> Reading {
    let text = Text::read(title);
    let below = Text::read(summary);
    let input = Input::new(&text, &below);
    let standing = standing(&input);
    let kinds = if standing.holds {
        kinds(model, &input)
    } else {
        Vec::new()
    };
    let names: Vec<SignalKind> = kinds.iter().map(|reading| reading.kind).collect();
    let facts = facts(&text, &below, &names);
    let mut companies = about(&text, &below, &names);
    without_investors(&mut companies, &facts, &names);
    Reading {
        title: title.to_owned(),
        congratulate: fits(&input, &kinds, standing),
        about: companies.into_iter().map(|name| name.name).collect(),
        kinds,
        stance: standing.stance,
        facts,
    }
}

/// The kinds that are said, most confident first, each with the words that decided.
fn kinds(model: &Model, input: &Input<'_>) -> Vec<KindReading> {
    let terms = input.terms();
    let scores = model.score(&terms.counted);
    let mut kinds: Vec<KindReading> = SignalKind::ALL
        .iter()
        .zip(scores)
        .filter(|(_, confidence)| *confidence >= SAID)
        .map(|(&kind, confidence)| KindReading {
            kind,
            confidence,
            span: model
                .deciding(input.title, &terms, kind)
                .map_or([0, 0], |[first, end]| input.title.span(first, end)),
        })
        .collect();
    crate::order::by(&mut kinds, |one, other| {
        other.confidence.total_cmp(&one.confidence)
    });
    kinds
}
