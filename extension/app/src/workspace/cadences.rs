//! The plans: which steps on which days over which channels.

use super::share;
use super::table::head;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{button, loading, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{
    CadencePlan, CadenceReply, CadenceRequest, CadenceStep, ErrorReply, Reply, Request,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

/// Channels in the order of the list.
const CHANNELS: [&str; 4] = ["email", "call", "social", "task"];

/// See [`CadencesPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The page of the plans.
pub(crate) struct CadencesPage {
    plans: Option<Vec<CadencePlan>>,
    /// The plan being changed, and its name before.
    open: Option<(CadencePlan, String)>,
    asked: Option<Asked>,
}

/// What happens on the page.
pub(crate) enum Msg {
    Reply(Reply),
    Saved(Reply),
    Open(Option<usize>),
    Close,
    Change(Box<dyn FnOnce(&mut CadencePlan)>),
    Save,
    Remove(String),
    Share,
    Take(String),
}

impl Component for CadencesPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut page = Self {
            plans: None,
            open: None,
            asked: None,
        };
        page.send(ctx, CadenceRequest::Plans, Msg::Reply);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Saved(Reply::Cadence(CadenceReply::Plans(plans))) => {
                self.plans = Some(plans);
                self.open = None;
                ctx.props().say.emit(t("saved"));
            }
            Msg::Reply(Reply::Cadence(CadenceReply::Plans(plans))) => self.plans = Some(plans),
            Msg::Reply(Reply::Cadence(CadenceReply::File { name, text })) => {
                share::download(&name, &text);
                return false;
            }
            Msg::Reply(Reply::Error(error)) | Msg::Saved(Reply::Error(error)) => {
                ctx.props().fail.emit(error);
            }
            Msg::Reply(_) | Msg::Saved(_) => return false,
            Msg::Open(place) => {
                let known = place.and_then(|place| self.plans.as_ref()?.get(place).cloned());
                let was = known
                    .as_ref()
                    .filter(|plan| !plan.example)
                    .map(|plan| plan.name.clone())
                    .unwrap_or_default();
                let plan = known.unwrap_or_else(|| CadencePlan {
                    steps: vec![step()],
                    working_days: true,
                    ..CadencePlan::default()
                });
                self.open = Some((plan, was));
            }
            Msg::Close => self.open = None,
            Msg::Change(change) => {
                if let Some((plan, _)) = &mut self.open {
                    change(plan);
                }
            }
            Msg::Save => {
                if let Some((plan, was)) = self.open.clone() {
                    self.send(ctx, CadenceRequest::Save { plan, was }, Msg::Saved);
                }
                return false;
            }
            Msg::Remove(name) => {
                self.send(ctx, CadenceRequest::Remove { name }, Msg::Reply);
                return false;
            }
            Msg::Share => {
                self.send(ctx, CadenceRequest::Share, Msg::Reply);
                return false;
            }
            Msg::Take(text) => {
                self.send(ctx, CadenceRequest::TakeShared { text }, Msg::Saved);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <div class="narrow">
                { head("nav_cadences", "cadences_lead") }
                <div class="actions">
                    { button(t("cadence_new"), "main-button", link.callback(|_| Msg::Open(None))) }
                    { share::buttons(link.callback(|_| Msg::Share), link.callback(Msg::Take), ".json,.csv") }
                </div>
                if let Some((plan, _)) = &self.open { { editor(plan, link) } }
                { match &self.plans {
                    None => loading(),
                    Some(plans) => html! { { for plans.iter().enumerate().map(|(place, plan)| row(place, plan, link)) } },
                } }
            </div>
        }
    }
}

impl CadencesPage {
    fn send(&mut self, ctx: &Context<Self>, request: CadenceRequest, done: fn(Reply) -> Msg) {
        let request = Request::Cadence(request);
        self.asked = Some(ctx.props().client.ask(&request, ctx.link().callback(done)));
    }
}

fn step() -> CadenceStep {
    CadenceStep {
        day: 0,
        channel: "email".to_owned(),
        title: String::new(),
    }
}

