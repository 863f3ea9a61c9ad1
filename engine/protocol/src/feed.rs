//! Feeds: what was read of a payload, and how each source stands.

use serde::{Deserialize, Serialize};

/// What became of one feed payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRead {
    /// Title of the feed.
    pub title: String,
    /// Address the payload is from; empty when unknown.
    pub url: String,
    /// Entries found in the payload.
    pub entries: u64,
    /// Stories that are new.
    pub new: u64,
    /// Stories that were known.
    pub known: u64,
    /// Stories matched to an account for certain.
    pub matched: u64,
    /// Stories where a person should look.
    pub unsure: u64,
    /// What was wrong with the payload although entries could be read.
    #[serde(default)]
    pub problems: Vec<String>,
}

/// A feed the rep follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// Identifies the feed within one database.
    pub id: i64,
    /// Address.
    pub url: String,
    /// Title, the address until it was read once.
    pub title: String,
    /// The one account it speaks of (its corporate blog), if it does.
    #[serde(default)]
    pub account: Option<i64>,
    /// True while it is polled.
    pub on: bool,
    /// When it was last read, RFC 3339.
    #[serde(default)]
    pub last_read: Option<String>,
    /// When it will be asked next, RFC 3339.
    #[serde(default)]
    pub next_due: Option<String>,
    /// What went wrong last time, in words for the rep.
    #[serde(default)]
    pub last_error: Option<String>,
    /// Stories kept from it.
    pub stories: u64,
}

/// A request that is due; the host carries it out and hands back the response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRequest {
    /// The feed.
    pub feed: i64,
    /// Address to GET.
    pub url: String,
    /// Headers to send (`If-None-Match`, `If-Modified-Since`, `Accept`).
    pub headers: Vec<(String, String)>,
    /// Origin pattern whose permission is needed ("https://example.com/*").
    pub permission: String,
    /// Largest body to read, in bytes.
    pub max_bytes: u64,
}

/// What came back for a due request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// The feed.
    pub feed: i64,
    /// Address that was asked.
    pub url: String,
    /// Address that answered, after redirects.
    pub final_url: String,
    /// HTTP status; 0 when the host could not be reached.
    pub status: u16,
    /// Response headers that matter, names in lower case.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// Body, base64.
    #[serde(default)]
    pub body: String,
    /// What went wrong in the browser, empty when nothing did.
    #[serde(default)]
    pub failure: String,
}

/// One line of the privacy log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When, RFC 3339.
    pub at: String,
    /// Host that was asked.
    pub host: String,
    /// Address that was asked.
    pub url: String,
    /// For which account, if for one.
    #[serde(default)]
    pub account: Option<String>,
    /// HTTP status; 0 when the host could not be reached.
    pub status: u16,
    /// Bytes received.
    pub bytes: u64,
}
