//! Text or a link that the rep pastes: kept as a story of the account, with the rep as its source.

use super::Action;
use crate::browser::text::t;
use crate::parts::button;
use crate::wire::{Asked, Client};
use hookline_protocol::{Reply, Request};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// See [`Paste`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
    pub(crate) act: Callback<Action>,
}

/// The box, folded until it is wanted.
pub(crate) struct Paste {
    text: String,
    asked: Option<Asked>,
}

/// What happens in [`Paste`].
pub(crate) enum Msg {
    Text(String),
    Keep,
    Kept(Reply),
}

impl Component for Paste {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            text: String::new(),
            asked: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Text(text) => self.text = text,
            Msg::Keep if self.text.trim().is_empty() => return false,
            Msg::Keep => {
                let request = Request::Paste {
                    account: props.account,
                    text: self.text.clone(),
                    url: String::new(),
                    contact: None,
                };
                self.asked = Some(props.client.ask(&request, ctx.link().callback(Msg::Kept)));
            }
            Msg::Kept(Reply::Error(error)) => props.act.emit(Action::Fail(error)),
            Msg::Kept(_) => {
                self.text.clear();
                props.act.emit(Action::Say(t("kept_page"), None));
                props.act.emit(Action::Refresh);
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
            <details class="facts">
                <summary>{ t("paste_story") }</summary>
                <textarea rows="3" maxlength="20000" aria-label={t("paste_story")} placeholder={t("paste_story_help")}
                    value={self.text.clone()} {oninput} />
                { button(t("paste_keep"), "quiet-button", link.callback(|_| Msg::Keep)) }
            </details>
        }
    }
}
