//! The search over everything, in a dialog over the surface.

use crate::actions::{self, Deed};
use crate::browser::text::{count, t};
use crate::browser::{self, format};
use crate::parts::{error_note, stars, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{ErrorReply, Reply, Request, SearchResults};
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
    pub(crate) close: Callback<()>,
}

/// One box over accounts, people and stories; results come while typing.
pub(crate) struct Palette {
    dialog: NodeRef,
    query: String,
    found: Option<SearchResults>,
    failure: Option<ErrorReply>,
    asked: Option<Asked>,
}

/// What happens in the search.
pub(crate) enum Msg {
    Query(String),
    Found(Reply),
    Pick(PalettePick),
    Close,
}

impl Component for Palette {
    type Message = Msg;
    type Properties = PaletteProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            dialog: NodeRef::default(),
            query: String::new(),
            found: None,
            failure: None,
            asked: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Query(query) => {
                self.asked = None;
                if query.trim().is_empty() {
                    self.found = None;
                } else {
                    let request = Request::Search {
                        query: query.clone(),
                        limit: LIMIT,
                    };
                    let done = ctx.link().callback(Msg::Found);
                    self.asked = Some(ctx.props().client.ask(&request, done));
                }
                self.query = query;
            }
            Msg::Found(Reply::Search(found)) => {
                self.failure = None;
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
        let oninput = link.callback(|event: InputEvent| {
            Msg::Query(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let first = self.first().or_else(|| {
            let deeds = actions::matching(&self.query, ctx.props().in_sidebar);
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
                        placeholder={t("search_placeholder")} {oninput} />
                    <button type="button" class="quiet-button" onclick={link.callback(|_| Msg::Close)}>{ t("close") }</button>
                </form>
                if let Some(error) = &self.failure { { error_note(error) } }
                <div class="results">
                    { actions::list(&self.query, ctx.props().in_sidebar, &link.callback(|deed| Msg::Pick(PalettePick::Do(deed)))) }
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

    fn results(&self, ctx: &Context<Self>) -> Html {
        let Some(found) = &self.found else {
            return html! { <p class="quiet">{ t("search_help") }</p> };
        };
        let total = found.accounts.len() + found.contacts.len() + found.stories.len();
        let link = ctx.link();
        let pick = |account: i64| link.callback(move |_| Msg::Pick(PalettePick::Account(account)));
        html! {
            <>
                <p class="sr" role="status">{ count("results", total as u64) }</p>
                if total == 0 { <p class="quiet">{ t("search_nothing") }</p> }
                if !found.accounts.is_empty() { <h3>{ t("heading_accounts") }</h3> }
                { for found.accounts.iter().map(|account| html! {
                    <button type="button" class="result" onclick={pick(account.id)}>
                        <span>{ words(&account.name) }</span>
                        <span class="quiet">{ words(account.domain.as_deref().unwrap_or_default()) }</span>
                        { stars(account.stars) }
                    </button>
                }) }
                if !found.contacts.is_empty() { <h3>{ t("heading_people") }</h3> }
                { for found.contacts.iter().map(|person| {
                    let email = person.email.clone().unwrap_or_default();
                    let choose = match person.account {
                        Some(account) => PalettePick::Account(account),
                        None => PalettePick::Key(email.clone()),
                    };
                    html! {
                        <button type="button" class="result" onclick={link.callback(move |_| Msg::Pick(choose.clone()))}>
                            <span>{ words(&person.name) }</span>
                            <span class="quiet">{ words(person.title.as_deref().unwrap_or(&email)) }</span>
                        </button>
                    }
                }) }
                if !found.stories.is_empty() { <h3>{ t("heading_news") }</h3> }
                { for found.stories.iter().map(|story| html! {
                    <div class="result">
                        { browser::link::external(story.url.as_deref(), "", words(&story.title)) }
                        <span class="quiet">{ format::age(story.age_days) }</span>
                    </div>
                }) }
            </>
        }
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
