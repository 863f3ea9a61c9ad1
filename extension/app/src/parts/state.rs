//! The drawn states: loading, nothing there, something wrong.

use super::words;
use crate::browser::format;
use crate::browser::text::{t, t1};
use crate::wire::Link;
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
            <h2>{ title }</h2>
            <p>{ text }</p>
            { action }
        </div>
    }
}

/// Something is not as it should be with the engine or the network: one line, empty when all is well.
pub(crate) fn standing(link: &Link, online: bool) -> String {
    match link {
        Link::Restarting => t("state_restarting"),
        Link::Failed(reason) if reason.is_empty() => t("state_engine_failed"),
        Link::Failed(reason) => t1("state_engine_failed_because", &format::clip(reason, 300)),
        _ if !online => t("state_offline"),
        _ => String::new(),
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
