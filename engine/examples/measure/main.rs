//! Times the door on a given number of accounts and stories, and prints the rows of a Markdown table:
//!
//! ```text
//! cargo run --release --example measure -- ACCOUNTS STORIES [FILE]
//! ```
//! `FILE` is where the database is made and left; without it, it goes when all is measured.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measuring tool prints, and stops when something is wrong"
)]

mod invented;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountQuery, ImportStart, NewsQuery, PageFacts, PagePerson, PersonRole, Reply, Request,
};
use hookline_engine::resolve::{AccountEntry, Mentions, Rules, StoryText};
use invented::{HEADER, domain, feed_xml, name, title, write_row};
use jiff::Timestamp;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Stories in one feed payload.
const STORIES_PER_FEED: usize = 5_000;
/// Bytes in one chunk of an import, as the program hands them over.
const CHUNK_BYTES: usize = 2 * 1024 * 1024;
/// Headlines in which companies are looked for.
const HEADLINES: usize = 20_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = || arguments.next().and_then(|text| text.parse::<usize>().ok());
    let (accounts, stories) = (number().unwrap_or(100_000), number().unwrap_or(200_000));
    let folder = tempfile::tempdir().unwrap();
    let file = arguments
        .next()
        .map_or_else(|| folder.path().join("measure.db"), PathBuf::from);
    let _ = std::fs::remove_file(&file);
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    fill(&file, accounts, stories, now);
    ask(&file, accounts, now);
    find_mentions(accounts);
}

/// Makes the database.
fn fill(file: &Path, accounts: usize, stories: usize, now: Timestamp) {
    let mut engine = Engine::open(Connection::open(file).unwrap()).unwrap();
    seconds(&format!("import of {accounts} accounts"), || {
        import(&mut engine, accounts, now)
    });
    seconds("the same import again, nothing changed", || {
        import(&mut engine, accounts, now)
    });
    if stories > 0 {
        seconds(&format!("{stories} stories read and matched"), || {
            read_feeds(&mut engine, accounts, stories, now)
        });
    }
}

/// Times the questions that views ask.
fn ask(file: &Path, accounts: usize, now: Timestamp) {
    let began = Instant::now();
    let mut engine = Engine::open(Connection::open(file).unwrap()).unwrap();
    let hello = engine.handle(Request::Hello, now);
    assert!(matches!(hello, Reply::Hello(_)));
    row("open and hello", &milliseconds(began), "");

    times("context of an address", 200, |n| {
        engine.handle(
            context(&format!("jo@{}", domain(n * 7 % accounts)), ""),
            now,
        )
    });
    times("context of a record's name that is known", 200, |n| {
        engine.handle(context("", &name(n * 11 % accounts)), now)
    });
    times("context of a name that is not known", 50, |n| {
        engine.handle(context("", &format!("Nobody {n} Systems Holding")), now)
    });
    times("accounts table by name, half way down", 20, |n| {
        engine.handle(table("name", (accounts / 2 + n) as u64), now)
    });
    for sort in ["employees", "industry", "domain", "bolt"] {
        times(&format!("accounts table by {sort}"), 5, |_| {
            engine.handle(table(sort, 0), now)
        });
    }
    times("accounts table by stars, first", 1, |_| {
        engine.handle(table("stars", 0), now)
    });
    times("accounts table by stars, next pages", 20, |n| {
        engine.handle(table("stars", n as u64 * 50), now)
    });
    times("search of a beginning of a word", 50, |n| {
        let query = name(n * 977 % accounts).chars().take(5).collect();
        engine.handle(Request::Search { query, limit: 10 }, now)
    });
    times("news of all accounts", 20, |n| {
        let query = NewsQuery {
            offset: n as u64 * 30,
            limit: 30,
            ..NewsQuery::default()
        };
        engine.handle(Request::News(query), now)
    });
    times("index over all accounts, built", 1, |_| {
        let input = "Somebody Else".to_owned();
        engine.handle(Request::Resolve { input }, now)
    });
    times("a misspelt name among all accounts", 1_000, |n| {
        let input = misspelt(&name(n * 97 % accounts));
        engine.handle(Request::Resolve { input }, now)
    });
}

