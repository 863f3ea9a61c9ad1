//! Data quality: figures, findings with both values and their sources, duplicates with merge and undo.

mod duplicates;
mod enrichment;

use super::table::head;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, button, help, provenance, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    ErrorReply, FieldQuality, Finding, HygieneReply, HygieneRequest, Overview, PortfolioReply,
    PortfolioRequest, Reply, Request, View,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Findings of one page.
const ROWS: u32 = 50;

/// See [`QualityPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The page.
#[component]
pub(crate) fn QualityPage(props: &Props) -> Html {
    let portfolio = use_state(|| None::<i64>);
    let open = use_state(|| None::<(String, String)>);
    let view = View {
        portfolio: *portfolio,
        ..View::default()
    };
    let overview = Request::Hygiene(HygieneRequest::Overview { view: view.clone() });
    let pick = open.clone();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Overview(found)) => figures(found, &pick),
        _ => Html::default(),
    });
    let choose = {
        let portfolio = portfolio.clone();
        Callback::from(move |event: Event| {
            portfolio.set(
                event
                    .target_unchecked_into::<HtmlSelectElement>()
                    .value()
                    .parse()
                    .ok(),
            );
        })
    };
    let chosen = *portfolio;
    let lists = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Portfolios(list)) => html! {
            <label class="inline">{ t("portfolio") }{ " " }{ super::portfolios::portfolio_choice(Some(list), chosen, &t("portfolio_everyone"), choose.clone()) }</label>
        },
        _ => Html::default(),
    });
    html! {
        <div class="quality">
            { head("nav_quality", "quality_lead") }
            <div class="tools"><Answer client={props.client.clone()} request={Request::Portfolio(PortfolioRequest::List)} show={lists} /></div>
            <Answer client={props.client.clone()} request={overview} {show} />
            if let Some((issue, field)) = &*open { { findings(&props.client, &view, issue, field) } }
            <enrichment::Enrichment client={props.client.clone()} view={view.clone()} fail={props.fail.clone()} say={props.say.clone()} />
            <duplicates::Doubles client={props.client.clone()} {view} fail={props.fail.clone()} say={props.say.clone()} />
        </div>
    }
}

fn figures(found: &Overview, open: &UseStateHandle<Option<(String, String)>>) -> Html {
    html! {
        <>
            <p class="figures-line" role="status"><strong>{ t1("quality_complete", &format::percent(found.completeness)) }</strong>{ help("completeness") }
                <span class="quiet">{ count("accounts", found.accounts) }{ " · " }{ count("people", found.contacts) }</span></p>
            <ul class="chips">{ for found.issues.iter().map(|(issue, number)| {
                let (set, name) = (open.clone(), issue.clone());
                html! { <li><button type="button" class="chip" disabled={*number == 0 || issue == "missing"} onclick={move |_| set.set(Some((name.clone(), String::new())))}>{ named("issue_", issue) }{ " " }<strong>{ format::number(*number as f64) }</strong></button></li> }
            }) }</ul>
            if !found.gains.is_empty() {
                <section class="gains" aria-label={t("quality_gains")}><h2>{ t("quality_gains") }</h2>
                    <ul>{ for found.gains.iter().map(|gain| html! { <li>{ words(gain) }</li> }) }</ul></section>
            }
            <div class="scroll" role="region" aria-label={t("quality_fields")} tabindex="0"><table class="plain">
                <thead><tr><th scope="col">{ t("column_attribute") }</th><th scope="col">{ t("quality_filled") }{ help("filled") }</th><th scope="col">{ t("issue_contradictory") }{ help("contradictory") }</th><th scope="col">{ t("quality_gain") }{ help("gain") }</th><th scope="col"><span class="sr">{ t("column_do") }</span></th></tr></thead>
                <tbody>{ for found.fields.iter().map(|field| field_row(field, found.accounts, open)) }</tbody>
            </table></div>
        </>
    }
}

fn field_row(
    field: &FieldQuality,
    accounts: u64,
    open: &UseStateHandle<Option<(String, String)>>,
) -> Html {
    let mut style = String::from("--share:");
    style.push_str(&((field.share * 100.0).round() as i64).to_string());
    let (set, name) = (open.clone(), field.field.clone());
    html! {
        <tr key={field.field.clone()}>
            <th scope="row">{ named("field_", &field.field) }</th>
            <td class="share"><span class="number">{ format::percent(field.share) }</span><span class="bar-line" aria-hidden="true"><i {style}></i></span></td>
            <td class="number">{ format::number(field.contradictory as f64) }</td>
            <td class="number">{ if field.gain > 0 { format::number(field.gain as f64) } else { String::new() } }</td>
            <td>if field.filled < accounts && !matches!(field.field.as_str(), "domain" | "website") { { button(t("quality_show"), "quiet-button", Callback::from(move |_| set.set(Some(("missing".to_owned(), name.clone()))))) } }</td>
        </tr>
    }
}

fn findings(client: &Client, view: &View, issue: &str, field: &str) -> Html {
    let request = Request::Hygiene(HygieneRequest::Findings {
        view: view.clone(),
        issue: issue.to_owned(),
        field: field.to_owned(),
        offset: 0,
        limit: ROWS,
    });
    let title = named("issue_", issue);
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Findings { rows, total }) => html! {
            <section aria-label={title.clone()}>
                <h2>{ title.clone() }{ " " }<span class="quiet">{ format::number(*total as f64) }</span></h2>
                <ul class="list findings">{ for rows.iter().map(finding) }</ul>
            </section>
        },
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

fn finding(one: &Finding) -> Html {
    html! {
        <li>
            <a href={super::route::account(one.account.id)}>{ words(&one.account.name) }</a>{ stars(one.account.stars) }
            if one.others.is_empty() { <span>{ words(&one.note) }</span> } else {
                <span>{ named("field_", &one.field) }{ ": " }<strong>{ words(&one.value) }</strong>{ " " }
                    if let Some(source) = &one.provenance { { provenance(source) } }</span>
                { for one.others.iter().map(|other| html! { <span>{ words(&other.value) }{ " " }{ provenance(&other.provenance) }</span> }) }
            }
        </li>
    }
}
