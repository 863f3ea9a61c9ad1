//! The library: pains for the core and whole templates, written once; and what the rep's own results say.

use super::share;
use super::table::{head, table};
use crate::browser::format;
use crate::browser::text::{count, t, t1, t2};
use crate::parts::{button, help, kind_name, loading, words};
use crate::wire::{Asked, Client};
use hookline_protocol::{
    ErrorReply, HookResult, LedgerReply, LedgerRequest, LibraryEntry, LibraryReply, LibraryRequest,
    LibrarySection, Reply, Request, SignalKind,
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::html::Scope;
use yew::prelude::*;

/// Variables that a text may hold.
const VARIABLES: &str = "{{first_name}} {{name}} {{title}} {{account}} {{domain}} {{industry}} {{city}} {{country}} {{my_name}} {{opener}} {{ps}}";

/// See [`LibraryPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The page of the library.
pub(crate) struct LibraryPage {
    section: LibrarySection,
    entries: Option<Vec<LibraryEntry>>,
    open: Option<LibraryEntry>,
    results: Option<Vec<HookResult>>,
    asked: Option<Asked>,
    asked_results: Option<Asked>,
}

/// A list of the entry that is written as words between commas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    Industries,
    Functions,
}

/// What happens on the page.
pub(crate) enum Msg {
    Section(LibrarySection),
    Reply(Reply),
    Saved(Reply),
    Results(Reply),
    Open(Option<usize>),
    Close,
    Title(String),
    Subject(String),
    Text(String),
    Words(Words, String),
    Trigger(SignalKind),
    Save,
    Remove(String),
    Share,
    Take(String),
}

impl Component for LibraryPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut page = Self {
            section: LibrarySection::Pain,
            entries: None,
            open: None,
            results: None,
            asked: None,
            asked_results: None,
        };
        page.enter(ctx);
        let results = Request::Ledger(LedgerRequest::Results);
        page.asked_results = Some(
            ctx.props()
                .client
                .ask(&results, ctx.link().callback(Msg::Results)),
        );
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Section(section) => {
                self.section = section;
                self.entries = None;
                self.open = None;
                self.enter(ctx);
            }
            Msg::Saved(Reply::Library(LibraryReply::Entries(entries))) => {
                self.entries = Some(entries);
                self.open = None;
                ctx.props().say.emit(t("saved"));
            }
            Msg::Reply(Reply::Library(LibraryReply::Entries(entries))) => {
                self.entries = Some(entries)
            }
            Msg::Reply(Reply::Library(LibraryReply::File { name, text })) => {
                share::download(&name, &text);
                return false;
            }
            Msg::Reply(Reply::Error(error)) | Msg::Saved(Reply::Error(error)) => {
                ctx.props().fail.emit(error);
            }
            Msg::Results(Reply::Ledger(LedgerReply::Results(results))) => {
                self.results = Some(results)
            }
            Msg::Reply(_) | Msg::Saved(_) | Msg::Results(_) => return false,
            Msg::Open(place) => {
                let known = place.and_then(|place| self.entries.as_ref()?.get(place).cloned());
                self.open = Some(known.unwrap_or_default());
            }
            Msg::Close => self.open = None,
            Msg::Title(title) => self.change(|open| open.title = title),
            Msg::Subject(subject) => self.change(|open| open.subject = subject),
            Msg::Text(text) => self.change(|open| open.text = text),
            Msg::Words(which, text) => self.change(|open| {
                let words = text
                    .split(',')
                    .map(|word| word.trim().to_owned())
                    .filter(|word| !word.is_empty())
                    .collect();
                match which {
                    Words::Industries => open.industries = words,
                    Words::Functions => open.functions = words,
                }
            }),
            Msg::Trigger(kind) => self.change(|open| {
                if open.triggers.contains(&kind) {
                    open.triggers.retain(|known| *known != kind);
                } else {
                    open.triggers.push(kind);
                }
            }),
            Msg::Save => {
                if let Some(entry) = self.open.clone() {
                    let request = LibraryRequest::Save {
                        section: self.section,
                        entry,
                    };
                    self.send(ctx, request, Msg::Saved);
                }
                return false;
            }
            Msg::Remove(id) => {
                let request = LibraryRequest::Remove {
                    section: self.section,
                    id,
                };
                self.send(ctx, request, Msg::Reply);
                return false;
            }
            Msg::Share => {
                let request = LibraryRequest::Share {
                    section: self.section,
                };
                self.send(ctx, request, Msg::Reply);
                return false;
            }
            Msg::Take(text) => {
                let request = LibraryRequest::TakeShared {
                    section: self.section,
                    text,
                };
                self.send(ctx, request, Msg::Saved);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let tab = |section: LibrarySection, label: &str| {
            let pressed = if section == self.section {
                "true"
            } else {
                "false"
            };
            html! { <button type="button" class="chip" aria-pressed={pressed} onclick={link.callback(move |_| Msg::Section(section))}>{ t(label) }</button> }
        };
        html! {
            <div class="narrow">
                { head("nav_library", "library_lead") }
                <div class="chips" role="group" aria-label={t("nav_library")}>
                    { tab(LibrarySection::Pain, "library_pains") }
                    { tab(LibrarySection::Template, "library_templates") }
                </div>
                <div class="actions">
                    { button(t("library_new"), "main-button", link.callback(|_| Msg::Open(None))) }
                    { share::buttons(link.callback(|_| Msg::Share), link.callback(Msg::Take), ".json") }
                </div>
                if let Some(open) = &self.open { { editor(open, self.section, link) } }
                { match &self.entries {
                    None => loading(),
                    Some(entries) if entries.is_empty() => html! { <p class="quiet">{ t("library_none") }</p> },
                    Some(entries) => html! { { for entries.iter().enumerate().map(|(place, entry)| row(place, entry, link)) } },
                } }
                { self.results.as_deref().map(results).unwrap_or_default() }
            </div>
        }
    }
}

