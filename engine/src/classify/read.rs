//! One title and summary read as a whole.

use super::model::{Input, Model, SAID};
use super::text::Text;
use crate::protocol::{KindReading, Reading, SignalKind, Stance};

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
    let scores = model.score(&input);
    let mut kinds: Vec<KindReading> = SignalKind::ALL
        .iter()
        .zip(scores)
        .filter(|(_, confidence)| *confidence >= SAID)
        .map(|(&kind, confidence)| KindReading {
            kind,
            confidence,
            span: model
                .deciding(&text, &input, kind)
                .map_or([0, 0], |[first, end]| text.span(first, end)),
        })
        .collect();
    kinds.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    Reading {
        title: title.to_owned(),
        kinds,
        about: Vec::new(),
        congratulate: false,
        stance: Stance::Reported,
        facts: Vec::new(),
    }
}
