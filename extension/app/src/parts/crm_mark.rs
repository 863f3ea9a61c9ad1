//! Where an entry of the ledger stands in the CRM, with what the rep can do about it.

use super::{button, words};
use crate::browser::link::external;
use crate::browser::text::{t, t1};
use hookline_protocol::{CrmMark, CrmRequest, Request};
use yew::prelude::*;

/// The line; `act` asks the engine.
pub(crate) fn crm_mark(mark: &CrmMark, touch: i64, act: &Callback<Request>) -> Html {
    let asks = |label: &str, request: CrmRequest| {
        let act = act.clone();
        let press = Callback::from(move |_| act.emit(Request::Crm(request.clone())));
        button(t(label), "quiet-button", press)
    };
    let crm = &mark.crm;
    html! {
        <p class="crm-mark">
            { match &*mark.state {
                "logged" => external(mark.url.as_deref(), "", html! { { t1("crm_in", crm) } }),
                "waiting" => html! { <span class="quiet">{ t1("crm_waiting", crm) }</span> },
                _ => Html::default(),
            } }
            if !mark.told.is_empty() { { " " }<span class="caution">{ words(&mark.told) }</span> }
            if mark.state == "refused" { { " " }{ asks("crm_retry", CrmRequest::Retry { touch }) } }
            if mark.state == "unsure" {
                { " " }{ external(mark.url.as_deref(), "", html! { { t1("crm_look", crm) } }) }
                { " " }{ asks("crm_there", CrmRequest::Settle { touch, there: true }) }
                { asks("crm_retry", CrmRequest::Settle { touch, there: false }) }
            }
        </p>
    }
}
