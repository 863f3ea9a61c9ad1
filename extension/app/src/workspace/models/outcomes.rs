//! Outcomes taken from a column of an imported file: each value is told what it means.

use crate::browser::format;
use crate::browser::text::{named, t};
use crate::parts::{Answer, button, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    Choice, ColumnInfo, ColumnKind, ErrorReply, ModelReply, ModelRequest, PortfolioReply,
    PortfolioRequest, Reply, Request, Tile, View,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Outcomes that a value may mean.
const KINDS: [&str; 6] = ["replied", "meeting", "won", "lost", "renewed", "churned"];

/// Values of a column that are offered.
const VALUES: u32 = 30;

/// Which value means which outcome.
type Meaning = Vec<(String, String)>;

/// What the section needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) fail: Callback<ErrorReply>,
    pub(super) say: Callback<String>,
}

/// The section.
#[component]
pub(super) fn FromColumn(props: &Props) -> Html {
    let column = use_state(String::new);
    let meant = use_state(Meaning::new);
    let pick = {
        let (column, meant) = (column.clone(), meant.clone());
        Callback::from(move |event: Event| {
            column.set(event.target_unchecked_into::<HtmlSelectElement>().value());
            meant.set(Vec::new());
        })
    };
    let open = (*column).clone();
    let columns = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Portfolios(list)) => choice(&list.columns, &open, &pick),
        _ => Html::default(),
    });
    let values = {
        let meant = meant.clone();
        Callback::from(move |reply: Shared<Reply>| match &*reply {
            Reply::Portfolio(PortfolioReply::Tiles(found)) => found
                .tiles
                .first()
                .map(|tile| meanings(tile, &meant))
                .unwrap_or_default(),
            _ => Html::default(),
        })
    };
    let mark = {
        let (client, fail, say) = (props.client.clone(), props.fail.clone(), props.say.clone());
        let (column, meant) = (column.clone(), meant.clone());
        Callback::from(move |_: MouseEvent| {
            let (client, fail, say, done) =
                (client.clone(), fail.clone(), say.clone(), meant.clone());
            let request = ModelRequest::OutcomesFrom {
                column: (*column).clone(),
                values: (*meant).clone(),
            };
            spawn_local(async move {
                match client.get(&Request::Model(request)).await {
                    Reply::Model(ModelReply::Outcomes(_)) => {
                        say.emit(t("outcomes_marked"));
                        done.set(Vec::new());
                    }
                    Reply::Error(error) => fail.emit(error),
                    _ => {}
                }
            });
        })
    };
    let list = Request::Portfolio(PortfolioRequest::List);
    html! {
        <details class="outcomes-from">
            <summary>{ t("outcomes_from") }</summary>
            <p class="quiet">{ t("outcomes_from_lead") }</p>
            <Answer client={props.client.clone()} request={list} show={columns} />
            if !column.is_empty() {
                <Answer client={props.client.clone()} show={values} request={Request::Portfolio(PortfolioRequest::Tiles {
                    view: View::default(), columns: vec![(*column).clone()], limit: VALUES, find: String::new(),
                })} />
            }
            if !meant.is_empty() { { button(t("outcomes_mark"), "main-button", mark) } }
        </details>
    }
}

fn choice(columns: &[ColumnInfo], open: &str, pick: &Callback<Event>) -> Html {
    let offered = columns
        .iter()
        .filter(|column| column.tile && column.kind == ColumnKind::Category);
    html! {
        <label class="inline">{ t("outcomes_column") }{ " " }<select onchange={pick.clone()}>
            <option value="" selected={open.is_empty()}>{ "–" }</option>
            { for offered.map(|column| html! {
                <option value={column.column.clone()} selected={open == column.column}>{ named("field_", &column.column) }</option>
            }) }
        </select></label>
    }
}

fn meanings(tile: &Tile, meant: &UseStateHandle<Meaning>) -> Html {
    html! {
        <table class="plain">
            <thead><tr><th scope="col">{ t("column_value") }</th><th scope="col">{ t("nav_accounts") }</th><th scope="col">{ t("outcomes_means") }</th></tr></thead>
            <tbody>{ for tile.segments.iter().filter(|segment| segment.choice != Choice::Missing).map(|segment| {
                let (set, value) = (meant.clone(), segment.name.clone());
                let own = meant.iter().find(|(known, _)| *known == value).map(|(_, kind)| kind.clone());
                let onchange = move |event: Event| {
                    let kind = event.target_unchecked_into::<HtmlSelectElement>().value();
                    let mut all = (*set).clone();
                    all.retain(|(known, _)| *known != value);
                    if !kind.is_empty() {
                        all.push((value.clone(), kind));
                    }
                    set.set(all);
                };
                html! {
                    <tr key={segment.name.clone()}>
                        <th scope="row">{ words(&segment.name) }</th>
                        <td class="number">{ format::number(segment.count as f64) }</td>
                        <td><select aria-label={segment.name.clone()} {onchange}>
                            <option value="" selected={own.is_none()}>{ t("outcomes_nothing") }</option>
                            { for KINDS.iter().map(|kind| html! { <option value={*kind} selected={own.as_deref() == Some(kind)}>{ named("became_", kind) }</option> }) }
                        </select></td>
                    </tr>
                }
            }) }</tbody>
        </table>
    }
}
