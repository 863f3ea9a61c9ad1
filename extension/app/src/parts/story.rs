//! One row of the news.

use super::{age, button, icon_button, words};
use crate::browser::text::{count, named, t, t1};
use crate::browser::{format, link};
use hookline_protocol::{Answer, SignalKind, SourceClass, Stance, Story};
use yew::prelude::*;

/// What can be done with a story; `None` leaves the button out.
#[derive(Clone, Default)]
pub(crate) struct StoryActions {
    /// Copies title and address.
    pub(crate) copy: Option<Callback<MouseEvent>>,
    /// Puts the link into the open draft.
    pub(crate) insert: Option<Callback<MouseEvent>>,
    /// Keeps it on top.
    pub(crate) pin: Option<Callback<MouseEvent>>,
    /// Shows it no more.
    pub(crate) mute: Option<Callback<MouseEvent>>,
    /// What else stands behind a word below the story.
    pub(crate) behind: Html,
    /// "Not about this company".
    pub(crate) not_about: Option<Callback<MouseEvent>>,
}

/// The name of a kind of event.
pub(crate) fn kind_name(kind: SignalKind) -> String {
    named("kind_", kind.name())
}

/// How a source came to know something.
pub(crate) fn class_name(class: SourceClass) -> String {
    named("class_", class.name())
}

/// A kind as a small label.
pub(crate) fn kind_chip(kind: SignalKind) -> Html {
    html! { <span class="kind">{ kind_name(kind) }</span> }
}

/// Title, publisher, age, kind, source, copies, actions.
pub(crate) fn story(story: &Story, actions: StoryActions) -> Html {
    let mut title_id = String::from("story-");
    title_id.push_str(&story.id.to_string());
    let publisher = story
        .publisher
        .as_deref()
        .unwrap_or(&story.provenance.source);
    html! {
        <article class="story" key={story.id} aria-labelledby={title_id.clone()}>
            <h3 class="story-title" id={title_id.clone()}>
                { link::external(story.url.as_deref(), "", words(&story.title)) }
            </h3>
            <p class="meta">
                <span class="publisher">{ words(publisher) }</span>
                { age(story.age_days, &story.published) }
                <span>{ named("type_", story.content_type.name()) }</span>
                { for story.kinds.iter().map(|reading| kind_chip(reading.kind)) }
                { stance(story.stance) }
                { doubt(story.about) }
                <span class="quiet" title={t1("fetched_at", &format::moment(&story.provenance.fetched))}>
                    { class_name(story.provenance.class) }
                </span>
            </p>
            <div class="story-foot">
            <div class="behind">{ copies(story) }{ actions.behind }{ origin(story) }</div>
            <div class="actions" role="group" aria-labelledby={title_id}>
                if let Some(copy) = actions.copy {
                    { button(t("copy_link"), "quiet-button", copy) }
                }
                if let Some(insert) = actions.insert {
                    { button(t("insert_link"), "quiet-button", insert) }
                }
                if let Some(pin) = actions.pin {
                    { icon_button("pin", t("pin_story"), pin) }
                }
                if let Some(mute) = actions.mute {
                    { icon_button("mute", t("mute_story"), mute) }
                }
                if let Some(not_about) = actions.not_about {
                    { icon_button("close", t("story_not_about"), not_about) }
                }
            </div>
            </div>
        </article>
    }
}

/// Anything but a plain report is said.
fn stance(stance: Stance) -> Html {
    let key = match stance {
        Stance::Reported => return Html::default(),
        Stance::Rumour => "stance_rumour",
        Stance::Denied => "stance_denied",
        Stance::Hypothesis => "stance_hypothesis",
        Stance::History => "stance_history",
        Stance::Satire => "stance_satire",
    };
    html! { <span class="caution">{ t(key) }</span> }
}

/// A story that may be about another company says so.
fn doubt(about: Answer) -> Html {
    if about == Answer::Yes {
        return Html::default();
    }
    html! { <span class="caution">{ t("about_unsure") }</span> }
}

/// Where it comes from, when it was published and fetched, and how it was matched.
fn origin(story: &Story) -> Html {
    let from = &story.provenance;
    html! {
        <details class="origin">
            <summary>{ t("story_origin") }</summary>
            <dl>
                <div><dt>{ t("column_source") }</dt><dd>{ words(&from.source) }{ " · " }{ class_name(from.class) }</dd></div>
                <div><dt>{ t("origin_published") }</dt>
                    <dd>{ format::moment(from.published.as_deref().unwrap_or(&story.published)) }</dd></div>
                <div><dt>{ t("origin_fetched") }</dt><dd>{ format::moment(&from.fetched) }</dd></div>
                if !story.evidence.is_empty() {
                    <div><dt>{ t("origin_matched") }</dt>
                        <dd><ul>{ for story.evidence.iter().take(4).map(|one| html! {
                            <li>{ words(&one.what) }{ ": " }{ words(&format::clip(&one.text, 120)) }</li>
                        }) }</ul></dd></div>
                }
            </dl>
        </details>
    }
}

fn copies(story: &Story) -> Html {
    if story.copies.is_empty() {
        return Html::default();
    }
    html! {
        <details class="copies">
            <summary>{ count("copies", story.copies.len() as u64) }</summary>
            <ul>
                { for story.copies.iter().map(|copy| html! {
                    <li>
                        { link::external(copy.url.as_deref(), "", words(&copy.title)) }
                        if let Some(publisher) = &copy.publisher {
                            <span class="quiet">{ words(publisher) }</span>
                        }
                    </li>
                }) }
            </ul>
        </details>
    }
}
