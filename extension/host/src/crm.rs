//! The CRM's API: the engine says what is due, the browser's session holds the token, this carries it out.

use crate::fetch;
use crate::host::Host;
use crate::permission::Permitted;
use hookline_engine::json;
use hookline_engine::protocol::{CrmCall, CrmReply, CrmRequest, Reply, Request};
use url::Url;
use wasm_bindgen::prelude::*;

/// Calls of one round; what is left waits for the next.
const MOST_CALLS: usize = 400;
/// Largest answer to a sign-in, in bytes.
const MAX_SIGN_IN_BYTES: u64 = 200_000;

/// The token of the browser's session.
pub(crate) struct Session<'s> {
    /// Granted origin patterns, a JSON list.
    pub(crate) origins: &'s str,
    /// Origin that the token is for.
    pub(crate) api: &'s str,
    pub(crate) token: &'s str,
}

/// A request of a sign-in.
pub(crate) struct SignIn {
    /// Granted origin patterns, a JSON list.
    pub(crate) origins: String,
    pub(crate) method: String,
    pub(crate) url: String,
    /// What the privacy log keeps of the address.
    pub(crate) shown: String,
    /// Empty for none.
    pub(crate) form: String,
}

pub(crate) async fn log(host: &Host, session: &Session<'_>) -> Result<String, JsValue> {
    let permitted = permitted(session.origins)?;
    let mut sent = 0;
    let mut next = due(host, CrmRequest::Due);
    while let Some(call) = next.take().filter(|_| sent < MOST_CALLS) {
        // The engine's address and the token's must be of one mind, or the token would go astray.
        if origin(&call.url) != origin(session.api) || !permitted.allows(&call.url) {
            return Ok(r#"{"waiting":true}"#.to_owned());
        }
        let answer = fetch::call(&call, session.token).await;
        sent += 1;
        host.note_change();
        match host.ask(Request::Crm(CrmRequest::Answered(answer))) {
            Reply::Crm(CrmReply::Due(call)) => next = call,
            Reply::Crm(CrmReply::Expired) => return Ok(r#"{"expired":true}"#.to_owned()),
            _ => {}
        }
    }
    Ok("{}".to_owned())
}

pub(crate) async fn sign_in(host: &Host, request: SignIn) -> Result<String, JsValue> {
    if !permitted(&request.origins)?.allows(&request.url) {
        return Ok(
            r#"{"status":0,"body":"","failure":"the browser has not permitted this host"}"#
                .to_owned(),
        );
    }
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let call = CrmCall {
        touch: 0,
        attempt: 0,
        method: request.method,
        url: request.url,
        headers: vec![
            header("Accept", "application/json"),
            header("Content-Type", "application/x-www-form-urlencoded"),
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

fn permitted(origins: &str) -> Result<Permitted, JsValue> {
    let origins: Vec<String> =
        json::read(origins).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(Permitted::new(origins.iter().map(String::as_str)))
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
