//! Feed payloads to entries: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, CDF.
//!
//! [`read`] takes the bytes as they came. A feed that is not well-formed, cut off, in another
//! encoding than it says or full of stray HTML gives every entry that can be found in it, and says
//! in [`Feed::problems`] what was wrong. What is no feed at all is a named error. The reader is one
//! tolerant walk over [`markup`](crate::ingest::markup) for all kinds, so that a broken feed reads
//! like a sound one.
//!
//! ```
//! use hookline_engine::ingest::feed;
//! let payload = b"\n<rss><channel><title>Acme News</title><item><title>Acme &amp; Beta merge<link>/a?utm_source=x</link>";
//! let feed = feed::read(payload, "https://acme.com/feed", "").unwrap();
//! assert_eq!(feed.entries[0].title, "Acme & Beta merge");
//! assert_eq!(feed.entries[0].url.as_deref(), Some("https://acme.com/a"));
//! assert_eq!(feed.problems.len(), 2);
//! ```

mod content_type;
pub mod discover;
mod encoding;
mod entry;
mod json;
mod keys;
mod names;
pub mod opml;
mod xml;

pub use discover::{feeds_of_page, usual_addresses};
pub use entry::{Entry, Feed, FeedKind, Related};

use crate::{Error, Result};

/// Largest payload that is read, in bytes. The largest real feeds (podcasts with every episode)
/// stay below 10 MB.
pub const MAX_FEED_BYTES: usize = 16 * 1024 * 1024;

/// Most entries taken of one payload.
pub const MAX_ENTRIES: usize = 5_000;

/// Reads a payload as if fetched from `url` (may be empty) with that `Content-Type` (may be empty).
///
/// # Errors
/// Named errors when the payload is empty (`empty_feed`), too large (`feed_too_large`), a web page
/// (`html_instead_of_feed`) or nothing that could be a feed (`not_a_feed`).
pub fn read(payload: &[u8], url: &str, content_type: &str) -> Result<Feed> {
    if payload.len() > MAX_FEED_BYTES {
        return Err(Error::input(
            "feed_too_large",
            format!(
                "The feed is {} MB; at most {} MB are read.",
                payload.len() / 1_048_576,
                MAX_FEED_BYTES / 1_048_576
            ),
            url,
            "Ask the site for a shorter feed.",
        ));
    }
    let decoded = encoding::decode(payload, content_type);
    let text = decoded.text.trim_start_matches(|character: char| {
        character.is_whitespace() || character.is_control() || character == '\u{feff}'
    });
    if text.is_empty() {
        return Err(Error::input(
            "empty_feed",
            "The feed is empty.",
            url,
            "It is asked again later; if it stays empty, remove it.",
        ));
    }
    let mut feed = if text.starts_with(['{', '[']) {
        json::read(text, url)?
    } else {
        xml::read(text, url)?
    };
    feed.problems.splice(0..0, decoded.problem);
    Ok(feed)
}

/// The text of a payload in whatever encoding it is, such as a web page that may announce feeds.
#[must_use]
pub fn text_of(payload: &[u8], content_type: &str) -> String {
    let end = payload.len().min(MAX_FEED_BYTES);
    encoding::decode(&payload[..end], content_type).text
}

/// The error for a payload that is no feed, with the reason as far as it shows.
fn not_a_feed(text: &str, url: &str) -> Error {
    let start: String = text.chars().take(2_000).collect::<String>().to_lowercase();
    if start.contains("<html") || start.contains("<!doctype html") || start.contains("<body") {
        return Error::input(
            "html_instead_of_feed",
            "The address answers with a web page, not with a feed.",
            url,
            "Open the page and let Hookline look for its feed, or paste the feed’s own address.",
        );
    }
    Error::input(
        "not_a_feed",
        "The answer is no RSS, Atom or JSON feed.",
        url,
        "Check the address.",
    )
}
