//! The CRM's API: the engine says what is due, the browser's session holds the token, this carries it out.

use crate::fetch;
use crate::host::Host;
use crate::permission::Permitted;
use hookline_engine::json;
use hookline_engine::protocol::{CrmCall, CrmReply, CrmRequest, Reply, Request};
use serde::Deserialize;
use url::Url;
use wasm_bindgen::prelude::*;

/// Calls of one round; what is left waits for the next.
const MOST_CALLS: usize = 400;
/// Largest answer to a sign-in, in bytes.
const MAX_SIGN_IN_BYTES: u64 = 200_000;

#[derive(Deserialize)]
struct Session {
    origins: Vec<String>,
    /// Origin that the token is for.
    api: String,
    token: String,
}

#[derive(Deserialize)]
struct SignIn {
    origins: Vec<String>,
    method: String,
    url: String,
    shown: String,
    #[serde(default)]
    form: String,
}

pub(crate) async fn log(host: &Host, session: &str) -> Result<String, JsValue> {
    let session: Session = json::read(session).map_err(|error| unreadable(&error))?;
    let permitted = Permitted::new(session.origins.iter().map(String::as_str));
    let mut sent = 0;
    let mut next = due(host, CrmRequest::Due);
    while let Some(call) = next.take().filter(|_| sent < MOST_CALLS) {
        // The engine's address and the token's must be of one mind, or the token would go astray.
        if origin(&call.url) != origin(&session.api) || !permitted.allows(&call.url) {
            return Ok(serde_json::json!({ "sent": sent, "waiting": true }).to_string());
        }
        let answer = fetch::call(&call, &session.token).await;
        sent += 1;
        host.note_change();
        match host.ask(Request::Crm(CrmRequest::Answered(answer))) {
            Reply::Crm(CrmReply::Due(call)) => next = call,
            Reply::Crm(CrmReply::Expired) => {
                return Ok(serde_json::json!({ "sent": sent, "expired": true }).to_string());
            }
            _ => {}
        }
    }
    Ok(serde_json::json!({ "sent": sent }).to_string())
}

pub(crate) async fn sign_in(host: &Host, request: &str) -> Result<String, JsValue> {
    let request: SignIn = json::read(request).map_err(|error| unreadable(&error))?;
    let permitted = Permitted::new(request.origins.iter().map(String::as_str));
    if !permitted.allows(&request.url) {
        return Ok(serde_json::json!({ "status": 0, "body": "", "failure": "the browser has not permitted this host" }).to_string());
    }
    let call = CrmCall {
        touch: 0,
        attempt: 0,
        method: request.method,
        url: request.url,
        headers: vec![
            ("Accept".to_owned(), "application/json".to_owned()),
            (
                "Content-Type".to_owned(),
                "application/x-www-form-urlencoded".to_owned(),
            ),
        ],
        body: request.form,
        max_bytes: MAX_SIGN_IN_BYTES,
    };
    let answer = fetch::call(&call, "").await;
    let _ = host.ask(Request::Crm(CrmRequest::Noted {
        url: request.shown,
        status: answer.status,
        bytes: answer.body.len() as u64,
    }));
    Ok(serde_json::json!({ "status": answer.status, "body": answer.body, "failure": answer.failure })
        .to_string())
}

fn due(host: &Host, request: CrmRequest) -> Option<CrmCall> {
    match host.ask(Request::Crm(request)) {
        Reply::Crm(CrmReply::Due(call)) => call,
        _ => None,
    }
}

fn origin(address: &str) -> Option<String> {
    Url::parse(address)
        .ok()
        .filter(|url| url.scheme() == "https")
        .map(|url| url.origin().ascii_serialization())
}

/// Says where, never what: the text may hold a token.
fn unreadable(error: &serde_json::Error) -> JsValue {
    JsValue::from_str(&format!(
        "unreadable at line {} column {}",
        error.line(),
        error.column()
    ))
}
