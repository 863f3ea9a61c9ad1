//! The workspace: the same app in a full tab.

mod accounts;
mod around;
mod backup;
mod became;
mod cadences;
mod changes;
mod crm;
mod feed;
mod file_button;
mod hosts;
mod import;
mod job;
mod library;
mod models;
mod next;
mod org_chart;
mod pages;
mod people;
mod portfolios;
mod practice;
mod quality;
mod rail;
mod route;
mod settings;
mod share;
mod sources;
mod stories;
mod table;
mod today;
mod update;

use crate::account::{AccountView, Action};
use crate::browser;
use crate::browser::text::t;
use crate::call::{Call, CallPanel};
use crate::parts::{Toast, error_note, loading, standing, toast};
use crate::search::{Palette, PalettePick};
use crate::wire::{Asked, Client, Link, Listening, Shared};
use accounts::AccountsTable;
use cadences::CadencesPage;
use feed::{FeedPage, as_of_control};
use gloo_events::EventListener;
use hookline_protocol::{
    AccountPage, Correction, CorrectionEntry, ErrorReply, Hello, LogEntry, News, Reply, Trigger,
};
use import::ImportPage;
use job::Progress;
use library::LibraryPage;
use practice::Practice;
use route::Route;
use sources::SourcesPage;
use yew::prelude::*;

/// The workspace's state. Each page's data is asked for when the page is entered.
pub(crate) struct Workspace {
    client: Client,
    link: Link,
    route: Route,
    hello: Option<Hello>,
    failure: Option<ErrorReply>,
    toast: Option<Toast>,
    /// The call that was begun last.
    call: Option<Call>,
    /// Counts what changed in the database, for the parts that ask by themselves.
    turn: usize,
    searching: bool,
    page: Option<Shared<AccountPage>>,
    bolts: Option<Vec<Trigger>>,
    news: Option<News>,
    text: String,
    /// The day that an account's page is seen from; empty for now.
    as_of: String,
    log: Option<(Vec<LogEntry>, u64)>,
    corrections: Option<Vec<CorrectionEntry>>,
    /// Long work under way: the sample, a backup, a restore, an export.
    work: Option<Progress>,
    asked_hello: Option<Asked>,
    asked_page: Option<Asked>,
    asked_more: Option<Asked>,
    asked_change: Option<Asked>,
    _listening: Listening,
    _events: Vec<EventListener>,
}

/// What happens in the workspace.
pub(crate) enum Msg {
    Link(Link),
    Route,
    Reply(Reply),
    Bolts(Reply),
    Changed(Reply),
    Act(Action),
    Correct(Correction),
    Undo(i64),
    Search(bool),
    Pick(PalettePick),
    Text(String),
    AsOf(String),
    Entry(CorrectionEntry),
    /// The corrections as a file: all, or pins, mutes and follows alone.
    ExportPatch(bool),
    Patch(web_sys::File),
    Set(String, String),
    Say(String),
    Fail(ErrorReply),
    Sample,
    Backup,
    Restore(web_sys::File),
    Export,
    Work(Progress),
    StopWork,
    WorkDone(Result<String, ErrorReply>),
    DropToast,
}

impl Component for Workspace {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let client = Client::start();
        let listening = client.listen(link.callback(Msg::Link));
        let mut workspace = Self {
            link: client.link(),
            client,
            route: Route::now(),
            hello: None,
            failure: None,
            toast: None,
            call: None,
            turn: 0,
            searching: false,
            page: None,
            bolts: None,
            news: None,
            text: String::new(),
            as_of: String::new(),
            log: None,
            corrections: None,
            work: None,
            asked_hello: None,
            asked_page: None,
            asked_more: None,
            asked_change: None,
            _listening: listening,
            _events: events(ctx),
        };
        workspace.enter(ctx);
        workspace
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.take(ctx, msg)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        // Where the engine itself is away, the banner says so, once.
        let away = matches!(self.link, Link::Failed(_) | Link::Restarting);
        html! {
            <div class="workspace">
                { rail::view(self, link) }
                <main class="page" id="page" tabindex="-1">
                    <div class="banner" role="status">{ standing(&self.link, browser::online()) }</div>
                    if let Some(failure) = self.failure.as_ref().filter(|_| !away) { { error_note(failure) } }
                    { self.body(ctx) }
                </main>
                <CallPanel client={self.client.clone()} call={self.call.clone()} act={link.callback(Msg::Act)} />
                { toast(self.toast.as_ref(), link.callback(Msg::Undo), link.callback(|_| Msg::DropToast)) }
                if self.searching {
                    <Palette client={self.client.clone()} pick={link.callback(Msg::Pick)} close={link.callback(|_| Msg::Search(false))} />
                }
            </div>
        }
    }
}

impl Workspace {
    fn body(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        match &self.route {
            Route::Account(_) => match &self.page {
                Some(page) => html! {
                    <>
                        <div class="page-tools">{ as_of_control(&self.as_of, link.callback(Msg::AsOf)) }</div>
                        if !self.as_of.is_empty() { <p class="banner" role="status">{ t("as_of_note") }</p> }
                        <AccountView client={self.client.clone()} page={page.clone()} heading="h1" as_of={self.as_of.clone()} act={link.callback(Msg::Act)} />
                        <became::Became key={page.account.row.id} client={self.client.clone()} account={page.account.row.id} fail={link.callback(Msg::Fail)} />
                        <org_chart::Chart client={self.client.clone()} account={page.account.row.id} />
                        <around::Around client={self.client.clone()} account={page.account.row.id} />
                    </>
                },
                None if self.failure.is_some() => Html::default(),
                None => loading(),
            },
            Route::Accounts => html! {
                <AccountsTable client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Import => html! {
                <ImportPage client={self.client.clone()} fail={link.callback(Msg::Fail)} />
            },
            Route::Cadences => html! {
                <CadencesPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Changes => changes::view(),
            Route::Practice => html! {
                <Practice client={self.client.clone()} fail={link.callback(Msg::Fail)} />
            },
            Route::Library => html! {
                <LibraryPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Portfolios => html! {
                <portfolios::PortfoliosPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Models => html! {
                <models::ModelsPage client={self.client.clone()} open={None::<i64>} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Model(id) => html! {
                <models::ModelsPage client={self.client.clone()} open={Some(*id)} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Quality => html! {
                <quality::QualityPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Today => today::view(self, link),
            Route::Feed => html! {
                <FeedPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} corrected={link.callback(Msg::Entry)} />
            },
            Route::People => people::people(self, link),
            Route::Sources => html! {
                <SourcesPage client={self.client.clone()} fail={link.callback(Msg::Fail)} say={link.callback(Msg::Say)} />
            },
            Route::Corrections => pages::corrections(self, link),
            Route::Privacy => pages::privacy(self),
            Route::Backup => backup::view(self, link),
            Route::Settings => settings::view(self, link),
        }
    }
}

/// The address and the keys.
fn events(ctx: &Context<Workspace>) -> Vec<EventListener> {
    let mut events = Vec::new();
    if let Some(window) = browser::window() {
        let link = ctx.link().clone();
        events.push(EventListener::new(&window, "hashchange", move |_| {
            link.send_message(Msg::Route);
        }));
        let link = ctx.link().clone();
        events.extend(browser::on_search_key(move || {
            link.send_message(Msg::Search(true));
        }));
    }
    events
}
