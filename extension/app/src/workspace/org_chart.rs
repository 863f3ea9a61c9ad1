//! The people of an account by level and function, with the ways to reach them.

use crate::browser::link;
use crate::browser::text::{named, t};
use crate::parts::{Answer, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{Contact, OrgChart, PortfolioReply, PortfolioRequest, Reply, Request};
use yew::prelude::*;

/// What the region needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
}

/// The region.
#[component]
pub(crate) fn Chart(props: &Props) -> Html {
    let account = props.account;
    let request = Request::Portfolio(PortfolioRequest::OrgChart { account });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::OrgChart(found)) => view(found),
        _ => Html::default(),
    });
    html! {
        <section class="region org" aria-label={t("org_chart")}>
            <h2>{ t("org_chart") }</h2>
            <Answer client={props.client.clone()} {request} {show} />
        </section>
    }
}

fn view(found: &OrgChart) -> Html {
    if found.levels.is_empty() {
        return html! { <p class="quiet">{ t("org_none") }</p> };
    }
    let missing: Vec<String> = found
        .missing
        .iter()
        .map(|seat| named("seat_", seat))
        .collect();
    html! {
        <>
            if !missing.is_empty() { <p class="quiet">{ t("org_missing") }{ " " }<span class="caution">{ missing.join(", ") }</span></p> }
            <ol class="org-levels">{ for found.levels.iter().map(|level| html! {
                <li key={level.level.clone()}>
                    <h3>{ named("level_", &level.level) }</h3>
                    <div class="org-row">{ for level.functions.iter().map(|(function, people)| html! {
                        <section class="org-group" key={function.clone()} aria-label={named("department_", function)}>
                            <h4 class="quiet">{ named("department_", function) }</h4>
                            <ul>{ for people.iter().map(|person| card(person, &found.proposed)) }</ul>
                        </section>
                    }) }</div>
                </li>
            }) }</ol>
        </>
    }
}

fn card(person: &Contact, proposed: &[i64]) -> Html {
    let first = person.id.is_some_and(|id| proposed.contains(&id));
    html! {
        <li class={classes!("org-person", first.then_some("proposed"))} key={person.id.unwrap_or_default()}>
            <strong>{ words(&person.name) }</strong>
            if first { <span class="chip on">{ t("org_proposed") }</span> }
            if let Some(title) = &person.title { <span class="quiet">{ words(title) }</span> }
            <span class="meta">
                if let Some(phone) = &person.phone { { link::phone(phone) } }
                if let Some(email) = &person.email { { link::mail(email) } }
            </span>
        </li>
    }
}
