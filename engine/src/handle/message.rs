//! Requests as JSON text, as they come over a port: bounded, checked, and always answered.

use super::Engine;
use crate::phrases::spoken;
use crate::protocol::{Envelope, ErrorReply, MAX_MESSAGE_BYTES, Reply, Request, VERSION};
use jiff::Timestamp;
use serde_json::Value;

impl Engine {
    /// Answers one JSON [`Envelope`] with another. A message that is too large, of another version,
    /// or no known request gets an error reply under the id it carries (0 where it carries none).
    pub fn handle_message(&mut self, message: &str, now: Timestamp) -> String {
        let mut language = String::new();
        let (id, body) = match read(message, &mut language) {
            Ok((id, request)) => (id, self.handle(request, now)),
            Err((id, error)) => (id, Reply::Error(error)),
        };
        let envelope = Envelope {
            v: VERSION,
            id,
            language: String::new(),
            body,
        };
        let text = serde_json::to_string(&envelope).unwrap_or_else(|_| {
            format!("{{\"v\":{VERSION},\"id\":{id},\"body\":{{\"error\":{{\"code\":\"reply\",\"message\":\"The reply could not be written.\"}}}}}}")
        });
        spoken(text, &language)
    }
}

/// The request with its number; what language it asks for stands in `language`, also when it is refused.
fn read(message: &str, language: &mut String) -> Result<(u64, Request), (u64, ErrorReply)> {
    if message.len() > MAX_MESSAGE_BYTES {
        return Err((
            0,
            error(
                "message_too_large",
                format!(
                    "The message has {} MB; {} MB is the most.",
                    message.len() / 1_048_576,
                    MAX_MESSAGE_BYTES / 1_048_576
                ),
                "Send it in smaller parts.",
            ),
        ));
    }
    let value: Value = serde_json::from_str(message).map_err(|cause| {
        (
            0,
            error(
                "bad_message",
                format!("The message is not JSON: {cause}."),
                RELOAD,
            ),
        )
    })?;
    if let Some(asked) = value.get("language").and_then(Value::as_str) {
        asked.clone_into(language);
    }
    let id = value.get("id").and_then(Value::as_u64).unwrap_or(0);
    let version = value.get("v").and_then(Value::as_u64);
    if version != Some(u64::from(VERSION)) {
        let told = version.map_or("none".to_owned(), |version| version.to_string());
        let text =
            format!("This page and the engine are of different versions ({told} and {VERSION}).");
        return Err((id, error("other_version", text, RELOAD)));
    }
    let body = value.get("body").cloned().unwrap_or(Value::Null);
    serde_json::from_value(body)
        .map(|request| (id, request))
        .map_err(|cause| {
            (
                id,
                error(
                    "unknown_request",
                    format!("The engine does not know this request: {cause}."),
                    RELOAD,
                ),
            )
        })
}

const RELOAD: &str = "Reload the page.";

fn error(code: &str, message: String, next: &str) -> ErrorReply {
    ErrorReply {
        code: code.to_owned(),
        message: message.chars().take(500).collect(),
        place: "message".to_owned(),
        next: next.to_owned(),
    }
}
