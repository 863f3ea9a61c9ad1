//! The sources: feeds with their state, and one more by its address.

use super::table::{head, table};
use super::{Msg, Workspace};
use crate::browser::text::{t, t1};
use crate::browser::{format, link};
use crate::parts::{button, loading, words};
use hookline_protocol::Feed;
use web_sys::{HtmlInputElement, Url};
use yew::html::Scope;
use yew::prelude::*;

/// The origin pattern whose permission an address needs; `None` when it is no `http(s)` address.
pub(super) fn pattern(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return None;
    }
    let mut pattern = url.protocol();
    pattern.push_str("//");
    pattern.push_str(&url.hostname());
    pattern.push_str("/*");
    Some(pattern)
}

/// The page.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    html! {
        <>
            { head("nav_sources", "sources_lead") }
            { add(workspace, scope) }
            { match &workspace.feeds {
                None => loading(),
                Some(feeds) if feeds.is_empty() => html! { <p class="quiet">{ t("sources_none") }</p> },
                Some(feeds) => table("nav_sources", &["column_source", "column_state", "column_read", "column_next", "column_stories", "column_do"],
                    feeds.iter().map(|feed| row(workspace, feed, scope)).collect()),
            } }
        </>
    }
}

fn add(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let oninput = scope.callback(|event: InputEvent| {
        Msg::Address(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let onsubmit = scope.callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::AddFeed
    });
    let asked = pattern(&workspace.address).map(|origin| {
        let host = origin.trim_end_matches("/*");
        if workspace.allowed.contains(&origin) {
            t1("permission_given", host)
        } else {
            t1("permission_reason", host)
        }
    });
    html! {
        <form class="add" {onsubmit}>
            <label for="feed-address">{ t("feed_address") }</label>
            <input id="feed-address" type="text" inputmode="url" autocomplete="off" maxlength="2000" placeholder="https://"
                aria-describedby="feed-permission" value={workspace.address.clone()} {oninput} />
            <button type="submit" class="main-button">{ t("feed_add") }</button>
            <p id="feed-permission" class="quiet">{ asked.unwrap_or_else(|| t("permission_hint")) }</p>
        </form>
    }
}

fn row(workspace: &Workspace, feed: &Feed, scope: &Scope<Workspace>) -> Vec<Html> {
    let (id, on) = (feed.id, feed.on);
    let origin = pattern(&feed.url).filter(|origin| !workspace.allowed.contains(origin));
    let moment = |moment: &Option<String>| match moment {
        Some(moment) => {
            html! { <span title={format::moment(moment)}>{ format::since(moment) }</span> }
        }
        None => html! { <span class="quiet">{ t("never") }</span> },
    };
    vec![
        html! {
            <>
                <strong>{ words(&feed.title) }</strong><br />
                { link::external(Some(&feed.url), "quiet", words(&format::clip(&feed.url, 80))) }
            </>
        },
        html! {
            <>
                { t(if on { "feed_on" } else { "feed_off" }) }
                if let Some(error) = &feed.last_error { <div class="caution">{ words(error) }</div> }
                if on && origin.is_some() { <div class="caution">{ t("permission_missing") }</div> }
            </>
        },
        moment(&feed.last_read),
        if on {
            moment(&feed.next_due)
        } else {
            Html::default()
        },
        html! { { format::number(feed.stories as f64) } },
        html! {
            <div class="actions">
                if let Some(origin) = origin.filter(|_| on) {
                    { button(t("allow"), "quiet-button", scope.callback(move |_| Msg::Allow(origin.clone()))) }
                }
                { button(t(if on { "switch_off" } else { "switch_on" }), "quiet-button", scope.callback(move |_| Msg::SwitchFeed(id, !on))) }
                { button(t("remove"), "quiet-button", scope.callback(move |_| Msg::RemoveFeed(id))) }
            </div>
        },
    ]
}
