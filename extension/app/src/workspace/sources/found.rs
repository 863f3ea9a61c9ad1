//! Feeds, boards and channels that websites announce, for the rep to choose from.

use super::{Msg, SourcesPage, pattern, permitting};
use crate::browser::text::{count, t, t1};
use crate::browser::{format, link};
use crate::parts::{button, words};
use hookline_protocol::{FoundFeed, Looking, Request, SignalsRequest, SourceList};
use yew::html::Scope;
use yew::prelude::*;

/// The list; nothing where nothing was found or looked for.
pub(super) fn view(list: &SourceList, scope: &Scope<SourcesPage>) -> Html {
    if list.found.is_empty() && list.looking.is_empty() {
        return Html::default();
    }
    html! {
        <section class="found" aria-labelledby="found-title" aria-live="polite">
            <h2 id="found-title">{ t("found_title") }</h2>
            { for list.looking.iter().map(looking) }
            <ul class="list">{ for list.found.iter().map(|one| found(one, scope)) }</ul>
        </section>
    }
}

fn looking(one: &Looking) -> Html {
    html! {
        <p class="looking">
            <strong>{ words(&format::clip(&one.url, 80)) }</strong>{ " " }
            if one.left > 0 { <span class="quiet">{ count("found_left", one.left) }</span> }
            if let Some(told) = &one.told { <span class="caution">{ words(told) }</span> }
        </p>
    }
}

fn found(one: &FoundFeed, scope: &Scope<SourcesPage>) -> Html {
    let name = if one.title.is_empty() {
        &one.url
    } else {
        &one.title
    };
    let follow = Request::FeedAdd {
        url: one.url.clone(),
        account: one.account,
    };
    let origins: Vec<String> = pattern(&one.url).into_iter().collect();
    let dismiss = Request::Signals(SignalsRequest::FoundDismiss { found: one.id });
    html! {
        <li key={one.id}>
            <div class="grow">
                <strong>{ words(&format::clip(name, 90)) }</strong><br />
                { link::external(Some(&one.url), "quiet", words(&format::clip(&one.url, 90))) }{ " " }
                <span class="quiet">{ t1("found_on", &format::clip(&one.page, 60)) }</span>
            </div>
            { button(t("feed_follow"), "main-button", permitting(scope, origins, follow)) }
            { button(t("dismiss"), "quiet-button", scope.callback(move |_| Msg::Send(dismiss.clone()))) }
        </li>
    }
}
