//! What the import shows: the choice of a file, the mapping, the progress, the summary.

use super::super::backup::bar;
use super::super::file_button::file_button;
use super::super::table::table;
use super::{ImportPage, Msg};
use crate::browser::format;
use crate::browser::text::{count, named, t, t1, t2};
use crate::parts::{button, help, words};
use hookline_protocol::{ImportKind, ImportState};
use web_sys::{File, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Fields that a column of an accounts file can feed.
const ACCOUNT_FIELDS: [&str; 25] = [
    "name",
    "domain",
    "website",
    "phone",
    "industry",
    "naics",
    "sic",
    "employees",
    "revenue",
    "ownership",
    "street",
    "city",
    "state",
    "postal_code",
    "country",
    "founded",
    "description",
    "ticker",
    "cik",
    "external_id",
    "owner",
    "linkedin",
    "technologies",
    "custom",
    "ignore",
];
/// Fields that a column of a contacts file can feed.
const CONTACT_FIELDS: [&str; 24] = [
    "first_name",
    "last_name",
    "name",
    "email",
    "phone",
    "mobile",
    "title",
    "department",
    "account_name",
    "account_domain",
    "external_id",
    "owner",
    "street",
    "city",
    "state",
    "postal_code",
    "country",
    "linkedin",
    "birthday",
    "interests",
    "notes",
    "schools",
    "custom",
    "ignore",
];
/// Problems shown in the table.
const PROBLEMS_SHOWN: usize = 200;

impl ImportPage {
    pub(super) fn choose(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
        let ondrop = link.batch_callback(|event: DragEvent| {
            event.prevent_default();
            let file = event.data_transfer()?.files()?.get(0)?;
            Some(Msg::File(file.name(), file.into()))
        });
        let oninput = link.callback(|event: InputEvent| {
            Msg::Pasted(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        });
        html! {
            <>
                <div class="drop" {ondragover} {ondrop}>
                    { file_button(t("import_choose"), "main-button", ".csv,.tsv,.txt,text/csv", link.callback(|file: File| Msg::File(file.name(), file.into()))) }
                    <p class="quiet">{ t("import_drop") }</p>
                </div>
                <label class="paste">{ t("import_paste") }<textarea rows="5" value={self.pasted.clone()} {oninput} /></label>
                if !self.pasted.trim().is_empty() {
                    { button(t("import_pasted"), "main-button", link.callback(|_| Msg::Paste)) }
                }
            </>
        }
    }

    pub(super) fn mapping(&self, ctx: &Context<Self>, preview: &ImportState) -> Html {
        let link = ctx.link();
        let onkind = link.callback(|event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            Msg::Kind(if value == "contacts" {
                ImportKind::Contacts
            } else {
                ImportKind::Accounts
            })
        });
        let contacts = preview.kind == ImportKind::Contacts;
        let fields: &[&str] = if contacts {
            &CONTACT_FIELDS
        } else {
            &ACCOUNT_FIELDS
        };
        let name = self.file.as_ref().map_or("", |(name, _)| name);
        let rows = preview
            .mapping
            .iter()
            .map(|column| {
                let header = column.column.clone();
                let onchange = link.callback(move |event: Event| {
                    let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                    Msg::Map(header.clone(), value)
                });
                vec![
                    words(&column.column),
                    words(&format::clip(&column.examples.join(" · "), 120)),
                    html! {
                        <select aria-label={t1("column_feeds", &column.column)} {onchange}>
                            { for fields.iter().map(|field| html! {
                                <option value={*field} selected={column.field == *field}>{ named("field_", field) }</option>
                            }) }
                        </select>
                    },
                ]
            })
            .collect();
        html! {
            <>
                <p><strong>{ words(name) }</strong><span class="quiet">{ " · " }{ t2("import_format", &preview.encoding, &preview.delimiter) }</span></p>
                <label class="choose"><span>{ t("import_rows_are") }</span>
                    <select onchange={onkind}>
                        <option value="accounts" selected={!contacts}>{ t("heading_accounts") }</option>
                        <option value="contacts" selected={contacts}>{ t("heading_people") }</option>
                    </select>
                </label>
                { table("mapping", &["column_header", "column_examples", "column_field"], rows) }
                { problems(preview) }
                <div class="actions">
                    { button(t("import_start"), "main-button", link.callback(|_| Msg::Start)) }
                    { button(t("cancel"), "quiet-button", link.callback(|_| Msg::Again)) }
                </div>
            </>
        }
    }

    pub(super) fn under_way(&self, ctx: &Context<Self>) -> Html {
        let state = self.state.as_ref();
        let (done, total) = state.map_or((0.0, 0.0), |state| {
            (state.bytes_read as f64, state.bytes_total as f64)
        });
        html! {
            <div class="work">
                <label>{ t("import_running") }{ bar(done, total) }</label>
                <p>
                    { count("rows", state.map_or(0, |state| state.read)) }{ " · " }
                    { t1("rows_a_second", &format::number(self.rows_a_second.round())) }
                </p>
                { button(t("cancel"), "quiet-button", ctx.link().callback(|_| Msg::Stop)) }
            </div>
        }
    }

    pub(super) fn summary(&self, ctx: &Context<Self>, state: &ImportState) -> Html {
        let figures = [
            ("sum_read", state.read),
            ("sum_kept", state.kept),
            ("sum_updated", state.updated),
            ("sum_unchanged", state.unchanged),
            ("sum_rejected", state.rejected),
        ];
        html! {
            <>
                <div role="status"><h2>{ t(if state.finished { "import_done" } else { "import_stopped" }) }</h2></div>
                <dl class="figures-list">
                    { for figures.iter().map(|(key, number)| html! {
                        <div><dt>{ t(key) }if *key == "sum_read" { { help("import_rows") } }</dt><dd class="number">{ format::number(*number as f64) }</dd></div>
                    }) }
                </dl>
                { problems(state) }
                <div class="actions">
                    <a class="main-button" href="#/accounts">{ t("show_accounts") }</a>
                    { button(t("import_another"), "quiet-button", ctx.link().callback(|_| Msg::Again)) }
                </div>
            </>
        }
    }
}

/// Rows and cells that were left out, with the line and the reason.
fn problems(state: &ImportState) -> Html {
    if state.problems.is_empty() {
        return Html::default();
    }
    let rows = state
        .problems
        .iter()
        .take(PROBLEMS_SHOWN)
        .map(|problem| {
            vec![
                html! { { format::number(problem.line as f64) } },
                words(&problem.column),
                words(&problem.reason),
                html! { { t(if problem.rejected { "problem_row" } else { "problem_cell" }) } },
            ]
        })
        .collect();
    html! {
        <details class="problems" open={state.problems.len() <= 10}>
            <summary>{ count("problems", state.problems.len() as u64) }</summary>
            { table("problems_title", &["column_line", "column_header", "column_reason", "column_effect"], rows) }
        </details>
    }
}
