//! The first page: what is new, or how to begin.

use super::backup::progress;
use super::route;
use super::stories::rows;
use super::table::head;
use super::{Msg, Workspace};
use crate::browser::text::{count, t, t1};
use crate::browser::{format, link};
use crate::cadence::DueList;
use crate::parts::{button, kind_chip, loading, stars, words};
use hookline_protocol::{Hello, Trigger};
use yew::html::Scope;
use yew::prelude::*;

/// Stories on the first page.
const STORIES: usize = 8;

/// The page.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    match &workspace.hello {
        None => loading(),
        Some(hello) if hello.accounts == 0 => welcome(workspace, scope),
        Some(hello) => today(workspace, hello, scope),
    }
}

/// Nothing is stored: the sample, or an import; what Hookline reads, and what it never does.
fn welcome(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    html! {
        <div class="welcome">
            { head("first_run_title", "welcome_lead") }
            <ul class="points-list">
                <li>{ t("welcome_reads") }</li>
                <li>{ t("welcome_stays") }</li>
                <li>{ t("welcome_never") }</li>
            </ul>
            <super::hosts::KeptHosts />
            if workspace.work.is_some() {
                { progress(workspace, scope) }
            } else {
                <div class="actions">
                    { button(t("sample_load"), "main-button", scope.callback(|_| Msg::Sample)) }
                    <a class="quiet-button" href="#/import">{ t("import_own") }</a>
                    <a class="quiet-button" href="#/backup">{ t("restore_own") }</a>
                </div>
                <p class="quiet">{ t("sample_note") }</p>
                <ol class="steps-list">
                    <li>{ t("onboarding_step_1") }</li>
                    <li>{ t("onboarding_step_2") }</li>
                    <li>{ t("onboarding_step_3") }</li>
                </ol>
            }
        </div>
    }
}

fn today(workspace: &Workspace, hello: &Hello, scope: &Scope<Workspace>) -> Html {
    let counts = [
        count("accounts", hello.accounts),
        count("people", hello.contacts),
        count("stories", hello.stories),
    ];
    html! {
        <div class="today">
            <h1>{ t("nav_today") }</h1>
            <p class="lead quiet">{ counts.join(" · ") }{ " · " }<a href="#/practice">{ t("practice_title") }</a></p>
            { for hello.unfinished_imports.iter().map(|import| html! {
                <p class="warning">{ t1("import_unfinished", &count("rows", import.read)) }{ " " }<a href="#/import">{ t("import_again") }</a></p>
            }) }
            { super::changes::notice(&hello.version) }
            <super::hosts::KeptHosts />
            { progress(workspace, scope) }
            <section class="today-due" aria-label={t("today_due")}>
                <h2>{ t("today_due") }</h2>
                <DueList client={workspace.client.clone()} turn={workspace.turn} act={scope.callback(Msg::Act)} />
            </section>
            <super::next::NextBest client={workspace.client.clone()} />
            <div class="columns">
                <section class="column" aria-label={t("today_bolts")}>
                    <h2>{ t("today_bolts") }</h2>
                    { bolts(workspace) }
                </section>
                <section class="column" aria-label={t("today_news")}>
                    <h2>{ t("today_news") }</h2>
                    { match &workspace.news {
                        None => loading(),
                        Some(news) => rows(&news.stories[..news.stories.len().min(STORIES)], scope),
                    } }
                    <p><a href="#/feed">{ t("all_news") }</a></p>
                </section>
            </div>
        </div>
    }
}

fn bolts(workspace: &Workspace) -> Html {
    match &workspace.bolts {
        None => loading(),
        Some(rows) if rows.is_empty() => html! { <p class="quiet">{ t("today_bolts_none") }</p> },
        Some(rows) => html! {
            <ul class="list">
                { for rows.iter().map(trigger) }
            </ul>
        },
    }
}

/// Who it is, what happened, who says so and when.
fn trigger(trigger: &Trigger) -> Html {
    let (account, event) = (&trigger.account, &trigger.event);
    html! {
        <li class="trigger">
            <a href={route::account(account.id)}>{ words(&account.name) }</a>
            <span class="grow"></span>{ stars(account.stars) }
            <p>{ link::external(event.url.as_deref(), "", words(&event.title)) }</p>
            <p class="meta">
                { kind_chip(event.kind) }
                <span>{ words(&trigger.source) }</span>
                <span title={format::day(&event.date)}>{ format::age(event.days_ago) }</span>
            </p>
        </li>
    }
}
