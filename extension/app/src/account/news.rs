//! The account's news: chips with counts, search within, rows.

use super::paste::Paste;
use super::{AccountView, Action, Msg, Props};
use crate::browser::text::{count, named, t};
use crate::browser::{format, link};
use crate::parts::{StoryActions, button, kind_name, story};
use crate::wire::{Insertion, Place};
use hookline_protocol::{Answer, ContentType, Correction, SignalKind, Story};
use yew::html::Scope;
use yew::prelude::*;

/// The region `News`.
pub(crate) fn view(view: &AccountView, props: &Props, scope: &Scope<AccountView>) -> Html {
    let news = view.news(props);
    let filtered = !view.types.is_empty() || !view.text.is_empty();
    let shown = news.stories.len() as u64;
    html! {
        <section id="news" class="region" aria-label={t("region_news")} tabindex="-1" aria-busy={view.news_busy.to_string()}>
            <h2>{ t("heading_news") }</h2>
            { chips(view, &news.counts, scope) }
            { search(view, scope) }
            if props.can_insert {
                { keep_page(scope) }
            }
            <Paste client={props.client.clone()} account={props.page.account.row.id} act={props.act.clone()} />
            <p class="sr" role="status">{ count("stories", news.total) }</p>
            if news.stories.is_empty() {
                <p class="quiet">{ t(if filtered { "news_none_filtered" } else { "news_none" }) }</p>
            }
            { for news.stories.iter().map(|one| story(one, actions(one, props, scope))) }
            if shown < news.total {
                { button(count("more_stories", news.total - shown), "wide-button", scope.callback(|_| Msg::More)) }
            }
        </section>
    }
}

fn keep_page(scope: &Scope<AccountView>) -> Html {
    html! {
        <button type="button" class="quiet-button" title={t("keep_page_hint")}
            onclick={scope.callback(|_| Msg::Act(Action::Keep))}>{ t("keep_page") }</button>
    }
}

fn chips(view: &AccountView, counts: &[(ContentType, u64)], scope: &Scope<AccountView>) -> Html {
    let total: u64 = counts.iter().map(|(_, number)| number).sum();
    html! {
        <div class="chips" role="group" aria-label={t("news_types")}>
            { chip(t("type_all"), total, view.types.is_empty(), scope.callback(|_| Msg::Type(None))) }
            { for ContentType::ALL.iter().filter_map(|one| {
                let number = counts.iter().find(|(kind, _)| kind == one).map_or(0, |(_, number)| *number);
                let pressed = view.types.contains(one);
                if number == 0 && !pressed {
                    return None;
                }
                let one = *one;
                let click = scope.callback(move |_| Msg::Type(Some(one)));
                Some(chip(named("type_", one.name()), number, pressed, click))
            }) }
        </div>
    }
}

fn chip(label: String, number: u64, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="chip" aria-pressed={pressed.to_string()} {onclick}>
            { label }{ " " }<span class="number">{ format::number(number as f64) }</span>
        </button>
    }
}

fn search(view: &AccountView, scope: &Scope<AccountView>) -> Html {
    let oninput = scope.callback(|event: InputEvent| {
        Msg::Text(
            event
                .target_unchecked_into::<web_sys::HtmlInputElement>()
                .value(),
        )
    });
    html! {
        <input class="search" type="text" autocomplete="off" maxlength="200" aria-label={t("search_news")}
            placeholder={t("search_news")} value={view.text.clone()} {oninput} />
    }
}

fn actions(story: &Story, props: &Props, scope: &Scope<AccountView>) -> StoryActions {
    let (id, account) = (story.id, props.page.account.row.id);
    let address = story.url.as_deref().and_then(link::safe);
    let copy = address.clone().map(|address| {
        let title = story.title.clone();
        scope.callback(move |_| Msg::CopyLink(title.clone(), address.clone()))
    });
    let insert = address.filter(|_| props.can_insert).map(|address| {
        let title = story.title.clone();
        scope.callback(move |_| {
            Msg::Act(Action::Insert(Insertion {
                text: String::new(),
                link: Some((title.clone(), address.clone())),
                place: Place::Caret,
                opener: None,
            }))
        })
    });
    StoryActions {
        copy,
        insert,
        pin: Some(scope.callback(move |_| Msg::Correct(Correction::PinStory { story: id }))),
        mute: Some(scope.callback(move |_| Msg::Correct(Correction::MuteStory { story: id }))),
        not_about: Some(
            scope.callback(move |_| Msg::Correct(Correction::StoryNotAbout { story: id, account })),
        ),
        behind: fix(story, account, scope),
    }
}

/// What the rep knows better: whom the story is about, and what it reports.
fn fix(story: &Story, account: i64, scope: &Scope<AccountView>) -> Html {
    let id = story.id;
    let is_about =
        scope.callback(move |_| Msg::Correct(Correction::StoryAbout { story: id, account }));
    let onchange = scope.callback(move |event: Event| {
        let chosen = event
            .target_unchecked_into::<web_sys::HtmlSelectElement>()
            .value();
        let kinds = SignalKind::from_name(&chosen).into_iter().collect();
        Msg::Correct(Correction::StoryKinds { story: id, kinds })
    });
    let kind = story.kinds.first().map(|reading| reading.kind);
    html! {
        <details class="facts">
            <summary>{ t("story_fix") }</summary>
            if story.about != Answer::Yes {
                { button(t("story_is_about"), "quiet-button", is_about) }
            }
            <label>{ t("story_kind") }{ " " }
                <select {onchange}>
                    <option value="" selected={kind.is_none()}>{ t("story_no_kind") }</option>
                    { for SignalKind::ALL.into_iter().map(|one| html! {
                        <option value={one.name()} selected={kind == Some(one)}>{ kind_name(one) }</option>
                    }) }
                </select>
            </label>
        </details>
    }
}
