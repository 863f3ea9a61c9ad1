//! The rows in view.

use super::super::route;
use super::{AccountsTable, Msg};
use crate::browser::text::{named, t, t1};
use crate::parts::{bolt_sign, help, stars, words};
use hookline_protocol::AccountRow;
use yew::html::Scope;
use yew::prelude::*;

/// Height of a row, in CSS pixels; the style sheet says the same.
const ROW: f64 = 34.0;
/// Tallest element that every browser still lays out right, in CSS pixels. Beyond, the scroll bar
/// stands for a share of the rows, not for their heights.
const TALLEST: f64 = 8_000_000.0;

/// Which rows are in view, and where.
pub(super) struct View {
    /// First row, counted from 0.
    pub(super) first: u64,
    /// Last row.
    pub(super) last: u64,
    /// Height of all rows, in CSS pixels.
    tall: f64,
    /// Where row 0 would stand, in CSS pixels.
    origin: f64,
}

impl View {
    /// The view of so many rows, scrolled that far, in a grid that tall.
    pub(super) fn of(total: u64, scroll: f64, height: f64) -> Self {
        let whole = total as f64 * ROW;
        let tall = whole.min(TALLEST);
        // The head row covers the top.
        let open = (height - ROW).max(ROW);
        let share = (scroll / (tall - open).max(1.0)).clamp(0.0, 1.0);
        let top = share * (whole - open).max(0.0);
        let first = (top / ROW).floor();
        Self {
            first: first as u64,
            last: ((first + (open / ROW).ceil() + 1.0) as u64).min(total.saturating_sub(1)),
            tall,
            origin: scroll.min((tall - open).max(0.0)) - top,
        }
    }
}

/// The table.
pub(super) fn grid(table: &AccountsTable, total: u64, scope: &Scope<AccountsTable>) -> Html {
    let view = View::of(total, table.scroll, table.height);
    let mut size = String::from("height:");
    size.push_str(&(view.tall as i64).to_string());
    size.push_str("px");
    html! {
        <div class="grid" ref={table.grid.clone()} role="region" aria-label={t("nav_accounts")} tabindex="0"
            onscroll={scope.callback(|_| Msg::Scroll)}>
            <div role="table" aria-label={t("nav_accounts")} aria-rowcount={(total + 1).to_string()}>
                <div role="rowgroup" class="grid-head">{ head(table, scope) }</div>
                <div role="rowgroup" class="grid-body" style={size}>
                    { for (view.first..=view.last).map(|place| row(table, place, &view, scope)) }
                </div>
            </div>
        </div>
    }
}

fn head(table: &AccountsTable, scope: &Scope<AccountsTable>) -> Html {
    html! {
        <div role="row" class="grid-row" style={template(table)}>
            <span role="columnheader"><span class="sr">{ t("choose") }</span></span>
            { sortable(table, scope, "name", false) }
            { sortable(table, scope, "stars", false) }
            { sortable(table, scope, "bolt", false) }
            { for table.columns.iter().map(|column| match column.name() {
                // The engine sorts by these.
                name @ ("industry" | "employees" | "revenue" | "country") => sortable(table, scope, name, column.figures()),
                name => html! { <span role="columnheader">{ named("field_", name) }</span> },
            }) }
        </div>
    }
}

fn sortable(
    table: &AccountsTable,
    scope: &Scope<AccountsTable>,
    name: &'static str,
    figures: bool,
) -> Html {
    let sorted = (table.query.sort == name).then_some(if table.query.descending {
        "descending"
    } else {
        "ascending"
    });
    let sign = match sorted {
        Some("descending") => " ↓",
        Some(_) => " ↑",
        None => "",
    };
    html! {
        <span role="columnheader" aria-sort={sorted} class={figures.then_some("figures")}>
            <button type="button" onclick={scope.callback(move |_| Msg::Sort(name))}>
                { named("field_", name) }<span aria-hidden="true">{ sign }</span>
            </button>
            if matches!(name, "stars" | "bolt") { { help(name) } }
        </span>
    }
}

fn row(table: &AccountsTable, place: u64, view: &View, scope: &Scope<AccountsTable>) -> Html {
    let mut style = template(table);
    style.push_str(";transform:translateY(");
    style.push_str(&((view.origin + place as f64 * ROW) as i64).to_string());
    style.push_str("px)");
    let index = (place + 2).to_string();
    match table.row(place) {
        None => html! {
            <div role="row" class="grid-row waiting" key={place} {style} aria-rowindex={index}>
                <span role="cell"></span><span role="cell"><i></i><span class="sr">{ t("state_loading") }</span></span>
            </div>
        },
        Some(account) => html! {
            <div role="row" class="grid-row" key={place} {style} aria-rowindex={index}>
                { cells(table, account, scope) }
            </div>
        },
    }
}

fn cells(table: &AccountsTable, account: &AccountRow, scope: &Scope<AccountsTable>) -> Html {
    let id = account.id;
    html! {
        <>
            <span role="cell">
                <input type="checkbox" aria-label={t1("choose_named", &account.name)} checked={table.chosen.contains(&id)}
                    onchange={scope.callback(move |_| Msg::Choose(id))} />
            </span>
            <span role="cell" class="named">
                <a href={route::account(id)}>{ words(&account.name) }</a>
                if account.invented { <span class="caution">{ t("invented_short") }</span> }
            </span>
            <span role="cell">{ stars(account.stars) }</span>
            <span role="cell">
                { bolt_sign(account.bolt) }
            </span>
            { for table.columns.iter().map(|column| html! {
                <span role="cell" class={column.figures().then_some("figures")}>{ column.cell(account) }</span>
            }) }
        </>
    }
}

/// Widths of the columns.
fn template(table: &AccountsTable) -> String {
    let mut style = String::from("grid-template-columns:28px minmax(200px,2fr) 88px 68px");
    for column in &table.columns {
        style.push_str(column.track());
    }
    style
}
