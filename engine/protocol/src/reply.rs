//! What the engine answers.

use crate::{
    Account, AccountId, AccountRow, CadenceReply, CallReply, Candidate, Contact, Correction,
    DraftReading, Feed, ImportState, LedgerReply, LibraryReply, News, Openers, Resolution,
    SignalsReply, Story,
};
#[cfg(feature = "workspace")]
use crate::{DueRequest, FeedRead, LogEntry, Reading, Score};
use serde::{Deserialize, Serialize};

/// The answer to one [`Request`](crate::Request).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To `Hello`.
    Hello(Hello),
    /// To `Context`.
    Context(Box<Context>),
    /// To `Account`, `AccountByKey` and `SaveAccount`.
    Account(Box<AccountPage>),
    /// To `Accounts`.
    #[cfg(feature = "workspace")]
    Accounts {
        /// The rows.
        rows: Vec<AccountRow>,
        /// Rows that match, in all.
        total: u64,
    },
    /// To `Search`.
    Search(SearchResults),
    /// To `SaveContact`.
    Contact(Contact),
    /// To `News`.
    News(News),
    /// To `Openers`.
    Openers(Openers),
    /// To `Score`.
    #[cfg(feature = "workspace")]
    Score(Box<Score>),
    /// To `Resolve`.
    #[cfg(feature = "workspace")]
    Resolution(Resolution),
    /// To `Classify`.
    #[cfg(feature = "workspace")]
    Reading(Reading),
    /// To `Draft`.
    Draft(DraftReading),
    /// To `ImportStart`, `ImportChunk` and `ImportCancel`.
    #[cfg(feature = "workspace")]
    Import(ImportState),
    /// To `FeedRead` and `Fetched`.
    #[cfg(feature = "workspace")]
    FeedRead(FeedRead),
    /// To `Feeds`, `FeedAdd`, `FeedSet` and `FeedRemove`.
    Feeds(Vec<Feed>),
    /// To `Due`.
    #[cfg(feature = "workspace")]
    Due(Vec<DueRequest>),
    /// To `Correct`: the correction as kept.
    Corrected(CorrectionEntry),
    /// To `Corrections`.
    #[cfg(feature = "workspace")]
    Corrections(Vec<CorrectionEntry>),
    /// To `PrivacyLog`.
    #[cfg(feature = "workspace")]
    PrivacyLog {
        /// The entries.
        entries: Vec<LogEntry>,
        /// Entries in all.
        total: u64,
    },
    /// To `BackupStart` and `BackupChunk`.
    #[cfg(feature = "workspace")]
    Backup {
        /// The copy.
        backup: i64,
        /// Its size in bytes.
        bytes_total: u64,
        /// The bytes asked for, base64; empty in the reply to the start.
        data: String,
    },
    /// To `ExportChunk`.
    #[cfg(feature = "workspace")]
    Export {
        /// JSON Lines, each line ended.
        lines: String,
        /// Where to go on; `None` at the end.
        next: Option<u64>,
    },
    /// To `Portfolio`.
    #[cfg(feature = "workspace")]
    Portfolio(crate::PortfolioReply),
    /// To `Model`.
    #[cfg(feature = "workspace")]
    Model(crate::ModelReply),
    /// To `Hygiene`.
    #[cfg(feature = "workspace")]
    Hygiene(crate::HygieneReply),
    /// To `Crm`.
    #[cfg(feature = "workspace")]
    Crm(crate::CrmReply),
    /// To `Touches`, `TouchAdd`, `Call(Unlog)`, `Crm(Retry)` and `Crm(Settle)`.
    Touches(Vec<Touch>),
    /// To `Call`.
    Call(CallReply),
    /// To `Cadence`.
    Cadence(CadenceReply),
    /// To `Library`.
    Library(LibraryReply),
    /// To `Ledger`.
    Ledger(LedgerReply),
    /// To a request that only does something (`Undo`, `OpenerUsed`, `SettingsSet`, `DeleteAccounts`, `RestoreStart`, `RestoreChunk`).
    Done,
    /// To `Signals`.
    Signals(Box<SignalsReply>),
    /// The request could not be carried out; the earlier state stands.
    Error(ErrorReply),
}

/// The engine introduces itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// Version of the engine.
    pub version: String,
    /// Version of the protocol.
    pub protocol: u32,
    /// Accounts stored.
    pub accounts: u64,
    /// Contacts stored.
    pub contacts: u64,
    /// Stories stored.
    pub stories: u64,
    /// Every setting with its value.
    pub settings: Vec<(String, String)>,
    /// Imports that were cut off, to be told to the rep.
    pub unfinished_imports: Vec<ImportState>,
}

/// Everything the sidebar shows for a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// What was recognised, in one sentence for the rep.
    pub summary: String,
    /// The people on the page, the likely one first.
    pub people: Vec<PersonOnPage>,
    /// The accounts that may be meant, best first.
    pub candidates: Vec<Candidate>,
    /// The person shown.
    #[serde(default)]
    pub person: Option<Contact>,
    /// The account shown, when one is recognised or chosen.
    #[serde(default)]
    pub page: Option<AccountPage>,
    /// A company on the page that is not in the database, for "add it": name and domain.
    #[serde(default)]
    pub stranger: Option<Stranger>,
}

/// A person on the page with the account they belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonOnPage {
    /// The person, known or not.
    pub contact: Contact,
    /// Name of their account.
    #[serde(default)]
    pub account_name: Option<String>,
}

/// A company that nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stranger {
    /// Name, from the record or made from the domain.
    pub name: String,
    /// Domain, if known.
    #[serde(default)]
    pub domain: Option<String>,
}

/// An account with its score, first news and openers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountPage {
    /// The account.
    pub account: Account,
    /// How it was matched; empty when it was asked for by id.
    #[serde(default)]
    pub matched: Option<Resolution>,
    /// First page of news.
    pub news: News,
    /// Openers.
    pub openers: Openers,
}

/// Results of the universal search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchResults {
    /// Accounts, best first.
    pub accounts: Vec<AccountRow>,
    /// People, best first.
    pub contacts: Vec<Contact>,
    /// Stories, best first.
    pub stories: Vec<Story>,
}

/// A correction as kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CorrectionEntry {
    /// Identifies the correction.
    pub id: i64,
    /// What was corrected.
    pub correction: Correction,
    /// The same in words.
    pub text: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Something the rep did on an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// Identifies the touch.
    pub id: i64,
    /// The account.
    pub account: AccountId,
    /// Name of the person, if known.
    #[serde(default)]
    pub contact: Option<String>,
    /// `call`, `email`, `social`, `task`, `note`, `opener`, `link`, `reply`.
    pub channel: String,
    /// What was done.
    pub note: String,
    /// When, RFC 3339.
    pub at: String,
    /// What came of a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The number called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How long a call took, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// When it was answered, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied: Option<String>,
    /// Where it stands in the CRM, when the rep has connected one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crm: Option<Box<crate::CrmMark>>,
}

/// What went wrong, where, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReply {
    /// Stable name for programs ("no_such_account", "bad_feed").
    pub code: String,
    /// What happened, in words a sales rep understands.
    pub message: String,
    /// Where: file and line, address, field; may be empty.
    #[serde(default)]
    pub place: String,
    /// What to do next; may be empty.
    #[serde(default)]
    pub next: String,
}
