//! The rep's own connection to a CRM: signing in, what is logged, what waits.
//!
//! The secret and a pasted token go from the field to the browser's session and are kept nowhere else.

use crate::browser::chrome::{self, field};
use crate::browser::text::{count, named, t, t1};
use crate::parts::{button, crm_mark, error_note, words};
use crate::wire::{Asked, Client, Link, Listening};
use hookline_protocol::{
    CrmClient, CrmPlan, CrmReply, CrmRequest, CrmState, ErrorReply, Reply, Request,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// Code and name of what can be connected.
const CRMS: [(&str, &str); 3] = [
    ("salesforce", "Salesforce"),
    ("hubspot", "HubSpot"),
    ("dynamics", "Dynamics 365"),
];
/// What can be logged.
const CHANNELS: [&str; 4] = ["call", "email", "opener", "task"];
/// Codes and own names of the languages that entries can be written in.
const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("de", "Deutsch"), ("es", "Español")];
/// The permission to sign in, where the browser gives it only when asked.
const IDENTITY: &str = "identity";

/// What the section needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
}

/// The section's state.
pub(crate) struct CrmSection {
    state: Option<CrmState>,
    /// How the browser's session stands: signed in, and where the CRM sends the rep back to.
    signed_in: bool,
    redirect: String,
    form: CrmClient,
    secret: String,
    pasted: String,
    plan: Result<CrmPlan, Option<ErrorReply>>,
    /// Shows what is wrong with the form only after it was sent.
    tried: bool,
    busy: bool,
    told: String,
    asked: Vec<Asked>,
    _listening: Listening,
}

/// What happens in the section.
pub(crate) enum Msg {
    Link(Link),
    Reply(Reply),
    Session(bool, String),
    Form(Field, String),
    /// The form was sent.
    Connect,
    /// What came of signing in: empty when it is done, else why not, in words.
    Signed(String),
    Disconnect,
    Channel(&'static str),
    Ask(Request),
}

/// A field of the form.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Field {
    Crm,
    Address,
    Client,
    Tenant,
    Language,
    Secret,
    Pasted,
}

impl Component for CrmSection {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut section = Self {
            state: None,
            signed_in: false,
            redirect: String::new(),
            form: CrmClient {
                crm: CRMS[0].0.to_owned(),
                language: t("language_code"),
                ..CrmClient::default()
            },
            secret: String::new(),
            pasted: String::new(),
            plan: Err(None),
            tried: false,
            busy: false,
            told: String::new(),
            asked: Vec::new(),
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        section.look(ctx);
        section
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => self.look(ctx),
            Msg::Link(_) => return false,
            Msg::Reply(Reply::Crm(CrmReply::State(state))) => {
                if let (Some(client), true) = (&state.client, self.state.is_none()) {
                    self.form = client.clone();
                    self.ask_plan(ctx);
                }
                self.state = Some(state);
            }
            Msg::Reply(Reply::Crm(CrmReply::Plan(plan))) => self.plan = Ok(plan),
            Msg::Reply(Reply::Error(error)) => self.plan = Err(Some(error)),
            Msg::Reply(_) => self.look(ctx),
            Msg::Session(signed_in, redirect) => {
                self.signed_in = signed_in;
                self.redirect = redirect;
            }
            Msg::Form(of, value) => {
                let place = match of {
                    Field::Crm => &mut self.form.crm,
                    Field::Address => &mut self.form.address,
                    Field::Client => &mut self.form.client,
                    Field::Tenant => &mut self.form.tenant,
                    Field::Language => &mut self.form.language,
                    Field::Secret => &mut self.secret,
                    Field::Pasted => &mut self.pasted,
                };
                *place = value;
                self.told.clear();
                self.ask_plan(ctx);
            }
            Msg::Connect => {
                self.tried = true;
                self.busy = self.plan.is_ok();
                self.told.clear();
            }
            Msg::Signed(told) => {
                self.busy = false;
                self.secret.clear();
                self.pasted.clear();
                if told.is_empty() {
                    let request = CrmRequest::Connected(self.form.clone());
                    self.ask(ctx, &Request::Crm(request));
                }
                self.told = told;
                self.look(ctx);
            }
            Msg::Disconnect => {
                let link = ctx.link().clone();
                spawn_local(async move {
                    chrome::tell(&message("crm-disconnect", &[])).await;
                    link.send_message(Msg::Ask(Request::Crm(CrmRequest::Disconnected)));
                });
                return false;
            }
            Msg::Channel(channel) => {
                let mut channels = self
                    .state
                    .as_ref()
                    .map_or_else(Vec::new, |state| state.channels.clone());
                if let Some(at) = channels.iter().position(|known| known == channel) {
                    channels.remove(at);
                } else {
                    channels.push(channel.to_owned());
                }
                self.ask(ctx, &Request::Crm(CrmRequest::Channels { channels }));
            }
            Msg::Ask(request) => self.ask(ctx, &request),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let state = self.state.clone().unwrap_or_default();
        let is_connected = state.since.is_some();
        html! {
            <section class="crm" id="crm" aria-labelledby="crm-title">
                <h2 id="crm-title">{ t("crm_title") }</h2>
                <p class="quiet">{ t("crm_lead") }</p>
                if is_connected { { self.standing(&state, ctx) } }
                if !is_connected || !self.signed_in { { self.form(ctx) } }
                if !self.told.is_empty() { <p class="caution" role="alert">{ words(&self.told) }</p> }
            </section>
        }
    }
}

