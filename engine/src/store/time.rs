//! Times: whole seconds in the database, RFC 3339 on the wire.

use jiff::Timestamp;

/// The instant of a stored time; the end of time for a value no calendar has.
#[must_use]
pub fn from_seconds(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// A stored time as RFC 3339 in UTC.
#[must_use]
pub fn to_text(seconds: i64) -> String {
    from_seconds(seconds).to_string()
}
