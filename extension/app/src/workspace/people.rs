//! Everybody known, the best-fit decision makers first, or who fits the words typed.

use super::route;
use super::table::{head, table};
use super::{Msg, Workspace};
use crate::browser::text::{count, t, t1};
use crate::browser::{format, link};
use crate::parts::{Answer, bolt_sign, help, receipt_lines, stars, words};
use crate::wire::Shared;
use hookline_protocol::{
    Contact, PersonRow, PortfolioReply, PortfolioRequest, Reply, Request, View,
};
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

/// People shown.
const ROWS: u32 = 200;

/// The page.
pub(super) fn people(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let oninput = scope.callback(|event: InputEvent| {
        Msg::Text(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let request = Request::Portfolio(PortfolioRequest::People {
        view: View::default(),
        text: workspace.text.clone(),
        limit: ROWS,
    });
    let searched = !workspace.text.trim().is_empty();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::People { rows, total }) => list(rows, *total, searched),
        _ => Html::default(),
    });
    html! {
        <>
            { head("nav_people", "people_lead") }
            <input class="search wide-input" type="text" autocomplete="off" maxlength="200" aria-label={t("search_people")}
                placeholder={t("search_people")} value={workspace.text.clone()} {oninput} />
            <Answer client={workspace.client.clone()} {request} {show} />
        </>
    }
}

fn list(rows: &[PersonRow], total: u64, searched: bool) -> Html {
    if rows.is_empty() && searched {
        return html! { <p class="quiet" role="status">{ t("search_nothing") }</p> };
    }
    if rows.is_empty() {
        return html! { <p class="quiet" role="status">{ t("people_empty") }{ " " }<a href="#/import">{ t("nav_import") }</a></p> };
    }
    let columns = [
        "field_name",
        "field_title",
        "receipt_points",
        "field_email",
        "field_phone",
        "field_account",
    ];
    html! {
        <>
            <p class="figures-line" role="status"><strong>{ count("people", total) }</strong>
                if total > rows.len() as u64 { <span class="quiet">{ t1("people_first", &format::number(rows.len() as f64)) }</span> }
            </p>
            { table("nav_people", &columns, rows.iter().map(row).collect()) }
        </>
    }
}

fn row(one: &PersonRow) -> Vec<Html> {
    let person = &one.person;
    let account = one.account.as_ref().map(|account| {
        html! {
            <><a href={route::account(account.id)}>{ words(&account.name) }</a>{ " " }<span class="signs">{ stars(account.stars) }{ bolt_sign(account.bolt) }</span></>
        }
    });
    vec![
        words(&person.name),
        words(person.title.as_deref().unwrap_or_default()),
        points(person),
        person.email.as_deref().map(link::mail).unwrap_or_default(),
        person.phone.as_deref().map(link::phone).unwrap_or_default(),
        account.unwrap_or_default(),
    ]
}

/// Points as a decision maker, with what they are made of.
fn points(person: &Contact) -> Html {
    person.fit.as_ref().map_or_else(Html::default, |fit| {
        html! {
            <details><summary class="points">{ format::number(fit.points as f64) }</summary>{ receipt_lines(&fit.lines) }{ help("person_points") }</details>
        }
    })
}
