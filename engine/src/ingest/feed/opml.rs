//! Subscription lists: OPML in and out.

use crate::ingest::markup::Document;
use crate::ingest::text::plain_line;
use crate::{Error, Result};
use std::fmt::Write as _;

/// Most feeds of one list.
const MAX_FEEDS: usize = 10_000;

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Title; may be empty.
    pub title: String,
    /// Address of the feed, `http(s)` only.
    pub url: String,
    /// Page of the feed; may be empty.
    pub home: String,
}

/// The feeds of a list, each address once. Outlines without an address are folders.
///
/// # Errors
/// When the text is no OPML, or names no feed.
pub fn read(text: &str) -> Result<Vec<Subscription>> {
    let document = Document::parse(text);
    let mut feeds: Vec<Subscription> = Vec::new();
    for element in &document.elements {
        let address = element.attribute("xmlurl").map(str::trim).unwrap_or("");
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        if element.name != "outline" || !is_web || feeds.len() == MAX_FEEDS {
            continue;
        }
        let Ok(url) = url::Url::parse(address) else {
            continue;
        };
        let url = url.to_string();
        if feeds.iter().any(|feed| feed.url == url) {
            continue;
        }
        let title = element
            .attribute("title")
            .or_else(|| element.attribute("text"));
        let home = element.attribute("htmlurl").unwrap_or("");
        feeds.push(Subscription {
            title: plain_line(title.unwrap_or(""), 200),
            home: crate::ingest::canonical_url(home).unwrap_or_default(),
            url,
        });
    }
    if feeds.is_empty() {
        return Err(Error::input(
            "no_subscriptions",
            "The file names no feed.",
            "",
            "Choose an OPML file, as feed readers export it.",
        ));
    }
    Ok(feeds)
}

/// The list as OPML 2.0.
#[must_use]
pub fn write(title: &str, feeds: &[Subscription]) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let _ = write!(
        text,
        "  <head><title>{}</title></head>\n  <body>\n",
        escaped(title)
    );
    for feed in feeds {
        let _ = write!(
            text,
            "    <outline type=\"rss\" text=\"{0}\" title=\"{0}\" xmlUrl=\"{1}\"",
            escaped(&feed.title),
            escaped(&feed.url)
        );
        if !feed.home.is_empty() {
            let _ = write!(text, " htmlUrl=\"{}\"", escaped(&feed.home));
        }
        text.push_str("/>\n");
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
