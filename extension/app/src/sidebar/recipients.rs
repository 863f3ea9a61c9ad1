//! Before an opener goes out: who the draft speaks to, where that is not the account the openers
//! speak about, and people who are not stored yet.

use super::{Msg, Sidebar};
use crate::browser::format;
use crate::browser::text::{t1, t2};
use crate::parts::button;
use hookline_protocol::{Contact, PersonRole};
use yew::html::Scope;
use yew::prelude::*;

/// One line a thing to know; nothing without a draft.
pub(super) fn view(sidebar: &Sidebar, scope: &Scope<Sidebar>) -> Html {
    html! {
        <div class="recipients">
            <p class="warning" role="status">{ warning(sidebar) }</p>
            if let Some(person) = stranger(sidebar) {
                <p>{ button(t1("add_person", &format::clip(said(person), 60)), "quiet-button", scope.callback(|_| Msg::AddPerson)) }</p>
            }
        </div>
    }
}

/// The first recipient who is not known to be at the account in front.
fn warning(sidebar: &Sidebar) -> String {
    let (Some(shown), Some(facts), Some(context)) =
        (sidebar.shown(), &sidebar.facts, &sidebar.context)
    else {
        return String::new();
    };
    if !facts.draft_open {
        return String::new();
    }
    let here = &shown.account.row;
    let is_recipient = |contact: &Contact| {
        facts.people.iter().any(|person| {
            person.role == PersonRole::Recipient
                && contact
                    .email
                    .as_deref()
                    .is_some_and(|email| email.eq_ignore_ascii_case(&person.email))
        })
    };
    let other = context.people.iter().find(|person| {
        is_recipient(&person.contact)
            && match person.contact.account {
                Some(account) => account != here.id,
                // Nobody knows their company: only an account opened by hand is surely another.
                None => sidebar.opened.is_some(),
            }
    });
    match other {
        Some(person) => match &person.account_name {
            Some(company) => t2(
                "warn_other_company",
                &format!("{} ({})", said(&person.contact), format::clip(company, 60)),
                &format::clip(&here.name, 60),
            ),
            None => t2(
                "warn_other_company",
                said(&person.contact),
                &format::clip(&here.name, 60),
            ),
        },
        None => String::new(),
    }
}

/// The person shown, when they are on the page with an address and not in the database.
pub(super) fn stranger(sidebar: &Sidebar) -> Option<&Contact> {
    sidebar
        .context
        .as_ref()
        .filter(|_| sidebar.opened.is_none() && sidebar.page.is_some())?
        .person
        .as_ref()
        .filter(|person| person.id.is_none() && person.email.is_some())
}

/// Their name, or their address where the page gives no name.
fn said(contact: &Contact) -> &str {
    if contact.name.is_empty() {
        contact.email.as_deref().unwrap_or_default()
    } else {
        &contact.name
    }
}
