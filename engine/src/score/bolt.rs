//! The lightning bolt: which events of the past 60 days light it.

use super::SignalAt;
use crate::protocol::BoltEvent;
use jiff::Timestamp;

/// Days an event keeps the bolt lit: the day of the event is day 0, day 60 is in, day 61 is out.
pub const BOLT_WINDOW_DAYS: i64 = 60;

/// A reading below this confidence is a guess and lights nothing.
const LEAST_CONFIDENCE: f64 = 0.5;

const SECONDS_PER_DAY: i64 = 86_400;

/// Calendar days in UTC from `date` to `now`; negative when `date` lies ahead.
#[must_use]
pub fn days_since(date: Timestamp, now: Timestamp) -> i64 {
    let day = |at: Timestamp| at.as_second().div_euclid(SECONDS_PER_DAY);
    day(now) - day(date)
}

/// The events within `window` days before `now`, newest first; the same headline of the same day
/// counts once. An event that lies ahead of `now` lights nothing before its time.
#[must_use]
pub fn bolt(signals: &[SignalAt], now: Timestamp, window: i64) -> Vec<BoltEvent> {
    let mut lit: Vec<&SignalAt> = signals
        .iter()
        .filter(|signal| signal.date <= now && signal.confidence >= LEAST_CONFIDENCE)
        .filter(|signal| days_since(signal.date, now) <= window)
        .collect();
    crate::order::by(&mut lit, |left, right| {
        right
            .date
            .cmp(&left.date)
            .then(left.kind.cmp(&right.kind))
            .then_with(|| left.title.cmp(&right.title))
    });
    let mut events: Vec<BoltEvent> = Vec::with_capacity(lit.len());
    for signal in lit {
        let days_ago = days_since(signal.date, now);
        let told = events.iter().any(|event| {
            event.kind == signal.kind && event.days_ago == days_ago && event.title == signal.title
        });
        if told {
            continue;
        }
        events.push(BoltEvent {
            kind: signal.kind,
            title: signal.title.clone(),
            url: signal.url.clone(),
            date: signal.date.to_string(),
            days_ago,
            days_left: window - days_ago,
            story: signal.story,
        });
    }
    events
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::protocol::SignalKind;

    fn at(date: &str) -> SignalAt {
        SignalAt {
            kind: SignalKind::Funding,
            date: date.parse().unwrap(),
            title: format!("Raised on {date}"),
            url: None,
            story: None,
            confidence: 0.9,
        }
    }

    #[test]
    fn day_60_is_in_and_day_61_is_out() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let lit = bolt(&[at("2026-09-25T12:00:00Z")], now, BOLT_WINDOW_DAYS);
        assert_eq!((lit[0].days_ago, lit[0].days_left), (60, 0));
        for hour in ["00:00:00", "12:00:00", "23:59:59"] {
            assert_eq!(
                bolt(&[at(&format!("2026-09-25T{hour}Z"))], now, 60).len(),
                1
            );
            assert!(bolt(&[at(&format!("2026-09-24T{hour}Z"))], now, 60).is_empty());
        }
    }

    #[test]
    fn the_future_lights_nothing() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        assert!(bolt(&[at("2026-11-24T12:00:01Z")], now, 60).is_empty());
        assert!(bolt(&[at("2027-01-01T00:00:00Z")], now, 60).is_empty());
        assert_eq!(bolt(&[at("2026-11-24T12:00:00Z")], now, 60).len(), 1);
    }

    #[test]
    fn newest_first_once_each_and_no_guesses() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let mut guess = at("2026-11-23T00:00:00Z");
        guess.confidence = 0.2;
        let signals = [
            at("2026-10-01T00:00:00Z"),
            at("2026-11-01T00:00:00Z"),
            at("2026-11-01T00:00:00Z"),
            guess,
        ];
        let days: Vec<i64> = bolt(&signals, now, 60)
            .iter()
            .map(|event| event.days_ago)
            .collect();
        assert_eq!(days, [23, 54]);
    }
}
