//! One account with everything known of it: the heart of the sidebar, and the workspace's account page.

mod activity;
mod core;
mod facts;
mod identity;
mod news;
mod openers;
mod paste;
mod people;
mod rephrase;
mod sections;

pub(crate) use sections::jump_by_key;

use crate::browser::clipboard;
use crate::browser::text::t;
use crate::call::{Call, Numbers};
use crate::parts::receipt;
use crate::wire::{Asked, Client, Insertion, Shared};
use hookline_protocol::{
    AccountPage, Contact, ContentType, Context as PageContext, Correction, ErrorReply, LedgerReply,
    LedgerRequest, News, NewsQuery, Opener, Reply, Request, SignalsRequest, Touch,
};
use yew::prelude::*;

/// Stories asked for at once.
const NEWS_STEP: u32 = 20;

/// What the surface around the account does for it.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    /// Put words into the draft.
    Insert(Insertion),
    /// Tell the rep something; a correction can be taken back from there.
    Say(String, Option<i64>),
    /// Tell the rep what went wrong.
    Fail(ErrorReply),
    /// Show another account or person of the page.
    Choose(Option<i64>, Option<String>),
    /// The rep dials: show the panel of the call.
    Dial(Call),
    /// Keep the open page as news of the account.
    Keep,
    /// What is shown has changed in the database.
    Refresh,
}

/// What [`AccountView`] shows.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    /// The way to the engine.
    pub(crate) client: Client,
    /// The account.
    pub(crate) page: Shared<AccountPage>,
    /// What was recognised on the host page, when the account comes from there.
    #[prop_or_default]
    pub(crate) context: Option<Shared<PageContext>>,
    /// Address of who wrote the thread that is open.
    #[prop_or_default]
    pub(crate) sender: Option<AttrValue>,
    /// Texts of the page that may hold phone numbers.
    #[prop_or_default]
    pub(crate) phones: Vec<String>,
    /// True when there is a draft that can take an insertion.
    #[prop_or_default]
    pub(crate) draft_open: bool,
    /// True where a draft may exist at all (in a host page).
    #[prop_or_default]
    pub(crate) can_insert: bool,
    /// Tag of the account's name: the page's first heading in the workspace, a second in the sidebar.
    #[prop_or("h2")]
    pub(crate) heading: &'static str,
    /// The day that it is seen from; empty for now.
    #[prop_or_default]
    pub(crate) as_of: String,
    /// Does what the account itself cannot.
    pub(crate) act: Callback<Action>,
}

/// The account's regions in one column; see [`Props`].
pub(crate) struct AccountView {
    types: Vec<ContentType>,
    text: String,
    /// News as filtered or paged; `None` shows what came with the account.
    news: Option<News>,
    news_busy: bool,
    /// Openers whose wording was changed: id and place in the list of wordings, 0 the first.
    wordings: Vec<(String, usize)>,
    /// Wordings of the browser's own language model, by opener.
    rephrased: Vec<(String, String)>,
    /// True where the browser has such a model.
    can_rephrase: bool,
    touches: Option<Vec<Touch>>,
    note: String,
    asked_news: Option<Asked>,
    asked_touches: Option<Asked>,
    /// Counts what changed in the database, for the parts that ask by themselves.
    turn: usize,
    /// Changes under way.
    asked_changes: Vec<Asked>,
}

