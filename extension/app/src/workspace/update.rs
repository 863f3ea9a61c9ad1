//! What the workspace does with every message.

use super::feed::as_of;
use super::job::{self, Progress};
use super::route::{self, Route};
use super::{Msg, Workspace};
use crate::account::Action;
use crate::actions::Deed;
use crate::browser::text::{count, t, t2};
use crate::browser::{self, file};
use crate::parts::Toast;
use crate::search::PalettePick;
use crate::wire::{Link, Shared};
use hookline_protocol::{NewsQuery, Reply, Request, SignalsReply, SignalsRequest};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Rows of one page of news, log or search.
const PAGE_ROWS: u32 = 50;
/// Accounts with a bolt on the first page.
const BOLTS: u32 = 12;

impl Workspace {
    /// Asks for what the page shows, after its address was entered or data changed.
    pub(super) fn enter(&mut self, ctx: &Context<Self>) {
        self.asked_hello = Some(
            self.client
                .ask(&Request::Hello, ctx.link().callback(Msg::Reply)),
        );
        if let Some(request) = self.request() {
            self.asked_page = Some(self.client.ask(&request, ctx.link().callback(Msg::Reply)));
        }
        if self.route == Route::Today {
            let request = Request::Signals(SignalsRequest::Triggers { limit: BOLTS });
            self.asked_more = Some(self.client.ask(&request, ctx.link().callback(Msg::Bolts)));
        }
    }

    fn request(&self) -> Option<Request> {
        Some(match self.route {
            Route::Today => Request::News(NewsQuery {
                limit: PAGE_ROWS,
                ..NewsQuery::default()
            }),
            Route::Account(account) => as_of(&self.as_of, Request::Account { account }),
            Route::Corrections => Request::Corrections,
            Route::Privacy => Request::PrivacyLog {
                offset: 0,
                limit: 500,
            },
            _ => return None,
        })
    }

