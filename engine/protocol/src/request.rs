//! What a view may ask of the engine.

use crate::{
    AccountId, CadenceRequest, CallRequest, ContactId, ContentType, LedgerRequest, LibraryRequest,
    PageFacts, SignalKind, SignalsRequest,
};
#[cfg(feature = "workspace")]
use crate::{Fetched, ImportStart};
use serde::{Deserialize, Serialize};

/// A view's question. Answered by exactly one [`Reply`](crate::Reply).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Version, counts, settings: the first question of every view.
    Hello,
    /// Who is on the page, and everything the sidebar shows of them, in one answer.
    Context {
        /// What the content script reports.
        facts: PageFacts,
        /// The account the rep chose, when several match.
        #[serde(default)]
        account: Option<AccountId>,
        /// The person the rep chose, by address.
        #[serde(default)]
        person: Option<String>,
    },
    /// Everything about one account.
    Account {
        /// The account.
        account: AccountId,
    },
    /// Everything about the account with that name, domain or email address.
    AccountByKey {
        /// Name, domain or email address.
        key: String,
    },
    /// A page of the accounts table.
    #[cfg(feature = "workspace")]
    Accounts(AccountQuery),
    /// Universal search over accounts, people and stories.
    Search {
        /// What was typed.
        query: String,
        /// Most results of each sort.
        limit: u32,
    },
    /// Adds an account by hand, or fills the given fields of a known one.
    SaveAccount {
        /// The account to change; `None` makes a new one.
        #[serde(default)]
        account: Option<AccountId>,
        /// Standard field names (or further columns) and values.
        fields: Vec<(String, String)>,
    },
    /// Adds a person by hand, or fills the given fields of a known one.
    SaveContact {
        /// The contact to change; `None` makes a new one.
        #[serde(default)]
        contact: Option<ContactId>,
        /// Standard field names and values.
        fields: Vec<(String, String)>,
    },
    /// Removes accounts with all that hangs on them.
    #[cfg(feature = "workspace")]
    DeleteAccounts {
        /// The accounts.
        accounts: Vec<AccountId>,
    },
    /// News of one account, or of all.
    News(NewsQuery),
    /// Ranked openers and PS lines.
    Openers {
        /// The account.
        account: AccountId,
        /// The person, if known.
        #[serde(default)]
        contact: Option<ContactId>,
        /// First name to use when the person is a stranger.
        #[serde(default)]
        first_name: Option<String>,
        /// Most openers.
        limit: u32,
    },
    /// Reports that an opener went into a draft, so that it is not offered as new again.
    OpenerUsed {
        /// The account.
        account: AccountId,
        /// The opener's id.
        opener: String,
        /// Recipient's address, if known.
        #[serde(default)]
        email: Option<String>,
        /// The words that were inserted.
        text: String,
    },
    /// The score of one account.
    #[cfg(feature = "workspace")]
    Score {
        /// The account.
        account: AccountId,
    },
    /// Which account a name, domain, address or headline means.
    #[cfg(feature = "workspace")]
    Resolve {
        /// The text.
        input: String,
    },
    /// What a title says.
    #[cfg(feature = "workspace")]
    Classify {
        /// Title.
        title: String,
        /// Summary; may be empty.
        #[serde(default)]
        summary: String,
    },
    /// The 10-80-10 reading of a draft.
    Draft {
        /// Subject; may be empty.
        #[serde(default)]
        subject: String,
        /// Body as plain text.
        text: String,
        /// The account the draft is for, whose news its hook may rest on.
        #[serde(default)]
        account: Option<AccountId>,
    },
    /// Starts an import; nothing is stored yet.
    #[cfg(feature = "workspace")]
    ImportStart(ImportStart),
    /// The next bytes of the file. The reply to a chunk means: its rows are on disk.
    #[cfg(feature = "workspace")]
    ImportChunk {
        /// The import.
        import: i64,
        /// Bytes, base64.
        data: String,
        /// True for the last chunk.
        last: bool,
        /// True reads headers and examples only, and stores nothing.
        #[serde(default)]
        preview: bool,
    },
    /// Stops an import. Rows acknowledged so far stay.
    #[cfg(feature = "workspace")]
    ImportCancel {
        /// The import.
        import: i64,
    },
    /// A saved feed payload, as if fetched.
    #[cfg(feature = "workspace")]
    FeedRead {
        /// Payload, base64.
        data: String,
        /// Address it is from; may be empty.
        #[serde(default)]
        url: String,
        /// `Content-Type` it came with; may be empty.
        #[serde(default)]
        content_type: String,
        /// The account whose own feed it is.
        #[serde(default)]
        account: Option<AccountId>,
    },
    /// Text or a link that the rep pasted, kept as a sourced story of an account. Answered by the
    /// account's news.
    Paste {
        /// The account.
        account: AccountId,
        /// Title or text.
        text: String,
        /// Link; may be empty.
        #[serde(default)]
        url: String,
        /// The person it is about, when it is personal: a post, a profile, a podcast.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
    },
    /// The feeds with their state.
    Feeds,
    /// Follows a feed.
    #[cfg(feature = "workspace")]
    FeedAdd {
        /// Address.
        url: String,
        /// The account whose own feed it is.
        #[serde(default)]
        account: Option<AccountId>,
    },
    /// Turns a feed on or off.
    #[cfg(feature = "workspace")]
    FeedSet {
        /// The feed.
        feed: i64,
        /// On or off.
        on: bool,
    },
    /// Stops following a feed. Its stories stay.
    #[cfg(feature = "workspace")]
    FeedRemove {
        /// The feed.
        feed: i64,
    },
    /// Which requests are due now.
    #[cfg(feature = "workspace")]
    Due,
    /// What came back for a due request.
    #[cfg(feature = "workspace")]
    Fetched(Fetched),
    /// The rep's correction; outlives every refetch.
    Correct(Correction),
    /// Takes a correction back.
    Undo {
        /// The correction.
        correction: i64,
    },
    /// All corrections, newest first.
    #[cfg(feature = "workspace")]
    Corrections,
    /// The log of every host asked, newest first.
    #[cfg(feature = "workspace")]
    PrivacyLog {
        /// Entries to skip.
        offset: u64,
        /// Most entries.
        limit: u32,
    },
    /// Changes settings; unknown names are refused.
    #[cfg(feature = "workspace")]
    SettingsSet {
        /// Names and values.
        settings: Vec<(String, String)>,
    },
    /// Makes a copy of the database to be read in chunks.
    #[cfg(feature = "workspace")]
    BackupStart,
    /// The next bytes of the copy.
    #[cfg(feature = "workspace")]
    BackupChunk {
        /// The copy.
        backup: i64,
        /// Bytes to skip.
        offset: u64,
    },
    /// Starts to take a copy back; nothing changes before the last chunk.
    #[cfg(feature = "workspace")]
    RestoreStart,
    /// The next bytes of a copy. The last one checks it and puts it in place of the database.
    #[cfg(feature = "workspace")]
    RestoreChunk {
        /// Bytes, base64.
        data: String,
        /// True for the last chunk.
        last: bool,
    },
    /// Everything as JSON Lines, in chunks.
    #[cfg(feature = "workspace")]
    ExportChunk {
        /// Where to go on; 0 at first, then the reply's `next`.
        cursor: u64,
    },
    /// Lists of accounts as a whole.
    #[cfg(feature = "workspace")]
    Portfolio(crate::PortfolioRequest),
    /// Models, outcomes, and why a score changed.
    #[cfg(feature = "workspace")]
    Model(crate::ModelRequest),
    /// Data quality.
    #[cfg(feature = "workspace")]
    Hygiene(crate::HygieneRequest),
    /// The rep's doings on one account, newest first.
    Touches {
        /// The account.
        account: AccountId,
    },
    /// Logs a doing (a call, a note, a task done).
    TouchAdd {
        /// The account.
        account: AccountId,
        /// The person, if known.
        #[serde(default)]
        contact: Option<ContactId>,
        /// `call`, `email`, `social`, `task`, `note`, `opener`, `link`, `reply`.
        channel: String,
        /// What was done, in the rep's words.
        note: String,
    },
    /// Sources, the ranked feed, search with filters, alerts, patches, the past.
    Signals(SignalsRequest),
    /// Numbers to dial and calls made.
    Call(CallRequest),
    /// Cadences and what is due.
    Cadence(CadenceRequest),
    /// Pains and templates.
    Library(LibraryRequest),
    /// Mails sent and answers to them.
    Ledger(LedgerRequest),
    /// The rep's own connection to a CRM.
    Crm(crate::CrmRequest),
}