/// What happens in [`AccountView`].
pub(crate) enum Msg {
    Type(Option<ContentType>),
    Text(String),
    More,
    News(Reply, bool),
    Wording(String, usize),
    CanRephrase,
    Rephrase(Box<Opener>),
    Rephrased(String, Option<String>),
    CopyText(String, Option<(String, String)>),
    CopyLink(String, String),
    Correct(Correction),
    Corrected(Reply),
    AddPerson(Contact),
    Note(String),
    Log(&'static str),
    /// The person answered.
    Replied,
    /// A change whose reply is the ledger.
    Ledger(Request),
    Touches(Reply),
    Changed(Reply),
    Act(Action),
}

impl Component for AccountView {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut view = Self {
            types: Vec::new(),
            text: String::new(),
            news: None,
            news_busy: false,
            wordings: Vec::new(),
            rephrased: Vec::new(),
            can_rephrase: false,
            touches: None,
            note: String::new(),
            asked_news: None,
            asked_touches: None,
            turn: 0,
            asked_changes: Vec::new(),
        };
        view.ask_touches(ctx);
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            if rephrase::is_there().await {
                link.send_message(Msg::CanRephrase);
            }
        });
        view
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.page != old.page {
            if props.page.account.row.id != old.page.account.row.id {
                *self = <Self as Component>::create(ctx);
            } else {
                self.turn += 1;
                self.ask_touches(ctx);
                if self.news.is_some() {
                    self.ask_news(ctx, 0);
                }
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Type(None) => {
                self.types.clear();
                self.ask_news(ctx, 0);
            }
            Msg::Type(Some(one)) => {
                if self.types.contains(&one) {
                    self.types.retain(|kind| *kind != one);
                } else {
                    self.types.push(one);
                }
                self.ask_news(ctx, 0);
            }
            Msg::Text(text) => {
                self.text = text;
                self.ask_news(ctx, 0);
            }
            Msg::More => {
                let shown = self.news(props).stories.len();
                self.ask_news(ctx, shown as u64);
            }
            Msg::News(reply, append) => {
                self.news_busy = false;
                match reply {
                    Reply::News(more) => self.take_news(props, more, append),
                    Reply::Error(error) => props.act.emit(Action::Fail(error)),
                    _ => {}
                }
            }
            Msg::Wording(id, place) => {
                self.wordings.retain(|(known, _)| *known != id);
                self.wordings.push((id, place));
            }
            Msg::CanRephrase => self.can_rephrase = true,
            Msg::Rephrase(opener) => {
                let link = ctx.link().clone();
                wasm_bindgen_futures::spawn_local(async move {
                    let text = rephrase::rephrase(&opener).await;
                    link.send_message(Msg::Rephrased(opener.id, text));
                });
                return false;
            }
            Msg::Rephrased(id, Some(text)) => {
                self.rephrased.retain(|(known, _)| *known != id);
                self.rephrased.push((id, text));
            }
            Msg::Rephrased(_, None) => {
                props.act.emit(Action::Say(t("rephrase_refused"), None));
                return false;
            }
            Msg::CopyText(text, link) => {
                let act = props.act.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    say_copied(&act, clipboard::copy_sourced(text, link).await);
                });
                return false;
            }
            Msg::CopyLink(title, address) => {
                let act = props.act.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    say_copied(&act, clipboard::copy_link(title, address).await);
                });
                return false;
            }
            Msg::Correct(correction) => {
                self.change(ctx, &Request::Correct(correction), Msg::Corrected);
                return false;
            }
            Msg::Corrected(reply) => match reply {
                Reply::Corrected(entry) => {
                    props.act.emit(Action::Say(entry.text, Some(entry.id)));
                    props.act.emit(Action::Refresh);
                }
                reply => return self.failed(ctx, reply),
            },
            Msg::AddPerson(person) => {
                let mut fields = vec![("name".to_owned(), person.name)];
                if let Some(email) = person.email {
                    fields.push(("email".to_owned(), email));
                }
                let account = &props.page.account.row;
                fields.push(("account_name".to_owned(), account.name.clone()));
                if let Some(domain) = &account.domain {
                    fields.push(("account_domain".to_owned(), domain.clone()));
                }
                let request = Request::SaveContact {
                    contact: None,
                    fields,
                };
                self.change(ctx, &request, Msg::Changed);
                return false;
            }
            Msg::Note(note) => self.note = note,
            Msg::Log(channel) => {
                let request = Request::TouchAdd {
                    account: props.page.account.row.id,
                    contact: self.person(props).and_then(|person| person.id),
                    channel: channel.to_owned(),
                    note: std::mem::take(&mut self.note),
                };
                self.change(ctx, &request, Msg::Touches);
            }
            Msg::Replied => {
                let request = Request::Ledger(LedgerRequest::Replied {
                    account: props.page.account.row.id,
                    contact: self.person(props).and_then(|person| person.id),
                });
                self.change(ctx, &request, Msg::Touches);
            }
            Msg::Ledger(request) => self.change(ctx, &request, Msg::Touches),
            Msg::Touches(
                Reply::Touches(touches) | Reply::Ledger(LedgerReply::Touches(touches)),
            ) => {
                self.turn += 1;
                self.touches = Some(touches);
            }
            Msg::Touches(reply) => return self.failed(ctx, reply),
            Msg::Changed(reply @ Reply::Error(_)) => return self.failed(ctx, reply),
            Msg::Changed(_) => {
                props.act.emit(Action::Say(t("saved"), None));
                props.act.emit(Action::Refresh);
            }
            Msg::Act(action) => {
                props.act.emit(action);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        html! {
            <div class="account">
                { identity::view(props, link) }
                if !props.draft_open {
                    { numbers(props) }
                }
                { sections::bar() }
                <div class="columns">
                    <div class="column">
                        { openers::view(self, props, link) }
                        { news::view(self, props, link) }
                    </div>
                    <div class="column">
                        <section id="why" class="region" aria-label={t("region_score")} tabindex="-1">
                            <h2>{ t("heading_why") }</h2>
                            { receipt(&props.page.account.score) }
                        </section>
                        // Who writes looks for words first, and finds the telephone further down.
                        if props.draft_open {
                            { numbers(props) }
                        }
                        { people::view(props, link) }
                        { activity::view(self, props, link) }
                    </div>
                </div>
            </div>
        }
    }
}

