//! Who is in which cadence at an account, the next step of each, and the way in.

use super::{done_button, small, step};
use crate::account::Action;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1, t2};
use crate::parts::{button, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{
    CadenceAct, CadencePlan, CadenceReply, CadenceRequest, Enrolment, Reply, Request,
};
use yew::prelude::*;

/// See [`NextSteps`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
    /// The person shown, if known.
    pub(crate) contact: Option<i64>,
    /// Who would be put into a cadence, in words.
    pub(crate) who: AttrValue,
    /// Changes whenever the ledger does, since a doing settles a step.
    pub(crate) turn: usize,
    pub(crate) act: Callback<Action>,
}

/// The next steps at one account.
pub(crate) struct NextSteps {
    plans: Vec<CadencePlan>,
    enrolments: Option<Vec<Enrolment>>,
    chosen: String,
    asked: Vec<Asked>,
}

/// What happens in [`NextSteps`].
pub(crate) enum Msg {
    Reply(Reply),
    Choose(String),
    Enrol,
    Act(i64, CadenceAct),
    Acted(Reply),
}

impl Component for NextSteps {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut steps = Self {
            plans: Vec::new(),
            enrolments: None,
            chosen: String::new(),
            asked: Vec::new(),
        };
        steps.ask(ctx);
        steps
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.account != old.account || props.turn != old.turn {
            self.ask(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Reply(Reply::Cadence(CadenceReply::Plans(plans))) => {
                if !plans.iter().any(|plan| plan.name == self.chosen) {
                    self.chosen = plans
                        .first()
                        .map(|plan| plan.name.clone())
                        .unwrap_or_default();
                }
                self.plans = plans;
            }
            Msg::Reply(Reply::Cadence(CadenceReply::Enrolments(enrolments))) => {
                self.enrolments = Some(enrolments);
            }
            Msg::Acted(Reply::Cadence(CadenceReply::Enrolments(enrolments))) => {
                self.enrolments = Some(enrolments);
                props.act.emit(Action::Refresh);
            }
            Msg::Reply(Reply::Error(error)) | Msg::Acted(Reply::Error(error)) => {
                props.act.emit(Action::Fail(error));
            }
            Msg::Reply(_) | Msg::Acted(_) => return false,
            Msg::Choose(name) => self.chosen = name,
            Msg::Enrol => {
                let request = CadenceRequest::Enrol {
                    cadence: self.chosen.clone(),
                    account: props.account,
                    contact: props.contact,
                    today: format::today(),
                };
                self.send(ctx, request, Msg::Acted);
                return false;
            }
            Msg::Act(enrolment, act) => {
                let request = CadenceRequest::Act {
                    enrolment,
                    act,
                    today: format::today(),
                };
                self.send(ctx, request, Msg::Acted);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(enrolments) = &self.enrolments else {
            return Html::default();
        };
        let goes_on = |one: &&Enrolment| matches!(&*one.state, "active" | "paused");
        let ended = enrolments.iter().filter(|one| !goes_on(one)).count();
        html! {
            <div class="next-steps">
                <h3>{ t("heading_next_steps") }</h3>
                <ul>{ for enrolments.iter().filter(goes_on).map(|one| enrolment(ctx, one)) }</ul>
                { self.way_in(ctx) }
                if ended > 0 {
                    <details>
                        <summary>{ count("cadences_ended", ended as u64) }</summary>
                        <ul>{ for enrolments.iter().filter(|one| !goes_on(one)).map(|one| html! {
                            <li>{ words(&one.cadence) }{ " · " }{ words(one.contact.as_deref().unwrap_or_default()) }
                                <span class="quiet">{ " " }{ named("cadence_state_", &one.state) }</span></li>
                        }) }</ul>
                    </details>
                }
            </div>
        }
    }
}

impl NextSteps {
    fn ask(&mut self, ctx: &Context<Self>) {
        self.asked.clear();
        self.send(ctx, CadenceRequest::Plans, Msg::Reply);
        let of = CadenceRequest::Of {
            account: ctx.props().account,
            today: format::today(),
        };
        self.send(ctx, of, Msg::Reply);
    }

    fn send(&mut self, ctx: &Context<Self>, request: CadenceRequest, done: fn(Reply) -> Msg) {
        let request = Request::Cadence(request);
        let asked = ctx.props().client.ask(&request, ctx.link().callback(done));
        if self.asked.len() > 8 {
            self.asked.remove(0);
        }
        self.asked.push(asked);
    }

    /// Choose a plan, and in.
    fn way_in(&self, ctx: &Context<Self>) -> Html {
        if self.plans.is_empty() {
            return Html::default();
        }
        let link = ctx.link();
        let onchange = link.callback(|event: Event| {
            Msg::Choose(
                event
                    .target_unchecked_into::<web_sys::HtmlSelectElement>()
                    .value(),
            )
        });
        html! {
            <div class="way-in">
                <select aria-label={t("choose_cadence")} {onchange}>
                    { for self.plans.iter().map(|plan| html! {
                        <option value={plan.name.clone()} selected={plan.name == self.chosen}>{ format::clip(&plan.name, 60) }</option>
                    }) }
                </select>
                { button(t1("enrol", &format::clip(&ctx.props().who, 40)), "quiet-button", link.callback(|_| Msg::Enrol)) }
            </div>
        }
    }
}

fn enrolment(ctx: &Context<NextSteps>, one: &Enrolment) -> Html {
    let link = ctx.link();
    let id = one.id;
    let act = move |act: CadenceAct| link.callback(move |_: MouseEvent| Msg::Act(id, act.clone()));
    let who = one.contact.clone().unwrap_or_default();
    let next = one
        .next
        .and_then(|place| Some((place, one.steps.get(place as usize)?)));
    let paused = one.state == "paused";
    html! {
        <li key={id}>
            <p class="meta">
                <strong>{ words(&one.cadence) }</strong>
                if !who.is_empty() { <span>{ words(&who) }</span> }
                if let Some(place) = one.next {
                    <span>{ t2("step_of", &(place + 1).to_string(), &one.steps.len().to_string()) }</span>
                }
                if paused { <span class="caution">{ t("cadence_state_paused") }</span> }
            </p>
            if let Some((place, next)) = next {
                <p class="step">{ step(&next.channel, &next.title) }
                    <span class={if one.due { "caution" } else { "quiet" }}>
                        { if one.due { t("due_now") } else { t1("due_on", &format::day(&next.day)) } }
                    </span>
                </p>
                <div class="actions">
                    if !paused {
                        { done_button(t("step_done"), act(CadenceAct::Done { step: place, note: String::new() })) }
                        { small(t("step_skip"), &next.title, act(CadenceAct::Skip { step: place })) }
                        { small(t("cadence_pause"), &one.cadence, act(CadenceAct::Pause)) }
                    } else {
                        { done_button(t("cadence_resume"), act(CadenceAct::Resume)) }
                    }
                    { small(t("cadence_stop"), &one.cadence, act(CadenceAct::Stop)) }
                </div>
            }
        </li>
    }
}
