//! One model: its points, edited with the effect on the fit beside them; versions; comparison.

use super::measured::{assessment, report, thousandths};
use super::share::Files;
use crate::browser::format;
use crate::browser::text::{named, t, t1};
use crate::parts::{Answer, button, help, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    Bin, Difference, ErrorReply, FactorTable, ModelEdit, ModelPage, ModelReply, ModelRequest,
    ModelVersion, Reply, Request,
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What the page needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    /// `None` is the starter model.
    pub(super) id: Option<i64>,
    pub(super) act: Callback<ModelRequest>,
    pub(super) turn: u32,
    pub(super) fail: Callback<ErrorReply>,
    pub(super) say: Callback<String>,
}

/// The page. Edits are shown at once as the engine says they would be, and kept on "save".
#[component]
pub(super) fn ModelView(props: &Props) -> Html {
    let edits = use_state(Vec::<ModelEdit>::new);
    let compared = use_state(|| None::<u32>);
    {
        let edits = edits.clone();
        use_effect_with((props.id, props.turn), move |_| edits.set(Vec::new()));
    }
    let model = props.id;
    let request = Request::Model(if edits.is_empty() {
        ModelRequest::Show {
            model,
            version: None,
        }
    } else {
        ModelRequest::Preview {
            model,
            edits: (*edits).clone(),
        }
    });
    let (act, client) = (props.act.clone(), props.client.clone());
    let fail = props.fail.clone();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Model(page)) => {
            whole(page, &edits, &compared, &act, &client, &fail)
        }
        _ => Html::default(),
    });
    html! { <Answer client={props.client.clone()} {request} {show} turn={props.turn} /> }
}

fn whole(
    page: &ModelPage,
    edits: &UseStateHandle<Vec<ModelEdit>>,
    compared: &UseStateHandle<Option<u32>>,
    act: &Callback<ModelRequest>,
    client: &Client,
    fail: &Callback<ErrorReply>,
) -> Html {
    let model = page.row.id;
    let save = {
        let (act, edits) = (act.clone(), edits.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(ModelRequest::Edit {
                model,
                edits: (*edits).clone(),
            });
        })
    };
    let undo = {
        let edits = edits.clone();
        Callback::from(move |_: MouseEvent| edits.set(Vec::new()))
    };
    let activate = {
        let (act, purpose) = (act.clone(), page.row.purpose.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(ModelRequest::Activate {
                model,
                purpose: purpose.clone(),
            });
        })
    };
    let note = {
        let edits = edits.clone();
        move |event: Event| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            push(&edits, ModelEdit::Notes(text));
        }
    };
    html! {
        <div class="model">
            <p><a href="#/models">{ t("models_back") }</a></p>
            <h1>{ words(&page.row.name) }</h1>
            <p class="lead quiet">{ named("purpose_", &page.row.purpose) }{ " · " }{ t1("model_version_number", &page.row.version.to_string()) }{ " · " }{ words(&page.row.verdict) }</p>
            { for page.warnings.iter().map(|warning| html! { <p class="warning">{ words(warning) }</p> }) }
            <div class="actions">
                if page.row.active { <strong>{ t("model_active") }</strong> } else { { button(t("model_activate"), "main-button", activate) } }
                <Files client={client.clone()} id={model} fail={fail.clone()} />
            </div>
            if !edits.is_empty() {
                <div class="edits" role="status">
                    <strong>{ t("model_unsaved") }</strong>
                    { button(t("save"), "main-button", save) }
                    { button(t("undo"), "quiet-button", undo) }
                    { effect(page, client) }
                </div>
            }
            <div class="columns">
                <section class="column wide-column" aria-label={t("model_points")}>
                    <h2>{ t("model_points") }</h2>
                    <p class="quiet">{ t1("model_base", &format::signed(page.base)) }{ help("base_points") }{ " · " }{ stars_line(page) }{ help("levels") }</p>
                    { for page.factors.iter().map(|factor| table(factor, edits)) }
                </section>
                <section class="column" aria-label={t("model_measured")}>
                    if let Some(now) = &page.now { <h2>{ t("model_now") }</h2>{ assessment(now) } }
                    if let Some(made) = &page.report { <h2>{ t("model_then") }</h2>{ report(made) } }
                    <h2>{ t("model_notes") }</h2>
                    <textarea rows="4" maxlength="4000" aria-label={t("model_notes")} value={page.notes.clone()} onchange={note} />
                    { versions(page, compared, act, client) }
                </section>
            </div>
        </div>
    }
}

