//! What a content script reports of the page: facts, no decisions.

use serde::{Deserialize, Serialize};

/// The part a person plays on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Recipient of the open draft.
    Recipient,
    /// Sender in the open thread.
    Sender,
    /// Further participant of the thread (to, cc).
    Participant,
    /// The person whose record is open.
    Record,
}

/// A person as the page names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePerson {
    /// The part played.
    pub role: PersonRole,
    /// Name as written; may be empty.
    #[serde(default)]
    pub name: String,
    /// Address as written; may be empty.
    #[serde(default)]
    pub email: String,
}

/// Facts read from a host page by a site adapter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFacts {
    /// Name of the adapter that read the page ("gmail").
    pub adapter: String,
    /// Origin of the page ("https://mail.google.com").
    pub origin: String,
    /// What is open: `thread`, `compose`, `record`, `list` or `other`.
    pub view: String,
    /// People on the page, in the order of the page.
    #[serde(default)]
    pub people: Vec<PagePerson>,
    /// Company named by the record.
    #[serde(default)]
    pub company: String,
    /// Website or domain named by the record.
    #[serde(default)]
    pub website: String,
    /// Phone numbers on the record, as written.
    #[serde(default)]
    pub phones: Vec<String>,
    /// The rep's own address, so that it is left out of the people.
    #[serde(default)]
    pub own_email: String,
    /// Subject of the thread or draft, title of the record.
    #[serde(default)]
    pub subject: String,
    /// True when a draft is open for insertion.
    #[serde(default)]
    pub draft_open: bool,
    /// Address of the page, where a record is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Fields the adapter looked for and did not find.
    #[serde(default)]
    pub unread: Vec<String>,
}
