//! Portfolios: a list of accounts as a whole, by tiles, contrast, look-alikes, people, white space.

mod alike;
mod chart;
mod churn;
mod companies;
mod contrast;
mod draw;
mod market;
mod people;
mod save;
mod tile;

use super::table::head;
use crate::browser::format;
use crate::browser::text::{count, named, t, t1};
use crate::parts::{Answer, button, help, stars_in_words, words};
use crate::wire::{Asked, Client, Link, Listening, Shared};
use chart::range_words;
use hookline_protocol::{
    Choice, Dashboard, ErrorReply, Filter, PortfolioReply, PortfolioRequest, PortfolioSource,
    Portfolios, Reply, Request, View,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Segments of a tile before it is searched: as many as a pie has colours.
const SEGMENTS: u32 = 8;

/// Names of the ways to look at a list.
const TABS: [&str; 7] = [
    "tiles",
    "contrast",
    "alike",
    "market",
    "personas",
    "committee",
    "churn",
];

/// See [`PortfoliosPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The page.
pub(crate) struct PortfoliosPage {
    list: Option<Portfolios>,
    view: View,
    tab: &'static str,
    /// What the rep types to find a segment.
    find: String,
    /// The portfolio on the other side of a contrast; `None` for the rest.
    other: Option<i64>,
    /// Column of the white space, department of the committee.
    column: String,
    department: String,
    saving: bool,
    asked: Option<Asked>,
    asked_change: Option<Asked>,
    _listening: Listening,
}

/// What happens on the page.
pub(crate) enum Msg {
    Link(Link),
    List(Reply),
    Saved(Reply),
    Open(Option<i64>),
    Tab(&'static str),
    Find(String),
    Drill(Filter),
    /// Keeps so many filters of the breadcrumb.
    Back(usize),
    Outliers(bool),
    Other(Option<i64>),
    Column(String),
    Department(String),
    Saving(bool),
    Save(String, String, PortfolioSource),
    /// Takes a portfolio away, or (`false`) brings it back.
    Remove(i64, bool),
    Train(hookline_protocol::ModelRequest),
    Trained(Reply),
    Rename(String, String),
    Renamed(Reply),
    Fail(ErrorReply),
}

impl Component for PortfoliosPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut page = Self {
            list: None,
            view: View::default(),
            tab: TABS[0],
            find: String::new(),
            other: None,
            column: "industry".to_owned(),
            department: "sales".to_owned(),
            saving: false,
            asked: None,
            asked_change: None,
            _listening: ctx.props().client.listen(ctx.link().callback(Msg::Link)),
        };
        page.ask_list(ctx);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Link(Link::Changed) => {
                self.ask_list(ctx);
                return false;
            }
            Msg::Link(_) => return false,
            Msg::List(Reply::Portfolio(PortfolioReply::Portfolios(list))) => {
                self.list = Some(list);
            }
            Msg::Saved(Reply::Portfolio(PortfolioReply::Portfolios(list))) => {
                let known = |id: &i64| list.portfolios.iter().any(|one| one.id == *id);
                self.view = View {
                    portfolio: list.changed.filter(known),
                    ..View::default()
                };
                self.saving = false;
                let gone = list.changed.is_some_and(|id| !known(&id));
                ctx.props().say.emit(t(if gone {
                    "portfolio_removed"
                } else {
                    "portfolio_saved"
                }));
                self.list = Some(list);
            }
            Msg::List(Reply::Error(error))
            | Msg::Saved(Reply::Error(error))
            | Msg::Trained(Reply::Error(error))
            | Msg::Renamed(Reply::Error(error))
            | Msg::Fail(error) => ctx.props().fail.emit(error),
            Msg::Trained(Reply::Model(hookline_protocol::ModelReply::Model(page))) => {
                let id = page.row.id.unwrap_or_default();
                crate::browser::set_hash(&super::route::model(id));
            }
            Msg::List(_) | Msg::Saved(_) | Msg::Trained(_) | Msg::Renamed(_) => return false,
            Msg::Open(portfolio) => {
                self.view = View {
                    portfolio,
                    ..View::default()
                };
            }
            Msg::Tab(tab) => self.tab = tab,
            Msg::Find(find) => self.find = find,
            Msg::Drill(filter) => {
                self.view.filters.retain(|known| *known != filter);
                self.view.filters.push(filter);
            }
            Msg::Back(filters) => self.view.filters.truncate(filters),
            Msg::Outliers(without) => self.view.without_outliers = without,
            Msg::Other(other) => self.other = other,
            Msg::Column(column) => self.column = column,
            Msg::Department(department) => self.department = department,
            Msg::Saving(saving) => self.saving = saving,
            Msg::Save(name, category, source) => {
                let request = PortfolioRequest::Save {
                    portfolio: None,
                    name,
                    category,
                    source: Some(source),
                };
                self.change(ctx, Request::Portfolio(request), Msg::Saved);
                return false;
            }
            Msg::Remove(portfolio, removed) => {
                let request = PortfolioRequest::Remove { portfolio, removed };
                self.change(ctx, Request::Portfolio(request), Msg::Saved);
                return false;
            }
            Msg::Train(request) => {
                self.change(ctx, Request::Model(request), Msg::Trained);
                return false;
            }
            Msg::Rename(key, name) => {
                let request = PortfolioRequest::PersonaName { key, name };
                self.change(ctx, Request::Portfolio(request), Msg::Renamed);
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="portfolios">
                { head("nav_portfolios", "portfolios_lead") }
                { self.tools(ctx) }
                if self.saving {
                    <save::SavePanel client={ctx.props().client.clone()} view={self.view.clone()}
                        categories={self.list.as_ref().map(|list| list.categories.clone()).unwrap_or_default()}
                        files={self.list.as_ref().map(|list| list.files.clone()).unwrap_or_default()}
                        save={ctx.link().callback(|(name, category, source)| Msg::Save(name, category, source))}
                        close={ctx.link().callback(|()| Msg::Saving(false))} />
                }
                { self.removed(ctx) }
                { self.crumbs(ctx) }
                <div class="tabs" role="tablist" aria-label={t("portfolio_views")}>
                    { for TABS.iter().map(|tab| self.tab_button(ctx, tab)) }
                </div>
                <div role="tabpanel" class="tab-panel" aria-label={named("portfolio_tab_", self.tab)}>{ self.panel(ctx) }</div>
            </div>
        }
    }
}

