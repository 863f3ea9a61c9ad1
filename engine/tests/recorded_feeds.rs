//! Every recorded feed through the door: followed, asked, answered, and shown as news of its account.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

mod common;

use common::{ask, at, base64, engine, import, recorded};
use hookline_engine::protocol::{ContentType, Fetched, NewsQuery, Reply, Request, SourceClass};

/// File, content type it is served with, entries it holds, words of one headline, day of that story.
type Recorded<'r> = (&'r str, &'r str, u64, &'r str, &'r str);

const FEEDS: &[Recorded<'_>] = &[
    (
        "atom/atom_example_6.xml",
        "application/atom+xml",
        4,
        "0.2.0",
        "2020-01-19",
    ),
    (
        "atom/reddit.xml",
        "application/atom+xml; charset=UTF-8",
        1,
        "Hey Rustaceans! Got an easy question?",
        "2020-05-18",
    ),
    (
        "atom/xml_base.xml",
        "application/xml",
        1,
        "my cool entry title",
        "2022-04-21",
    ),
    (
        "jsonfeed/elastic_1.1.json",
        "application/feed+json",
        3,
        "InfluxDB vs. Graphite",
        "2019-05-31",
    ),
    (
        "jsonfeed/example_1.json",
        "application/json",
        2,
        "How Jeff Bezos’s iPhone X Was Hacked",
        "2020-01-24",
    ),
    (
        "rss/encoding_1.xml",
        "application/rss+xml",
        1,
        "Revolução nas telas com pontos quânticos",
        "2020-08-13",
    ),
    (
        "rss/escape_malformed.xml",
        "application/atom+xml",
        1,
        "augurs",
        "2025-02-24",
    ),
    (
        "rss/rdf_iso8859.xml",
        "application/rdf+xml",
        1,
        "Neue Glasfaserförderung",
        "2023-01-25",
    ),
    (
        "rss/news_bbc.xml",
        "text/xml",
        1,
        "Marcus Aurelius",
        "2021-02-25",
    ),
    (
        "rss/news_spiegel_de.xml",
        "application/rss+xml",
        1,
        "Lockdown-Verlängerung",
        "2021-02-06",
    ),
    (
        "rss/corporate_blog_cloudflare.xml",
        "application/rss+xml",
        1,
        "Privacy-Preserving Compromised",
        "2021-10-14",
    ),
    (
        "rss/corporate_blog_google.xml",
        "application/rss+xml",
        2,
        "Ukraine’s AI leadership",
        "2026-06-25",
    ),
    (
        "rss/corporate_blog_matrix.xml",
        "application/rss+xml",
        1,
        "This Week in Matrix",
        "2022-09-23",
    ),
    (
        "rss/malformed.xml",
        "text/xml",
        1,
        "Japan’s plans for 5G",
        "2019-05-15",
    ),
    (
        "rss/mismatched_html_tags.xml",
        "text/xml",
        1,
        "AGGIORNAMENTO DEL 28-9-2025",
        "2025-09-28",
    ),
    ("rss/invalid_1.xml", "application/rss+xml", 0, "", ""),
];

#[test]
fn every_recorded_feed_is_read_whole() {
    for (name, content_type, entries, headline, day) in FEEDS {
        let Some(body) = recorded(name) else { continue };
        let mut engine = engine();
        import(
            &mut engine,
            "crm.csv",
            "Account Name,Website\nAcme,acme.example\n",
        );
        let add = Request::FeedAdd {
            url: "https://news.acme.example/feed".into(),
            account: Some(1),
        };
        assert!(matches!(ask(&mut engine, add), Reply::Feeds(_)));
        let Reply::Due(requests) = engine.handle(Request::Due, at(common::NOW)) else {
            panic!()
        };
        let answer = Fetched {
            feed: requests[0].feed,
            url: requests[0].url.clone(),
            final_url: requests[0].url.clone(),
            status: 200,
            headers: vec![("content-type".into(), (*content_type).into())],
            body: base64(&body),
            failure: String::new(),
        };
        let Reply::FeedRead(read) = ask(&mut engine, Request::Fetched(answer)) else {
            panic!("{name}")
        };
        let query = NewsQuery {
            account: Some(1),
            limit: 200,
            ..NewsQuery::default()
        };
        let Reply::News(news) = ask(&mut engine, Request::News(query)) else {
            panic!()
        };
        assert_eq!(read.entries, *entries, "{name}");
        if *entries == 0 {
            assert!(
                read.title.contains("Reuters"),
                "{name}: the feed itself is read"
            );
            continue;
        }
        let story = news
            .stories
            .iter()
            .find(|story| story.title.contains(headline))
            .unwrap_or_else(|| panic!("{name}: {headline}"));
        assert!(
            story.published.starts_with(day),
            "{name}: {}",
            story.published
        );
        assert_eq!(
            story.provenance.class,
            SourceClass::Company,
            "{name}: its own feed"
        );
        assert_ne!(story.content_type, ContentType::Video, "{name}");
    }
}
