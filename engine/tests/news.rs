//! News through the door: feeds read once, the rep's corrections outlive every reading, the bolt keeps its days.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, at, base64, engine, import, page};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Answer, Correction, FeedRead, News, NewsQuery, Reply, Request, Score, SignalKind,
};

const ACCOUNTS: &str = "name,domain,industry,country\n\
    Zyntora Robotics Inc,zyntora.com,Robotics,United States\n\
    Quellmark Foods Ltd,quellmark.co.uk,Food,United Kingdom\n";

fn feed(items: &[(&str, &str, &str)]) -> Vec<u8> {
    let items: String = items
        .iter()
        .map(|(title, link, date)| {
            format!(
                "<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"
            )
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Industry Wire</title>{items}</channel></rss>")
        .into_bytes()
}

fn read(engine: &mut Engine, payload: &[u8]) -> FeedRead {
    let request = Request::FeedRead {
        data: base64(payload),
        url: "https://wire.example.com/feed".into(),
        content_type: String::new(),
        account: None,
    };
    match ask(engine, request) {
        Reply::FeedRead(read) => read,
        other => panic!("{other:?}"),
    }
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

fn score_at(engine: &mut Engine, account: i64, now: &str) -> Score {
    match engine.handle(Request::Score { account }, at(now)) {
        Reply::Score(score) => *score,
        other => panic!("{other:?}"),
    }
}

fn correct(engine: &mut Engine, correction: Correction) -> i64 {
    match ask(engine, Request::Correct(correction)) {
        Reply::Corrected(entry) => entry.id,
        other => panic!("{other:?}"),
    }
}

const FUNDING: (&str, &str, &str) = (
    "Zyntora Robotics raises $40 million Series B to expand in Europe",
    "https://wire.example.com/zyntora-series-b?utm_source=rss",
    "Fri, 25 Sep 2026 15:00:00 GMT",
);

#[test]
fn a_feed_read_again_brings_nothing_twice() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let payload = feed(&[
        FUNDING,
        (
            "Weather stays mild",
            "https://wire.example.com/w",
            "Tue, 24 Nov 2026 08:00:00 GMT",
        ),
    ]);
    let first = read(&mut engine, &payload);
    assert_eq!(
        (first.entries, first.new, first.known, first.matched),
        (2, 2, 0, 1),
        "{first:?}"
    );
    let again = read(&mut engine, &payload);
    assert_eq!((again.new, again.known, again.matched), (0, 2, 1));
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let list = news(&mut engine, account);
    assert_eq!((list.total, list.stories.len()), (1, 1));
    let story = &list.stories[0];
    assert_eq!(story.about, Answer::Yes);
    assert!(!story.evidence.is_empty());
    assert!(
        story
            .kinds
            .iter()
            .any(|kind| kind.kind == SignalKind::Funding),
        "{story:?}"
    );
    assert!(!story.url.as_deref().unwrap().contains("utm_"));
}

#[test]
fn the_bolt_is_lit_on_day_60_and_out_on_day_61() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    read(&mut engine, &feed(&[FUNDING]));
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let lit = score_at(&mut engine, account, "2026-11-24T23:59:59Z");
    assert_eq!(
        (lit.bolt.len(), lit.bolt[0].days_ago, lit.bolt[0].days_left),
        (1, 60, 0)
    );
    assert!(
        score_at(&mut engine, account, "2026-11-25T00:00:00Z")
            .bolt
            .is_empty()
    );
    assert!(
        score_at(&mut engine, account, "2026-09-25T14:00:00Z")
            .bolt
            .is_empty(),
        "not before it was published"
    );
    let settings = vec![("bolt_window_days".to_owned(), "61".to_owned())];
    assert_eq!(
        ask(&mut engine, Request::SettingsSet { settings }),
        Reply::Done
    );
    assert_eq!(
        score_at(&mut engine, account, "2026-11-25T00:00:00Z")
            .bolt
            .len(),
        1
    );
    for now in ["2026-11-24T12:00:00Z", "2027-11-24T12:00:00Z"] {
        let score = score_at(&mut engine, account, now);
        let sum: i64 = score.contributions.iter().map(|line| line.points).sum();
        assert_eq!(sum, score.score);
    }
}

#[test]
fn corrections_outlive_the_next_reading_and_can_be_taken_back() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let payload = feed(&[FUNDING]);
    read(&mut engine, &payload);
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let other = page(&mut engine, "quellmark.co.uk").account.row.id;
    let story = news(&mut engine, account).stories[0].id;

    let not = correct(&mut engine, Correction::StoryNotAbout { story, account });
    let about = correct(
        &mut engine,
        Correction::StoryAbout {
            story,
            account: other,
        },
    );
    let kinds = correct(
        &mut engine,
        Correction::StoryKinds {
            story,
            kinds: vec![SignalKind::Expansion],
        },
    );
    for _ in 0..2 {
        assert_eq!(news(&mut engine, account).total, 0);
        let moved = news(&mut engine, other);
        assert_eq!(moved.total, 1);
        let found: Vec<_> = moved.stories[0]
            .kinds
            .iter()
            .map(|kind| kind.kind)
            .collect();
        assert_eq!(found, [SignalKind::Expansion]);
        assert_eq!(
            score_at(&mut engine, other, common::NOW).bolt[0].kind,
            SignalKind::Expansion
        );
        // Read again with other words, as a publisher who corrects the headline.
        let changed = String::from_utf8(payload.clone())
            .unwrap()
            .replace("to expand", "to grow");
        read(&mut engine, changed.as_bytes());
        import(
            &mut engine,
            "more.csv",
            "name,domain\nZyntora Robotics Inc,zyntora.com\nNewer,newer.com\n",
        );
        read(&mut engine, &payload);
    }
    for correction in [not, about, kinds] {
        assert_eq!(ask(&mut engine, Request::Undo { correction }), Reply::Done);
    }
    let back = news(&mut engine, account);
    assert_eq!(back.total, 1);
    assert!(
        back.stories[0]
            .kinds
            .iter()
            .any(|kind| kind.kind == SignalKind::Funding)
    );
    assert_eq!(news(&mut engine, other).total, 0);
    assert!(
        matches!(
            ask(&mut engine, Request::Undo { correction: not }),
            Reply::Error(_)
        ),
        "once"
    );
}

