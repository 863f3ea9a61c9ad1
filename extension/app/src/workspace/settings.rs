//! The settings, each with the control that its values call for.

use super::crm::CrmSection;
use super::table::head;
use super::{Msg, Workspace};
use crate::browser::chrome;
use crate::browser::text::{named, t};
use crate::parts::loading;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

/// Words that a setting takes. The engine refuses any other; what is not listed here is a text or a number.
const WORDS: [(&str, &[&str]); 10] = [
    ("number_keys", &["on", "off"]),
    ("alert_badge", &["off", "on"]),
    ("alert_notices", &["off", "on"]),
    ("alert_digest", &["off", "on"]),
    ("video_stills", &["off", "on"]),
    ("opener_tone", &["plain", "warm", "asking"]),
    ("opener_length", &["short", "medium", "long"]),
    ("sensitive_news", &["neutral", "never"]),
    ("day_first", &["off", "on"]),
    ("theme", &["system", "light", "dark"]),
];
/// Settings that are whole numbers.
const NUMBERS: [&str; 7] = [
    "bolt_window_days",
    "feed_interval_minutes",
    "call_from_hour",
    "call_to_hour",
    "digest_hour",
    "quiet_from",
    "quiet_until",
];
/// Settings that show notifications, for which the browser asks the rep.
const NOTIFY: [&str; 2] = ["alert_notices", "alert_digest"];
/// Settings that are long texts.
const LONG: [&str; 1] = ["own_domains"];

/// The page.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    html! {
        <div class="narrow">
            { head("nav_settings", "settings_lead") }
            { match &workspace.hello {
                None => loading(),
                Some(hello) => html! {
                    <div class="settings">{ for hello.settings.iter().map(|(name, value)| setting(name, value, scope)) }</div>
                },
            } }
            <CrmSection client={workspace.client.clone()} />
        </div>
    }
}

fn setting(name: &str, value: &str, scope: &Scope<Workspace>) -> Html {
    let mut id = String::from("setting-");
    id.push_str(name);
    let mut hint = id.clone();
    hint.push_str("-hint");
    html! {
        <div class="setting">
            <label for={id.clone()}>{ named("setting_", name) }</label>
            { control(name, value, id, hint.clone(), scope) }
            <p class="quiet" id={hint}>{ help(name) }</p>
        </div>
    }
}

/// Asks for the permission to notify, and turns the setting on when it is given.
fn ask_to_notify(link: &Scope<Workspace>, name: String) {
    let link = link.clone();
    let asked = chrome::request_permission("notifications");
    spawn_local(async move {
        if chrome::granted(asked).await {
            link.send_message(Msg::Set(name, "on".to_owned()));
        } else {
            link.send_message_batch(vec![
                Msg::Set(name, "off".to_owned()),
                Msg::Say(t("notices_refused")),
            ]);
        }
    });
}

fn help(name: &str) -> String {
    let mut key = String::from("setting_help_");
    key.push_str(name);
    crate::browser::text::optional(&key)
}

fn control(name: &str, value: &str, id: String, hint: String, scope: &Scope<Workspace>) -> Html {
    let changed = name.to_owned();
    let link = scope.clone();
    let onchange = scope.batch_callback(move |event: Event| {
        let value = value_of(&event)?;
        if NOTIFY.contains(&changed.as_str()) && value == "on" {
            // Asked in the choice itself: Firefox takes a later question for nobody's wish.
            ask_to_notify(&link, changed.clone());
            return None;
        }
        Some(Msg::Set(changed.clone(), value))
    });
    if let Some((_, words)) = WORDS.iter().find(|(known, _)| *known == name) {
        return html! {
            <select {id} aria-describedby={hint} {onchange}>
                { for words.iter().map(|word| html! {
                    <option value={*word} selected={*word == value}>{ named("word_", word) }</option>
                }) }
            </select>
        };
    }
    if LONG.contains(&name) {
        return html! { <textarea {id} rows="4" aria-describedby={hint} value={value.to_owned()} {onchange} /> };
    }
    let kind = if NUMBERS.contains(&name) {
        "number"
    } else {
        "text"
    };
    html! { <input {id} type={kind} aria-describedby={hint} value={value.to_owned()} {onchange} /> }
}

fn value_of(event: &Event) -> Option<String> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return Some(select.value());
    }
    target
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value)
}
