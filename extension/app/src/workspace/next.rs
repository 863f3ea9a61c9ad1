//! The next best accounts, each with its reason in one sentence.

use super::route;
use crate::browser::format;
use crate::browser::text::t;
use crate::parts::{Answer, help, receipt_lines, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{PortfolioReply, PortfolioRequest, Recommendation, Reply, Request};
use yew::prelude::*;

/// Accounts shown.
const ROWS: u32 = 6;

/// What the list needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
}

/// The list.
#[component]
pub(crate) fn NextBest(props: &Props) -> Html {
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Recommended { rows, basis }) => html! {
            <>
                <ol class="cards">{ for rows.iter().map(row) }</ol>
                <p class="quiet">{ words(basis) }</p>
            </>
        },
        _ => Html::default(),
    });
    let request = Request::Portfolio(PortfolioRequest::Next { limit: ROWS });
    html! {
        <section class="next" aria-label={t("today_next")}>
            <h2>{ t("today_next") }</h2>
            <Answer client={props.client.clone()} {request} {show} />
        </section>
    }
}

fn row(one: &Recommendation) -> Html {
    html! {
        <li class="card" key={one.account.id}>
            <p class="card-head"><a href={route::account(one.account.id)}>{ words(&one.account.name) }</a>{ stars(one.account.stars) }</p>
            <p>{ words(&one.reason) }</p>
            <details><summary>{ t("priority") }{ " " }<span class="points">{ format::number(one.priority as f64) }</span></summary>{ receipt_lines(&one.parts) }{ help("priority") }</details>
        </li>
    }
}
