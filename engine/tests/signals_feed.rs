//! The ranked feed, pins and mutes, patches, alerts, and the past as it was known.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

mod common;

use common::{NOW, ask, at, base64, engine, import, page, value};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountQuery, Alerts, Correction, FeedQuery, NewsQuery, PatchOutcome, RankedFeed, Reply,
    Request, SignalKind, SignalsReply, SignalsRequest, Story,
};
use std::fmt::Write as _;

const CRM: &str = "Account Name,Website,Owner,City,Employees\n\
    Northwind Robotics,northwind-robotics.example,Dana Example,Munich,120\n\
    Fabrikam Foods,fabrikam-foods.example,Someone Else,Lyon,80\n";

fn signals(engine: &mut Engine, request: SignalsRequest, now: &str) -> SignalsReply {
    match engine.handle(Request::Signals(request), at(now)) {
        Reply::Signals(reply) => *reply,
        other => panic!("{other:?}"),
    }
}

fn feed_at(engine: &mut Engine, query: FeedQuery, now: &str) -> RankedFeed {
    let query = FeedQuery { limit: 50, ..query };
    match signals(engine, SignalsRequest::Feed(query), now) {
        SignalsReply::Feed(feed) => feed,
        other => panic!("{other:?}"),
    }
}

fn feed(engine: &mut Engine) -> RankedFeed {
    feed_at(engine, FeedQuery::default(), NOW)
}

/// Stories (title, link, publisher, date) read as one feed at a moment.
fn tell(engine: &mut Engine, stories: &[(&str, &str, &str, &str)], now: &str) {
    let mut items = String::new();
    for (title, link, publisher, date) in stories {
        let _ = write!(
            items,
            "<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><source url=\"https://x.example\">{publisher}</source></item>"
        );
    }
    let body = format!("<rss version=\"2.0\"><channel><title>Feed</title>{items}</channel></rss>");
    let read = Request::FeedRead {
        data: base64(body.as_bytes()),
        url: "https://feed.example/rss".into(),
        content_type: String::new(),
        account: None,
    };
    match engine.handle(read, at(now)) {
        Reply::FeedRead(_) => {}
        other => panic!("{other:?}"),
    }
}

fn titles(feed: &RankedFeed) -> Vec<&str> {
    feed.stories
        .iter()
        .map(|one| one.story.title.as_str())
        .collect()
}

fn told() -> Engine {
    let mut engine = engine();
    import(&mut engine, "crm.csv", CRM);
    tell(
        &mut engine,
        &[
            (
                "Northwind Robotics raises $40 million Series B",
                "https://wire.example/nw",
                "Wire",
                "Fri, 20 Nov 2026 08:00:00 GMT",
            ),
            (
                "Fabrikam Foods wins packaging award",
                "https://paper.example/ff",
                "Paper",
                "Mon, 23 Nov 2026 08:00:00 GMT",
            ),
            (
                "Football club signs new coach",
                "https://sport.example/fc",
                "Sport",
                "Tue, 24 Nov 2026 08:00:00 GMT",
            ),
            (
                "Warehouse robots are booming",
                "https://trade.example/wr",
                "Trade Weekly",
                "Mon, 23 Nov 2026 08:00:00 GMT",
            ),
        ],
        NOW,
    );
    engine
}

#[test]
fn the_rank_is_the_product_of_the_factors_that_are_shown() {
    let mut engine = told();
    ask(
        &mut engine,
        Request::SettingsSet {
            settings: vec![("my_names".into(), "Dana Example".into())],
        },
    );
    let found = feed(&mut engine);
    assert_eq!(found.total, 4);
    assert_eq!(
        found.stories[0].story.title,
        "Northwind Robotics raises $40 million Series B"
    );
    assert_eq!(found.stories[0].accounts[0].1, "Northwind Robotics");
    for one in &found.stories {
        let names: Vec<&str> = one
            .factors
            .iter()
            .map(|factor| factor.factor.as_str())
            .collect();
        assert_eq!(names, ["relevance", "freshness", "certainty", "source"]);
        let product: f64 = one.factors.iter().map(|factor| factor.value).product();
        assert!((product - one.rank).abs() < 1e-12);
        assert!(
            one.factors
                .iter()
                .all(|factor| (0.0..=1.0).contains(&factor.value) && !factor.why.is_empty())
        );
    }
    assert!(
        found
            .stories
            .windows(2)
            .all(|pair| pair[0].rank >= pair[1].rank)
    );
    assert_eq!(
        titles(&found).last(),
        Some(&"Warehouse robots are booming"),
        "older, and about nobody"
    );
    let own = feed_at(
        &mut engine,
        FeedQuery {
            own: true,
            ..FeedQuery::default()
        },
        NOW,
    );
    assert_eq!(
        titles(&own),
        ["Northwind Robotics raises $40 million Series B"]
    );
}

