//! The panel of a call: notes, timer, outcome. One click on the outcome ends and logs it.

use super::Call;
use super::numbers::time;
use crate::account::Action;
use crate::browser::text::{named, t, t1};
use crate::browser::{self, chrome, clipboard, format, link};
use crate::parts::{button, icon, icon_button, words};
use crate::wire::{Asked, Client};
use gloo_timers::callback::Interval;
use hookline_protocol::{
    CALL_OUTCOMES, CallLog, CallReply, CallRequest, LogForm, Reply, Request, Touch,
};
use yew::prelude::*;

/// Where a call under way outlives a reload of the tab.
const KEPT: &str = "hookline-call";

/// See [`CallPanel`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    /// The call that was begun last.
    pub(crate) call: Option<Call>,
    pub(crate) act: Callback<Action>,
}

/// The panel; nothing while there is no call.
pub(crate) struct CallPanel {
    call: Option<Call>,
    note: String,
    logged: Option<Touch>,
    form: Option<LogForm>,
    tick: Option<Interval>,
    asked: Option<Asked>,
}

/// What happens in [`CallPanel`].
pub(crate) enum Msg {
    Tick,
    Note(String),
    Outcome(&'static str),
    Logged(Reply),
    Form(Reply),
    Copy,
    Unlog,
    Unlogged(Reply),
    Close,
}

impl Component for CallPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut panel = Self {
            call: None,
            note: String::new(),
            logged: None,
            form: None,
            tick: None,
            asked: None,
        };
        let kept = browser::kept(KEPT)
            .and_then(|text| crate::wire::read::<Call>(chrome::from_json(&text)));
        if let Some(call) = ctx.props().call.clone().or(kept) {
            panel.begin(ctx, call);
        }
        panel
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.call != old.call
            && let Some(call) = props.call.clone()
        {
            self.begin(ctx, call);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Tick => {}
            Msg::Note(note) => self.note = note,
            Msg::Outcome(outcome) => self.log(ctx, outcome),
            Msg::Logged(Reply::Call(CallReply::Logged(touch))) => self.is_logged(ctx, touch),
            Msg::Form(Reply::Call(CallReply::Form(form))) => self.form = Some(form),
            Msg::Copy => {
                let Some(form) = &self.form else { return false };
                let (text, act) = (form.text.clone(), ctx.props().act.clone());
                wasm_bindgen_futures::spawn_local(async move {
                    let copied = clipboard::copy_text(text).await;
                    act.emit(Action::Say(
                        t(if copied { "copied" } else { "copy_refused" }),
                        None,
                    ));
                });
                return false;
            }
            Msg::Unlog => {
                let Some(touch) = &self.logged else {
                    return false;
                };
                let request = Request::Call(CallRequest::Unlog { touch: touch.id });
                self.asked = Some(
                    ctx.props()
                        .client
                        .ask(&request, ctx.link().callback(Msg::Unlogged)),
                );
            }
            Msg::Unlogged(Reply::Touches(_)) => {
                // The call is open again, with its notes.
                self.logged = None;
                self.form = None;
            }
            Msg::Logged(Reply::Error(error))
            | Msg::Form(Reply::Error(error))
            | Msg::Unlogged(Reply::Error(error)) => {
                ctx.props().act.emit(Action::Fail(error));
            }
            Msg::Logged(_) | Msg::Form(_) | Msg::Unlogged(_) => return false,
            Msg::Close => self.end(),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(call) = &self.call else {
            return Html::default();
        };
        html! {
            <section class="call" aria-label={t("region_call")}>
                { match &self.logged {
                    Some(touch) => self.done(ctx, call, touch),
                    None => self.open(ctx, call),
                } }
            </section>
        }
    }
}

impl CallPanel {
    fn begin(&mut self, ctx: &Context<Self>, call: Call) {
        if let Ok(text) = serde_json::to_string(&call) {
            browser::keep(KEPT, Some(&text));
        }
        self.end_tick();
        self.note.clear();
        self.logged = None;
        self.form = None;
        self.call = Some(call);
        let link = ctx.link().clone();
        self.tick = Some(Interval::new(1_000, move || link.send_message(Msg::Tick)));
    }

    fn end_tick(&mut self) {
        self.tick = None;
    }

    fn end(&mut self) {
        browser::keep(KEPT, None);
        self.end_tick();
        self.call = None;
    }

