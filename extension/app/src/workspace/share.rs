//! Handing a part of the library on as a file, and taking one over.

use super::file_button::file_button;
use crate::browser::file;
use crate::browser::text::t;
use crate::parts::button;
use js_sys::Array;
use web_sys::File;
use yew::prelude::*;

/// Downloads a text.
pub(super) fn download(name: &str, text: &str) {
    let _ = file::download(name, &Array::of1(&text.into()));
}

/// The two buttons: share as a file, take a file over.
pub(super) fn buttons(
    share: Callback<MouseEvent>,
    taken: Callback<String>,
    accept: &'static str,
) -> Html {
    let chosen = Callback::from(move |chosen: File| {
        let taken = taken.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(text) = file::text(&chosen).await {
                taken.emit(text);
            }
        });
    });
    html! {
        <>
            { button(t("share_file"), "quiet-button", share) }
            { file_button(t("take_file"), "quiet-button", accept, chosen) }
        </>
    }
}
