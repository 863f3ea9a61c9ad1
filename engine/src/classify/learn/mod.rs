//! The learning algorithm: weighed n-grams, a linear separator for each label, offsets chosen by
//! cross-validation.
//!
//! The same code trains the model that ships and is measured on the spot by `hookline eval classify`.
//! It has no randomness but a seeded order of examples, so the same lines give the same bits.

mod label;
mod matrix;
mod measure;
mod offsets;
mod patterns;
mod separator;
mod shuffle;
mod terms;
mod topics;
mod weigh;

pub use label::{LabelSettings, learn_label};
pub use matrix::{Row, Rows};
pub use measure::{Confusion, F1};
pub use separator::{Loss, Separator, Settings};
pub use shuffle::Shuffle;
pub use terms::{Family, Place, Terms, Wanted, word_hash};
pub use topics::TopicModel;
pub use weigh::{Counted, Weigher, key};
