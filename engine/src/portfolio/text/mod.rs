//! Descriptions of companies compared by their words.

mod index;
mod words;

pub use index::TextIndex;
