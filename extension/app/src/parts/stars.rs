//! Stars and bolt, in signs and in words.

use super::icon;
use crate::browser::format;
use crate::browser::text::{count, t, t2, t3};
use hookline_protocol::{BoltEvent, Score};
use yew::prelude::*;

/// Five stars, the given number of them filled; a screen reader hears the number in words.
pub(crate) fn stars(number: Option<u8>) -> Html {
    let filled = number.unwrap_or(0);
    html! {
        <span class="stars" role="img" aria-label={stars_in_words(number)} data-stars={number.map(|n| n.to_string())}>
            { for (0..5).map(|place| html! {
                <span class={if place < filled { "star on" } else { "star" }}>{ icon("star") }</span>
            }) }
        </span>
    }
}

/// "4 of 5 stars", or why there are none.
pub(crate) fn stars_in_words(number: Option<u8>) -> String {
    match number {
        Some(number) => t2(
            "stars_of_five",
            &format::number(f64::from(number)),
            &format::number(5.0),
        ),
        None => t("stars_none"),
    }
}

/// The sign of a lit bolt in a list, or nothing.
#[cfg(feature = "workspace")]
pub(crate) fn bolt_sign(lit: bool) -> Html {
    html! {
        if lit { <span class="bolt-sign" title={t("bolt_lit")}>{ icon("bolt") }<span class="sr">{ t("bolt_lit") }</span></span> }
    }
}

/// The bolt as a chip that says why: "Funding, 12 days ago, 48 days left". Nothing without an event.
pub(crate) fn bolt_chip(score: &Score, onclick: Option<Callback<MouseEvent>>) -> Html {
    let Some(event) = score.bolt.first() else {
        return Html::default();
    };
    let content = html! { <>{ icon("bolt") }<span>{ bolt_words(event) }</span></> };
    match onclick {
        Some(onclick) => {
            html! { <button type="button" class="bolt" {onclick}>{ content }</button> }
        }
        None => html! { <span class="bolt">{ content }</span> },
    }
}

/// "Funding, 12 days ago, 48 days left".
pub(crate) fn bolt_words(event: &BoltEvent) -> String {
    t3(
        "bolt_words",
        &super::kind_name(event.kind),
        &format::age(event.days_ago),
        &count("days_left", event.days_left.max(0) as u64),
    )
}
