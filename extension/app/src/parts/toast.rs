//! What just happened, in one line, with the way back where there is one.

use super::{button, icon_button, words};
use crate::browser::text::t;
use hookline_protocol::ErrorReply;
use std::cell::Cell;
use yew::prelude::*;

/// One message to the rep.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toast {
    text: String,
    undo: Option<i64>,
    bad: bool,
    number: u32,
}

thread_local! {
    /// Counts the messages, so that each comes and goes on its own.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

impl Toast {
    /// Something was done; a correction can be taken back.
    pub(crate) fn said(text: String, undo: Option<i64>) -> Self {
        Self::new(text, undo, false)
    }

    fn new(text: String, undo: Option<i64>, bad: bool) -> Self {
        let number = COUNT.with(|count| {
            count.set(count.get().wrapping_add(1));
            count.get()
        });
        Self {
            text,
            undo,
            bad,
            number,
        }
    }

    /// Something could not be done.
    pub(crate) fn refused(text: String) -> Self {
        Self::new(text, None, true)
    }

    /// The engine's own words for what went wrong and what to do next.
    pub(crate) fn failed(error: &ErrorReply) -> Self {
        let mut text = error.message.clone();
        for part in [&error.place, &error.next] {
            if !part.is_empty() {
                text.push(' ');
                text.push_str(part);
            }
        }
        Self::refused(text)
    }
}

/// The message's place; it is there at all times, so that a screen reader hears of it. A plain
/// message goes away by itself; one that needs the rep stays until it is closed.
pub(crate) fn toast(
    toast: Option<&Toast>,
    undo: Callback<i64>,
    close: Callback<MouseEvent>,
) -> Html {
    html! {
        <div class="toasts" role="status">
            if let Some(toast) = toast {
                <div class={class(toast)} key={toast.number}>
                    <p>{ words(&toast.text) }</p>
                    if let Some(id) = toast.undo {
                        { button(t("undo"), "quiet-button", Callback::from(move |_| undo.emit(id))) }
                    }
                    { icon_button("close", t("close"), close) }
                </div>
            }
        </div>
    }
}

fn class(toast: &Toast) -> &'static str {
    match (toast.bad, toast.undo) {
        (true, _) => "toast bad",
        (false, Some(_)) => "toast",
        (false, None) => "toast passing",
    }
}