#[test]
fn a_muted_story_stays_muted_and_a_pinned_one_on_top() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let older = (
        "Zyntora Robotics opens plant in Ohio",
        "https://wire.example.com/b",
        "Mon, 01 Jun 2026 08:00:00 GMT",
    );
    let payload = feed(&[FUNDING, older]);
    read(&mut engine, &payload);
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let stories = news(&mut engine, account).stories;
    assert_eq!(stories.len(), 2);
    correct(
        &mut engine,
        Correction::PinStory {
            story: stories[1].id,
        },
    );
    assert_eq!(news(&mut engine, account).stories[0].id, stories[1].id);
    let mute = correct(
        &mut engine,
        Correction::MuteStory {
            story: stories[0].id,
        },
    );
    read(&mut engine, &payload);
    assert_eq!(news(&mut engine, account).total, 1);
    assert!(score_at(&mut engine, account, common::NOW).bolt.is_empty());
    ask(&mut engine, Request::Undo { correction: mute });
    assert_eq!(news(&mut engine, account).total, 2);
    assert_eq!(score_at(&mut engine, account, common::NOW).bolt.len(), 1);
}

#[test]
fn not_this_company_and_this_is_them_teach_a_rule() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let zyntora = page(&mut engine, "zyntora.com").account.row.id;
    let other = page(&mut engine, "quellmark.co.uk").account.row.id;
    let not = correct(
        &mut engine,
        Correction::NotAccount {
            key: "zyntora.com".into(),
            account: zyntora,
        },
    );
    correct(
        &mut engine,
        Correction::IsAccount {
            key: "zyntora.com".into(),
            account: other,
        },
    );
    assert_eq!(page(&mut engine, "jo@zyntora.com").account.row.id, other);
    let Reply::Corrections(list) = ask(&mut engine, Request::Corrections) else {
        panic!("no list");
    };
    assert_eq!(list.len(), 2);
    assert_eq!(list[1].text, "“zyntora.com” is not Zyntora Robotics Inc.");
    for correction in [list[0].id, not] {
        ask(&mut engine, Request::Undo { correction });
    }
    assert_eq!(page(&mut engine, "jo@zyntora.com").account.row.id, zyntora);
}

