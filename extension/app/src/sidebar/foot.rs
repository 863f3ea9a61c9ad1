//! The foot: how fresh the news is, which sources failed, and what was fetched.

use super::Sidebar;
use crate::browser::format;
use crate::browser::text::{count, t, t1};
use yew::prelude::*;

/// The foot.
pub(super) fn view(sidebar: &Sidebar) -> Html {
    let read = sidebar
        .feeds
        .iter()
        .filter_map(|feed| feed.last_read.as_deref())
        .max();
    let failing = sidebar
        .feeds
        .iter()
        .filter(|feed| feed.on && feed.last_error.is_some())
        .count();
    html! {
        <footer class="foot">
            { match read {
                Some(moment) => html! {
                    <span title={format::moment(moment)}>{ t1("fresh_as_of", &format::since(moment)) }</span>
                },
                None => html! { <span>{ t("sources_none_read") }</span> },
            } }
            if failing > 0 {
                <a class="caution" href="workspace.html#/sources" target="_blank" rel="noopener noreferrer">
                    { count("sources_failing", failing as u64) }
                </a>
            }
            <span class="foot-links">
                <a href="workspace.html#/privacy" target="_blank" rel="noopener noreferrer">{ t("what_was_fetched") }</a>
                <a href="teach.html">{ t("pages_how_read") }</a>
            </span>
        </footer>
    }
}
