//! One question, and its answer shown: asked again when it changes, or when stored data does.

use super::{error_note, loading};
use crate::wire::{Asked, Client, Link, Listening, Shared};
use hookline_protocol::{ErrorReply, Reply, Request};
use yew::prelude::*;

/// What is asked, and how its answer is shown.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) request: Request,
    pub(crate) show: Callback<Shared<Reply>, Html>,
    /// Asks anew when it changes.
    #[prop_or_default]
    pub(crate) turn: u32,
}

/// See [`Props`]. The last answer stays until the next one comes.
pub(crate) struct Answer {
    reply: Option<Shared<Reply>>,
    failure: Option<ErrorReply>,
    asked: Option<Asked>,
    _listening: Listening,
}

/// What happens.
pub(crate) enum Msg {
    Reply(Reply),
    Link(Link),
}

impl Component for Answer {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut answer = Self {
            reply: None,
            failure: None,
            asked: None,
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        answer.ask(ctx);
        answer
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.request != old.request || props.turn != old.turn {
            self.ask(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Reply(Reply::Error(error)) => {
                self.failure = Some(error);
                self.reply = None;
            }
            Msg::Reply(reply) => {
                self.failure = None;
                self.reply = Some(Shared::new(reply));
            }
            Msg::Link(Link::Changed) => {
                self.ask(ctx);
                return false;
            }
            Msg::Link(_) => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match (&self.failure, &self.reply) {
            (Some(failure), _) => error_note(failure),
            (None, Some(reply)) => ctx.props().show.emit(reply.clone()),
            (None, None) => loading(),
        }
    }
}

impl Answer {
    fn ask(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        self.asked = Some(
            props
                .client
                .ask(&props.request, ctx.link().callback(Msg::Reply)),
        );
    }
}
