//! Hookline's engine: from the bytes of a page, feed or file to sourced openers and explained scores.
//!
//! [`Engine::handle`] is the only door. Data goes one way:
//!
//! ```text
//! bytes -> ingest -> resolve -> classify -> store -> score -> hook -> protocol
//! ```
//!
//! The engine has no clock (every call takes `now`), no network (a source says which requests are
//! due and is handed the responses) and no randomness that is not seeded, so the same calls give the
//! same replies in the browser and on the command line. It never panics on input.

pub mod cadence;
pub mod classify;
pub mod crm;
pub mod hook;
pub mod ingest;
pub mod json;
pub mod phrases;
pub mod portfolio;
pub mod resolve;
pub mod score;
pub mod search;
pub mod source;
pub mod store;

mod error;
mod handle;
mod order;
mod packed;

pub use error::{Error, Result};
pub use handle::Engine;
pub use hookline_protocol as protocol;
#[cfg(target_arch = "wasm32")]
pub use packed::provide as provide_tables;
