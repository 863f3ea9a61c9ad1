//! JSON Feed 1.0 and 1.1, also cut off in the middle.

use super::content_type::{Surroundings, guess};
use super::entry::{Entry, Feed, FeedKind};
use super::keys;
use super::{MAX_ENTRIES, not_a_feed};
use crate::Result;
use crate::ingest::canonical_url;
use crate::ingest::date;
use crate::ingest::html::plain_text;
use crate::ingest::text::plain_line;
use serde_json::Value;
use url::Url;

/// Longest title and summary, in characters.
const MAX_CHARS: usize = 500;

pub(super) fn read(text: &str, url: &str) -> Result<Feed> {
    let mut problems = Vec::new();
    let document = match first_value(text) {
        Some(document) => document,
        None => {
            problems.push(
                "The feed ends before it is complete; the whole entries were read.".to_owned(),
            );
            let mended = mend(text).and_then(|mended| first_value(&mended));
            mended.ok_or_else(|| not_a_feed(text, url))?
        }
    };
    let items = match (&document, document.get("items")) {
        (_, Some(Value::Array(items))) => items.as_slice(),
        _ if is_json_feed(&document) => &[],
        _ => return Err(not_a_feed(text, url)),
    };
    let base = Url::parse(url).ok();
    // Services that turn RSS into JSON put the feed's own fields one level down.
    let about = document
        .get("feed")
        .filter(|feed| feed.is_object())
        .unwrap_or(&document);
    let title = plain_text(string(about, &["title"]), MAX_CHARS);
    let home = link(string(about, &["home_page_url", "link"]), base.as_ref());
    let own_url = link(string(about, &["feed_url", "url"]), base.as_ref());
    let surroundings = Surroundings {
        feed_url: url,
        home: home.as_deref().unwrap_or(""),
        title: &title,
        generator: "",
    };
    let entries = items
        .iter()
        .filter(|item| item.is_object())
        .take(MAX_ENTRIES)
        .map(|item| entry(item, base.as_ref(), &surroundings))
        .collect();
    Ok(Feed {
        entries,
        language: plain_line(string(about, &["language"]), 20),
        title,
        home,
        own_url,
        kind: FeedKind::Json,
        problems,
    })
}

fn is_json_feed(document: &Value) -> bool {
    string(document, &["version"]).contains("jsonfeed")
}

fn entry(item: &Value, base: Option<&Url>, feed: &Surroundings<'_>) -> Entry {
    let content = string(item, &["content_html", "content"]);
    let summary = [
        string(item, &["summary", "description"]),
        string(item, &["content_text"]),
        content,
    ]
    .into_iter()
    .map(|text| plain_text(text, MAX_CHARS))
    .find(|text| !text.is_empty())
    .unwrap_or_default();
    let mut title = plain_text(string(item, &["title"]), MAX_CHARS);
    if title.is_empty() {
        title = plain_line(&summary, 120);
    }
    let url = [
        string(item, &["url", "link"]),
        string(item, &["external_url"]),
        string(item, &["id", "guid"]),
    ]
    .into_iter()
    .find_map(|address| link(address, base));
    let updated = date::timestamp(string(item, &["date_modified"]));
    let published = date::timestamp(string(item, &["date_published", "pubDate"])).or(updated);
    let categories: Vec<String> = ["tags", "categories"]
        .into_iter()
        .filter_map(|name| item.get(name)?.as_array())
        .flatten()
        .filter_map(|tag| Some(plain_line(tag.as_str()?, 200)))
        .filter(|tag| !tag.is_empty())
        .take(50)
        .collect();
    let mut tickers = Vec::new();
    keys::tickers_in_text(&title, &mut tickers);
    keys::tickers_in_text(&summary, &mut tickers);
    let still = ["image", "banner_image", "thumbnail"]
        .into_iter()
        .filter_map(|name| link(string(item, &[name]), base))
        .find(|address| address.starts_with("https:"));
    Entry {
        content_type: guess(url.as_deref(), false, feed),
        publisher: Some(feed.title.to_owned()).filter(|title| !title.is_empty()),
        publisher_url: None,
        external_id: identifier(item),
        related: Vec::new(),
        isins: Vec::new(),
        title,
        url,
        summary,
        published,
        updated,
        categories,
        tickers,
        still,
    }
}

fn identifier(item: &Value) -> String {
    match item.get("id").or_else(|| item.get("guid")) {
        Some(Value::String(text)) => plain_line(text, MAX_CHARS),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The first of the fields that holds a text.
fn string<'a>(value: &'a Value, names: &[&str]) -> &'a str {
    names
        .iter()
        .filter_map(|name| value.get(name)?.as_str())
        .find(|text| !text.trim().is_empty())
        .unwrap_or("")
}

fn link(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    let url = match base {
        Some(base) if !address.is_empty() => base.join(address).ok()?,
        _ => Url::parse(address).ok()?,
    };
    canonical_url(url.as_str())
}

/// The first JSON value; what stands behind it does not matter.
fn first_value(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text)
        .into_iter::<Value>()
        .next()?
        .ok()
}

/// Closes what is open behind the last whole object of the feed's items.
fn mend(text: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    let mut whole = None;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(byte) {
                    break;
                }
                // An object inside the one list inside the feed.
                if byte == b'}' && open == [b'}', b']'] {
                    whole = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    Some(format!("{}]}}", text.get(..whole?)?))
}
