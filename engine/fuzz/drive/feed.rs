//! Feeds: no panic, links on the web only, texts without markup characters that hide things.
use hookline_engine::ingest::feed;
use hookline_engine::ingest::text::is_unwanted;

/// Drives the target once.
pub fn drive(bytes: &[u8]) {
    let Ok(feed) = feed::read(bytes, "https://example.com/feed", "") else {
        return;
    };
    for entry in &feed.entries {
        assert!(
            entry
                .url
                .as_deref()
                .is_none_or(|url| url.starts_with("http"))
        );
        assert!(
            !entry
                .title
                .chars()
                .chain(entry.summary.chars())
                .any(is_unwanted)
        );
        assert!(entry.title.chars().count() <= 500 && entry.summary.chars().count() <= 500);
    }
}
