//! Backup, restore, export; and how far such work is.

use super::file_button::file_button;
use super::table::head;
use super::{Msg, Workspace};
use crate::browser::text::t;
use crate::parts::button;
use yew::html::Scope;
use yew::prelude::*;

/// The page.
pub(super) fn view(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let busy = workspace.work.is_some();
    html! {
        <div class="narrow">
            { head("nav_backup", "backup_lead") }
            { progress(workspace, scope) }
            if !busy {
                <section class="card" aria-label={t("backup_title")}>
                    <h2>{ t("backup_title") }</h2><p>{ t("backup_text") }</p>
                    { button(t("backup_do"), "main-button", scope.callback(|_| Msg::Backup)) }
                </section>
                <section class="card" aria-label={t("restore_title")}>
                    <h2>{ t("restore_title") }</h2><p>{ t("restore_text") }</p>
                    { file_button(t("restore_do"), "wide-button", ".db,.sqlite", scope.callback(Msg::Restore)) }
                </section>
                <section class="card" aria-label={t("export_title")}>
                    <h2>{ t("export_title") }</h2><p>{ t("export_text") }</p>
                    { button(t("export_do"), "wide-button", scope.callback(|_| Msg::Export)) }
                </section>
            }
        </div>
    }
}

/// The work under way, with the way to stop it; nothing when there is none.
pub(super) fn progress(workspace: &Workspace, scope: &Scope<Workspace>) -> Html {
    let Some(work) = &workspace.work else {
        return Html::default();
    };
    html! {
        <div class="work">
            <label>{ t(work.what) }{ bar(work.done, work.total) }</label>
            { button(t("cancel"), "quiet-button", scope.callback(|_| Msg::StopWork)) }
        </div>
    }
}

/// A bar that fills; one without an end where the whole is unknown.
pub(super) fn bar(done: f64, total: f64) -> Html {
    if total > 0.0 {
        let share = ((done / total) * 100.0).clamp(0.0, 100.0) as u32;
        html! { <progress max="100" value={share.to_string()}></progress> }
    } else {
        html! { <progress></progress> }
    }
}
