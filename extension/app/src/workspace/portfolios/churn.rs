//! Customers that look like those who left, with the reason.

use super::super::route;
use crate::browser::text::t;
use crate::parts::{Answer, receipt_lines, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{PortfolioReply, PortfolioRequest, Recommendation, Reply, Request, View};
use yew::prelude::*;

/// Accounts shown.
const ROWS: u32 = 25;

/// The screen.
pub(super) fn panel(client: &Client, view: View) -> Html {
    let request = Request::Portfolio(PortfolioRequest::Churn { view, limit: ROWS });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Recommended { rows, basis }) => html! {
            <>
                <p class="quiet" role="status">{ words(basis) }{ " " }<a href="#/models">{ t("nav_models") }</a></p>
                if rows.is_empty() { <p class="quiet">{ t("churn_none") }</p> }
                <ol class="cards">{ for rows.iter().map(row) }</ol>
            </>
        },
        _ => Html::default(),
    });
    html! {
        <>
            <p class="quiet">{ t("churn_lead") }</p>
            <Answer client={client.clone()} {request} {show} />
        </>
    }
}

fn row(one: &Recommendation) -> Html {
    html! {
        <li class="card" key={one.account.id}>
            <p class="card-head"><a href={route::account(one.account.id)}>{ words(&one.account.name) }</a>{ stars(one.account.stars) }</p>
            <p>{ words(&one.reason) }</p>
            if let Some(person) = &one.contact {
                <p class="quiet">{ words(&person.name) }{ " " }{ words(person.title.as_deref().unwrap_or_default()) }</p>
            }
            <details><summary>{ t("receipt_caption") }</summary>{ receipt_lines(&one.parts) }</details>
        </li>
    }
}
