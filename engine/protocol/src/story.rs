//! News and what is understood of it.

use crate::{Answer, ContentType, Evidence, Provenance, SignalKind};
use serde::{Deserialize, Serialize};

/// A half-open range of Unicode scalar values (not bytes) within a text.
pub type Span = [usize; 2];

/// One kind of event that a text reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindReading {
    /// What happened.
    pub kind: SignalKind,
    /// Calibrated confidence, 0 to 1.
    pub confidence: f64,
    /// The words in the title that decided, in characters; `[0, 0]` when the summary decided.
    pub span: Span,
}

/// How a text stands to the event it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It happened or was announced.
    Reported,
    /// Sourced talk; not confirmed.
    Rumour,
    /// Said not to be so.
    Denied,
    /// What if, how to, opinion.
    Hypothesis,
    /// Long past.
    History,
    /// A joke.
    Satire,
}

/// A fact drawn from a text, with the words that say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What the fact is ("amount", "round", "lead investor", "person", "new role", "price", "place", "headcount", "quote", "speaker").
    pub name: String,
    /// The value, normalised where a norm exists ("USD 10150000").
    pub value: String,
    /// The words that say it, verbatim.
    pub text: String,
    /// Where they stand: in the title when `in_summary` is false.
    pub span: Span,
    /// True when the words stand in the summary.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_summary: bool,
}

/// What a title and its summary say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The title as given.
    pub title: String,
    /// The kinds, most confident first; empty for none.
    pub kinds: Vec<KindReading>,
    /// Companies the text is about, as written.
    pub about: Vec<String>,
    /// True only when congratulating somebody at the company is fitting.
    pub congratulate: bool,
    /// How the text stands to the event.
    pub stance: Stance,
    /// Facts with their spans.
    pub facts: Vec<Fact>,
}

/// One story of an account's news or of the feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Identifies the story within one database.
    pub id: i64,
    /// Headline, plain text.
    pub title: String,
    /// Summary, plain text, at most 500 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Link, `http(s)` only, tracking parameters off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Which chip it falls under.
    pub content_type: ContentType,
    /// When it was published, RFC 3339; the day it was fetched when the source is silent.
    pub published: String,
    /// Whole days since then.
    pub age_days: i64,
    /// What it reports.
    pub kinds: Vec<KindReading>,
    /// How it stands to the event.
    pub stance: Stance,
    /// True only when congratulating is fitting.
    pub congratulate: bool,
    /// Is it about the account?
    pub about: Answer,
    /// How the account was matched.
    pub evidence: Vec<Evidence>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Other copies of the same story.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Copy>,
    /// Facts with their spans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Address of a still for a video, `https` only; views show it only with the rep's consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still: Option<String>,
}

/// The same story told elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The copy's own id.
    pub id: i64,
    /// Its headline.
    pub title: String,
    /// Its link, `http(s)` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
}

/// One page of news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// Stories, newest first.
    pub stories: Vec<Story>,
    /// Stories that match, in all.
    pub total: u64,
    /// Number of stories per content type, before the type filter.
    pub counts: Vec<(ContentType, u64)>,
}
