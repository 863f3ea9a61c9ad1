//! What changed with each version: how it was before, and how it is now.

use super::table::{head, table};
use crate::browser;
use crate::browser::text::{t, t1};
use crate::parts::words;
use yew::prelude::*;

/// Where the version is kept that the rep saw last.
const SEEN: &str = "hookline-version";

/// Version, and for each change the keys of "before" and "now"; newest first.
const CHANGES: [(&str, &[(&str, &str)]); 1] = [(
    "0.1.0",
    &[
        ("change_calls_before", "change_calls_now"),
        ("change_cadences_before", "change_cadences_now"),
        ("change_library_before", "change_library_now"),
        ("change_ps_before", "change_ps_now"),
    ],
)];

/// The page.
pub(super) fn view() -> Html {
    html! {
        <div class="narrow">
            { head("changes_title", "changes_lead") }
            { for CHANGES.iter().map(|(version, changes)| html! {
                <section aria-label={t1("version", version)}>
                    <h2 class="part">{ t1("version", version) }</h2>
                    { table("changes_title", &["changes_before", "changes_now"],
                        changes.iter().map(|(before, now)| vec![words(&t(before)), words(&t(now))]).collect()) }
                </section>
            }) }
        </div>
    }
}

/// One line after an update, until the page was opened; nothing on the first day and nothing twice.
pub(super) fn notice(version: &str) -> Html {
    match browser::remembered(SEEN) {
        Some(seen) if seen != version => html! {
            <p class="updated">{ t1("updated_to", version) }{ " " }<a href="#/changes">{ t("changes_title") }</a></p>
        },
        Some(_) => Html::default(),
        None => {
            browser::remember(SEEN, version);
            Html::default()
        }
    }
}

/// The rep has seen what changed.
pub(super) fn seen(version: &str) {
    browser::remember(SEEN, version);
}
