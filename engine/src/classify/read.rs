//! One title and summary read as a whole.

use super::about::{about, without_investors};
use super::congratulate::fits;
use super::facts::facts;
use super::model::{Input, Model, Scores, said};
use super::rules::{PLAIN, Rules};
use super::stance::{Standing, standing};
use super::text::Text;
use crate::protocol::{KindReading, Reading, SignalKind};

/// Confidence from which a kind is said by the summary alone.
const ALONE: f64 = 0.5;
/// Least confidence of a kind that the title says in so many words: of the labelled headlines with such a phrase
/// at least so many have it (the test `plain_words_hold_as_often_as_they_are_trusted` counts them); the others are
/// jests and news of councils and clubs.
const PLAINLY: f64 = 0.93;

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
    let mut standing = standing(&input);
    let mut kinds = if standing.holds {
        kinds(model, &input)
    } else {
        Vec::new()
    };
    if kinds.is_empty() && standing.asks && !below.tokens.is_empty() {
        (kinds, standing) = told_below(model, &below, standing);
    }
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

/// What the summary tells when the title only asks or hints ("Why we said yes", "A difficult day").
fn told_below(model: &Model, below: &Text<'_>, asking: Standing) -> (Vec<KindReading>, Standing) {
    let nothing = Text::read("");
    let alone = Input::new(below, &nothing);
    let standing = standing(&alone);
    if !standing.holds {
        return (Vec::new(), asking);
    }
    let mut kinds = kinds(model, &alone);
    kinds.retain(|reading| reading.confidence >= ALONE);
    for reading in &mut kinds {
        reading.span = [0, 0];
    }
    let told = if kinds.is_empty() { asking } else { standing };
    (kinds, told)
}

/// Raises a kind that the title says in so many words to [`PLAINLY`].
fn say_plainly(input: &Input<'_>, scores: &mut Scores) {
    for (rule, kind) in PLAIN {
        if Rules::shared().title_says(input, rule)
            && let Some(place) = SignalKind::ALL.iter().position(|own| *own == kind)
            && let Some(score) = scores.get_mut(place)
        {
            *score = score.max(PLAINLY);
        }
    }
}

/// The kinds that are said, most confident first, each with the words that decided.
fn kinds(model: &Model, input: &Input<'_>) -> Vec<KindReading> {
    let terms = model.terms(input);
    let mut scores = model.score(input, &terms);
    say_plainly(input, &mut scores);
    let mut kinds: Vec<KindReading> = SignalKind::ALL
        .iter()
        .zip(scores)
        .zip(said(&scores))
        .filter(|(_, said)| *said)
        .map(|((&kind, confidence), _)| KindReading {
            kind,
            confidence,
            span: model
                .deciding(input, &terms, kind)
                .map_or([0, 0], |[first, end]| input.title.span(first, end)),
        })
        .collect();
    crate::order::by(&mut kinds, |one, other| {
        other.confidence.total_cmp(&one.confidence)
    });
    kinds
}
