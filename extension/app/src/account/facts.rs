//! A personal fact for the PS, typed or pasted by the rep: kept as theirs, with the day.

use super::Action;
use crate::browser::text::{named, t};
use crate::parts::button;
use crate::wire::{Asked, Client};
use hookline_protocol::{LibraryRequest, Reply, Request};
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What may be kept, in the order of the list; the last one is pasted material.
const KINDS: [&str; 6] = ["interest", "school", "start_date", "team", "note", "paste"];

/// See [`Facts`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
    pub(crate) contact: i64,
    pub(crate) act: Callback<Action>,
}

/// The form, folded until it is wanted.
pub(crate) struct Facts {
    kind: usize,
    value: String,
    asked: Option<Asked>,
}

/// What happens in [`Facts`].
pub(crate) enum Msg {
    Kind(String),
    Value(String),
    Save,
    Saved(Reply),
}

impl Component for Facts {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            kind: 0,
            value: String::new(),
            asked: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Kind(kind) => {
                self.kind = KINDS.iter().position(|known| *known == kind).unwrap_or(0);
            }
            Msg::Value(value) => self.value = value,
            Msg::Save => self.save(ctx),
            Msg::Saved(Reply::Error(error)) => ctx.props().act.emit(Action::Fail(error)),
            Msg::Saved(_) => {
                self.value.clear();
                ctx.props().act.emit(Action::Say(t("saved"), None));
                ctx.props().act.emit(Action::Refresh);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let onchange = link.callback(|event: Event| {
            Msg::Kind(event.target_unchecked_into::<HtmlSelectElement>().value())
        });
        let oninput = link.callback(|event: InputEvent| {
            Msg::Value(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        });
        let kind = KINDS[self.kind];
        html! {
            <details class="facts">
                <summary>{ t("fact_add") }</summary>
                <p class="quiet">{ t("fact_rule") }</p>
                <select aria-label={t("fact_kind")} {onchange}>
                    { for KINDS.iter().map(|one| html! {
                        <option value={*one} selected={*one == kind}>{ named("fact_", one) }</option>
                    }) }
                </select>
                <textarea rows="2" maxlength="4000" aria-label={named("fact_", kind)} placeholder={named("fact_help_", kind)}
                    value={self.value.clone()} {oninput} />
                { button(t("save"), "quiet-button", link.callback(|_| Msg::Save)) }
            </details>
        }
    }
}

impl Facts {
    fn save(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        if self.value.trim().is_empty() {
            return;
        }
        let request = if KINDS[self.kind] == "paste" {
            Request::Paste {
                account: props.account,
                text: self.value.clone(),
                url: String::new(),
                contact: Some(props.contact),
            }
        } else {
            Request::Library(LibraryRequest::Fact {
                contact: props.contact,
                kind: KINDS[self.kind].to_owned(),
                value: self.value.clone(),
            })
        };
        self.asked = Some(props.client.ask(&request, ctx.link().callback(Msg::Saved)));
    }
}
