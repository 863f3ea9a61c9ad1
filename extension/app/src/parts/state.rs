//! The drawn states: loading, nothing there, something wrong.

use super::words;
use crate::browser::text::t;
use hookline_protocol::ErrorReply;
use yew::prelude::*;

/// Bars in the shape of what is coming; spoken as "Loading".
pub(crate) fn loading() -> Html {
    html! {
        <div class="loading" role="status">
            <span class="sr">{ t("state_loading") }</span>
            <i class="wide"></i><i></i><i class="short"></i>
        </div>
    }
}

/// A calm notice with a title, one sentence, and perhaps something to do.
pub(crate) fn notice(title: String, text: String, action: Html) -> Html {
    html! {
        <div class="notice">
            <h3>{ title }</h3>
            <p>{ text }</p>
            { action }
        </div>
    }
}

/// What went wrong, where, and what to do next.
pub(crate) fn error_note(error: &ErrorReply) -> Html {
    html! {
        <div class="error" role="alert">
            <p>{ super::icon("warning") }{ words(&error.message) }</p>
            if !error.place.is_empty() { <p class="quiet">{ words(&error.place) }</p> }
            if !error.next.is_empty() { <p>{ words(&error.next) }</p> }
        </div>
    }
}
