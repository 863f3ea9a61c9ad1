//! What the rep did on the account, the next step, and one more call or note.

use super::{AccountView, Msg, Props};
use crate::browser::format;
use crate::browser::text::{named, t, t1};
use crate::cadence::NextSteps;
use crate::parts::{button, crm_mark, loading, words};
use hookline_protocol::{LedgerRequest, Request, Touch};
use yew::html::Scope;
use yew::prelude::*;

/// The region `Activity`.
pub(crate) fn view(view: &AccountView, props: &Props, scope: &Scope<AccountView>) -> Html {
    let row = &props.page.account.row;
    let person = view.person(props);
    let who = person
        .filter(|person| person.id.is_some())
        .map_or(&row.name, |person| &person.name);
    html! {
        <section id="activity" class="region" aria-label={t("region_activity")} tabindex="-1">
            <h2>{ t("heading_activity") }</h2>
            <NextSteps client={props.client.clone()} account={row.id} contact={person.and_then(|person| person.id)}
                who={who.clone()} turn={view.turn} act={props.act.clone()} />
            { answer(view, props, scope) }
            { form(view, scope) }
            { match &view.touches {
                None => loading(),
                Some(touches) if touches.is_empty() => html! { <p class="quiet">{ t("activity_none") }</p> },
                Some(touches) => html! { <ul class="touches">{ for touches.iter().map(|one| touch(one, scope)) }</ul> },
            } }
        </section>
    }
}

/// The person wrote the thread that is open, after something was sent to them: is that an answer?
fn answer(view: &AccountView, props: &Props, scope: &Scope<AccountView>) -> Html {
    let person = view.person(props).filter(|person| {
        person.id.is_some()
            && person.email.is_some()
            && person.email.as_deref() == props.sender.as_deref()
    });
    let Some(person) = person else {
        return Html::default();
    };
    let waits = view.touches.iter().flatten().any(|touch| {
        matches!(&*touch.channel, "opener" | "email" | "link")
            && touch.replied.is_none()
            && touch.contact.as_deref() == Some(&person.name)
    });
    if !waits {
        return Html::default();
    }
    html! {
        <p class="answer">{ t1("answer_seen", &format::clip(&person.name, 60)) }{ " " }
            { button(t("answer_count"), "quiet-button", scope.callback(|_| Msg::Replied)) }</p>
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
                { button(t("log_task"), "quiet-button", scope.callback(|_| Msg::Log("task"))) }
                { button(t("log_reply"), "quiet-button", scope.callback(|_| Msg::Replied)) }
            </div>
        </div>
    }
}

fn touch(touch: &Touch, scope: &Scope<AccountView>) -> Html {
    // What was sent may be answered; the answer ranks the kind of hook.
    let may_be_answered = matches!(&*touch.channel, "opener" | "email" | "link");
    let id = touch.id;
    let replied = touch.replied.is_some();
    let mark = scope.callback(move |_| {
        Msg::Ledger(Request::Ledger(LedgerRequest::Mark {
            touch: id,
            replied: !replied,
        }))
    });
    html! {
        <li key={touch.id}>
            <span class="kind">{ named("channel_", &touch.channel) }</span>
            if let Some(outcome) = &touch.outcome { <span>{ named("outcome_", outcome) }</span> }
            if let Some(seconds) = touch.seconds.filter(|seconds| *seconds > 0) {
                <span class="quiet">{ format::duration(seconds) }</span>
            }
            <span title={format::moment(&touch.at)} class="quiet">{ format::since(&touch.at) }</span>
            if let Some(contact) = &touch.contact { <span>{ words(contact) }</span> }
            if may_be_answered {
                <button type="button" class="chip" aria-pressed={if replied { "true" } else { "false" }} onclick={mark}>{ t("answered") }</button>
            }
            if !touch.note.is_empty() { <p class="lines">{ words(&touch.note) }</p> }
            { touch.crm.as_ref().map(|mark| crm_mark(mark, id, &scope.callback(Msg::Ledger))).unwrap_or_default() }
        </li>
    }
}
