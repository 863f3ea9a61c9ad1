//! What an answer says.

use crate::ingest::feed::Entry;
use crate::protocol::{ContentType, SignalKind, SourceClass};
use jiff::Timestamp;

/// What a source told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Name of the source or title of the feed, in words a rep knows.
    pub title: String,
    /// Stories, in the order of the answer.
    pub stories: Vec<SourceStory>,
    /// Facts about companies.
    pub companies: Vec<CompanyFacts>,
    /// What was wrong with the answer although it could be read.
    pub problems: Vec<String>,
}

/// A story with what the source knows of it for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStory {
    /// The story.
    pub entry: Entry,
    /// How the source came to know it.
    pub class: SourceClass,
    /// Kinds that a code of the source states exactly (an 8-K item, a form); empty where the words
    /// must tell.
    pub kinds: Vec<SignalKind>,
    /// Exact keys of the company it is about; empty where the words must tell.
    pub company: CompanyKeys,
}

/// What identifies a company without doubt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyKeys {
    /// Name as the source writes it; may be empty.
    pub name: String,
    /// Central Index Key of the SEC, ten digits.
    pub cik: Option<String>,
    /// Legal Entity Identifier.
    pub lei: Option<String>,
    /// Registrable domain.
    pub domain: Option<String>,
    /// "EXCHANGE:SYMBOL", or the symbol alone where the exchange is not told.
    pub tickers: Vec<String>,
}

/// Facts about one company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyFacts {
    /// What identifies it.
    pub keys: CompanyKeys,
    /// Name of the source ("SEC EDGAR").
    pub source: &'static str,
    /// How the source came to know them.
    pub class: SourceClass,
    /// Where a person can read them, `http(s)` only.
    pub url: Option<String>,
    /// Standard field names (or further ones) and values, in the form that imports use.
    pub fields: Vec<(&'static str, String)>,
    /// Former names and names in other languages.
    pub other_names: Vec<String>,
}

impl CompanyFacts {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Adds a fact read as the cell of an import is; what the field does not hold is left out.
    pub(super) fn add(&mut self, field: &'static str, written: &str) {
        use crate::ingest::values::{Reading, read};
        if let Reading::Value(value)
        | Reading::WithNote(value, _)
        | Reading::WithFurther(value, _) = read(field, written)
        {
            self.fields.push((field, value));
        }
    }
}

/// An entry with nothing but its title and type, to be completed.
pub(super) fn entry(title: String, content_type: ContentType) -> Entry {
    Entry {
        title,
        url: None,
        summary: String::new(),
        publisher: None,
        publisher_url: None,
        published: None,
        updated: None,
        categories: Vec::new(),
        tickers: Vec::new(),
        isins: Vec::new(),
        content_type,
        still: None,
        external_id: String::new(),
        related: Vec::new(),
    }
}

/// Midnight of a day written `YYYY-MM-DD`, or the moment written otherwise.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    crate::ingest::date::timestamp(text)
}
