//! Openers, PS lines, and the 10-80-10 reading of a draft.

use crate::{SignalKind, SourceClass, Span};
use serde::{Deserialize, Serialize};

/// A factor of an opener's rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankFactor {
    /// What it is ("trigger", "freshness", "match", "source", "pain", "novelty", "sensitivity").
    pub factor: String,
    /// The multiplier, 0 to 1 (above 1 never).
    pub value: f64,
    /// The reason in a few words.
    pub why: String,
}

/// Where each word of an opener comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextPart {
    /// The words.
    pub text: String,
    /// `template`, or the name of the fact that fills the gap ("amount", "account", "first name").
    pub from: String,
}

/// A sourced sentence for the first 10 %, or a PS line for the last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opener {
    /// Stable within account, story and wording; names the opener in the ledger.
    pub id: String,
    /// The sentence, ready to send.
    pub text: String,
    /// The same sentence in parts, each with its origin.
    pub parts: Vec<TextPart>,
    /// The kind of signal it rests on; `None` for a PS from the contact's own facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SignalKind>,
    /// The story it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
    /// Link to the source, `http(s)` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Title of the source.
    pub source_title: String,
    /// Who published the source.
    pub publisher: String,
    /// Class of the source.
    pub source_class: SourceClass,
    /// When the source published, RFC 3339.
    pub published: String,
    /// When Hookline fetched it, RFC 3339.
    pub fetched: String,
    /// Whole days since publication.
    pub age_days: i64,
    /// The words of the source that the sentence rests on, verbatim.
    pub quote: String,
    /// Where the quote stands in the source's title or summary.
    pub span: Span,
    /// Rank, 0 to 1: the product of the factors.
    pub rank: f64,
    /// The factors of the rank.
    pub factors: Vec<RankFactor>,
    /// Other wordings of the same opener.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<String>,
    /// The parts of each of `wordings`, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wording_parts: Vec<Vec<TextPart>>,
    /// Tone and length of the text and then of each of `wordings`, as the settings name them; empty
    /// where there is no choice between them (PS lines).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<[String; 2]>,
}

/// Openers and PS lines for one account and, perhaps, one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Openers {
    /// Best first.
    pub openers: Vec<Opener>,
    /// Personal lines for the end, best first.
    pub postscripts: Vec<Opener>,
    /// Why there are none, when there are none: in words for the rep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none_because: Option<String>,
}

/// The three zones of a 10-80-10 email.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneName {
    /// The custom hook at the top.
    Hook,
    /// The core about the buyer's pains.
    Core,
    /// The personal PS.
    Ps,
}

/// One zone of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Which zone.
    pub zone: ZoneName,
    /// Where its text stands in the draft, in characters.
    pub span: Span,
    /// Words in it.
    pub words: usize,
    /// Share of the draft's words, 0 to 1.
    pub share: f64,
    /// Lower and upper bound of the target band, 0 to 1.
    pub target: [f64; 2],
    /// True when the share lies in the band.
    pub met: bool,
}

/// One criterion of the draft meter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// Stable name ("length", "reading_grade", "questions").
    pub name: String,
    /// True when it is met; `None` when it cannot be told.
    pub met: Option<bool>,
    /// What was found, in one short sentence.
    pub finding: String,
    /// How well the criterion is supported: `medium`, `low` or `convention`.
    pub evidence: String,
    /// Address of the evidence; empty where the criterion is a convention.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Words it speaks of, in characters of the draft.
    pub spans: Vec<Span>,
}

/// The 10-80-10 reading of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftReading {
    /// Words of hook, core and PS; quoted thread, signature and greeting are left out.
    pub words: usize,
    /// The zones in order; an empty zone has an empty span.
    pub zones: Vec<Zone>,
    /// The criteria, in a fixed order.
    pub criteria: Vec<Criterion>,
}
