//! What just happened, in one line, with the way back where there is one.

use super::{button, icon_button, words};
use crate::browser::text::t;
use hookline_protocol::ErrorReply;
use yew::prelude::*;

/// One message to the rep.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toast {
    text: String,
    undo: Option<i64>,
    bad: bool,
}

impl Toast {
    /// Something was done; a correction can be taken back.
    pub(crate) fn said(text: String, undo: Option<i64>) -> Self {
        Self {
            text,
            undo,
            bad: false,
        }
    }

    /// Something could not be done.
    pub(crate) fn refused(text: String) -> Self {
        Self {
            text,
            undo: None,
            bad: true,
        }
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

/// The message's place; it is there at all times, so that a screen reader hears of it.
pub(crate) fn toast(
    toast: Option<&Toast>,
    undo: Callback<i64>,
    close: Callback<MouseEvent>,
) -> Html {
    html! {
        <div class={if toast.is_some_and(|toast| toast.bad) { "toast bad" } else { "toast" }} role="status">
            if let Some(toast) = toast {
                <p>{ words(&toast.text) }</p>
                if let Some(id) = toast.undo {
                    { button(t("undo"), "quiet-button", Callback::from(move |_| undo.emit(id))) }
                }
                { icon_button("close", t("close"), close) }
            }
        </div>
    }
}
