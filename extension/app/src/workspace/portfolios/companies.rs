//! The companies of a view, a page at a time.

use super::super::route;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, bolt_sign, button, help, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{AccountRow, PortfolioReply, PortfolioRequest, Reply, Request, View};
use yew::prelude::*;

/// Rows of a page.
const ROWS: u64 = 25;

/// Columns that the engine sorts by.
const SORTS: [&str; 4] = ["stars", "name", "employees", "revenue"];

/// What the table needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) view: View,
}

/// The table.
#[component]
pub(super) fn Companies(props: &Props) -> Html {
    let sort = use_state(|| ("stars", true));
    let offset = use_state(|| 0_u64);
    let request = Request::Portfolio(PortfolioRequest::Accounts {
        view: props.view.clone(),
        sort: sort.0.to_owned(),
        descending: sort.1,
        offset: *offset,
        limit: ROWS as u32,
    });
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Accounts { rows, total }) => {
            let (earlier, later) = (offset.clone(), offset.clone());
            let head = SORTS.map(|column| heading(column, &sort, &offset));
            let (from, to) = (*offset + 1, *offset + rows.len() as u64);
            html! {
                <section class="tile wide" aria-label={t("portfolio_companies")}>
                    <h2>{ t("portfolio_companies") }</h2>
                    <div class="scroll" role="region" aria-label={t("portfolio_companies")} tabindex="0">
                        <table class="plain">
                            <thead><tr>{ for head.into_iter() }<th scope="col">{ t("field_bolt") }{ help("bolt") }</th><th scope="col">{ t("field_industry") }</th><th scope="col">{ t("field_country") }</th></tr></thead>
                            <tbody>{ for rows.iter().map(row) }</tbody>
                        </table>
                    </div>
                    <p class="pager">
                        if *offset > 0 { { button(t("page_earlier"), "quiet-button", Callback::from(move |_| earlier.set(earlier.saturating_sub(ROWS)))) } }
                        <span class="quiet">{ t1("rows_of", &span(from, to)) }{ " " }{ count("accounts", *total) }</span>
                        if to < *total { { button(t("page_later"), "quiet-button", Callback::from(move |_| later.set(*later + ROWS))) } }
                    </p>
                </section>
            }
        }
        _ => Html::default(),
    });
    html! { <Answer client={props.client.clone()} {request} {show} /> }
}

fn span(from: u64, to: u64) -> String {
    let mut text = format::number(from as f64);
    text.push('–');
    text.push_str(&format::number(to as f64));
    text
}

fn heading(
    column: &'static str,
    sort: &UseStateHandle<(&'static str, bool)>,
    offset: &UseStateHandle<u64>,
) -> Html {
    let sorted = sort.0 == column;
    let direction = sorted.then_some(if sort.1 { "descending" } else { "ascending" });
    let (set, offset, now) = (sort.clone(), offset.clone(), **sort);
    let onclick = move |_| {
        let descending = if now.0 == column {
            !now.1
        } else {
            column != "name"
        };
        set.set((column, descending));
        offset.set(0);
    };
    html! {
        <th scope="col" aria-sort={direction}><button type="button" {onclick}>{ named("field_", column) }
            if let Some(direction) = direction { <span aria-hidden="true">{ if direction == "descending" { " ↓" } else { " ↑" } }</span> }
        </button>if column == "stars" { { help("stars") } }</th>
    }
}

fn row(account: &AccountRow) -> Html {
    let figure = |value: Option<i64>| {
        value
            .map(|value| format::number(value as f64))
            .unwrap_or_default()
    };
    html! {
        <tr key={account.id}>
            <td>{ stars(account.stars) }</td>
            <th scope="row"><a href={route::account(account.id)}>{ words(&account.name) }</a>
                if account.invented { { " " }<span class="caution">{ t("invented_short") }</span> }
            </th>
            <td class="number">{ figure(account.employees) }</td>
            <td class="number">{ account.revenue.map(format::dollars).unwrap_or_default() }</td>
            <td>{ bolt_sign(account.bolt) }</td>
            <td>{ words(account.industry.as_deref().unwrap_or_default()) }</td>
            <td>{ words(account.country.as_deref().unwrap_or_default()) }</td>
        </tr>
    }
}
