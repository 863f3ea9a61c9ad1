//! White space: what of the market the list has, and what it has not.

use super::chart::range_words;
use super::{Msg, PortfoliosPage};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1, t2};
use crate::parts::{Answer, help, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{Choice, MarketSegment, PortfolioReply, PortfolioRequest, Reply, Request};
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

/// Segments shown.
const ROWS: usize = 60;

/// The screen.
pub(super) fn panel(page: &PortfoliosPage, client: &Client, scope: &Scope<PortfoliosPage>) -> Html {
    let onchange = scope.callback(|event: Event| {
        Msg::Column(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    let request = Request::Portfolio(PortfolioRequest::Market {
        view: page.view.clone(),
        universe: None,
        column: page.column.clone(),
    });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Market { segments, total }) => view(segments, total),
        _ => Html::default(),
    });
    html! {
        <>
            <label class="inline">{ t("market_by") }{ " " }
                <select {onchange}>
                    { for page.list.iter().flat_map(|list| &list.columns).filter(|column| column.tile).map(|column| html! {
                        <option value={column.column.clone()} selected={column.column == page.column}>{ named("field_", &column.column) }</option>
                    }) }
                </select>
            </label>
            <Answer client={client.clone()} {request} {show} />
        </>
    }
}

fn view(segments: &[MarketSegment], total: &MarketSegment) -> Html {
    let mut sorted: Vec<&MarketSegment> = segments.iter().collect();
    sorted.sort_by_key(|segment| std::cmp::Reverse(segment.open));
    html! {
        <>
            <p class="figures-line" role="status">
                <strong>{ count("accounts", total.universe) }</strong>
                <span>{ t2("market_held", &format::number(total.portfolio as f64), &format::percent(total.penetration)) }</span>
                <span class="quiet">{ t1("market_revenue", &format::dollars(total.revenue as i64)) }</span>
                <span class="quiet">{ t1("market_open_revenue", &format::dollars(total.open_revenue as i64)) }</span>
            </p>
            if total.open == 0 && total.universe > 0 { <p class="quiet">{ t("market_whole") }</p> }
            <div class="scroll" role="region" aria-label={t("portfolio_tab_market")} tabindex="0">
                <table class="plain">
                    <thead><tr>
                        <th scope="col">{ t("column_value") }</th><th scope="col">{ t("market_all") }{ help("market_all") }</th><th scope="col">{ t("market_ours") }</th>
                        <th scope="col">{ t("market_share") }{ help("market_share") }</th><th scope="col">{ t("market_open") }{ help("market_open") }</th><th scope="col">{ t("market_open_sum") }{ help("market_open_sum") }</th>
                    </tr></thead>
                    <tbody>{ for sorted.into_iter().take(ROWS).map(row) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(segment: &MarketSegment) -> Html {
    let name = match &segment.choice {
        Choice::Value(value) => value.clone(),
        Choice::Range { above, up_to } => range_words(*above, *up_to),
        Choice::Missing => t("value_missing"),
    };
    let mut style = String::from("--share:");
    style.push_str(&((segment.penetration * 100.0).round() as i64).to_string());
    html! {
        <tr>
            <th scope="row">{ words(&name) }</th>
            <td class="number">{ format::number(segment.universe as f64) }</td>
            <td class="number">{ format::number(segment.portfolio as f64) }</td>
            <td class="share"><span class="number">{ format::percent(segment.penetration) }</span><span class="bar-line" aria-hidden="true"><i {style}></i></span></td>
            <td class="number">{ format::number(segment.open as f64) }</td>
            <td class="number">{ format::dollars(segment.open_revenue as i64) }</td>
        </tr>
    }
}
