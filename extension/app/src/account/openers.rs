//! The openers: cards in rank order, each with the words of its source.

use super::core::Core;
use super::facts::Facts;
use super::{AccountView, Action, Msg, Props};
use crate::browser::text::{named, t, t1};
use crate::browser::{format, link};
use crate::parts::{age, button, class_name, help, kind_chip, words};
use crate::wire::{Insertion, Place};
use hookline_protocol::{Correction, Opener, RankFactor};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

/// The region `Openers`.
pub(crate) fn view(view: &AccountView, props: &Props, scope: &Scope<AccountView>) -> Html {
    let openers = &props.page.openers;
    let none = openers.openers.is_empty();
    let person = view.person(props);
    let contact = person.and_then(|person| person.id);
    let name = person
        .filter(|person| person.id.is_none() && !person.name.contains('@'))
        .map(|person| AttrValue::from(person.name.clone()));
    html! {
        <section id="openers" class="region" aria-label={t("region_openers")} tabindex="-1">
            <h2>{ t("heading_openers") }</h2>
            if none {
                <p class="quiet">
                    { words(openers.none_because.as_deref().unwrap_or(&t("openers_none"))) }
                </p>
            }
            { for openers.openers.iter().map(|opener| card(view, props, scope, opener, Place::Caret)) }
            <Core client={props.client.clone()} account={props.page.account.row.id} {contact} {name}
                can_insert={props.can_insert} turn={view.turn} act={props.act.clone()} />
            if !openers.postscripts.is_empty() || contact.is_some() {
                <section class="postscripts" aria-label={t("heading_postscripts")}>
                    <h3>{ t("heading_postscripts") }</h3>
                    { for openers.postscripts.iter().map(|opener| card(view, props, scope, opener, Place::End)) }
                    if openers.postscripts.is_empty() { <p class="quiet">{ t("postscripts_none") }</p> }
                    if let Some(contact) = contact {
                        <Facts client={props.client.clone()} account={props.page.account.row.id} {contact} act={props.act.clone()} />
                    }
                </section>
            }
        </section>
    }
}

fn card(
    view: &AccountView,
    props: &Props,
    scope: &Scope<AccountView>,
    opener: &Opener,
    place: Place,
) -> Html {
    let turn = view
        .wordings
        .iter()
        .find(|(id, _)| *id == opener.id)
        .map_or(0, |(_, turn)| *turn);
    let rephrased = view
        .rephrased
        .iter()
        .find(|(id, _)| *id == opener.id)
        .filter(|_| turn == 0)
        .map(|(_, text)| text);
    let text = match turn {
        _ if rephrased.is_some() => rephrased.unwrap_or(&opener.text),
        0 => &opener.text,
        turn => opener.wordings.get(turn - 1).unwrap_or(&opener.text),
    }
    .clone();
    let account = props.page.account.row.id;
    let insert = {
        let (text, id) = (text.clone(), opener.id.clone());
        scope.callback(move |_| {
            Msg::Act(Action::Insert(Insertion {
                text: text.clone(),
                link: None,
                place,
                opener: Some(id.clone()),
            }))
        })
    };
    let with_source = opener.url.clone().map(|url| {
        let (text, id) = (text.clone(), opener.id.clone());
        let title = opener.source_title.clone();
        scope.callback(move |_| {
            Msg::Act(Action::Insert(Insertion {
                text: text.clone(),
                link: Some((title.clone(), url.clone())),
                place,
                opener: Some(id.clone()),
            }))
        })
    });
    let copy = {
        let text = text.clone();
        let link = opener
            .url
            .clone()
            .map(|url| (opener.source_title.clone(), url));
        scope.callback(move |_| Msg::CopyText(text.clone(), link.clone()))
    };
    let into_subject = {
        let text = text.clone();
        scope.callback(move |_| {
            Msg::Act(Action::Insert(Insertion {
                text: text.trim_end_matches('.').to_owned(),
                link: None,
                place: Place::Subject,
                opener: None,
            }))
        })
    };
    let logged = view.is_logged(&text);
    let next = {
        let (id, turn) = (opener.id.clone(), (turn + 1) % (opener.wordings.len() + 1));
        scope.callback(move |_| Msg::Wording(id.clone(), turn))
    };
    let mute = {
        let opener = opener.id.clone();
        scope.callback(move |_| {
            let opener = opener.clone();
            Msg::Correct(Correction::MuteOpener { account, opener })
        })
    };
    let mut sentence_id = String::from("opener-");
    sentence_id.push_str(&opener.id);
    html! {
        <article class="opener" key={opener.id.clone()} aria-labelledby={sentence_id.clone()}>
            <p class="sentence" id={sentence_id.clone()}>{ sentence(opener, turn, &text) }</p>
            { source(opener) }
            <div class="actions" role="group" aria-labelledby={sentence_id}>
                if props.can_insert {
                    { button(t("insert"), "main-button", insert) }
                    if let Some(with_source) = with_source.filter(|_| opener.kind.is_some() || opener.story.is_some()) {
                        { button(t("insert_with_source"), "quiet-button", with_source) }
                    }
                }
                if props.can_insert && place == Place::Caret {
                    { button(t("insert_subject"), "quiet-button", into_subject) }
                }
                { button(t("copy"), "quiet-button", copy) }
                if view.can_rephrase && turn == 0 {
                    { button(t("rephrase"), "quiet-button", scope.callback({
                        let opener = opener.clone();
                        move |_| Msg::Rephrase(Box::new(opener.clone()))
                    })) }
                }
                { styles(opener, turn, scope) }
                if !opener.wordings.is_empty() {
                    { button(t("another_wording"), "quiet-button", next) }
                }
            </div>
            <div class="opener-foot">
                if logged { <span class="sure">{ t("already_logged") }</span> }
                { rank(opener) }
                { button(t("not_for_this_account"), "quiet-button", mute) }
            </div>
        </article>
    }
}