/// Times the search for companies in headlines.
fn find_mentions(accounts: usize) {
    let entries: Vec<AccountEntry> = (0..accounts)
        .map(|number| AccountEntry {
            id: number as i64,
            name: name(number),
            domain: Some(domain(number)),
            ..AccountEntry::default()
        })
        .collect();
    let mentions = Mentions::build(&entries);
    let titles: Vec<String> = (0..HEADLINES)
        .map(|number| title(number, accounts))
        .collect();
    let rules = Rules::new();
    let began = Instant::now();
    let mut found = 0;
    for title in &titles {
        let story = StoryText {
            title,
            ..StoryText::default()
        };
        found += usize::from(!mentions.find(&story, &rules).is_empty());
    }
    let rate = HEADLINES as f64 / began.elapsed().as_secs_f64();
    row(
        &format!("companies found in headlines ({found} of {HEADLINES})"),
        &format!("{rate:.0} a second"),
        "at least 20,000 a second",
    );
}

/// A name with two of its letters exchanged.
fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 4 {
        letters.swap(2, 3);
    }
    letters.into_iter().collect()
}

fn row(what: &str, measured: &str, goal: &str) {
    println!("| {what} | {measured} | {goal} |");
}

fn milliseconds(began: Instant) -> String {
    format!("{:.1} ms", began.elapsed().as_secs_f64() * 1e3)
}

fn seconds(what: &str, act: impl FnOnce()) {
    let began = Instant::now();
    act();
    row(what, &format!("{:.1} s", began.elapsed().as_secs_f64()), "");
}

fn times(what: &str, rounds: usize, mut ask: impl FnMut(usize) -> Reply) {
    let mut taken: Vec<f64> = (0..rounds)
        .map(|round| {
            let began = Instant::now();
            let reply = ask(round);
            assert!(!matches!(reply, Reply::Error(_)), "{reply:?}");
            began.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    let at = |share: usize| taken[(taken.len() * share / 100).min(taken.len() - 1)];
    let measured = match rounds {
        1 => format!("{:.0} ms", at(50)),
        _ => format!(
            "p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms",
            at(50),
            at(95),
            at(99)
        ),
    };
    row(what, &measured, "");
}

fn context(email: &str, company: &str) -> Request {
    Request::Context {
        facts: PageFacts {
            view: if company.is_empty() {
                "compose"
            } else {
                "record"
            }
            .to_owned(),
            people: vec![PagePerson {
                role: PersonRole::Recipient,
                name: "Jo Roe".to_owned(),
                email: email.to_owned(),
            }],
            company: company.to_owned(),
            ..PageFacts::default()
        },
        account: None,
        person: None,
    }
}

fn table(sort: &str, offset: u64) -> Request {
    Request::Accounts(AccountQuery {
        sort: sort.to_owned(),
        descending: sort != "name",
        offset,
        limit: 50,
        ..AccountQuery::default()
    })
}

fn import(engine: &mut Engine, accounts: usize, now: Timestamp) {
    let start = ImportStart {
        file_name: "measure.csv".to_owned(),
        kind: None,
        mapping: Vec::new(),
        bytes_total: 0,
        invented: true,
        source: None,
        class: None,
    };
    let Reply::Import(state) = engine.handle(Request::ImportStart(start), now) else {
        panic!("not started");
    };
    let mut text = HEADER.to_owned();
    for number in 0..accounts {
        write_row(&mut text, number);
        if text.len() > CHUNK_BYTES || number + 1 == accounts {
            let request = Request::ImportChunk {
                import: state.import,
                data: BASE64.encode(&text),
                last: number + 1 == accounts,
                preview: false,
            };
            let reply = engine.handle(request, now);
            assert!(matches!(reply, Reply::Import(_)), "{reply:?}");
            text.clear();
        }
    }
}

fn read_feeds(engine: &mut Engine, accounts: usize, stories: usize, now: Timestamp) {
    for first in (0..stories).step_by(STORIES_PER_FEED) {
        let count = STORIES_PER_FEED.min(stories - first);
        let request = Request::FeedRead {
            data: BASE64.encode(feed_xml(first, count, accounts)),
            url: "https://wire.example/feed.xml".to_owned(),
            content_type: String::new(),
            account: None,
        };
        let reply = engine.handle(request, now);
        assert!(matches!(reply, Reply::FeedRead(_)), "{reply:?}");
    }
}
