//! Universal search over 200,000 stories through the door: time to ready the index, and per question.
//! `cargo run --release -p hookline-engine --example search_speed [STORIES [FILE]]`; with a file the
//! stories are written there and nothing is measured.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement for developers"
)]

#[path = "measure/headlines.rs"]
mod headlines;

use headlines::{FIRST, OBJECT, SECOND, VERB};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Reply, Request, SearchQuery, SignalKind, SignalsReply, SignalsRequest,
};
use jiff::Timestamp;
use std::time::Instant;

/// Makes a question from a text.
type Asking = Box<dyn Fn(&str) -> SearchQuery>;

fn main() {
    let stories: usize = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(200_000);
    // Written straight into the tables: reading 200,000 payload entries is measured elsewhere.
    let kept = std::env::args().nth(2).map(std::path::PathBuf::from);
    let path = kept.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("hookline-search-speed-{}.db", std::process::id()))
    });
    let connection = rusqlite::Connection::open(&path).unwrap();
    drop(Engine::open(connection).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("BEGIN; INSERT INTO provenance (id, source, class, fetched) VALUES (1, 'Wire', 'editorial', 1)").unwrap();
    {
        let mut insert = connection
            .prepare("INSERT INTO story (identity, title, summary, publisher, published, content_type, reading, kinds, fingerprint, provenance) VALUES (?, ?, ?, ?, ?, 'news', '{}', ?, '', 1)")
            .unwrap();
        let mut state = 7_u64;
        let mut next = |most: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most
        };
        for number in 0..stories {
            let (first, second) = (FIRST[next(24)], SECOND[next(16)]);
            let verb = next(12);
            let object = OBJECT[next(20)];
            let title = format!(
                "{first} {second} {} {object} {}",
                VERB[verb],
                number % 9_973
            );
            let summary = format!(
                "{first} {second} of {object} said on day {} that unit {} grows; {} and {} follow.",
                number % 365,
                next(20_000),
                FIRST[next(24)],
                SECOND[next(16)]
            );
            let kinds = if verb == 0 { ",funding," } else { "," };
            insert
                .execute(rusqlite::params![
                    format!("id{number}"),
                    title,
                    summary,
                    format!("Paper {}", next(400)),
                    1_700_000_000_i64 + number as i64 * 300,
                    kinds
                ])
                .unwrap();
        }
    }
    connection.execute_batch("COMMIT").unwrap();
    drop(connection);
    if kept.is_some() {
        return;
    }
    let mut engine = Engine::open(rusqlite::Connection::open(&path).unwrap()).unwrap();
    let now: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    let mut find = |query: SearchQuery| match engine.handle(
        Request::Signals(SignalsRequest::Search(SearchQuery { limit: 8, ..query })),
        now,
    ) {
        Reply::Signals(reply) => match *reply {
            SignalsReply::Search(page) => page,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let started = Instant::now();
    let (mut steps, mut longest) = (0, 0.0_f64);
    loop {
        let step = Instant::now();
        let page = find(SearchQuery::default());
        longest = longest.max(step.elapsed().as_secs_f64() * 1e3);
        steps += 1;
        if page.unread == 0 {
            break;
        }
    }
    println!(
        "{stories} stories: index ready after {:.0} ms in {steps} steps, longest {longest:.0} ms; {} MB resident",
        started.elapsed().as_secs_f64() * 1e3,
        resident_mb()
    );
    let texts: Vec<String> = FIRST
        .iter()
        .flat_map(|first| OBJECT.iter().map(move |object| format!("{first} {object}")))
        .collect();
    let sets: [(&str, Asking); 4] = [
        (
            "words",
            Box::new(|text| SearchQuery {
                text: text.to_owned(),
                ..SearchQuery::default()
            }),
        ),
        (
            "as typed",
            Box::new(|text| SearchQuery {
                text: text[..text.len() / 2].to_owned(),
                ..SearchQuery::default()
            }),
        ),
        (
            "misspelt",
            Box::new(|text| {
                let mut letters: Vec<char> = text.chars().collect();
                letters.swap(2, 3);
                SearchQuery {
                    text: letters.into_iter().collect(),
                    ..SearchQuery::default()
                }
            }),
        ),
        (
            "filtered",
            Box::new(|text| SearchQuery {
                text: text.to_owned(),
                kinds: vec![SignalKind::Funding],
                from: "2023-11-20".into(),
                ..SearchQuery::default()
            }),
        ),
    ];
    for (name, query) in sets {
        let mut times: Vec<f64> = texts
            .iter()
            .map(|text| {
                let started = Instant::now();
                let _ = find(query(text));
                started.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "{name}: p50 {:.2} ms, p95 {:.2} ms, most {:.2} ms",
            times[times.len() / 2],
            times[times.len() * 95 / 100],
            times[times.len() - 1]
        );
    }
    let _ = std::fs::remove_file(&path);
}

/// Memory held, in MB, where the system tells.
fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| {
            rest.trim()
                .trim_end_matches(" kB")
                .trim()
                .parse::<u64>()
                .ok()
        })
        .unwrap_or(0)
        / 1024
}
