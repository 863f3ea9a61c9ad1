//! Carries out one due request: the only place from which Hookline reaches the network.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookline_engine::protocol::{DueRequest, Fetched};
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

/// Asks the address, whose host must be permitted. Sends no cookies and no referrer; reads no more than
/// the request allows.
pub(crate) async fn carry_out(due: &DueRequest) -> Fetched {
    let mut fetched = Fetched {
        feed: due.feed,
        url: due.url.clone(),
        final_url: due.url.clone(),
        status: 0,
        headers: Vec::new(),
        body: String::new(),
        failure: String::new(),
    };
    match ask(due).await {
        Ok((response, cut)) => {
            fetched.status = response.status();
            fetched.final_url = response.url();
            fetched.headers = headers_of(&response);
            match body_of(&response, due.max_bytes).await {
                Ok(body) => fetched.body = STANDARD.encode(body),
                Err(failure) => {
                    // The rest is not sent either: a reader that merely stops may leave it coming.
                    cut.abort();
                    fetched.failure = failure;
                }
            }
        }
        Err(error) => fetched.failure = in_words(&error),
    }
    fetched
}

/// The response, and what ends it before its time.
async fn ask(due: &DueRequest) -> Result<(Response, AbortController), JsValue> {
    let cut = AbortController::new()?;
    let signals = Array::of2(&AbortSignal::timeout_with_u32(TIMEOUT_MS), &cut.signal());
    let options = RequestInit::new();
    options.set_method("GET");
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Follow);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&AbortSignal::any(&signals)));
    let request = Request::new_with_str_and_init(&due.url, &options)?;
    for (name, value) in &due.headers {
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