#[test]
fn stories_read_before_their_account_find_it_when_it_is_imported() {
    let mut engine = engine();
    assert_eq!(read(&mut engine, &feed(&[FUNDING])).matched, 0);
    import(&mut engine, "crm.csv", ACCOUNTS);
    let account = page(&mut engine, "zyntora.com").account.row.id;
    assert_eq!(news(&mut engine, account).total, 1);
}

#[test]
fn one_story_stands_once_with_its_copies_behind_it() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let copy = (
        "Zyntora Robotics raises $40 million Series B to expand in Europe",
        "https://other.example.org/zyntora",
        "Sat, 26 Sep 2026 09:00:00 GMT",
    );
    read(&mut engine, &feed(&[FUNDING]));
    read(&mut engine, &feed(&[copy]));
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let list = news(&mut engine, account);
    assert_eq!(list.total, 1, "{list:?}");
    assert_eq!(list.stories[0].copies.len(), 1);
    assert_eq!(score_at(&mut engine, account, common::NOW).bolt.len(), 1);
}

#[test]
fn what_is_pasted_becomes_a_sourced_story_of_the_account() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let account = page(&mut engine, "zyntora.com").account.row.id;
    let paste = |text: &str, url: &str| Request::Paste {
        account,
        text: text.into(),
        url: url.into(),
        contact: None,
    };
    let Reply::News(list) = ask(
        &mut engine,
        paste("Their new robot packs eggs\nSeen at the fair.", ""),
    ) else {
        panic!("not kept");
    };
    assert_eq!(
        (
            list.stories[0].title.as_str(),
            list.stories[0].summary.as_str()
        ),
        ("Their new robot packs eggs", "Seen at the fair.")
    );
    assert_eq!(list.stories[0].about, Answer::Yes);
    let Reply::News(list) = ask(
        &mut engine,
        paste(
            "https://zyntora.com/news/new-plant-in-ohio.html?utm_medium=x",
            "",
        ),
    ) else {
        panic!("not kept");
    };
    let story = list
        .stories
        .iter()
        .find(|story| story.url.is_some())
        .unwrap();
    assert_eq!(story.title, "new plant in ohio");
    for (text, url) in [
        ("x", "javascript:alert(1)"),
        ("", ""),
        ("\u{202e}\u{200b}", ""),
    ] {
        assert!(
            matches!(ask(&mut engine, paste(text, url)), Reply::Error(_)),
            "{text} {url}"
        );
    }
}

#[test]
fn hostile_entries_are_text_and_nothing_else() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let long = "Zyntora ".repeat(200_000);
    let payload = feed(&[
        (
            "Zyntora Robotics &lt;script&gt;alert(1)&lt;/script&gt; wins prize",
            "javascript:alert(1)",
            "",
        ),
        (
            "Zyntora Robotics \u{202e}gnp.exe\u{202c} award",
            "data:text/html,x",
            "not a date",
        ),
        (&long, "https://wire.example.com/long", ""),
    ]);
    let outcome = read(&mut engine, &payload);
    assert!(outcome.entries >= 2, "{outcome:?}");
    let query = NewsQuery {
        limit: 50,
        ..NewsQuery::default()
    };
    let Reply::News(list) = ask(&mut engine, Request::News(query)) else {
        panic!("no news");
    };
    for story in &list.stories {
        assert!(
            !story.title.contains(['<', '\u{202e}', '\u{202c}']),
            "{}",
            story.title
        );
        assert!(story.title.chars().count() <= 500);
        assert!(
            story
                .url
                .as_deref()
                .is_none_or(|url| url.starts_with("http"))
        );
    }
    let request = Request::FeedRead {
        data: base64(b"<!doctype html><html><body>Hello</body></html>"),
        url: "https://x.example".into(),
        content_type: "text/html".into(),
        account: None,
    };
    let Reply::Error(error) = ask(&mut engine, request) else {
        panic!("a web page is no feed");
    };
    assert_eq!(error.code, "html_instead_of_feed");
}
