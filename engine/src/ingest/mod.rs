//! Bytes to records with provenance: CSV files, feeds, pasted text.
//!
//! [`records::RecordReader`] turns the chunks of a CSV file into [`records::Record`]s, with
//! [`csv`] taking the file apart, [`mapping`] saying which column feeds which field and [`values`]
//! bringing each cell into one written form. [`feed::read`] turns a feed payload into entries.

mod canonical;
pub mod csv;
pub mod date;
pub mod feed;
pub mod html;
pub mod mapping;
pub mod markup;
pub mod records;
pub mod text;
pub mod values;

pub use canonical::{canonical_url, is_web_link, page_key};
