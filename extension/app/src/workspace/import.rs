//! The import: choose a file, look at the mapping, let it run, read what became of each row.

mod show;

use super::job;
use super::table::head;
use crate::browser::file;
use crate::browser::text::t;
use crate::parts::loading;
use crate::wire::Client;
use hookline_protocol::{ErrorReply, ImportKind, ImportStart, ImportState};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;

/// What the import needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
}

/// The import's state.
pub(crate) struct ImportPage {
    file: Option<(String, Blob)>,
    kind: Option<ImportKind>,
    mapping: Vec<(String, String)>,
    pasted: String,
    /// What the first rows show, before anything is stored.
    preview: Option<ImportState>,
    state: Option<ImportState>,
    running: bool,
    started_ms: f64,
    rows_a_second: f64,
    stop: Rc<Cell<bool>>,
}

/// What happens in the import.
pub(crate) enum Msg {
    File(String, Blob),
    Pasted(String),
    Paste,
    Kind(ImportKind),
    Map(String, String),
    Preview(Box<Result<ImportState, ErrorReply>>),
    Start,
    State(ImportState),
    Done(Box<Result<ImportState, ErrorReply>>),
    Stop,
    Again,
}

impl Component for ImportPage {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            file: None,
            kind: None,
            mapping: Vec::new(),
            pasted: String::new(),
            preview: None,
            state: None,
            running: false,
            started_ms: 0.0,
            rows_a_second: 0.0,
            stop: Rc::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::File(name, blob) => {
                self.file = Some((name, blob));
                self.kind = None;
                self.mapping.clear();
                self.ask_preview(ctx);
            }
            Msg::Pasted(text) => self.pasted = text,
            Msg::Paste => {
                if let Some(blob) = file::text_blob(&self.pasted) {
                    ctx.link().send_message(Msg::File(t("pasted_name"), blob));
                }
                return false;
            }
            Msg::Kind(kind) => {
                self.kind = Some(kind);
                self.mapping.clear();
                self.ask_preview(ctx);
            }
            Msg::Map(column, field) => {
                self.mapping.retain(|(known, _)| *known != column);
                if let Some(preview) = &mut self.preview {
                    for one in &mut preview.mapping {
                        if one.column == column {
                            one.field = field.clone();
                        }
                    }
                }
                self.mapping.push((column, field));
            }
            Msg::Preview(outcome) => match *outcome {
                Ok(state) => self.preview = Some(state),
                Err(error) => {
                    self.file = None;
                    ctx.props().fail.emit(error);
                }
            },
            Msg::Start => self.start(ctx),
            Msg::State(state) => {
                let seconds = (js_sys::Date::now() - self.started_ms) / 1000.0;
                if seconds > 0.0 {
                    self.rows_a_second = state.read as f64 / seconds;
                }
                self.state = Some(state);
            }
            Msg::Done(outcome) => {
                self.running = false;
                match *outcome {
                    Ok(state) => self.state = Some(state),
                    Err(error) => ctx.props().fail.emit(error),
                }
            }
            Msg::Stop => self.stop.set(true),
            Msg::Again => *self = <Self as Component>::create(ctx),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="import">
                { head("nav_import", "import_lead") }
                if self.running {
                    { self.under_way(ctx) }
                } else if let Some(state) = &self.state {
                    { self.summary(ctx, state) }
                } else if let Some(preview) = &self.preview {
                    { self.mapping(ctx, preview) }
                } else if self.file.is_some() {
                    { loading() }
                } else {
                    { self.choose(ctx) }
                }
            </div>
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        // Rows acknowledged so far stay.
        self.stop.set(true);
    }
}

impl ImportPage {
    fn start_request(&self) -> Option<(ImportStart, Blob)> {
        let (name, blob) = self.file.clone()?;
        let start = ImportStart {
            file_name: name,
            kind: self.kind,
            mapping: self.mapping.clone(),
            bytes_total: blob.size() as u64,
            invented: false,
            source: None,
            class: None,
        };
        Some((start, blob))
    }

    fn ask_preview(&mut self, ctx: &Context<Self>) {
        self.preview = None;
        self.state = None;
        let Some((start, blob)) = self.start_request() else {
            return;
        };
        let (client, link) = (ctx.props().client.clone(), ctx.link().clone());
        spawn_local(async move {
            let outcome = job::preview(&client, start, &blob).await;
            link.send_message(Msg::Preview(Box::new(outcome)));
        });
    }

    fn start(&mut self, ctx: &Context<Self>) {
        let Some((mut start, blob)) = self.start_request() else {
            return;
        };
        start.kind = self.preview.as_ref().map(|preview| preview.kind);
        self.running = true;
        self.started_ms = js_sys::Date::now();
        self.stop = Rc::default();
        let (client, link, stop) = (
            ctx.props().client.clone(),
            ctx.link().clone(),
            self.stop.clone(),
        );
        spawn_local(async move {
            let seen = link.callback(Msg::State);
            let outcome = job::import(&client, start, &blob, &stop, &seen).await;
            link.send_message(Msg::Done(Box::new(outcome)));
        });
    }
}
