//! What a feed says, whatever its format.

use crate::protocol::ContentType;
use jiff::Timestamp;

/// Format of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// RSS 0.9x or 2.0.
    Rss,
    /// RSS 0.90 or 1.0 (RDF).
    Rdf,
    /// Atom 0.3 or 1.0.
    Atom,
    /// JSON Feed.
    Json,
    /// Microsoft's Channel Definition Format.
    Cdf,
}

/// A feed with the entries that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Title, plain text; may be empty.
    pub title: String,
    /// Page the feed belongs to, `http(s)` only.
    pub home: Option<String>,
    /// Address of the feed as it gives it itself, `http(s)` only.
    pub own_url: Option<String>,
    /// Format.
    pub kind: FeedKind,
    /// Language tag as written ("en-us"), empty when none is given.
    pub language: String,
    /// The entries in the order of the feed.
    pub entries: Vec<Entry>,
    /// What was wrong with the payload although it could be read, in plain words.
    pub problems: Vec<String>,
}

/// One entry. All texts are plain: no tags, no entities, no control or direction characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Headline, at most 500 characters. Made from the summary where the feed gives none; empty
    /// when there is neither, nor a link.
    pub title: String,
    /// Link, `http(s)` only, tracking parameters off.
    pub url: Option<String>,
    /// Summary, at most 500 characters; may be empty.
    pub summary: String,
    /// Who published it: the entry's own source, else the feed's title.
    pub publisher: Option<String>,
    /// Website of the publisher, where the entry gives one (`<source url>`), `http(s)` only.
    pub publisher_url: Option<String>,
    /// When it was published; when it was updated where the feed gives only that.
    pub published: Option<Timestamp>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// Subjects as written.
    pub categories: Vec<String>,
    /// Stock keys "EXCHANGE:SYMBOL" that categories or the text state: exact keys of a company.
    pub tickers: Vec<String>,
    /// ISINs that categories state: exact keys of a company.
    pub isins: Vec<String>,
    /// Which chip it falls under, as far as the feed shows.
    pub content_type: ContentType,
    /// Address of a still or an image, `https` only.
    pub still: Option<String>,
    /// The feed's own identifier of the entry; may be empty.
    pub external_id: String,
    /// The same story at other publishers, as news searches list it.
    pub related: Vec<Related>,
}

/// The same story elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Headline there.
    pub title: String,
    /// Link, `http(s)` only.
    pub url: String,
    /// Who published it; may be empty.
    pub publisher: String,
}
