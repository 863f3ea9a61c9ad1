//! Which signals must not speak, and the words that say so to the rep.

use super::headline::is_hidden;
use super::input::{OpenerInput, SensitiveRule, SourcedSignal};
use super::{lexicon, rank};
use crate::protocol::{Answer, Stance};
use std::collections::BTreeMap;

/// News older than this opens no mail.
const OLDEST_DAYS: f64 = 365.0;
/// Clocks of publishers run ahead by time zones; more than this is a wrong date.
const AHEAD_SECONDS: i64 = 2 * 86_400;
/// Longest title that is looked at, in characters.
const LONGEST_TITLE: usize = 2_000;
/// After this many days congratulations come too late. The bolt's window.
const CONGRATULATE_DAYS: f64 = 60.0;

/// Why a signal gives no opener, as what it "is".
pub(super) type Refusal = &'static str;

/// What a signal that may speak may say.
pub(super) struct Leave {
    /// True when a congratulation is fitting.
    pub(super) congratulate: bool,
    /// 0 for good news, up to 1.
    pub(super) sensitivity: f64,
    /// Why, in a few words.
    pub(super) tact: String,
    /// Days since it was published or, where the source is silent, fetched.
    pub(super) age_days: f64,
}

/// May the signal open a mail, and how?
///
/// # Errors
/// The reason why not.
pub(super) fn leave(input: &OpenerInput, signal: &SourcedSignal) -> Result<Leave, Refusal> {
    match signal.about {
        Answer::Yes => {}
        Answer::Unsure => return Err("not certain to be about the account"),
        Answer::No => return Err("not about the account"),
    }
    match signal.stance {
        Stance::Reported => {}
        Stance::Rumour => return Err("not confirmed"),
        Stance::Denied => return Err("denied"),
        Stance::Hypothesis => return Err("opinion or speculation"),
        Stance::History => return Err("about something long past"),
        Stance::Satire => return Err("meant as a joke"),
    }
    let then = signal.published.unwrap_or(signal.fetched);
    if then.as_second() - input.now.as_second() > AHEAD_SECONDS {
        return Err("dated in the future");
    }
    let age_days = rank::age(input.now, then);
    if age_days > OLDEST_DAYS {
        return Err("older than a year");
    }
    if signal.title.chars().nth(LONGEST_TITLE).is_some() {
        return Err("too long to be a headline");
    }
    if signal.title.chars().any(is_hidden) {
        return Err("hiding characters in the headline");
    }
    if lexicon::tells_of_death(&signal.title) {
        return Err("about a death");
    }
    if lexicon::is_about_shares(&signal.title) {
        return Err("about the price of shares");
    }
    if lexicon::is_about_origins(&signal.title) {
        return Err("about something long past");
    }
    let (sensitivity, tact) = sensitivity(signal);
    if sensitivity >= 0.5 && input.settings.sensitive == SensitiveRule::Never {
        return Err("too sensitive for your settings");
    }
    Ok(Leave {
        congratulate: signal.congratulate && sensitivity == 0.0 && age_days <= CONGRATULATE_DAYS,
        sensitivity,
        tact,
        age_days,
    })
}

/// How much tact the signal calls for, and why.
fn sensitivity(signal: &SourcedSignal) -> (f64, String) {
    let by_kind = signal
        .kinds
        .iter()
        .map(|reading| (rank::sensitivity(reading.kind), reading.kind.name()))
        .fold(
            (0.0, ""),
            |most, next| if next.0 > most.0 { next } else { most },
        );
    if by_kind.0 > 0.0 {
        return (
            by_kind.0,
            format!("{} calls for tact: neutral words only", by_kind.1),
        );
    }
    let word =
        lexicon::tactful_word(&signal.title).or_else(|| lexicon::tactful_word(&signal.summary));
    if let Some(word) = word {
        return (
            rank::TACTFUL_WORD,
            format!("“{word}” calls for tact: neutral words only"),
        );
    }
    if !signal.congratulate && !signal.kinds.is_empty() {
        return (
            rank::NOT_GOOD_NEWS,
            "not clearly good news: no congratulation".to_owned(),
        );
    }
    (0.0, "nothing that calls for tact".to_owned())
}

/// Why there is no opener, in one sentence.
pub(super) fn none_because(account: &str, refusals: &[Refusal]) -> String {
    let account = match account.trim() {
        "" => "this account",
        name => name,
    };
    if refusals.is_empty() {
        return format!("No news is known about {account} yet.");
    }
    let mut counts: BTreeMap<Refusal, usize> = BTreeMap::new();
    for refusal in refusals {
        *counts.entry(refusal).or_default() += 1;
    }
    if let (1, Some(reason)) = (refusals.len(), refusals.first()) {
        return format!("The one story about {account} is {reason}.");
    }
    let mut counts: Vec<(Refusal, usize)> = counts.into_iter().collect();
    crate::order::by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
    let reasons: Vec<String> = counts
        .into_iter()
        .map(|(reason, count)| {
            format!("{count} {} {reason}", if count == 1 { "is" } else { "are" })
        })
        .collect();
    format!(
        "None of the {} stories about {account} is fit to quote: {}.",
        refusals.len(),
        reasons.join(", ")
    )
}
