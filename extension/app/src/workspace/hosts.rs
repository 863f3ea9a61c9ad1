//! One line while the browser keeps a mail or CRM host from Hookline, with the way to the page that asks.

use crate::browser::chrome;
use crate::browser::text::t;
use yew::prelude::*;

/// The line; nothing where Hookline has every host of its manifest.
#[component]
pub(crate) fn KeptHosts() -> Html {
    let lacks = use_state(|| false);
    let found = lacks.clone();
    use_effect_with((), move |()| {
        wasm_bindgen_futures::spawn_local(async move {
            if chrome::lacks_hosts().await {
                found.set(true);
            }
        });
    });
    html! {
        if *lacks {
            <p class="warning" role="status">{ t("hosts_kept") }{ " " }<a href="teach.html">{ t("hosts_see") }</a></p>
        }
    }
}
