//! Boards, channels and other sources that a company's page links to.

use super::Source;
use crate::ingest::markup::{Token, Tokens, attributes};
use url::Url;

/// Bytes of a page that are read.
const MAX_PAGE_BYTES: usize = 2 * 1024 * 1024;

/// Most sources of one page.
const MAX_FOUND: usize = 20;

/// Job boards and video channels that a page links to or embeds, each once.
#[must_use]
pub fn sources_of_page(html: &str, page_url: &str) -> Vec<Source> {
    let Ok(base) = Url::parse(page_url) else {
        return Vec::new();
    };
    let mut end = html.len().min(MAX_PAGE_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut found: Vec<Source> = Vec::new();
    for token in Tokens::new(&html[..end]) {
        let Token::Open {
            name,
            attributes: text,
            ..
        } = token
        else {
            continue;
        };
        if !["a", "iframe", "script"]
            .iter()
            .any(|tag| name.eq_ignore_ascii_case(tag))
        {
            continue;
        }
        for (name, value) in attributes(text) {
            if !name.eq_ignore_ascii_case("href") && !name.eq_ignore_ascii_case("src") {
                continue;
            }
            let Ok(url) = base.join(value.trim()) else {
                continue;
            };
            let source = Source::of_url(url.as_str());
            let wanted = matches!(
                source,
                Source::GreenhouseBoard { .. }
                    | Source::LeverBoard { .. }
                    | Source::AshbyBoard { .. }
                    | Source::YouTubeChannel { .. }
                    | Source::VimeoUser { .. }
            );
            if wanted && !found.contains(&source) && found.len() < MAX_FOUND {
                found.push(source);
            }
        }
    }
    found
}
