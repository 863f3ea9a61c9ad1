//! Hookline's views: the sidebar and the workspace, one Yew app.
#![cfg(target_arch = "wasm32")]
