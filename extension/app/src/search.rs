//! The search over everything, in a dialog over the surface.

mod filters;
mod results;

use crate::actions::{self, Deed};
use crate::browser;
use crate::browser::text::t;
use crate::parts::error_note;
use crate::wire::{Asked, Client};
use hookline_protocol::{
    ErrorReply, Reply, Request, SearchPage, SearchQuery, SearchSort, SignalsReply, SignalsRequest,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Results of each sort.
const LIMIT: u32 = 8;

/// What the rep chose.
#[derive(Debug, Clone)]
pub(crate) enum PalettePick {
    /// An account.
    Account(i64),
    /// Whatever account that name, domain or address means.
    Key(String),
    /// Something to do.
    Do(Deed),
}

/// See [`Palette`].
#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps {
    pub(crate) client: Client,
    pub(crate) pick: Callback<PalettePick>,
    /// True where an account stands beside a page.
    #[prop_or_default]
    pub(crate) in_sidebar: bool,
    /// What an account is to be chosen for, as the name of a text; nothing but accounts is found then.
    #[prop_or_default]
    pub(crate) for_what: Option<&'static str>,
    pub(crate) close: Callback<()>,
}

/// One box over accounts, people, stories, tasks and settings; results come while typing.
pub(crate) struct Palette {
    dialog: NodeRef,
    query: SearchQuery,
    found: Option<SearchPage>,
    failure: Option<ErrorReply>,
    asked: Option<Asked>,
}

/// What happens in the search.
pub(crate) enum Msg {
    /// A filter or the words have changed.
    Query(SearchQuery),
    Found(Reply),
    Pick(PalettePick),
    Close,
}

impl Component for Palette {
    type Message = Msg;
    type Properties = PaletteProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut palette = Self {
            dialog: NodeRef::default(),
            query: SearchQuery {
                limit: LIMIT,
                sorts: ctx
                    .props()
                    .for_what
                    .map(|_| SearchSort::Account)
                    .into_iter()
                    .collect(),
                ..SearchQuery::default()
            },
            found: None,
            failure: None,
            asked: None,
        };
        // The index is readied while the rep is still thinking.
        palette.ask(ctx);
        palette
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Query(query) => {
                self.query = query;
                if self.query.text.trim().is_empty() {
                    self.found = None;
                }
                self.ask(ctx);
            }
            Msg::Found(Reply::Signals(reply)) => {
                let SignalsReply::Search(found) = *reply else {
                    return false;
                };
                self.failure = None;
                if self.query.text.trim().is_empty() {
                    // The next part of the index, for as long as nothing is asked.
                    if found.unread > 0 {
                        self.ask(ctx);
                    }
                    return false;
                }
                self.found = Some(found);
            }
            Msg::Found(Reply::Error(error)) => self.failure = Some(error),
            Msg::Found(_) => return false,
            Msg::Pick(pick) => ctx.props().pick.emit(pick),
            Msg::Close => ctx.props().close.emit(()),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let query = self.query.clone();
        let oninput = link.callback(move |event: InputEvent| {
            Msg::Query(SearchQuery {
                text: event.target_unchecked_into::<HtmlInputElement>().value(),
                ..query.clone()
            })
        });
        let for_what = ctx.props().for_what;
        let first = self.first().or_else(|| {
            if for_what.is_some() {
                return None;
            }
            let deeds = actions::matching(&self.query.text, ctx.props().in_sidebar);
            deeds.first().map(|(_, deed)| PalettePick::Do(*deed))
        });
        let onsubmit = link.batch_callback(move |event: SubmitEvent| {
            event.prevent_default();
            first.clone().map(Msg::Pick)
        });
        html! {
            <dialog class="palette" ref={self.dialog.clone()} aria-label={t("search_dialog")}
                onclose={link.callback(|_| Msg::Close)} onkeydown={Callback::from(move_focus)}>
                <form {onsubmit}>
                    <input id="palette-input" type="text" autocomplete="off" maxlength="200" aria-label={t("search")}
                        placeholder={t(for_what.unwrap_or("search_placeholder"))} {oninput} />
                    <button type="button" class="quiet-button" onclick={link.callback(|_| Msg::Close)}>{ t("close") }</button>
                </form>
                if let Some(for_what) = for_what {
                    <p>{ t(for_what) }</p>
                } else {
                    { filters::view(&self.query, link) }
                }
                if let Some(error) = &self.failure { { error_note(error) } }
                <div class="results">
                    if for_what.is_none() { { actions::list(&self.query.text, ctx.props().in_sidebar, &link.callback(|deed| Msg::Pick(PalettePick::Do(deed)))) } }
                    { self.results(ctx) }
                </div>
            </dialog>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            if let Some(dialog) = self.dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
            browser::focus("palette-input");
        }
    }
}

impl Palette {
    fn ask(&mut self, ctx: &Context<Self>) {
        let request = Request::Signals(SignalsRequest::Search(self.query.clone()));
        let done = ctx.link().callback(Msg::Found);
        self.asked = Some(ctx.props().client.ask(&request, done));
    }

    fn first(&self) -> Option<PalettePick> {
        let found = self.found.as_ref()?;
        if let Some(account) = found.accounts.first() {
            return Some(PalettePick::Account(account.id));
        }
        found
            .contacts
            .iter()
            .find_map(|person| person.account)
            .map(PalettePick::Account)
    }
}

/// The arrow keys go through the results and back to the box.
fn move_focus(event: KeyboardEvent) {
    let step: i64 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(document) = browser::document() else {
        return;
    };
    let Ok(list) =
        document.query_selector_all("#palette-input, .palette button.result, .palette .result a")
    else {
        return;
    };
    let elements: Vec<HtmlElement> = (0..list.length())
        .filter_map(|place| list.get(place)?.dyn_into().ok())
        .collect();
    let now = document.active_element();
    let place = elements
        .iter()
        .position(|element| now.as_ref() == Some(element.as_ref()))
        .unwrap_or(0) as i64;
    let goal = (place + step).clamp(0, elements.len() as i64 - 1) as usize;
    if let Some(element) = elements.get(goal) {
        event.prevent_default();
        let _ = element.focus();
    }
}
