//! The engine's ingest and sources, through their public door.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod csv;
mod door;
mod feed;
mod mapping;
#[path = "../common/shared.rs"]
mod shared;
mod source;
mod values;
