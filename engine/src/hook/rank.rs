//! Why an opener stands where it stands: a product of factors, each shown with its reason.
//!
//! The form of the rank is a design decision (trigger x freshness x match x source x pain link x
//! novelty x tact). The figures are starting points set by judgement, not measurements: published
//! figures on openers differ by a factor of 2 to 5, come from vendors, and are confounded
//! (signal-based openers 2-2.5 times as many replies as generic ones in a graded review,
//! <https://apt.af5.org/help/personalization-and-metrics>; 5.3 times in
//! <https://getgangly.com/blog/cold-email-statistics>). They give a direction and no size, so the
//! rep's own results take over (see [`super::results`]).

use super::input::{OpenerInput, SourcedSignal};
use super::pains::{self, Fit};
use super::results;
use crate::protocol::{RankFactor, SignalKind, SourceClass};
use crate::score::days_since;

/// Half-life of an opener without a kind, in days.
const HALF_LIFE_OF_OTHERS: f64 = 14.0;
/// Factor where the rep wrote no pains: neither helped nor hindered.
const NO_PAINS_WRITTEN: f64 = 0.8;
/// Factor where no pain fits.
const NO_PAIN_FITS: f64 = 0.7;
/// Factor of an opener already used with the account.
const USED: f64 = 0.15;
/// Factor of another opener from a story already used with the account.
const STORY_USED: f64 = 0.3;

/// Days after which half of a trigger's worth is gone. By judgement: short where everybody writes
/// at once (results, launches), long where the event opens months of change (a new officer).
const fn half_life(kind: Option<SignalKind>) -> f64 {
    match kind {
        Some(SignalKind::Leadership | SignalKind::Acquisition | SignalKind::Expansion) => 45.0,
        Some(
            SignalKind::Funding
            | SignalKind::Ipo
            | SignalKind::Partnership
            | SignalKind::Rebrand
            | SignalKind::Layoffs
            | SignalKind::Legal
            | SignalKind::Security
            | SignalKind::Bankruptcy,
        ) => 30.0,
        Some(SignalKind::Hiring | SignalKind::Product | SignalKind::Award) => 21.0,
        Some(SignalKind::Earnings) => 14.0,
        None => HALF_LIFE_OF_OTHERS,
    }
}

/// Trust in a source class: filed before the company's own, before an editor's, before a machine's.
const fn trust(class: SourceClass) -> (f64, &'static str) {
    match class {
        SourceClass::Filed => (1.0, "filed with an authority"),
        SourceClass::Company => (0.95, "the company's own words"),
        SourceClass::Editorial => (0.9, "written by an editor"),
        SourceClass::Typed => (0.8, "typed or pasted by you"),
        SourceClass::Mined => (0.75, "found by a machine"),
        SourceClass::Crowdsourced => (0.6, "contributed by many"),
    }
}

/// How much tact an event calls for, 0 to 1.
pub(super) const fn sensitivity(kind: SignalKind) -> f64 {
    match kind {
        SignalKind::Bankruptcy => 0.9,
        SignalKind::Layoffs => 0.8,
        SignalKind::Legal | SignalKind::Security => 0.7,
        _ => 0.0,
    }
}

/// Sensitivity of a story with a word that calls for tact.
pub(super) const TACTFUL_WORD: f64 = 0.8;
/// Sensitivity of neutral or bad news of a harmless kind.
pub(super) const NOT_GOOD_NEWS: f64 = 0.3;

/// The factors of one opener, and what a part of them rests on.
pub(super) struct Rated<'a> {
    pub(super) signal: &'a SourcedSignal,
    pub(super) kind: Option<SignalKind>,
    pub(super) id: &'a str,
    pub(super) age_days: f64,
    pub(super) sensitivity: f64,
    pub(super) tact: String,
}

/// The factors, in a fixed order; the rank is their product.
pub(super) fn factors(input: &OpenerInput, rated: &Rated<'_>) -> Vec<RankFactor> {
    let signal = rated.signal;
    let (trigger, trigger_why) = results::trigger(&input.results, rated.kind);
    let life = half_life(rated.kind);
    let (source, source_why) = trust(signal.class);
    let (pain, pain_why) = pain(input, rated.kind);
    let (novelty, novelty_why) = novelty(input, rated);
    [
        ("trigger", trigger, trigger_why),
        (
            "freshness",
            0.5_f64.powf(rated.age_days / life),
            format!(
                "{} old; half its worth is gone after {life:.0} days",
                days(rated.age_days)
            ),
        ),
        (
            "match",
            signal.about_confidence,
            format!(
                "{:.0} % sure that it is about {}",
                100.0 * signal.about_confidence,
                input.account.name.trim()
            ),
        ),
        ("source", source, source_why.to_owned()),
        ("pain", pain, pain_why),
        ("novelty", novelty, novelty_why),
        ("sensitivity", 1.0 - rated.sensitivity, rated.tact.clone()),
    ]
    .into_iter()
    .map(|(factor, value, why)| RankFactor {
        factor: factor.to_owned(),
        value: if value.is_finite() {
            value.clamp(0.0, 1.0)
        } else {
            0.0
        },
        why,
    })
    .collect()
}

/// The product of the factors, 0 to 1.
pub(super) fn rank(factors: &[RankFactor]) -> f64 {
    factors.iter().map(|factor| factor.value).product()
}

/// Days between two moments as the news counts them ([`days_since`]), never below 0.
pub(super) fn age(now: jiff::Timestamp, then: jiff::Timestamp) -> f64 {
    days_since(then, now).max(0) as f64
}

fn days(age: f64) -> String {
    let whole = age.floor() as i64;
    format!("{whole} {}", super::grammar::plural(whole, "day", "days"))
}

fn pain(input: &OpenerInput, kind: Option<SignalKind>) -> (f64, String) {
    if input.pains.is_empty() {
        return (NO_PAINS_WRITTEN, "no pains written yet".to_owned());
    }
    let person_title = input
        .person
        .as_ref()
        .and_then(|person| person.title.as_deref());
    let situation = pains::Situation {
        industry: input.account.industry.as_deref(),
        title: person_title,
        kinds: kind.as_slice(),
    };
    match pains::propose(&input.pains, &situation).first() {
        Some(Fit { fit, pain, .. }) => (
            NO_PAIN_FITS + (1.0 - NO_PAIN_FITS) * fit,
            format!("leads to your pain “{}”", pain.title),
        ),
        None => (NO_PAIN_FITS, "leads to none of your pains".to_owned()),
    }
}

fn novelty(input: &OpenerInput, rated: &Rated<'_>) -> (f64, String) {
    if input.used.iter().any(|used| used == rated.id) {
        return (USED, "already used with this account".to_owned());
    }
    let story = rated.id.split('.').next().unwrap_or_default();
    if input
        .used
        .iter()
        .any(|used| used.split('.').next() == Some(story))
    {
        return (
            STORY_USED,
            "this story was already used with this account".to_owned(),
        );
    }
    (1.0, "not used with this account".to_owned())
}
