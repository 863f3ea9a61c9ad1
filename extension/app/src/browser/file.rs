//! Files: read in slices as base64, and handed to the rep as a download.

use super::{document, window};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileReader, HtmlAnchorElement, Url};

/// Bytes of one slice of an import or a restore. As base64 it stays far below the largest message.
pub(crate) const SLICE_BYTES: f64 = 512.0 * 1024.0;

/// A text as a blob, so that pasted rows go the way of a file.
pub(crate) fn text_blob(text: &str) -> Option<Blob> {
    Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()
}

/// The bytes of `blob` from `offset` on, one slice, as base64. `None` when the file cannot be read
/// (it was moved or changed).
pub(crate) async fn slice(blob: &Blob, offset: f64) -> Option<String> {
    let end = (offset + SLICE_BYTES).min(blob.size());
    let slice = blob.slice_with_f64_and_f64(offset, end).ok()?;
    base64(&slice).await
}

/// All bytes as base64.
pub(crate) async fn base64(blob: &Blob) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let waiting = reader.clone();
    let promise = Promise::new(&mut |done, failed| {
        waiting.set_onload(Some(&done));
        waiting.set_onerror(Some(&failed));
    });
    reader.read_as_data_url(blob).ok()?;
    JsFuture::from(promise).await.ok()?;
    let url = reader.result().ok()?.as_string()?;
    // An empty slice has no comma in some browsers.
    Some(url.split_once(',').map_or("", |(_, data)| data).to_owned())
}

/// A file of the extension itself, as text.
pub(crate) async fn packaged_text(path: &str) -> Option<String> {
    let response = JsFuture::from(window()?.fetch_with_str(path)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

/// A file as text; `None` when it cannot be read.
pub(crate) async fn text(blob: &Blob) -> Option<String> {
    JsFuture::from(blob.text()).await.ok()?.as_string()
}

/// Base64 as bytes.
pub(crate) fn bytes(base64: &str) -> Option<Uint8Array> {
    // `atob` gives one character a byte.
    let text = window()?.atob(base64).ok()?;
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    Some(Uint8Array::from(bytes.as_slice()))
}

/// Hands the parts (byte arrays or texts) to the rep as one file.
pub(crate) fn download(name: &str, parts: &Array) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_buffer_source_sequence_and_options(parts, &options).ok()?;
    download_blob(name, &blob)
}

/// Hands a blob to the rep as a file.
pub(crate) fn download_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; freeing it at once would cut the download.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
