//! Small pieces that both surfaces are made of.

#[cfg(feature = "workspace")]
mod answer;
mod crm_mark;
mod help;
mod icon;
mod receipt;
mod stars;
mod state;
mod story;
mod toast;

#[cfg(feature = "workspace")]
pub(crate) use answer::Answer;
pub(crate) use crm_mark::crm_mark;
pub(crate) use help::help;
pub(crate) use icon::icon;
pub(crate) use receipt::{receipt, receipt_lines};
#[cfg(feature = "workspace")]
pub(crate) use stars::bolt_sign;
pub(crate) use stars::{bolt_chip, bolt_words, stars, stars_in_words};
pub(crate) use state::{error_note, loading, notice, standing};
pub(crate) use story::{StoryActions, class_name, kind_chip, kind_name, story};
pub(crate) use toast::{Toast, toast};

use crate::browser::{format, text::t1};
use hookline_protocol::Provenance;
use yew::prelude::*;

/// Longest text from outside that is put on the screen in one piece, in characters.
pub(crate) const SHOWN_CHARACTERS: usize = 600;

/// Text from outside: isolated, so that its direction marks end with it, and cut to what can be read.
pub(crate) fn words(text: &str) -> Html {
    html! { <bdi>{ format::clip(text, SHOWN_CHARACTERS) }</bdi> }
}

/// How old something is, with the exact day on hover and focus.
pub(crate) fn age(days: i64, moment: &str) -> Html {
    html! {
        <time class="age" datetime={format::clip(moment, 40)} tabindex="0">
            { format::age(days) }
            <span class="tip">{ format::day(moment) }</span>
        </time>
    }
}

/// A button with visible words.
pub(crate) fn button(label: String, class: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ label }</button> }
}

/// A button with an icon alone; its name is spoken and shown on hover.
pub(crate) fn icon_button(
    name: &'static str,
    label: String,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="icon-button" title={label.clone()} aria-label={label} {onclick}>
            { icon(name) }
        </button>
    }
}

/// Where a fact comes from, in one line.
pub(crate) fn provenance(source: &Provenance) -> Html {
    let said = source.published.as_deref().unwrap_or(&source.fetched);
    let age = format::since(said);
    let exact = [
        format::day(said),
        t1("fetched_at", &format::moment(&source.fetched)),
    ];
    html! {
        <span class="provenance">
            { crate::browser::link::external(source.url.as_deref(), "", words(&source.source)) }
            { " · " }{ class_name(source.class) }
            if !age.is_empty() {
                { " · " }<span title={exact.join(" · ")}>{ age }</span>
            }
        </span>
    }
}
