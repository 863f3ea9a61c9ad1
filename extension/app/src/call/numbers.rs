//! The numbers of the person, the page and the account, each one click from the dialler.

use super::Call;
use crate::account::Action;
use crate::browser::link;
use crate::browser::text::{named, t, t1, t2};
use crate::parts::{icon, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{CallReply, CallRequest, DialNumber, Reply, Request, TimeThere};
use yew::prelude::*;

/// Numbers that are shown at once; the rest is one click away.
const FIRST: usize = 3;

/// See [`Numbers`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    /// The account.
    pub(crate) account: i64,
    /// Its name, for a number that is nobody's in particular.
    pub(crate) account_name: AttrValue,
    /// The person shown, if known.
    pub(crate) contact: Option<i64>,
    /// Name of the person shown, whose the page's numbers are.
    pub(crate) person: Option<AttrValue>,
    /// Texts of the page that may hold numbers.
    pub(crate) texts: Vec<String>,
    /// True where a number is to be expected: its row is kept free, so that nothing moves when it comes.
    pub(crate) expected: bool,
    pub(crate) act: Callback<Action>,
}

/// The row of numbers.
pub(crate) struct Numbers {
    numbers: Vec<DialNumber>,
    answered: bool,
    asked: Option<Asked>,
}

/// What happens in [`Numbers`].
pub(crate) enum Msg {
    Numbers(Reply),
    Dial(usize),
}

impl Component for Numbers {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut row = Self {
            numbers: Vec::new(),
            answered: false,
            asked: None,
        };
        row.ask(ctx);
        row
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.account != old.account || props.contact != old.contact || props.texts != old.texts
        {
            self.ask(ctx);
        }
        false
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Numbers(Reply::Call(CallReply::Numbers(numbers))) => {
                let changed = self.numbers != numbers || !self.answered;
                self.answered = true;
                self.numbers = numbers;
                changed
            }
            Msg::Numbers(_) => false,
            Msg::Dial(place) => {
                self.dial(ctx, place);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        if self.numbers.is_empty() {
            let waits = !self.answered && ctx.props().expected;
            return html! { if waits { <div class="numbers" aria-hidden="true"></div> } };
        }
        let row = |(place, number): (usize, &DialNumber)| one(ctx, place, number);
        html! {
            <section class="numbers" aria-label={t("region_numbers")}>
                <ul>{ for self.numbers.iter().enumerate().take(FIRST).map(row) }</ul>
                if self.numbers.len() > FIRST {
                    <details>
                        <summary>{ t1("more_numbers", &(self.numbers.len() - FIRST).to_string()) }</summary>
                        <ul>{ for self.numbers.iter().enumerate().skip(FIRST).map(row) }</ul>
                    </details>
                }
            </section>
        }
    }
}

impl Numbers {
    fn ask(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let request = Request::Call(CallRequest::Numbers {
            account: Some(props.account),
            contact: props.contact,
            texts: props.texts.clone(),
        });
        self.asked = Some(
            props
                .client
                .ask(&request, ctx.link().callback(Msg::Numbers)),
        );
    }

    /// The link itself starts the dialler; the panel opens beside it.
    fn dial(&self, ctx: &Context<Self>, place: usize) {
        let props = ctx.props();
        let Some(number) = self.numbers.get(place) else {
            return;
        };
        let person = props.person.as_ref().filter(|_| number.source == "page");
        let who = number
            .person
            .as_deref()
            .or(person.map(AttrValue::as_str))
            .unwrap_or(&props.account_name)
            .to_owned();
        props.act.emit(Action::Dial(Call {
            account: props.account,
            contact: number
                .contact
                .or(props.contact.filter(|_| number.source == "page")),
            who,
            number: number.clone(),
            started: js_sys::Date::now(),
        }));
    }
}

fn one(ctx: &Context<Numbers>, place: usize, number: &DialNumber) -> Html {
    let whose = match (number.person.as_deref(), number.source.as_str()) {
        (Some(person), _) => person.to_owned(),
        (None, "page") => t("number_of_page"),
        (None, _) => ctx.props().account_name.to_string(),
    };
    let onclick = ctx.link().callback(move |_: MouseEvent| Msg::Dial(place));
    let label = t2("call_whom_at", &whose, &number.shown);
    let href = link::dialler(&number.href);
    html! {
        <li key={number.e164.clone()}>
            <a class="dial" {href} target="_blank" rel="noopener noreferrer" aria-label={label} title={label_title(number)} {onclick}>
                { icon("phone") }<bdi>{ number.shown.clone() }</bdi>
            </a>
            <span class="whose">{ words(&whose) }</span>
            { number.time.as_ref().map(time).unwrap_or_default() }
        </li>
    }
}

fn label_title(number: &DialNumber) -> String {
    let mut title = named("line_", &number.line);
    if let Some(country) = &number.country {
        title.push_str(" · ");
        title.push_str(country);
    }
    title
}

/// "9:05 there", with a warning at odd hours.
pub(crate) fn time(time: &TimeThere) -> Html {
    let shown = if time.from == time.to {
        time.from.clone()
    } else {
        t2("time_between", &time.from, &time.to)
    };
    let mut said = t1("time_there", &shown);
    if time.odd {
        said.push_str(" · ");
        said.push_str(&t(if time.weekend {
            "time_weekend"
        } else {
            "time_odd"
        }));
    }
    html! { <span class={if time.odd { "there caution" } else { "there quiet" }}>{ said }</span> }
}
