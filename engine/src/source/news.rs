//! Feeds of all sorts: whose words they are.

use super::Source;
use super::findings::{CompanyKeys, Findings, SourceStory};
use crate::Result;
use crate::ingest::feed::{self, Entry};
use crate::protocol::{ContentType, SourceClass};

/// Reads a feed, a channel of videos or a news search.
pub(super) fn read(
    source: &Source,
    payload: &[u8],
    url: &str,
    content_type: &str,
) -> Result<Findings> {
    let feed = feed::read(payload, url, content_type)?;
    let searched = matches!(source, Source::GoogleNews { .. }) || is_bing_search(url);
    let title = match source {
        Source::GoogleNews { .. } => "Google News".to_owned(),
        _ => feed.title,
    };
    let mut problems = feed.problems;
    let entries = feed.entries.len();
    let stories: Vec<SourceStory> = feed
        .entries
        .into_iter()
        .filter(|entry| !entry.title.is_empty())
        .map(|entry| SourceStory {
            class: if searched {
                SourceClass::Mined
            } else {
                class_of(&entry)
            },
            kinds: Vec::new(),
            company: CompanyKeys {
                tickers: entry.tickers.clone(),
                ..CompanyKeys::default()
            },
            entry,
        })
        .collect();
    if stories.len() < entries {
        let empty = entries - stories.len();
        problems.push(format!(
            "{empty} entries have neither a title nor a summary."
        ));
    }
    Ok(Findings {
        title,
        stories,
        companies: Vec::new(),
        problems,
    })
}

/// Whose words an entry is, as far as its type shows. A feed that belongs to an account is the
/// company's own, which only the caller knows.
fn class_of(entry: &Entry) -> SourceClass {
    match entry.content_type {
        ContentType::Filing | ContentType::Funding => SourceClass::Filed,
        ContentType::PressRelease | ContentType::Job => SourceClass::Company,
        ContentType::News | ContentType::Blog | ContentType::Video => SourceClass::Editorial,
    }
}

fn is_bing_search(url: &str) -> bool {
    let host = url.split('/').nth(2).unwrap_or("");
    host == "bing.com" || host.ends_with(".bing.com")
}
