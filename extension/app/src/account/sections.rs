//! The bar that leads to each section; number keys do the same.

use crate::browser::{jump_to, text::t};
use yew::prelude::*;

/// Id, key of the label, in the order of the number keys.
const SECTIONS: [(&str, &str); 5] = [
    ("openers", "heading_openers"),
    ("news", "heading_news"),
    ("why", "heading_why"),
    ("people", "heading_people"),
    ("activity", "heading_activity"),
];

/// The bar.
pub(crate) fn bar() -> Html {
    html! {
        <nav class="sections" aria-label={t("sections")}>
            { for SECTIONS.iter().map(|(id, label)| html! {
                <button type="button" onclick={Callback::from(move |_: MouseEvent| jump_to(id))}>{ t(label) }</button>
            }) }
        </nav>
    }
}

/// Goes to the section of a number key; false for any other key.
pub(crate) fn jump_by_key(key: &str) -> bool {
    let place = key.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    match place.and_then(|place| SECTIONS.get(place)) {
        Some((id, _)) => {
            jump_to(id);
            true
        }
        None => false,
    }
}
