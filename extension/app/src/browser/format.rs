//! Numbers and dates in the reader's locale, by the browser's own `Intl`.

use super::chrome::object;
use super::text::locale;
use wasm_bindgen::prelude::*;

/// From this many days on an age is told in months.
const DAYS_TOLD_AS_DAYS: i64 = 90;
/// From this many days on an age is told in years.
const DAYS_TOLD_AS_MONTHS: i64 = 730;

#[wasm_bindgen]
extern "C" {
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "NumberFormat")]
    fn new(locale: &str, options: &JsValue) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;

    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "RelativeTimeFormat")]
    fn new(locale: &str, options: &JsValue) -> RelativeTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, number: f64, unit: &str) -> String;

    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(locale: &str, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &js_sys::Date) -> String;
}

/// A count: "12,345".
pub(crate) fn number(number: f64) -> String {
    formatted(number, &[("maximumFractionDigits", 2.into())])
}

/// A figure with a fixed number of digits after the point: "0.930".
#[cfg(feature = "workspace")]
pub(crate) fn decimals(number: f64, digits: u8) -> String {
    formatted(
        number,
        &[
            ("minimumFractionDigits", digits.into()),
            ("maximumFractionDigits", digits.into()),
        ],
    )
}

/// A number, short: "1.2M".
#[cfg(feature = "workspace")]
pub(crate) fn compact(number: f64) -> String {
    formatted(
        number,
        &[
            ("notation", "compact".into()),
            ("maximumFractionDigits", 1.into()),
        ],
    )
}

/// Points with their sign: "+12", "-5", "0".
pub(crate) fn signed(points: i64) -> String {
    formatted(points as f64, &[("signDisplay", "exceptZero".into())])
}

/// A share, 0 to 1: "12%".
pub(crate) fn percent(share: f64) -> String {
    formatted(
        share,
        &[
            ("style", "percent".into()),
            ("maximumFractionDigits", 0.into()),
        ],
    )
}

/// US dollars, short: "$1.2B".
pub(crate) fn dollars(amount: i64) -> String {
    formatted(
        amount as f64,
        &[
            ("style", "currency".into()),
            ("currency", "USD".into()),
            ("notation", "compact".into()),
            ("maximumFractionDigits", 1.into()),
        ],
    )
}

/// Bytes, short: "1.2 MB".
pub(crate) fn bytes(bytes: u64) -> String {
    let (amount, unit) = match bytes {
        0..1_000 => (bytes as f64, "byte"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kilobyte"),
        _ => (bytes as f64 / 1e6, "megabyte"),
    };
    formatted(
        amount,
        &[
            ("style", "unit".into()),
            ("unit", unit.into()),
            ("maximumFractionDigits", 1.into()),
        ],
    )
}

fn formatted(number: f64, options: &[(&str, JsValue)]) -> String {
    NumberFormat::new(&locale(), &object(options)).format(number)
}

/// How long ago: "today", "12 days ago", "5 months ago".
pub(crate) fn age(days: i64) -> String {
    let (amount, unit) = match days {
        ..DAYS_TOLD_AS_DAYS => (days, "day"),
        DAYS_TOLD_AS_DAYS..DAYS_TOLD_AS_MONTHS => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    RelativeTimeFormat::new(&locale(), &object(&[("numeric", "auto".into())]))
        .format(-(amount as f64), unit)
}

/// How long ago a moment is, by the browser's clock: "5 minutes ago".
pub(crate) fn since(moment: &str) -> String {
    let minutes =
        ((js_sys::Date::now() - js_sys::Date::new(&moment.into()).get_time()) / 60_000.0).round();
    if !minutes.is_finite() {
        return String::new();
    }
    let (amount, unit) = match minutes.abs() {
        amount if amount < 60.0 => (minutes, "minute"),
        amount if amount < 24.0 * 60.0 => ((minutes / 60.0).round(), "hour"),
        _ => return age((minutes / 1440.0).round() as i64),
    };
    RelativeTimeFormat::new(&locale(), &object(&[("numeric", "auto".into())])).format(-amount, unit)
}

/// The exact day: "12 November 2026". Empty when the text is no date.
pub(crate) fn day(moment: &str) -> String {
    // A day without a time is the same day everywhere.
    let zone = if moment.len() <= 10 || moment.contains("T00:00:00") {
        ("timeZone", JsValue::from_str("UTC"))
    } else {
        ("weekday", JsValue::UNDEFINED)
    };
    dated(moment, &[("dateStyle", "long".into()), zone])
}

/// The exact moment: "12 Nov 2026, 14:03". Empty when the text is no date.
pub(crate) fn moment(moment: &str) -> String {
    dated(
        moment,
        &[
            ("dateStyle", "medium".into()),
            ("timeStyle", "short".into()),
        ],
    )
}

fn dated(moment: &str, options: &[(&str, JsValue)]) -> String {
    let date = js_sys::Date::new(&moment.into());
    if date.get_time().is_nan() {
        return String::new();
    }
    DateTimeFormat::new(&locale(), &object(options)).format(&date)
}

/// The reader's own day: "2026-11-24".
pub(crate) fn today() -> String {
    let date = js_sys::Date::new_0();
    let mut day = date.get_full_year().to_string();
    for part in [date.get_month() + 1, date.get_date()] {
        day.push_str(if part < 10 { "-0" } else { "-" });
        day.push_str(&part.to_string());
    }
    day
}

/// Minutes and seconds: "4:05".
pub(crate) fn duration(seconds: u32) -> String {
    let mut shown = (seconds / 60).to_string();
    shown.push_str(if seconds % 60 < 10 { ":0" } else { ":" });
    shown.push_str(&(seconds % 60).to_string());
    shown
}

/// A text cut to at most `characters`, with a sign that more follows.
pub(crate) fn clip(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some((end, _)) => {
            let mut short = text[..end].to_owned();
            short.push('…');
            short
        }
    }
}
