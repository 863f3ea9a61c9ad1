//! Charts of a tile: bars and a pie, as parts that can be clicked, read and printed.

use crate::browser::format;
use crate::browser::text::{t, t1, t2};
use crate::parts::words;
use hookline_protocol::{Choice, Segment};
use yew::prelude::*;

/// Wedges of a pie before the rest is one; more cannot be told apart.
const WEDGES: usize = 8;

/// From this share on the wedges are the whole circle; less is rounding.
pub(super) const WHOLE: f64 = 0.999;

/// From here on a figure is shown short: "10K".
const SHORTENED: f64 = 10_000.0;

/// Figures that may be years, which take no sign between their digits.
const YEARS: std::ops::RangeInclusive<f64> = 1_500.0..=2_100.0;

/// Classes of colours of wedges, from strong to weak.
const COLOURS: usize = 8;

/// A segment's name as the reader writes numbers.
pub(super) fn segment_words(segment: &Segment) -> String {
    match &segment.choice {
        Choice::Value(_) => match &segment.label {
            Some(label) => {
                let mut text = segment.name.clone();
                text.push_str(" · ");
                text.push_str(label);
                text
            }
            None => segment.name.clone(),
        },
        Choice::Range { above, up_to } => range_words(*above, *up_to),
        Choice::Missing => t("value_missing"),
    }
}

/// A range in words. Eight digits from 1000 to 2999 are a day.
pub(super) fn range_words(above: Option<f64>, up_to: Option<f64>) -> String {
    match (above, up_to) {
        (None, None) => t("range_any"),
        (None, Some(up_to)) => t1("range_up_to", &short(up_to)),
        (Some(above), None) => t1("range_above", &short(above)),
        // One notation for both ends: "5K to 10K", "1,000 to 5,000".
        (Some(above), Some(up_to)) if up_to >= SHORTENED && above >= 1_000.0 && !is_day(up_to) => {
            t2(
                "range_between",
                &format::compact(above),
                &format::compact(up_to),
            )
        }
        (Some(above), Some(up_to)) => t2("range_between", &short(above), &short(up_to)),
    }
}

/// Eight digits that are a day of the years 1000 to 2999.
fn is_day(number: f64) -> bool {
    (10_000_000.0..30_000_000.0).contains(&number)
        && number % 100.0 <= 31.0
        && number % 10_000.0 >= 101.0
        && number % 10_000.0 <= 1231.0
}

fn short(number: f64) -> String {
    if is_day(number) {
        let day = number as i64;
        let mut text = (day / 10_000).to_string();
        for part in [day / 100 % 100, day % 100] {
            text.push('-');
            if part < 10 {
                text.push('0');
            }
            text.push_str(&part.to_string());
        }
        return text;
    }
    if number.abs() < 1_000.0 || YEARS.contains(&number) {
        return number.to_string();
    }
    if number.abs() < SHORTENED {
        return format::number(number);
    }
    format::compact(number)
}

/// A share of a list; what is there is never said to be nothing.
pub(super) fn share_words(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        let mut text = String::from("<");
        text.push_str(&format::percent(0.01));
        return text;
    }
    format::percent(share)
}

/// Bars, each a button that drills down.
pub(super) fn bars(segments: &[Segment], drill: &Callback<Choice>) -> Html {
    let most = segments.iter().map(|s| s.count).max().unwrap_or(1).max(1);
    html! {
        <ul class="bars">
            { for segments.iter().map(|segment| {
                let share = segment.count * 100 / most;
                let mut style = String::from("--share:");
                style.push_str(&share.to_string());
                let (drill, choice) = (drill.clone(), segment.choice.clone());
                let name = segment_words(segment);
                html! {
                    <li key={segment.name.clone()}>
                        <button type="button" class="bar-row" title={name.clone()} onclick={move |_| drill.emit(choice.clone())}>
                            <span class="bar-name">{ words(&name) }</span>
                            <span class="bar-line" aria-hidden="true"><i {style}></i></span>
                            <span class="number">{ format::number(segment.count as f64) }</span>
                            <span class="number quiet">{ share_words(segment.share) }</span>
                        </button>
                    </li>
                }
            }) }
        </ul>
    }
}

/// A pie with its legend; the legend's rows are the buttons, the wedges can be clicked as well.
pub(super) fn pie(title: &str, segments: &[Segment], drill: &Callback<Choice>) -> Html {
    let shown = segments.len().min(WEDGES);
    let drawn: f64 = segments
        .iter()
        .take(shown)
        .map(|segment| segment.share)
        .sum();
    let mut from = 0.0;
    html! {
        <div class="pie">
            <svg viewBox="-1.05 -1.05 2.1 2.1" role="img" aria-label={title.to_owned()}>
                { for segments.iter().take(shown).enumerate().map(|(place, segment)| {
                    let path = wedge(from, from + segment.share);
                    from += segment.share;
                    let (drill, choice) = (drill.clone(), segment.choice.clone());
                    html! {
                        <path d={path} class={colour(place, &segment.choice)} onclick={move |_| drill.emit(choice.clone())}>
                            <title>{ segment_words(segment) }</title>
                        </path>
                    }
                }) }
                if drawn < WHOLE {
                    <path d={wedge(drawn, 1.0)} class="wedge-rest" />
                }
            </svg>
            <ul class="bars legend">
                { for segments.iter().enumerate().map(|(place, segment)| {
                    let (drill, choice) = (drill.clone(), segment.choice.clone());
                    let mut class = String::from("swatch ");
                    class.push_str(&if place < shown { colour(place, &segment.choice) } else { "wedge-rest".to_owned() });
                    let name = segment_words(segment);
                    html! {
                        <li key={segment.name.clone()}>
                            <button type="button" class="bar-row" title={name.clone()} onclick={move |_| drill.emit(choice.clone())}>
                                <span class={class} aria-hidden="true"></span>
                                <span class="bar-name">{ words(&name) }</span>
                                <span class="number">{ format::number(segment.count as f64) }</span>
                                <span class="number quiet">{ share_words(segment.share) }</span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}

fn colour(place: usize, choice: &Choice) -> String {
    if *choice == Choice::Missing {
        return "wedge-rest".to_owned();
    }
    let mut class = String::from("wedge-");
    class.push_str(&(place % COLOURS).to_string());
    class
}

/// The path of a wedge from one share of the circle to another, clockwise from the top.
pub(super) fn wedge(from: f64, to: f64) -> String {
    // A whole circle has no two ends; it stops just short of its beginning.
    let to = to.min(from + 0.999_99);
    let point = |share: f64| {
        let angle = (share - 0.25) * std::f64::consts::TAU;
        let mut text = round(angle.cos());
        text.push(' ');
        text.push_str(&round(angle.sin()));
        text
    };
    let mut path = String::from("M0 0L");
    path.push_str(&point(from));
    path.push_str("A1 1 0 ");
    path.push_str(if to - from > 0.5 { "1" } else { "0" });
    path.push_str(" 1 ");
    path.push_str(&point(to));
    path.push('Z');
    path
}

fn round(number: f64) -> String {
    ((number * 10_000.0).round() / 10_000.0).to_string()
}
