//! One event, one story: tellings of the same event collapse, different events of one company do not,
//! and what a rule hides takes no other telling along.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

mod common;

use common::{ask, base64, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{Correction, News, NewsQuery, Reply, Request};
use std::fmt::Write as _;

const LIST: &str = "Account Name,Domain,City,Country\n\
    Brightwell Robotics,brightwell-robotics.example,Leeds,United Kingdom\n\
    Cartessa Pharma,cartessa.example,Basel,Switzerland\n";

/// Headline, publisher, day of November 2026.
type Told<'t> = (&'t str, &'t str, u8);

fn read(engine: &mut Engine, told: &[Told<'_>]) {
    let mut rss = String::from("<rss version=\"2.0\"><channel><title>Wire</title>");
    for (place, (title, publisher, day)) in told.iter().enumerate() {
        let title = title.replace('&', "&amp;");
        let host = publisher.to_lowercase().replace(' ', "-");
        let _ = write!(
            rss,
            "<item><title>{title}</title><link>https://{host}.example/{day}/{place}-{}</link>\
             <source url=\"https://{host}.example\">{publisher}</source><pubDate>{day:02} Nov 2026 0{place}:00:00 GMT</pubDate></item>",
            title.len()
        );
    }
    rss.push_str("</channel></rss>");
    let request = Request::FeedRead {
        data: base64(rss.as_bytes()),
        url: "https://wire.example/rss".into(),
        content_type: String::new(),
        account: None,
    };
    let reply = ask(engine, request);
    assert!(matches!(reply, Reply::FeedRead(_)), "{reply:?}");
}

fn news(engine: &mut Engine, account: i64) -> News {
    let query = NewsQuery {
        account: Some(account),
        limit: 50,
        ..NewsQuery::default()
    };
    match ask(engine, Request::News(query)) {
        Reply::News(news) => news,
        other => panic!("{other:?}"),
    }
}

fn stories_of(told: &[Told<'_>]) -> (u64, Vec<String>) {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    read(&mut engine, told);
    let (one, two) = (news(&mut engine, 1), news(&mut engine, 2));
    let found = if one.total > 0 { one } else { two };
    let titles = found
        .stories
        .iter()
        .map(|story| story.title.clone())
        .collect();
    (found.total, titles)
}

#[test]
fn one_event_told_differently_is_one_story() {
    let same: &[&[Told<'_>]] = &[
        &[
            (
                "Brightwell Robotics raises $60 million in Series C led by Harbour Ventures",
                "Wire",
                10,
            ),
            (
                "Warehouse-robot maker Brightwell Robotics lands $60M from Harbour Ventures",
                "Daily",
                10,
            ),
            (
                "Harbour Ventures backs Brightwell Robotics with 60 million dollars",
                "Ledger",
                11,
            ),
        ],
        &[
            (
                "Brightwell Robotics to acquire Novaline Vision for $210 million",
                "Wire",
                3,
            ),
            (
                "Novaline Vision bought by Brightwell Robotics in $210m deal",
                "Courier",
                4,
            ),
        ],
        &[
            (
                "Brightwell Robotics names Priya Castellan chief financial officer",
                "Wire",
                5,
            ),
            (
                "Priya Castellan joins Brightwell Robotics as CFO",
                "Gazette",
                7,
            ),
        ],
        &[
            ("Brightwell Robotics to cut 400 jobs", "Wire", 12),
            (
                "Brightwell Robotics lays off 400 workers as orders slow",
                "Post",
                12,
            ),
            (
                "Job cuts at Brightwell Robotics: about 400 to go",
                "Herald",
                13,
            ),
        ],
        &[
            (
                "Cartessa Pharma files for Chapter 11 bankruptcy",
                "Wire",
                16,
            ),
            (
                "Drugmaker Cartessa Pharma seeks bankruptcy protection",
                "Post",
                17,
            ),
        ],
        &[
            (
                "Cartessa Pharma posts third-quarter loss as sales fall 8%",
                "Wire",
                19,
            ),
            (
                "Cartessa Pharma reports Q3 results: sales down 8%, loss widens",
                "Ledger",
                19,
            ),
        ],
        &[
            ("Brightwell Robotics plans IPO in New York", "Wire", 3),
            (
                "Robotics firm Brightwell Robotics files to go public on Nasdaq",
                "Post",
                4,
            ),
        ],
        &[
            (
                "Brightwell Robotics opens factory in Gdansk, creating 300 jobs",
                "Wire",
                3,
            ),
            (
                "Brightwell Robotics opens Polish factory with 300 jobs",
                "Post",
                4,
            ),
        ],
        &[
            (
                "UPDATE 2-Brightwell Robotics cuts forecast, shares slump",
                "Wire",
                3,
            ),
            (
                "Brightwell Robotics cuts forecast, shares slump - Reuters",
                "Post",
                3,
            ),
        ],
        &[
            (
                "Brightwell Robotics übernimmt Novaline Vision für 210 Millionen Euro",
                "Tageblatt",
                3,
            ),
            (
                "Brightwell Robotics buys Novaline Vision for €210 million",
                "Wire",
                4,
            ),
        ],
        &[
            ("Cartessa Pharma says hackers stole patient data", "Wire", 2),
            (
                "Data breach at Cartessa Pharma exposes patient records",
                "Post",
                3,
            ),
        ],
        &[
            (
                "Cartessa Pharma opens 120,000 sq ft research centre in Dublin",
                "Wire",
                8,
            ),
            (
                "Cartessa Pharma opens new research centre in Dublin",
                "Courier",
                9,
            ),
        ],
    ];
    let mut wrong = Vec::new();
    for told in same {
        let (total, titles) = stories_of(told);
        if total != 1 {
            wrong.push(titles);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} stand apart: {wrong:#?}",
        wrong.len(),
        same.len()
    );
}

#[test]
fn different_events_of_one_company_in_the_same_days_stay_apart() {
    let different: &[&[Told<'_>]] = &[
        &[
            ("Brightwell Robotics to acquire Novaline Vision", "Wire", 3),
            ("Brightwell Robotics to acquire Pelham Controls", "Wire", 4),
        ],
        &[
            (
                "Brightwell Robotics names Priya Castellan chief financial officer",
                "Wire",
                5,
            ),
            (
                "Brightwell Robotics names Tomas Lindqvist chief technology officer",
                "Wire",
                6,
            ),
        ],
        &[
            (
                "Brightwell Robotics partners with Ferrow Logistics in Europe",
                "Wire",
                5,
            ),
            (
                "Brightwell Robotics partners with Quenby Retail in Europe",
                "Wire",
                6,
            ),
        ],
        &[
            (
                "Brightwell Robotics opens office in Austin in 2026",
                "Wire",
                5,
            ),
            (
                "Brightwell Robotics opens factory in Gdansk in 2026",
                "Wire",
                6,
            ),
        ],
        &[
            ("Brightwell Robotics to cut 400 jobs in Leeds", "Wire", 12),
            (
                "Brightwell Robotics to cut 1,900 jobs in Germany",
                "Wire",
                13,
            ),
        ],
        &[
            (
                "Brightwell Robotics raises $60 million in Series C",
                "Wire",
                10,
            ),
            (
                "Brightwell Robotics secures $15 million government loan",
                "Wire",
                11,
            ),
        ],
        &[
            ("Cartessa Pharma sued over heart drug patent", "Wire", 8),
            (
                "Cartessa Pharma sued by former manager over dismissal",
                "Wire",
                9,
            ),
        ],
        &[
            (
                "Cartessa Pharma launches asthma inhaler in Japan",
                "Wire",
                8,
            ),
            (
                "Cartessa Pharma launches migraine tablet in Japan",
                "Wire",
                9,
            ),
        ],
        &[
            ("Cartessa Pharma wins award for best workplace", "Wire", 8),
            ("Cartessa Pharma wins European innovation award", "Wire", 9),
        ],
        &[
            ("Cartessa Pharma hires 200 researchers in Basel", "Wire", 8),
            (
                "Cartessa Pharma hires former Novaline chief Erik Dahl",
                "Wire",
                9,
            ),
        ],
        &[
            (
                "Cartessa Pharma to buy Orvane Biotech for $1.2 billion",
                "Wire",
                8,
            ),
            (
                "Cartessa Pharma reports third-quarter profit of $1.2 billion",
                "Wire",
                9,
            ),
        ],
        &[
            (
                "Brightwell Robotics appoints Ana Ruiz to its board",
                "Wire",
                3,
            ),
            (
                "Brightwell Robotics chief executive Karl Nyman steps down",
                "Wire",
                4,
            ),
        ],
        &[
            ("Brightwell Robotics acquires Novaline Vision", "Wire", 3),
            (
                "Brightwell Robotics sells its drone unit to Pelham Controls",
                "Wire",
                4,
            ),
        ],
        &[
            ("Brightwell Robotics opens plant in Ohio", "Wire", 3),
            ("Brightwell Robotics closes plant in Bavaria", "Wire", 4),
        ],
        &[
            (
                "Cartessa Pharma and Quenby Retail sign supply deal",
                "Wire",
                3,
            ),
            (
                "Cartessa Pharma and Ostrava Labs sign supply deal",
                "Wire",
                4,
            ),
        ],
        // The same event again, a year apart in all but its words: two weeks are enough to be another.
        &[
            ("Cartessa Pharma opens research centre in Dublin", "Wire", 1),
            (
                "Cartessa Pharma opens sales office in Dublin",
                "Courier",
                20,
            ),
        ],
    ];
    let mut wrong = Vec::new();
    for told in different {
        let (total, titles) = stories_of(told);
        if total != told.len() as u64 {
            wrong.push((told, titles));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} collapse: {wrong:#?}",
        wrong.len(),
        different.len()
    );
}

fn correct(engine: &mut Engine, correction: Correction) -> i64 {
    match ask(engine, Request::Correct(correction)) {
        Reply::Corrected(entry) => entry.id,
        other => panic!("{other:?}"),
    }
}

const CLUSTER: &[Told<'_>] = &[
    (
        "Brightwell Robotics raises $60 million in Series C",
        "Loud",
        10,
    ),
    (
        "Brightwell Robotics raises $60 million Series C round",
        "Daily",
        10,
    ),
    (
        "Robot maker Brightwell Robotics lands $60 million",
        "Ledger",
        10,
    ),
];

#[test]
fn a_muted_source_does_not_take_the_other_tellings_along() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    read(&mut engine, CLUSTER);
    let before = news(&mut engine, 1);
    assert_eq!(before.total, 1);
    let head = before.stories[0].publisher.clone().unwrap();
    assert_eq!(head, "Loud", "the earliest stands for the rest");
    let mute = correct(&mut engine, Correction::MuteSource { source: head });
    let after = news(&mut engine, 1);
    assert_eq!(after.total, 1, "the story stays");
    assert_eq!(after.stories[0].publisher.as_deref(), Some("Daily"));
    let copies: Vec<_> = after.stories[0]
        .copies
        .iter()
        .map(|copy| copy.publisher.clone().unwrap())
        .collect();
    assert_eq!(
        copies,
        ["Ledger"],
        "what is muted is no copy to open either"
    );
    // It stays so when the source is read again, and the score still knows the event.
    read(&mut engine, CLUSTER);
    assert_eq!(
        news(&mut engine, 1).stories[0].publisher.as_deref(),
        Some("Daily")
    );
    let Reply::Score(score) = ask(&mut engine, Request::Score { account: 1 }) else {
        panic!()
    };
    assert_eq!(score.bolt.len(), 1, "{:?}", score.bolt);
    // With all three muted nothing is left; each comes back as it is taken back.
    let daily = correct(
        &mut engine,
        Correction::MuteSource {
            source: "Daily".into(),
        },
    );
    let ledger = correct(
        &mut engine,
        Correction::MuteSource {
            source: "Ledger".into(),
        },
    );
    assert_eq!(news(&mut engine, 1).total, 0);
    ask(&mut engine, Request::Undo { correction: ledger });
    assert_eq!(
        news(&mut engine, 1).stories[0].publisher.as_deref(),
        Some("Ledger")
    );
    ask(&mut engine, Request::Undo { correction: daily });
    ask(&mut engine, Request::Undo { correction: mute });
    let back = news(&mut engine, 1);
    assert_eq!(back.stories[0].publisher.as_deref(), Some("Loud"));
    assert_eq!(back.stories[0].copies.len(), 2);
}

#[test]
fn a_telling_of_a_muted_source_that_comes_later_does_not_take_over() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    correct(
        &mut engine,
        Correction::MuteSource {
            source: "Loud".into(),
        },
    );
    read(&mut engine, &CLUSTER[1..]);
    read(&mut engine, CLUSTER);
    let found = news(&mut engine, 1);
    assert_eq!(found.total, 1);
    assert_eq!(found.stories[0].publisher.as_deref(), Some("Daily"));
}

#[test]
fn a_story_that_was_muted_or_corrected_stays_so_when_a_better_telling_comes() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    read(&mut engine, CLUSTER);
    let story = news(&mut engine, 1).stories[0].id;
    let mute = correct(&mut engine, Correction::MuteStory { story });
    assert_eq!(
        news(&mut engine, 1).total,
        0,
        "the rep has seen enough of it"
    );
    let release = "<rss version=\"2.0\"><channel><title>Newsroom</title><item><title>Brightwell Robotics raises $60 million Series C</title>\
        <link>https://brightwell-robotics.example/news/c</link><pubDate>10 Nov 2026 05:00:00 GMT</pubDate></item></channel></rss>";
    let read_release = Request::FeedRead {
        data: base64(release.as_bytes()),
        url: "https://brightwell-robotics.example/feed".into(),
        content_type: String::new(),
        account: Some(1),
    };
    ask(&mut engine, read_release);
    assert_eq!(
        news(&mut engine, 1).total,
        0,
        "it does not come back under another headline"
    );
    ask(&mut engine, Request::Undo { correction: mute });
    let back = news(&mut engine, 1);
    assert_eq!(back.total, 1);
    assert!(
        back.stories[0]
            .url
            .as_deref()
            .unwrap()
            .contains("brightwell-robotics.example"),
        "taken back, the company's own release stands for all"
    );
}
