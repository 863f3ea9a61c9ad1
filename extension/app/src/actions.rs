//! What the command palette can do besides finding: go somewhere, or do what a button does.

use crate::browser::text::t;
use yew::prelude::*;

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Open a page of the workspace.
    Open(&'static str),
    /// Go to a part of the account that is shown.
    Jump(&'static str),
    /// Fold the sidebar.
    Collapse,
}

/// Label and deed; those of the sidebar alone come first.
const ACTIONS: [(&str, Deed); 17] = [
    ("heading_openers", Deed::Jump("openers")),
    ("heading_news", Deed::Jump("news")),
    ("heading_why", Deed::Jump("why")),
    ("heading_people", Deed::Jump("people")),
    ("heading_activity", Deed::Jump("activity")),
    ("collapse", Deed::Collapse),
    ("nav_today", Deed::Open("#/today")),
    ("nav_accounts", Deed::Open("#/accounts")),
    ("nav_feed", Deed::Open("#/feed")),
    ("nav_cadences", Deed::Open("#/cadences")),
    ("nav_library", Deed::Open("#/library")),
    ("practice_title", Deed::Open("#/practice")),
    ("nav_import", Deed::Open("#/import")),
    ("nav_sources", Deed::Open("#/sources")),
    ("nav_privacy", Deed::Open("#/privacy")),
    ("changes_title", Deed::Open("#/changes")),
    ("nav_settings", Deed::Open("#/settings")),
];

/// Actions shown for a query at most.
const SHOWN: usize = 6;

/// The actions whose name the query begins or holds; all of them come for `>`.
pub(crate) fn matching(query: &str, in_sidebar: bool) -> Vec<(String, Deed)> {
    let wanted = query.trim().trim_start_matches('>').trim().to_lowercase();
    if wanted.is_empty() && !query.trim_start().starts_with('>') {
        return Vec::new();
    }
    let most = if wanted.is_empty() {
        ACTIONS.len()
    } else {
        SHOWN
    };
    ACTIONS
        .iter()
        .filter(|(_, deed)| in_sidebar || matches!(deed, Deed::Open(_)))
        .map(|(label, deed)| (t(label), *deed))
        .filter(|(label, _)| label.to_lowercase().contains(&wanted))
        .take(most)
        .collect()
}

/// The list in the palette; each entry is a result like any other.
pub(crate) fn list(query: &str, in_sidebar: bool, pick: &Callback<Deed>) -> Html {
    let found = matching(query, in_sidebar);
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ t("heading_actions") }</h3>
            { for found.into_iter().map(|(label, deed)| {
                let pick = pick.clone();
                html! {
                    <button type="button" class="result" onclick={Callback::from(move |_: MouseEvent| pick.emit(deed))}>
                        <span>{ label }</span>
                        <span class="quiet">{ t(if matches!(deed, Deed::Open(_)) { "action_opens" } else { "action_here" }) }</span>
                    </button>
                }
            }) }
        </>
    }
}
