//! Filters of the search: sort of result at hand, the rest behind one word.

use super::{Msg, Palette};
use crate::browser::text::{named, t};
use hookline_protocol::{ContentType, SearchQuery, SearchSort, SignalKind};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// Sorts of results with the text that names each.
const SORTS: [(SearchSort, &str); 5] = [
    (SearchSort::Account, "heading_accounts"),
    (SearchSort::Person, "heading_people"),
    (SearchSort::Story, "heading_news"),
    (SearchSort::Task, "heading_tasks"),
    (SearchSort::Setting, "heading_settings"),
];

/// The filters.
pub(super) fn view(query: &SearchQuery, scope: &Scope<Palette>) -> Html {
    html! {
        <div class="filters">
            <div class="chips" role="group" aria-label={t("filter_sorts")}>
                { for SORTS.iter().map(|(sort, label)| {
                    let pressed = query.sorts.contains(sort);
                    let mut next = query.clone();
                    next.sorts = if pressed { Vec::new() } else { vec![*sort] };
                    html! {
                        <button type="button" class="chip" aria-pressed={pressed.to_string()}
                            onclick={scope.callback(move |_| Msg::Query(next.clone()))}>{ t(label) }</button>
                    }
                }) }
            </div>
            <details class="more-filters">
                <summary>{ t("filter_more") }</summary>
                <div class="filter-grid">
                    { kinds(query, scope) }
                    { types(query, scope) }
                    { text(query, scope, "filter_account", "text", |query| &query.account_name, |query, value| query.account_name = value) }
                    { text(query, scope, "filter_place", "text", |query| &query.place, |query, value| query.place = value) }
                    { text(query, scope, "field_industry", "text", |query| &query.industry, |query, value| query.industry = value) }
                    { text(query, scope, "filter_from", "date", |query| &query.from, |query, value| query.from = value) }
                    { text(query, scope, "filter_until", "date", |query| &query.until, |query, value| query.until = value) }
                </div>
            </details>
        </div>
    }
}

fn kinds(query: &SearchQuery, scope: &Scope<Palette>) -> Html {
    let known = query.clone();
    let onchange = scope.callback(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        let kinds = SignalKind::from_name(&chosen).into_iter().collect();
        Msg::Query(SearchQuery {
            kinds,
            ..known.clone()
        })
    });
    html! {
        <label><span>{ t("filter_kind") }</span>
            <select {onchange}>
                <option value="" selected={query.kinds.is_empty()}>{ t("filter_any_kind") }</option>
                { for SignalKind::ALL.into_iter().map(|kind| html! {
                    <option value={kind.name()} selected={query.kinds.contains(&kind)}>{ named("kind_", kind.name()) }</option>
                }) }
            </select></label>
    }
}

fn types(query: &SearchQuery, scope: &Scope<Palette>) -> Html {
    let known = query.clone();
    let onchange = scope.callback(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        let types = ContentType::from_name(&chosen).into_iter().collect();
        Msg::Query(SearchQuery {
            types,
            ..known.clone()
        })
    });
    html! {
        <label><span>{ t("news_types") }</span>
            <select {onchange}>
                <option value="" selected={query.types.is_empty()}>{ t("type_all") }</option>
                { for ContentType::ALL.into_iter().map(|sort| html! {
                    <option value={sort.name()} selected={query.types.contains(&sort)}>{ named("type_", sort.name()) }</option>
                }) }
            </select></label>
    }
}

fn text(
    query: &SearchQuery,
    scope: &Scope<Palette>,
    label: &str,
    kind: &'static str,
    value: fn(&SearchQuery) -> &String,
    set: fn(&mut SearchQuery, String),
) -> Html {
    let known = query.clone();
    let onchange = scope.callback(move |event: Event| {
        let mut next = known.clone();
        set(
            &mut next,
            event.target_unchecked_into::<HtmlInputElement>().value(),
        );
        Msg::Query(next)
    });
    html! {
        <label><span>{ t(label) }</span>
            <input type={kind} maxlength="100" value={value(query).clone()} {onchange} /></label>
    }
}