    fn log(&mut self, ctx: &Context<Self>, outcome: &'static str) {
        let Some(call) = &self.call else { return };
        let request = Request::Call(CallRequest::Log(CallLog {
            account: call.account,
            contact: call.contact,
            number: call.number.e164.clone(),
            outcome: outcome.to_owned(),
            seconds: seconds(call) as u32,
            note: self.note.clone(),
        }));
        self.asked = Some(
            ctx.props()
                .client
                .ask(&request, ctx.link().callback(Msg::Logged)),
        );
    }

    fn is_logged(&mut self, ctx: &Context<Self>, touch: Touch) {
        browser::keep(KEPT, None);
        self.end_tick();
        let id = touch.id;
        self.logged = Some(touch);
        let (client, link) = (ctx.props().client.clone(), ctx.link().clone());
        wasm_bindgen_futures::spawn_local(async move {
            // Where the browser shows no tabs to a frame, the host at least is known.
            let page = match chrome::tab_address().await {
                Some(page) => page,
                None => {
                    browser::document().map_or_else(String::new, |document| document.referrer())
                }
            };
            let request = Request::Call(CallRequest::Form {
                touch: id,
                page,
                language: t("language_code"),
            });
            link.send_message(Msg::Form(client.get(&request).await));
        });
        ctx.props().act.emit(Action::Refresh);
    }

    fn open(&self, ctx: &Context<Self>, call: &Call) -> Html {
        let link = ctx.link();
        let oninput = link.callback(|event: InputEvent| {
            Msg::Note(
                event
                    .target_unchecked_into::<web_sys::HtmlTextAreaElement>()
                    .value(),
            )
        });
        html! {
            <>
                <div class="call-head">
                    { icon("phone") }
                    <strong>{ words(&call.who) }</strong>
                    <span class="quiet"><bdi>{ call.number.shown.clone() }</bdi></span>
                    <span class="grow"></span>
                    <span class="timer" role="timer" aria-label={t("call_timer")}>{ format::duration(seconds(call) as u32) }</span>
                    { icon_button("close", t("call_discard"), link.callback(|_| Msg::Close)) }
                </div>
                { call.number.time.as_ref().filter(|time| time.odd).map(time).unwrap_or_default() }
                <textarea rows="2" maxlength="5000" aria-label={t("call_notes")} placeholder={t("call_notes")}
                    value={self.note.clone()} {oninput} />
                <div class="actions" role="group" aria-label={t("call_outcome")}>
                    { for CALL_OUTCOMES.iter().map(|outcome| button(
                        named("outcome_", outcome),
                        if *outcome == "connected" { "main-button" } else { "chip" },
                        link.callback(|_| Msg::Outcome(outcome)),
                    )) }
                </div>
            </>
        }
    }

    fn done(&self, ctx: &Context<Self>, call: &Call, touch: &Touch) -> Html {
        let link = ctx.link();
        let mut said = named("outcome_", touch.outcome.as_deref().unwrap_or_default());
        if let Some(seconds) = touch.seconds {
            said.push_str(" · ");
            said.push_str(&format::duration(seconds));
        }
        html! {
            <>
                <div class="call-head" role="status">
                    { icon("check") }
                    <strong>{ t("already_logged") }</strong>
                    <span>{ words(&call.who) }</span>
                    <span class="quiet">{ said }</span>
                    <span class="grow"></span>
                    { icon_button("close", t("close"), link.callback(|_| Msg::Close)) }
                </div>
                <div class="actions">
                    // What goes to the CRM by itself need not be typed into its form.
                    { touch.crm.as_ref().map(|mark| html! { <span>{ t1("crm_goes", &mark.crm) }</span> }).unwrap_or_default() }
                    { self.form.as_ref().filter(|_| touch.crm.is_none()).map(|form| crm(form, link.callback(|_: MouseEvent| Msg::Copy))).unwrap_or_default() }
                    { button(t("undo"), "quiet-button", link.callback(|_| Msg::Unlog)) }
                </div>
            </>
        }
    }
}

/// The way into the CRM: its own form where it has one, else the words for it.
fn crm(form: &LogForm, copy: Callback<MouseEvent>) -> Html {
    html! {
        <>
            if form.url.is_some() {
                { link::external(form.url.as_deref(), "main-button", html! { { t1("log_in_crm", &form.crm) } }) }
            }
            { button(t("copy_for_crm"), "quiet-button", copy) }
        </>
    }
}

fn seconds(call: &Call) -> f64 {
    ((js_sys::Date::now() - call.started) / 1_000.0).clamp(0.0, 86_400.0)
}
