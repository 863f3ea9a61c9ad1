//! What became of an account, and why its score is not what it was.

use crate::browser::format;
use crate::browser::text::{named, t, t1, t2};
use crate::parts::{Answer, button, help, receipt_lines, stars, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    ErrorReply, ModelReply, ModelRequest, Outcomes, PurposeScore, Reply, Request, ScoreChange,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Outcomes that can be marked.
const KINDS: [&str; 6] = ["replied", "meeting", "won", "lost", "renewed", "churned"];

/// What the region needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
    pub(crate) fail: Callback<ErrorReply>,
}

/// The region.
#[component]
pub(crate) fn Became(props: &Props) -> Html {
    let turn = use_state(|| 0_u32);
    let account = props.account;
    let act = {
        let (client, fail, turn) = (props.client.clone(), props.fail.clone(), turn.clone());
        Callback::from(move |request: ModelRequest| {
            let (client, fail, turn) = (client.clone(), fail.clone(), turn.clone());
            spawn_local(async move {
                if let Reply::Error(error) = client.get(&Request::Model(request)).await {
                    fail.emit(error);
                }
                turn.set(*turn + 1);
            });
        })
    };
    let marks = {
        let act = act.clone();
        Callback::from(move |reply: Shared<Reply>| match &*reply {
            Reply::Model(ModelReply::Outcomes(found)) => marked(found, &act),
            _ => Html::default(),
        })
    };
    let changed = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Change(found)) => change(found),
        _ => Html::default(),
    });
    let others = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Scores(found)) => purposes(found),
        _ => Html::default(),
    });
    let since = monday();
    html! {
        <section class="region became" aria-label={t("became")}>
            <h2>{ t("score_change") }</h2>
            <Answer client={props.client.clone()} request={Request::Model(ModelRequest::Change { account, since })} show={changed} turn={*turn} />
            <Answer client={props.client.clone()} request={Request::Model(ModelRequest::Scores { account })} show={others} turn={*turn} />
            <h2>{ t("became") }</h2>
            <div class="actions">
                { for KINDS.iter().map(|kind| {
                    let act = act.clone();
                    button(named("became_", kind), "quiet-button", Callback::from(move |_| act.emit(ModelRequest::Outcome { account, kind: (*kind).to_owned(), at: String::new() })))
                }) }
            </div>
            <Answer client={props.client.clone()} request={Request::Model(ModelRequest::Outcomes { account: Some(account), limit: 20 })} show={marks} turn={*turn} />
        </section>
    }
}

/// The last Monday that began, in the reader's time; on a Monday the one a week ago.
fn monday() -> String {
    let date = js_sys::Date::new_0();
    let since = match date.get_day() {
        0 => 6,
        1 => 7,
        day => day - 1,
    };
    date.set_date(date.get_date().saturating_sub(since));
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.to_iso_string().into()
}

fn change(found: &ScoreChange) -> Html {
    if found.lines.is_empty() {
        return html! { <p class="quiet">{ t1("score_same", &format::day(&found.since)) }</p> };
    }
    html! {
        <>
            <p>{ t2("score_was", &format::day(&found.since), &format::signed(found.before)) }{ " " }{ stars(found.stars_before) }
                { " → " }<strong>{ format::signed(found.after) }</strong>{ help("points") }{ " " }{ stars(found.stars_after) }</p>
            { receipt_lines(&found.lines) }
        </>
    }
}

fn purposes(found: &[PurposeScore]) -> Html {
    html! {
        <>{ for found.iter().skip(1).map(|one| html! {
            <details><summary>{ named("purpose_", &one.purpose) }{ " " }{ stars(one.score.stars) }</summary>{ receipt_lines(&one.score.contributions) }</details>
        }) }</>
    }
}

fn marked(found: &Outcomes, act: &Callback<ModelRequest>) -> Html {
    html! {
        <ul class="list">{ for found.marks.iter().map(|mark| {
            let (act, outcome) = (act.clone(), mark.id);
            html! {
                <li><strong>{ named("became_", &mark.kind) }</strong><span class="quiet">{ format::day(&mark.at) }{ " · " }{ words(&mark.source) }</span>
                    <span class="grow"></span>{ button(t("undo"), "quiet-button", Callback::from(move |_| act.emit(ModelRequest::OutcomeUndo { outcome }))) }</li>
            }
        }) }</ul>
    }
}
