//! The one pair of enums that every view of Hookline speaks: [`Request`] and [`Reply`].
//!
//! A view sends an [`Envelope`] with a request and gets one back with the reply and the same `id`.
//! On the wire both are JSON, externally tagged: `{"v":1,"id":7,"body":{"score":{"account":3}}}`.
//! Times are RFC 3339 strings in UTC, texts are plain text (never HTML), links are `http(s)` only,
//! spans count characters. What only the workspace asks is behind the feature `workspace`, so that
//! the sidebar, which is loaded in every tab, does not carry it. The engine alone knows what the answers mean; this crate has no logic,
//! so that a view can carry it without carrying the engine.

mod account;
mod cadence;
mod call;
#[cfg(feature = "workspace")]
mod contrast;
mod crm;
mod feed;
mod hook;
#[cfg(feature = "workspace")]
mod hygiene;
mod import;
mod kinds;
mod ledger;
mod library;
#[cfg(feature = "workspace")]
mod model;
mod page;
#[cfg(feature = "workspace")]
mod portfolio;
mod provenance;
mod reply;
mod request;
mod score;
#[cfg(feature = "workspace")]
mod segment;
mod signals;
mod story;

pub use account::{
    Account, AccountId, AccountRow, Candidate, Contact, ContactFit, ContactId, Evidence, Field,
    OtherValue, Resolution,
};
pub use cadence::{
    CadenceAct, CadencePlan, CadenceReply, CadenceRequest, CadenceStep, DueStep, Enrolment,
    EnrolmentStep, NextDue,
};
pub use call::{CALL_OUTCOMES, CallLog, CallReply, CallRequest, DialNumber, LogForm, TimeThere};
#[cfg(feature = "workspace")]
pub use contrast::{ColumnNote, ColumnVerdict, Contrast, ContrastLine, Label};
#[cfg(feature = "workspace")]
pub use crm::{CrmAnswer, CrmCall, CrmClient, CrmPlan, CrmReply, CrmState};
pub use crm::{CrmMark, CrmRequest};
pub use feed::{DueRequest, Feed, FeedRead, Fetched, LogEntry};
pub use hook::{Criterion, DraftReading, Opener, Openers, RankFactor, TextPart, Zone, ZoneName};
#[cfg(feature = "workspace")]
pub use hygiene::{
    DuplicatePair, EnrichedValue, EnrichingSource, FieldQuality, Finding, HygieneReply,
    HygieneRequest, MergeEntry, MergePreview, Overview,
};
pub use import::{ColumnMapping, ImportKind, ImportStart, ImportState, RowProblem};
pub use kinds::{Answer, ContentType, SignalKind, SourceClass};
pub use ledger::{HookResult, LedgerReply, LedgerRequest};
pub use library::{LibraryEntry, LibraryReply, LibraryRequest, LibrarySection, Proposal};
#[cfg(feature = "workspace")]
pub use model::{
    Assessment, Bin, Difference, FactorTable, ModelEdit, ModelPage, ModelReply, ModelRequest,
    ModelRow, ModelVersion, OutcomeMark, OutcomeTable, Outcomes, PastStars, PurposeScore, Quality,
    Reliability, Report, ScoreChange, VersionRow,
};
pub use page::{PageFacts, PagePerson, PersonRole};
#[cfg(feature = "workspace")]
pub use portfolio::{
    ColumnInfo, CommitteeRow, Dashboard, LookAlikeRow, MatchedName, Network, OrgChart, OrgLevel,
    OutlierRow, PersonRow, PersonaCard, PersonaList, Portfolio, PortfolioReply, PortfolioRequest,
    PortfolioSource, Portfolios, Recommendation, Relation, Side, View,
};
pub use provenance::Provenance;
pub use reply::{
    AccountPage, Context, CorrectionEntry, ErrorReply, Hello, PersonOnPage, Reply, SearchResults,
    Stranger, Touch,
};
pub use request::{AccountQuery, Correction, NewsQuery, Request};
pub use score::{BoltEvent, Contribution, Improvement, Score};
#[cfg(feature = "workspace")]
pub use segment::{Choice, ColumnKind, Filter, MarketSegment, Segment, Tile};
pub use signals::{
    Alerts, Digest, FeedQuery, FoundFeed, FoundTask, Looking, Notice, PatchOutcome, RankedFeed,
    RankedStory, SearchPage, SearchQuery, SearchSort, SignalsReply, SignalsRequest, SourceList,
    SourceSort, Trend, Trigger,
};
pub use story::{Copy, Fact, KindReading, News, Reading, Span, Stance, Story};

use serde::{Deserialize, Serialize};

/// Version of the wire format. A host and a view that differ tell the rep to reload.
pub const VERSION: u32 = 1;

/// Largest message a view or the host accepts, in bytes of JSON.
pub const MAX_MESSAGE_BYTES: usize = 8 * 1024 * 1024;

/// A message between a view and the engine host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope<Body> {
    /// [`VERSION`] of the sender.
    pub v: u32,
    /// The view's own number for the request; the reply carries it back.
    pub id: u64,
    /// Language for the engine's own sentences in the reply, a tag such as `de` or `es-MX`; English
    /// when it is empty or one that the engine does not speak. A reply carries none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// A [`Request`] on the way in, a [`Reply`] on the way out.
    pub body: Body,
}
