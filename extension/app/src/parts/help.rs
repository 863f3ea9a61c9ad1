//! What a figure says: the one help that stands beside every number.
//!
//! The browser's own popover: opened by a press or by Enter, closed by Escape or a press elsewhere, drawn above
//! everything, so that no scrolling table cuts it off.

use crate::browser::text::{named, t1};
use std::cell::Cell;
use yew::prelude::*;

thread_local! {
    /// Helps made so far: each needs a name of its own on the page.
    static MADE: Cell<u32> = const { Cell::new(0) };
}

#[derive(Properties, PartialEq)]
struct Props {
    of: &'static str,
}

/// The help of a figure; `of` names its text, which begins with the figure's own name and a colon.
pub(crate) fn help(of: &'static str) -> Html {
    html! { <Help {of} /> }
}

#[component]
fn Help(props: &Props) -> Html {
    let id = use_memo((), |()| {
        MADE.set(MADE.get() + 1);
        let mut id = String::from("help-");
        id.push_str(&MADE.get().to_string());
        id
    });
    let text = named("explain_", props.of);
    let name = text.split(':').next().unwrap_or_default();
    html! {
        <span class="help">
            <button type="button" popovertarget={(*id).clone()} aria-label={t1("explain", name)}>{ "?" }</button>
            <span popover="auto" id={(*id).clone()}>{ text }</span>
        </span>
    }
}