/// What the unsaved changes do to the fit: the figures as kept, and as they would be.
fn effect(page: &ModelPage, client: &Client) -> Html {
    let Some(after) = page.now.as_ref().map(|now| now.quality) else {
        return html! { <span class="quiet">{ t("model_effect_none") }</span> };
    };
    let request = Request::Model(ModelRequest::Show {
        model: page.row.id,
        version: None,
    });
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Model(kept)) => {
            let before = kept.now.as_ref().map(|now| now.quality);
            before.map_or_else(Html::default, |before| html! {
                <dl class="facts effect">
                    <dt>{ t("figure_auc") }{ help("auc") }</dt><dd class="number" data-effect="auc">{ moved(before.auc, after.auc) }</dd>
                    <dt>{ t("figure_log_loss") }{ help("log_loss") }</dt><dd class="number">{ moved(before.log_loss, after.log_loss) }</dd>
                </dl>
            })
        }
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

fn moved(before: f64, after: f64) -> String {
    let mut text = thousandths(before);
    text.push_str(" → ");
    text.push_str(&thousandths(after));
    text
}

fn stars_line(page: &ModelPage) -> String {
    let levels: Vec<String> = page
        .stars
        .iter()
        .map(|least| format::signed(*least))
        .collect();
    t1("model_levels", &levels.join(", "))
}

/// Adds an edit; a later one of the same place takes the earlier one's.
fn push(edits: &UseStateHandle<Vec<ModelEdit>>, edit: ModelEdit) {
    let mut all = (**edits).clone();
    let place = |edit: &ModelEdit| match edit {
        ModelEdit::Points { column, bin, .. } => (0, column.clone(), bin.clone()),
        ModelEdit::Lock { column, bin, .. } => (1, column.clone(), bin.clone()),
        ModelEdit::Drop { column } => (2, column.clone(), String::new()),
        ModelEdit::Notes(_) => (3, String::new(), String::new()),
        ModelEdit::Name(_) => (4, String::new(), String::new()),
    };
    let own = place(&edit);
    all.retain(|known| place(known) != own);
    all.push(edit);
    edits.set(all);
}

fn table(factor: &FactorTable, edits: &UseStateHandle<Vec<ModelEdit>>) -> Html {
    let column = factor.column.clone();
    let drop = {
        let (edits, column) = (edits.clone(), column.clone());
        Callback::from(move |_: MouseEvent| {
            push(
                &edits,
                ModelEdit::Drop {
                    column: column.clone(),
                },
            );
        })
    };
    html! {
        <details class="group" open=true key={column.clone()} data-factor={column.clone()}>
            <summary><h3>{ named("factor_", &column) }</h3></summary>
            <div class="scroll" role="region" aria-label={named("factor_", &column)} tabindex="0"><table class="plain points-table">
                <thead><tr><th scope="col">{ t("column_value") }</th><th scope="col">{ t("receipt_points") }</th><th scope="col">{ t("model_evidence") }</th><th scope="col">{ t("model_lock") }</th></tr></thead>
                <tbody>{ for factor.bins.iter().map(|bin| bin_row(&column, bin, edits)) }</tbody>
            </table></div>
            { button(t("model_drop"), "quiet-button", drop) }
        </details>
    }
}

