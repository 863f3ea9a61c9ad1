//! Pairs that are probably one company: looked at side by side, merged, and parted again.

use crate::browser::format;
use crate::browser::text::{count, named, t, t2};
use crate::parts::{Answer, button, help, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    DuplicatePair, ErrorReply, HygieneReply, HygieneRequest, MergePreview, Reply, Request, View,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Pairs shown.
const PAIRS: u32 = 50;

/// What the section needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) view: View,
    pub(super) fail: Callback<ErrorReply>,
    pub(super) say: Callback<String>,
}

/// The section.
#[component]
pub(super) fn Doubles(props: &Props) -> Html {
    let open = use_state(|| None::<(i64, i64)>);
    let turn = use_state(|| 0_u32);
    let act = {
        let (client, fail, say) = (props.client.clone(), props.fail.clone(), props.say.clone());
        let (open, turn) = (open.clone(), turn.clone());
        Callback::from(move |request: HygieneRequest| {
            let (client, fail, say) = (client.clone(), fail.clone(), say.clone());
            let (open, turn) = (open.clone(), turn.clone());
            let undone = matches!(request, HygieneRequest::MergeUndo { .. });
            spawn_local(async move {
                match client.get(&Request::Hygiene(request)).await {
                    Reply::Error(error) => fail.emit(error),
                    _ => say.emit(if undone { t("undone") } else { t("merged") }),
                }
                open.set(None);
                turn.set(*turn + 1);
            });
        })
    };
    let pairs = Request::Hygiene(HygieneRequest::Duplicates {
        view: props.view.clone(),
        limit: PAIRS,
    });
    let preview = open.clone();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Duplicates(found)) => html! {
            <>
                <p role="status">{ count("pairs", found.len() as u64) }</p>
                <ul class="list">{ for found.iter().map(|pair| pair_row(pair, &preview)) }</ul>
            </>
        },
        _ => Html::default(),
    });
    let merge = act.clone();
    let close = open.clone();
    let side_by_side = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Preview(found)) => compare(found, &merge, &close),
        _ => Html::default(),
    });
    let merges = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Hygiene(HygieneReply::Merges(made)) if !made.is_empty() => html! {
            <details open=true><summary>{ t("merges") }</summary>
                <ul class="list">{ for made.iter().map(|one| {
                    let (act, merge) = (act.clone(), one.id);
                    html! { <li><span>{ words(&one.text) }</span><span class="quiet">{ format::moment(&one.at) }</span><span class="grow"></span>
                        if one.undone.is_none() { { button(t("undo"), "quiet-button", Callback::from(move |_| act.emit(HygieneRequest::MergeUndo { merge }))) } } else { <span class="quiet">{ t("undone") }</span> }
                    </li> }
                }) }</ul>
            </details>
        },
        _ => Html::default(),
    });
    html! {
        <section aria-label={t("duplicates")} class="duplicates">
            <h2>{ t("duplicates") }{ help("duplicate") }</h2>
            <Answer client={props.client.clone()} request={pairs} {show} turn={*turn} />
            if let Some((keep, merge)) = *open {
                <Answer client={props.client.clone()} request={Request::Hygiene(HygieneRequest::MergePreview { keep, merge })} show={side_by_side} />
            }
            <Answer client={props.client.clone()} request={Request::Hygiene(HygieneRequest::Merges)} show={merges} turn={*turn} />
        </section>
    }
}

fn pair_row(pair: &DuplicatePair, open: &UseStateHandle<Option<(i64, i64)>>) -> Html {
    let (set, ids) = (open.clone(), (pair.keep.id, pair.merge.id));
    let because: Vec<&str> = pair
        .evidence
        .iter()
        .filter(|one| one.weight > 0.0)
        .take(3)
        .map(|one| one.what.as_str())
        .collect();
    html! {
        <li>
            <a href={crate::workspace::route::account(pair.keep.id)}>{ words(&pair.keep.name) }</a>
            <span class="quiet">{ words(pair.keep.domain.as_deref().unwrap_or_default()) }</span>
            <span aria-hidden="true">{ "=" }</span>
            <a href={crate::workspace::route::account(pair.merge.id)}>{ words(&pair.merge.name) }</a>
            <span class="quiet">{ words(pair.merge.domain.as_deref().unwrap_or_default()) }</span>
            <span class="number">{ format::percent(pair.confidence) }</span>
            <span class="quiet">{ because.join(", ") }</span>
            <span class="grow"></span>
            { button(t("merge_look"), "quiet-button", Callback::from(move |_| set.set(Some(ids)))) }
        </li>
    }
}

fn compare(
    found: &MergePreview,
    act: &Callback<HygieneRequest>,
    open: &UseStateHandle<Option<(i64, i64)>>,
) -> Html {
    let (keep, merge) = (found.keep.id, found.merge.id);
    let (merge_act, swap, close) = (act.clone(), open.clone(), open.clone());
    html! {
        <section class="panel" aria-label={t("merge_look")}>
            <h3>{ t2("merge_question", &found.merge.name, &found.keep.name) }</h3>
            <div class="scroll" role="region" aria-label={t("merge_look")} tabindex="0"><table class="plain">
                <thead><tr><th scope="col">{ t("column_attribute") }</th><th scope="col">{ words(&found.keep.name) }</th><th scope="col">{ words(&found.merge.name) }</th><th scope="col">{ t("merge_after") }</th></tr></thead>
                <tbody>{ for found.fields.iter().map(|(field, stays, goes, after)| html! {
                    <tr class={(!stays.is_empty() && !goes.is_empty() && stays != goes).then_some("unsure")}>
                        <th scope="row">{ named("field_", field) }</th><td>{ words(stays) }</td><td>{ words(goes) }</td><td><strong>{ words(after) }</strong></td></tr>
                }) }</tbody>
            </table></div>
            <p class="quiet">{ count("people", found.moves[0]) }{ " · " }{ count("stories", found.moves[1]) }{ " · " }{ count("touches", found.moves[2]) }</p>
            <div class="actions">
                { button(t("merge_do"), "main-button", Callback::from(move |_| merge_act.emit(HygieneRequest::Merge { keep, merge }))) }
                { button(t("merge_swap"), "quiet-button", Callback::from(move |_| swap.set(Some((merge, keep))))) }
                { button(t("cancel"), "quiet-button", Callback::from(move |_| close.set(None))) }
            </div>
        </section>
    }
}
