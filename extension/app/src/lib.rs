//! Hookline's views: the sidebar and the workspace, one Yew app.
//!
//! A view shows what the engine replied and asks again; it computes nothing but the wording of
//! numbers and dates in the reader's locale. [`wire`] carries the questions, [`account`] shows one
//! account in both surfaces, [`sidebar`] and [`workspace`] are the surfaces.
#![cfg(target_arch = "wasm32")]

mod account;
mod browser;
mod parts;
mod sidebar;
mod wire;
mod workspace;

use wasm_bindgen::prelude::wasm_bindgen;
use yew::Renderer;

/// Shows the surface that the page's path names.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(root) = browser::root() else { return };
    browser::set_language();
    if browser::path().ends_with("workspace.html") {
        Renderer::<workspace::Workspace>::with_root(root).render();
    } else {
        Renderer::<sidebar::Sidebar>::with_root(root).render();
    }
}
