//! The draft meter: three zones, and the criteria that are not met yet.
//!
//! It stands below what the rep clicks, so it takes the same room whatever it says: a line that came
//! or went would move the opener away from under the pointer.

use super::{Msg, Sidebar};
use crate::browser::format;
use crate::browser::text::{count, named, t, t3};
use crate::parts::{button, help, words};
use crate::wire::Place;
use hookline_protocol::{Criterion, DraftReading, Zone, ZoneName};
use yew::html::Scope;
use yew::prelude::*;

/// Unmet criteria that are shown without a click.
const FIRST_UNMET: usize = 2;

/// The meter while a draft is open; nothing otherwise.
pub(super) fn view(sidebar: &Sidebar, scope: &Scope<Sidebar>) -> Html {
    let Some(reading) = sidebar.reading.as_ref().filter(|_| sidebar.draft.is_some()) else {
        return Html::default();
    };
    let unmet = reading.criteria.iter().filter(|one| one.met == Some(false));
    html! {
        <section class="meter" aria-label={t("region_meter")}>
            { bar(reading) }
            { places(sidebar, reading, scope) }
            <ul class="unmet">
                if reading.words > 0 { { for unmet.take(FIRST_UNMET).map(|one| criterion(one, scope)) } }
            </ul>
            <details>
                <summary>{ count("words", reading.words as u64) }{ " · " }{ t("all_criteria") }</summary>
                <p class="quiet">{ t("explain_figures") }{ help("zones") }{ help("criteria") }</p>
                <ul>{ for reading.criteria.iter().map(|one| criterion(one, scope)) }</ul>
            </details>
        </section>
    }
}

/// One click puts the best opener or PS into its place, while that place is empty or out of its band.
fn places(sidebar: &Sidebar, reading: &DraftReading, scope: &Scope<Sidebar>) -> Html {
    let Some(page) = sidebar.shown() else {
        return Html::default();
    };
    let lacks = |name: ZoneName| {
        reading
            .zones
            .iter()
            .any(|zone| zone.zone == name && zone.words == 0)
    };
    let sourced = reading
        .criteria
        .iter()
        .any(|one| one.name == "sourced_hook" && one.met == Some(true));
    let hook = !sourced && !page.openers.openers.is_empty();
    let ps = lacks(ZoneName::Ps) && !page.openers.postscripts.is_empty();
    html! {
        <div class="actions">
            if hook { { button(t("put_opener_first"), "quiet-button", scope.callback(|_| Msg::Put(Place::Start))) } }
            if ps { { button(t("put_ps_last"), "quiet-button", scope.callback(|_| Msg::Put(Place::End))) } }
        </div>
    }
}

fn bar(reading: &DraftReading) -> Html {
    let spoken: Vec<String> = reading.zones.iter().map(zone_words).collect();
    html! {
        <div class="zones" role="img" aria-label={spoken.join("; ")}>
            { for reading.zones.iter().map(|zone| {
                let mut style = String::from("--share:");
                // Whole per cent: the browser's own formatting of fractions is a heavy part of the module.
                style.push_str(&((zone.share * 100.0) as u32).to_string());
                let mut class = String::from("zone ");
                class.push_str(zone_key(zone.zone));
                if zone.met { class.push_str(" met"); }
                html! {
                    <span {class} {style} title={zone_words(zone)}>
                        <b>{ named("zone_", zone_key(zone.zone)) }</b>
                        { " " }{ format::percent(zone.share) }
                        if zone.met { <span aria-hidden="true">{ " ✓" }</span> }
                    </span>
                }
            }) }
        </div>
    }
}

fn zone_key(zone: ZoneName) -> &'static str {
    match zone {
        ZoneName::Hook => "hook",
        ZoneName::Core => "core",
        ZoneName::Ps => "ps",
    }
}

/// "Hook 12 %, target 8 % to 30 %".
fn zone_words(zone: &Zone) -> String {
    let mut shown = named("zone_", zone_key(zone.zone));
    shown.push(' ');
    shown.push_str(&format::percent(zone.share));
    t3(
        "zone_words",
        &shown,
        &format::percent(zone.target[0]),
        &format::percent(zone.target[1]),
    )
}

fn criterion(criterion: &Criterion, scope: &Scope<Sidebar>) -> Html {
    let (sign, spoken) = match criterion.met {
        Some(true) => ("✓", "criterion_met"),
        Some(false) => ("–", "criterion_unmet"),
        None => ("?", "criterion_unknown"),
    };
    let content = html! {
        <>
            <span class="sign" aria-hidden="true">{ sign }</span><span class="sr">{ t(spoken) }{ ": " }</span>
            <span>{ words(&criterion.finding) }</span>
            <span class="grade">{ named("evidence_", &criterion.evidence) }</span>
        </>
    };
    html! {
        <li class={if criterion.met == Some(true) { "met" } else { "open" }} title={criterion.finding.clone()}>
            { match criterion.spans.first().copied() {
                Some(span) => html! {
                    <button type="button" class="criterion" onclick={scope.callback(move |_| Msg::Words(span))}>{ content }</button>
                },
                None => html! { <span class="criterion">{ content }</span> },
            } }
        </li>
    }
}