impl CrmSection {
    fn look(&mut self, ctx: &Context<Self>) {
        self.ask(ctx, &Request::Crm(CrmRequest::State));
        let link = ctx.link().clone();
        spawn_local(async move {
            let state = chrome::tell(&message("crm-state", &[])).await;
            let signed_in = field(&state, "signedIn").is_truthy();
            let redirect = field(&state, "redirect").as_string().unwrap_or_default();
            link.send_message(Msg::Session(signed_in, redirect));
        });
    }

    fn ask(&mut self, ctx: &Context<Self>, request: &Request) {
        let done = ctx.link().callback(Msg::Reply);
        if self.asked.len() > 8 {
            self.asked.remove(0);
        }
        self.asked.push(ctx.props().client.ask(request, done));
    }

    fn ask_plan(&mut self, ctx: &Context<Self>) {
        self.plan = Err(None);
        let request = Request::Crm(CrmRequest::Plan(self.form.clone()));
        self.ask(ctx, &request);
    }

    /// Signs in. The browser's questions come in the handler of the click itself: Firefox takes a later one for
    /// nobody's wish.
    fn connect(&self, link: &Scope<Self>) -> Callback<SubmitEvent> {
        let plan = self.plan.clone();
        let pasted = self.pasted.trim().to_owned();
        let fields: [(&str, JsValue); 4] = [
            ("crm", self.form.crm.as_str().into()),
            ("client", self.form.client.trim().into()),
            ("secret", self.secret.trim().into()),
            ("pasted", pasted.as_str().into()),
        ];
        let link = link.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            link.send_message(Msg::Connect);
            let Ok(plan) = &plan else { return };
            let asks_to_sign_in = pasted.is_empty() && chrome::lacks(IDENTITY);
            let named: &[&str] = if asks_to_sign_in { &[IDENTITY] } else { &[] };
            let asked = chrome::request_access(&plan.permissions, named);
            let text = serde_json::to_string(plan).unwrap_or_default();
            let mut fields = fields.to_vec();
            fields.push(("plan", chrome::from_json(&text)));
            let connect = message("crm-connect", &fields);
            let link = link.clone();
            spawn_local(async move {
                let told = if chrome::granted(asked).await {
                    outcome(&chrome::tell(&connect).await)
                } else {
                    t("crm_why_permission")
                };
                link.send_message(Msg::Signed(told));
            });
        })
    }

    fn standing(&self, state: &CrmState, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let ask = link.callback(Msg::Ask);
        html! {
            <>
                <p class="state" role="status">
                    <strong>{ t1(if self.signed_in { "crm_connected" } else { "crm_signed_out" }, &state.name) }</strong>
                    { " · " }{ count("crm_logged", state.logged) }
                    { " · " }{ count("crm_open", state.open.len() as u64) }
                </p>
                if !state.told.is_empty() { <p class="caution" role="alert">{ words(&state.told) }</p> }
                <fieldset>
                    <legend>{ t("crm_channels") }</legend>
                    { for CHANNELS.iter().map(|channel| html! {
                        <label>
                            <input type="checkbox" checked={state.channels.iter().any(|known| known == channel)}
                                onchange={link.callback(|_| Msg::Channel(channel))} />
                            { named("channel_", channel) }
                        </label>
                    }) }
                </fieldset>
                { languages(&self.form.language, link.batch_callback(|language: String| {
                    let request = CrmRequest::Language { language: language.clone() };
                    vec![Msg::Form(Field::Language, language), Msg::Ask(Request::Crm(request))]
                })) }
                if !state.open.is_empty() {
                    <h3>{ t("crm_open_title") }</h3>
                    <ul class="touches">
                        { for state.open.iter().map(|touch| html! {
                            <li key={touch.id}>
                                <span class="kind">{ named("channel_", &touch.channel) }</span>
                                if let Some(contact) = &touch.contact { { " " }{ words(contact) } }
                                { " " }<span class="quiet">{ crate::browser::format::moment(&touch.at) }</span>
                                { touch.crm.as_ref().map(|mark| crm_mark(mark, touch.id, &ask)).unwrap_or_default() }
                            </li>
                        }) }
                    </ul>
                }
                <div class="actions">
                    { button(t("crm_disconnect"), "quiet-button", link.callback(|_| Msg::Disconnect)) }
                    <span class="quiet">{ t(if state.client.as_ref().is_some_and(|client| client.crm == "dynamics") { "crm_disconnect_dynamics" } else { "crm_disconnect_help" }) }</span>
                </div>
            </>
        }
    }

    fn form(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let onsubmit = self.connect(link);
        let onchange = link.callback(|event: Event| {
            Msg::Form(
                Field::Crm,
                event.target_unchecked_into::<HtmlSelectElement>().value(),
            )
        });
        let crm = self.form.crm.as_str();
        html! {
            <form class="settings" {onsubmit} autocomplete="off">
                <p>{ t(match crm { "hubspot" => "crm_how_hubspot", "dynamics" => "crm_how_dynamics", _ => "crm_how_salesforce" }) }</p>
                <p>{ t("crm_redirect") }{ " " }<code>{ self.redirect.clone() }</code></p>
                <label class="setting"><span>{ t("crm_which") }</span>
                    <select {onchange}>
                        { for CRMS.iter().map(|(code, name)| html! { <option value={*code} selected={*code == crm}>{ *name }</option> }) }
                    </select></label>
                if crm != "hubspot" {
                    { self.input(Field::Address, "crm_address", &self.form.address, if crm == "dynamics" { "https://your-company.crm.dynamics.com" } else { "https://your-company.my.salesforce.com" }, link) }
                }
                { self.input(Field::Client, "crm_client", &self.form.client, "", link) }
                if crm == "dynamics" { { self.input(Field::Tenant, "crm_tenant", &self.form.tenant, "organizations", link) } }
                else { { self.input(Field::Secret, "crm_secret", &self.secret, "", link) } }
                if crm == "hubspot" { { self.input(Field::Pasted, "crm_pasted", &self.pasted, "", link) } }
                if self.state.as_ref().is_none_or(|state| state.since.is_none()) {
                    { languages(&self.form.language, link.callback(|language| Msg::Form(Field::Language, language))) }
                }
                <p class="quiet">{ t("crm_session") }</p>
                if let (Err(Some(error)), true) = (&self.plan, self.tried) { { error_note(error) } }
                <div class="actions">
                    <button type="submit" class="main-button" disabled={self.busy || matches!(self.plan, Err(None))}>{ t(if self.busy { "crm_busy" } else { "crm_connect" }) }</button>
                </div>
            </form>
        }
    }

    fn input(
        &self,
        of: Field,
        label: &str,
        value: &str,
        hint: &'static str,
        link: &Scope<Self>,
    ) -> Html {
        let kind = if matches!(of, Field::Secret | Field::Pasted) {
            "password"
        } else {
            "text"
        };
        let oninput = link.callback(move |event: InputEvent| {
            Msg::Form(
                of,
                event.target_unchecked_into::<HtmlInputElement>().value(),
            )
        });
        html! {
            <label class="setting"><span>{ t(label) }</span>
                <input type={kind} maxlength="4000" autocomplete="off" spellcheck="false" placeholder={hint}
                    value={value.to_owned()} {oninput} /></label>
        }
    }
}

