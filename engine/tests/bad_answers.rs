//! Answers that hurt, through the door: each is a named error at the source, in bounded time, and
//! nothing that was read before is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, at, base64, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{DueRequest, Feed, FeedRead, Fetched, NewsQuery, Reply, Request};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// No single answer may take longer, on a slow and loaded machine built for debugging.
const PATIENCE: Duration = Duration::from_secs(20);

/// One source of every sort that is asked by address.
const SOURCES: &[&str] = &[
    "https://a.example/feed.xml",
    "https://news.google.com/rss/search?q=Northwind&hl=en-US&gl=US&ceid=US:en",
    "https://data.sec.gov/submissions/CIK0001318605.json",
    "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&count=100&output=atom",
    "https://www.sec.gov/Archives/edgar/data/1/2/primary_doc.xml",
    "https://api.gdeltproject.org/api/v2/doc/doc?query=Northwind&mode=artlist&format=json",
    "https://hn.algolia.com/api/v1/search_by_date?query=northwind.example&tags=story",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs",
    "https://api.lever.co/v0/postings/acme?mode=json",
    "https://api.ashbyhq.com/posting-api/job-board/acme",
    "https://api.gleif.org/api/v1/lei-records?filter%5Bfulltext%5D=Northwind",
    "https://www.wikidata.org/w/api.php?action=wbsearchentities&search=Northwind&language=en&format=json",
    "https://www.youtube.com/feeds/videos.xml?channel_id=UC12345",
    "https://vimeo.com/acme/videos/rss",
];

const GOOD: &str = "<rss version=\"2.0\"><channel><title>A</title><item><title>Northwind opens plant in Ohio</title>\
    <link>https://a.example/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>";

fn due(engine: &mut Engine, now: &str) -> DueRequest {
    match engine.handle(Request::Due, at(now)) {
        Reply::Due(mut requests) => requests.remove(0),
        other => panic!("{other:?}"),
    }
}

fn answer(engine: &mut Engine, request: &DueRequest, body: &[u8], now: &str) -> FeedRead {
    let fetched = Fetched {
        feed: request.feed,
        url: request.url.clone(),
        final_url: request.url.clone(),
        status: 200,
        headers: Vec::new(),
        body: base64(body),
        failure: String::new(),
    };
    send(engine, fetched, now)
}

fn send(engine: &mut Engine, fetched: Fetched, now: &str) -> FeedRead {
    let started = Instant::now();
    let reply = engine.handle(Request::Fetched(fetched), at(now));
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    match reply {
        Reply::FeedRead(read) => read,
        other => panic!("{other:?}"),
    }
}

fn feed(engine: &mut Engine) -> Feed {
    match ask(engine, Request::Feeds) {
        Reply::Feeds(mut feeds) => feeds.remove(0),
        other => panic!("{other:?}"),
    }
}

fn stories(engine: &mut Engine) -> u64 {
    let query = NewsQuery {
        limit: 9,
        ..NewsQuery::default()
    };
    match ask(engine, Request::News(query)) {
        Reply::News(news) => news.total,
        other => panic!("{other:?}"),
    }
}

fn following(url: &str) -> (Engine, DueRequest) {
    let mut engine = engine();
    import(&mut engine, "crm.csv", "Account Name\nNorthwind\n");
    let add = Request::FeedAdd {
        url: url.into(),
        account: None,
    };
    assert!(matches!(ask(&mut engine, add), Reply::Feeds(_)), "{url}");
    let request = due(&mut engine, "2026-11-24T12:00:00Z");
    (engine, request)
}