impl PortfoliosPage {
    fn ask_list(&mut self, ctx: &Context<Self>) {
        let request = Request::Portfolio(PortfolioRequest::List);
        let done = ctx.link().callback(Msg::List);
        self.asked = Some(ctx.props().client.ask(&request, done));
    }

    fn change(&mut self, ctx: &Context<Self>, request: Request, done: fn(Reply) -> Msg) {
        let done = ctx.link().callback(done);
        self.asked_change = Some(ctx.props().client.ask(&request, done));
    }

    fn tools(&self, ctx: &Context<Self>) -> Html {
        let scope = ctx.link();
        let onchange = scope.callback(|event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            Msg::Open(value.parse().ok())
        });
        let open = self.view.portfolio;
        html! {
            <div class="tools">
                <label class="inline">{ t("portfolio") }{ " " }
                    { portfolio_choice(self.list.as_ref(), open, &t("portfolio_everyone"), onchange) }
                </label>
                { button(t("portfolio_save"), "main-button", scope.callback(|_| Msg::Saving(true))) }
                if let Some(portfolio) = open {
                    { button(t("portfolio_remove"), "quiet-button", scope.callback(move |_| Msg::Remove(portfolio, true))) }
                }
                <label class="check inline">
                    <input type="checkbox" checked={self.view.without_outliers}
                        onchange={scope.callback(|event: Event| Msg::Outliers(event.target_unchecked_into::<web_sys::HtmlInputElement>().checked()))} />
                    { t("outliers_remove") }
                </label>
                <span class="grow"></span>
                <draw::ExportButton client={ctx.props().client.clone()} view={self.view.clone()} fail={scope.callback(Msg::Fail)} />
                <a class="quiet-button" href="#/models">{ t("nav_models") }</a>
            </div>
        }
    }

    /// Portfolios that were removed, each with its way back.
    fn removed(&self, ctx: &Context<Self>) -> Html {
        let Some(list) = self.list.as_ref().filter(|list| !list.removed.is_empty()) else {
            return Html::default();
        };
        // The one that was just removed is offered at once.
        let open = list.removed.iter().any(|(id, _)| list.changed == Some(*id));
        html! {
            <details class="removed" {open}>
                <summary>{ t("portfolios_removed") }{ " " }{ format::number(list.removed.len() as f64) }</summary>
                <ul class="list">{ for list.removed.iter().map(|(id, name)| {
                    let id = *id;
                    html! { <li key={id}><span>{ words(name) }</span><span class="grow"></span>
                        { button(t("portfolio_restore"), "quiet-button", ctx.link().callback(move |_| Msg::Remove(id, false))) }</li> }
                }) }</ul>
            </details>
        }
    }

    /// The breadcrumb: each filter, and the way back to before it.
    fn crumbs(&self, ctx: &Context<Self>) -> Html {
        let scope = ctx.link();
        let start = match (self.view.portfolio, &self.list) {
            (Some(id), Some(list)) => list
                .portfolios
                .iter()
                .find(|one| one.id == id)
                .map_or_else(String::new, |one| one.name.clone()),
            _ => t("portfolio_everyone"),
        };
        if self.view.filters.is_empty() {
            return Html::default();
        }
        let last = self.view.filters.len() - 1;
        html! {
            <nav class="crumbs" aria-label={t("crumbs")}>
                <button type="button" class="quiet-button" onclick={scope.callback(|_| Msg::Back(0))}>{ words(&start) }</button>
                { for self.view.filters.iter().enumerate().map(|(place, filter)| {
                    let text = filter_words(filter);
                    html! {
                        <>
                            <span aria-hidden="true">{ "›" }</span>
                            if place == last {
                                <span class="chip on" aria-current="true">{ words(&text) }
                                    <button type="button" class="icon-button" aria-label={t1("filter_remove_named", &text)}
                                        onclick={scope.callback(move |_| Msg::Back(place))}>{ "×" }</button>
                                </span>
                            } else {
                                <button type="button" class="quiet-button" onclick={scope.callback(move |_| Msg::Back(place + 1))}>{ words(&text) }</button>
                            }
                        </>
                    }
                }) }
            </nav>
        }
    }

    fn tab_button(&self, ctx: &Context<Self>, tab: &'static str) -> Html {
        let onclick = ctx.link().callback(move |_| Msg::Tab(tab));
        html! {
            <button type="button" role="tab" aria-selected={(self.tab == tab).to_string()} data-tab={tab} {onclick}>
                { named("portfolio_tab_", tab) }
            </button>
        }
    }

    fn panel(&self, ctx: &Context<Self>) -> Html {
        let client = ctx.props().client.clone();
        let scope = ctx.link().clone();
        let view = self.view.clone();
        match self.tab {
            "contrast" => contrast::panel(self, &client, &scope),
            "alike" => alike::panel(&client, view),
            "market" => market::panel(self, &client, &scope),
            "personas" => people::personas(&client, view, &scope),
            "committee" => people::committee(self, &client, &scope),
            "churn" => churn::panel(&client, view),
            _ => self.tiles(client, scope),
        }
    }

    fn tiles(&self, client: Client, scope: yew::html::Scope<Self>) -> Html {
        let request = Request::Portfolio(PortfolioRequest::Tiles {
            view: self.view.clone(),
            columns: Vec::new(),
            limit: SEGMENTS,
            find: String::new(),
        });
        let oninput = scope.callback(|event: InputEvent| {
            Msg::Find(
                event
                    .target_unchecked_into::<web_sys::HtmlInputElement>()
                    .value(),
            )
        });
        let (view, find, inner) = (self.view.clone(), self.find.clone(), client.clone());
        let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
            Reply::Portfolio(PortfolioReply::Tiles(dashboard)) => {
                dashboard_view(dashboard, &view, &find, &inner, &scope)
            }
            _ => Html::default(),
        });
        html! {
            <>
                <input type="text" class="wide-input search" maxlength="100" autocomplete="off" aria-label={t("tiles_find")}
                    placeholder={t("tiles_find")} value={self.find.clone()} {oninput} />
                <Answer {client} {request} {show} />
            </>
        }
    }
}

