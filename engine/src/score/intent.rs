//! Intent beside fit: what triggers are worth now, and the priority that combines both in the open.

use super::{SignalAt, days_since};
use crate::protocol::{Contribution, SignalKind};
use jiff::Timestamp;

/// Points of a fresh trigger, and the days after which half of them are left. A convention for
/// selling to companies: money and new leaders open budgets, hiring and products say less.
const WEIGHTS: [(SignalKind, f64, f64); 15] = [
    (SignalKind::Funding, 40.0, 45.0),
    (SignalKind::Ipo, 35.0, 60.0),
    (SignalKind::Acquisition, 30.0, 60.0),
    (SignalKind::Leadership, 35.0, 45.0),
    (SignalKind::Expansion, 30.0, 45.0),
    (SignalKind::Hiring, 20.0, 30.0),
    (SignalKind::Partnership, 15.0, 30.0),
    (SignalKind::Product, 15.0, 30.0),
    (SignalKind::Earnings, 10.0, 21.0),
    (SignalKind::Award, 5.0, 21.0),
    (SignalKind::Rebrand, 15.0, 30.0),
    (SignalKind::Security, 15.0, 30.0),
    (SignalKind::Legal, 5.0, 30.0),
    (SignalKind::Layoffs, 5.0, 30.0),
    (SignalKind::Bankruptcy, -40.0, 120.0),
];

/// Most points of intent; many triggers do not make more than a full one.
const MOST: i64 = 100;

/// Most lines of a receipt.
const MOST_LINES: usize = 20;

/// Intent as of `now`, with the lines it sums to. A trigger of the future is worth nothing yet.
#[must_use]
pub fn intent(signals: &[SignalAt], now: Timestamp) -> (i64, Vec<Contribution>) {
    let mut lines: Vec<Contribution> = signals
        .iter()
        .filter(|signal| signal.date <= now)
        .filter_map(|signal| line(signal, now))
        .collect();
    crate::order::by(&mut lines, |left, right| {
        right
            .points
            .abs()
            .cmp(&left.points.abs())
            .then_with(|| left.why.cmp(&right.why))
    });
    lines.truncate(MOST_LINES);
    let sum: i64 = lines.iter().map(|line| line.points).sum();
    let kept = sum.clamp(-MOST, MOST);
    if kept != sum {
        lines.push(Contribution {
            factor: "limit".to_owned(),
            value: None,
            points: kept - sum,
            why: format!("Triggers together count {MOST} at most: {:+}.", kept - sum),
            ..Contribution::default()
        });
    }
    (kept, lines)
}

fn line(signal: &SignalAt, now: Timestamp) -> Option<Contribution> {
    let (_, weight, half_life) = WEIGHTS.iter().find(|(kind, _, _)| *kind == signal.kind)?;
    let age = days_since(signal.date, now);
    let confidence = if signal.confidence.is_finite() {
        signal.confidence.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let left = 0.5_f64.powf(age as f64 / half_life);
    let points = (weight * left * confidence).round() as i64;
    (points != 0).then(|| Contribution {
        factor: signal.kind.name().to_owned(),
        value: Some(signal.title.chars().take(120).collect()),
        points,
        why: format!(
            "{} {age} days ago: {weight:+} when fresh, halved every {half_life} days, {:.0} % sure: {points:+}.",
            signal.kind.name(),
            100.0 * confidence
        ),
        ..Contribution::default()
    })
}

/// Fit and intent as one number: `stars` weigh 20 each, intent counts as it is.
#[must_use]
pub fn priority(stars: Option<u8>, intent: i64) -> (i64, [Contribution; 2]) {
    let fit = 20 * i64::from(stars.unwrap_or(0));
    let line = |factor: &str, points: i64, why: String| Contribution {
        factor: factor.to_owned(),
        value: None,
        points,
        why,
        ..Contribution::default()
    };
    let fit_why = match stars {
        Some(1) => format!("1 star for fit: {fit:+}."),
        Some(stars) => format!("{stars} stars for fit, 20 each: {fit:+}."),
        None => "No stars, since the model has no signal: +0.".to_owned(),
    };
    let lines = [
        line("fit", fit, fit_why),
        line(
            "intent",
            intent,
            format!("Intent from triggers: {intent:+}."),
        ),
    ];
    (fit + intent, lines)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    fn signal(kind: SignalKind, date: &str) -> SignalAt {
        SignalAt {
            kind,
            date: date.parse().unwrap(),
            title: "x".to_owned(),
            url: None,
            story: None,
            confidence: 1.0,
        }
    }

    #[test]
    fn triggers_halve_and_the_lines_add_up() {
        let now: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        assert_eq!(
            intent(&[signal(SignalKind::Funding, "2026-11-24T00:00:00Z")], now).0,
            40
        );
        assert_eq!(
            intent(&[signal(SignalKind::Funding, "2026-10-10T00:00:00Z")], now).0,
            20
        );
        assert_eq!(
            intent(&[signal(SignalKind::Funding, "2026-12-01T00:00:00Z")], now).0,
            0
        );
        let many = vec![signal(SignalKind::Funding, "2026-11-24T00:00:00Z"); 9];
        let (sum, lines) = intent(&many, now);
        assert_eq!(sum, 100);
        assert_eq!(lines.iter().map(|line| line.points).sum::<i64>(), 100);
        let (total, parts) = priority(Some(4), 20);
        assert_eq!(total, 100);
        assert_eq!(parts.iter().map(|part| part.points).sum::<i64>(), 100);
    }
}
