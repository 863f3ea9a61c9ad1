//! The accounts table: only the rows in view exist, whatever the number of accounts.

mod columns;
mod rows;

use crate::browser;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{button, loading};
use crate::wire::{Asked, Client, Link, Listening};
use columns::Column;
use hookline_protocol::{AccountQuery, AccountRow, ErrorReply, Reply, Request};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Rows asked for at once.
const CHUNK: u64 = 100;
/// Chunks that are kept; those farther from the view are forgotten.
const CHUNKS_KEPT: usize = 12;
/// Fields that can be filtered by.
const FILTERS: [&str; 6] = ["industry", "country", "state", "city", "ownership", "owner"];

/// What the table needs.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The table's state.
pub(crate) struct AccountsTable {
    query: AccountQuery,
    field: String,
    total: Option<u64>,
    chunks: Vec<(u64, Vec<AccountRow>)>,
    asked: Vec<(u64, Asked)>,
    /// Counts queries; a chunk of an older one is dropped, and the first of a new one clears the old.
    generation: u32,
    shown_generation: u32,
    scroll: f64,
    height: f64,
    chosen: Vec<i64>,
    columns: Vec<Column>,
    confirming: bool,
    grid: NodeRef,
    asked_change: Option<Asked>,
    _listening: Listening,
}

/// What happens in the table.
pub(crate) enum Msg {
    Link(Link),
    Rows(u64, u32, Reply),
    Text(String),
    Sort(&'static str),
    Field(String),
    Filter(String),
    Unfilter(usize),
    Column(Column),
    Scroll,
    Choose(i64),
    Clear,
    AskDelete(bool),
    Delete,
    Deleted(Reply),
}

impl Component for AccountsTable {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut table = Self {
            query: AccountQuery {
                sort: "name".to_owned(),
                limit: CHUNK as u32,
                ..AccountQuery::default()
            },
            field: FILTERS[0].to_owned(),
            total: None,
            chunks: Vec::new(),
            asked: Vec::new(),
            generation: 1,
            shown_generation: 1,
            scroll: 0.0,
            height: 600.0,
            chosen: Vec::new(),
            columns: columns::remembered(),
            confirming: false,
            grid: NodeRef::default(),
            asked_change: None,
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        table.ask(ctx, 0);
        table
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => self.ask_anew(ctx, false),
            Msg::Link(_) => return false,
            Msg::Rows(chunk, generation, reply) => return self.rows(ctx, chunk, generation, reply),
            Msg::Text(text) => {
                self.query.text = text;
                self.ask_anew(ctx, true);
            }
            Msg::Sort(column) => {
                // Of stars and figures the most is what one looks for first.
                let most_first = matches!(column, "stars" | "bolt" | "employees" | "revenue");
                let again = self.query.sort == column;
                self.query.descending = if again {
                    !self.query.descending
                } else {
                    most_first
                };
                self.query.sort = column.to_owned();
                self.ask_anew(ctx, true);
            }
            Msg::Field(field) => self.field = field,
            Msg::Filter(value) => {
                let value = value.trim().to_owned();
                if value.is_empty() {
                    return false;
                }
                self.query.filters.push((self.field.clone(), value));
                self.ask_anew(ctx, true);
            }
            Msg::Unfilter(place) => {
                self.query.filters.remove(place);
                self.ask_anew(ctx, true);
            }
            Msg::Column(column) => {
                columns::toggle(&mut self.columns, column);
            }
            Msg::Scroll => return self.scrolled(ctx),
            Msg::Choose(account) => {
                if self.chosen.contains(&account) {
                    self.chosen.retain(|known| *known != account);
                } else {
                    self.chosen.push(account);
                }
            }
            Msg::Clear => {
                self.chosen.clear();
                self.confirming = false;
            }
            Msg::AskDelete(confirming) => self.confirming = confirming,
            Msg::Delete => {
                let accounts = self.chosen.clone();
                let request = Request::DeleteAccounts { accounts };
                let done = ctx.link().callback(Msg::Deleted);
                self.asked_change = Some(ctx.props().client.ask(&request, done));
                self.confirming = false;
            }
            Msg::Deleted(Reply::Error(error)) => ctx.props().fail.emit(error),
            Msg::Deleted(_) => {
                ctx.props()
                    .say
                    .emit(count("accounts_deleted", self.chosen.len() as u64));
                self.chosen.clear();
                self.ask_anew(ctx, false);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="accounts">
                <h1>{ t("nav_accounts") }</h1>
                { self.tools(ctx) }
                { self.bulk(ctx) }
                { match self.total {
                    None => loading(),
                    Some(0) => self.nothing(),
                    Some(total) => rows::grid(self, total, ctx.link()),
                } }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        // The height is known once the grid stands.
        if let Some(grid) = self.grid.cast::<HtmlElement>() {
            let height = f64::from(grid.client_height());
            if height > 0.0 && (height - self.height).abs() > 1.0 {
                self.height = height;
                ctx.link().send_message(Msg::Scroll);
            }
        }
    }
}

impl AccountsTable {
    fn ask(&mut self, ctx: &Context<Self>, chunk: u64) {
        if self.asked.iter().any(|(known, _)| *known == chunk) {
            return;
        }
        let mut query = self.query.clone();
        query.offset = chunk * CHUNK;
        let generation = self.generation;
        let done = ctx
            .link()
            .callback(move |reply| Msg::Rows(chunk, generation, reply));
        let asked = ctx.props().client.ask(&Request::Accounts(query), done);
        self.asked.push((chunk, asked));
    }

