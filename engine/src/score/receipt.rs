//! From attributes to the receipt: every line of the score, its stars, and how sure they are.

use super::attributes::{CONTACTS, label};
use super::model::{Found, other_name};
use super::{Attributes, BOLT_WINDOW_DAYS, Factor, Model, Shape, bolt, improve};
use crate::protocol::{Contribution, Score};
use jiff::Timestamp;

/// Longest value repeated in a receipt, in characters.
const LONGEST_VALUE: usize = 120;

/// Scores an account as of `now`. The points of the contributions sum to the score exactly;
/// `confidence` is the share of the model's factors whose value is known.
#[must_use]
pub fn receipt(attributes: &Attributes, model: &Model, now: Timestamp) -> Score {
    let lines: Vec<Line> = model
        .factors
        .iter()
        .map(|factor| line(factor, attributes, now))
        .collect();
    let mut contributions = Vec::with_capacity(lines.len() + 1);
    if model.base != 0 {
        contributions.push(base(model.base));
    }
    contributions.extend(lines.iter().map(|line| line.contribution.clone()));
    let score = contributions
        .iter()
        .fold(0_i64, |sum, line| sum.saturating_add(line.points));
    let counted = lines.iter().filter(|line| line.counts).count();
    let known = lines
        .iter()
        .filter(|line| line.counts && line.known)
        .count();
    Score {
        score,
        stars: model.stars_for(score),
        probability: model.probability_for(score),
        confidence: share(known, counted),
        contributions,
        bolt: bolt(&attributes.signals, now, BOLT_WINDOW_DAYS),
        improvements: improve::improvements(model, &points_of(&lines), score),
        model: format!("{} v{}", model.name, model.version),
        warnings: warnings(model, known, counted),
    }
}

/// One factor's line with what the totals need.
struct Line {
    contribution: Contribution,
    counts: bool,
    known: bool,
}

fn line(factor: &Factor, attributes: &Attributes, now: Timestamp) -> Line {
    let value = attributes.value(&factor.column, now);
    let found = factor.find(value.as_deref());
    let points = found.points();
    // Nobody known is a number, yet it is exactly the kind of gap that confidence speaks of.
    let nobody = super::attributes::same_name(&factor.column, CONTACTS) && attributes.contacts == 0;
    let shown = value
        .as_deref()
        .map(|text| text.chars().take(LONGEST_VALUE).collect::<String>());
    Line {
        counts: factor.counts_as_known,
        known: found.known && !nobody,
        contribution: Contribution {
            why: why(factor, shown.as_deref(), &found),
            factor: factor.column.clone(),
            value: shown,
            points,
            ..Contribution::default()
        },
    }
}

fn base(points: i64) -> Contribution {
    Contribution {
        factor: "base".to_owned(),
        value: None,
        points,
        why: format!("Every account starts with {points:+}."),
        ..Contribution::default()
    }
}

fn why(factor: &Factor, value: Option<&str>, found: &Found) -> String {
    let label = label(&factor.column);
    let points = found.points();
    let mut text = match value {
        None => format!("{label} is not known: {points:+}"),
        Some(value) if !found.known => format!("{label} “{value}” cannot be read: {points:+}"),
        Some(value) => match counted_as(factor, value, found) {
            Some(bin) => format!("{label} is {value} ({bin}): {points:+}"),
            None => format!("{label} is {value}: {points:+}"),
        },
    };
    if let [slot] = found.slots.as_slice()
        && slot.rows > 0
    {
        let percent = 100.0 * share_of(slot.positives, slot.rows);
        text.push_str(&format!(
            "; {} of {} such accounts had the outcome ({percent:.1} %)",
            slot.positives, slot.rows
        ));
    }
    if found.slots.iter().any(|slot| slot.locked) {
        text.push_str("; fixed by hand");
    }
    text.push('.');
    text
}

/// The bin in words, where it tells more than the value: a range, a group of values. The beginnings of
/// words by which a text is recognised are the model's business.
fn counted_as<'f>(factor: &Factor, value: &str, found: &'f Found) -> Option<&'f str> {
    let says_no_more = match &factor.shape {
        Shape::Words { groups, .. } => found.bin != other_name(groups) || groups.is_empty(),
        Shape::Category { groups, .. } => groups.is_empty(),
        _ => false,
    };
    (!says_no_more && value != found.bin).then_some(found.bin.as_str())
}

fn warnings(model: &Model, known: usize, counted: usize) -> Vec<String> {
    let mut warnings = model.warnings.clone();
    if known < counted {
        warnings.push(format!(
            "{} of {counted} attributes are not known, so the score is less sure",
            counted - known
        ));
    }
    warnings
}

fn points_of(lines: &[Line]) -> Vec<i64> {
    lines.iter().map(|line| line.contribution.points).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a handful of factors")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

#[allow(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
fn share_of(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}
