//! A practice draft: a mail that goes nowhere, with the openers of a sample account and the live meter.

use super::table::head;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1, t3};
use crate::parts::{button, help, loading, words};
use crate::wire::{Asked, Client, Shared};
use hookline_protocol::{
    AccountPage, AccountQuery, DraftReading, ErrorReply, Opener, Reply, Request, ZoneName,
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Openers and PS lines that are offered.
const SHOWN: usize = 3;

/// See [`Practice`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
}

/// The practice draft.
pub(crate) struct Practice {
    page: Option<Shared<AccountPage>>,
    none: bool,
    text: String,
    reading: Option<DraftReading>,
    asked: Option<Asked>,
    asked_draft: Option<Asked>,
}

/// What happens in the practice draft.
pub(crate) enum Msg {
    Accounts(Reply),
    Page(Reply),
    Text(String),
    Reading(Reply),
    /// Puts a sentence first, or a PS last.
    Insert(String, bool),
}

impl Component for Practice {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let query = Request::Accounts(AccountQuery {
            sort: "bolt".to_owned(),
            descending: true,
            limit: 1,
            ..AccountQuery::default()
        });
        let mut practice = Self {
            page: None,
            none: false,
            text: t("practice_draft"),
            reading: None,
            asked: Some(
                ctx.props()
                    .client
                    .ask(&query, ctx.link().callback(Msg::Accounts)),
            ),
            asked_draft: None,
        };
        practice.read(ctx);
        practice
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Accounts(Reply::Accounts { rows, .. }) => match rows.first() {
                Some(row) => {
                    let request = Request::Account { account: row.id };
                    self.asked = Some(
                        ctx.props()
                            .client
                            .ask(&request, ctx.link().callback(Msg::Page)),
                    );
                }
                None => self.none = true,
            },
            Msg::Page(Reply::Account(page)) => {
                self.page = Some(Shared::new(*page));
                self.read(ctx);
            }
            Msg::Reading(Reply::Draft(reading)) => self.reading = Some(reading),
            Msg::Accounts(Reply::Error(error)) | Msg::Page(Reply::Error(error)) => {
                ctx.props().fail.emit(error);
            }
            Msg::Accounts(_) | Msg::Page(_) | Msg::Reading(_) => return false,
            Msg::Text(text) => {
                self.text = text;
                self.read(ctx);
            }
            Msg::Insert(line, first) => {
                self.text = if first {
                    join(&line, &self.text)
                } else {
                    join(&self.text, &line)
                };
                self.read(ctx);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let oninput = link.callback(|event: InputEvent| {
            Msg::Text(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        });
        html! {
            <div class="narrow">
                { head("practice_title", "practice_lead") }
                if self.none {
                    <p class="quiet">{ t("practice_none") }{ " " }<a href="#/today">{ t("first_run_action") }</a></p>
                }
                <label class="practice">{ t("practice_label") }
                    <textarea rows="9" value={self.text.clone()} {oninput} /></label>
                { self.reading.as_ref().map(meter).unwrap_or_default() }
                { match &self.page {
                    None if self.none => Html::default(),
                    None => loading(),
                    Some(page) => html! {
                        <section aria-label={t("region_openers")}>
                            <h2 class="part">{ t1("practice_openers", &page.account.row.name) }</h2>
                            { for page.openers.openers.iter().take(SHOWN).map(|one| offer(one, true, link)) }
                            { for page.openers.postscripts.iter().take(SHOWN).map(|one| offer(one, false, link)) }
                        </section>
                    },
                } }
                <p class="practice-end">{ t("practice_end") }</p>
            </div>
        }
    }
}

impl Practice {
    fn read(&mut self, ctx: &Context<Self>) {
        let request = Request::Draft {
            subject: String::new(),
            text: self.text.clone(),
            account: self.page.as_ref().map(|page| page.account.row.id),
        };
        self.asked_draft = Some(
            ctx.props()
                .client
                .ask(&request, ctx.link().callback(Msg::Reading)),
        );
    }
}

fn join(before: &str, after: &str) -> String {
    let mut joined = before.trim_end().to_owned();
    joined.push_str("\n\n");
    joined.push_str(after.trim_start());
    joined
}

fn offer(one: &Opener, first: bool, link: &yew::html::Scope<Practice>) -> Html {
    let line = one.text.clone();
    html! {
        <article class="opener" key={one.id.clone()}>
            <p class="sentence">{ words(&one.text) }</p>
            <p class="meta"><span>{ words(&one.publisher) }</span><span>{ format::age(one.age_days) }</span></p>
            <div class="actions">{ button(t("insert"), "main-button", link.callback(move |_| Msg::Insert(line.clone(), first))) }</div>
        </article>
    }
}

fn meter(reading: &DraftReading) -> Html {
    html! {
        <section class="practice-meter" aria-label={t("region_meter")}>
            <ul class="chips">
                { for reading.zones.iter().map(|zone| {
                    let name = named("zone_", match zone.zone {
                        ZoneName::Hook => "hook",
                        ZoneName::Core => "core",
                        ZoneName::Ps => "ps",
                    });
                    let mut shown = name;
                    shown.push(' ');
                    shown.push_str(&format::percent(zone.share));
                    html! { <li class={if zone.met { "sure" } else { "caution" }}>
                        { t3("zone_words", &shown, &format::percent(zone.target[0]), &format::percent(zone.target[1])) }</li> }
                }) }
                <li class="quiet">{ count("words", reading.words as u64) }{ help("zones") }{ help("criteria") }</li>
            </ul>
            <ul>
                { for reading.criteria.iter().filter(|one| one.met == Some(false)).map(|one| html! {
                    <li>{ words(&one.finding) }<span class="quiet">{ " · " }{ named("evidence_", &one.evidence) }</span></li>
                }) }
            </ul>
        </section>
    }
}
