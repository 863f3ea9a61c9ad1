//! The rail on the left: search, pages, version.

use super::route::RAIL;
use super::{Msg, Workspace};
use crate::browser::text::{t, t1};
use crate::parts::icon;
use yew::html::Scope;
use yew::prelude::*;

/// The rail.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let here = workspace.route.in_rail();
    html! {
        <header class="rail">
            <p class="brand">{ t("appName") }</p>
            <button type="button" class="search-button" title={t("search_hint")} aria-keyshortcuts="Control+K Meta+K"
                onclick={scope.callback(|_| Msg::Search(true))}>{ icon("search") }<span>{ t("search") }</span></button>
            <nav aria-label={t("nav")}>
                { for RAIL.iter().map(|(route, address, label, sign)| html! {
                    <a href={*address} aria-current={(*route == here).then_some("page")} title={t(label)}>
                        { icon(sign) }<span>{ t(label) }</span>
                    </a>
                }) }
                <a href="teach.html" title={t("pages_title")}>{ icon("expand") }<span>{ t("pages_title") }</span></a>
            </nav>
            if let Some(hello) = &workspace.hello {
                <p class="version quiet"><a href="#/changes" title={t("changes_title")}>{ t1("version", &hello.version) }</a></p>
            }
        </header>
    }
}
