//! One tile: its chart, its table, its search, and the files it can be saved as.

use super::chart::{bars, pie, segment_words};
use super::draw::{Drawn, save};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, help, stars as star_signs, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    Choice, Filter, PortfolioReply, PortfolioRequest, Reply, Request, Segment, Tile, View,
};
use yew::prelude::*;

/// Columns that are shown as pies: few values that make up a whole.
const PIES: [&str; 4] = ["industry", "ownership", "naics sector", "sic division"];

/// Segments that a search may find.
const FOUND: u32 = 50;

/// What a tile needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) view: View,
    pub(super) tile: Tile,
    pub(super) find: String,
    pub(super) drill: Callback<Filter>,
}

/// The tile. With a search it asks the engine, which knows all values, not only those shown.
#[component]
pub(super) fn TileCard(props: &Props) -> Html {
    let searched = !props.find.trim().is_empty()
        && props.tile.kind != hookline_protocol::ColumnKind::Number
        && props.tile.kind != hookline_protocol::ColumnKind::Date;
    let column = props.tile.column.clone();
    let drill = {
        let (drill, column) = (props.drill.clone(), column.clone());
        Callback::from(move |choice: Choice| {
            drill.emit(Filter {
                column: column.clone(),
                choice,
            });
        })
    };
    let title = named("field_", &column);
    if !searched {
        return card(&title, &props.tile, &drill);
    }
    let request = Request::Portfolio(PortfolioRequest::Tiles {
        view: props.view.clone(),
        columns: vec![column],
        limit: FOUND,
        find: props.find.clone(),
    });
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Tiles(found)) => match found.tiles.first() {
            Some(tile) if !tile.segments.is_empty() => card(&title, tile, &drill),
            _ => Html::default(),
        },
        _ => Html::default(),
    });
    html! { <Answer client={props.client.clone()} {request} {show} /> }
}

fn card(title: &str, tile: &Tile, drill: &Callback<Choice>) -> Html {
    let is_pie = PIES.contains(&tile.column.as_str());
    html! {
        <section class="tile" aria-label={title.to_owned()} data-column={tile.column.clone()}>
            <h2>{ title.to_owned() }</h2>
            if is_pie { { pie(title, &tile.segments, drill) } } else { { bars(&tile.segments, drill) } }
            if tile.more > 0 { <p class="quiet">{ count("more_values", tile.more) }</p> }
            <div class="tile-foot">
                <details>
                    <summary>{ t("as_table") }</summary>
                    { table(title, &tile.segments) }
                </details>
                { menu(title, &tile.segments, is_pie) }
            </div>
        </section>
    }
}

fn table(title: &str, segments: &[Segment]) -> Html {
    html! {
        <div class="scroll" role="region" aria-label={title.to_owned()} tabindex="0">
            <table class="plain">
                <thead><tr>
                    <th scope="col">{ title.to_owned() }</th><th scope="col">{ t("nav_accounts") }</th>
                    <th scope="col">{ t("column_share") }{ help("share") }</th><th scope="col">{ t("field_revenue") }</th>
                </tr></thead>
                <tbody>{ for segments.iter().map(|segment| html! {
                    <tr>
                        <th scope="row">{ words(&segment_words(segment)) }</th>
                        <td class="number">{ format::number(segment.count as f64) }</td>
                        <td class="number">{ format::percent(segment.share) }</td>
                        <td class="number">{ format::dollars(segment.sum as i64) }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

/// The ways to save a chart.
fn menu(title: &str, segments: &[Segment], is_pie: bool) -> Html {
    let drawn = Drawn {
        title: title.to_owned(),
        rows: segments
            .iter()
            .map(|segment| {
                (
                    segment_words(segment),
                    segment.count,
                    segment.share,
                    segment.sum,
                )
            })
            .collect(),
        is_pie,
    };
    html! {
        <span class="save-as">
            { for ["svg", "png", "csv"].into_iter().map(|kind| {
                let drawn = drawn.clone();
                let label = t1("save_as", &kind.to_uppercase());
                html! {
                    <button type="button" class="quiet-button" aria-label={t1("save_chart_as", &kind.to_uppercase())} title={label}
                        onclick={move |_| save(&drawn, kind)}>{ kind.to_uppercase() }</button>
                }
            }) }
        </span>
    }
}

/// How many accounts have how many stars.
pub(super) fn stars(counts: &[u64; 7]) -> Html {
    let most = counts.iter().max().copied().unwrap_or(1).max(1);
    html! {
        <section class="tile" aria-label={t("field_stars")} data-column="stars">
            <h2>{ t("field_stars") }</h2>
            <ul class="bars">
                { for (0..=6_u8).rev().filter(|place| *place < 6 || counts[6] > 0).map(|place| {
                    let own = counts[usize::from(place)];
                    let mut style = String::from("--share:");
                    style.push_str(&(own * 100 / most).to_string());
                    html! {
                        <li class="bar-row">
                            <span class="bar-name">{ star_signs((place < 6).then_some(place)) }</span>
                            <span class="bar-line" aria-hidden="true"><i {style}></i></span>
                            <span class="number">{ format::number(own as f64) }</span>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
