//! Models as files: a signed one for team mates, SQL for the warehouse; and back again.

use crate::browser::text::{t, t1};
use crate::browser::{file, window};
use crate::parts::button;
use crate::wire::Client;
use crate::workspace::file_button::file_button;
use hookline_protocol::{ErrorReply, ModelReply, ModelRequest, Reply, Request};
use js_sys::Array;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The SQL that the engine writes.
const DIALECTS: [&str; 5] = ["duckdb", "postgres", "spark", "bigquery", "snowflake"];

/// What [`Files`] needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) id: Option<i64>,
    pub(super) fail: Callback<ErrorReply>,
}

/// Saves the model as a signed file or as SQL.
#[component]
pub(super) fn Files(props: &Props) -> Html {
    let dialect = use_state(|| DIALECTS[0].to_owned());
    let key = use_state(String::new);
    let get = {
        let (client, fail, key) = (props.client.clone(), props.fail.clone(), key.clone());
        Callback::from(move |request: ModelRequest| {
            let (client, fail, key) = (client.clone(), fail.clone(), key.clone());
            spawn_local(async move {
                match client.get(&Request::Model(request)).await {
                    Reply::Model(ModelReply::File {
                        name,
                        text,
                        key: made,
                    }) => {
                        let _ = file::download(&name, &Array::of1(&text.into()));
                        key.set(made);
                    }
                    Reply::Error(error) => fail.emit(error),
                    _ => {}
                }
            });
        })
    };
    let model = props.id;
    let (share, sql, chosen) = (get.clone(), get, dialect.clone());
    html! {
        <>
            { button(t("model_share"), "quiet-button", Callback::from(move |_| share.emit(ModelRequest::Export { model, seed: randomness() }))) }
            <select aria-label={t("model_dialect")} onchange={let dialect = dialect.clone(); move |event: Event| dialect.set(event.target_unchecked_into::<HtmlSelectElement>().value())}>
                { for DIALECTS.iter().map(|name| html! { <option value={*name} selected={*name == *dialect}>{ *name }</option> }) }
            </select>
            { button(t("model_sql"), "quiet-button", Callback::from(move |_| sql.emit(ModelRequest::Sql { model, dialect: (*chosen).clone(), table: String::new() }))) }
            if !key.is_empty() { <p class="quiet">{ t1("model_key", &key) }</p> }
        </>
    }
}

/// 32 bytes of the browser's randomness as hexadecimal digits, since the engine has none.
fn randomness() -> String {
    let bytes = js_sys::Uint8Array::new_with_length(32);
    if let Some(Ok(crypto)) = window().map(|window| window.crypto()) {
        let _ = crypto.get_random_values_with_array_buffer_view(&bytes);
    }
    let mut text = String::new();
    for byte in bytes.to_vec() {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
    }
    text
}

/// What [`ImportModel`] needs.
#[derive(Properties, PartialEq)]
pub(super) struct ImportProps {
    pub(super) client: Client,
    pub(super) act: Callback<ModelRequest>,
}

/// Takes a team mate's signed file; with their key it must be theirs.
#[component]
pub(super) fn ImportModel(props: &ImportProps) -> Html {
    let trusted = use_state(String::new);
    let chosen = {
        let (act, trusted) = (props.act.clone(), trusted.clone());
        Callback::from(move |chosen: File| {
            let (act, trusted) = (act.clone(), (*trusted).clone());
            spawn_local(async move {
                if let Some(text) = file::text(&chosen).await {
                    let keep = true;
                    act.emit(ModelRequest::Import {
                        text,
                        trusted,
                        keep,
                    });
                }
            });
        })
    };
    html! {
        <section aria-label={t("model_import")}>
            <h2>{ t("model_import") }</h2>
            <p class="quiet">{ t("model_import_lead") }</p>
            <div class="tools">
                <label class="inline">{ t("model_trusted") }{ " " }<input type="text" maxlength="64" value={(*trusted).clone()}
                    oninput={let trusted = trusted.clone(); move |event: InputEvent| trusted.set(event.target_unchecked_into::<HtmlInputElement>().value())} /></label>
                { file_button(t("model_file"), "wide-button", ".json", chosen) }
            </div>
        </section>
    }
}
