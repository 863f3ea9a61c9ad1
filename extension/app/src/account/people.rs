//! The people at the account, and the strangers on the page who could be added.

use super::{AccountView, Msg, Props};
use crate::browser::text::{t, t1};
use crate::browser::{format, link};
use crate::parts::{button, help, provenance, receipt_lines, words};
use hookline_protocol::Contact;
use yew::html::Scope;
use yew::prelude::*;

/// The region `People`.
pub(crate) fn view(props: &Props, scope: &Scope<AccountView>) -> Html {
    let people = &props.page.account.contacts;
    let stranger = props
        .context
        .as_ref()
        .and_then(|context| context.person.as_ref())
        .filter(|person| person.id.is_none());
    html! {
        <section id="people" class="region" aria-label={t("region_people")} tabindex="-1">
            <h2>{ t("heading_people") }</h2>
            if let Some(person) = stranger {
                { add(person, scope) }
            }
            if people.is_empty() && stranger.is_none() {
                <p class="quiet">{ t("people_none") }</p>
            }
            <ul class="people">{ for people.iter().map(row) }</ul>
            if !props.page.account.missing.is_empty() {
                <p class="quiet">{ t("org_missing") }{ " " }{ words(&props.page.account.missing.join(", ")) }</p>
            }
        </section>
    }
}

fn row(person: &Contact) -> Html {
    html! {
        <li key={person.id.unwrap_or_default()}>
            <strong>{ words(&person.name) }</strong>
            if let Some(title) = &person.title { <span class="quiet">{ words(title) }</span> }
            <span class="meta">
                if let Some(email) = &person.email { { link::mail(email) } }
                if let Some(phone) = &person.phone { { link::phone(phone) } }
                if let Some(source) = &person.source { { provenance(source) } }
            </span>
            if let Some(fit) = &person.fit {
                <details>
                    <summary class="points">{ t1("person_points", &format::number(fit.points as f64)) }</summary>
                    { receipt_lines(&fit.lines) }{ help("person_points") }
                </details>
            }
        </li>
    }
}

fn add(person: &Contact, scope: &Scope<AccountView>) -> Html {
    let name = if person.name.is_empty() {
        person.email.clone().unwrap_or_default()
    } else {
        person.name.clone()
    };
    let added = person.clone();
    let onclick = scope.callback(move |_| Msg::AddPerson(added.clone()));
    html! {
        <div class="stranger">
            <span>{ t("person_unknown") }</span>
            { button(t1("add_named", &format::clip(&name, 60)), "quiet-button", onclick) }
        </div>
    }
}
