//! Reading the fields of JSON answers: what is missing or of another type reads as nothing.

use crate::ingest::text::plain_line;
use crate::{Error, Result};
use serde_json::Value;

/// Longest text of a field, in characters.
const MAX_CHARS: usize = 500;

/// Largest answer that is read, in bytes.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The answer as JSON.
pub(super) fn parse(payload: &[u8], url: &str, source: &str) -> Result<Value> {
    if payload.len() > MAX_BYTES {
        return Err(unreadable(url, source, "its answer is too large"));
    }
    let text = String::from_utf8_lossy(payload);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    crate::json::read(text).map_err(|error| {
        let reason = if text.starts_with('<') {
            "it answered with a web page".to_owned()
        } else if text.is_empty() {
            "it answered with nothing".to_owned()
        } else {
            format!(
                "its answer is no JSON from line {}, column {} on",
                error.line(),
                error.column()
            )
        };
        unreadable(url, source, &reason)
    })
}

/// The named error for an answer that is not what the source sends.
pub(super) fn unreadable(url: &str, source: &str, reason: &str) -> Error {
    Error::input(
        "unreadable_answer",
        format!("{source} could not be read: {reason}."),
        url,
        "It is asked again later. Nothing that was read before is lost.",
    )
}

/// The text at a path, plain, at most 500 characters; empty where there is none.
pub(super) fn text(value: &Value, path: &[&str]) -> String {
    match at(value, path) {
        // Some tools write Python's None for a missing value.
        Some(Value::String(text)) if text != "None" && text != "null" => {
            plain_line(text, MAX_CHARS)
        }
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The list at a path, empty where there is none.
pub(super) fn list<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    match at(value, path) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

/// The value at a path of field names.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// `Some` for a text that says something.
pub(super) fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
