//! One tile: its chart, its table, its search, and the files it can be saved as.

use super::chart::{bars, pie, segment_words, share_words};
use super::draw::{Drawn, save};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, help, stars as star_signs, stars_in_words, words};
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
    let drawn = drawn(title, &tile.segments, is_pie);
    html! {
        <section class="tile" aria-label={title.to_owned()} data-column={tile.column.clone()}>
            <h2>{ title.to_owned() }</h2>
            if is_pie { { pie(title, &tile.segments, drill) } } else { { bars(&tile.segments, drill) } }
            if tile.more > 0 { <p class="quiet">{ count("more_values", tile.more) }</p> }
            { foot(drawn) }
        </section>
    }
}

/// The table behind a chart, and the ways to save it.
fn foot(drawn: Drawn) -> Html {
    html! {
        <div class="tile-foot">
            <details>
                <summary>{ t("as_table") }</summary>
                { table(&drawn) }
            </details>
            { menu(drawn) }
        </div>
    }
}

fn table(drawn: &Drawn) -> Html {
    let has_sums = drawn.rows.iter().any(|(.., sum)| sum.is_some());
    html! {
        <div class="scroll" role="region" aria-label={drawn.title.clone()} tabindex="0">
            <table class="plain">
                <thead><tr>
                    <th scope="col">{ drawn.title.clone() }</th><th scope="col">{ t("nav_accounts") }</th>
                    <th scope="col">{ t("column_share") }{ help("share") }</th>if has_sums { <th scope="col">{ t("field_revenue") }</th> }
                </tr></thead>
                <tbody>{ for drawn.rows.iter().map(|(name, count, share, sum)| html! {
                    <tr>
                        <th scope="row">{ words(name) }</th>
                        <td class="number">{ format::number(*count as f64) }</td>
                        <td class="number">{ share_words(*share) }</td>
                        if let Some(sum) = sum { <td class="number">{ format::dollars(*sum as i64) }</td> }
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

/// A tile's segments as they are drawn, listed and saved.
fn drawn(title: &str, segments: &[Segment], is_pie: bool) -> Drawn {
    let row = |segment: &Segment| {
        let name = segment_words(segment);
        (name, segment.count, segment.share, Some(segment.sum))
    };
    Drawn {
        title: title.to_owned(),
        rows: segments.iter().map(row).collect(),
        is_pie,
    }
}

/// The ways to save a chart.
fn menu(drawn: Drawn) -> Html {
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
pub(super) fn stars(counts: &[u64; 7], drill: &Callback<Filter>) -> Html {
    let title = t("field_stars");
    let most = counts.iter().max().copied().unwrap_or(1).max(1);
    let total: u64 = counts.iter().sum::<u64>().max(1);
    let rows: Vec<(u8, u64)> = (0..=6_u8)
        .rev()
        .map(|place| (place, counts[usize::from(place)]))
        .filter(|(place, own)| *place < 6 || *own > 0)
        .collect();
    let number = |place: u8| (place < 6).then_some(place);
    let share = |own: u64| own as f64 / total as f64;
    let drawn = Drawn {
        title: title.clone(),
        rows: rows
            .iter()
            .map(|(place, own)| (stars_in_words(number(*place)), *own, share(*own), None))
            .collect(),
        is_pie: false,
    };
    html! {
        <section class="tile" aria-label={title.clone()} data-column="stars">
            <h2>{ title.clone() }{ help("stars") }</h2>
            <ul class="bars">
                { for rows.iter().map(|(place, own)| {
                    let mut style = String::from("--share:");
                    style.push_str(&(own * 100 / most).to_string());
                    let drill = drill.clone();
                    let choice = number(*place).map_or(Choice::Missing, |stars| Choice::Value(stars.to_string()));
                    html! {
                        <li key={*place}>
                            <button type="button" class="bar-row" title={stars_in_words(number(*place))}
                                onclick={move |_| drill.emit(Filter { column: "stars".to_owned(), choice: choice.clone() })}>
                                <span class="bar-name">{ star_signs(number(*place)) }</span>
                                <span class="bar-line" aria-hidden="true"><i {style}></i></span>
                                <span class="number">{ format::number(*own as f64) }</span>
                                <span class="number quiet">{ share_words(share(*own)) }</span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
            { foot(drawn) }
        </section>
    }
}
