//! The sources: by sort, with what each needs and how it stands; feeds found on websites; lists of feeds.

mod followed;
mod found;
mod sorts;

use super::table::head;
use crate::browser::text::{count, t, t1, t2};
use crate::browser::{chrome, file};
use crate::parts::{button, error_note, loading};
use crate::wire::{Asked, Client, Link, Listening};
use hookline_protocol::{
    ErrorReply, Feed, Reply, Request, SignalsReply, SignalsRequest, SourceList,
};
use js_sys::Array;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, Url};
use yew::html::Scope;
use yew::prelude::*;

/// What the page needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The page's state.
pub(crate) struct SourcesPage {
    list: Option<SourceList>,
    feeds: Option<Vec<Feed>>,
    failure: Option<ErrorReply>,
    address: String,
    /// Origin patterns that may be fetched from.
    allowed: Vec<String>,
    /// Account and key of "for one account", by sort.
    account: String,
    value: String,
    asked: Vec<Asked>,
    _listening: Listening,
}

/// What happens on the page.
pub(crate) enum Msg {
    Link(Link),
    Reply(Reply),
    Allowed(String),
    Send(Request),
    Address(String),
    Account(String),
    Value(String),
    /// Follow a sort for the account that is typed in.
    FollowFor(String),
    Resolved(String, Reply),
    Opml(web_sys::File),
    ExportOpml,
    Say(String),
}

impl Component for SourcesPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut page = Self {
            list: None,
            feeds: None,
            failure: None,
            address: String::new(),
            allowed: Vec::new(),
            account: String::new(),
            value: String::new(),
            asked: Vec::new(),
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        page.ask_all(ctx);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => self.ask_all(ctx),
            Msg::Link(_) => return false,
            Msg::Reply(reply) => return self.reply(ctx, reply),
            Msg::Allowed(origin) => {
                if !self.allowed.contains(&origin) {
                    self.allowed.push(origin);
                }
            }
            Msg::Send(request) => self.ask(ctx, &request),
            Msg::Address(address) => self.address = address,
            Msg::Account(account) => self.account = account,
            Msg::Value(value) => self.value = value,
            Msg::FollowFor(name) => {
                let key = self.account.trim().to_owned();
                let link = ctx.link().clone();
                let client = ctx.props().client.clone();
                spawn_local(async move {
                    let reply = client.get(&Request::AccountByKey { key }).await;
                    link.send_message(Msg::Resolved(name, reply));
                });
                return false;
            }
            Msg::Resolved(name, Reply::Account(page)) => {
                let request = Request::Signals(SignalsRequest::SourceFollow {
                    name,
                    account: page.account.row.id,
                    value: self.value.trim().to_owned(),
                });
                self.ask(ctx, &request);
            }
            Msg::Resolved(_, Reply::Error(error)) => ctx.props().fail.emit(error),
            Msg::Resolved(..) => return false,
            Msg::Opml(file) => {
                let link = ctx.link().clone();
                spawn_local(async move {
                    if let Some(text) = file::text(&file).await {
                        let request = Request::Signals(SignalsRequest::OpmlImport { text });
                        link.send_message(Msg::Send(request));
                    } else {
                        link.send_message(Msg::Say(t("error_file")));
                    }
                });
                return false;
            }
            Msg::ExportOpml => self.ask(ctx, &Request::Signals(SignalsRequest::OpmlExport)),
            Msg::Say(text) => ctx.props().say.emit(text),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="sources">
                { head("nav_sources", "sources_lead") }
                if let Some(error) = &self.failure { { error_note(error) } }
                { self.add(ctx) }
                { match &self.list {
                    None if self.failure.is_some() => Html::default(),
                    None => loading(),
                    Some(list) => html! {
                        <>
                            { found::view(list, ctx.link()) }
                            { sorts::view(self, list, ctx.link()) }
                        </>
                    },
                } }
                { followed::view(self, ctx.link()) }
            </div>
        }
    }
}

impl SourcesPage {
    fn ask_all(&mut self, ctx: &Context<Self>) {
        self.asked.clear();
        self.ask(ctx, &Request::Signals(SignalsRequest::Sources));
        self.ask(ctx, &Request::Feeds);
    }

    fn ask(&mut self, ctx: &Context<Self>, request: &Request) {
        let asked = ctx
            .props()
            .client
            .ask(request, ctx.link().callback(Msg::Reply));
        if self.asked.len() > 8 {
            self.asked.remove(0);
        }
        self.asked.push(asked);
    }

