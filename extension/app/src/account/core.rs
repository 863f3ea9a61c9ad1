//! The core of the mail: which pain of the library fits, why, and whole templates, ready to insert.

use super::Action;
use crate::browser::clipboard;
use crate::browser::text::{t, t1};
use crate::parts::{button, words};
use crate::wire::{Asked, Client, Insertion, Place};
use hookline_protocol::{LibraryReply, LibraryRequest, LibrarySection, Proposal, Reply, Request};
use yew::prelude::*;

/// Proposals of each section.
const SHOWN: u32 = 3;

/// See [`Core`].
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) account: i64,
    pub(crate) contact: Option<i64>,
    /// Name of a person who is not in the database.
    pub(crate) name: Option<AttrValue>,
    pub(crate) can_insert: bool,
    /// Changes whenever stored data does.
    pub(crate) turn: usize,
    pub(crate) act: Callback<Action>,
}

/// What the library proposes for the draft.
pub(crate) struct Core {
    proposals: Option<Vec<Proposal>>,
    asked: Option<Asked>,
}

/// What happens in [`Core`].
pub(crate) enum Msg {
    Proposals(Reply),
    Insert(usize),
    Copy(usize),
}

impl Component for Core {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut core = Self {
            proposals: None,
            asked: None,
        };
        core.ask(ctx);
        core
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.account != old.account
            || props.contact != old.contact
            || props.name != old.name
            || props.turn != old.turn
        {
            self.ask(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Proposals(Reply::Library(LibraryReply::Proposals(proposals))) => {
                self.proposals = Some(proposals);
                return true;
            }
            Msg::Proposals(Reply::Error(error)) => ctx.props().act.emit(Action::Fail(error)),
            Msg::Proposals(_) => {}
            Msg::Insert(place) => {
                if let Some(one) = self.proposals.as_ref().and_then(|all| all.get(place)) {
                    ctx.props().act.emit(Action::Insert(Insertion {
                        text: one.text.clone(),
                        link: None,
                        place: Place::Caret,
                        opener: one.opener.clone(),
                    }));
                }
            }
            Msg::Copy(place) => {
                if let Some(one) = self.proposals.as_ref().and_then(|all| all.get(place)) {
                    let mut text = String::new();
                    if !one.subject.is_empty() {
                        text.push_str(&one.subject);
                        text.push_str("\n\n");
                    }
                    text.push_str(&one.text);
                    let act = ctx.props().act.clone();
                    wasm_bindgen_futures::spawn_local(async move {
                        super::say_copied(&act, clipboard::copy_text(text).await);
                    });
                }
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(proposals) = &self.proposals else {
            return Html::default();
        };
        html! {
            <section class="core" aria-label={t("region_core")}>
                <h3>{ t("heading_core") }</h3>
                if proposals.is_empty() {
                    <p class="quiet">{ t("core_none") }{ " " }
                        <a href="workspace.html#/library" target="_blank" rel="noopener noreferrer">{ t("core_write") }</a></p>
                }
                { for proposals.iter().enumerate().map(|(place, one)| card(ctx, place, one)) }
            </section>
        }
    }
}

impl Core {
    fn ask(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let request = Request::Library(LibraryRequest::Propose {
            account: props.account,
            contact: props.contact,
            name: props.name.as_ref().map(ToString::to_string),
            limit: SHOWN,
        });
        self.asked = Some(
            props
                .client
                .ask(&request, ctx.link().callback(Msg::Proposals)),
        );
    }
}

fn card(ctx: &Context<Core>, place: usize, one: &Proposal) -> Html {
    let scope = ctx.link();
    let heading = match one.section {
        LibrarySection::Pain => t1("pain_named", &one.title),
        LibrarySection::Template => t1("template_named", &one.title),
    };
    html! {
        <article class="opener" key={one.id.clone()} aria-label={heading.clone()}>
            <p class="meta"><strong>{ words(&heading) }</strong><span>{ words(&one.why) }</span></p>
            if !one.subject.is_empty() { <p class="quiet">{ words(&one.subject) }</p> }
            <p class="sentence lines">{ words(&one.text) }</p>
            { for one.warnings.iter().map(|warning| html! { <p class="warning">{ words(warning) }</p> }) }
            if !one.missing.is_empty() {
                <p class="warning">{ t1("variables_missing", &one.missing.join(", ")) }</p>
            }
            <div class="actions" role="group" aria-label={heading}>
                if ctx.props().can_insert {
                    { button(t("insert"), "main-button", scope.callback(move |_| Msg::Insert(place))) }
                }
                { button(t("copy"), "quiet-button", scope.callback(move |_| Msg::Copy(place))) }
            </div>
        </article>
    }
}
