//! The small readers: cells, dates, addresses, names, telephone numbers, headlines, HTML, pages that
//! announce feeds, subscription lists.
use hookline_engine::cadence::phone;
use hookline_engine::classify::{self, once};
use hookline_engine::ingest::feed::{discover, opml};
use hookline_engine::ingest::{canonical_url, date, html, page_key, values};
use hookline_engine::resolve;
use hookline_engine::source::{Source, sources_of_page};

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
    let _ = sources_of_page(text, "https://example.com/");
    let _ = resolve::key(text);
    let _ = resolve::parse_email(text);
    let _ = resolve::registrable_domain(text);
    let _ = phone::parse(text, "DE");
    let _ = phone::find(text, "US");
    let reading = classify::read(text, text);
    let length = reading.title.chars().count();
    for fact in reading.facts.iter().filter(|fact| !fact.in_summary) {
        assert!(
            fact.span[0] <= fact.span[1] && fact.span[1] <= length,
            "{fact:?}"
        );
    }
    let print = once::fingerprint_of(&reading, text);
    let _ = once::same_story(&print, &print, 0);
    let _ = Source::of_url(text).url();
    if let Some(clean) = canonical_url(text) {
        assert_eq!(canonical_url(&clean).as_deref(), Some(clean.as_str()));
        assert!(page_key(&clean).is_some());
    }
}
