//! The feed over all accounts: ranked, every factor open to see, editors beside the algorithm.

mod rows;

use super::table::head;
use crate::browser::text::{count, named, t, t1, t2};
use crate::browser::{chrome, clipboard, format};
use crate::parts::{button, error_note, help, loading, words};
use crate::wire::{Asked, Client, Link, Listening};
use hookline_protocol::{
    ContentType, Correction, CorrectionEntry, ErrorReply, FeedQuery, RankedFeed, Reply, Request,
    SignalKind, SignalsReply, SignalsRequest, Trend,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Stories asked for at once.
const STEP: u32 = 30;

/// What the feed needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
    pub(crate) corrected: Callback<CorrectionEntry>,
}

/// The feed's state.
pub(crate) struct FeedPage {
    query: FeedQuery,
    /// The day that the feed is seen from; empty for now.
    as_of: String,
    feed: Option<RankedFeed>,
    failure: Option<ErrorReply>,
    asked: Option<Asked>,
    asked_change: Option<Asked>,
    asked_seen: Option<Asked>,
    _listening: Listening,
}

/// What happens in the feed.
pub(crate) enum Msg {
    Link(Link),
    Feed(Reply, bool),
    Type(Option<ContentType>),
    Kind(Option<SignalKind>),
    Text(String),
    Own,
    AsOf(String),
    More,
    Correct(Correction),
    Corrected(Reply),
    CopyLink(String, String),
    Nothing,
}

impl Component for FeedPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut page = Self {
            query: FeedQuery {
                limit: STEP,
                ..FeedQuery::default()
            },
            as_of: String::new(),
            feed: None,
            failure: None,
            asked: None,
            asked_change: None,
            asked_seen: None,
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        // Whoever looks at the feed has seen what is new.
        let seen = Request::Signals(SignalsRequest::AlertsSeen);
        let done = ctx.link().callback(|_| Msg::Nothing);
        page.asked_seen = Some(ctx.props().client.ask(&seen, done));
        chrome::clear_badge();
        page.ask(ctx, 0);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => self.ask(ctx, 0),
            Msg::Link(_) | Msg::Nothing => return false,
            Msg::Feed(Reply::Signals(reply), append) => {
                if let SignalsReply::Feed(feed) = *reply {
                    self.failure = None;
                    self.take(feed, append);
                }
            }
            Msg::Feed(Reply::Error(error), _) => self.failure = Some(error),
            Msg::Feed(..) => return false,
            Msg::Type(one) => {
                match one {
                    None => self.query.types.clear(),
                    Some(one) if self.query.types.contains(&one) => {
                        self.query.types.retain(|known| *known != one);
                    }
                    Some(one) => self.query.types.push(one),
                }
                self.ask(ctx, 0);
            }
            Msg::Kind(kind) => {
                self.query.kinds = kind.into_iter().collect();
                self.ask(ctx, 0);
            }
            Msg::Text(text) => {
                self.query.text = text;
                self.ask(ctx, 0);
            }
            Msg::Own => {
                self.query.own = !self.query.own;
                self.ask(ctx, 0);
            }
            Msg::AsOf(day) => {
                self.as_of = day;
                self.ask(ctx, 0);
            }
            Msg::More => {
                let shown = self.feed.as_ref().map_or(0, |feed| feed.stories.len());
                self.ask(ctx, shown as u64);
            }
            Msg::Correct(correction) => {
                let done = ctx.link().callback(Msg::Corrected);
                let request = Request::Correct(correction);
                self.asked_change = Some(ctx.props().client.ask(&request, done));
                return false;
            }
            Msg::Corrected(Reply::Corrected(entry)) => {
                ctx.props().corrected.emit(entry);
                self.ask(ctx, 0);
            }
            Msg::Corrected(Reply::Error(error)) => ctx.props().fail.emit(error),
            Msg::Corrected(_) => return false,
            Msg::CopyLink(title, address) => {
                let say = ctx.props().say.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    let copied = clipboard::copy_link(title, address).await;
                    say.emit(t(if copied { "copied" } else { "copy_refused" }));
                });
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <section class="narrow" aria-label={t("region_news")}>
                { head("nav_feed", "feed_lead") }
                { self.filters(ctx) }
                if let Some(error) = &self.failure { { error_note(error) } }
                { match &self.feed {
                    None if self.failure.is_some() => Html::default(),
                    None => loading(),
                    Some(feed) => self.stories(ctx, feed),
                } }
            </section>
        }
    }
}

impl FeedPage {
    fn ask(&mut self, ctx: &Context<Self>, offset: u64) {
        let query = FeedQuery {
            offset,
            ..self.query.clone()
        };
        let request = as_of(&self.as_of, Request::Signals(SignalsRequest::Feed(query)));
        let done = ctx
            .link()
            .callback(move |reply| Msg::Feed(reply, offset > 0));
        self.asked = Some(ctx.props().client.ask(&request, done));
    }

