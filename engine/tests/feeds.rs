//! Feeds through the door: asked politely, answered with or without a body, never lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, at, base64, engine};
use hookline_engine::Engine;
use hookline_engine::protocol::{DueRequest, Feed, FeedRead, Fetched, Reply, Request};

const RSS: &[u8] = b"<rss version=\"2.0\"><channel><title>Wire</title><item><title>One</title><link>https://a.example.com/1</link></item></channel></rss>";

fn add(engine: &mut Engine, url: &str) -> Vec<Feed> {
    match ask(
        engine,
        Request::FeedAdd {
            url: url.into(),
            account: None,
        },
    ) {
        Reply::Feeds(feeds) => feeds,
        other => panic!("{other:?}"),
    }
}

fn due(engine: &mut Engine, now: &str) -> Vec<DueRequest> {
    match engine.handle(Request::Due, at(now)) {
        Reply::Due(requests) => requests,
        other => panic!("{other:?}"),
    }
}

fn answer(request: &DueRequest, status: u16, body: &[u8]) -> Fetched {
    Fetched {
        feed: request.feed,
        url: request.url.clone(),
        final_url: request.url.clone(),
        status,
        headers: vec![
            ("ETag".into(), "\"a1\"".into()),
            (
                "last-modified".into(),
                "Tue, 24 Nov 2026 08:00:00 GMT".into(),
            ),
        ],
        body: base64(body),
        failure: String::new(),
    }
}

fn fetched(engine: &mut Engine, answer: Fetched, now: &str) -> FeedRead {
    match engine.handle(Request::Fetched(answer), at(now)) {
        Reply::FeedRead(read) => read,
        other => panic!("{other:?}"),
    }
}

