//! The score as a receipt: signed bars that add up.

use super::{bolt_words, help, stars, stars_in_words, words};
use crate::browser::text::{named, t, t1};
use crate::browser::{format, link};
use hookline_protocol::{Contribution, Score};
use yew::prelude::*;

/// Lines that stand for no value of the account.
const WITHOUT_VALUE: [&str; 3] = ["base", "fit", "intent"];

/// The most that is said of a probability.
const SUREST: f64 = 0.99;

/// Stars, contributions, sum, events of the bolt, and what would bring one more star.
pub(crate) fn receipt(score: &Score) -> Html {
    let largest = score
        .contributions
        .iter()
        .map(|line| line.points.unsigned_abs())
        .max()
        .unwrap_or(1)
        .max(1);
    html! {
        <>
            <p class="receipt-head">
                { stars(score.stars) }
                <span>{ stars_in_words(score.stars) }{ help("stars") }</span>
                if let Some(probability) = score.probability {
                    <span class="quiet">{ likely(probability) }{ help("probability") }</span>
                }
            </p>
            { for score.warnings.iter().map(|warning| html! { <p class="warning">{ words(warning) }</p> }) }
            { bolt_events(score) }
            <table class="receipt">
                <caption class="sr">{ t("receipt_caption") }</caption>
                <thead class="sr"><tr>
                    <th scope="col">{ t("receipt_factor") }</th>
                    <th scope="col">{ t("receipt_points") }</th>
                </tr></thead>
                <tbody>{ for score.contributions.iter().map(|line| contribution(line, largest)) }</tbody>
                <tfoot><tr>
                    <th scope="row">{ t("receipt_sum") }{ help("points") }</th>
                    <td class="points">{ format::signed(score.score) }</td>
                </tr></tfoot>
            </table>
            { improvements(score) }
            <p class="quiet">
                { t1("score_model", &format::clip(&score.model, 80)) }{ " · " }
                <span data-figure="confidence">{ t1("score_confidence", &format::percent(score.confidence)) }</span>{ help("confidence") }
            </p>
        </>
    }
}

/// Lines of a receipt alone, with their sum.
pub(crate) fn receipt_lines(lines: &[Contribution]) -> Html {
    let most = lines.iter().map(|line| line.points.unsigned_abs()).max();
    let sum = lines.iter().map(|line| line.points).sum();
    html! {
        <table class="receipt">
            <tbody>{ for lines.iter().map(|line| contribution(line, most.unwrap_or(1).max(1))) }</tbody>
            <tfoot><tr><th scope="row">{ t("receipt_sum") }{ help("points") }</th><td class="points">{ format::signed(sum) }</td></tr></tfoot>
        </table>
    }
}

/// A probability in words. No model is so sure that all or nothing may be said.
fn likely(probability: f64) -> String {
    let (key, said) = match probability {
        sure if sure > SUREST => ("score_probability_over", SUREST),
        unsure if unsure < 1.0 - SUREST => ("score_probability_under", 1.0 - SUREST),
        said => ("score_probability", said),
    };
    t1(key, &format::percent(said))
}

fn contribution(line: &Contribution, largest: u64) -> Html {
    let share = line.points.unsigned_abs() * 100 / largest;
    let mut style = String::from("--share:");
    style.push_str(&share.to_string());
    let bar = match line.points {
        0 => "bar",
        points if points < 0 => "bar minus",
        _ => "bar plus",
    };
    html! {
        <tr>
            <th scope="row">
                <span class="factor">{ named("factor_", &line.factor) }
                    if let Some(value) = &line.value {
                        <span class="value">{ written(&line.factor, value, value) }</span>
                    } else if !WITHOUT_VALUE.contains(&line.factor.as_str()) {
                        <span class="value quiet">{ t("value_missing") }</span>
                    }
                </span>
                <span class={bar} {style} aria-hidden="true"></span>
                <span class="why">{ written(&line.factor, line.value.as_deref().unwrap_or_default(), &line.why) }</span>
                if let Some(source) = &line.provenance { { super::provenance(source) } }
            </th>
            <td class="points">{ format::signed(line.points) }</td>
        </tr>
    }
}

/// Text in which a bare figure is written as the reader writes figures; a year stays a year.
fn written(factor: &str, value: &str, text: &str) -> Html {
    // Years and the codes of NAICS and SIC are no amounts.
    let is_name = ["founded", "year", "naics", "sic"]
        .iter()
        .any(|name| factor.contains(name));
    match value.parse::<i64>() {
        Ok(number) if !is_name => words(&text.replace(value, &format::number(number as f64))),
        _ => words(text),
    }
}

fn bolt_events(score: &Score) -> Html {
    if score.bolt.is_empty() {
        return html! { <p class="quiet">{ t("bolt_none") }{ help("bolt") }</p> };
    }
    html! {
        <ul class="events">
            { for score.bolt.iter().map(|event| html! {
                <li>
                    <span class="bolt">{ super::icon("bolt") }<span>{ bolt_words(event) }</span></span>{ help("bolt") }
                    <span title={format::day(&event.date)}>
                        { link::external(event.url.as_deref(), "", words(&event.title)) }
                    </span>
                </li>
            }) }
        </ul>
    }
}

fn improvements(score: &Score) -> Html {
    let Some(first) = score.improvements.first() else {
        return Html::default();
    };
    html! {
        <details class="improve">
            <summary>{ t1("improve_to", &format::number(f64::from(first.stars))) }</summary>
            <ul>
                { for score.improvements.iter().map(|change| html! {
                    <li>
                        { words(&change.change) }
                        <span class="points">{ format::signed(change.points) }</span>
                        <span class="quiet">{ stars_in_words(Some(change.stars)) }</span>
                    </li>
                }) }
            </ul>
        </details>
    }
}
