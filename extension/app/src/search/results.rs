//! What was found, one group below the other.

use super::{Msg, Palette, PalettePick};
use crate::browser;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{kind_chip, stars, words};
use hookline_protocol::{AccountRow, Contact, FoundTask, Story};
use yew::html::Scope;
use yew::prelude::*;

impl Palette {
    pub(super) fn results(&self, ctx: &Context<Self>) -> Html {
        let Some(found) = &self.found else {
            return html! { <p class="quiet">{ t("search_help") }</p> };
        };
        let total = found.accounts.len()
            + found.contacts.len()
            + found.stories.len()
            + found.tasks.len()
            + found.settings.len();
        let link = ctx.link();
        html! {
            <>
                <p class="sr" role="status">{ count("results", total as u64) }</p>
                if total == 0 { <p class="quiet">{ t("search_nothing") }</p> }
                if found.unread > 0 { <p class="quiet">{ t1("search_unread", &format::number(found.unread as f64)) }</p> }
                { group("heading_accounts", found.accounts.iter().map(|one| account(one, link)).collect()) }
                { group("heading_people", found.contacts.iter().map(|one| person(one, link)).collect()) }
                { group("heading_news", found.stories.iter().map(story).collect()) }
                { group("heading_tasks", found.tasks.iter().map(|one| task(one, link)).collect()) }
                { group("heading_settings", found.settings.iter().map(|one| setting(one)).collect()) }
            </>
        }
    }
}

fn group(title: &str, rows: Vec<Html>) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ t(title) }</h3>{ for rows }</> }
}

fn account(account: &AccountRow, scope: &Scope<Palette>) -> Html {
    let id = account.id;
    html! {
        <button type="button" class="result" onclick={scope.callback(move |_| Msg::Pick(PalettePick::Account(id)))}>
            <span>{ words(&account.name) }</span>
            <span class="quiet">{ words(account.domain.as_deref().unwrap_or_default()) }</span>
            { stars(account.stars) }
        </button>
    }
}

fn person(person: &Contact, scope: &Scope<Palette>) -> Html {
    let email = person.email.clone().unwrap_or_default();
    let choose = match person.account {
        Some(account) => PalettePick::Account(account),
        None => PalettePick::Key(email.clone()),
    };
    html! {
        <button type="button" class="result" onclick={scope.callback(move |_| Msg::Pick(choose.clone()))}>
            <span>{ words(&person.name) }</span>
            <span class="quiet">{ words(person.title.as_deref().unwrap_or(&email)) }</span>
        </button>
    }
}

fn story(story: &Story) -> Html {
    html! {
        <div class="result">
            { browser::link::external(story.url.as_deref(), "", words(&story.title)) }
            { for story.kinds.iter().take(1).map(|reading| kind_chip(reading.kind)) }
            <span class="quiet">{ format::age(story.age_days) }</span>
        </div>
    }
}

fn task(task: &FoundTask, scope: &Scope<Palette>) -> Html {
    let id = task.account;
    html! {
        <button type="button" class="result" onclick={scope.callback(move |_| Msg::Pick(PalettePick::Account(id)))}>
            <span>{ words(&format::clip(&task.note, 90)) }</span>
            <span class="quiet">
                { words(&task.account_name) }{ " · " }
                if task.open { { t1("due_on", &format::day(&task.at)) } } else { { format::day(&task.at) } }
            </span>
        </button>
    }
}

/// A setting or page opens in the workspace: in this tab where this is the workspace.
fn setting(name: &str) -> Html {
    let page = match name {
        "today" | "accounts" | "feed" | "people" | "sources" | "corrections" | "privacy"
        | "import" | "backup" => name,
        _ => "settings",
    };
    let label = match page {
        "settings" if name != "settings" => named("setting_", name),
        _ => named("nav_", page),
    };
    let mut address = String::from("workspace.html#/");
    address.push_str(page);
    let here = browser::path().ends_with("workspace.html");
    let target = (!here).then_some("_blank");
    html! {
        <a class="result" href={address} {target} rel="noopener noreferrer"><span>{ label }</span></a>
    }
}