    /// Another query, or the same one over changed data.
    fn ask_anew(&mut self, ctx: &Context<Self>, from_top: bool) {
        self.generation += 1;
        self.asked.clear();
        if from_top {
            self.scroll = 0.0;
            if let Some(grid) = self.grid.cast::<HtmlElement>() {
                grid.set_scroll_top(0);
            }
        }
        let (first, last) = self.wanted();
        for chunk in first..=last {
            self.ask(ctx, chunk);
        }
    }

    fn rows(&mut self, ctx: &Context<Self>, chunk: u64, generation: u32, reply: Reply) -> bool {
        self.asked.retain(|(known, _)| *known != chunk);
        if generation != self.generation {
            return false;
        }
        match reply {
            Reply::Accounts { rows, total } => {
                if self.shown_generation != generation {
                    self.shown_generation = generation;
                    self.chunks.clear();
                }
                self.total = Some(total);
                self.chunks.retain(|(known, _)| *known != chunk);
                self.chunks.push((chunk, rows));
                if self.chunks.len() > CHUNKS_KEPT {
                    self.chunks.remove(0);
                }
                true
            }
            Reply::Error(error) => {
                ctx.props().fail.emit(error);
                self.total.get_or_insert(0);
                true
            }
            _ => false,
        }
    }

    fn scrolled(&mut self, ctx: &Context<Self>) -> bool {
        let Some(grid) = self.grid.cast::<HtmlElement>() else {
            return false;
        };
        self.scroll = f64::from(grid.scroll_top());
        let (first, last) = self.wanted();
        // What was scrolled past before it came is not waited for.
        self.asked
            .retain(|(chunk, _)| (first..=last).contains(chunk));
        for chunk in first..=last {
            if self.chunks.iter().all(|(known, _)| *known != chunk) {
                self.ask(ctx, chunk);
            }
        }
        true
    }

    /// First and last chunk in view.
    fn wanted(&self) -> (u64, u64) {
        let total = self.total.unwrap_or(CHUNK);
        let view = rows::View::of(total, self.scroll, self.height);
        (view.first / CHUNK, view.last / CHUNK)
    }

    fn row(&self, place: u64) -> Option<&AccountRow> {
        let (chunk, within) = (place / CHUNK, place % CHUNK);
        let (_, rows) = self.chunks.iter().find(|(known, _)| *known == chunk)?;
        rows.get(within as usize)
    }

    fn tools(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let oninput = link.callback(|event: InputEvent| {
            Msg::Text(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let onfield = link.callback(|event: Event| {
            Msg::Field(event.target_unchecked_into::<HtmlSelectElement>().value())
        });
        let onfilter = link.batch_callback(|event: KeyboardEvent| {
            (event.key() == "Enter").then(|| {
                let input = event.target_unchecked_into::<HtmlInputElement>();
                let value = input.value();
                input.set_value("");
                Msg::Filter(value)
            })
        });
        html! {
            <div class="tools">
                <input type="text" class="wide-input" autocomplete="off" maxlength="200" aria-label={t("search_accounts")}
                    placeholder={t("search_accounts")} value={self.query.text.clone()} {oninput} />
                <select aria-label={t("filter_field")} onchange={onfield}>
                    { for FILTERS.iter().map(|field| html! { <option value={*field} selected={*field == self.field}>{ named("field_", field) }</option> }) }
                </select>
                <input type="text" maxlength="200" aria-label={t("filter_value")} placeholder={t("filter_value")} onkeydown={onfilter} />
                <details class="menu">
                    <summary class="quiet-button">{ t("columns") }</summary>
                    <div>{ columns::choice(&self.columns, link) }</div>
                </details>
                <span class="grow"></span>
                <a class="quiet-button" href="#/import">{ t("nav_import") }</a>
                <a class="quiet-button" href="#/backup">{ t("export") }</a>
                { for self.query.filters.iter().enumerate().map(|(place, (field, value))| {
                    let mut label = named("field_", field);
                    label.push_str(": ");
                    label.push_str(&browser::format::clip(value, 40));
                    html! {
                        <button type="button" class="chip" title={t("filter_remove")} onclick={link.callback(move |_| Msg::Unfilter(place))}>
                            { label }<span aria-hidden="true">{ " ×" }</span><span class="sr">{ ", " }{ t("filter_remove") }</span>
                        </button>
                    }
                }) }
            </div>
        }
    }

    /// What can be done with the chosen rows.
    fn bulk(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let number = self.chosen.len() as u64;
        let said = match (number, self.total) {
            (0, Some(total)) => count("accounts", total),
            (0, None) => String::new(),
            _ => count("chosen", number),
        };
        html! {
            <div class="bulk">
                <p role="status">{ said }</p>
                if self.confirming {
                    <span>{ count("delete_question", number) }</span>
                    { button(t("delete_yes"), "danger-button", link.callback(|_| Msg::Delete)) }
                    { button(t("delete_no"), "quiet-button", link.callback(|_| Msg::AskDelete(false))) }
                } else if number > 0 {
                    { button(t("delete"), "quiet-button", link.callback(|_| Msg::AskDelete(true))) }
                    { button(t("choose_none"), "quiet-button", link.callback(|_| Msg::Clear)) }
                }
            </div>
        }
    }

    fn nothing(&self) -> Html {
        let filtered = !self.query.text.is_empty() || !self.query.filters.is_empty();
        if filtered {
            return html! { <p class="quiet">{ t1("accounts_none_filtered", &self.query.text) }</p> };
        }
        html! {
            <div class="notice">
                <p>{ t("accounts_none") }</p>
                <a class="main-button" href="#/import">{ t("nav_import") }</a>
            </div>
        }
    }
}