fn bomb() -> Vec<u8> {
    let mut text = String::from("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
    for level in 1..40 {
        let before = format!("&a{};", level - 1).repeat(10);
        let _ = write!(text, "<!ENTITY a{level} \"{before}\">");
    }
    text.push_str("]><rss version='2.0'><channel><title>&a39;</title></channel></rss>");
    text.into_bytes()
}

fn nested(open: &str, close: &str) -> Vec<u8> {
    format!("{}{}", open.repeat(100_000), close.repeat(100_000)).into_bytes()
}

#[test]
fn what_is_no_answer_is_a_named_error_for_every_source() {
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("a page", b"<!doctype html><html><head><title>Log in</title></head><body><form></form></body></html>".to_vec()),
        ("nested arrays", nested("[", "]")),
        ("nested objects", nested("{\"a\":", "}")),
        ("nested arrays under a known name", {
            let mut body = b"{\"jobs\":".to_vec();
            body.extend(nested("[", "]"));
            body.push(b'}');
            body
        }),
        ("half an answer", b"{\"jobs\": [{\"title\": \"Acc".to_vec()),
        ("noise", (0..60_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("UTF-16 with a wrong name", "<?xml version='1.0' encoding='utf-8'?><nothing/>".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for url in SOURCES {
        for (what, body) in &bodies {
            let (mut engine, request) = following(url);
            let read = answer(&mut engine, &request, body, "2026-11-24T12:00:01Z");
            let state = feed(&mut engine);
            // Form D and the boards may hold nothing; what cannot be read at all says so.
            let error = state.last_error.unwrap_or_default();
            assert!(!error.is_empty(), "{url}: {what}: no error");
            assert!(
                error.len() < 400 && !error.contains('\u{0}'),
                "{url}: {what}: {error}"
            );
            assert_eq!(read.problems.first(), Some(&error), "{url}: {what}");
            assert!(
                state.next_due.as_deref() > Some("2026-11-24T12:00:01Z"),
                "{url}: {what}"
            );
        }
    }
}

#[test]
fn an_xml_bomb_costs_no_more_than_its_bytes() {
    for url in SOURCES {
        let (mut engine, request) = following(url);
        let read = answer(&mut engine, &request, &bomb(), "2026-11-24T12:00:01Z");
        assert!(read.title.chars().count() <= 500, "{url}");
    }
}

#[test]
fn what_was_read_before_stays_when_the_next_answer_is_bad() {
    let (mut engine, request) = following("https://a.example/feed.xml");
    answer(
        &mut engine,
        &request,
        GOOD.as_bytes(),
        "2026-11-24T12:00:01Z",
    );
    assert_eq!(stories(&mut engine), 1);
    let mut now = at("2026-11-24T12:00:01Z");
    for body in [&b"<html>maintenance</html>"[..], &bomb(), &nested("[", "]")] {
        let next = feed(&mut engine).next_due.unwrap();
        now = at(&next).max(now);
        let request = due(&mut engine, &now.to_string());
        answer(&mut engine, &request, body, &now.to_string());
        assert_eq!(stories(&mut engine), 1);
    }
    let state = feed(&mut engine);
    assert!(state.last_error.is_some(), "{state:?}");
    let next = state.next_due.unwrap();
    let request = due(&mut engine, &next);
    answer(&mut engine, &request, GOOD.as_bytes(), &next);
    let state = feed(&mut engine);
    assert_eq!(state.last_error, None, "it has recovered");
}

#[test]
fn a_body_that_is_too_large_is_refused_by_size_and_says_so() {
    let (mut engine, request) = following("https://a.example/feed.xml");
    // The host stops at the limit that the request names; it reports that it did.
    assert_eq!(request.max_bytes, 5 * 1024 * 1024);
    let stopped = Fetched {
        feed: request.feed,
        url: request.url.clone(),
        final_url: request.url.clone(),
        status: 200,
        headers: Vec::new(),
        body: String::new(),
        failure: "it is larger than 6 MB, so it was not read".into(),
    };
    let read = send(&mut engine, stopped, "2026-11-24T12:00:01Z");
    assert!(
        read.problems[0].contains("larger than"),
        "{:?}",
        read.problems
    );
    // One that comes through all the same is not read either.
    let next = feed(&mut engine).next_due.unwrap();
    let request = due(&mut engine, &next);
    let mut body = GOOD.as_bytes().to_vec();
    body.resize(100 * 1024 * 1024, b' ');
    let read = answer(&mut engine, &request, &body, &next);
    assert!(
        read.problems[0].contains("larger than 5 MB"),
        "{:?}",
        read.problems
    );
    assert_eq!(stories(&mut engine), 0);
}

#[test]
fn texts_in_other_encodings_are_read_and_lies_about_them_do_no_harm() {
    let text = "<?xml version='1.0' encoding='ENC'?><rss version='2.0'><channel><title>T</title><item>\
        <title>Northwind eröffnet Werk in Köln</title><link>https://a.example/2</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>";
    let latin: Vec<u8> = text
        .replace("ENC", "iso-8859-1")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            text.replace("ENC", "utf-16")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let lie = text.replace("ENC", "iso-8859-1").into_bytes();
    for (what, body) in [("latin", latin), ("wide", wide), ("a lie", lie)] {
        let (mut engine, request) = following("https://a.example/feed.xml");
        let read = answer(&mut engine, &request, &body, "2026-11-24T12:00:01Z");
        assert_eq!(read.entries, 1, "{what}");
        if what != "a lie" {
            let query = NewsQuery {
                limit: 9,
                ..NewsQuery::default()
            };
            let Reply::News(news) = ask(&mut engine, Request::News(query)) else {
                panic!()
            };
            assert_eq!(
                news.stories[0].title, "Northwind eröffnet Werk in Köln",
                "{what}"
            );
        }
    }
}
