//! Universal search: one index over accounts, people, stories and whatever else has a title and a text.
//!
//! - [`SearchIndex::add`] and [`SearchIndex::remove`] keep it current, one
//!   document at a time; nothing is ever rebuilt.
//! - [`SearchIndex::search`] answers as you type: the last word also matches what it begins, a word that
//!   is not there matches what it nearly is, and documents that hold more of the words come first.
//!
//! Ranking is BM25 (Robertson and Zaragoza, 2009) with the title's words counted several times, scaled
//! by the share of the query that a document holds. Old documents rank like new ones.

mod dictionary;
mod index;
pub mod pages;
mod rank;
mod text;
pub mod traits;

pub use index::{Document, SearchIndex};
pub use rank::Hit;