    fn reply(&mut self, ctx: &Context<Self>, reply: Reply) -> bool {
        match reply {
            Reply::Feeds(feeds) => {
                for feed in &feeds {
                    if let Some(origin) = pattern(&feed.url) {
                        look_up(ctx, origin);
                    }
                }
                self.feeds = Some(feeds);
            }
            Reply::Signals(reply) => match *reply {
                SignalsReply::Sources(list) => {
                    for origin in list.sorts.iter().flat_map(|sort| &sort.permissions) {
                        look_up(ctx, origin.clone());
                    }
                    self.failure = None;
                    self.list = Some(list);
                }
                SignalsReply::Opml { text, added, known } if text.is_empty() => {
                    ctx.props().say.emit(t2(
                        "opml_done",
                        &count("feeds", added),
                        &count("feeds", known),
                    ));
                    self.ask_all(ctx);
                }
                SignalsReply::Opml { text, .. } => {
                    let parts = Array::of1(&text.into());
                    let saved = file::download("hookline-feeds.opml", &parts).is_some();
                    ctx.props()
                        .say
                        .emit(t(if saved { "opml_saved" } else { "error_file" }));
                }
                _ => return false,
            },
            Reply::Error(error) if self.list.is_none() => self.failure = Some(error),
            Reply::Error(error) => ctx.props().fail.emit(error),
            _ => return false,
        }
        true
    }

    /// What to do with the address that is typed in, once its host may be read.
    fn with_address(&self, link: &Scope<Self>, request: fn(String) -> Request) -> Callback<()> {
        let typed = self.address.trim().to_owned();
        let link = link.clone();
        Callback::from(move |()| {
            let mut address = String::new();
            if !typed.contains("://") {
                address.push_str("https://");
            }
            address.push_str(&typed);
            match pattern(&address).filter(|_| typed.contains('.')) {
                Some(origin) => {
                    permit(&link, &[origin], Msg::Send(request(address)));
                    link.send_message(Msg::Address(String::new()));
                }
                None => link.send_message(Msg::Say(t1("feed_no_address", &typed))),
            }
        })
    }

    fn add(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let oninput = link.callback(|event: InputEvent| {
            Msg::Address(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let find = self.with_address(link, |url| {
            Request::Signals(SignalsRequest::Discover { url, account: None })
        });
        let onsubmit = Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            find.emit(());
        });
        let follow = self
            .with_address(link, |url| Request::FeedAdd { url, account: None })
            .reform(|_: MouseEvent| ());
        html! {
            <form class="add" {onsubmit}>
                <label for="feed-address">{ t("feed_address") }</label>
                <input id="feed-address" type="text" inputmode="url" autocomplete="off" maxlength="2000" placeholder="example.com"
                    aria-describedby="feed-permission" value={self.address.clone()} {oninput} />
                <button type="submit" class="main-button">{ t("feed_find") }</button>
                { button(t("feed_add"), "quiet-button", follow) }
                <p id="feed-permission" class="quiet">{ t("permission_hint") }</p>
            </form>
        }
    }

    fn may_read(&self, origin: &str) -> bool {
        self.allowed.iter().any(|known| known == origin)
    }
}

/// The origin pattern whose permission an address needs; `None` when it is no `http(s)` address.
fn pattern(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return None;
    }
    let mut pattern = url.protocol();
    pattern.push_str("//");
    pattern.push_str(&url.hostname());
    pattern.push_str("/*");
    Some(pattern)
}

fn look_up(ctx: &Context<SourcesPage>, origin: String) {
    let link = ctx.link().clone();
    spawn_local(async move {
        if chrome::has_origin(origin.clone()).await {
            link.send_message(Msg::Allowed(origin));
        }
    });
}

/// A click that asks for the permission to read from origins, then sends the request.
fn permitting(
    link: &Scope<SourcesPage>,
    origins: Vec<String>,
    request: Request,
) -> Callback<MouseEvent> {
    let link = link.clone();
    Callback::from(move |_| permit(&link, &origins, Msg::Send(request.clone())))
}

/// Asks the rep for the permission to read from origins, then goes on. To be called in the event
/// itself and not in `update`: Firefox takes a question that comes a moment later for nobody's wish.
fn permit(link: &Scope<SourcesPage>, origins: &[String], granted: Msg) {
    let link = link.clone();
    let asked = chrome::request_origins(origins);
    let origins = origins.to_vec();
    spawn_local(async move {
        if chrome::granted(asked).await {
            let mut messages: Vec<Msg> = origins.into_iter().map(Msg::Allowed).collect();
            messages.push(granted);
            link.send_message_batch(messages);
        } else {
            let hosts: Vec<&str> = origins
                .iter()
                .map(|one| one.trim_end_matches("/*"))
                .collect();
            link.send_message(Msg::Say(t1("permission_refused", &hosts.join(", "))));
        }
    });
}