fn dashboard_view(
    found: &Dashboard,
    view: &View,
    find: &str,
    client: &Client,
    scope: &yew::html::Scope<PortfoliosPage>,
) -> Html {
    if found.chosen == 0 {
        return html! {
            <div class="notice">
                <p>{ t("portfolio_empty") }</p>
                <a class="main-button" href="#/import">{ t("nav_import") }</a>
            </div>
        };
    }
    let drill = scope.callback(Msg::Drill);
    html! {
        <>
            <p class="figures-line" role="status">
                <strong>{ count("accounts", found.chosen) }</strong>
                if found.chosen < found.accounts { <span class="quiet">{ t1("of_accounts", &format::number(found.accounts as f64)) }</span> }
                if found.revenue > 0.0 { <span class="quiet">{ t1("revenue_sum", &format::dollars(found.revenue as i64)) }{ help("revenue_sum") }</span> }
            </p>
            if !found.outliers.is_empty() {
                <details class="outliers" open=true>
                    <summary>{ count("outliers", found.outliers.len() as u64) }</summary>
                    <ul class="list">{ for found.outliers.iter().map(|one| html! {
                        <li><a href={super::route::account(one.account)}>{ words(&one.name) }</a><span class="quiet">{ words(&one.reason) }</span></li>
                    }) }</ul>
                    { button(t("outliers_back"), "quiet-button", scope.callback(|_| Msg::Outliers(false))) }
                </details>
            }
            <div class="tiles">
                { tile::stars(&found.stars, &drill) }
                { for found.tiles.iter().map(|one| html! {
                    <tile::TileCard key={one.column.clone()} client={client.clone()} view={view.clone()} tile={one.clone()}
                        find={find.to_owned()} drill={drill.clone()} />
                }) }
            </div>
            <companies::Companies client={client.clone()} view={view.clone()} />
        </>
    }
}

