//! What each source adds to the rep's lists; another trust in it is shown before it counts.

use crate::browser::format;
use crate::browser::text::{named, t, t2};
use crate::parts::{Answer, button, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    EnrichedValue, EnrichingSource, ErrorReply, HygieneReply, HygieneRequest, Reply, Request,
    SourceClass, View,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Ways to use a source.
const MODES: [&str; 3] = ["fill", "replace", "off"];

/// Values shown of a preview.
const VALUES: u32 = 40;

/// What the section needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) view: View,
    pub(super) fail: Callback<ErrorReply>,
    pub(super) say: Callback<String>,
}

/// A source, the way it is used, and the way it would be.
type Wanted = (String, String, String);

/// The section.
#[component]
pub(super) fn Enrichment(props: &Props) -> Html {
    let wanted = use_state(|| None::<Wanted>);
    let done = use_state(|| None::<Wanted>);
    let turn = use_state(|| 0_u32);
    let set = {
        let (client, fail, say, view) = (
            props.client.clone(),
            props.fail.clone(),
            props.say.clone(),
            props.view.clone(),
        );
        let (wanted, done, turn) = (wanted.clone(), done.clone(), turn.clone());
        Callback::from(move |(change, undo): (Wanted, bool)| {
            let (client, fail, say, view) =
                (client.clone(), fail.clone(), say.clone(), view.clone());
            let (wanted, done, turn) = (wanted.clone(), done.clone(), turn.clone());
            spawn_local(async move {
                let (source, before, mode) = change;
                let request = HygieneRequest::EnrichmentSet {
                    view,
                    source: source.clone(),
                    mode: mode.clone(),
                };
                match client.get(&Request::Hygiene(request)).await {
                    Reply::Error(error) => fail.emit(error),
                    _ => {
                        say.emit(t(if undo { "undone" } else { "saved" }));
                        done.set((!undo).then_some((source, before, mode)));
                    }
                }
                wanted.set(None);
                turn.set(*turn + 1);
            });
        })
    };
    let cancel = {
        let (wanted, turn) = (wanted.clone(), turn.clone());
        Callback::from(move |_: MouseEvent| {
            wanted.set(None);
            turn.set(*turn + 1);
        })
    };
    let (choose, drawn) = (wanted.clone(), *turn);
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Enrichment(sources)) => table(sources, &choose, drawn),
        _ => Html::default(),
    });
    let request = Request::Hygiene(HygieneRequest::Enrichment {
        view: props.view.clone(),
    });
    html! {
        <section class="enrichment" aria-label={t("enrichment")}>
            <h2>{ t("enrichment") }</h2>
            <p class="quiet">{ t("enrichment_lead") }</p>
            <Answer client={props.client.clone()} {request} {show} turn={*turn} />
            if let Some(change) = &*wanted { { preview(&props.client, &props.view, change, &set, &cancel) } }
            if let Some((source, before, mode)) = (*done).clone() {
                <p class="edits" role="status"><span>{ words(&source) }{ ": " }{ named("enrich_", &mode) }</span>
                    { button(t("undo"), "quiet-button", Callback::from(move |_| set.emit(((source.clone(), mode.clone(), before.clone()), true)))) }</p>
            }
        </section>
    }
}

fn table(sources: &[EnrichingSource], wanted: &UseStateHandle<Option<Wanted>>, turn: u32) -> Html {
    if sources.is_empty() {
        return html! { <p class="quiet">{ t("enrichment_none") }</p> };
    }
    html! {
        <div class="scroll" role="region" aria-label={t("enrichment")} tabindex="0"><table class="plain">
            <thead><tr><th scope="col">{ t("enrich_source") }</th><th scope="col">{ t("nav_accounts") }</th><th scope="col">{ t("enrich_fills") }</th>
                <th scope="col">{ t("enrich_differs") }</th><th scope="col">{ t("enrich_fetched") }</th><th scope="col">{ t("enrich_use") }</th></tr></thead>
            <tbody>{ for sources.iter().map(|one| row(one, wanted, turn)) }</tbody>
        </table></div>
    }
}