/// The wording by its tone and length, with the way to another one.
fn styles(opener: &Opener, turn: usize, scope: &Scope<AccountView>) -> Html {
    if opener.styles.len() < 2 {
        return Html::default();
    }
    let id = opener.id.clone();
    let onchange = scope.batch_callback(move |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        let turn = usize::try_from(select.selected_index()).ok()?;
        Some(Msg::Wording(id.clone(), turn))
    });
    html! {
        <select class="styles" aria-label={t("tone_and_length")} title={t("tone_and_length")} {onchange}>
            { for opener.styles.iter().enumerate().map(|(at, [tone, length])| {
                let mut label = named("word_", tone);
                label.push_str(" · ");
                label.push_str(&named("word_", length));
                html! { <option selected={at == turn}>{ label }</option> }
            }) }
        </select>
    }
}

/// The sentence; words that come from a source are marked, where the parts make up the text.
fn sentence(opener: &Opener, turn: usize, text: &str) -> Html {
    let parts = match turn {
        0 => Some(&opener.parts),
        turn => opener.wording_parts.get(turn - 1),
    };
    let parts = parts.map(Vec::as_slice).unwrap_or_default();
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    if whole != text {
        return html! { <bdi>{ text.to_owned() }</bdi> };
    }
    html! {
        <bdi>
            { for parts.iter().map(|part| {
                if part.from == "template" {
                    html! { { part.text.clone() } }
                } else {
                    html! { <span class="sourced" title={named("part_", &part.from)}>{ part.text.clone() }</span> }
                }
            }) }
        </bdi>
    }
}

fn source(opener: &Opener) -> Html {
    html! {
        <details class="source">
            <summary>
                { words(&opener.publisher) }
                <span class="quiet">{ " · " }{ format::age(opener.age_days) }{ " · " }{ class_name(opener.source_class) }</span>
                if let Some(kind) = opener.kind { { " " }{ kind_chip(kind) } }
            </summary>
            <blockquote><mark>{ words(&opener.quote) }</mark></blockquote>
            <p class="meta">
                { link::external(opener.url.as_deref(), "", words(&opener.source_title)) }
                { age(opener.age_days, &opener.published) }
                <span class="quiet">{ t1("fetched_at", &format::moment(&opener.fetched)) }</span>
            </p>
        </details>
    }
}

fn rank(opener: &Opener) -> Html {
    html! {
        <details class="rank">
            <summary>{ t1("why_it_ranks", &format::percent(opener.rank)) }</summary>
            <ul>
                { for opener.factors.iter().map(factor) }
                <li class="sum"><span>{ t("rank_product") }{ help("rank") }</span><span class="points">{ format::percent(opener.rank) }</span></li>
            </ul>
        </details>
    }
}

fn factor(factor: &RankFactor) -> Html {
    html! {
        <li><span>{ named("rank_", &factor.factor) }{ ": " }{ words(&factor.why) }</span>
            <span class="points">{ format::number(factor.value) }</span></li>
    }
}
