//! SQLite: one schema with migrations, full-text search, provenance, corrections that survive a refetch.
//!
//! Functions take the open connection; the door decides where a transaction begins and ends.
//! Nothing here loads a whole table: what a page needs is looked up by indexed keys, so that opening
//! and answering cost the same with a hundred accounts and with a million.

pub mod account;
pub mod backup;
pub mod candidates;
pub mod contact;
pub mod correction;
pub mod counter;
pub mod crm;
pub mod documents;
pub mod enrichment;
pub mod enrolment;
pub mod entries;
pub mod export;
mod export_lists;
pub mod feed;
pub mod fresh;
pub mod history;
pub mod identity;
pub mod import;
pub mod key;
pub mod keys;
pub mod library;
pub mod list;
pub mod log;
pub mod merge;
pub mod model;
pub mod news;
pub mod outcome;
pub mod portfolio;
pub mod provenance;
pub mod related;
pub mod rewind;
mod schema;
pub mod search;
pub mod setting;
pub mod signal;
pub mod sorts;
pub mod story;
mod time;
pub mod touch;
pub mod unite;

pub use schema::{APPLICATION_ID, SCHEMA_VERSION, open};
pub use time::{from_seconds, to_text};
