//! Carries out one request: the only place from which Hookline reaches the network.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookline_engine::protocol::{CrmAnswer, CrmCall, DueRequest, Fetched};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, DedicatedWorkerGlobalScope, ReadableStreamDefaultReader,
    ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

/// A server that has not answered in full by then is given up, in milliseconds.
const TIMEOUT_MS: u32 = 30_000;
/// The response headers that the engine may read.
const HEADERS: [&str; 6] = [
    "cache-control",
    "content-type",
    "etag",
    "expires",
    "last-modified",
    "retry-after",
];

/// What is sent.
struct Sending<'s> {
    method: &'s str,
    url: &'s str,
    headers: &'s [(String, String)],
    /// Empty for none.
    body: &'s str,
    /// A token goes to the host that it is for and nowhere else.
    follow: bool,
}

/// What came back.
struct Came {
    status: u16,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Empty when nothing went wrong.
    failure: String,
}

/// Asks the address, whose host must be permitted. Sends no cookies and no referrer; reads no more than
/// the request allows.
pub(crate) async fn carry_out(due: &DueRequest) -> Fetched {
    let came = send(
        &Sending {
            method: "GET",
            url: &due.url,
            headers: &due.headers,
            body: "",
            follow: true,
        },
        due.max_bytes,
    )
    .await;
    Fetched {
        feed: due.feed,
        url: due.url.clone(),
        final_url: came.url,
        status: came.status,
        headers: came.headers,
        body: STANDARD.encode(came.body),
        failure: came.failure,
    }
}

/// The same for a call of a CRM's API, with the session's token where there is one.
pub(crate) async fn call(call: &CrmCall, token: &str) -> CrmAnswer {
    let mut headers = call.headers.clone();
    if !token.is_empty() {
        headers.push(("Authorization".to_owned(), format!("Bearer {token}")));
    }
    let came = send(
        &Sending {
            method: &call.method,
            url: &call.url,
            headers: &headers,
            body: &call.body,
            follow: false,
        },
        call.max_bytes,
    )
    .await;
    CrmAnswer {
        touch: call.touch,
        attempt: call.attempt,
        url: call.url.clone(),
        status: came.status,
        headers: came.headers,
        body: String::from_utf8_lossy(&came.body).into_owned(),
        failure: came.failure,
    }
}

async fn send(sending: &Sending<'_>, max_bytes: u64) -> Came {
    let mut came = Came {
        status: 0,
        url: sending.url.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
        failure: String::new(),
    };
    match ask(sending).await {
        Ok((response, cut)) => {
            came.status = response.status();
            came.url = response.url();
            came.headers = headers_of(&response);
            match body_of(&response, max_bytes).await {
                Ok(body) => came.body = body,
                Err(failure) => {
                    // The rest is not sent either: a reader that merely stops may leave it coming.
                    cut.abort();
                    came.failure = failure;
                }
            }
        }
        Err(error) => came.failure = in_words(&error),
    }
    came
}

/// The response, and what ends it before its time.
async fn ask(sending: &Sending<'_>) -> Result<(Response, AbortController), JsValue> {
    let cut = AbortController::new()?;
    let signals = Array::of2(&AbortSignal::timeout_with_u32(TIMEOUT_MS), &cut.signal());
    let options = RequestInit::new();
    options.set_method(sending.method);
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(if sending.follow {
        RequestRedirect::Follow
    } else {
        RequestRedirect::Error
    });
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&AbortSignal::any(&signals)));
    if !sending.body.is_empty() {
        options.set_body(&JsValue::from_str(sending.body));
    }
    let request = Request::new_with_str_and_init(sending.url, &options)?;
    for (name, value) in sending.headers {
        request.headers().set(name, value)?;
    }
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let response = JsFuture::from(scope.fetch_with_request(&request)).await?;
    Ok((response.dyn_into()?, cut))
}

fn headers_of(response: &Response) -> Vec<(String, String)> {
    HEADERS
        .iter()
        .filter_map(|name| {
            let value = response.headers().get(name).ok().flatten()?;
            Some(((*name).to_owned(), value))
        })
        .collect()
}

/// Reads piece by piece, so that a body without end costs no more than the limit.
async fn body_of(response: &Response, limit: u64) -> Result<Vec<u8>, String> {
    let Some(stream) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut body = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read())
            .await
            .map_err(|error| in_words(&error))?;
        let done = Reflect::get(&piece, &"done".into()).is_ok_and(|done| done.is_truthy());
        if done {
            return Ok(body);
        }
        let bytes = Reflect::get(&piece, &"value".into())
            .map(|value| Uint8Array::new(&value))
            .map_err(|error| in_words(&error))?;
        if body.len() as u64 + u64::from(bytes.length()) > limit {
            return Err(format!(
                "it is larger than {} MB, so it was not read",
                limit.div_ceil(1_000_000)
            ));
        }
        body.extend(bytes.to_vec());
    }
}

/// Why, as the end of a sentence. The browser hides the cause; only a timeout can be told apart.
fn in_words(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    if name == "TimeoutError" || name == "AbortError" {
        "it took longer than 30 seconds".to_owned()
    } else {
        "the browser could not connect to it".to_owned()
    }
}
