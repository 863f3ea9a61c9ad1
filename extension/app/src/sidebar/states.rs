//! The drawn states: first run, nobody recognised, unknown company, page not readable, engine away.

use super::{Msg, Sidebar};
use crate::account::Action;
use crate::browser::format;
use crate::browser::text::{t, t1};
use crate::parts::{button, notice, standing, words};
use hookline_protocol::{Context as PageContext, PageFacts};
use yew::html::Scope;
use yew::prelude::*;

/// One line under the top bar while something is not as it should be.
pub(super) fn banner(sidebar: &Sidebar) -> Html {
    let mut text = standing(&sidebar.link, sidebar.online);
    if text.is_empty() && sidebar.page_lost && sidebar.shown().is_some() {
        text = t("state_reload_tab");
    }
    let is_faulty = |facts: &PageFacts| facts.unread.iter().any(|name| name == "adapter");
    if text.is_empty() && sidebar.facts.as_ref().is_some_and(is_faulty) {
        text = t("state_taught_faulty");
    }
    // The region is there at all times, so that a screen reader hears of what comes into it.
    html! { <div class="banner" role="status">{ text }</div> }
}

/// Nothing is stored yet.
pub(super) fn first_run() -> Html {
    let open = html! {
        <a class="main-button" href="workspace.html#/welcome" target="_blank" rel="noopener noreferrer">{ t("first_run_action") }</a>
    };
    notice(t("first_run_title"), t("first_run_text"), open)
}

/// No content script answers in this tab.
pub(super) fn page_lost(_sidebar: &Sidebar, scope: &Scope<Sidebar>) -> Html {
    let action = html! {
        <>
            { search_here(scope) }
            { button(t("try_again"), "quiet-button", scope.callback(|_| Msg::Retry)) }
        </>
    };
    notice(t("page_lost_title"), t("page_lost_text"), action)
}

/// The page was read, and no account came of it.
pub(super) fn unrecognised(
    sidebar: &Sidebar,
    context: &PageContext,
    scope: &Scope<Sidebar>,
) -> Html {
    if let Some(stranger) = &context.stranger {
        let mut name = format::clip(&stranger.name, 80);
        if let Some(domain) = &stranger.domain {
            name.push_str(" (");
            name.push_str(&format::clip(domain, 80));
            name.push(')');
        }
        let action = html! {
            <>
                { button(t1("add_named", &format::clip(&stranger.name, 60)), "main-button", scope.callback(|_| Msg::Add)) }
                { search_here(scope) }
                { keep_here(scope) }
            </>
        };
        return notice(
            t("unknown_company_title"),
            t1("unknown_company_text", &name),
            action,
        );
    }
    let unread = sidebar.facts.as_ref().is_some_and(|facts| {
        facts.people.is_empty() && facts.company.is_empty() && !facts.unread.is_empty()
    });
    let title = if unread {
        t("cannot_read_title")
    } else {
        t("nobody_title")
    };
    html! {
        <div class="notice">
            <h2>{ title }</h2>
            <p>{ if context.summary.is_empty() { html! { { t("nobody_text") } } } else { words(&context.summary) } }</p>
            { search_here(scope) }
            { keep_here(scope) }
        </div>
    }
}

/// Keeps the open page for an account that the rep then chooses.
fn keep_here(scope: &Scope<Sidebar>) -> Html {
    button(
        t("keep_page"),
        "quiet-button",
        scope.callback(|_| Msg::Act(Action::Keep)),
    )
}

/// Search, right where nobody was recognised.
pub(super) fn search_here(scope: &Scope<Sidebar>) -> Html {
    button(
        t("search_accounts"),
        "wide-button",
        scope.callback(|_| Msg::Search(true)),
    )
}