fn row(place: usize, plan: &CadencePlan, link: &Scope<CadencesPage>) -> Html {
    let name = plan.name.clone();
    let days = plan.steps.last().map_or(0, |step| step.day);
    html! {
        <section class="entry" key={plan.name.clone()} aria-label={plan.name.clone()}>
            <h2>{ words(&plan.name) }if plan.example { <span class="quiet">{ " · " }{ t("cadence_example") }</span> }</h2>
            <p class="meta"><span>{ count("steps", plan.steps.len() as u64) }</span><span>{ count("days", u64::from(days)) }</span></p>
            <ol class="plain-steps">{ for plan.steps.iter().map(|step| html! {
                <li><span class="quiet">{ t1("day_number", &step.day.to_string()) }</span>{ " " }<span class="kind">{ named("channel_", &step.channel) }</span>{ " " }{ words(&step.title) }</li>
            }) }</ol>
            <div class="actions">
                { button(t("change"), "quiet-button", link.callback(move |_| Msg::Open(Some(place)))) }
                if !plan.example {
                    { button(t("remove"), "quiet-button", link.callback(move |_| Msg::Remove(name.clone()))) }
                }
            </div>
        </section>
    }
}

fn editor(plan: &CadencePlan, link: &Scope<CadencesPage>) -> Html {
    let oninput = link.callback(|event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::Change(Box::new(move |plan| plan.name = value))
    });
    let working = link.callback(|event: Event| {
        let on = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Change(Box::new(move |plan| plan.working_days = on))
    });
    let pause = link.callback(|event: Event| {
        let on = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Change(Box::new(move |plan| plan.pause_on_reply = on))
    });
    html! {
        <section class="editor" aria-label={t("cadence_editor")}>
            <label>{ t("field_name") }<input type="text" maxlength="120" value={plan.name.clone()} {oninput} /></label>
            { for plan.steps.iter().enumerate().map(|(place, step)| step_row(place, step, link)) }
            <div>{ button(t("step_add"), "quiet-button", link.callback(|_| Msg::Change(Box::new(|plan| {
                let day = plan.steps.last().map_or(0, |last| last.day.saturating_add(2));
                plan.steps.push(CadenceStep { day, ..step() });
            })))) }</div>
            <label class="tick"><input type="checkbox" checked={plan.working_days} onchange={working} />{ t("cadence_working_days") }</label>
            <label class="tick"><input type="checkbox" checked={plan.pause_on_reply} onchange={pause} />{ t("cadence_pause_on_reply") }</label>
            <div class="actions">
                { button(t("save"), "main-button", link.callback(|_| Msg::Save)) }
                { button(t("cancel"), "quiet-button", link.callback(|_| Msg::Close)) }
            </div>
        </section>
    }
}

fn step_row(place: usize, step: &CadenceStep, link: &Scope<CadencesPage>) -> Html {
    let change = move |change: Box<dyn FnOnce(&mut CadenceStep)>| {
        Msg::Change(Box::new(move |plan: &mut CadencePlan| {
            if let Some(step) = plan.steps.get_mut(place) {
                change(step);
            }
        }))
    };
    let day = link.callback(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        change(Box::new(move |step| {
            step.day = value.parse().unwrap_or(step.day)
        }))
    });
    let channel = link.callback(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        change(Box::new(move |step| step.channel = value))
    });
    let title = link.callback(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        change(Box::new(move |step| step.title = value))
    });
    let remove = link.callback(move |_| {
        Msg::Change(Box::new(move |plan: &mut CadencePlan| {
            if plan.steps.len() > 1 && place < plan.steps.len() {
                plan.steps.remove(place);
            }
        }))
    });
    html! {
        <div class="plan-step" key={place}>
            <input type="number" min="0" max="400" aria-label={t("step_day")} title={t("step_day")} value={step.day.to_string()} oninput={day} />
            <select aria-label={t("step_channel")} onchange={channel}>
                { for CHANNELS.iter().map(|one| html! {
                    <option value={*one} selected={*one == step.channel}>{ named("channel_", one) }</option>
                }) }
            </select>
            <input type="text" maxlength="300" aria-label={t("step_title")} placeholder={t("step_title")} value={step.title.clone()} oninput={title} />
            { crate::parts::icon_button("close", t("step_remove"), remove) }
        </div>
    }
}
