//! Charts and lists that leave as files: SVG, PNG, CSV.

use super::chart::{WHOLE, wedge};
use crate::browser::text::t;
use crate::browser::{document, file, format, window};
use crate::parts::button;
use crate::wire::Client;
use hookline_protocol::{ErrorReply, PortfolioReply, PortfolioRequest, Reply, Request, View};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url,
};
use yew::prelude::*;

/// Width of a saved chart, height of its rows and of its title, in pixels.
const WIDTH: u32 = 640;
const ROW: u32 = 24;
const HEAD: u32 = 40;

/// Colours of a saved chart: dark on white, told apart also when printed in grey.
const COLOURS: [&str; 8] = [
    "#0b5cad", "#e08a1e", "#1f7a45", "#8a4fae", "#b3372f", "#3d98a8", "#8c7a1f", "#5a6472",
];

/// What is saved.
#[derive(Clone)]
pub(super) struct Drawn {
    pub(super) title: String,
    /// Name, accounts, share, revenue (where it is known).
    pub(super) rows: Vec<(String, u64, f64, Option<f64>)>,
    pub(super) is_pie: bool,
}

/// Saves a chart as `svg`, `png` or `csv`.
pub(super) fn save(drawn: &Drawn, kind: &'static str) {
    let name = file_name(&drawn.title, kind);
    match kind {
        "csv" => {
            let _ = file::download(&name, &Array::of1(&csv(drawn).into()));
        }
        "svg" => {
            let _ = file::download(&name, &Array::of1(&svg(drawn).into()));
        }
        _ => {
            let _ = png(&svg(drawn), height(drawn), name);
        }
    }
}

fn file_name(title: &str, kind: &str) -> String {
    let mut name: String = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(60)
        .collect();
    name.push('.');
    name.push_str(kind);
    name
}

fn csv(drawn: &Drawn) -> String {
    let mut text = String::from("name,accounts,share,revenue\n");
    for (name, count, share, sum) in &drawn.rows {
        let mut cell = name.replace('"', "\"\"");
        // A cell that a spreadsheet would run as a formula is taken as text.
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            cell.insert(0, '\'');
        }
        text.push('"');
        text.push_str(&cell);
        text.push_str("\",");
        text.push_str(&count.to_string());
        text.push(',');
        text.push_str(&share.to_string());
        text.push(',');
        text.push_str(&sum.map(|sum| sum.to_string()).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn height(drawn: &Drawn) -> u32 {
    let rows = HEAD + ROW * drawn.rows.len() as u32 + 16;
    if drawn.is_pie {
        rows.max(HEAD + 220)
    } else {
        rows
    }
}

/// The chart as one SVG text, with colours of its own.
fn svg(drawn: &Drawn) -> String {
    let mut text = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#1a2230\" width=\"",
    );
    text.push_str(&WIDTH.to_string());
    text.push_str("\" height=\"");
    text.push_str(&height(drawn).to_string());
    text.push_str("\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><text x=\"12\" y=\"26\" font-size=\"16\" font-weight=\"bold\">");
    escape(&drawn.title, &mut text);
    text.push_str("</text>");
    if drawn.is_pie {
        text.push_str("<g transform=\"translate(110 150) scale(95)\">");
        let mut from = 0.0;
        for (place, (_, _, share, _)) in drawn.rows.iter().enumerate() {
            text.push_str("<path fill=\"");
            text.push_str(COLOURS[place % COLOURS.len()]);
            text.push_str("\" d=\"");
            text.push_str(&wedge(from, from + share));
            text.push_str("\"/>");
            from += share;
        }
        if from < WHOLE {
            text.push_str("<path fill=\"#b8bec8\" d=\"");
            text.push_str(&wedge(from, 1.0));
            text.push_str("\"/>");
        }
        text.push_str("</g>");
    }
    let most = drawn
        .rows
        .iter()
        .map(|(_, count, ..)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let left = if drawn.is_pie { 230 } else { 12 };
    for (place, (name, count, share, _)) in drawn.rows.iter().enumerate() {
        let y = HEAD + ROW * place as u32;
        let mut rect = |x: u32, width: u64, colour: &str| {
            for part in [
                "<rect x=\"",
                &x.to_string(),
                "\" y=\"",
                &(y + 5).to_string(),
                "\" width=\"",
                &width.to_string(),
                "\" height=\"14\" fill=\"",
                colour,
                "\"/>",
            ] {
                text.push_str(part);
            }
        };
        if drawn.is_pie {
            rect(left, 14, COLOURS[place % COLOURS.len()]);
        } else {
            rect(260, 260 * count / most, COLOURS[0]);
        }
        let mut words = |x: u32, anchor: &str, content: &str| {
            for part in [
                "<text x=\"",
                &x.to_string(),
                "\" y=\"",
                &(y + 17).to_string(),
                "\" text-anchor=\"",
                anchor,
                "\">",
            ] {
                text.push_str(part);
            }
            escape(&format::clip(content, 36), &mut text);
            text.push_str("</text>");
        };
        words(if drawn.is_pie { left + 22 } else { left }, "start", name);
        let mut figures = format::number(*count as f64);
        figures.push_str(" · ");
        figures.push_str(&format::percent(*share));
        words(WIDTH - 12, "end", &figures);
    }
    text.push_str("</svg>");
    text
}

fn escape(content: &str, into: &mut String) {
    for c in content.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            c if c.is_control() => into.push(' '),
            c => into.push(c),
        }
    }
}

