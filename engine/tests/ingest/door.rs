//! Sources through the engine's door: their codes decide the kind, their class is kept.

use crate::shared;
use base64::Engine as _;
use hookline_engine::Engine;
use hookline_engine::protocol::{
    ContentType, NewsQuery, Reply, Request, SignalKind, SourceClass, Story,
};
use jiff::Timestamp;

fn engine() -> (Engine, Timestamp) {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let now = "2022-12-01T12:00:00Z".parse().unwrap();
    (Engine::open(connection).unwrap(), now)
}

fn read(payload: &[u8], url: &str, now: &str) -> Vec<Story> {
    let (mut engine, _) = engine();
    let now: Timestamp = now.parse().unwrap();
    let fields = vec![
        ("name".to_owned(), "Tesla, Inc.".to_owned()),
        ("domain".to_owned(), "tesla.com".to_owned()),
    ];
    engine.handle(
        Request::SaveAccount {
            account: None,
            fields,
        },
        now,
    );
    let request = Request::FeedRead {
        data: base64::engine::general_purpose::STANDARD.encode(payload),
        url: url.to_owned(),
        content_type: String::new(),
        account: None,
    };
    match engine.handle(request, now) {
        Reply::FeedRead(_) => {}
        other => panic!("{other:?}"),
    }
    let query = NewsQuery {
        limit: 200,
        ..NewsQuery::default()
    };
    match engine.handle(Request::News(query), now) {
        Reply::News(news) => news.stories,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_8_k_item_is_a_trigger_of_its_kind() {
    let Some(payload) =
        shared::shared_bytes("feeds/sec_edgar/submissions_CIK0001318605_tesla_2022.json")
    else {
        return;
    };
    let stories = read(
        &payload,
        "https://data.sec.gov/submissions/CIK0001318605.json",
        "2022-12-01T12:00:00Z",
    );
    let leadership = stories
        .iter()
        .find(|story| {
            story
                .kinds
                .iter()
                .any(|kind| kind.kind == SignalKind::Leadership)
        })
        .unwrap();
    assert_eq!(leadership.content_type, ContentType::Filing);
    assert_eq!(leadership.provenance.class, SourceClass::Filed);
    assert!(leadership.title.starts_with("Tesla, Inc. "));
    assert!((leadership.kinds[0].confidence - 1.0).abs() < f64::EPSILON);
}

#[test]
fn a_job_board_is_hiring() {
    let path = format!(
        "{}/tests/data/source/synthetic_greenhouse.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let stories = read(
        &std::fs::read(path).unwrap(),
        "https://boards-api.greenhouse.io/v1/boards/acmetest/jobs",
        "2024-06-01T12:00:00Z",
    );
    assert!(!stories.is_empty());
    for story in &stories {
        assert_eq!(story.content_type, ContentType::Job);
        assert_eq!(story.kinds[0].kind, SignalKind::Hiring);
        assert_eq!(story.provenance.class, SourceClass::Company);
    }
}

#[test]
fn the_page_of_a_board_is_followed_at_its_own_address() {
    let (mut engine, now) = engine();
    let url = "https://jobs.lever.co/acme".to_owned();
    match engine.handle(Request::FeedAdd { url, account: None }, now) {
        Reply::Feeds(feeds) => assert_eq!(
            feeds[0].url,
            "https://api.lever.co/v0/postings/acme?mode=json"
        ),
        other => panic!("{other:?}"),
    }
}
