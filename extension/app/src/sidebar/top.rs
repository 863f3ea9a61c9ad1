//! The top bar: who it is about, search, workspace, collapse.

use super::{Msg, Sidebar};
use crate::browser::format;
use crate::browser::text::{t, t2};
use crate::parts::{icon, icon_button, words};
use yew::html::Scope;
use yew::prelude::*;

/// The bar.
pub(super) fn view(sidebar: &Sidebar, scope: &Scope<Sidebar>) -> Html {
    html! {
        <header class="top">
            if sidebar.opened.is_some() && sidebar.facts.is_some() {
                <button type="button" class="quiet-button" onclick={scope.callback(|_| Msg::Back)}>{ t("back_to_page") }</button>
            }
            <h1 class="who">{ who(sidebar) }</h1>
            <button type="button" class="icon-button" title={t("search_hint")} aria-label={t("search")}
                aria-keyshortcuts="Control+K Meta+K" onclick={scope.callback(|_| Msg::Search(true))}>
                { icon("search") }
            </button>
            <a class="icon-button" href={workspace(sidebar)} target="_blank" rel="noopener noreferrer"
                title={t("open_workspace")} aria-label={t("open_workspace")}>{ icon("expand") }</a>
            if sidebar.port.in_page() {
                { icon_button("collapse", t("collapse"), scope.callback(|_| Msg::Collapse)) }
            }
        </header>
    }
}

fn who(sidebar: &Sidebar) -> Html {
    let Some(page) = sidebar.shown() else {
        return html! { { t("appName") } };
    };
    let account = &page.account.row.name;
    let person = sidebar
        .context
        .as_ref()
        .filter(|_| sidebar.opened.is_none())
        .and_then(|context| context.person.as_ref());
    match person {
        Some(person) if !person.name.is_empty() => words(&t2(
            "person_at",
            &format::clip(&person.name, 60),
            &format::clip(account, 60),
        )),
        _ => words(account),
    }
}

fn workspace(sidebar: &Sidebar) -> String {
    let mut address = String::from("workspace.html");
    if let Some(page) = sidebar.shown() {
        address.push_str("#/accounts/");
        address.push_str(&page.account.row.id.to_string());
    }
    address
}
