//! Models: the list, one model with its table of points, versions, comparison, files.

mod compare;
mod measured;
mod outcomes;
mod page;
mod share;

use super::table::head;
use crate::browser::format;
use crate::browser::text::{named, t, t1};
use crate::parts::{Answer, button, words};
use crate::wire::{Asked, Client, Shared};
use hookline_protocol::{ErrorReply, ModelReply, ModelRequest, ModelRow, Reply, Request};
use yew::prelude::*;

/// See [`ModelsPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) client: Client,
    /// The model that is open; `None` for the list.
    pub(crate) open: Option<i64>,
    pub(crate) fail: Callback<ErrorReply>,
    pub(crate) say: Callback<String>,
}

/// The list, or one model.
pub(crate) struct ModelsPage {
    asked: Option<Asked>,
    turn: u32,
    /// The model that was removed last: its way back is offered at once.
    removed: Option<i64>,
}

/// What happens on the page.
pub(crate) enum Msg {
    Do(ModelRequest),
    Done(Reply),
}

impl Component for ModelsPage {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            asked: None,
            turn: 0,
            removed: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Do(request) => {
                if let ModelRequest::Remove { model, removed } = &request {
                    self.removed = removed.then_some(*model);
                }
                let done = ctx.link().callback(Msg::Done);
                self.asked = Some(ctx.props().client.ask(&Request::Model(request), done));
                false
            }
            Msg::Done(Reply::Error(error)) => {
                ctx.props().fail.emit(error);
                false
            }
            Msg::Done(reply) => {
                if let Reply::Model(ModelReply::Imported { model, .. }) = &reply {
                    ctx.props().say.emit(t("model_imported"));
                    crate::browser::set_hash(&super::route::model(
                        model.row.id.unwrap_or_default(),
                    ));
                }
                if let (Reply::Model(ModelReply::Models(_)), Some(_)) = (&reply, self.removed) {
                    ctx.props().say.emit(t("model_removed"));
                }
                self.turn += 1;
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        if let Some(open) = props.open {
            let act = ctx.link().callback(Msg::Do);
            let id = (open > 0).then_some(open);
            return html! {
                <page::ModelView key={open} client={props.client.clone()} {id} {act} turn={self.turn} fail={props.fail.clone()} say={props.say.clone()} />
            };
        }
        let (scope, client, last) = (ctx.link().clone(), props.client.clone(), self.removed);
        let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
            Reply::Model(ModelReply::Models(rows)) => {
                let (gone, rows): (Vec<_>, Vec<_>) =
                    rows.iter().cloned().partition(|row| row.removed);
                html! { <>{ list(&rows, &scope, &client) }{ removed(&gone, last, &scope) }</> }
            }
            _ => Html::default(),
        });
        html! {
            <>
                { head("nav_models", "models_lead") }
                <Answer client={props.client.clone()} request={Request::Model(ModelRequest::List)} {show} turn={self.turn} />
                <share::ImportModel client={props.client.clone()} act={ctx.link().callback(Msg::Do)} />
                <measured::Past client={props.client.clone()} />
                <outcomes::FromColumn client={props.client.clone()} fail={props.fail.clone()} say={props.say.clone()} />
            </>
        }
    }
}

fn list(rows: &[ModelRow], scope: &yew::html::Scope<ModelsPage>, client: &Client) -> Html {
    html! {
        <>
            <div class="scroll" role="region" aria-label={t("nav_models")} tabindex="0">
                <table class="plain">
                    <thead><tr>
                        <th scope="col">{ t("field_name") }</th><th scope="col">{ t("model_purpose") }</th><th scope="col">{ t("model_version") }</th>
                        <th scope="col">{ t("model_measured") }</th><th scope="col">{ t("model_use") }</th>
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|row| html! { <tr key={row.id.unwrap_or_default()}>{ cells(row, scope) }</tr> }) }</tbody>
                </table>
            </div>
            if rows.len() > 1 { <compare::Compare client={client.clone()} models={rows.to_vec()} /> }
            if rows.len() == 1 { <p class="quiet">{ t("models_none") }{ " " }<a href="#/portfolios">{ t("nav_portfolios") }</a></p> }
        </>
    }
}

fn cells(row: &ModelRow, scope: &yew::html::Scope<ModelsPage>) -> Html {
    let (id, purpose) = (row.id, row.purpose.clone());
    let use_it = scope.callback(move |_| {
        Msg::Do(ModelRequest::Activate {
            model: id,
            purpose: purpose.clone(),
        })
    });
    html! {
        <>
            <th scope="row"><a href={super::route::model(row.id.unwrap_or_default())}>{ words(&row.name) }</a></th>
            <td>{ named("purpose_", &row.purpose) }</td>
            <td class="number">{ row.version.to_string() }</td>
            <td class="verdict">{ words(&row.verdict) }</td>
            <td>if row.active { <strong>{ t("model_active") }</strong> } else { { button(t("model_activate"), "quiet-button", use_it) } }
                if let Some(model) = row.id { <button type="button" class="quiet-button" data-do="remove" onclick={scope.callback(move |_| Msg::Do(ModelRequest::Remove { model, removed: true }))}>{ t("model_remove") }</button> }
            </td>
        </>
    }
}

/// Models that were removed, each with its way back; `last` was removed just now.
fn removed(rows: &[ModelRow], last: Option<i64>, scope: &yew::html::Scope<ModelsPage>) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <details class="removed" open={rows.iter().any(|row| row.id == last)}>
            <summary>{ t("models_removed") }{ " " }{ format::number(rows.len() as f64) }</summary>
            <ul class="list">{ for rows.iter().filter_map(|row| row.id.map(|model| (model, row))).map(|(model, row)| {
                let back = scope.callback(move |_| Msg::Do(ModelRequest::Remove { model, removed: false }));
                html! {
                    <li key={model}><span>{ words(&row.name) }</span><span class="quiet">{ named("purpose_", &row.purpose) }</span><span class="grow"></span>
                        <button type="button" class="quiet-button" aria-label={t1("model_restore_named", &row.name)} onclick={back}>{ t("portfolio_restore") }</button></li>
                }
            }) }</ul>
        </details>
    }
}
