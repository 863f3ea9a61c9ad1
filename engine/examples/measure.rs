//! Times the door on a given number of accounts and stories:
//! `cargo run --release --example measure -- ACCOUNTS STORIES`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measuring tool prints, and stops when something is wrong"
)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountQuery, ImportStart, NewsQuery, PageFacts, PagePerson, PersonRole, Reply, Request,
};
use jiff::Timestamp;
use rusqlite::Connection;
use std::time::Instant;

const FIRST: [&str; 20] = [
    "Zyn", "Quell", "Bram", "Tor", "Vex", "Luma", "Nor", "Pell", "Dax", "Ori", "Fen", "Kal",
    "Mira", "Sol", "Ter", "Uno", "Wex", "Yar", "Zed", "Alt",
];
const SECOND: [&str; 20] = [
    "tora", "mark", "well", "field", "ton", "ridge", "wave", "core", "line", "path", "gate",
    "stone", "works", "soft", "data", "cloud", "grid", "lab", "forge", "spark",
];
const THIRD: [&str; 8] = [
    "Robotics",
    "Foods",
    "Systems",
    "Energy",
    "Health",
    "Capital",
    "Software",
    "Logistics",
];

fn name(n: usize) -> String {
    let (first, second) = (FIRST[n % 20], SECOND[n / 20 % 20]);
    let (inner, last) = (SECOND[n / 400 % 20], THIRD[n / 8_000 % 8]);
    format!("{first}{second}{inner} {last} {}", n / 64_000)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = || arguments.next().and_then(|text| text.parse::<usize>().ok());
    let (accounts, stories) = (number().unwrap_or(100_000), number().unwrap_or(200_000));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("measure.db");
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let mut engine = Engine::open(Connection::open(&file).unwrap()).unwrap();

    let began = Instant::now();
    import(&mut engine, accounts, now);
    println!(
        "import of {accounts} accounts: {:.2} s",
        began.elapsed().as_secs_f64()
    );
    let began = Instant::now();
    import(&mut engine, accounts, now);
    println!("import again: {:.2} s", began.elapsed().as_secs_f64());

    let began = Instant::now();
    read_feeds(&mut engine, accounts, stories, now);
    println!(
        "reading {stories} stories: {:.2} s",
        began.elapsed().as_secs_f64()
    );
    drop(engine);

    let began = Instant::now();
    let mut engine = Engine::open(Connection::open(&file).unwrap()).unwrap();
    let hello = engine.handle(Request::Hello, now);
    assert!(matches!(hello, Reply::Hello(_)));
    println!(
        "open and hello: {:.1} ms",
        began.elapsed().as_secs_f64() * 1e3
    );

    times("context by address", 200, |n| {
        engine.handle(
            context(&format!("jo@company{}.com", n * 7 % accounts), ""),
            now,
        )
    });
    times("context by name that is known", 200, |n| {
        engine.handle(context("", &name(n * 11 % accounts)), now)
    });
    times("context by name that is not known", 50, |n| {
        engine.handle(context("", &format!("Nobody {n} Systems Holding")), now)
    });
    times("accounts by name, offset 50 %", 20, |n| {
        engine.handle(table("name", (accounts / 2 + n) as u64), now)
    });
    times("accounts by bolt", 5, |_| {
        engine.handle(table("bolt", 0), now)
    });
    times("accounts by stars", 2, |_| {
        engine.handle(table("stars", 0), now)
    });
    times("search of three letters", 50, |n| {
        let query = FIRST[n % 20].to_owned();
        engine.handle(Request::Search { query, limit: 10 }, now)
    });
    times("news of all", 20, |n| {
        let query = NewsQuery {
            offset: n as u64 * 30,
            limit: 30,
            ..NewsQuery::default()
        };
        engine.handle(Request::News(query), now)
    });
    times("index of all accounts", 1, |_| {
        let input = "Somebody Else".to_owned();
        engine.handle(Request::Resolve { input }, now)
    });
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
    let p95 = taken[(taken.len() * 95 / 100).min(taken.len() - 1)];
    println!(
        "{what}: median {:.1} ms, p95 {p95:.1} ms",
        taken[taken.len() / 2]
    );
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
    let mut text = "name,domain,industry,employees,revenue,country,city\n".to_owned();
    for n in 0..accounts {
        text.push_str(&format!(
            "{},company{n}.com,{},{},{},{},City {}\n",
            name(n),
            THIRD[n % 8],
            n % 9_000,
            n % 900 * 100_000,
            ["United States", "Germany", "France"][n % 3],
            n % 500
        ));
        if text.len() > 2_000_000 || n + 1 == accounts {
            let request = Request::ImportChunk {
                import: state.import,
                data: BASE64.encode(&text),
                last: n + 1 == accounts,
                preview: false,
            };
            let reply = engine.handle(request, now);
            assert!(matches!(reply, Reply::Import(_)), "{reply:?}");
            text.clear();
        }
    }
}

fn read_feeds(engine: &mut Engine, accounts: usize, stories: usize, now: Timestamp) {
    for first in (0..stories).step_by(2_000) {
        let items: String = (first..(first + 2_000).min(stories))
            .map(|n| {
                let about = name(n * 13 % accounts);
                let title = match n % 4 {
                    0 => format!("{about} raises ${} million in Series B", n % 300 + 1),
                    1 => format!("{about} appoints new chief financial officer number {n}"),
                    2 => format!("{about} opens plant {n} in Ohio"),
                    _ => format!("Analysts discuss matter {n} of the day at length"),
                };
                let day = n % 28 + 1;
                format!(
                    "<item><title>{title}</title><link>https://wire.example.com/{n}</link>\
                     <description>Story number {n} with some words about markets and people.</description>\
                     <pubDate>{day} Nov 2025 08:00:00 GMT</pubDate></item>"
                )
            })
            .collect();
        let payload =
            format!("<rss version=\"2.0\"><channel><title>Wire</title>{items}</channel></rss>");
        let request = Request::FeedRead {
            data: BASE64.encode(payload),
            url: "https://wire.example.com/feed".to_owned(),
            content_type: String::new(),
            account: None,
        };
        let reply = engine.handle(request, now);
        assert!(matches!(reply, Reply::FeedRead(_)), "{reply:?}");
    }
}
