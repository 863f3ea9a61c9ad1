//! The sidebar: beside the draft or the record, 320 to 560 pixels wide.

mod foot;
mod meter;
mod recipients;
mod states;
mod top;
mod update;

use crate::account::{AccountView, Action};
use crate::browser;
use crate::browser::text::t;
use crate::call::{Call, CallPanel};
use crate::parts::{Toast, error_note, loading, toast};
use crate::search::{Palette, PalettePick};
use crate::wire::{
    Asked, Captured, Client, Draft, Insertion, Link, Listening, PageEvent, PagePort, Place, Shared,
};
use gloo_events::EventListener;
use hookline_protocol::{
    AccountPage, Context as PageContext, DraftReading, ErrorReply, Feed, Hello, PageFacts,
    PagePerson, PersonRole, Reply,
};
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The sidebar's state.
pub(crate) struct Sidebar {
    client: Client,
    port: PagePort,
    link: Link,
    hello: Option<Hello>,
    feeds: Vec<Feed>,
    /// True when no content script answers.
    page_lost: bool,
    facts: Option<PageFacts>,
    chosen_account: Option<i64>,
    chosen_person: Option<String>,
    context: Option<Shared<PageContext>>,
    /// The account of the host page.
    page: Option<Shared<AccountPage>>,
    /// An account opened by search; stands in front of the page's own.
    opened: Option<Shared<AccountPage>>,
    failure: Option<ErrorReply>,
    draft: Option<Draft>,
    reading: Option<DraftReading>,
    /// The insertion under way, by its number.
    inserting: Option<(u64, Insertion)>,
    toast: Option<Toast>,
    /// The call that was begun last.
    call: Option<Call>,
    searching: bool,
    /// What was taken from a page that shows no account, until the rep has chosen one.
    keeping: Option<Captured>,
    /// True from new facts to the reply that says who they mean.
    switching: bool,
    /// True from that reply until it is drawn.
    switched: bool,
    online: bool,
    asked_hello: Option<Asked>,
    asked_feeds: Option<Asked>,
    asked_context: Option<Asked>,
    asked_opened: Option<Asked>,
    asked_draft: Option<Asked>,
    asked_change: Option<Asked>,
    asked_used: Option<Asked>,
    _listening: Listening,
    _events: Vec<EventListener>,
}

/// What happens in the sidebar.
pub(crate) enum Msg {
    Link(Link),
    Page(PageEvent),
    Hello(Reply),
    Feeds(Reply),
    Context(Reply),
    Opened(Reply),
    Reading(Reply),
    Changed(Reply),
    Used,
    Act(Action),
    Undo(i64),
    Add,
    /// Store the person shown, whom only the page names.
    AddPerson,
    Search(bool),
    Pick(PalettePick),
    Back,
    Collapse,
    Retry,
    Words([usize; 2]),
    /// Put the best opener or PS into its place.
    Put(Place),
    DropToast,
    Online(bool),
    Nothing,
}

impl Component for Sidebar {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let client = Client::start();
        let listening = client.listen(link.callback(Msg::Link));
        let mut sidebar = Self {
            port: PagePort::start(link.callback(Msg::Page)),
            link: client.link(),
            client,
            hello: None,
            feeds: Vec::new(),
            page_lost: false,
            facts: None,
            chosen_account: None,
            chosen_person: None,
            context: None,
            page: None,
            opened: None,
            failure: None,
            draft: None,
            reading: None,
            inserting: None,
            toast: None,
            call: None,
            searching: false,
            keeping: None,
            switching: false,
            switched: false,
            online: browser::online(),
            asked_hello: None,
            asked_feeds: None,
            asked_context: None,
            asked_opened: None,
            asked_draft: None,
            asked_change: None,
            asked_used: None,
            _listening: listening,
            _events: events(ctx),
        };
        sidebar.ask_standing(ctx);
        sidebar
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.take(ctx, msg)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <div class="sidebar">
                { top::view(self, link) }
                { states::banner(self) }
                { recipients::view(self, link) }
                <main>
                    { self.body(ctx) }
                </main>
                <CallPanel client={self.client.clone()} call={self.call.clone()} act={link.callback(Msg::Act)} />
                { meter::view(self, link) }
                { foot::view(self) }
                { toast(self.toast.as_ref(), link.callback(Msg::Undo), link.callback(|_| Msg::DropToast)) }
                if self.searching {
                    <Palette client={self.client.clone()} in_sidebar={true} for_what={self.keeping.as_ref().map(|_| "keep_page_for")} pick={link.callback(Msg::Pick)} close={link.callback(|_| Msg::Search(false))} />
                }
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.switched) {
            browser::switch_ends();
        }
    }
}

