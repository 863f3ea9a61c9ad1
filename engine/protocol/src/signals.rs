//! Signals: sources and what is found on websites, the ranked feed, search with filters, alerts,
//! corrections as a file, and the past as it was known.

use crate::{
    AccountId, AccountRow, BoltEvent, Contact, ContentType, RankFactor, Request, SignalKind,
    SourceClass, Story,
};
use serde::{Deserialize, Serialize};

/// A question about signals. Answered by [`SignalsReply`] unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalsRequest {
    /// The sorts of sources with their state, and the feeds found on websites.
    #[cfg(feature = "workspace")]
    Sources,
    /// Turns a sort of source on or off. On follows it for the rep's accounts as far as their keys
    /// are known; off stops asking, and forgets nothing. Answered by `Sources`.
    #[cfg(feature = "workspace")]
    SourceSet {
        /// Name of the sort ("edgar").
        name: String,
        /// On or off.
        on: bool,
    },
    /// Follows a sort of source for one account. Answered by `Sources`.
    #[cfg(feature = "workspace")]
    SourceFollow {
        /// Name of the sort ("edgar").
        name: String,
        /// The account.
        account: AccountId,
        /// What the source knows the account by (a board's name, a channel, a CIK); empty to use what
        /// is stored of the account.
        #[serde(default)]
        value: String,
    },
    /// Looks for the feeds of a website. The page is asked with what is due; what it announces is
    /// listed in `Sources`, which answers this too.
    #[cfg(feature = "workspace")]
    Discover {
        /// A page of the website.
        url: String,
        /// The account whose website it is.
        #[serde(default)]
        account: Option<AccountId>,
    },
    /// Takes a found feed from the list. Answered by `Sources`.
    #[cfg(feature = "workspace")]
    FoundDismiss {
        /// The found feed.
        found: i64,
    },
    /// Follows the feeds of a subscription list. Answered by `Opml`.
    #[cfg(feature = "workspace")]
    OpmlImport {
        /// The file's text.
        text: String,
    },
    /// The followed feeds as a subscription list. Answered by `Opml`.
    #[cfg(feature = "workspace")]
    OpmlExport,
    /// The ranked feed.
    #[cfg(feature = "workspace")]
    Feed(FeedQuery),
    /// Universal search with filters. An empty text readies the index step by step and finds nothing.
    Search(SearchQuery),
    /// The standing corrections, pins, mutes and follows as a file for the team. Answered by `Patch`.
    #[cfg(feature = "workspace")]
    PatchExport {
        /// True for pins, mutes and follows alone.
        #[serde(default)]
        pins_only: bool,
    },
    /// Takes over corrections from a file. Answered by `Patch`.
    #[cfg(feature = "workspace")]
    PatchImport {
        /// The file's text.
        text: String,
    },
    /// What the rep should be told of now.
    #[cfg(feature = "workspace")]
    Alerts {
        /// Minutes by which the rep's clock is ahead of UTC.
        #[serde(default)]
        utc_offset_minutes: i32,
    },
    /// The rep's accounts with the newest event that lights each one's bolt. Answered by `Triggers`.
    #[cfg(feature = "workspace")]
    Triggers {
        /// Most accounts.
        limit: u32,
    },
    /// The rep has looked at what is new. Answered by `Alerts`.
    #[cfg(feature = "workspace")]
    AlertsSeen,
    /// The answer to another question as it would have been then, from what was known then. Answered
    /// by that question's own reply; what would change something is refused.
    AsOf {
        /// The moment, RFC 3339.
        at: String,
        /// The question.
        request: Box<Request>,
    },
}

/// The answer to a [`SignalsRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalsReply {
    /// The sorts of sources, and what was found.
    #[cfg(feature = "workspace")]
    Sources(SourceList),
    /// A subscription list and what became of it.
    #[cfg(feature = "workspace")]
    Opml {
        /// The list as OPML, for an export.
        #[serde(default)]
        text: String,
        /// Feeds that are followed now and were not before.
        added: u64,
        /// Feeds that were followed already.
        known: u64,
    },
    /// The ranked feed.
    #[cfg(feature = "workspace")]
    Feed(RankedFeed),
    /// What was found.
    Search(SearchPage),
    /// A patch file and what became of it.
    #[cfg(feature = "workspace")]
    Patch(PatchOutcome),
    /// What the rep should be told.
    #[cfg(feature = "workspace")]
    Alerts(Alerts),
    /// Accounts with an event, the latest event first.
    #[cfg(feature = "workspace")]
    Triggers(Vec<Trigger>),
}

/// An account with the newest event that lights its bolt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// The account.
    pub account: AccountRow,
    /// What happened.
    pub event: BoltEvent,
    /// Who published it, or the source.
    pub source: String,
}

/// The sorts of sources.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceList {
    /// Every sort, in the order of the page.
    pub sorts: Vec<SourceSort>,
    /// Feeds that websites announce and that nobody follows yet.
    pub found: Vec<FoundFeed>,
    /// Websites that are still to be asked, with what went wrong so far.
    pub looking: Vec<Looking>,
}

/// One sort of source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceSort {
    /// Stable name ("edgar").
    pub name: String,
    /// True while it is turned on.
    pub on: bool,
    /// True when its terms restrict the use, so that it is never on by default.
    pub restricted: bool,
    /// Class of what it says.
    pub class: SourceClass,
    /// Origin patterns that it needs ("https://data.sec.gov/*").
    pub permissions: Vec<String>,
    /// Addresses of this sort that are followed.
    pub followed: u64,
    /// Of these, those whose last answer could not be read.
    pub failing: u64,
    /// What went wrong last, in words for the rep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// When the next of them will be asked, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<String>,
    /// Accounts of the rep that it can be asked about with what is stored of them.
    pub accounts: u64,
}