#[test]
fn a_story_weighs_half_after_the_half_life_of_its_kind() {
    let mut engine = told();
    let freshness = |engine: &mut Engine, now: &str| {
        let found = feed_at(
            engine,
            FeedQuery {
                text: "Northwind".into(),
                ..FeedQuery::default()
            },
            now,
        );
        found.stories[0].factors[1].value
    };
    let first = freshness(&mut engine, "2026-11-20T08:00:00Z");
    let later = freshness(&mut engine, "2026-12-11T08:00:00Z");
    assert!(
        (first - 1.0).abs() < 1e-9 && (later - 0.5).abs() < 1e-9,
        "{first} {later}: funding, 21 days"
    );
}

#[test]
fn pins_mutes_and_follows_stand_beside_the_algorithm_and_are_undone() {
    let mut engine = told();
    let story = |engine: &mut Engine, words: &str| -> Story {
        let found = feed_at(
            engine,
            FeedQuery {
                text: words.into(),
                ..FeedQuery::default()
            },
            NOW,
        );
        found.stories[0].story.clone()
    };
    let correct = |engine: &mut Engine, correction: Correction| match ask(
        engine,
        Request::Correct(correction),
    ) {
        Reply::Corrected(entry) => entry.id,
        other => panic!("{other:?}"),
    };
    let football = story(&mut engine, "Football").id;
    let pin = correct(&mut engine, Correction::PinStory { story: football });
    let found = feed(&mut engine);
    assert!(found.stories[0].pinned && found.stories[0].story.id == football);
    ask(&mut engine, Request::Undo { correction: pin });
    assert!(!feed(&mut engine).stories[0].pinned);

    let topic = correct(
        &mut engine,
        Correction::FollowTopic {
            topic: "warehouse robots".into(),
        },
    );
    let followed = &feed(&mut engine).stories[..3].to_vec();
    let robots = followed
        .iter()
        .find(|one| one.story.title.starts_with("Warehouse"))
        .expect("a followed topic comes up");
    assert!(
        robots.factors[0].why.contains("you follow"),
        "{:?}",
        robots.factors[0]
    );
    ask(&mut engine, Request::Undo { correction: topic });

    let source = correct(
        &mut engine,
        Correction::MuteSource {
            source: "sport".into(),
        },
    );
    assert!(!titles(&feed(&mut engine)).contains(&"Football club signs new coach"));
    // Also what the source brings later, in other capitals.
    tell(
        &mut engine,
        &[(
            "Second match lost",
            "https://sport.example/2",
            "SPORT",
            "Tue, 24 Nov 2026 09:00:00 GMT",
        )],
        NOW,
    );
    assert!(!titles(&feed(&mut engine)).contains(&"Second match lost"));
    ask(&mut engine, Request::Undo { correction: source });
    assert!(titles(&feed(&mut engine)).contains(&"Football club signs new coach"));

    let kind = correct(
        &mut engine,
        Correction::MuteKind {
            kind: SignalKind::Award,
        },
    );
    assert!(!titles(&feed(&mut engine)).contains(&"Fabrikam Foods wins packaging award"));
    ask(&mut engine, Request::Undo { correction: kind });
    let account = correct(&mut engine, Correction::MuteAccount { account: 2 });
    assert!(!titles(&feed(&mut engine)).contains(&"Fabrikam Foods wins packaging award"));
    // The account's own page still shows it.
    assert_eq!(page(&mut engine, "Fabrikam Foods").news.total, 1);
    ask(
        &mut engine,
        Request::Undo {
            correction: account,
        },
    );
    assert!(titles(&feed(&mut engine)).contains(&"Fabrikam Foods wins packaging award"));
}

