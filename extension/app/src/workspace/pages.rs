//! The plain pages: corrections, the privacy log.

use super::file_button::file_button;
use super::table::{head, table};
use super::{Msg, Workspace};
use crate::browser::text::{count, t};
use crate::browser::{format, link};
use crate::parts::{button, loading, words};
use yew::html::Scope;
use yew::prelude::*;

/// Every correction of the rep, each with its way back.
pub(super) fn corrections(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    html! {
        <>
            { head("nav_corrections", "corrections_lead") }
            { patch(scope) }
            { match &workspace.corrections {
                None => loading(),
                Some(entries) if entries.is_empty() => html! { <p class="quiet">{ t("corrections_none") }</p> },
                Some(entries) => table("nav_corrections", &["column_when", "column_what", "column_back"],
                    entries.iter().map(|entry| {
                        let id = entry.id;
                        vec![
                            html! { { format::moment(&entry.at) } },
                            words(&entry.text),
                            button(t("undo"), "quiet-button", scope.callback(move |_| Msg::Undo(id))),
                        ]
                    }).collect()),
            } }
        </>
    }
}

/// Corrections as a file for the team, and from it.
fn patch(scope: &Scope<Workspace>) -> Html {
    html! {
        <div class="section-head">
            <p class="quiet grow">{ t("patch_lead") }</p>
            { button(t("patch_export"), "line-button", scope.callback(|_| Msg::ExportPatch(false))) }
            { button(t("patch_export_pins"), "quiet-button", scope.callback(|_| Msg::ExportPatch(true))) }
            { file_button(t("patch_import"), "quiet-button", ".jsonl,.json,.txt", scope.callback(Msg::Patch)) }
        </div>
    }
}

/// Every host that was asked, when, and for which account.
pub(super) fn privacy(workspace: &Workspace) -> Html {
    html! {
        <>
            { head("nav_privacy", "privacy_lead") }
            { match &workspace.log {
                None => loading(),
                Some((entries, _)) if entries.is_empty() => html! { <p class="quiet">{ t("privacy_none") }</p> },
                Some((entries, total)) => html! {
                    <>
                        <p class="quiet">{ count("requests", *total) }</p>
                        { table("nav_privacy", &["column_when", "column_host", "column_address", "field_account", "column_status", "column_bytes"],
                            entries.iter().map(|entry| vec![
                                html! { { format::moment(&entry.at) } },
                                words(&entry.host),
                                link::external(Some(&entry.url), "", words(&format::clip(&entry.url, 90))),
                                words(entry.account.as_deref().unwrap_or_default()),
                                html! { { if entry.status == 0 { t("unreachable") } else { entry.status.to_string() } } },
                                html! { { format::bytes(entry.bytes) } },
                            ]).collect()) }
                    </>
                },
            } }
        </>
    }
}
