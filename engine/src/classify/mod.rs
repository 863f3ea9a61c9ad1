//! What happened, according to a title and summary: kinds, confidence, the words that say so.
//!
//! [`read`] is the door; [`once`] tells which tellings are one story; [`learn`] is the learning
//! algorithm behind the model that ships.

pub mod learn;
pub mod lexicon;
pub mod model;
pub mod once;
pub mod text;

mod about;
mod congratulate;
mod facts;
mod names;
mod persons;
mod read;
mod rules;
mod stance;

pub use about::is_beside;
pub(crate) use names::{is_common, is_place};
pub use read::{read, read_with};