#[test]
fn a_trend_is_more_independent_sources_than_usual() {
    let mut engine = told();
    assert!(feed(&mut engine).trends.is_empty());
    let date = "Mon, 23 Nov 2026 08:00:00 GMT";
    tell(
        &mut engine,
        &[
            (
                "Northwind Robotics unveils gripper",
                "https://a.example/1",
                "Alpha",
                date,
            ),
            (
                "Northwind Robotics expands to Austin",
                "https://b.example/1",
                "Beta",
                date,
            ),
            (
                "Northwind Robotics unveils gripper",
                "https://c.example/1",
                "Copycat",
                date,
            ),
            (
                "Why Northwind Robotics hires in Ohio",
                "https://d.example/1",
                "Delta",
                date,
            ),
        ],
        NOW,
    );
    let trends = feed(&mut engine).trends;
    assert_eq!(trends.len(), 1, "{trends:?}");
    assert_eq!(trends[0].name, "Northwind Robotics");
    assert_eq!(
        trends[0].sources, 4,
        "Alpha, Beta, Delta and Wire; a copy of one text is no further source"
    );
}

fn export(engine: &mut Engine, pins_only: bool) -> PatchOutcome {
    match signals(engine, SignalsRequest::PatchExport { pins_only }, NOW) {
        SignalsReply::Patch(outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

fn take(engine: &mut Engine, text: &str) -> PatchOutcome {
    match signals(
        engine,
        SignalsRequest::PatchImport { text: text.into() },
        NOW,
    ) {
        SignalsReply::Patch(outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_patch_carries_corrections_to_a_colleague_who_has_other_numbers() {
    let mut mine = told();
    let story = feed_at(
        &mut mine,
        FeedQuery {
            text: "Northwind".into(),
            ..FeedQuery::default()
        },
        NOW,
    )
    .stories[0]
        .story
        .id;
    for correction in [
        Correction::PinStory { story },
        Correction::StoryNotAbout { story, account: 1 },
        Correction::NotAccount {
            key: "northwind".into(),
            account: 1,
        },
        Correction::MuteSource {
            source: "Sport".into(),
        },
        Correction::FollowTopic {
            topic: "robots".into(),
        },
    ] {
        assert!(matches!(
            ask(&mut mine, Request::Correct(correction)),
            Reply::Corrected(_)
        ));
    }
    let patch = export(&mut mine, false);
    assert_eq!(patch.applied, 5, "{}", patch.text);
    assert_eq!(export(&mut mine, true).applied, 3);

    let mut theirs = engine();
    import(
        &mut theirs,
        "other.csv",
        "Account Name,Website\nA first one,first.example\nNorthwind Robotics,northwind-robotics.example\n",
    );
    let outcome = take(&mut theirs, &patch.text);
    assert_eq!(
        (outcome.applied, outcome.known, outcome.problems.len()),
        (5, 0, 0),
        "{outcome:?}"
    );
    let Reply::Corrections(list) = ask(&mut theirs, Request::Corrections) else {
        panic!()
    };
    assert_eq!(list.len(), 5);
    assert!(list.iter().any(|entry| entry.correction
        == Correction::NotAccount {
            key: "northwind".into(),
            account: 2
        }));
    // A pinned story that no source had brought comes with the patch.
    let found = feed(&mut theirs);
    assert!(found.stories[0].pinned);
    assert_eq!(
        found.stories[0].story.title,
        "Northwind Robotics raises $40 million Series B"
    );
    let again = take(&mut theirs, &patch.text);
    assert_eq!((again.applied, again.known), (0, 5));
    // Refetching changes nothing of it.
    tell(
        &mut theirs,
        &[(
            "Northwind Robotics raises $40 million Series B",
            "https://wire.example/nw",
            "Wire",
            "Fri, 20 Nov 2026 08:00:00 GMT",
        )],
        NOW,
    );
    assert_eq!(
        page(&mut theirs, "Northwind Robotics").news.total,
        0,
        "not about them, whatever is fetched"
    );
}

#[test]
fn what_is_no_patch_is_refused_and_bad_lines_are_named() {
    let mut engine = told();
    for text in ["", "hello", "{\"format\":\"other\",\"version\":1}"] {
        match engine.handle(
            Request::Signals(SignalsRequest::PatchImport { text: text.into() }),
            at(NOW),
        ) {
            Reply::Error(error) => assert_eq!(error.code, "not_a_patch"),
            other => panic!("{other:?}"),
        }
    }
    let text = "{\"format\":\"hookline-patch\",\"version\":1}\nnonsense\n\
        {\"correction\":{\"mute_account\":{\"account\":9}},\"account\":{\"name\":\"Nobody\"}}\n\
        {\"correction\":{\"follow_topic\":{\"topic\":\"robots\"}}}\n";
    let outcome = take(&mut engine, text);
    assert_eq!(
        (outcome.applied, outcome.problems.len()),
        (1, 2),
        "{outcome:?}"
    );
    assert!(outcome.problems[0].starts_with("Line 2"));
}

fn alerts(engine: &mut Engine, offset: i32, now: &str) -> Alerts {
    match signals(
        engine,
        SignalsRequest::Alerts {
            utc_offset_minutes: offset,
        },
        now,
    ) {
        SignalsReply::Alerts(alerts) => alerts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn alerts_tell_of_own_bolts_once_outside_of_quiet_hours() {
    let mut engine = told();
    let set = |engine: &mut Engine, pairs: &[(&str, &str)]| {
        let settings = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(ask(engine, Request::SettingsSet { settings }), Reply::Done);
    };
    set(&mut engine, &[("my_names", "dana example")]);
    let first = alerts(&mut engine, 0, NOW);
    assert_eq!(
        (first.badge, first.notices.len(), first.digest),
        (1, 0, None),
        "only the badge is on by itself"
    );
    set(
        &mut engine,
        &[
            ("alert_notices", "on"),
            ("alert_digest", "on"),
            ("quiet_from", "19"),
            ("quiet_until", "7"),
        ],
    );
    assert!(
        alerts(&mut engine, 0, "2026-11-24T20:00:00Z")
            .notices
            .is_empty(),
        "quiet in the evening"
    );
    // The same moment is noon for a rep eight hours behind.
    let told = alerts(&mut engine, -480, "2026-11-24T20:00:00Z");
    assert_eq!(told.notices.len(), 1);
    assert_eq!(told.notices[0].title, "Northwind Robotics");
    let digest = told.digest.expect("the digest's hour has come");
    assert_eq!(digest.accounts, 1);
    assert!(digest.lines[0].contains("raises $40 million"));
    let again = alerts(&mut engine, -480, "2026-11-24T20:10:00Z");
    assert!(
        again.notices.is_empty() && again.digest.is_none(),
        "told once"
    );
    assert_eq!(again.badge, 1, "the number stays until the rep has looked");
    signals(
        &mut engine,
        SignalsRequest::AlertsSeen,
        "2026-11-24T20:11:00Z",
    );
    assert_eq!(alerts(&mut engine, -480, "2026-11-24T20:12:00Z").badge, 0);
    // What an account that is muted does is no alert.
    ask(
        &mut engine,
        Request::Correct(Correction::MuteAccount { account: 1 }),
    );
    tell(
        &mut engine,
        &[(
            "Northwind Robotics acquires Contoso Arms",
            "https://wire.example/2",
            "Wire",
            "Tue, 24 Nov 2026 21:00:00 GMT",
        )],
        "2026-11-24T21:05:00Z",
    );
    assert_eq!(alerts(&mut engine, -480, "2026-11-24T21:10:00Z").badge, 0);
}

fn as_of(engine: &mut Engine, at_time: &str, request: Request) -> Reply {
    let request = SignalsRequest::AsOf {
        at: at_time.into(),
        request: Box::new(request),
    };
    engine.handle(Request::Signals(request), at("2027-02-01T00:00:00Z"))
}

#[test]
fn the_past_is_shown_from_what_was_known_then() {
    let mut engine = told();
    // Later: another source, a changed list, a correction, a new account.
    tell(
        &mut engine,
        &[(
            "Northwind Robotics names new chief executive",
            "https://wire.example/ceo",
            "Wire",
            "Sun, 22 Nov 2026 08:00:00 GMT",
        )],
        "2026-12-10T12:00:00Z",
    );
    let save = |engine: &mut Engine, account: Option<i64>, fields: &[(&str, &str)], now: &str| {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert!(matches!(
            engine.handle(Request::SaveAccount { account, fields }, at(now)),
            Reply::Account(_)
        ));
    };
    save(
        &mut engine,
        Some(1),
        &[("city", "Berlin")],
        "2026-12-11T12:00:00Z",
    );
    save(
        &mut engine,
        Some(1),
        &[("city", "Hamburg")],
        "2026-12-20T12:00:00Z",
    );
    save(
        &mut engine,
        None,
        &[("name", "Newcomer"), ("domain", "newcomer.example")],
        "2026-12-12T12:00:00Z",
    );
    let story = page(&mut engine, "Northwind Robotics")
        .news
        .stories
        .iter()
        .find(|story| story.title.contains("raises"))
        .unwrap()
        .id;
    engine.handle(
        Request::Correct(Correction::StoryNotAbout { story, account: 1 }),
        at("2026-12-13T12:00:00Z"),
    );

    let city = |engine: &mut Engine, day: &str| match as_of(
        engine,
        day,
        Request::Account { account: 1 },
    ) {
        Reply::Account(page) => (
            value(&page, "city").map(str::to_owned),
            page.news.total,
            page.account.score.bolt.len(),
        ),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        city(&mut engine, "2026-11-30"),
        (Some("Munich".into()), 1, 1)
    );
    assert_eq!(
        city(&mut engine, "2026-12-11"),
        (Some("Berlin".into()), 2, 2)
    );
    assert_eq!(
        city(&mut engine, "2026-12-15"),
        (Some("Berlin".into()), 1, 1),
        "after the correction"
    );
    assert_eq!(
        city(&mut engine, "2026-12-21"),
        (Some("Hamburg".into()), 1, 1)
    );
    let accounts = |engine: &mut Engine, day: &str| match as_of(
        engine,
        day,
        Request::Accounts(AccountQuery {
            limit: 9,
            ..AccountQuery::default()
        }),
    ) {
        Reply::Accounts { total, .. } => total,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (
            accounts(&mut engine, "2026-11-30"),
            accounts(&mut engine, "2026-12-31")
        ),
        (2, 3)
    );
    assert_eq!(
        accounts(&mut engine, "2026-11-01"),
        0,
        "nothing was known yet"
    );
    match as_of(&mut engine, "2026-11-30", Request::Account { account: 3 }) {
        Reply::Error(error) => assert!(error.message.contains("account 3")),
        other => panic!("{other:?}"),
    }
    // Today is as it was.
    assert_eq!(
        page(&mut engine, "Northwind Robotics")
            .account
            .row
            .city
            .as_deref(),
        Some("Hamburg")
    );
    match as_of(
        &mut engine,
        "2026-11-30",
        Request::Correct(Correction::PinStory { story }),
    ) {
        Reply::Error(error) => assert_eq!(error.code, "past_is_read_only"),
        other => panic!("{other:?}"),
    }
    match as_of(&mut engine, "yesterday", Request::Hello) {
        Reply::Error(error) => assert_eq!(error.code, "bad_date"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_original_stands_for_its_copies_whatever_came_first() {
    let mut engine = told();
    tell(
        &mut engine,
        &[(
            "Northwind Robotics raises $40 million in Series B round led by Example Capital",
            "https://paper.example/nw",
            "Paper",
            "Fri, 20 Nov 2026 09:00:00 GMT",
        )],
        NOW,
    );
    let release = "<rss version=\"2.0\"><channel><title>Northwind newsroom</title><item><title>Northwind Robotics raises $40 million Series B to build warehouse robots</title>\
        <link>https://northwind-robotics.example/news/series-b</link><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item></channel></rss>";
    let read = Request::FeedRead {
        data: base64(release.as_bytes()),
        url: "https://northwind-robotics.example/feed".into(),
        content_type: String::new(),
        account: Some(1),
    };
    assert!(matches!(ask(&mut engine, read), Reply::FeedRead(_)));
    let query = NewsQuery {
        account: Some(1),
        limit: 9,
        ..NewsQuery::default()
    };
    let Reply::News(news) = ask(&mut engine, Request::News(query)) else {
        panic!()
    };
    assert_eq!(news.total, 1, "{news:?}");
    assert_eq!(
        news.stories[0].url.as_deref(),
        Some("https://northwind-robotics.example/news/series-b"),
        "the company's own release is the head"
    );
    assert_eq!(news.stories[0].copies.len(), 2);
}
