//! What is due today over all accounts, each step one click from done.

use super::{late, small, step};
use crate::account::Action;
use crate::browser::text::{count, t, t2};
use crate::browser::{format, link};
use crate::call::{Call, time};
use crate::parts::{button, icon, loading, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{
    CadenceAct, CadenceReply, CadenceRequest, DueStep, NextDue, Reply, Request,
};
use yew::prelude::*;

/// Steps that are shown.
const SHOWN: u32 = 50;

/// See [`DueList`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    /// Changes whenever stored data does.
    pub(crate) turn: usize,
    pub(crate) act: Callback<Action>,
}

/// The list of one day.
pub(crate) struct DueList {
    due: Option<(Vec<DueStep>, u64)>,
    next: Option<NextDue>,
    asked: Option<Asked>,
    asked_act: Option<Asked>,
}

/// What happens in [`DueList`].
pub(crate) enum Msg {
    Due(Reply),
    Act(i64, CadenceAct),
    Acted(Reply),
    Dial(usize),
}

impl Component for DueList {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut list = Self {
            due: None,
            next: None,
            asked: None,
            asked_act: None,
        };
        list.ask(ctx);
        list
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().turn != old.turn {
            self.ask(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Due(Reply::Cadence(CadenceReply::Due { steps, total, next })) => {
                self.due = Some((steps, total));
                self.next = next;
            }
            Msg::Act(enrolment, act) => {
                let request = Request::Cadence(CadenceRequest::Act {
                    enrolment,
                    act,
                    today: format::today(),
                });
                self.asked_act = Some(
                    ctx.props()
                        .client
                        .ask(&request, ctx.link().callback(Msg::Acted)),
                );
                return false;
            }
            Msg::Acted(Reply::Error(error)) | Msg::Due(Reply::Error(error)) => {
                ctx.props().act.emit(Action::Fail(error));
            }
            Msg::Acted(_) => {
                ctx.props().act.emit(Action::Say(t("already_logged"), None));
                self.ask(ctx);
            }
            Msg::Due(_) => return false,
            Msg::Dial(place) => {
                self.dial(ctx, place);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match &self.due {
            None => loading(),
            Some((steps, _)) if steps.is_empty() => {
                html! {
                    <p class="quiet">
                        { t("due_none") }{ " " }
                        if let Some(next) = &self.next {
                            { t2("due_next", &format::day(&next.day), &count("steps", next.steps)) }{ " " }
                        }
                        <a href="#/cadences">{ t("nav_cadences") }</a>
                    </p>
                }
            }
            Some((steps, total)) => html! {
                <>
                    <p class="quiet">{ count("steps_due", *total) }</p>
                    <ul class="due">{ for steps.iter().enumerate().map(|(place, due)| row(ctx, place, due)) }</ul>
                </>
            },
        }
    }
}

impl DueList {
    fn ask(&mut self, ctx: &Context<Self>) {
        let request = Request::Cadence(CadenceRequest::Due {
            today: format::today(),
            limit: SHOWN,
        });
        self.asked = Some(
            ctx.props()
                .client
                .ask(&request, ctx.link().callback(Msg::Due)),
        );
    }

    fn dial(&self, ctx: &Context<Self>, place: usize) {
        let Some(due) = self.due.as_ref().and_then(|(steps, _)| steps.get(place)) else {
            return;
        };
        let Some(number) = due.number.clone() else {
            return;
        };
        ctx.props().act.emit(Action::Dial(Call {
            account: due.account,
            contact: due.contact.as_ref().and_then(|person| person.id),
            who: due
                .contact
                .as_ref()
                .map_or_else(|| due.account_name.clone(), |person| person.name.clone()),
            number,
            started: js_sys::Date::now(),
        }));
    }
}

fn row(ctx: &Context<DueList>, place: usize, due: &DueStep) -> Html {
    let scope = ctx.link();
    let id = due.enrolment;
    let number = due.step;
    let done = scope.callback(move |_: MouseEvent| {
        Msg::Act(
            id,
            CadenceAct::Done {
                step: number,
                note: String::new(),
            },
        )
    });
    let skip = scope.callback(move |_: MouseEvent| Msg::Act(id, CadenceAct::Skip { step: number }));
    let mut account = String::from("#/accounts/");
    account.push_str(&due.account.to_string());
    let email = due
        .contact
        .as_ref()
        .and_then(|person| person.email.as_deref());
    let mut key = id.to_string();
    key.push('.');
    key.push_str(&number.to_string());
    html! {
        <li {key}>
            <p class="step">{ step(&due.channel, &due.title) }{ late(due.late) }</p>
            <p class="meta">
                if let Some(person) = &due.contact { <strong>{ words(&person.name) }</strong> }
                <a href={account}>{ words(&due.account_name) }</a>
                <span>{ words(&due.cadence) }</span>
                <span>{ t2("step_of", &(number + 1).to_string(), &due.steps.to_string()) }</span>
            </p>
            <div class="actions">
                if let Some(number) = due.number.as_ref().filter(|_| due.channel == "call") {
                    <a class="main-button" href={link::dialler(&number.href)} target="_blank" rel="noopener noreferrer"
                        onclick={scope.callback(move |_: MouseEvent| Msg::Dial(place))}>{ icon("phone") }<bdi>{ number.shown.clone() }</bdi></a>
                    { number.time.as_ref().map(time).unwrap_or_default() }
                }
                if let Some(odd) = due.number.as_ref().filter(|_| due.channel != "call").and_then(|number| number.time.as_ref()).filter(|there| there.odd) {
                    { time(odd) }
                }
                if due.channel == "email" { { email.map(link::mail).unwrap_or_default() } }
                { button(t("step_done"), if due.channel == "call" { "chip" } else { "main-button" }, done) }
                { small(t("step_skip"), &due.title, skip) }
            </div>
        </li>
    }
}