fn bin_row(column: &str, bin: &Bin, edits: &UseStateHandle<Vec<ModelEdit>>) -> Html {
    let points = {
        let (edits, column, name) = (edits.clone(), column.to_owned(), bin.name.clone());
        move |event: Event| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(points) = value.trim().parse() {
                push(
                    &edits,
                    ModelEdit::Points {
                        column: column.clone(),
                        bin: name.clone(),
                        points,
                    },
                );
            }
        }
    };
    let lock = {
        let (edits, column, name, locked) = (
            edits.clone(),
            column.to_owned(),
            bin.name.clone(),
            !bin.locked,
        );
        move |_: Event| {
            push(
                &edits,
                ModelEdit::Lock {
                    column: column.clone(),
                    bin: name.clone(),
                    locked,
                },
            );
        }
    };
    let mut evidence = String::new();
    if bin.rows > 0 {
        evidence = format::number(bin.positives as f64);
        evidence.push('/');
        evidence.push_str(&format::number(bin.rows as f64));
        evidence.push_str(" · ");
        evidence.push_str(&format::percent(bin.positives as f64 / bin.rows as f64));
    }
    let name = if bin.name == "missing" {
        t("value_missing")
    } else if !bin.words.is_empty() {
        bin.words.clone()
    } else {
        bin.name.clone()
    };
    let mut label = column.to_owned();
    label.push_str(", ");
    label.push_str(&name);
    html! {
        <tr key={bin.name.clone()}>
            <th scope="row">{ words(&name) }</th>
            <td><input type="number" class="points-input" aria-label={label.clone()} value={bin.points.to_string()} onchange={points} /></td>
            <td class="quiet number">{ evidence }</td>
            <td><label class="check"><input type="checkbox" checked={bin.locked} aria-label={t1("model_lock_named", &label)} onchange={lock} /></label></td>
        </tr>
    }
}

fn versions(
    page: &ModelPage,
    compared: &UseStateHandle<Option<u32>>,
    act: &Callback<ModelRequest>,
    client: &Client,
) -> Html {
    let Some(model) = page.row.id else {
        return Html::default();
    };
    html! {
        <>
            <h2>{ t("model_versions") }</h2>
            <ul class="list">{ for page.versions.iter().map(|one| {
                let version = one.version;
                let (act, set) = (act.clone(), compared.clone());
                html! {
                    <li key={version} data-version={version.to_string()}>
                        <strong>{ t1("model_version_number", &version.to_string()) }</strong>
                        <span>{ words(&one.change) }</span><span class="quiet">{ format::moment(&one.made) }</span>
                        if version != page.row.version {
                            <span class="grow"></span>
                            { about(version, "compare", "model_compare", Callback::from(move |_| set.set(Some(version)))) }
                            { about(version, "revert", "model_revert", Callback::from(move |_| act.emit(ModelRequest::Revert { model, version }))) }
                        }
                    </li>
                }
            }) }</ul>
            if let Some(version) = **compared {
                <Answer client={client.clone()} show={Callback::from(|reply: Shared<Reply>| match &*reply {
                    Reply::Model(ModelReply::Compared { differences, moved, .. }) => difference(differences, moved),
                    _ => Html::default(),
                })} request={Request::Model(ModelRequest::Compare {
                    first: ModelVersion { model: Some(model), version: Some(version) },
                    second: ModelVersion { model: Some(model), version: None },
                })} />
            }
        </>
    }
}

/// A button that does something with one version, and says with which.
fn about(version: u32, does: &'static str, text: &str, onclick: Callback<MouseEvent>) -> Html {
    let text = t(text);
    let mut label = text.clone();
    label.push_str(": ");
    label.push_str(&t1("model_version_number", &version.to_string()));
    html! { <button type="button" class="quiet-button" data-do={does} aria-label={label} {onclick}>{ text }</button> }
}

pub(super) fn difference(lines: &[Difference], moved: &[(i8, u64)]) -> Html {
    let others: u64 = moved
        .iter()
        .filter(|(stars, _)| *stars != 0)
        .map(|(_, count)| count)
        .sum();
    html! {
        <div class="differences">
            <p>{ t1("model_moved", &format::number(others as f64)) }</p>
            { super::super::table::table("model_compare", &["column_attribute", "column_value", "column_before", "column_after"],
                lines.iter().map(|line| vec![named_field(&line.column), words(&line.bin), words(&line.before), words(&line.after)]).collect()) }
        </div>
    }
}

fn named_field(column: &str) -> Html {
    html! { { named("factor_", column) } }
}
