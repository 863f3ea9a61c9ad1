//! Which account: a name, a domain, an email address, a ticker or a headline in, an account out,
//! with the evidence for and against it.
//!
//! - [`Resolver`] holds every account in memory and answers [`Resolver::resolve`] with a [`Match`]:
//!   yes, no or unsure, the candidates, the evidence with signed weights, and one sentence.
//! - [`key`] is the string under which two spellings of a company name meet.
//! - [`registrable_domain`] and [`parse_email`] read hosts and addresses.
//!
//! Weights are log-odds: they add up, and the sum is turned into a calibrated confidence.

mod align;
mod answer;
mod candidates;
mod country;
mod dedupe;
mod domain;
mod features;
mod fold;
mod freemail;
mod hashlist;
mod index;
mod legal;
mod listing;
mod mentions;
mod name;
mod public_suffix;
mod query;
mod relation;
mod resolver;
mod rules;
mod vocabulary;

pub use answer::{Found, Match};
pub use country::{canonical as canonical_country, is_country};
pub use dedupe::{DuplicatePair, Duplicates, Record, find_duplicates};
pub use domain::{EmailAddress, brand_label, host, is_free_mail, parse_email, registrable_domain};
pub(crate) use domain::{domain_of_host, read_host};
pub use features::FEATURE_NAMES;
pub use fold::fold;
pub use index::AccountEntry;
pub use mentions::{Mention, Mentions, StoryText};
pub use name::{display, key};
pub use query::Query;
pub use relation::Relation;
pub use resolver::Resolver;
pub use rules::Rules;