fn message(kind: &str, fields: &[(&str, JsValue)]) -> JsValue {
    let mut all = vec![("v", 1.into()), ("type", kind.into())];
    all.extend(fields.iter().cloned());
    chrome::object(&all)
}

/// Empty when the rep is signed in, else why not.
fn outcome(answer: &JsValue) -> String {
    if field(answer, "ok").is_truthy() {
        return String::new();
    }
    let why = field(answer, "why").as_string().unwrap_or_default();
    let mut said = t(match &*why {
        "permission" => "crm_why_permission",
        "cancelled" => "crm_why_cancelled",
        "state" => "crm_why_state",
        "denied" => "crm_why_denied",
        _ => "crm_why_exchange",
    });
    let detail = field(answer, "detail").as_string().unwrap_or_default();
    if !detail.is_empty() {
        said.push_str(" (");
        said.push_str(&detail);
        said.push(')');
    }
    said
}

/// The choice of the language that entries are written in.
fn languages(chosen: &str, choose: Callback<String>) -> Html {
    let onchange =
        choose.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <label class="setting"><span>{ t("crm_language") }</span>
            <select {onchange}>
                { for LANGUAGES.iter().map(|(code, name)| html! {
                    <option value={*code} lang={*code} selected={*code == chosen}>{ *name }</option>
                }) }
            </select></label>
    }
}
