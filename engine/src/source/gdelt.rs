//! GDELT DOC 2.0: articles all over the world that name a company.
//!
//! Written against the documented shape; no recorded answer could be had.

use super::fields::{filled, list, parse, text, unreadable};
use super::findings::{CompanyKeys, Findings, SourceStory, entry, moment};
use crate::Result;
use crate::ingest::canonical_url;
use crate::protocol::{ContentType, SourceClass};
use serde_json::Value;

const NAME: &str = "GDELT";

/// Reads the answer to an article search.
pub(super) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    // Too many requests and bad queries are answered with a sentence.
    let start = String::from_utf8_lossy(&payload[..payload.len().min(200)]).to_lowercase();
    if start.contains("limit requests") || start.contains("please limit") {
        return Err(unreadable(url, NAME, "it was asked too often"));
    }
    let answer = parse(payload, url, NAME)?;
    let stories = list(&answer, &["articles"])
        .iter()
        .filter_map(story)
        .collect();
    Ok(Findings {
        title: NAME.to_owned(),
        stories,
        ..Findings::default()
    })
}

fn story(article: &Value) -> Option<SourceStory> {
    let title = joined_punctuation(&text(article, &["title"]));
    if title.is_empty() {
        return None;
    }
    let domain = text(article, &["domain"]);
    let mut found = entry(title, ContentType::News);
    found.url = canonical_url(&text(article, &["url"]));
    found.publisher_url = canonical_url(&format!("https://{domain}"));
    found.publisher = filled(domain);
    found.published = moment(&text(article, &["seendate"]));
    found.still =
        filled(text(article, &["socialimage"])).filter(|image| image.starts_with("https://"));
    found.external_id = found.url.clone().unwrap_or_default();
    Some(SourceStory {
        entry: found,
        class: SourceClass::Mined,
        kinds: Vec::new(),
        company: CompanyKeys::default(),
    })
}

/// GDELT writes punctuation apart: "Acme , Inc . buys Beta".
fn joined_punctuation(title: &str) -> String {
    let mut joined = title.to_owned();
    for mark in [",", ".", ":", ";", "!", "?", "%", "’s", "'s"] {
        joined = joined.replace(&format!(" {mark}"), mark);
    }
    joined.replace("$ ", "$")
}
