//! What the rep or the team writes once: pains for the core of a mail, and whole templates.

use crate::{AccountId, ContactId, SignalKind};
use serde::{Deserialize, Serialize};

/// Which part of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LibrarySection {
    /// Cores about a pain of the buyer.
    Pain,
    /// Whole mails with variables.
    Template,
}

/// What a view may ask about the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LibraryRequest {
    /// Every entry of a section.
    #[cfg(feature = "workspace")]
    Entries {
        /// The section.
        section: LibrarySection,
    },
    /// Keeps an entry; a changed text keeps the one before as an earlier version.
    #[cfg(feature = "workspace")]
    Save {
        /// The section.
        section: LibrarySection,
        /// The entry; an empty id makes a new one.
        entry: LibraryEntry,
    },
    /// Removes an entry.
    #[cfg(feature = "workspace")]
    Remove {
        /// The section.
        section: LibrarySection,
        /// The entry's id.
        id: String,
    },
    /// A section as one file.
    #[cfg(feature = "workspace")]
    Share {
        /// The section.
        section: LibrarySection,
    },
    /// Takes over the entries of a share file. An entry with a known id becomes its next version.
    #[cfg(feature = "workspace")]
    TakeShared {
        /// The section.
        section: LibrarySection,
        /// The file's text.
        text: String,
    },
    /// Keeps a personal fact that the rep knows; several of one kind stand beside each other. Answered by
    /// `Done`.
    Fact {
        /// The person.
        contact: ContactId,
        /// `interest`, `school`, `start_date`, `team` or `note`.
        kind: String,
        /// The fact, in the rep's words.
        value: String,
    },
    /// Which pains and templates fit, filled in, best first.
    Propose {
        /// The account.
        account: AccountId,
        /// The person.
        #[serde(default)]
        contact: Option<ContactId>,
        /// Name of a person who is not in the database.
        #[serde(default)]
        name: Option<String>,
        /// Most of each section.
        limit: u32,
    },
}

/// An entry of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryEntry {
    /// Stable within the library; empty for a new entry.
    #[serde(default)]
    pub id: String,
    /// Its name in a list.
    pub title: String,
    /// Subject line of a template; may be empty.
    #[serde(default)]
    pub subject: String,
    /// The text, with variables in double braces.
    pub text: String,
    /// Industries it is for; empty for all.
    #[serde(default)]
    pub industries: Vec<String>,
    /// Functions it is for, as words of a job title; empty for all.
    #[serde(default)]
    pub functions: Vec<String>,
    /// Events that bring it on; empty for none in particular.
    #[serde(default)]
    pub triggers: Vec<SignalKind>,
    /// Counts up with every change.
    #[serde(default)]
    pub version: u32,
    /// Earlier texts, newest first.
    #[serde(default)]
    pub earlier: Vec<String>,
}

/// The answer to a [`LibraryRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LibraryReply {
    /// To `Entries`, `Save`, `Remove` and `TakeShared`.
    #[cfg(feature = "workspace")]
    Entries(Vec<LibraryEntry>),
    /// To `Share`.
    #[cfg(feature = "workspace")]
    File {
        /// Name for the file.
        name: String,
        /// Its text.
        text: String,
    },
    /// To `Propose`.
    Proposals(Vec<Proposal>),
}

/// An entry that fits, filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The section.
    pub section: LibrarySection,
    /// The entry's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The subject, filled in; may be empty.
    #[serde(default)]
    pub subject: String,
    /// The text, filled in.
    pub text: String,
    /// How well it fits, 0 to 1.
    pub fit: f64,
    /// Why, in one sentence.
    pub why: String,
    /// Variables nobody knows a value for; they stand in the text as they are.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What the text should not do, in one sentence each: a feature dump, no question, several asks.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// The opener that the text holds, for the ledger.
    #[serde(default)]
    pub opener: Option<String>,
}
