//! The feeds of a website: what its pages announce, and where they usually stand.

use crate::ingest::markup::{Token, Tokens, attributes};
use crate::ingest::text::plain_line;
use url::Url;

/// Paths under which feeds usually stand, likelier first.
const USUAL_PATHS: [&str; 10] = [
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/blog/feed",
    "/blog/rss.xml",
    "/news/feed",
    "/index.xml",
    "/feed.json",
];

/// Media types of feeds.
const FEED_TYPES: [&str; 6] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "text/xml",
    "application/xml",
];

/// Bytes of a page in which announcements are looked for; they stand in its head.
const MAX_PAGE_BYTES: usize = 2 * 1024 * 1024;

/// Most feeds of one page.
const MAX_FOUND: usize = 20;

/// A feed that a page announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFeed {
    /// Its address, `http(s)` only.
    pub url: String,
    /// What the page calls it; may be empty.
    pub title: String,
}

/// The feeds that a page announces (`<link rel="alternate">`, and links that are plainly feeds),
/// those for comments last.
#[must_use]
pub fn feeds_of_page(html: &str, page_url: &str) -> Vec<FoundFeed> {
    let Ok(mut base) = Url::parse(page_url) else {
        return Vec::new();
    };
    let mut found: Vec<FoundFeed> = Vec::new();
    let mut end = html.len().min(MAX_PAGE_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    for token in Tokens::new(&html[..end]) {
        let Token::Open {
            name,
            attributes: text,
            ..
        } = token
        else {
            continue;
        };
        let tag = name.to_ascii_lowercase();
        if !matches!(tag.as_str(), "link" | "a" | "base") {
            continue;
        }
        let (mut href, mut relation, mut kind, mut title) =
            (String::new(), String::new(), String::new(), String::new());
        for (name, value) in attributes(text) {
            match name.to_ascii_lowercase().as_str() {
                "href" => href = value,
                "rel" => relation = value.to_ascii_lowercase(),
                "type" => kind = value.to_ascii_lowercase(),
                "title" => title = value,
                _ => {}
            }
        }
        let Ok(url) = base.join(href.trim()) else {
            continue;
        };
        let is_feed = match tag.as_str() {
            "base" => {
                base = url;
                continue;
            }
            "link" => {
                relation
                    .split_whitespace()
                    .any(|word| word == "alternate" || word == "feed")
                    && FEED_TYPES.contains(&kind.split(';').next().unwrap_or("").trim())
            }
            _ => looks_like_feed(&url),
        };
        let url = url.to_string();
        let fresh = found.iter().all(|feed| feed.url != url);
        if is_feed
            && !href.trim().is_empty()
            && url.starts_with("http")
            && fresh
            && found.len() < MAX_FOUND
        {
            found.push(FoundFeed {
                url,
                title: plain_line(&title, 200),
            });
        }
    }
    crate::order::by_key(&mut found, |feed| {
        let words = format!("{} {}", feed.title, feed.url).to_lowercase();
        words.contains("comment") || words.contains("kommentar")
    });
    found
}

/// Addresses worth asking when a page announces nothing, on the page's own host.
#[must_use]
pub fn usual_addresses(page_url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(page_url) else {
        return Vec::new();
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Vec::new();
    }
    USUAL_PATHS
        .iter()
        .filter_map(|path| Some(url.join(path).ok()?.to_string()))
        .collect()
}

/// A link in the text of a page whose last part says that it is a feed.
fn looks_like_feed(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    matches!(
        last,
        "rss" | "feed" | "atom" | "rss.xml" | "feed.xml" | "atom.xml" | "index.xml" | "feed.json"
    ) || last.ends_with(".rss")
        || last.ends_with(".atom")
}
