//! Two lists side by side, and a model from them in one click.

use super::{Msg, PortfoliosPage, portfolio_choice};
use crate::browser::format;
use crate::browser::text::{count, named, t};
use crate::parts::{Answer, button, help, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    ColumnVerdict, Contrast, ContrastLine, ModelRequest, PortfolioReply, PortfolioRequest, Reply,
    Request, Side, View,
};
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

/// Lines shown of each label.
const MOST_LINES: usize = 40;

/// The screen: choose the other side, see what tells, make a model of it.
pub(super) fn panel(page: &PortfoliosPage, client: &Client, scope: &Scope<PortfoliosPage>) -> Html {
    let everyone = page.view.portfolio.is_none() && page.view.filters.is_empty();
    let onchange = scope.callback(|event: Event| {
        Msg::Other(
            event
                .target_unchecked_into::<HtmlSelectElement>()
                .value()
                .parse()
                .ok(),
        )
    });
    let first = Side::View(page.view.clone());
    let second = match page.other {
        Some(portfolio) => Side::View(View {
            portfolio: Some(portfolio),
            ..View::default()
        }),
        None => Side::Rest,
    };
    let request = Request::Portfolio(PortfolioRequest::Contrast {
        first: first.clone(),
        second: second.clone(),
    });
    let train = scope.clone();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Contrast(found)) => {
            let sides = (first.clone(), second.clone());
            let train = train.callback(move |purpose: &'static str| {
                Msg::Train(ModelRequest::Train {
                    model: None,
                    name: String::new(),
                    purpose: purpose.to_owned(),
                    first: sides.0.clone(),
                    second: sides.1.clone(),
                    ignored: Vec::new(),
                })
            });
            view(found, &train)
        }
        _ => Html::default(),
    });
    html! {
        <>
            <label class="inline">{ t("contrast_against") }{ " " }
                { portfolio_choice(page.list.as_ref(), page.other, &t("contrast_rest"), onchange) }
            </label>
            if everyone && page.other.is_none() {
                <p class="quiet">{ t("contrast_choose") }</p>
            } else {
                <Answer client={client.clone()} {request} {show} />
            }
        </>
    }
}

fn view(found: &Contrast, train: &Callback<&'static str>) -> Html {
    let labels = [
        "predictive",
        "frequent_not_predictive",
        "not_predictive",
        "rare",
        "too_few",
    ];
    html! {
        <>
            <p class="figures-line" role="status"><strong>{ words(&found.verdict) }</strong></p>
            <div class="actions">
                { for ["fit", "churn", "spend"].into_iter().map(|purpose| {
                    let train = train.clone();
                    let class = if purpose == "fit" { "main-button" } else { "quiet-button" };
                    button(named("train_", purpose), class, Callback::from(move |_| train.emit(purpose)))
                }) }
            </div>
            { for found.notes.iter().filter(|note| matches!(note.verdict, ColumnVerdict::Leak | ColumnVerdict::Suspicious)).map(|note| html! { <p class="warning">{ words(&note.note) }</p> }) }
            { for labels.iter().map(|label| {
                let lines: Vec<&ContrastLine> = found.lines.iter().filter(|line| line.label.name() == *label).collect();
                group(label, &lines)
            }) }
        </>
    }
}

fn group(label: &str, lines: &[&ContrastLine]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let open = matches!(label, "predictive" | "frequent_not_predictive");
    html! {
        <details {open} class="group" data-label={label.to_owned()}>
            <summary><h2>{ named("label_", label) }</h2>{ " " }<span class="quiet">{ count("values", lines.len() as u64) }</span></summary>
            <div class="scroll" role="region" aria-label={named("label_", label)} tabindex="0">
                <table class="plain">
                    <thead><tr>
                        <th scope="col">{ t("column_attribute") }</th><th scope="col">{ t("column_value") }</th>
                        <th scope="col">{ t("share_first") }{ help("share") }</th><th scope="col">{ t("share_second") }{ help("share") }</th>
                        <th scope="col">{ t("odds_ratio") }{ help("odds_ratio") }</th><th scope="col">{ t("lift") }{ help("lift") }</th><th scope="col">{ t("false_discovery") }{ help("false_discovery") }</th>
                    </tr></thead>
                    <tbody>{ for lines.iter().take(MOST_LINES).map(|line| row(line)) }</tbody>
                </table>
            </div>
            if lines.len() > MOST_LINES { <p class="quiet">{ count("more_values", (lines.len() - MOST_LINES) as u64) }</p> }
        </details>
    }
}

fn row(line: &ContrastLine) -> Html {
    let share = |side: usize| {
        let mut style = String::from("--share:");
        style.push_str(&((line.shares[side] * 100.0).round() as i64).to_string());
        html! {
            <td class="share"><span class="number">{ format::percent(line.shares[side]) }</span>
                <span class="bar-line" aria-hidden="true"><i class={if side == 0 { "first" } else { "second" }} {style}></i></span></td>
        }
    };
    let mut ratio = decimal(line.odds_ratio);
    ratio.push_str(" (");
    ratio.push_str(&decimal(line.interval[0]));
    ratio.push('–');
    ratio.push_str(&decimal(line.interval[1]));
    ratio.push(')');
    html! {
        <tr>
            <td>{ named("field_", &line.column) }</td>
            <th scope="row">if line.value == "missing" { { t("value_missing") } } else { { words(&line.value) } }</th>
            { share(0) }{ share(1) }
            <td class="number">{ ratio }</td>
            <td class="number">{ decimal(line.lift) }</td>
            <td class="number">{ if line.q < 0.001 { "< 0.001".to_owned() } else { decimal(line.q) } }</td>
        </tr>
    }
}

/// A figure with two digits after the point, fewer for large ones.
pub(super) fn decimal(number: f64) -> String {
    let rounded = if number.abs() >= 100.0 {
        number.round()
    } else if number.abs() < 0.1 {
        (number * 1_000.0).round() / 1_000.0
    } else {
        (number * 100.0).round() / 100.0
    };
    format::number(rounded)
}
