//! Records read once: names parsed, numbers and hosts bare, words weighed.

use super::Record;
use super::address::{address_words, phone_key};
use crate::resolve::domain::{is_free_mail, parse_email, registrable_domain};
use crate::resolve::index::{AccountEntry, Index};
use crate::resolve::name::Name;

/// One record made comparable.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: Name,
    /// Form of the name in the index, when the name has a word.
    pub(super) form: Option<u32>,
    pub(super) compact: String,
    pub(super) address: Vec<String>,
    pub(super) phone: String,
    pub(super) email: String,
    /// Company domains of website and email; free-mail hosts left out.
    pub(super) domains: Vec<String>,
}

/// The whole list made comparable.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) entries: Vec<Entry>,
    pub(super) index: Index,
}

impl Prepared {
    pub(super) fn read(records: &[Record]) -> Self {
        let named = records.iter().zip(0..).map(|(record, id)| AccountEntry {
            id,
            name: record.name.clone(),
            ..AccountEntry::default()
        });
        let index = Index::build(named);
        let entries = records
            .iter()
            .zip(&index.accounts)
            .map(|(record, account)| read(record, account.forms.clone().next()))
            .collect();
        Self { entries, index }
    }
}

fn read(record: &Record, form: Option<u32>) -> Entry {
    let name = Name::parse(&record.name);
    let email = parse_email(&record.email);
    let mut domains: Vec<String> = registrable_domain(&record.website)
        .filter(|domain| !is_free_mail(domain))
        .into_iter()
        .collect();
    if let Some(email) = email
        .as_ref()
        .filter(|email| !email.free && !domains.contains(&email.domain))
    {
        domains.push(email.domain.clone());
    }
    Entry {
        compact: name.words.iter().map(|word| word.text.as_str()).collect(),
        name,
        form,
        address: address_words(&record.address),
        phone: phone_key(&record.phone),
        email: email.map(|email| email.address).unwrap_or_default(),
        domains,
    }
}
