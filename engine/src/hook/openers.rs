//! The openers of an account and a person: refuse, compose, rank, choose the wording.

use super::compose::{Composed, compose};
use super::identity::story_key;
use super::input::{HookSettings, OpenerInput, SourcedSignal, Tone};
use super::rank::{self, Rated};
use super::refusal::{self, Leave, Refusal};
use super::template::Wording;
use super::{headline, postscript};
use crate::ingest::is_web_link;
use crate::protocol::{Opener, Openers};
use std::collections::HashSet;

/// Most signals that are looked at.
const MOST_SIGNALS: usize = 500;
/// Most openers that are offered.
const MOST_OPENERS: usize = 20;
/// Most further wordings of one opener.
const MOST_WORDINGS: usize = 8;

/// Ranked openers and PS lines, each with its source; or the reason why there are none.
#[must_use]
pub fn openers(input: &OpenerInput) -> Openers {
    let mut openers = Vec::new();
    let mut refusals: Vec<Refusal> = Vec::new();
    for signal in input.signals.iter().take(MOST_SIGNALS) {
        match opener(input, signal) {
            Ok(opener) => openers.push(opener),
            Err(refusal) => refusals.push(refusal),
        }
    }
    crate::order::by(&mut openers, |a, b| {
        b.rank
            .total_cmp(&a.rank)
            .then_with(|| a.age_days.cmp(&b.age_days))
            .then_with(|| a.id.cmp(&b.id))
    });
    // Copies of a story that were not recognised as such say the same.
    let mut seen = HashSet::new();
    openers.retain(|opener| seen.insert(opener.quote.to_lowercase()));
    openers.truncate(MOST_OPENERS);
    let none_because = openers
        .is_empty()
        .then(|| refusal::none_because(&input.account.name, &refusals));
    Openers {
        openers,
        postscripts: postscript::postscripts(input),
        none_because,
    }
}

fn opener(input: &OpenerInput, signal: &SourcedSignal) -> Result<Opener, Refusal> {
    let leave = refusal::leave(input, signal)?;
    let composed = compose(input, signal, &leave)?;
    let id = format!("{}.{}", story_key(signal), composed.form);
    if input.muted.contains(&id) {
        return Err("muted by you");
    }
    let rated = Rated {
        signal,
        kind: composed.kind,
        id: &id,
        age_days: leave.age_days,
        sensitivity: leave.sensitivity,
        tact: leave.tact.clone(),
    };
    let factors = rank::factors(input, &rated);
    let rank = rank::rank(&factors);
    written(input, signal, &leave, composed, id.clone(), factors, rank)
        .ok_or("without anything that fits a sentence")
}

fn written(
    input: &OpenerInput,
    signal: &SourcedSignal,
    leave: &Leave,
    composed: Composed,
    id: String,
    factors: Vec<crate::protocol::RankFactor>,
    rank: f64,
) -> Option<Opener> {
    let Composed {
        kind,
        mut wordings,
        quote,
        ..
    } = composed;
    let chosen = wordings.remove(choice(&wordings, input.settings)?);
    let text = chosen.text();
    let mut seen = HashSet::from([text.clone()]);
    wordings.retain(|wording| seen.insert(wording.text()));
    wordings.truncate(MOST_WORDINGS);
    let styles = std::iter::once(&chosen)
        .chain(&wordings)
        .map(|wording| [wording.tone.name(), wording.length.name()].map(str::to_owned))
        .collect();
    let (wordings, wording_parts) = wordings
        .into_iter()
        .map(|wording| (wording.text(), wording.parts))
        .unzip();
    Some(Opener {
        id,
        text,
        parts: chosen.parts,
        kind,
        story: signal.story,
        url: signal.url.clone().filter(|url| is_web_link(url)),
        source_title: signal.title.clone(),
        publisher: signal
            .publisher
            .clone()
            .unwrap_or_default()
            .chars()
            .filter(|c| !headline::is_hidden(*c))
            .collect(),
        source_class: signal.class,
        published: signal.published.unwrap_or(signal.fetched).to_string(),
        fetched: signal.fetched.to_string(),
        age_days: leave.age_days.floor() as i64,
        quote: quote.words,
        span: quote.span,
        rank,
        factors,
        wordings,
        wording_parts,
        styles,
    })
}

/// The wording that comes nearest to the settings: the tone first, then the length. Where the tone is
/// not to be had, the plain one stands in.
fn choice(wordings: &[Wording], settings: HookSettings) -> Option<usize> {
    let distance = |wording: &Wording| {
        let tone = match wording.tone {
            tone if tone == settings.tone => 0,
            Tone::Plain => 10,
            _ => 20,
        };
        tone + (wording.length as i32 - settings.length as i32).abs()
    };
    wordings
        .iter()
        .enumerate()
        .min_by_key(|(_, wording)| distance(wording))
        .map(|(index, _)| index)
}
