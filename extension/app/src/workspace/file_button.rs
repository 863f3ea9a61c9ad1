//! A button that lets the rep choose a file. The browser's own file input says "no file chosen" beside
//! it, which is of no use where a file is taken at once.

use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The button, with that class and words; `accept` as the input's attribute, and what is done with the file.
pub(super) fn file_button(
    text: String,
    class: &'static str,
    accept: &'static str,
    chosen: Callback<File>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen once more.
        input.set_value("");
        if let Some(file) = file {
            chosen.emit(file);
        }
    });
    html! {
        <label class={classes!(class, "file-button")}>{ text }<input type="file" class="sr" {accept} {onchange} /></label>
    }
}
