//! What the views need of the browser and of the extension's own interface.

pub(crate) mod chrome;
pub(crate) mod clipboard;
pub(crate) mod file;
pub(crate) mod format;
pub(crate) mod link;
pub(crate) mod text;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement, Window};

/// The window; absent only outside a page.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The element that the app is mounted in.
pub(crate) fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// The page's path ("/sidebar.html").
pub(crate) fn path() -> String {
    window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

/// The address behind `#`, without it.
pub(crate) fn hash() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
        .trim_start_matches('#')
        .to_owned()
}

/// Goes to another address behind `#`; the browser's history keeps the old one.
pub(crate) fn set_hash(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Tells screen readers which language the texts are in.
pub(crate) fn set_language() {
    if let Some(page) = document().and_then(|document| document.document_element()) {
        let _ = page.set_attribute("lang", &text::locale());
        let _ = page.set_attribute("dir", &text::t("@@bidi_dir"));
    }
}

/// Puts the keyboard focus on the element with that id.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Shows the element with that id from its top.
pub(crate) fn to_top(id: &str) {
    if let Some(element) = element(id) {
        element.set_scroll_top(0);
    }
}

/// Brings the element with that id into view and gives it the focus.
pub(crate) fn jump_to(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// The element with that id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// False while the machine has no network.
pub(crate) fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Name of the measure from a page's new facts to the painted account, read by `cargo xtask bench`.
const SWITCH: &str = "hookline:switch";

/// The page has new facts: the measure of a context switch begins.
pub(crate) fn switch_begins() {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(SWITCH);
    }
}

/// The account stands in the document: the measure ends once the browser has painted it.
pub(crate) fn switch_ends() {
    let painted = Closure::once_into_js(|| {
        // The frame's callback comes before painting, a task after it.
        gloo_timers::callback::Timeout::new(0, || {
            if let Some(performance) = window().and_then(|window| window.performance()) {
                let _ = performance.measure_with_start_mark(SWITCH, SWITCH);
                performance.clear_marks_with_mark_name(SWITCH);
            }
        })
        .forget();
    });
    if let Some(window) = window() {
        let _ = window.request_animation_frame(painted.unchecked_ref());
    }
}

/// A view's own preference (columns, filters); lost without harm where storage is refused.
pub(crate) fn remembered(name: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a view's own preference.
pub(crate) fn remember(name: &str, value: &str) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        let _ = storage.set_item(name, value);
    }
}

/// Opens a page of the workspace in a tab of its own.
pub(crate) fn open_workspace(hash: &str) {
    let mut address = String::from("workspace.html");
    address.push_str(hash);
    if let Some(window) = window() {
        let _ = window.open_with_url_and_target(&address, "_blank");
    }
}

/// Keeps something for as long as the tab lives, or forgets it.
pub(crate) fn keep(name: &str, value: Option<&str>) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.session_storage()) {
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

/// What the tab was to keep.
pub(crate) fn kept(name: &str) -> Option<String> {
    window()?.session_storage().ok()??.get_item(name).ok()?
}

/// Calls back on the key that opens the search, wherever the focus is.
pub(crate) fn on_search_key(act: impl Fn() + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &document()?.into(),
        "keydown",
        options,
        move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>()
                && (event.ctrl_key() || event.meta_key())
                && event.key().eq_ignore_ascii_case(&search_key())
            {
                event.prevent_default();
                act();
            }
        },
    ))
}

thread_local! {
    /// The letter that opens the search, and whether number keys go to the sections.
    static KEYS: std::cell::RefCell<(String, bool)> = const { std::cell::RefCell::new((String::new(), true)) };
}

/// The letter that opens the search together with Ctrl or Cmd.
fn search_key() -> String {
    KEYS.with(|keys| {
        let letter = &keys.borrow().0;
        if letter.is_empty() { "k" } else { letter }.to_owned()
    })
}

/// True while number keys go to the sections.
pub(crate) fn number_keys() -> bool {
    KEYS.with(|keys| keys.borrow().1)
}

/// Takes on the keys that the settings ask for. They are heard in Hookline's own pages alone, never in the host's.
pub(crate) fn set_keys(settings: &[(String, String)]) {
    let value = |name: &str| {
        let found = settings.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    KEYS.with(|keys| *keys.borrow_mut() = (value("search_key"), value("number_keys") != "off"));
}

/// Takes on the colours that the settings ask for; the system's own where they ask for none.
pub(crate) fn set_theme(settings: &[(String, String)]) {
    set_keys(settings);
    let theme = settings
        .iter()
        .find(|(name, _)| name == "theme")
        .map_or("system", |(_, value)| value);
    if let Some(page) = document().and_then(|document| document.document_element()) {
        let _ = page.set_attribute("data-theme", theme);
    }
}
