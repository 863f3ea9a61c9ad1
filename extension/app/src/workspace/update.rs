//! What the workspace does with every message.

use super::job::{self, Progress};
use super::route::{self, Route};
use super::sources::pattern;
use super::{Msg, Workspace};
use crate::account::Action;
use crate::actions::Deed;
use crate::browser::text::{t, t1};
use crate::browser::{self, chrome};
use crate::parts::Toast;
use crate::search::PalettePick;
use crate::wire::{Link, Shared};
use hookline_protocol::{AccountQuery, NewsQuery, Reply, Request};
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
            let request = Request::Accounts(AccountQuery {
                sort: "bolt".to_owned(),
                descending: true,
                limit: BOLTS,
                ..AccountQuery::default()
            });
            self.asked_more = Some(self.client.ask(&request, ctx.link().callback(Msg::Bolts)));
        }
    }

    fn request(&self) -> Option<Request> {
        Some(match self.route {
            Route::Today => self.news_request(0),
            Route::Feed => self.news_request(0),
            Route::Account(account) => Request::Account { account },
            Route::People if !self.text.trim().is_empty() => Request::Search {
                query: self.text.clone(),
                limit: PAGE_ROWS,
            },
            Route::Sources => Request::Feeds,
            Route::Corrections => Request::Corrections,
            Route::Privacy => Request::PrivacyLog {
                offset: 0,
                limit: 500,
            },
            _ => return None,
        })
    }

    fn news_request(&self, offset: u64) -> Request {
        let whole = self.route == Route::Feed;
        Request::News(NewsQuery {
            types: if whole {
                self.types.clone()
            } else {
                Vec::new()
            },
            text: if whole {
                self.text.clone()
            } else {
                String::new()
            },
            offset,
            limit: PAGE_ROWS,
            ..NewsQuery::default()
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
            Msg::Reply(reply) => return self.reply(ctx, reply),
            Msg::Bolts(Reply::Accounts { rows, .. }) => {
                self.bolts = Some(rows.into_iter().filter(|row| row.bolt).collect());
            }
            Msg::More(Reply::News(more)) => match &mut self.news {
                Some(news) => news.stories.extend(more.stories),
                None => self.news = Some(more),
            },
            Msg::AskMore => {
                let shown = self.news.as_ref().map_or(0, |news| news.stories.len());
                let request = self.news_request(shown as u64);
                self.asked_more = Some(self.client.ask(&request, ctx.link().callback(Msg::More)));
                return false;
            }
            Msg::Bolts(_) | Msg::More(_) => return false,
            Msg::Changed(Reply::Error(error)) | Msg::Fail(error) => {
                self.toast = Some(Toast::failed(&error));
            }
            Msg::Changed(Reply::Feeds(feeds)) => self.feeds = Some(feeds),
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
            Msg::Type(None) => {
                self.types.clear();
                self.enter(ctx);
            }
            Msg::Type(Some(one)) => {
                if self.types.contains(&one) {
                    self.types.retain(|known| *known != one);
                } else {
                    self.types.push(one);
                }
                self.enter(ctx);
            }
            Msg::Text(text) => {
                self.text = text;
                self.people = None;
                self.enter(ctx);
            }
            Msg::Address(address) => self.address = address,
            Msg::AddFeed => return self.add_feed(ctx),
            Msg::Follow(url) => {
                self.address.clear();
                self.change(ctx, &Request::FeedAdd { url, account: None });
            }
            Msg::Allow(origin) => {
                ask_for(ctx, origin.clone(), Msg::Allowed(origin));
                return false;
            }
            Msg::Allowed(origin) => {
                if !self.allowed.contains(&origin) {
                    self.allowed.push(origin);
                }
            }
            Msg::SwitchFeed(feed, on) => self.change(ctx, &Request::FeedSet { feed, on }),
            Msg::RemoveFeed(feed) => self.change(ctx, &Request::FeedRemove { feed }),
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
        self.people = None;
        self.text.clear();
        self.types.clear();
        self.enter(ctx);
        browser::focus("page");
    }

    fn reply(&mut self, ctx: &Context<Self>, reply: Reply) -> bool {
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
            Reply::Search(people) => self.people = Some(people),
            Reply::Feeds(feeds) => {
                for feed in &feeds {
                    if let Some(origin) = pattern(&feed.url) {
                        let link = ctx.link().clone();
                        spawn_local(async move {
                            if chrome::has_origin(origin.clone()).await {
                                link.send_message(Msg::Allowed(origin));
                            }
                        });
                    }
                }
                self.feeds = Some(feeds);
            }
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
            Action::Insert(_) | Action::Choose(..) => {}
        }
    }

    pub(super) fn change(&mut self, ctx: &Context<Self>, request: &Request) {
        self.asked_change = Some(self.client.ask(request, ctx.link().callback(Msg::Changed)));
    }

    /// The permission is asked for in the click itself, as the browser demands.
    fn add_feed(&mut self, ctx: &Context<Self>) -> bool {
        let address = self.address.trim().to_owned();
        match pattern(&address) {
            Some(origin) => {
                ask_for(ctx, origin, Msg::Follow(address));
                false
            }
            None => {
                self.toast = Some(Toast::refused(t1("feed_no_address", &address)));
                true
            }
        }
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

/// Asks the rep for the permission to read from an origin, then goes on.
fn ask_for(ctx: &Context<Workspace>, origin: String, granted: Msg) {
    let link = ctx.link().clone();
    let asked = chrome::request_origin(&origin);
    spawn_local(async move {
        if chrome::granted(asked).await {
            link.send_message_batch(vec![Msg::Allowed(origin), granted]);
        } else {
            link.send_message(Msg::Say(t1(
                "permission_refused",
                origin.trim_end_matches("/*"),
            )));
        }
    });
}