impl AccountView {
    fn news<'a>(&'a self, props: &'a Props) -> &'a News {
        self.news.as_ref().unwrap_or(&props.page.news)
    }

    fn person<'a>(&self, props: &'a Props) -> Option<&'a Contact> {
        props.context.as_ref()?.person.as_ref()
    }

    /// Is a sentence in the ledger as inserted?
    fn is_logged(&self, text: &str) -> bool {
        self.touches
            .iter()
            .flatten()
            .any(|touch| touch.channel == "opener" && touch.note == text)
    }

    fn ask_news(&mut self, ctx: &Context<Self>, offset: u64) {
        let props = ctx.props();
        self.news_busy = true;
        let mut request = Request::News(NewsQuery {
            account: Some(props.page.account.row.id),
            types: self.types.clone(),
            kinds: Vec::new(),
            text: self.text.clone(),
            offset,
            limit: NEWS_STEP,
        });
        if !props.as_of.is_empty() {
            request = Request::Signals(SignalsRequest::AsOf {
                at: props.as_of.clone(),
                request: Box::new(request),
            });
        }
        let done = ctx
            .link()
            .callback(move |reply| Msg::News(reply, offset > 0));
        self.asked_news = Some(props.client.ask(&request, done));
    }

    fn take_news(&mut self, props: &Props, more: News, append: bool) {
        if !append {
            self.news = Some(more);
            return;
        }
        let mut news = self.news(props).clone();
        for story in more.stories {
            if news.stories.iter().all(|known| known.id != story.id) {
                news.stories.push(story);
            }
        }
        news.total = more.total;
        news.counts = more.counts;
        self.news = Some(news);
    }

    fn ask_touches(&mut self, ctx: &Context<Self>) {
        let request = Request::Touches {
            account: ctx.props().page.account.row.id,
        };
        let done = ctx.link().callback(Msg::Touches);
        self.asked_touches = Some(ctx.props().client.ask(&request, done));
    }

    fn change(&mut self, ctx: &Context<Self>, request: &Request, done: fn(Reply) -> Msg) {
        let asked = ctx.props().client.ask(request, ctx.link().callback(done));
        // A change whose reply nobody awaits would still happen; keeping the last few handles is
        // enough to hear of each.
        if self.asked_changes.len() > 8 {
            self.asked_changes.remove(0);
        }
        self.asked_changes.push(asked);
    }

    fn failed(&self, ctx: &Context<Self>, reply: Reply) -> bool {
        if let Reply::Error(error) = reply {
            ctx.props().act.emit(Action::Fail(error));
        }
        false
    }
}

fn numbers(props: &Props) -> Html {
    let person = props
        .context
        .as_ref()
        .and_then(|context| context.person.as_ref());
    let row = &props.page.account.row;
    let name = person
        .filter(|person| !person.name.is_empty())
        .map(|person| AttrValue::from(person.name.clone()));
    let expected = !props.phones.is_empty()
        || props
            .page
            .account
            .contacts
            .iter()
            .any(|person| person.phone.is_some());
    html! {
        <Numbers {expected} client={props.client.clone()} account={row.id} account_name={row.name.clone()}
            contact={person.and_then(|person| person.id)} person={name} texts={props.phones.clone()} act={props.act.clone()} />
    }
}

fn say_copied(act: &Callback<Action>, copied: bool) {
    let text = if copied {
        t("copied")
    } else {
        t("copy_refused")
    };
    act.emit(Action::Say(text, None));
}