/// A feed that a website announces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFeed {
    /// Identifies it within one database.
    pub id: i64,
    /// Address of the feed.
    pub url: String,
    /// Title; may be empty.
    pub title: String,
    /// The page that announces it.
    pub page: String,
    /// The account whose website it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
}

/// A website whose feeds are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looking {
    /// The website.
    pub url: String,
    /// Addresses still to be asked.
    pub left: u64,
    /// What went wrong, or what the outcome was, in words for the rep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
}

/// Which part of the feed to show.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedQuery {
    /// Content types; empty for all.
    #[serde(default)]
    pub types: Vec<ContentType>,
    /// Kinds; empty for all.
    #[serde(default)]
    pub kinds: Vec<SignalKind>,
    /// Words that title or summary contain; empty for all.
    #[serde(default)]
    pub text: String,
    /// True for stories about the rep's own accounts alone.
    #[serde(default)]
    pub own: bool,
    /// Stories to skip.
    #[serde(default)]
    pub offset: u64,
    /// Most stories.
    pub limit: u32,
}

/// A story of the feed with why it stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankedStory {
    /// The story.
    pub story: Story,
    /// Accounts it is about, surest first, at most 5: number and name.
    pub accounts: Vec<(AccountId, String)>,
    /// Rank, 0 to 1: the product of the factors. Pinned stories come before all others.
    pub rank: f64,
    /// The factors.
    pub factors: Vec<RankFactor>,
    /// True when the rep or the team pinned it.
    pub pinned: bool,
}

/// What more sources than usual write about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Independent sources of the last 7 days; copies of one text count once.
    pub sources: u32,
    /// Independent sources in a usual week of the 12 before.
    pub usual: f64,
    /// The newest story.
    pub story: i64,
    /// Its title.
    pub title: String,
}

/// The ranked feed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RankedFeed {
    /// Stories, first ones first.
    pub stories: Vec<RankedStory>,
    /// Stories that match, in all; at most the newest 3,000 are ranked.
    pub total: u64,
    /// Stories per content type, before the type filter.
    pub counts: Vec<(ContentType, u64)>,
    /// What trends, most unusual first.
    pub trends: Vec<Trend>,
}

/// What is searched for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// What was typed.
    pub text: String,
    /// Sorts of results; empty for all.
    #[serde(default)]
    pub sorts: Vec<SearchSort>,
    /// Kinds of events in stories; empty for all. With any, only stories are found.
    #[serde(default)]
    pub kinds: Vec<SignalKind>,
    /// Content types of stories; empty for all. With any, only stories are found.
    #[serde(default)]
    pub types: Vec<ContentType>,
    /// First day of stories and tasks, `YYYY-MM-DD`; empty for any.
    #[serde(default)]
    pub from: String,
    /// Last day of stories and tasks, `YYYY-MM-DD`; empty for any.
    #[serde(default)]
    pub until: String,
    /// Country, state or city of the account; empty for any.
    #[serde(default)]
    pub place: String,
    /// Words of the account's industry; empty for any.
    #[serde(default)]
    pub industry: String,
    /// What belongs to one account alone.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Words of the account's name; empty for any.
    #[serde(default)]
    pub account_name: String,
    /// Most results of each sort.
    pub limit: u32,
}

/// What a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    /// A company.
    Account,
    /// A person.
    Person,
    /// A story.
    Story,
    /// A doing or task of the rep.
    Task,
    /// A setting or page of Hookline.
    Setting,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchPage {
    /// Accounts, best first.
    pub accounts: Vec<AccountRow>,
    /// People, best first.
    pub contacts: Vec<Contact>,
    /// Stories, best first.
    pub stories: Vec<Story>,
    /// Doings and tasks, best first.
    pub tasks: Vec<FoundTask>,
    /// Names of settings and pages ("theme", "sources"), best first.
    pub settings: Vec<String>,
    /// Records that the index has still to read; while it is not 0, typing errors are not forgiven.
    #[serde(default)]
    pub unread: u64,
}

/// A doing or an open task that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTask {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// `call`, `email`, `social`, `task`, `note`, `opener`, `link`.
    pub channel: String,
    /// What was done, or is to be done.
    pub note: String,
    /// When it was done, or the day from which it is due, RFC 3339.
    pub at: String,
    /// True for a step of a cadence that is still to be done.
    #[serde(default)]
    pub open: bool,
}

/// A patch file, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatchOutcome {
    /// The file's text, for an export.
    #[serde(default)]
    pub text: String,
    /// Corrections written or taken over.
    pub applied: u64,
    /// Corrections that stood already.
    pub known: u64,
    /// Lines that could not be taken over, with their reason, at most 100.
    #[serde(default)]
    pub problems: Vec<String>,
}

/// What the rep should be told.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Alerts {
    /// Accounts of the rep with a bolt that was not looked at, for the badge; 0 shows none.
    pub badge: u32,
    /// What to notify of now; empty in quiet hours and while notifications are off.
    pub notices: Vec<Notice>,
    /// The daily digest, when its hour has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub title: String,
    /// The headline.
    pub text: String,
}

/// The day's bolts in one notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Accounts with a new bolt.
    pub accounts: u64,
    /// One line an account, most recent first, at most 5.
    pub lines: Vec<String>,
}
