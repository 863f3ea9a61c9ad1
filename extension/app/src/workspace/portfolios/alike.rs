//! Accounts like those of the list, each with what makes it alike and unlike.

use super::super::route;
use crate::browser::format;
use crate::browser::text::{count, t, t1};
use crate::parts::{Answer, help, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{LookAlikeRow, PortfolioReply, PortfolioRequest, Reply, Request, View};
use yew::prelude::*;

/// Look-alikes shown.
const ROWS: u32 = 50;

/// The screen.
pub(super) fn panel(client: &Client, view: View) -> Html {
    let request = Request::Portfolio(PortfolioRequest::LookAlikes {
        view,
        accounts: Vec::new(),
        top: 0,
        limit: ROWS,
    });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::LookAlikes {
            rows,
            models,
            described,
        }) => html! {
            <>
                <p class="figures-line" role="status">{ count("alike_models", *models) }
                    <span class="quiet">{ if *described { t("alike_described") } else { t("alike_attributes") } }</span></p>
                if rows.is_empty() { <p class="quiet">{ t("alike_none") }</p> }
                <ol class="cards">{ for rows.iter().map(row) }</ol>
            </>
        },
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

fn row(like: &LookAlikeRow) -> Html {
    html! {
        <li key={like.account.id} class="card">
            <p class="card-head"><a href={route::account(like.account.id)}>{ words(&like.account.name) }</a>{ stars(like.account.stars) }
                <span class="grow"></span><span class="points">{ format::signed(like.points) }</span>{ help("alike") }</p>
            <p>
                { for like.alike.iter().map(|reason| html! { <span class="chip plus">{ "+ " }{ words(reason) }</span> }) }
                { for like.unlike.iter().map(|reason| html! { <span class="chip minus">{ "− " }{ words(reason) }</span> }) }
            </p>
            if let Some(person) = &like.contact {
                <p class="quiet">{ t1("best_person", &person.name) }{ " " }{ words(person.title.as_deref().unwrap_or_default()) }</p>
            }
        </li>
    }
}