/// Which accounts the table shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AccountQuery {
    /// Words that name, domain, industry or place contain.
    #[serde(default)]
    pub text: String,
    /// Exact values of fields that must all hold; `after` takes an account's number and, with the
    /// sort `id`, pages through any number of accounts at the same cost.
    #[serde(default)]
    pub filters: Vec<(String, String)>,
    /// Field to sort by (`name`, `stars`, `employees`, `revenue`, `industry`, `country`, `city`, `bolt`, `id`).
    #[serde(default)]
    pub sort: String,
    /// True for descending order.
    #[serde(default)]
    pub descending: bool,
    /// Rows to skip.
    #[serde(default)]
    pub offset: u64,
    /// Most rows.
    pub limit: u32,
}

/// Which news to show.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NewsQuery {
    /// One account, or all.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Content types; empty for all.
    #[serde(default)]
    pub types: Vec<ContentType>,
    /// Kinds; empty for all.
    #[serde(default)]
    pub kinds: Vec<SignalKind>,
    /// Words that title or summary contain; empty for all.
    #[serde(default)]
    pub text: String,
    /// Stories to skip.
    #[serde(default)]
    pub offset: u64,
    /// Most stories.
    pub limit: u32,
}

/// A rep's correction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// "Not this company": the name, domain or address on the page does not mean that account.
    NotAccount {
        /// What the page or the story said.
        key: String,
        /// The account it is not.
        account: AccountId,
    },
    /// "This is them": the name, domain or address on the page means that account.
    IsAccount {
        /// What the page or the story said.
        key: String,
        /// The account it is.
        account: AccountId,
    },
    /// The story is not about the account.
    StoryNotAbout {
        /// The story.
        story: i64,
        /// The account.
        account: AccountId,
    },
    /// The story is about the account.
    StoryAbout {
        /// The story.
        story: i64,
        /// The account.
        account: AccountId,
    },
    /// The story reports another kind of event, or none.
    StoryKinds {
        /// The story.
        story: i64,
        /// What it reports.
        kinds: Vec<SignalKind>,
    },
    /// Do not show the story.
    MuteStory {
        /// The story.
        story: i64,
    },
    /// Keep the story on top.
    PinStory {
        /// The story.
        story: i64,
    },
    /// Do not offer the opener for the account.
    MuteOpener {
        /// The account.
        account: AccountId,
        /// The opener's id.
        opener: String,
    },
    /// Do not show what a source publishes.
    MuteSource {
        /// The publisher or source, as the story names it.
        source: String,
    },
    /// Do not show stories that report nothing but events of a kind.
    MuteKind {
        /// The kind.
        kind: SignalKind,
    },
    /// Leave an account out of the feed and the alerts.
    MuteAccount {
        /// The account.
        account: AccountId,
    },
    /// Put stories that hold these words first in the feed.
    FollowTopic {
        /// The words.
        topic: String,
    },
    /// Put what a source publishes first in the feed.
    FollowSource {
        /// The publisher or source, as the story names it.
        source: String,
    },
}
