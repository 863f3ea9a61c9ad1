//! What the fuzz targets do with the bytes they are given. `engine/tests/fuzz.rs` drives the same
//! functions on stable Rust, so that continuous integration runs them too.

pub mod csv;
pub mod door;
pub mod feed;
pub mod source;
pub mod text;
