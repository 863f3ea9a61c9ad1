//! The score as a receipt: contributions that add up, stars, and the lightning bolt.

use crate::{Provenance, SignalKind};
use serde::{Deserialize, Serialize};

/// One line of the receipt.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The attribute that was looked at ("industry", "employees", "base").
    pub factor: String,
    /// The value that was found; `None` when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Signed points; all points of a receipt sum to the score exactly.
    pub points: i64,
    /// The reason in one sentence.
    pub why: String,
    /// Where the value comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// An event that lights the bolt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoltEvent {
    /// What happened.
    pub kind: SignalKind,
    /// The headline.
    pub title: String,
    /// Where it stands, `http(s)` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day of the event, RFC 3339.
    pub date: String,
    /// Whole days since then.
    pub days_ago: i64,
    /// Days until it leaves the window.
    pub days_left: i64,
    /// The story it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
}

/// A change that would raise the stars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Improvement {
    /// The attribute.
    pub factor: String,
    /// What it would have to be.
    pub change: String,
    /// Points gained.
    pub points: i64,
    /// Stars after the change.
    pub stars: u8,
}

/// Fit score, stars, bolt, and how all of it came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Sum of the contributions.
    pub score: i64,
    /// 0 to 5; `None` when the model says that there is no signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// Probability behind the stars; `None` when the model is uncalibrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Share of the model's factors for which the account has a value, 0 to 1.
    pub confidence: f64,
    /// The receipt; its points sum to `score`.
    pub contributions: Vec<Contribution>,
    /// Events within the window, newest first; the bolt is lit when there is one.
    pub bolt: Vec<BoltEvent>,
    /// What would bring one more star, cheapest first.
    pub improvements: Vec<Improvement>,
    /// Name and version of the model.
    pub model: String,
    /// Warnings that belong beside the stars ("uncalibrated").
    pub warnings: Vec<String>,
}
