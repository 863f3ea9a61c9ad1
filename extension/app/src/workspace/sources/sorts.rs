//! The sorts of sources: what each says, which hosts it needs and why, how it stands.

use super::{Msg, SourcesPage, permit, permitting};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{button, class_name, words};
use hookline_protocol::{Request, SignalsRequest, SourceList, SourceSort};
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

/// Every sort but plain feeds, which have the table below.
pub(super) fn view(page: &SourcesPage, list: &SourceList, scope: &Scope<SourcesPage>) -> Html {
    html! {
        <section aria-labelledby="sorts-title">
            <h2 id="sorts-title">{ t("sorts_title") }</h2>
            <p class="quiet">{ t("sorts_lead") }</p>
            <div class="sorts">
                { for list.sorts.iter().filter(|sort| sort.name != "feed").map(|sort| card(page, sort, scope)) }
            </div>
        </section>
    }
}

fn card(page: &SourcesPage, sort: &SourceSort, scope: &Scope<SourcesPage>) -> Html {
    let mut title_id = String::from("sort-");
    title_id.push_str(&sort.name);
    let set = Request::Signals(SignalsRequest::SourceSet {
        name: sort.name.clone(),
        on: !sort.on,
    });
    let needed: Vec<String> = sort.permissions.clone();
    let lacking =
        sort.on && sort.followed > 0 && needed.iter().any(|origin| !page.may_read(origin));
    let hosts: Vec<&str> = needed
        .iter()
        .map(|origin| origin.trim_start_matches("https://").trim_end_matches("/*"))
        .collect();
    let switch = if sort.on {
        scope.callback(move |_| Msg::Send(set.clone()))
    } else {
        permitting(scope, needed.clone(), set)
    };
    // Nothing stored tells whom to ask: only one account at a time, by its board or channel.
    let shared = matches!(sort.name.as_str(), "press_wires" | "edgar_current");
    let idle = !shared && !sort.on && sort.accounts == 0 && sort.followed == 0;
    let again = Request::Signals(SignalsRequest::Sources);
    html! {
        <article class={classes!("sort", sort.on.then_some("on"))} aria-labelledby={title_id.clone()} key={sort.name.clone()}>
            <h3 id={title_id}>{ named("source_", &sort.name) }</h3>
            <p>{ t(&help_key(&sort.name)) }</p>
            <p class="quiet">{ class_name(sort.class) }{ " · " }{ words(&hosts.join(", ")) }</p>
            if sort.restricted { <p class="caution">{ t("source_restricted") }</p> }
            <p class="state">
                if sort.on { <strong>{ t("feed_on") }</strong> } else { <span class="quiet">{ t("feed_off") }</span> }
                if sort.followed > 0 { { " · " }{ count("addresses", sort.followed) } }
                if let (true, Some(next)) = (sort.on, &sort.next_due) { { " · " }{ t1("source_next", &format::since(next)) } }
                if !sort.on && sort.accounts > 0 { { " · " }{ count("source_accounts", sort.accounts) } }
            </p>
            if sort.failing > 0 {
                <p class="caution">
                    { count("sources_failing", sort.failing) }
                    if let Some(error) = &sort.last_error { { ": " }{ words(error) } }
                </p>
            }
            if idle { <p class="quiet">{ t("source_needs_key") }</p> }
            <div class="actions">
                if !idle { { button(t(if sort.on { "switch_off" } else { "switch_on" }), if sort.on { "quiet-button" } else { "line-button" }, switch) } }
                if lacking {
                    { button(t("allow"), "quiet-button", permitting(scope, needed, again)) }
                    <span class="caution">{ t("permission_missing") }</span>
                }
            </div>
            if !shared { { for_one(page, sort, scope) } }
        </article>
    }
}

fn for_one(page: &SourcesPage, sort: &SourceSort, scope: &Scope<SourcesPage>) -> Html {
    let (name, origins) = (sort.name.clone(), sort.permissions.clone());
    let (link, is_named) = (scope.clone(), !page.account.trim().is_empty());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if is_named {
            permit(&link, &origins, Msg::FollowFor(name.clone()));
        } else {
            link.send_message(Msg::Say(t("source_account_missing")));
        }
    });
    let value = |event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
    html! {
        <details>
            <summary>{ t("source_for_one") }</summary>
            <form class="for-one" {onsubmit}>
                <label><span>{ t("field_account") }</span>
                    <input type="text" maxlength="300" value={page.account.clone()} placeholder={t("source_account_hint")}
                        oninput={scope.callback(move |event| Msg::Account(value(event)))} /></label>
                <label><span>{ t("source_key") }</span>
                    <input type="text" maxlength="500" value={page.value.clone()} placeholder={t("source_key_hint")}
                        oninput={scope.callback(move |event| Msg::Value(value(event)))} /></label>
                <button type="submit" class="line-button">{ t("feed_follow") }</button>
            </form>
        </details>
    }
}

fn help_key(name: &str) -> String {
    let mut key = String::from("source_help_");
    key.push_str(name);
    key
}