impl Sidebar {
    /// The account in front.
    fn shown(&self) -> Option<&Shared<AccountPage>> {
        self.opened.as_ref().or(self.page.as_ref())
    }

    fn body(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        // Where the engine itself is away, the banner says so, once.
        let away = matches!(self.link, Link::Failed(_) | Link::Restarting);
        if let Some(failure) = self.failure.as_ref().filter(|_| !away) {
            return html! { <>{ error_note(failure) }{ states::search_here(link) }</> };
        }
        if let Some(page) = self.shown() {
            let context = self.context.clone().filter(|_| self.opened.is_none());
            let can_insert = self.facts.is_some();
            let phones = self
                .facts
                .as_ref()
                .filter(|_| self.opened.is_none())
                .map(|facts| facts.phones.clone())
                .unwrap_or_default();
            let sender = self
                .facts
                .as_ref()
                .filter(|facts| facts.view == "thread")
                .and_then(|facts| {
                    let wrote = |person: &&PagePerson| person.role == PersonRole::Sender;
                    facts.people.iter().rfind(wrote)
                })
                .map(|person| AttrValue::from(person.email.to_lowercase()));
            return html! {
                <AccountView client={self.client.clone()} page={page.clone()} {context} {can_insert} {phones} {sender}
                    draft_open={self.draft.is_some()} act={link.callback(Msg::Act)} />
            };
        }
        html! {
            <section id="account" class="region" aria-label={t("region_account")}>
                { self.absent(ctx) }
            </section>
        }
    }

    fn absent(&self, ctx: &Context<Self>) -> Html {
        if self.hello.as_ref().is_some_and(|hello| hello.accounts == 0) {
            return states::first_run();
        }
        if self.page_lost {
            return states::page_lost(self, ctx.link());
        }
        match (&self.facts, &self.context) {
            (Some(_), Some(context)) => states::unrecognised(self, context, ctx.link()),
            _ => loading(),
        }
    }
}

/// Keys and the network's state.
fn events(ctx: &Context<Sidebar>) -> Vec<EventListener> {
    let mut events = Vec::new();
    let link = ctx.link().clone();
    events.extend(browser::on_search_key(move || {
        link.send_message(Msg::Search(true));
    }));
    if let Some(document) = browser::document() {
        let link = ctx.link().clone();
        events.push(EventListener::new_with_options(
            &document,
            "keydown",
            gloo_events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && let Some(msg) = key(event)
                {
                    event.prevent_default();
                    link.send_message(msg);
                }
            },
        ));
    }
    if let Some(window) = browser::window() {
        for (name, online) in [("online", true), ("offline", false)] {
            let link = ctx.link().clone();
            events.push(EventListener::new(&window, name, move |_| {
                link.send_message(Msg::Online(online));
            }));
        }
    }
    events
}

fn key(event: &KeyboardEvent) -> Option<Msg> {
    let key = event.key();
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| matches!(&*element.tag_name(), "INPUT" | "TEXTAREA" | "SELECT"));
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    if key == "/" {
        return Some(Msg::Search(true));
    }
    (browser::number_keys() && crate::account::jump_by_key(&key)).then_some(Msg::Nothing)
}
