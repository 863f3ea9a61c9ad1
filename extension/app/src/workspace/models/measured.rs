//! What was measured: fit with intervals, calibration by stars, columns, past stars.

use crate::browser::format;
use crate::browser::text::{named, t, t2};
use crate::parts::{Answer, help, stars, words};
use crate::wire::{Client, Shared};
use crate::workspace::route;
use hookline_protocol::{
    Assessment, ModelReply, ModelRequest, Outcomes, Quality, Reliability, Reply, Report, Request,
};
use yew::prelude::*;

/// Marks shown.
const MARKS: u32 = 30;

/// Quality and calibration on accounts whose outcome is known.
pub(super) fn assessment(found: &Assessment) -> Html {
    html! { <>{ quality(&found.quality) }{ reliability(&found.reliability) }</> }
}

/// What training found.
pub(super) fn report(found: &Report) -> Html {
    html! {
        <>
            <p>{ words(&found.verdict) }</p>
            <p class="quiet">{ t2("model_rows", &format::number(found.rows as f64), &format::number(found.positives as f64)) }</p>
            if let Some(figures) = &found.quality { { quality(figures) } }
            { reliability(&found.reliability) }
            <details>
                <summary>{ t("model_columns") }</summary>
                <ul class="list">{ for found.columns.iter().map(|column| html! { <li>{ words(&column.note) }</li> }) }</ul>
            </details>
        </>
    }
}

pub(super) fn quality(figures: &Quality) -> Html {
    let with = |value: f64, interval: [f64; 2]| {
        let mut text = thousandths(value);
        text.push_str(" (");
        text.push_str(&thousandths(interval[0]));
        text.push('–');
        text.push_str(&thousandths(interval[1]));
        text.push(')');
        text
    };
    html! {
        <dl class="facts">
            <dt>{ t("figure_auc") }{ help("auc") }</dt><dd class="number" data-figure="auc">{ with(figures.auc, figures.auc_interval) }</dd>
            <dt>{ t("figure_log_loss") }{ help("log_loss") }</dt><dd class="number">{ with(figures.log_loss, figures.log_loss_interval) }</dd>
            <dt>{ t("figure_base") }{ help("base") }</dt><dd class="number">{ thousandths(figures.base_log_loss) }</dd>
            <dt>{ t("figure_brier") }{ help("brier") }</dt><dd class="number">{ thousandths(figures.brier) }</dd>
        </dl>
    }
}

/// A figure of quality: an edit of one bin shows in the third digit.
pub(super) fn thousandths(number: f64) -> String {
    format::decimals(number, 3)
}

fn reliability(lines: &[Reliability]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <div class="scroll" role="region" aria-label={t("calibration")} tabindex="0"><table class="plain calibration">
            <thead><tr><th scope="col">{ t("field_stars") }{ help("stars") }</th><th scope="col">{ t("nav_accounts") }</th><th scope="col">{ t("promised") }{ help("promised") }</th><th scope="col">{ t("happened") }{ help("happened") }</th></tr></thead>
            <tbody>{ for lines.iter().map(|line| html! {
                <tr><td>{ stars(Some(line.stars)) }</td><td class="number">{ format::number(line.rows as f64) }</td>
                    <td class="number">{ format::percent(line.promised) }</td><td class="number">{ happened(line.happened, line.interval) }</td></tr>
            }) }</tbody>
        </table></div>
    }
}

fn happened(share: f64, interval: [f64; 2]) -> String {
    let mut text = format::percent(share);
    text.push_str(" (");
    text.push_str(&format::percent(interval[0]));
    text.push('–');
    text.push_str(&format::percent(interval[1]));
    text.push(')');
    text
}

/// What [`Past`] needs.
#[derive(Properties, PartialEq)]
pub(super) struct PastProps {
    pub(super) client: Client,
}

/// Marked outcomes, and what past stars were worth.
#[component]
pub(super) fn Past(props: &PastProps) -> Html {
    let show = Callback::from(|reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Outcomes(found)) => past(found),
        _ => Html::default(),
    });
    let request = Request::Model(ModelRequest::Outcomes {
        account: None,
        limit: MARKS,
    });
    html! { <section aria-label={t("outcomes")}><h2>{ t("outcomes") }</h2><Answer client={props.client.clone()} {request} {show} /></section> }
}

fn past(found: &Outcomes) -> Html {
    if found.marks.is_empty() {
        return html! { <p class="quiet">{ t("outcomes_none") }</p> };
    }
    html! {
        <>
            { for found.tables.iter().map(|table| html! {
                <>
                    <h3>{ words(&table.what) }</h3>
                    <div class="scroll" role="region" aria-label={table.what.clone()} tabindex="0"><table class="plain calibration">
                        <thead><tr><th scope="col">{ t("field_stars") }{ help("stars") }</th><th scope="col">{ t("nav_accounts") }</th><th scope="col">{ t("promised") }{ help("promised") }</th><th scope="col">{ t("happened") }{ help("happened") }</th></tr></thead>
                        <tbody>{ for table.lines.iter().map(|line| html! {
                            <tr><td>{ stars(Some(line.stars)) }</td><td class="number">{ format::number(line.rows as f64) }</td>
                                <td class="number">{ line.promised.map_or_else(|| t("uncalibrated"), format::percent) }</td>
                                <td class="number">{ happened(line.happened, line.interval) }</td></tr>
                        }) }</tbody>
                    </table></div>
                </>
            }) }
            <ul class="list">{ for found.marks.iter().map(|mark| html! {
                <li><a href={route::account(mark.account)}>{ words(&mark.name) }</a><span>{ named("became_", &mark.kind) }</span><span class="quiet">{ format::day(&mark.at) }{ " · " }{ words(&mark.source) }</span></li>
            }) }</ul>
        </>
    }
}