    fn take(&mut self, more: RankedFeed, append: bool) {
        match &mut self.feed {
            Some(feed) if append => {
                for one in more.stories {
                    if feed
                        .stories
                        .iter()
                        .all(|known| known.story.id != one.story.id)
                    {
                        feed.stories.push(one);
                    }
                }
                feed.total = more.total;
            }
            _ => self.feed = Some(more),
        }
    }

    fn filters(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let value = |event: &InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
        let kind = link.callback(|event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            Msg::Kind(SignalKind::from_name(&chosen))
        });
        let counts = self
            .feed
            .as_ref()
            .map(|feed| feed.counts.as_slice())
            .unwrap_or_default();
        let topic = self.query.text.trim().to_owned();
        html! {
            <div class="filters">
                <div class="chips" role="group" aria-label={t("news_types")}>
                    { chip(t("type_all"), None, self.query.types.is_empty(), link.callback(|_| Msg::Type(None))) }
                    { for ContentType::ALL.into_iter().filter_map(|one| {
                        let number = counts.iter().find(|(sort, _)| *sort == one).map_or(0, |(_, number)| *number);
                        let pressed = self.query.types.contains(&one);
                        (number > 0 || pressed).then(|| chip(named("type_", one.name()), Some(number), pressed,
                            link.callback(move |_| Msg::Type(Some(one)))))
                    }) }
                    { chip(t("feed_own"), None, self.query.own, link.callback(|_| Msg::Own)) }
                </div>
                <div class="filter-row">
                    <input class="search" type="text" autocomplete="off" maxlength="200" aria-label={t("search_news")}
                        placeholder={t("search_news")} value={self.query.text.clone()}
                        oninput={link.callback(move |event: InputEvent| Msg::Text(value(&event)))} />
                    <select aria-label={t("filter_kind")} onchange={kind}>
                        <option value="" selected={self.query.kinds.is_empty()}>{ t("filter_any_kind") }</option>
                        { for SignalKind::ALL.into_iter().map(|kind| html! {
                            <option value={kind.name()} selected={self.query.kinds.contains(&kind)}>{ named("kind_", kind.name()) }</option>
                        }) }
                    </select>
                    { as_of_control(&self.as_of, link.callback(Msg::AsOf)) }
                </div>
                if !topic.is_empty() {
                    { button(t1("follow_topic", &format::clip(&topic, 40)), "quiet-button",
                        link.callback(move |_| Msg::Correct(Correction::FollowTopic { topic: topic.clone() }))) }
                }
            </div>
        }
    }

    fn stories(&self, ctx: &Context<Self>, feed: &RankedFeed) -> Html {
        let link = ctx.link();
        let left = feed.total.saturating_sub(feed.stories.len() as u64);
        html! {
            <>
                if !feed.trends.is_empty() { { trends(&feed.trends) } }
                <h2 class="sr">{ t("heading_news") }</h2>
                <p class="sr" role="status">{ count("stories", feed.total) }</p>
                if feed.stories.is_empty() { <p class="quiet empty">{ t("feed_none") }</p> }
                { for feed.stories.iter().map(|one| rows::row(one, link)) }
                if left > 0 { { button(count("more_stories", left), "wide-button", link.callback(|_| Msg::More)) } }
            </>
        }
    }
}

/// A question as it was answered on an earlier day, or as it is where the day is empty.
pub(crate) fn as_of(day: &str, request: Request) -> Request {
    if day.is_empty() {
        return request;
    }
    Request::Signals(SignalsRequest::AsOf {
        at: day.to_owned(),
        request: Box::new(request),
    })
}

/// The day that a page is seen from, with the way back to now.
pub(crate) fn as_of_control(day: &str, chosen: Callback<String>) -> Html {
    let changed = chosen.clone();
    let onchange = Callback::from(move |event: Event| {
        changed.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    html! {
        <div class="as-of">
            <label>
                <span>{ t("as_of") }</span>
                <input type="date" value={day.to_owned()} {onchange} />
            </label>
            if !day.is_empty() {
                { button(t("as_of_now"), "quiet-button", Callback::from(move |_| chosen.emit(String::new()))) }
            }
        </div>
    }
}

fn chip(label: String, number: Option<u64>, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="chip" aria-pressed={pressed.to_string()} {onclick}>
            { label }
            if let Some(number) = number { { " " }<span class="number">{ format::number(number as f64) }</span> }
        </button>
    }
}

fn trends(trends: &[Trend]) -> Html {
    html! {
        <section class="trends" aria-labelledby="trends-title">
            <h2 id="trends-title">{ t("trends_title") }</h2>{ help("trend") }
            <ul>
                { for trends.iter().map(|trend| html! {
                    <li>
                        <a href={super::route::account(trend.account)}>{ words(&trend.name) }</a>
                        <span class="quiet">
                            { t2("trend_sources", &format::number(f64::from(trend.sources)), &format::number((trend.usual * 10.0).round() / 10.0)) }
                        </span>
                        <span class="trend-title">{ words(&trend.title) }</span>
                    </li>
                }) }
            </ul>
        </section>
    }
}
