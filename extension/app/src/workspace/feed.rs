//! The feed over all accounts.

use super::table::head;
use super::{Msg, Workspace};
use crate::account::Action;
use crate::browser::text::{count, named, t};
use crate::browser::{clipboard, link};
use crate::parts::{StoryActions, button, loading, story};
use hookline_protocol::{ContentType, Correction, Story};
use yew::html::Scope;
use yew::prelude::*;

/// The page.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let oninput = scope.callback(|event: InputEvent| {
        Msg::Text(
            event
                .target_unchecked_into::<web_sys::HtmlInputElement>()
                .value(),
        )
    });
    html! {
        <section class="narrow" aria-label={t("region_news")}>
            { head("nav_feed", "feed_lead") }
            <h2 class="sr">{ t("heading_news") }</h2>
            <div class="chips" role="group" aria-label={t("news_types")}>
                { chip(t("type_all"), workspace.types.is_empty(), scope.callback(|_| Msg::Type(None))) }
                { for ContentType::ALL.into_iter().map(|one| {
                    chip(named("type_", one.name()), workspace.types.contains(&one), scope.callback(move |_| Msg::Type(Some(one))))
                }) }
            </div>
            <input class="search" type="text" autocomplete="off" maxlength="200" aria-label={t("search_news")}
                placeholder={t("search_news")} value={workspace.text.clone()} {oninput} />
            { match &workspace.news {
                None => loading(),
                Some(news) if news.stories.is_empty() => html! { <p class="quiet">{ t("news_none_filtered") }</p> },
                Some(news) => {
                    let left = news.total.saturating_sub(news.stories.len() as u64);
                    html! {
                        <>
                            <p class="sr" role="status">{ count("stories", news.total) }</p>
                            { rows(&news.stories, scope) }
                            if left > 0 { { button(count("more_stories", left), "wide-button", scope.callback(|_| Msg::AskMore)) } }
                        </>
                    }
                }
            } }
        </section>
    }
}

fn chip(label: String, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="chip" aria-pressed={pressed.to_string()} {onclick}>{ label }</button> }
}

/// Stories one below the other, with what can be done outside of a draft.
pub(super) fn rows(stories: &[Story], scope: &Scope<Workspace>) -> Html {
    html! { { for stories.iter().map(|one| story(one, actions(one, scope))) } }
}

fn actions(story: &Story, scope: &Scope<Workspace>) -> StoryActions {
    let id = story.id;
    let copy = story.url.as_deref().and_then(link::safe).map(|address| {
        let (scope, title) = (scope.clone(), story.title.clone());
        Callback::from(move |_: MouseEvent| {
            let (scope, title, address) = (scope.clone(), title.clone(), address.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::copy_link(title, address).await;
                let key = if copied { "copied" } else { "copy_refused" };
                scope.send_message(Msg::Act(Action::Say(t(key), None)));
            });
        })
    });
    StoryActions {
        copy,
        pin: Some(scope.callback(move |_| Msg::Correct(Correction::PinStory { story: id }))),
        mute: Some(scope.callback(move |_| Msg::Correct(Correction::MuteStory { story: id }))),
        ..StoryActions::default()
    }
}
