//! Hookline's views: the sidebar and the workspace, one Yew app.
//!
//! A view shows what the engine replied and asks again; it computes nothing but the wording of
//! numbers and dates in the reader's locale. `wire` carries the questions, `account` shows one
//! account in both surfaces, `sidebar` and `workspace` are the surfaces, each a feature and in the
//! extension a module of its own.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::large_enum_variant,
    reason = "a message lives for one update; a box would cost more code than the bytes it saves"
)]
#![cfg_attr(
    not(all(feature = "sidebar", feature = "workspace")),
    allow(
        dead_code,
        irrefutable_let_patterns,
        unused_imports,
        reason = "one surface does not use all that both share"
    )
)]

mod account;
mod actions;
mod browser;
mod cadence;
mod call;
mod parts;
mod search;
#[cfg(feature = "sidebar")]
mod sidebar;
mod wire;
#[cfg(feature = "workspace")]
mod workspace;

use wasm_bindgen::prelude::wasm_bindgen;
use yew::Renderer;

/// Shows the surface that the page's path names.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(root) = browser::root() else { return };
    browser::set_language();
    let full = browser::path().ends_with("workspace.html");
    #[cfg(feature = "workspace")]
    if full {
        Renderer::<workspace::Workspace>::with_root(root.clone()).render();
    }
    #[cfg(feature = "sidebar")]
    if !full {
        Renderer::<sidebar::Sidebar>::with_root(root).render();
    }
}