impl LibraryPage {
    fn enter(&mut self, ctx: &Context<Self>) {
        let request = LibraryRequest::Entries {
            section: self.section,
        };
        self.send(ctx, request, Msg::Reply);
    }

    fn send(&mut self, ctx: &Context<Self>, request: LibraryRequest, done: fn(Reply) -> Msg) {
        let request = Request::Library(request);
        self.asked = Some(ctx.props().client.ask(&request, ctx.link().callback(done)));
    }

    fn change(&mut self, change: impl FnOnce(&mut LibraryEntry)) {
        if let Some(open) = &mut self.open {
            change(open);
        }
    }
}

fn row(place: usize, entry: &LibraryEntry, link: &Scope<LibraryPage>) -> Html {
    let id = entry.id.clone();
    let tags = entry.industries.iter().chain(&entry.functions);
    html! {
        <section class="entry" key={entry.id.clone()} aria-label={entry.title.clone()}>
            <h2>{ words(&entry.title) }</h2>
            <p class="meta">
                <span>{ t1("library_version", &entry.version.to_string()) }</span>
                { for tags.map(|tag| html! { <span>{ words(tag) }</span> }) }
                { for entry.triggers.iter().map(|kind| html! { <span class="kind">{ kind_name(*kind) }</span> }) }
            </p>
            if !entry.subject.is_empty() { <p><strong>{ words(&entry.subject) }</strong></p> }
            <p class="lines">{ words(&entry.text) }</p>
            if !entry.earlier.is_empty() {
                <details><summary>{ count("versions_before", entry.earlier.len() as u64) }</summary>
                    { for entry.earlier.iter().map(|text| html! { <p class="lines quiet">{ words(text) }</p> }) }</details>
            }
            <div class="actions">
                { button(t("change"), "quiet-button", link.callback(move |_| Msg::Open(Some(place)))) }
                { button(t("remove"), "quiet-button", link.callback(move |_| Msg::Remove(id.clone()))) }
            </div>
        </section>
    }
}

fn editor(open: &LibraryEntry, section: LibrarySection, link: &Scope<LibraryPage>) -> Html {
    let typed = |msg: fn(String) -> Msg| {
        link.callback(move |event: InputEvent| {
            msg(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let listed = |which: Words| {
        link.callback(move |event: Event| {
            Msg::Words(
                which,
                event.target_unchecked_into::<HtmlInputElement>().value(),
            )
        })
    };
    let text = link.callback(|event: InputEvent| {
        Msg::Text(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    html! {
        <section class="editor" aria-label={t("library_editor")}>
            <label>{ t("field_name") }<input type="text" maxlength="200" value={open.title.clone()} oninput={typed(Msg::Title)} /></label>
            if section == LibrarySection::Template {
                <label>{ t("library_subject") }<input type="text" maxlength="200" value={open.subject.clone()} oninput={typed(Msg::Subject)} /></label>
            }
            <label>{ t("library_text") }<textarea rows="6" maxlength="4000" value={open.text.clone()} oninput={text} /></label>
            <p class="quiet">{ t1("library_variables", VARIABLES) }</p>
            <label>{ t("library_industries") }<input type="text" value={open.industries.join(", ")} onchange={listed(Words::Industries)} /></label>
            <label>{ t("library_functions") }<input type="text" value={open.functions.join(", ")} onchange={listed(Words::Functions)} /></label>
            <fieldset class="plain-set"><legend>{ t("library_triggers") }</legend>
                <div class="chips">{ for SignalKind::ALL.into_iter().map(|kind| html! {
                    <button type="button" class="chip" aria-pressed={if open.triggers.contains(&kind) { "true" } else { "false" }}
                        onclick={link.callback(move |_| Msg::Trigger(kind))}>{ kind_name(kind) }</button>
                }) }</div>
            </fieldset>
            <div class="actions">
                { button(t("save"), "main-button", link.callback(|_| Msg::Save)) }
                { button(t("cancel"), "quiet-button", link.callback(|_| Msg::Close)) }
            </div>
        </section>
    }
}

/// An estimate with its interval for every kind: what the openers' rank begins with.
fn results(results: &[HookResult]) -> Html {
    html! {
        <section aria-label={t("results_title")}>
            <h2 class="part">{ t("results_title") }</h2>
            <p class="quiet">{ t("results_lead") }{ help("expected") }</p>
            { table("results_title", &["results_kind", "results_sent", "results_answered", "results_expected"],
                results.iter().map(|one| vec![
                    html! { { one.kind.map_or_else(|| t("results_no_event"), kind_name) } },
                    html! { { format::number(f64::from(one.sent)) } },
                    html! { { format::number(f64::from(one.replied)) } },
                    html! { { t2("results_interval", &format::percent(one.mean), &named_interval(one)) } },
                ]).collect()) }
        </section>
    }
}

fn named_interval(one: &HookResult) -> String {
    t2(
        "time_between",
        &format::percent(one.low),
        &format::percent(one.high),
    )
}
