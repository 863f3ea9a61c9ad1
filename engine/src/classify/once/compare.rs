//! Are two tellings one story?

use super::fingerprint::Fingerprint;
use crate::protocol::SignalKind;
use crate::resolve::is_country;

/// Copies of one text run for at most this many days.
const COPY_DAYS: i64 = 14;
/// One event is told for at most this many days.
const EVENT_DAYS: i64 = 7;
/// Share of words in common above which texts are near-copies.
const NEAR: f64 = 0.6;
/// Share of words in common that supports "same event" where no figure or name does.
const SIMILAR: f64 = 0.25;
/// Figures within this relative distance are one figure rounded differently.
const ROUNDING: f64 = 0.06;

/// Why two tellings are one story.
#[derive(Debug, Clone, PartialEq)]
pub enum Sameness {
    /// The same words.
    SameText,
    /// Nearly the same words; the share in common.
    NearCopy(f64),
    /// The same event told differently; what both tell.
    SameEvent(String),
}

impl Sameness {
    /// The reason in words for the rep.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::SameText => "same text".to_owned(),
            Self::NearCopy(share) => {
                format!("nearly the same text ({:.0} % of the words)", share * 100.0)
            }
            Self::SameEvent(what) => format!("same event: {what}"),
        }
    }
}

/// Says whether two tellings, published `days` apart, are one story, and why.
#[must_use]
pub fn same_story(a: &Fingerprint, b: &Fingerprint, days: i64) -> Option<Sameness> {
    let days = days.abs();
    if days > COPY_DAYS {
        return None;
    }
    let clash = clash(a, b);
    if !a.title.is_empty() && a.title == b.title && a.title_words.len() >= 3 {
        return Some(Sameness::SameText);
    }
    let title_share = overlap(&a.title_words, &b.title_words);
    let share = overlap(&a.words, &b.words).max(title_share);
    if share >= NEAR && !clash && a.title_words.len().min(b.title_words.len()) >= 4 {
        return Some(Sameness::NearCopy(share));
    }
    if days > EVENT_DAYS || clash {
        return None;
    }
    let company = a
        .companies
        .iter()
        .find(|name| b.companies.iter().any(|other| same_company(name, other)))?;
    let kind = a.kinds.iter().find(|kind| b.kinds.contains(kind))?;
    if let Some(figure) = a
        .figures
        .iter()
        .find(|figure| b.figures.iter().any(|other| same_figure(figure, other)))
    {
        return Some(Sameness::SameEvent(format!(
            "{company}, {}, {figure}",
            kind.name()
        )));
    }
    let company_words = |name: &String| {
        a.companies
            .iter()
            .chain(&b.companies)
            .any(|company| company.split(' ').any(|word| word == name))
    };
    // Two events in one country have no more in common than that.
    if let Some(name) = a
        .names
        .iter()
        .find(|name| !company_words(name) && b.names.contains(name) && !is_wide(name))
    {
        return Some(Sameness::SameEvent(format!(
            "{company}, {}, {name}",
            kind.name()
        )));
    }
    // Without a common figure or name only kinds that seldom happen twice in a week are one event.
    (happens_once(*kind)
        && (title_share >= SIMILAR
            // Who buys one company may sell another on the next day.
            || days <= 2 && a.kinds.first() == b.kinds.first() && *kind != SignalKind::Acquisition))
        .then(|| Sameness::SameEvent(format!("{company}, {}", kind.name())))
}

/// Kinds that seldom happen to one company twice within [`EVENT_DAYS`].
fn happens_once(kind: SignalKind) -> bool {
    matches!(
        kind,
        SignalKind::Ipo
            | SignalKind::Rebrand
            | SignalKind::Bankruptcy
            | SignalKind::Layoffs
            | SignalKind::Earnings
            | SignalKind::Security
            | SignalKind::Funding
            | SignalKind::Acquisition
    )
}

/// Parts of the world that many events share; countries are known by their names.
const WIDE: [&str; 16] = [
    "europe", "european", "asia", "asian", "africa", "african", "america", "american", "americas",
    "global", "north", "south", "east", "west", "middle", "pacific",
];

fn is_wide(name: &str) -> bool {
    WIDE.contains(&name) || is_country(name)
}

/// True when both say what only one event has, and say it differently: another target, another
/// person, another place, another number of people, another amount.
fn clash(a: &Fingerprint, b: &Fingerprint) -> bool {
    ["target", "person", "place", "headcount"]
        .into_iter()
        .any(|role| roles_clash(role, a, b))
        || amounts_clash(a, b)
}

fn roles_clash(role: &str, a: &Fingerprint, b: &Fingerprint) -> bool {
    let of = |print: &Fingerprint| -> Vec<String> {
        let held = print.roles.iter().filter(|(name, _)| name == role);
        held.map(|(_, value)| value.clone()).collect()
    };
    let (ours, theirs) = (of(a), of(b));
    let agree = |one: &String, other: &String| match role {
        "headcount" => same_figure(&format!("n {one}"), &format!("n {other}")),
        // A town and its country may be one place.
        "place" if is_wide(one) != is_wide(other) => true,
        _ => one.contains(other.as_str()) || other.contains(one.as_str()),
    };
    !ours.is_empty()
        && !theirs.is_empty()
        && !ours
            .iter()
            .any(|one| theirs.iter().any(|other| agree(one, other)))
}

/// True when both name amounts of money and none agrees: two rounds, two fines.
fn amounts_clash(a: &Fingerprint, b: &Fingerprint) -> bool {
    let money = |figures: &[String]| {
        figures
            .iter()
            .filter(|figure| !figure.starts_with("n "))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (money(&a.figures), money(&b.figures));
    !ours.is_empty()
        && !theirs.is_empty()
        && !ours.iter().any(|figure| {
            theirs
                .iter()
                .any(|other| same_figure(figure, other) || figure.get(..3) != other.get(..3))
        })
}

fn same_figure(a: &str, b: &str) -> bool {
    let (Some((unit, value)), Some((other_unit, other))) = (a.split_once(' '), b.split_once(' '))
    else {
        return false;
    };
    let (Ok(value), Ok(other)) = (value.parse::<f64>(), other.parse::<f64>()) else {
        return false;
    };
    unit == other_unit && (value - other).abs() <= ROUNDING * value.abs().max(other.abs())
}

/// "ford", "ford motor" and "ford motor company" are one company here; the kind and the day agree.
fn same_company(a: &str, b: &str) -> bool {
    a == b || (!a.is_empty() && !b.is_empty() && (begins(a, b) || begins(b, a)))
}

fn begins(long: &str, short: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(' '))
}

/// Jaccard overlap of two sorted lists.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let common = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let all = a.len() + b.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}
