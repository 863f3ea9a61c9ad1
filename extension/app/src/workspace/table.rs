//! A plain table of words, and the head that every page has.

use crate::browser::text::t;
use yew::prelude::*;

/// A page's title with one sentence about it.
pub(super) fn head(title: &str, text: &str) -> Html {
    html! { <><h1>{ t(title) }</h1><p class="lead quiet">{ t(text) }</p></> }
}

/// A table; it scrolls sideways by itself where the window is narrow.
pub(super) fn table(caption: &str, columns: &[&str], rows: Vec<Vec<Html>>) -> Html {
    html! {
        <div class="scroll" role="region" aria-label={t(caption)} tabindex="0">
            <table class="plain">
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ t(column) }</th> }) }</tr></thead>
                <tbody>
                    { for rows.into_iter().map(|row| html! { <tr>{ for row.into_iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> }) }
                </tbody>
            </table>
        </div>
    }
}
