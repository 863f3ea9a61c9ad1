//! Ranked sourced openers, PS lines, and the 10-80-10 reading of a draft.
//!
//! - [`openers`] turns the signals of an account and the facts of a person into sentences that a
//!   rep can send: templates in plain words whose gaps hold nothing but words of a source.
//! - [`draft::draft`] reads a draft as hook, core and PS, criterion by criterion.
//! - [`pains`] holds what the rep wrote once about the buyer's pains, and proposes which one fits.
//! - [`results`] lets the rep's own replies take over from the weak evidence in print.

mod compose;
mod facts;
mod family;
mod grammar;
mod headline;
mod identity;
mod input;
mod lexicon;
mod money;
mod openers;
mod postscript;
mod rank;
mod refusal;
mod template;
mod wording;

pub mod draft;
pub mod pains;
pub mod results;
pub mod team;

pub use grammar::{first_name, spoken_name};
pub use input::{
    HookSettings, Length, OpenerAccount, OpenerInput, OpenerPerson, PersonFact, PersonFactKind,
    SensitiveRule, SignalOf, SourcedSignal, Tone,
};
pub use openers::openers;
