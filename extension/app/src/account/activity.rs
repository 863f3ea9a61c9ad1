//! What the rep did on the account, and one more call or note.

use super::{AccountView, Msg};
use crate::browser::format;
use crate::browser::text::{named, t};
use crate::parts::{button, loading, words};
use hookline_protocol::Touch;
use yew::html::Scope;
use yew::prelude::*;

/// The region `Activity`.
pub(crate) fn view(view: &AccountView, scope: &Scope<AccountView>) -> Html {
    html! {
        <section id="activity" class="region" aria-label={t("region_activity")} tabindex="-1">
            <h2>{ t("heading_activity") }</h2>
            { form(view, scope) }
            { match &view.touches {
                None => loading(),
                Some(touches) if touches.is_empty() => html! { <p class="quiet">{ t("activity_none") }</p> },
                Some(touches) => html! { <ul class="touches">{ for touches.iter().map(touch) }</ul> },
            } }
        </section>
    }
}

fn form(view: &AccountView, scope: &Scope<AccountView>) -> Html {
    let oninput = scope.callback(|event: InputEvent| {
        Msg::Note(
            event
                .target_unchecked_into::<web_sys::HtmlTextAreaElement>()
                .value(),
        )
    });
    html! {
        <div class="log">
            <textarea rows="2" maxlength="5000" aria-label={t("activity_note")} placeholder={t("activity_note")}
                value={view.note.clone()} {oninput} />
            <div class="actions">
                { button(t("log_call"), "quiet-button", scope.callback(|_| Msg::Log("call"))) }
                { button(t("log_note"), "quiet-button", scope.callback(|_| Msg::Log("note"))) }
            </div>
        </div>
    }
}

fn touch(touch: &Touch) -> Html {
    html! {
        <li key={touch.id}>
            <span class="kind">{ named("channel_", &touch.channel) }</span>
            <span title={format::moment(&touch.at)} class="quiet">{ format::since(&touch.at) }</span>
            if let Some(contact) = &touch.contact { <span>{ words(contact) }</span> }
            <p>{ words(&touch.note) }</p>
        </li>
    }
}