/// Draws the SVG on a canvas twice as large, and hands it over as PNG.
fn png(svg: &str, height: u32, name: String) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&svg.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let image: HtmlImageElement = document()?.create_element("img").ok()?.dyn_into().ok()?;
    let drawn = image.clone();
    let address = url.clone();
    let loaded = Closure::once_into_js(move || {
        let _ = paint(&drawn, height, name);
        let _ = Url::revoke_object_url(&address);
    });
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_src(&url);
    Some(())
}

fn paint(image: &HtmlImageElement, height: u32, name: String) -> Option<()> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(WIDTH * 2);
    canvas.set_height(height * 2);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            image,
            0.0,
            0.0,
            f64::from(WIDTH * 2),
            f64::from(height * 2),
        )
        .ok()?;
    let done = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<Blob>() {
            let _ = file::download_blob(&name, &blob);
        }
    });
    canvas.to_blob(done.unchecked_ref()).ok()
}

/// What [`ExportButton`] needs.
#[derive(Properties, PartialEq)]
pub(super) struct ExportProps {
    pub(super) client: Client,
    pub(super) view: View,
    pub(super) fail: Callback<ErrorReply>,
}

/// Saves the companies of a view as CSV, chunk by chunk; prints the page.
#[component]
pub(super) fn ExportButton(props: &ExportProps) -> Html {
    let (client, view, fail) = (props.client.clone(), props.view.clone(), props.fail.clone());
    let export = Callback::from(move |_: MouseEvent| {
        let (client, view, fail) = (client.clone(), view.clone(), fail.clone());
        spawn_local(async move {
            let parts = Array::new();
            let mut offset = Some(0);
            while let Some(at) = offset {
                let view = view.clone();
                let request = Request::Portfolio(PortfolioRequest::Export { view, offset: at });
                match client.get(&request).await {
                    Reply::Portfolio(PortfolioReply::Csv { text, next }) => {
                        parts.push(&text.into());
                        offset = next;
                    }
                    Reply::Error(error) => return fail.emit(error),
                    _ => return,
                }
            }
            let _ = file::download("portfolio.csv", &parts);
        });
    });
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = window() {
            let _ = window.print();
        }
    });
    html! {
        <>
            { button(t("portfolio_export"), "quiet-button", export) }
            { button(t("print"), "quiet-button", print) }
        </>
    }
}