/// A choice among the portfolios.
pub(in crate::workspace) fn portfolio_choice(
    list: Option<&Portfolios>,
    chosen: Option<i64>,
    none: &str,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <select {onchange}>
            <option value="" selected={chosen.is_none()}>{ none.to_owned() }</option>
            { for list.iter().flat_map(|list| &list.portfolios).map(|one| {
                let mut label = format::clip(&one.name, 60);
                label.push_str(" (");
                label.push_str(&format::number(one.accounts as f64));
                label.push(')');
                if one.live.is_some() {
                    label.push_str(" · ");
                    label.push_str(&t("portfolio_live"));
                }
                html! { <option value={one.id.to_string()} selected={chosen == Some(one.id)}>{ label }</option> }
            }) }
        </select>
    }
}

/// A filter in words: "Country: Germany".
fn filter_words(filter: &Filter) -> String {
    let mut text = named("field_", &filter.column);
    text.push_str(": ");
    match &filter.choice {
        Choice::Value(value) if filter.column == "stars" => {
            text.push_str(&stars_in_words(value.parse().ok()));
        }
        Choice::Value(value) => text.push_str(&format::clip(value, 60)),
        Choice::Range { above, up_to } => text.push_str(&range_words(*above, *up_to)),
        Choice::Missing => text.push_str(&t("value_missing")),
    }
    text
}
