//! Personas with their open accounts, and the buying committee account by account.

use super::super::route;
use super::{Msg, PortfoliosPage};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, help, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    CommitteeRow, PersonaCard, PersonaList, PortfolioReply, PortfolioRequest, Reply, Request, View,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// Accounts of one page of the committee.
const ROWS: u32 = 30;

/// Departments that buy.
const DEPARTMENTS: [&str; 12] = [
    "sales",
    "marketing",
    "finance",
    "human resources",
    "information technology",
    "engineering",
    "product",
    "operations",
    "procurement",
    "legal",
    "customer success",
    "research",
];

/// Personas of the people at the accounts.
pub(super) fn personas(client: &Client, view: View, scope: &Scope<PortfoliosPage>) -> Html {
    let request = Request::Portfolio(PortfolioRequest::Personas { view });
    let rename = scope.callback(|(key, name)| Msg::Rename(key, name));
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Personas(found)) => list(found, &rename),
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

fn list(found: &PersonaList, rename: &Callback<(String, String)>) -> Html {
    html! {
        <>
            <p class="figures-line" role="status"><strong>{ count("people", found.people) }</strong><span class="quiet">{ words(&found.verdict) }</span></p>
            <div class="tiles">{ for found.personas.iter().map(|persona| card(persona, rename)) }</div>
        </>
    }
}

fn card(persona: &PersonaCard, rename: &Callback<(String, String)>) -> Html {
    let name = persona.renamed.as_ref().unwrap_or(&persona.name).clone();
    let (rename, key) = (rename.clone(), persona.key.clone());
    let onchange = move |event: Event| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        rename.emit((key.clone(), name));
    };
    html! {
        <section class="tile" key={persona.key.clone()} aria-label={name.clone()}>
            <input type="text" maxlength="80" class="persona-name" aria-label={t("persona_name")} value={name} {onchange} />
            <p class="quiet">{ count("people", persona.people) }{ " · " }{ t1("silhouette", &super::contrast::decimal(persona.silhouette)) }{ help("silhouette") }{ help("persona_share") }</p>
            <dl class="facts">{ for persona.traits.iter().map(|(name, value, share)| html! {
                <><dt>{ named("trait_", name) }</dt><dd>{ words(if value.is_empty() { "–" } else { value }) }{ " " }<span class="quiet">{ format::percent(*share) }</span></dd></>
            }) }</dl>
            <h3>{ t("persona_people") }</h3>
            <ul class="list">{ for persona.examples.iter().map(|person| html! {
                <li><strong>{ words(&person.name) }</strong><span class="quiet">{ words(person.title.as_deref().unwrap_or_default()) }</span>
                    if let Some(fit) = &person.fit { <span class="grow"></span><span class="points">{ format::number(fit.points as f64) }</span> }
                </li>
            }) }</ul>
            <h3>{ t("persona_open") }</h3>
            <ul class="list">{ for persona.open.iter().map(|account| html! {
                <li><a href={route::account(account.id)}>{ words(&account.name) }</a><span class="grow"></span>{ stars(account.stars) }</li>
            }) }</ul>
        </section>
    }
}

/// The buying committee: who is known, who is missing.
pub(super) fn committee(
    page: &PortfoliosPage,
    client: &Client,
    scope: &Scope<PortfoliosPage>,
) -> Html {
    let onchange = scope.callback(|event: Event| {
        Msg::Department(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    let request = Request::Portfolio(PortfolioRequest::Committee {
        view: page.view.clone(),
        department: page.department.clone(),
        offset: 0,
        limit: ROWS,
    });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Committee {
            rows,
            total,
            filled,
        }) => coverage(rows, *total, filled),
        _ => Html::default(),
    });
    html! {
        <>
            <label class="inline">{ t("committee_department") }{ " " }
                <select {onchange}>{ for DEPARTMENTS.iter().map(|name| html! {
                    <option value={*name} selected={*name == page.department}>{ named("department_", name) }</option>
                }) }</select>
            </label>
            <Answer client={client.clone()} {request} {show} />
        </>
    }
}

fn coverage(rows: &[CommitteeRow], total: u64, filled: &[(String, u64)]) -> Html {
    html! {
        <>
            <p class="figures-line" role="status"><strong>{ count("accounts", total) }</strong>{ help("coverage") }</p>
            <div class="scroll" role="region" aria-label={t("portfolio_tab_committee")} tabindex="0">
                <table class="plain">
                    <thead><tr><th scope="col">{ t("field_account") }</th>{ for filled.iter().map(|(seat, count)| html! {
                        <th scope="col">{ named("seat_", seat) }<br /><span class="quiet">{ format::percent(*count as f64 / total.max(1) as f64) }</span></th>
                    }) }</tr></thead>
                    <tbody>{ for rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row"><a href={route::account(row.account.id)}>{ words(&row.account.name) }</a>{ " " }{ stars(row.account.stars) }</th>
                            { for row.seats.iter().map(|(_, person)| match person {
                                Some(person) => html! { <td>{ words(&person.name) }</td> },
                                None => html! { <td class="caution">{ t("seat_missing") }</td> },
                            }) }
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </>
    }
}
