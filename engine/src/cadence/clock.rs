//! What time it is where a number rings, from its calling code and area. A mobile phone may be elsewhere;
//! where a code spans several clocks, the earliest and the latest are given.

use crate::packed::{Packed, packed};
use jiff::{Timestamp, civil::Time, tz::TimeZone};

/// Rules and prefixes; the file says where they are from.
static CLOCKS: Packed = packed!("src/cadence/clocks.tsv");
/// Calls are polite from this hour to the next, local time, unless the rep set others. By judgement; laws on telephone sales in the
/// USA allow 8 to 21 (47 CFR 64.1200(c)(1)), people's working days are shorter.
pub const POLITE_HOURS: [i8; 2] = [8, 18];
/// When the clocks of a code lie further apart than this many hours, the time is not known.
const FURTHEST_APART: i32 = 5;

/// The time at a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalTime {
    /// The earliest it may be there.
    pub from: Time,
    /// The latest it may be there; the same where one clock holds.
    pub to: Time,
    /// True when it may be before or after the polite hours, or on a weekend.
    pub odd: bool,
    /// True when it may be Saturday or Sunday there.
    pub weekend: bool,
    /// What to tell the rep.
    pub text: String,
}

/// The local time at an international number (`+…`); `None` when its code does not tell.
#[must_use]
pub fn local_time(e164: &str, now: Timestamp) -> Option<LocalTime> {
    local_time_within(e164, now, POLITE_HOURS)
}

/// As [`local_time`], with the hours that are polite: from the first to before the second.
#[must_use]
pub fn local_time_within(e164: &str, now: Timestamp, polite: [i8; 2]) -> Option<LocalTime> {
    let digits: String = e164.chars().filter(char::is_ascii_digit).take(15).collect();
    let zones = zones(&digits);
    let mut clocks: Vec<_> = zones.iter().map(|zone| zone.to_datetime(now)).collect();
    clocks.sort();
    let (first, last) = (*clocks.first()?, *clocks.last()?);
    let apart = last.since(first).ok()?;
    if apart.get_days() > 0 || apart.get_hours() > FURTHEST_APART {
        return None;
    }
    let is_weekend = |clock: &jiff::civil::DateTime| {
        matches!(
            clock.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        )
    };
    let weekend = clocks.iter().any(is_weekend);
    let odd = weekend
        || clocks
            .iter()
            .any(|clock| !(polite[0]..polite[1]).contains(&clock.hour()));
    let shown = |time: Time| format!("{}:{:02}", time.hour(), time.minute());
    let time = if first == last {
        shown(first.time())
    } else {
        format!("between {} and {}", shown(first.time()), shown(last.time()))
    };
    let day = match first.weekday() {
        jiff::civil::Weekday::Saturday => ", Saturday",
        jiff::civil::Weekday::Sunday => ", Sunday",
        _ => "",
    };
    Some(LocalTime {
        from: first.time(),
        to: last.time(),
        odd,
        weekend,
        text: format!(
            "It is {time} there{day}{}.",
            if odd { "; an odd hour to call" } else { "" }
        ),
    })
}

/// The clocks of the longest prefix of `digits` that the file knows.
fn zones(digits: &str) -> Vec<TimeZone> {
    let rules: Vec<&str> = CLOCKS
        .text()
        .lines()
        .filter_map(|line| line.strip_prefix("=\t"))
        .collect();
    let best = CLOCKS
        .text()
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(rules, prefixes)| prefixes.split(' ').map(move |prefix| (prefix, rules)))
        .filter(|(prefix, _)| digits.starts_with(prefix))
        .max_by_key(|(prefix, _)| prefix.len());
    let Some((_, numbers)) = best else {
        return Vec::new();
    };
    numbers
        .split(' ')
        .filter_map(|number| rules.get(number.parse::<usize>().ok()?))
        .filter_map(|rule| TimeZone::posix(rule).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_file_is_a_clock() {
        let rules: Vec<&str> = CLOCKS
            .text()
            .lines()
            .filter_map(|line| line.strip_prefix("=\t"))
            .collect();
        assert!(rules.len() > 40);
        assert!(rules.iter().all(|rule| TimeZone::posix(rule).is_ok()));
        let prefixes = CLOCKS
            .text()
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        for line in prefixes {
            let known = line.split_once('\t').is_some_and(|(numbers, _)| {
                numbers.split(' ').all(|number| {
                    number
                        .parse::<usize>()
                        .is_ok_and(|number| number < rules.len())
                })
            });
            assert!(known, "{line}");
        }
    }
}
