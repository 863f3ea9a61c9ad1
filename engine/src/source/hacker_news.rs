//! Hacker News through Algolia's search: what developers link to and discuss.
//!
//! Written against the documented shape; no recorded answer could be had.

use super::fields::{list, parse, text};
use super::findings::{CompanyKeys, Findings, SourceStory, entry, moment};
use crate::Result;
use crate::ingest::canonical_url;
use crate::ingest::html::plain_text;
use crate::protocol::{ContentType, SourceClass};
use serde_json::Value;

const NAME: &str = "Hacker News";

/// Reads the answer to a search for stories.
pub(super) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    let stories = list(&answer, &["hits"]).iter().filter_map(story).collect();
    Ok(Findings {
        title: NAME.to_owned(),
        stories,
        ..Findings::default()
    })
}

fn story(hit: &Value) -> Option<SourceStory> {
    let title = plain_text(&text(hit, &["title"]), 500);
    let id = text(hit, &["objectID"]);
    if title.is_empty() || id.is_empty() {
        return None;
    }
    let discussion = format!("https://news.ycombinator.com/item?id={id}");
    let mut found = entry(title, ContentType::News);
    found.url = canonical_url(&text(hit, &["url"])).or_else(|| canonical_url(&discussion));
    found.summary = match text(hit, &["story_text"]) {
        body if body.is_empty() => {
            let points = text(hit, &["points"]);
            let comments = text(hit, &["num_comments"]);
            format!("{points} points and {comments} comments on Hacker News.")
        }
        body => plain_text(&body, 500),
    };
    found.publisher = Some(NAME.to_owned());
    found.published = moment(&text(hit, &["created_at"]));
    found.external_id = format!("hn:{id}");
    Some(SourceStory {
        entry: found,
        class: SourceClass::Crowdsourced,
        kinds: Vec::new(),
        company: CompanyKeys::default(),
    })
}