fn state(engine: &mut Engine) -> Feed {
    match ask(engine, Request::Feeds) {
        Reply::Feeds(mut feeds) => feeds.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_feed_is_asked_with_its_validators_and_a_304_keeps_everything() {
    let mut engine = engine();
    add(&mut engine, "https://a.example.com/feed");
    let first = due(&mut engine, "2026-11-24T12:00:00Z").remove(0);
    assert_eq!(first.permission, "https://a.example.com/*");
    assert!(first.headers.iter().all(|(name, _)| name == "Accept"));
    let read = fetched(
        &mut engine,
        answer(&first, 200, RSS),
        "2026-11-24T12:00:01Z",
    );
    assert_eq!(
        (read.entries, read.new, read.title.as_str()),
        (1, 1, "Wire")
    );
    assert!(due(&mut engine, "2026-11-24T12:59:00Z").is_empty());
    let second = due(&mut engine, "2026-11-24T13:00:01Z").remove(0);
    let sent = |name: &str| {
        second
            .headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(sent("If-None-Match"), Some("\"a1\""));
    assert_eq!(
        sent("If-Modified-Since"),
        Some("Tue, 24 Nov 2026 08:00:00 GMT")
    );
    let read = fetched(
        &mut engine,
        answer(&second, 304, b""),
        "2026-11-24T13:00:02Z",
    );
    assert_eq!((read.new, read.problems.len()), (0, 0));
    let feed = state(&mut engine);
    assert_eq!((feed.stories, feed.last_error), (1, None));
    assert_eq!(feed.last_read.as_deref(), Some("2026-11-24T13:00:02Z"));
}

#[test]
fn one_request_a_host_at_a_time_and_a_lost_one_is_asked_again() {
    let mut engine = engine();
    for url in [
        "https://a.example.com/1",
        "https://a.example.com/2",
        "https://b.example.com/1",
    ] {
        add(&mut engine, url);
    }
    let first = due(&mut engine, "2026-11-24T12:00:00Z");
    assert_eq!(first.len(), 2);
    assert!(due(&mut engine, "2026-11-24T12:00:01Z").is_empty());
    fetched(
        &mut engine,
        answer(&first[0], 200, RSS),
        "2026-11-24T12:00:02Z",
    );
    let next = due(&mut engine, "2026-11-24T12:00:03Z");
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].url, "https://a.example.com/2");
    let lost = due(&mut engine, "2026-11-24T12:05:00Z");
    assert_eq!(
        lost.len(),
        2,
        "what was not answered in two minutes is lost"
    );
}

#[test]
fn failures_wait_longer_each_time_and_lose_nothing() {
    let mut engine = engine();
    add(&mut engine, "https://a.example.com/feed");
    let request = due(&mut engine, "2026-11-24T12:00:00Z").remove(0);
    fetched(
        &mut engine,
        answer(&request, 200, RSS),
        "2026-11-24T12:00:00Z",
    );
    let mut now = at("2026-11-24T13:00:00Z");
    let mut pauses = Vec::new();
    for status in [500, 0, 404, 200, 500, 500, 500] {
        let body: &[u8] = if status == 200 {
            b"<!doctype html><html></html>"
        } else {
            b""
        };
        let read = fetched(
            &mut engine,
            answer(&request, status, body),
            &now.to_string(),
        );
        assert_eq!(read.problems.len(), 1, "{status}");
        let feed = state(&mut engine);
        assert!(feed.last_error.is_some() && feed.on);
        let next = at(feed.next_due.as_deref().unwrap());
        pauses.push((next.as_second() - now.as_second()) / 3_600);
        now = next;
    }
    assert_eq!(pauses, [2, 4, 8, 16, 24, 24, 24]);
    assert_eq!(state(&mut engine).stories, 1);
    let mut slow = answer(&request, 429, b"");
    slow.headers.push(("Retry-After".into(), "7200".into()));
    fetched(&mut engine, answer(&request, 200, RSS), &now.to_string());
    fetched(&mut engine, slow, &now.to_string());
    let next = at(state(&mut engine).next_due.as_deref().unwrap());
    assert_eq!(next.as_second() - now.as_second(), 7_200);
    fetched(&mut engine, answer(&request, 410, b""), &now.to_string());
    assert!(!state(&mut engine).on);
}

#[test]
fn another_host_that_answers_is_told_and_logged() {
    let mut engine = engine();
    add(&mut engine, "https://a.example.com/feed");
    let request = due(&mut engine, "2026-11-24T12:00:00Z").remove(0);
    let moved = Fetched {
        final_url: "https://elsewhere.example.net/feed".into(),
        ..answer(&request, 200, RSS)
    };
    let read = fetched(&mut engine, moved, "2026-11-24T12:00:01Z");
    assert!(read.problems[0].contains("elsewhere.example.net"));
    let Reply::PrivacyLog { entries, total } = ask(
        &mut engine,
        Request::PrivacyLog {
            offset: 0,
            limit: 10,
        },
    ) else {
        panic!("no log");
    };
    assert_eq!(total, 2);
    let hosts: Vec<&str> = entries.iter().map(|entry| entry.host.as_str()).collect();
    assert_eq!(hosts, ["elsewhere.example.net", "a.example.com"]);
    assert_eq!(entries[1].bytes, RSS.len() as u64);
}

#[test]
fn only_web_addresses_are_followed_and_stories_outlive_their_feed() {
    let mut engine = engine();
    for url in [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example.com",
        "not an address",
    ] {
        let reply = ask(
            &mut engine,
            Request::FeedAdd {
                url: url.into(),
                account: None,
            },
        );
        assert!(matches!(reply, Reply::Error(_)), "{url}");
    }
    let feeds = add(&mut engine, "https://a.example.com/feed");
    assert_eq!(
        add(&mut engine, "https://a.example.com/feed").len(),
        1,
        "followed once"
    );
    let request = due(&mut engine, "2026-11-24T12:00:00Z").remove(0);
    fetched(
        &mut engine,
        answer(&request, 200, RSS),
        "2026-11-24T12:00:01Z",
    );
    let feed = feeds[0].id;
    assert!(
        matches!(ask(&mut engine, Request::FeedRemove { feed }), Reply::Feeds(list) if list.is_empty())
    );
    let Reply::Hello(hello) = ask(&mut engine, Request::Hello) else {
        panic!("no hello");
    };
    assert_eq!(hello.stories, 1);
    assert!(matches!(
        engine.handle(
            Request::Fetched(answer(&request, 200, RSS)),
            at(common::NOW)
        ),
        Reply::Error(_)
    ));
}