    /// Takes one message; true when the view changes.
    pub(super) fn take(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => {
                self.turn += 1;
                self.enter(ctx);
            }
            Msg::Link(link) => self.link = link,
            Msg::Route => self.go(ctx),
            Msg::Reply(reply) => return self.reply(reply),
            Msg::Bolts(Reply::Signals(reply)) => {
                let SignalsReply::Triggers(triggers) = *reply else {
                    return false;
                };
                self.bolts = Some(triggers);
            }
            Msg::Bolts(_) => return false,
            Msg::Changed(Reply::Error(error)) | Msg::Fail(error) => {
                self.toast = Some(Toast::failed(&error));
            }
            Msg::Changed(Reply::Signals(reply)) => self.patched(ctx, *reply),
            Msg::Changed(Reply::Corrected(entry)) => {
                self.toast = Some(Toast::said(entry.text, Some(entry.id)));
                self.enter(ctx);
            }
            Msg::Changed(_) => self.enter(ctx),
            Msg::Correct(correction) => self.change(ctx, &Request::Correct(correction)),
            Msg::Act(action) => self.act(ctx, action),
            Msg::Undo(correction) => {
                self.toast = Some(Toast::said(t("undone"), None));
                self.change(ctx, &Request::Undo { correction });
            }
            Msg::Search(open) => self.searching = open,
            Msg::Pick(PalettePick::Account(account)) => {
                self.searching = false;
                browser::set_hash(&route::account(account));
            }
            Msg::Pick(PalettePick::Do(deed)) => {
                self.searching = false;
                if let Deed::Open(hash) = deed {
                    browser::set_hash(hash);
                }
            }
            Msg::Pick(PalettePick::Key(_)) => self.searching = false,
            Msg::Text(text) => {
                self.text = text;
            }
            Msg::AsOf(day) => {
                self.as_of = day;
                self.enter(ctx);
            }
            Msg::Entry(entry) => self.toast = Some(Toast::said(entry.text, Some(entry.id))),
            Msg::ExportPatch(pins_only) => {
                let request = SignalsRequest::PatchExport { pins_only };
                self.change(ctx, &Request::Signals(request));
            }
            Msg::Patch(patch) => {
                let done = ctx.link().callback(Msg::Changed);
                let (client, link) = (self.client.clone(), ctx.link().clone());
                spawn_local(async move {
                    match file::text(&patch).await {
                        Some(text) => {
                            let request = Request::Signals(SignalsRequest::PatchImport { text });
                            done.emit(client.get(&request).await);
                        }
                        None => link.send_message(Msg::Say(t("error_file"))),
                    }
                });
                return false;
            }
            Msg::Set(name, value) => {
                let settings = vec![(name, value)];
                self.change(ctx, &Request::SettingsSet { settings });
            }
            Msg::Say(text) => self.toast = Some(Toast::said(text, None)),
            Msg::Sample => self.work(ctx, "work_sample", None),
            Msg::Backup => self.work(ctx, "work_backup", None),
            Msg::Export => self.work(ctx, "work_export", None),
            Msg::Restore(file) => self.work(ctx, "work_restore", Some(file)),
            Msg::Work(progress) => self.work = Some(progress),
            Msg::StopWork => {
                if let Some(work) = &self.work {
                    work.stop.set(true);
                }
            }
            Msg::WorkDone(outcome) => {
                self.work = None;
                self.toast = Some(match outcome {
                    Ok(text) => Toast::said(text, None),
                    Err(error) => Toast::failed(&error),
                });
                self.enter(ctx);
            }
            Msg::DropToast => self.toast = None,
        }
        true
    }

    fn go(&mut self, ctx: &Context<Self>) {
        let route = Route::now();
        if route == self.route {
            return;
        }
        self.route = route;
        self.toast = None;
        self.failure = None;
        self.page = None;
        self.news = None;
        self.text.clear();
        self.as_of.clear();
        self.enter(ctx);
        browser::to_top("page");
        browser::focus("page");
    }

    fn reply(&mut self, reply: Reply) -> bool {
        match reply {
            Reply::Hello(hello) => {
                browser::set_theme(&hello.settings);
                if self.route == Route::Changes {
                    super::changes::seen(&hello.version);
                }
                self.hello = Some(hello);
            }
            Reply::Account(page) => self.page = Some(Shared::new(*page)),
            Reply::News(news) => self.news = Some(news),
            Reply::Corrections(corrections) => self.corrections = Some(corrections),
            Reply::PrivacyLog { entries, total } => self.log = Some((entries, total)),
            Reply::Error(error) => {
                self.failure = Some(error);
                return true;
            }
            _ => return false,
        }
        self.failure = None;
        true
    }

    fn act(&mut self, ctx: &Context<Self>, action: Action) {
        match action {
            Action::Say(text, undo) => self.toast = Some(Toast::said(text, undo)),
            Action::Fail(error) => self.toast = Some(Toast::failed(&error)),
            Action::Refresh => self.enter(ctx),
            Action::Dial(call) => self.call = Some(call),
            Action::Insert(_) | Action::Choose(..) | Action::Keep => {}
        }
    }

    pub(super) fn change(&mut self, ctx: &Context<Self>, request: &Request) {
        self.asked_change = Some(self.client.ask(request, ctx.link().callback(Msg::Changed)));
    }

    /// A patch was written or taken over.
    fn patched(&mut self, ctx: &Context<Self>, reply: SignalsReply) {
        let SignalsReply::Patch(outcome) = reply else {
            return self.enter(ctx);
        };
        if outcome.text.is_empty() {
            let mut text = t2(
                "patch_done",
                &count("corrections", outcome.applied),
                &count("corrections", outcome.known),
            );
            if let Some(problem) = outcome.problems.first() {
                text.push(' ');
                text.push_str(problem);
            }
            self.toast = Some(Toast::said(text, None));
            return self.enter(ctx);
        }
        let parts = js_sys::Array::of1(&outcome.text.into());
        let saved = file::download("hookline-corrections.jsonl", &parts).is_some();
        let key = if saved { "patch_saved" } else { "error_file" };
        self.toast = Some(Toast::said(t(key), None));
    }

    fn work(&mut self, ctx: &Context<Self>, what: &'static str, file: Option<web_sys::File>) {
        let progress = Progress::of(what);
        self.work = Some(progress.clone());
        let client = self.client.clone();
        let told = ctx.link().callback(Msg::Work);
        let link = ctx.link().clone();
        spawn_local(async move {
            let outcome = match (what, file) {
                (_, Some(file)) => job::restore(&client, &file, progress, &told).await,
                ("work_backup", _) => job::backup(&client, progress, &told).await,
                ("work_export", _) => job::export(&client, progress, &told).await,
                _ => job::sample(&client, progress, &told).await,
            };
            link.send_message(Msg::WorkDone(outcome));
        });
    }
}
