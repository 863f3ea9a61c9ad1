//! Copying: plain text, and a rich link beside it where the goal takes one.

use super::chrome::object;
use super::{document, link, window};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

#[wasm_bindgen]
extern "C" {
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(parts: &JsValue) -> Result<ClipboardItem, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = write)]
    fn write(items: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str) -> Result<bool, JsValue>;

    type CopyData;
    #[wasm_bindgen(method, getter, js_name = clipboardData)]
    fn clipboard_data(this: &CopyData) -> Option<web_sys::DataTransfer>;
}

/// Copies text; true when the browser took it.
pub(crate) async fn copy_text(text: String) -> bool {
    copy(text, None).await
}

/// Copies a sentence: as plain text alone, and where rich text is taken with its source as a link behind it.
pub(crate) async fn copy_sourced(text: String, source: Option<(String, String)>) -> bool {
    let rich = source.and_then(|(title, address)| {
        let href = link::safe(&address)?;
        let mut html = String::new();
        escape(&text, &mut html);
        html.push_str(" (");
        html.push_str(&anchor(&title, &href));
        html.push(')');
        Some(html)
    });
    copy(text, rich).await
}

/// Copies a link: its address as plain text, its title as a link where rich text is taken.
pub(crate) async fn copy_link(title: String, address: String) -> bool {
    let rich = link::safe(&address).map(|href| anchor(&title, &href));
    copy(address, rich).await
}

async fn copy(text: String, rich: Option<String>) -> bool {
    // The event of the user's own copy works wherever the page has the focus; the asynchronous way
    // is refused in frames without a permission policy, so it comes second.
    if copy_by_event(&text, rich.as_deref()) {
        return true;
    }
    copy_by_item(&text, rich.as_deref()).await.unwrap_or(false)
}

fn copy_by_event(text: &str, rich: Option<&str>) -> bool {
    let Some(document) = document() else {
        return false;
    };
    let (text, rich) = (text.to_owned(), rich.map(str::to_owned));
    let done = std::rc::Rc::new(std::cell::Cell::new(false));
    let seen = done.clone();
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let Some(data) = event.unchecked_ref::<CopyData>().clipboard_data() else {
            return;
        };
        let plain = data.set_data("text/plain", &text).is_ok();
        if let Some(rich) = &rich {
            let _ = data.set_data("text/html", rich);
        }
        event.prevent_default();
        seen.set(plain);
    });
    let function = listener.as_ref().unchecked_ref();
    let _ = document.add_event_listener_with_callback("copy", function);
    let ran = exec_command("copy").unwrap_or(false);
    let _ = document.remove_event_listener_with_callback("copy", function);
    ran && done.get()
}

async fn copy_by_item(text: &str, rich: Option<&str>) -> Option<bool> {
    window()?;
    let mut parts = vec![("text/plain", blob(text, "text/plain")?)];
    if let Some(rich) = rich {
        parts.push(("text/html", blob(rich, "text/html")?));
    }
    let item = ClipboardItem::new(&object(&parts)).ok()?;
    let promise = write(&Array::of1(&item)).ok()?;
    Some(JsFuture::from(promise).await.is_ok())
}

fn blob(text: &str, kind: &str) -> Option<JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
        .ok()
        .map(JsValue::from)
}

/// The only HTML the app ever writes, into the clipboard and never into a page: every character that
/// could end an attribute or begin a tag is escaped.
fn anchor(title: &str, href: &str) -> String {
    let mut html = String::from("<a href=\"");
    escape(href, &mut html);
    html.push_str("\">");
    escape(title, &mut html);
    html.push_str("</a>");
    html
}

fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            c => into.push(c),
        }
    }
}
