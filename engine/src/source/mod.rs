//! Public sources: which requests are due, and what a response says.

mod canonical;

pub use canonical::{canonical_url, page_key};
