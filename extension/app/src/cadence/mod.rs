//! Cadences: a person's next steps beside the account, and what is due today.

mod due;
mod steps;

pub(crate) use due::DueList;
pub(crate) use steps::NextSteps;

use crate::browser::text::{count, named};
use crate::parts::{button, words};
use yew::prelude::*;

/// Channel and title of a step.
fn step(channel: &str, title: &str) -> Html {
    html! { <><span class="kind">{ named("channel_", channel) }</span><span>{ words(title) }</span></> }
}

/// "2 days late", where it is.
fn late(days: i64) -> Html {
    if days < 1 {
        return Html::default();
    }
    html! { <span class="caution">{ count("days_late", days as u64) }</span> }
}

/// A quiet button that says more to a screen reader than its one word.
fn small(label: String, spoken: &str, onclick: Callback<MouseEvent>) -> Html {
    let mut whole = label.clone();
    whole.push_str(": ");
    whole.push_str(spoken);
    html! { <button type="button" class="quiet-button" aria-label={whole} {onclick}>{ label }</button> }
}

/// The main button of a step.
fn done_button(label: String, onclick: Callback<MouseEvent>) -> Html {
    button(label, "main-button", onclick)
}
