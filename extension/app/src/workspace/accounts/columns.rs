//! The columns of the accounts table.

use super::{AccountsTable, Msg};
use crate::browser;
use crate::browser::format;
use crate::browser::text::named;
use crate::parts::words;
use hookline_protocol::AccountRow;
use yew::html::Scope;
use yew::prelude::*;

/// A column that can be left out. Name, stars and bolt always stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Domain,
    Industry,
    Employees,
    Revenue,
    Country,
    City,
}

impl Column {
    pub(super) const ALL: [Self; 6] = [
        Self::Domain,
        Self::Industry,
        Self::Employees,
        Self::Revenue,
        Self::Country,
        Self::City,
    ];

    /// The field's standard name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Industry => "industry",
            Self::Employees => "employees",
            Self::Revenue => "revenue",
            Self::Country => "country",
            Self::City => "city",
        }
    }

    /// True for figures, which stand to the right.
    pub(super) const fn figures(self) -> bool {
        matches!(self, Self::Employees | Self::Revenue)
    }

    /// Its width as a grid track.
    pub(super) const fn track(self) -> &'static str {
        match self {
            Self::Domain | Self::Industry => " minmax(120px,1fr)",
            Self::Country => " minmax(100px,.8fr)",
            Self::Employees | Self::Revenue | Self::City => " minmax(84px,.6fr)",
        }
    }

    /// What the row shows there.
    pub(super) fn cell(self, row: &AccountRow) -> Html {
        let text = |text: &Option<String>| text.as_deref().map(words).unwrap_or_default();
        match self {
            Self::Domain => text(&row.domain),
            Self::Industry => text(&row.industry),
            Self::Country => text(&row.country),
            Self::City => text(&row.city),
            Self::Employees => figure(row.employees.map(|number| format::number(number as f64))),
            Self::Revenue => figure(row.revenue.map(format::dollars)),
        }
    }
}

fn figure(shown: Option<String>) -> Html {
    shown.map(|shown| html! { { shown } }).unwrap_or_default()
}

/// The columns as the rep left them.
pub(super) fn remembered() -> Vec<Column> {
    let hidden = browser::remembered("hidden-columns").unwrap_or_default();
    Column::ALL
        .into_iter()
        .filter(|column| hidden.split(',').all(|name| name != column.name()))
        .collect()
}

/// Shows a column, or leaves it out.
pub(super) fn toggle(columns: &mut Vec<Column>, column: Column) {
    *columns = Column::ALL
        .into_iter()
        .filter(|one| columns.contains(one) != (*one == column))
        .collect();
    let hidden: Vec<&str> = Column::ALL
        .iter()
        .filter(|one| !columns.contains(one))
        .map(|one| one.name())
        .collect();
    browser::remember("hidden-columns", &hidden.join(","));
}

/// A box to tick for each column.
pub(super) fn choice(columns: &[Column], scope: &Scope<AccountsTable>) -> Html {
    html! {
        { for Column::ALL.into_iter().map(|column| html! {
            <label class="tick">
                <input type="checkbox" checked={columns.contains(&column)} onchange={scope.callback(move |_| Msg::Column(column))} />
                { named("field_", column.name()) }
            </label>
        }) }
    }
}
