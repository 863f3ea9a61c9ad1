//! Where a fact came from. Every stored fact carries one.

use crate::SourceClass;
use serde::{Deserialize, Serialize};

/// The origin of one fact or text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name of the source in words a rep knows ("SEC EDGAR", "accounts.csv").
    pub source: String,
    /// How the source came to know it.
    pub class: SourceClass,
    /// Where it can be read, `http(s)` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When the source published it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When Hookline fetched or imported it, RFC 3339.
    pub fetched: String,
}
