//! One story of the feed: whom it is about, why it stands here, what can be done to it.

use super::{FeedPage, Msg};
use crate::browser::text::{named, t, t1};
use crate::browser::{format, link};
use crate::parts::{StoryActions, help, story, words};
use crate::workspace::route;
use hookline_protocol::{Correction, RankedStory};
use yew::html::Scope;
use yew::prelude::*;

/// The row.
pub(super) fn row(one: &RankedStory, scope: &Scope<FeedPage>) -> Html {
    let id = one.story.id;
    let copy = one
        .story
        .url
        .as_deref()
        .and_then(link::safe)
        .map(|address| {
            let title = one.story.title.clone();
            scope.callback(move |_| Msg::CopyLink(title.clone(), address.clone()))
        });
    let actions = StoryActions {
        copy,
        pin: (!one.pinned)
            .then(|| scope.callback(move |_| Msg::Correct(Correction::PinStory { story: id }))),
        mute: Some(scope.callback(move |_| Msg::Correct(Correction::MuteStory { story: id }))),
        behind: html! { <>{ rank(one) }{ rules(one, scope) }</> },
        ..StoryActions::default()
    };
    html! {
        <div class="ranked" key={id}>
            if one.pinned || !one.accounts.is_empty() {
                <p class="about">
                    if one.pinned { <span class="kind">{ t("pinned") }</span> }
                    { for one.accounts.iter().map(|(account, name)| html! { <a href={route::account(*account)}>{ words(name) }</a> }) }
                </p>
            }
            { story(&one.story, actions) }
        </div>
    }
}

fn rank(one: &RankedStory) -> Html {
    html! {
        <details class="rank">
            <summary>{ t1("rank_here", &format::percent(one.rank)) }</summary>
            <ul>
                { for one.factors.iter().map(|factor| html! {
                    <li>
                        <span>{ named("rank_", &factor.factor) }<span class="why">{ words(&factor.why) }</span></span>
                        <span class="number">{ format::percent(factor.value) }</span>
                    </li>
                }) }
                <li class="sum"><span>{ t("rank_product") }{ help("rank") }</span><span class="number">{ format::percent(one.rank) }</span></li>
            </ul>
        </details>
    }
}

/// Rules over more than this one story.
fn rules(one: &RankedStory, scope: &Scope<FeedPage>) -> Html {
    let source = one
        .story
        .publisher
        .clone()
        .unwrap_or_else(|| one.story.provenance.source.clone());
    let shown = format::clip(&source, 40);
    let choose = |label: String, correction: Correction| {
        let onclick = scope.callback(move |_| Msg::Correct(correction.clone()));
        html! { <li><button type="button" class="quiet-button" {onclick}>{ label }</button></li> }
    };
    html! {
        <details class="rules">
            <summary>{ t("feed_rules") }</summary>
            <ul>
                { choose(t1("follow_source", &shown), Correction::FollowSource { source: source.clone() }) }
                { choose(t1("mute_source", &shown), Correction::MuteSource { source }) }
                { for one.story.kinds.iter().map(|reading| choose(
                    t1("mute_kind", &named("kind_", reading.kind.name())), Correction::MuteKind { kind: reading.kind })) }
                { for one.accounts.iter().take(2).map(|(account, name)| choose(
                    t1("mute_account", &format::clip(name, 40)), Correction::MuteAccount { account: *account })) }
            </ul>
        </details>
    }
}
