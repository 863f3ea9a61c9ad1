//! The companies around an account: a picture of its relations with the list beside it.

use super::route;
use crate::browser::format;
use crate::browser::link;
use crate::browser::text::{named, t};
use crate::parts::{Answer, bolt_sign, help, provenance, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{Network, PortfolioReply, PortfolioRequest, Relation, Reply, Request};
use yew::prelude::*;

/// Relations in the picture; the list has all.
const DRAWN: usize = 14;

/// Half the width and height of the picture, in its own units.
const HALF: (f64, f64) = (330.0, 190.0);

/// What the region needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
}

/// The region.
#[component]
pub(crate) fn Around(props: &Props) -> Html {
    let request = Request::Portfolio(PortfolioRequest::Network {
        account: props.account,
    });
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Network(found)) => view(found),
        _ => Html::default(),
    });
    html! {
        <section class="region around" aria-label={t("around")}>
            <h2>{ t("around") }</h2>
            <Answer client={props.client.clone()} {request} {show} />
        </section>
    }
}

fn view(found: &Network) -> Html {
    if found.edges.is_empty() {
        return html! { <p class="quiet">{ t("around_none") }</p> };
    }
    html! {
        <div class="columns">
            <div class="column">{ picture(found) }</div>
            <ul class="column list findings">{ for found.edges.iter().map(edge) }</ul>
        </div>
    }
}

fn edge(relation: &Relation) -> Html {
    html! {
        <li>
            <span class="kind">{ named("relation_", &relation.kind) }</span>
            if let Some(account) = &relation.account {
                <a href={route::account(account.id)}>{ words(&relation.name) }</a><span class="signs">{ stars(account.stars) }{ bolt_sign(account.bolt) }</span>
            } else {
                <strong>{ words(&relation.name) }</strong>
            }
            <span class="quiet number">{ format::percent(relation.confidence) }</span>{ help("relation") }
            { for relation.evidence.iter().take(2).map(|one| html! {
                <span class="quiet">{ link::external(relation.provenance.url.as_deref(), "", words(&one.text)) }</span>
            }) }
            { provenance(&relation.provenance) }
        </li>
    }
}

/// The account in the middle, the others on an oval around it, sorted by what they are to it.
fn picture(found: &Network) -> Html {
    let mut drawn: Vec<&Relation> = found.edges.iter().take(DRAWN).collect();
    drawn.sort_by(|left, right| left.kind.cmp(&right.kind));
    let total = drawn.len() as f64;
    let mut frame = String::new();
    for part in [-HALF.0, -HALF.1, 2.0 * HALF.0, 2.0 * HALF.1] {
        frame.push_str(&part.to_string());
        frame.push(' ');
    }
    html! {
        <svg class="network" viewBox={frame} role="img" aria-label={t("around_picture")}>
            { for drawn.iter().enumerate().map(|(place, relation)| {
                let angle = (place as f64 / total - 0.25) * std::f64::consts::TAU;
                let (x, y) = (angle.cos() * (HALF.0 - 90.0), angle.sin() * (HALF.1 - 30.0));
                let at = |number: f64| (number.round() as i64).to_string();
                let anchor = if x < -20.0 { "end" } else if x > 20.0 { "start" } else { "middle" };
                html! {
                    <g>
                        <line x1="0" y1="0" x2={at(x * 0.86)} y2={at(y * 0.86)} />
                        <text class="edge" x={at(x * 0.5)} y={at(y * 0.5 - 3.0)} text-anchor="middle">{ named("relation_", &relation.kind) }</text>
                        <circle cx={at(x * 0.86)} cy={at(y * 0.86)} r="4" class={if relation.account.is_some() { "known" } else { "unknown" }} />
                        <text x={at(x * 0.86 + 8.0 * angle.cos())} y={at(y * 0.86 + 4.0 + 10.0 * angle.sin())} text-anchor={anchor}>{ format::clip(&relation.name, 22) }</text>
                    </g>
                }
            }) }
            <circle r="6" class="middle" />
            <text class="middle" y="22" text-anchor="middle">{ format::clip(&found.account.name, 30) }</text>
        </svg>
    }
}
