//! The small readers: cells, dates, addresses, HTML, pages that announce feeds, subscription lists.
use hookline_engine::ingest::feed::{discover, opml};
use hookline_engine::ingest::{canonical_url, page_key};
use hookline_engine::ingest::{date, html, values};
use hookline_engine::source::Source;

const FIELDS: [&str; 12] = [
    "name",
    "domain",
    "website",
    "email",
    "phone",
    "employees",
    "revenue",
    "founded",
    "naics",
    "birthday",
    "technologies",
    "description",
];

/// Drives the target once.
pub fn drive(text: &str) {
    for field in FIELDS {
        let _ = values::read(field, text);
    }
    let _ = date::timestamp(text);
    let _ = html::plain_text(text, 100);
    let _ = html::anchors(text, 20);
    let _ = discover::feeds_of_page(text, "https://example.com/");
    let _ = opml::read(text);
    let _ = Source::of_url(text).url();
    if let Some(clean) = canonical_url(text) {
        assert_eq!(canonical_url(&clean).as_deref(), Some(clean.as_str()));
        assert!(page_key(&clean).is_some());
    }
}