fn row(one: &EnrichingSource, wanted: &UseStateHandle<Option<Wanted>>, turn: u32) -> Html {
    let (set, source, before) = (wanted.clone(), one.source.clone(), one.mode.clone());
    let onchange = move |event: Event| {
        let mode = event.target_unchecked_into::<HtmlSelectElement>().value();
        set.set((mode != before).then(|| (source.clone(), before.clone(), mode)));
    };
    let chosen = match &**wanted {
        Some((source, _, mode)) if *source == one.source => mode,
        _ => &one.mode,
    };
    let mut drawn = turn.to_string();
    drawn.push_str(&one.mode);
    html! {
        <tr key={one.source.clone()}>
            <th scope="row">{ words(&one.source) }</th>
            <td class="number">{ format::number(one.accounts as f64) }</td>
            <td class="number">{ format::number(one.fills as f64) }</td>
            <td class="number">{ format::number(one.differs as f64) }</td>
            <td>{ format::day(&one.fetched) }</td>
            // A choice that was not kept stays in the browser's list box, so a new one is drawn.
            <td><select key={drawn} aria-label={one.source.clone()} {onchange}>{ for MODES.iter().map(|mode| html! {
                <option value={*mode} selected={chosen == mode}>{ mode_words(one, mode) }</option>
            }) }</select></td>
        </tr>
    }
}

/// A way to use a source, in words; the rep's own lists replace nothing but older lists.
fn mode_words(one: &EnrichingSource, mode: &str) -> String {
    if mode == "replace" && one.class == SourceClass::Typed {
        return t("enrich_list");
    }
    named("enrich_", mode)
}

fn preview(
    client: &Client,
    view: &View,
    change: &Wanted,
    set: &Callback<(Wanted, bool)>,
    cancel: &Callback<MouseEvent>,
) -> Html {
    let request = Request::Hygiene(HygieneRequest::EnrichmentPreview {
        view: view.clone(),
        source: change.0.clone(),
        mode: change.2.clone(),
        limit: VALUES,
    });
    let (apply, change, close) = (set.clone(), change.clone(), cancel.clone());
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::EnrichmentPreview {
            rows,
            changes,
            accounts,
        }) => {
            let (apply, change, close) = (apply.clone(), change.clone(), close.clone());
            html! {
                <section class="panel" aria-label={t("enrich_preview")}>
                    <h3>{ words(&change.0) }{ ": " }{ named("enrich_", &change.2) }</h3>
                    <p role="status">{ t2("enrich_changes", &format::number(*changes as f64), &format::number(*accounts as f64)) }</p>
                    if *changes > 0 {
                        <div class="scroll" role="region" aria-label={t("enrich_preview")} tabindex="0"><table class="plain">
                            <thead><tr><th scope="col">{ t("field_account") }</th><th scope="col">{ t("column_attribute") }</th><th scope="col">{ t("column_before") }</th><th scope="col">{ t("column_after") }</th></tr></thead>
                            <tbody>{ for rows.iter().map(value) }</tbody>
                        </table></div>
                    }
                    <div class="actions">
                        { button(t("enrich_apply"), "main-button", Callback::from(move |_| apply.emit((change.clone(), false)))) }
                        { button(t("cancel"), "quiet-button", close) }
                    </div>
                </section>
            }
        }
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

fn value(one: &EnrichedValue) -> Html {
    let shown = |text: &str| {
        if text.is_empty() {
            t("value_missing")
        } else {
            text.to_owned()
        }
    };
    html! {
        <tr><th scope="row"><a href={crate::workspace::route::account(one.account)}>{ words(&one.name) }</a></th>
            <td>{ named("field_", &one.field) }</td><td>{ words(&shown(&one.before)) }</td><td>{ words(&shown(&one.after)) }</td></tr>
    }
}
