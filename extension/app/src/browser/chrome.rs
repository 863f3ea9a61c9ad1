//! The few calls of the extension's interface (`chrome.*`) that views make.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// A port of `chrome.runtime` or `chrome.tabs`.
    #[derive(Clone)]
    pub(crate) type Port;
    /// Sends one message.
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub(crate) fn post(this: &Port, message: &JsValue) -> Result<(), JsValue>;
    /// Fires for every message.
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub(crate) fn on_message(this: &Port) -> Event;
    /// Fires once, when the other end is gone.
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub(crate) fn on_disconnect(this: &Port) -> Event;
    /// Ends the port from this side.
    #[wasm_bindgen(method)]
    pub(crate) fn disconnect(this: &Port);

    /// An event of `chrome.*`.
    pub(crate) type Event;
    /// Adds a listener.
    #[wasm_bindgen(method, js_name = addListener)]
    pub(crate) fn add(this: &Event, listener: &Function);

    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = connect)]
    fn runtime_connect(options: &JsValue) -> Result<Port, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    fn runtime_send(message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    fn tabs_current() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    fn tabs_query(query: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = connect)]
    fn tabs_connect(tab: f64, options: &JsValue) -> Result<Port, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeText)]
    fn set_badge_text(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn permissions_request(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = contains)]
    fn permissions_contains(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn manifest() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs", "onActivated"], js_name = addListener)]
    fn on_activated(listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs", "onUpdated"], js_name = addListener)]
    fn on_updated(listener: &Function) -> Result<(), JsValue>;
}

/// Opens the port to the engine host.
pub(crate) fn connect_engine() -> Result<Port, JsValue> {
    runtime_connect(&object(&[("name", "hookline-engine".into())]))
}

/// Asks the background to see to it that the engine host runs. The error is the reason in words.
pub(crate) async fn ensure_engine() -> Result<(), String> {
    let message = object(&[("v", 1.into()), ("type", "ensure-engine".into())]);
    let answer = match runtime_send(&message) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let answer = answer.map_err(|error| words(&error))?;
    // A background of an older version answers nothing: then the port itself will tell.
    if field(&answer, "ok").as_bool() == Some(false) {
        return Err(field(&answer, "reason").as_string().unwrap_or_default());
    }
    Ok(())
}

/// Where a view stands, and so which tab's page it speaks of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Standing {
    /// In a frame of a host page, where the browser (Firefox) lets no view see the tabs.
    Framed,
    /// In that tab.
    InTab(f64),
    /// Beside the tabs, in the side panel; that tab is the active one.
    Beside(f64),
}

/// Where this page stands.
pub(crate) async fn standing() -> Option<Standing> {
    if has_no_tabs() {
        return Some(Standing::Framed);
    }
    if let Ok(promise) = tabs_current()
        && let Ok(tab) = JsFuture::from(promise).await
        && let Some(id) = field(&tab, "id").as_f64()
    {
        return Some(Standing::InTab(id));
    }
    let query = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs = JsFuture::from(tabs_query(&query).ok()?).await.ok()?;
    let id = field(&Array::from(&tabs).get(0), "id").as_f64()?;
    Some(Standing::Beside(id))
}

fn has_no_tabs() -> bool {
    let chrome = field(&js_sys::global(), "chrome");
    field(&chrome, "tabs").is_undefined()
}

/// Address of the page that this page stands in or follows.
pub(crate) async fn tab_address() -> Option<String> {
    if let Ok(promise) = tabs_current()
        && let Ok(tab) = JsFuture::from(promise).await
        && let Some(address) = field(&tab, "url").as_string()
    {
        return Some(address);
    }
    let query = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs = JsFuture::from(tabs_query(&query).ok()?).await.ok()?;
    field(&Array::from(&tabs).get(0), "url").as_string()
}

/// Calls back when another tab becomes active or the active one has loaded anew.
pub(crate) fn on_tab_change(listener: &Function) {
    let _ = on_activated(listener);
    let _ = on_updated(listener);
}

/// Opens the port to the content script of a tab's top frame; from within a frame the background
/// passes the messages on.
pub(crate) fn connect_page(standing: Standing) -> Result<Port, JsValue> {
    let name = ("name", "hookline-page".into());
    match standing {
        Standing::Framed => runtime_connect(&object(&[name])),
        Standing::InTab(tab) | Standing::Beside(tab) => {
            tabs_connect(tab, &object(&[name, ("frameId", 0.into())]))
        }
    }
}

/// Asks for the permission to fetch from origins. Must be called in a click, not after a pause.
#[cfg(feature = "workspace")]
pub(crate) fn request_origins(patterns: &[String]) -> Result<Promise, JsValue> {
    let list: Array = patterns.iter().map(|one| JsValue::from_str(one)).collect();
    permissions_request(&object(&[("origins", list.into())]))
}

/// Asks for origins and for permissions by name at once. Must be called in a click, not after a pause.
#[cfg(feature = "workspace")]
pub(crate) fn request_access(patterns: &[String], names: &[&str]) -> Result<Promise, JsValue> {
    let list: Array = patterns.iter().map(|one| JsValue::from_str(one)).collect();
    let named: Array = names.iter().map(|one| JsValue::from_str(one)).collect();
    permissions_request(&object(&[
        ("origins", list.into()),
        ("permissions", named.into()),
    ]))
}

/// True when that part of the extension's interface is not there, since its permission is not.
#[cfg(feature = "workspace")]
pub(crate) fn lacks(name: &str) -> bool {
    let chrome = field(&js_sys::global(), "chrome");
    field(&chrome, name).is_undefined()
}

/// Tells the background something; its answer, `undefined` when there is none.
#[cfg(feature = "workspace")]
pub(crate) async fn tell(message: &JsValue) -> JsValue {
    match runtime_send(message) {
        Ok(promise) => JsFuture::from(promise).await.unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    }
}

/// Takes the number from Hookline's icon.
#[cfg(feature = "workspace")]
pub(crate) fn clear_badge() {
    let _ = set_badge_text(&object(&[("text", "".into())]));
}

/// Asks for a permission by name. Must be called in a click or a choice, not after a pause.
#[cfg(feature = "workspace")]
pub(crate) fn request_permission(name: &str) -> Result<Promise, JsValue> {
    permissions_request(&object(&[("permissions", Array::of1(&name.into()).into())]))
}

/// True when the origin may be fetched from already.
pub(crate) async fn has_origin(pattern: String) -> bool {
    granted(permissions_contains(&origins(&pattern))).await
}

/// True when the browser keeps one of the mail and CRM hosts of the manifest from Hookline, as a
/// profile of Firefox may.
#[cfg(feature = "workspace")]
pub(crate) async fn lacks_hosts() -> bool {
    let Ok(manifest) = manifest() else {
        return false;
    };
    let hosts = field(&manifest, "host_permissions");
    hosts.is_object() && !granted(permissions_contains(&object(&[("origins", hosts)]))).await
}

/// What came of asking: true when the permission is there.
pub(crate) async fn granted(asked: Result<Promise, JsValue>) -> bool {
    match asked {
        Ok(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

fn origins(pattern: &str) -> JsValue {
    object(&[("origins", Array::of1(&pattern.into()).into())])
}

/// A plain object with these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A field of an object, `undefined` when it is not there.
pub(crate) fn field(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// JSON as an object.
pub(crate) fn from_json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or(JsValue::UNDEFINED)
}

fn words(error: &JsValue) -> String {
    field(error, "message").as_string().unwrap_or_default()
}
