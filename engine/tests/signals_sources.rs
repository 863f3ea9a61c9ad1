//! Sources through the door: turned on by name, asked, answered with recorded payloads, kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

mod common;

use common::{ask, at, base64, engine, import, page, recorded, value};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    ContentType, DueRequest, FeedRead, Fetched, NewsQuery, Reply, Request, SignalKind,
    SignalsReply, SignalsRequest, SourceClass, SourceList, Story,
};

fn signals(engine: &mut Engine, request: SignalsRequest, now: &str) -> SignalsReply {
    match engine.handle(Request::Signals(request), at(now)) {
        Reply::Signals(reply) => *reply,
        other => panic!("{other:?}"),
    }
}

fn sources(engine: &mut Engine, request: SignalsRequest) -> SourceList {
    match signals(engine, request, common::NOW) {
        SignalsReply::Sources(list) => list,
        other => panic!("{other:?}"),
    }
}

fn due(engine: &mut Engine, now: &str) -> Vec<DueRequest> {
    match engine.handle(Request::Due, at(now)) {
        Reply::Due(requests) => requests,
        other => panic!("{other:?}"),
    }
}

fn answer(engine: &mut Engine, request: &DueRequest, body: &[u8], now: &str) -> FeedRead {
    answer_as(engine, request, 200, "", body, now)
}

fn answer_as(
    engine: &mut Engine,
    request: &DueRequest,
    status: u16,
    content_type: &str,
    body: &[u8],
    now: &str,
) -> FeedRead {
    let fetched = Fetched {
        feed: request.feed,
        url: request.url.clone(),
        final_url: request.url.clone(),
        status,
        headers: vec![("content-type".into(), content_type.into())],
        body: base64(body),
        failure: String::new(),
    };
    match engine.handle(Request::Fetched(fetched), at(now)) {
        Reply::FeedRead(read) => read,
        other => panic!("{other:?}"),
    }
}

fn news(engine: &mut Engine, account: i64) -> Vec<Story> {
    let query = NewsQuery {
        account: Some(account),
        limit: 200,
        ..NewsQuery::default()
    };
    match ask(engine, Request::News(query)) {
        Reply::News(news) => news.stories,
        other => panic!("{other:?}"),
    }
}

fn sort<'l>(list: &'l SourceList, name: &str) -> &'l hookline_engine::protocol::SourceSort {
    list.sorts.iter().find(|sort| sort.name == name).unwrap()
}

#[test]
fn filings_turned_on_for_an_account_with_a_cik_bring_facts_and_events() {
    let Some(payload) = recorded("sec_edgar/submissions_CIK0001318605_tesla_2022.json") else {
        return;
    };
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,CIK\nTesla,1318605\nOther Inc,\n",
    );
    let list = sources(&mut engine, SignalsRequest::Sources);
    assert!(!sort(&list, "edgar").on);
    assert_eq!(sort(&list, "edgar").accounts, 1, "one account has a CIK");
    assert!(
        due(&mut engine, common::NOW).is_empty(),
        "nothing is asked before it is turned on"
    );

    let set = SignalsRequest::SourceSet {
        name: "edgar".into(),
        on: true,
    };
    let list = sources(&mut engine, set);
    assert!(sort(&list, "edgar").on);
    assert_eq!(sort(&list, "edgar").followed, 1);
    let request = due(&mut engine, common::NOW).remove(0);
    assert_eq!(
        request.url,
        "https://data.sec.gov/submissions/CIK0001318605.json"
    );
    assert_eq!(request.permission, "https://data.sec.gov/*");
    let read = answer(&mut engine, &request, &payload, common::NOW);
    assert!(read.new > 20, "{read:?}");
    assert_eq!(read.matched, read.entries, "a filing states whose it is");

    let tesla = page(&mut engine, "Tesla");
    let id = tesla.account.row.id;
    let city = tesla
        .account
        .fields
        .iter()
        .find(|field| field.field == "city")
        .unwrap();
    assert_eq!(city.provenance.class, SourceClass::Filed);
    assert_eq!(city.provenance.source, "SEC EDGAR");
    assert_eq!(value(&tesla, "ticker"), Some("TSLA"));
    assert_eq!(
        tesla.account.row.name, "Tesla",
        "a register does not rename the account"
    );
    // The former name leads to the account as well.
    assert_eq!(page(&mut engine, "Tesla Motors Inc").account.row.id, id);
    let stories = news(&mut engine, id);
    let left = stories
        .iter()
        .find(|story| {
            story.title.contains("8-K")
                && story
                    .kinds
                    .iter()
                    .any(|kind| kind.kind == SignalKind::Leadership)
        })
        .expect("Item 5.02 is a change at the top");
    assert_eq!(left.provenance.class, SourceClass::Filed);
    let votes: Vec<_> = stories
        .iter()
        .filter(|story| story.title.contains("a vote of shareholders"))
        .collect();
    assert!(
        !votes.is_empty() && votes.iter().all(|story| story.kinds.is_empty()),
        "Item 5.07 is no event of a kind: {votes:?}"
    );
    assert!(
        left.evidence
            .iter()
            .any(|one| one.what == "CIK" || one.what == "own feed")
    );
}

#[test]
fn a_filing_keeps_its_exact_kind_after_a_correction_is_taken_back() {
    let Some(payload) = recorded("sec_edgar/formD_1685REIT.xml") else {
        return;
    };
    let mut engine = engine();
    import(&mut engine, "crm.csv", "Account Name\n1685 38th REIT\n");
    let read = Request::FeedRead {
        data: base64(&payload),
        url: "https://www.sec.gov/Archives/edgar/data/1000/000100000020000001/primary_doc.xml"
            .into(),
        content_type: String::new(),
        account: Some(1),
    };
    let Reply::FeedRead(read) = ask(&mut engine, read) else {
        panic!()
    };
    assert_eq!(read.new, 1, "{read:?}");
    let story = news(&mut engine, 1).remove(0);
    assert_eq!(story.content_type, ContentType::Funding);
    let kinds = |engine: &mut Engine| -> Vec<SignalKind> {
        news(engine, 1)[0]
            .kinds
            .iter()
            .map(|kind| kind.kind)
            .collect()
    };
    assert_eq!(kinds(&mut engine), [SignalKind::Funding]);
    let correction = hookline_engine::protocol::Correction::StoryKinds {
        story: story.id,
        kinds: vec![SignalKind::Expansion],
    };
    let Reply::Corrected(entry) = ask(&mut engine, Request::Correct(correction)) else {
        panic!()
    };
    assert_eq!(kinds(&mut engine), [SignalKind::Expansion]);
    ask(
        &mut engine,
        Request::Undo {
            correction: entry.id,
        },
    );
    assert_eq!(
        kinds(&mut engine),
        [SignalKind::Funding],
        "the form's own kind is back"
    );
}

#[test]
fn the_register_of_legal_entities_gives_identity_and_names_that_resolve() {
    let Some(payload) = recorded("gleif/lei_records_search_toyota_2026-08-30.json") else {
        return;
    };
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Country\nToyota Motor Corporation,Japan\n",
    );
    let follow = SignalsRequest::SourceFollow {
        name: "gleif".into(),
        account: 1,
        value: String::new(),
    };
    sources(&mut engine, follow);
    let request = due(&mut engine, common::NOW).remove(0);
    assert!(
        request
            .url
            .starts_with("https://api.gleif.org/api/v1/lei-records?filter%5Bfulltext%5D=Toyota")
    );
    let read = answer(&mut engine, &request, &payload, common::NOW);
    let toyota = page(&mut engine, "Toyota Motor Corporation");
    let lei = value(&toyota, "lei")
        .unwrap_or_else(|| panic!("{read:?}"))
        .to_owned();
    assert_eq!(lei, "5493006W3QUS5LMH6R84");
    let field = toyota
        .account
        .fields
        .iter()
        .find(|field| field.field == "lei")
        .unwrap();
    assert_eq!(field.provenance.class, SourceClass::Filed);
    assert_eq!(field.provenance.source, "GLEIF");
    // The legal name in the country's own script finds the account.
    assert_eq!(page(&mut engine, "トヨタ自動車株式会社").account.row.id, 1);
}

/// Wikidata's recorded entities stand in TypeScript files: the object behind `export default`.
fn recorded_entities(name: &str) -> Option<Vec<u8>> {
    let text = String::from_utf8(recorded(name)?).ok()?;
    let start = text.find('{')?;
    let end = text.rfind('}')?;
    let json = text[start..=end].to_owned();
    serde_json::from_str::<serde_json::Value>(&json).ok()?;
    Some(json.into_bytes())
}

#[test]
fn recorded_wikidata_entities_are_read_whatever_they_are() {
    for name in ["wikidata/wbgetentities_response.ts", "wikidata/Q217447.ts"] {
        let Some(payload) = recorded_entities(name) else {
            println!("skipped: {name} is no plain JSON here");
            continue;
        };
        let mut engine = engine();
        import(&mut engine, "crm.csv", "Account Name\nAcme\n");
        let read = Request::FeedRead {
            data: base64(&payload),
            url: "https://www.wikidata.org/w/api.php?action=wbgetentities&ids=Q217447&format=json"
                .into(),
            content_type: String::new(),
            account: None,
        };
        match ask(&mut engine, read) {
            Reply::FeedRead(_) | Reply::Error(_) => {}
            other => panic!("{other:?}"),
        }
        assert_eq!(page(&mut engine, "Acme").account.row.name, "Acme");
    }
}

/// Synthetic: written to the documented shape of `wbsearchentities` and `wbgetentities`.
#[test]
fn a_name_is_looked_up_in_three_steps_and_the_labels_take_the_place_of_ids() {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website\nNorthwind Robotics,northwind-robotics.example\n",
    );
    sources(
        &mut engine,
        SignalsRequest::SourceFollow {
            name: "wikidata".into(),
            account: 1,
            value: String::new(),
        },
    );
    let search = due(&mut engine, common::NOW).remove(0);
    assert!(search.url.contains("wbsearchentities"));
    let found = br#"{"search":[{"id":"Q900","label":"Northwind Robotics","description":"company"},{"id":"Q901","label":"North Wind","description":"fable"}]}"#;
    answer(&mut engine, &search, found, common::NOW);
    let entity = due(&mut engine, common::NOW).remove(0);
    assert!(
        entity.url.contains("wbgetentities&ids=Q900"),
        "{}",
        entity.url
    );
    let facts = br#"{"entities":{"Q900":{"id":"Q900","labels":{"en":{"language":"en","value":"Northwind Robotics"}},
        "aliases":{"en":[{"language":"en","value":"NWR Systems"}]},
        "claims":{"P856":[{"rank":"normal","mainsnak":{"datavalue":{"value":"https://northwind-robotics.example/"}}}],
        "P159":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q1726"}}}}],
        "P749":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q777"}}}}],
        "P169":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q778"}}}}],
        "P946":[{"rank":"normal","mainsnak":{"datavalue":{"value":"US0378331005"}}}]}}}}"#;
    answer(&mut engine, &entity, facts, common::NOW);
    let before = page(&mut engine, "Northwind Robotics");
    assert_eq!(value(&before, "city"), None, "an id is no city");
    assert_eq!(value(&before, "isin"), Some("US0378331005"));
    let labels = due(&mut engine, common::NOW).remove(0);
    assert!(labels.url.contains("Q1726"), "{}", labels.url);
    let names = br#"{"entities":{"Q1726":{"id":"Q1726","labels":{"en":{"value":"Munich"}}},
        "Q777":{"id":"Q777","labels":{"en":{"value":"Northwind Holding"}}},
        "Q778":{"id":"Q778","labels":{"en":{"value":"Example Person"}}}}}"#;
    answer(&mut engine, &labels, names, common::NOW);
    let after = page(&mut engine, "NWR Systems");
    assert_eq!(after.account.row.id, 1, "an alias leads to the account");
    assert_eq!(value(&after, "city"), Some("Munich"));
    assert_eq!(value(&after, "parent"), Some("Northwind Holding"));
    assert_eq!(value(&after, "chief_executive"), Some("Example Person"));
    let parent = after
        .account
        .fields
        .iter()
        .find(|field| field.field == "parent")
        .unwrap();
    assert_eq!(parent.provenance.class, SourceClass::Crowdsourced);
    assert!(due(&mut engine, common::NOW).is_empty());

    // Synthetic, in the shape of a wire: the ISIN in a category names the company exactly.
    let wire = br#"<rss version="2.0"><channel><title>Wire</title><item><title>Record quarter</title>
        <link>https://wire.example/1</link><category domain="https://www.globenewswire.com/rss/ISIN">US0378331005</category></item></channel></rss>"#;
    let read = Request::FeedRead {
        data: base64(wire),
        url: "https://wire.example/feed".into(),
        content_type: String::new(),
        account: None,
    };
    let Reply::FeedRead(read) = ask(&mut engine, read) else {
        panic!()
    };
    assert_eq!(read.matched, 1, "{read:?}");
    let story = news(&mut engine, 1).remove(0);
    assert!(
        story.evidence.iter().any(|one| one.what == "ISIN"),
        "{:?}",
        story.evidence
    );
}

#[test]
fn the_feed_of_all_filings_keeps_what_concerns_an_account_by_its_cik() {
    let Some(payload) = recorded("sec_edgar/getcurrent_2025-12-12.atom.xml") else {
        return;
    };
    let text = String::from_utf8_lossy(&payload).into_owned();
    // Any company of the recording that others report a stake in: "SCHEDULE 13D/A - NAME (0001234567) (Subject)".
    let title = text
        .split("<title>")
        .find(|part| part.starts_with("SCHEDULE 13D") && part.contains("(Subject)"))
        .expect("the recording holds a 13D");
    let cik: String = title
        .split('(')
        .find_map(|part| {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            (digits.len() == 10).then_some(digits)
        })
        .unwrap();
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        &format!("Account Name,CIK\nSomebody Else Entirely,{cik}\n"),
    );
    sources(
        &mut engine,
        SignalsRequest::SourceSet {
            name: "edgar_current".into(),
            on: true,
        },
    );
    let request = due(&mut engine, common::NOW).remove(0);
    let read = answer(&mut engine, &request, &payload, common::NOW);
    assert_eq!(
        read.entries, 2,
        "two are about a company that people read of"
    );
    assert!(
        read.new == 1,
        "only what concerns an account is kept: {read:?}"
    );
    let story = news(&mut engine, 1).remove(0);
    assert!(
        story.evidence.iter().any(|one| one.what == "CIK"),
        "{:?}",
        story.evidence
    );
}

#[test]
fn the_recorded_search_for_news_shows_one_story_with_its_copies() {
    let Some(payload) = recorded("google_news/rssparser_google_news_be_2020-03-08.xml") else {
        return;
    };
    let mut engine = engine();
    let add = Request::FeedAdd {
        url: "https://news.google.com/rss/search?q=Belgium&hl=en-US&gl=US&ceid=US:en".into(),
        account: None,
    };
    ask(&mut engine, add);
    let list = sources(&mut engine, SignalsRequest::Sources);
    assert!(sort(&list, "google_news").restricted, "its terms are told");
    let request = due(&mut engine, common::NOW).remove(0);
    let read = answer(&mut engine, &request, &payload, common::NOW);
    assert_eq!((read.entries, read.new), (1, 1), "{read:?}");
    let Reply::News(all) = ask(
        &mut engine,
        Request::News(NewsQuery {
            limit: 200,
            ..NewsQuery::default()
        }),
    ) else {
        panic!()
    };
    assert_eq!(all.total, 1, "the copies are no stories of their own");
    let cluster = all
        .stories
        .iter()
        .max_by_key(|story| story.copies.len())
        .unwrap();
    assert!(
        cluster.copies.len() >= 3,
        "the recording holds a story told by several: {}",
        cluster.copies.len()
    );
    assert_eq!(cluster.provenance.class, SourceClass::Mined);
    let publishers: std::collections::BTreeSet<_> = cluster
        .copies
        .iter()
        .map(|copy| copy.publisher.clone())
        .collect();
    assert!(publishers.len() >= 3, "{publishers:?}");
    // Read again, nothing doubles.
    let again = Request::FeedRead {
        data: base64(&payload),
        url: request.url.clone(),
        content_type: String::new(),
        account: None,
    };
    let Reply::FeedRead(again) = ask(&mut engine, again) else {
        panic!()
    };
    assert_eq!(again.new, 0);
}

#[test]
fn videos_are_videos_and_boards_give_hiring_by_department_and_place() {
    for (name, url, expected) in [
        (
            "youtube/feedrs_youtube_1.xml",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
            ContentType::Video,
        ),
        (
            "vimeo/feedrs_vimeo_media.xml",
            "https://vimeo.com/someone/videos/rss",
            ContentType::Video,
        ),
    ] {
        let Some(payload) = recorded(name) else {
            continue;
        };
        let mut engine = engine();
        import(&mut engine, "crm.csv", "Account Name\nAcme Corporation\n");
        ask(
            &mut engine,
            Request::FeedAdd {
                url: url.into(),
                account: Some(1),
            },
        );
        let request = due(&mut engine, common::NOW).remove(0);
        let read = answer(&mut engine, &request, &payload, common::NOW);
        assert!(read.new > 0, "{name}");
        let story = news(&mut engine, 1).remove(0);
        assert_eq!(story.content_type, expected, "{name}");
        assert!(story.still.is_some(), "{name} has a still");
    }
    // Synthetic, to the documented shapes of the three boards.
    let boards: [(&str, &str, &[u8]); 3] = [
        ("greenhouse", "acme", br#"{"jobs":[{"id":1,"title":"Account Executive","absolute_url":"https://boards.greenhouse.io/acme/jobs/1","location":{"name":"Berlin"},"departments":[{"name":"Sales"}],"first_published":"2026-11-20T00:00:00Z"}]}"#),
        ("lever", "acme", br#"[{"id":"a","text":"Account Executive","hostedUrl":"https://jobs.lever.co/acme/a","createdAt":1763600000000,"categories":{"location":"Berlin","department":"Sales"}}]"#),
        ("ashby", "acme", br#"{"jobs":[{"id":"a","title":"Account Executive","jobUrl":"https://jobs.ashbyhq.com/acme/a","publishedAt":"2026-11-20T00:00:00Z","isListed":true,"department":"Sales","location":"Berlin"}]}"#),
    ];
    for (name, token, body) in boards {
        let mut engine = engine();
        import(&mut engine, "crm.csv", "Account Name\nAcme Corporation\n");
        sources(
            &mut engine,
            SignalsRequest::SourceFollow {
                name: name.into(),
                account: 1,
                value: token.into(),
            },
        );
        let request = due(&mut engine, common::NOW).remove(0);
        let read = answer(&mut engine, &request, body, common::NOW);
        assert_eq!(read.new, 1, "{name}: {read:?}");
        let story = news(&mut engine, 1).remove(0);
        assert_eq!(story.content_type, ContentType::Job, "{name}");
        assert!(
            story.title.contains("Sales") && story.title.contains("Berlin"),
            "{name}: {}",
            story.title
        );
        assert!(
            story
                .kinds
                .iter()
                .any(|kind| kind.kind == SignalKind::Hiring),
            "{name}"
        );
    }
}

/// Synthetic, to the documented shapes: no recording could be had.
#[test]
fn searches_without_a_recording_read_their_documented_shape() {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website\nNorthwind Robotics,northwind-robotics.example\n",
    );
    let set = |name: &str| SignalsRequest::SourceFollow {
        name: name.into(),
        account: 1,
        value: String::new(),
    };
    sources(&mut engine, set("gdelt"));
    sources(&mut engine, set("hacker_news"));
    let requests = due(&mut engine, common::NOW);
    assert_eq!(requests.len(), 2);
    for request in requests {
        let body: &[u8] = if request.url.contains("gdelt") {
            br#"{"articles":[{"url":"https://paper.example/a","title":"Northwind Robotics opens plant in Ohio","seendate":"20261123T101500Z","domain":"paper.example","language":"English","sourcecountry":"United States"}]}"#
        } else {
            assert!(
                request.url.contains("restrictSearchableAttributes=url"),
                "a domain is searched among links"
            );
            br#"{"hits":[{"objectID":"1","title":"Northwind Robotics open-sources its controller","url":"https://northwind-robotics.example/blog/controller","created_at_i":1763900000,"points":10}]}"#
        };
        let read = answer(&mut engine, &request, body, common::NOW);
        assert_eq!((read.new, read.problems.len()), (1, 0), "{read:?}");
    }
    let classes: Vec<SourceClass> = news(&mut engine, 1)
        .iter()
        .map(|story| story.provenance.class)
        .collect();
    assert!(
        classes.contains(&SourceClass::Mined) && classes.contains(&SourceClass::Crowdsourced),
        "{classes:?}"
    );
}

#[test]
fn a_host_that_asks_for_less_gets_less_and_nothing_is_lost() {
    let mut engine = engine();
    for path in ["1", "2"] {
        ask(
            &mut engine,
            Request::FeedAdd {
                url: format!("https://a.example.com/{path}"),
                account: None,
            },
        );
    }
    let first = due(&mut engine, "2026-11-24T12:00:00Z");
    assert_eq!(first.len(), 1);
    answer_as(&mut engine, &first[0], 429, "", b"", "2026-11-24T12:00:01Z");
    assert!(
        due(&mut engine, "2026-11-24T12:30:00Z").is_empty(),
        "the other feed of the host waits too"
    );
    assert_eq!(due(&mut engine, "2026-11-24T14:30:00Z").len(), 1);
}

#[test]
fn gdelt_is_asked_at_most_once_in_five_seconds() {
    let mut engine = engine();
    for query in ["one", "two"] {
        let url = format!(
            "https://api.gdeltproject.org/api/v2/doc/doc?query={query}&mode=artlist&format=json"
        );
        ask(&mut engine, Request::FeedAdd { url, account: None });
    }
    let first = due(&mut engine, "2026-11-24T12:00:00Z").remove(0);
    answer(
        &mut engine,
        &first,
        br#"{"articles":[]}"#,
        "2026-11-24T12:00:01Z",
    );
    assert!(due(&mut engine, "2026-11-24T12:00:03Z").is_empty());
    assert_eq!(due(&mut engine, "2026-11-24T12:00:07Z").len(), 1);
}

const HOME: &[u8] = b"<!doctype html><html><head><title>Acme</title><link rel=\"alternate\" type=\"application/rss+xml\" title=\"Acme news\" href=\"/news.xml\">
    </head><body><a href=\"https://boards.greenhouse.io/acme\">Careers</a><a href=\"https://www.youtube.com/channel/UC12345\">Videos</a></body></html>";

#[test]
fn a_website_is_asked_once_and_what_it_announces_is_offered() {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website\nAcme,acme.example\n",
    );
    let list = sources(
        &mut engine,
        SignalsRequest::Discover {
            url: "acme.example".into(),
            account: Some(1),
        },
    );
    assert_eq!(list.looking.len(), 1);
    let request = due(&mut engine, common::NOW).remove(0);
    assert_eq!(request.url, "https://acme.example/");
    answer_as(&mut engine, &request, 200, "text/html", HOME, common::NOW);
    let list = sources(&mut engine, SignalsRequest::Sources);
    let urls: Vec<&str> = list.found.iter().map(|found| found.url.as_str()).collect();
    assert_eq!(urls.len(), 3, "{urls:?}");
    assert!(urls.contains(&"https://acme.example/news.xml"));
    assert!(urls.contains(&"https://boards-api.greenhouse.io/v1/boards/acme/jobs"));
    assert!(urls.contains(&"https://www.youtube.com/feeds/videos.xml?channel_id=UC12345"));
    assert!(list.looking.is_empty());
    assert!(list.found.iter().all(|found| found.account == Some(1)));
    assert!(
        due(&mut engine, common::NOW).is_empty(),
        "nothing found is followed by itself"
    );
    ask(
        &mut engine,
        Request::FeedAdd {
            url: "https://acme.example/news.xml".into(),
            account: Some(1),
        },
    );
    let found = sources(&mut engine, SignalsRequest::Sources).found;
    assert_eq!(found.len(), 2, "what is followed is offered no more");
    sources(
        &mut engine,
        SignalsRequest::FoundDismiss { found: found[0].id },
    );
    assert_eq!(sources(&mut engine, SignalsRequest::Sources).found.len(), 1);
}

#[test]
fn a_silent_website_is_tried_at_the_usual_addresses_one_after_another() {
    let mut engine = engine();
    sources(
        &mut engine,
        SignalsRequest::Discover {
            url: "https://acme.example/".into(),
            account: None,
        },
    );
    let page = due(&mut engine, common::NOW).remove(0);
    answer_as(
        &mut engine,
        &page,
        200,
        "text/html",
        b"<html><body>Welcome</body></html>",
        common::NOW,
    );
    let mut asked = Vec::new();
    loop {
        let mut requests = due(&mut engine, common::NOW);
        assert!(requests.len() <= 1, "one polite request at a time");
        let Some(request) = requests.pop() else { break };
        asked.push(request.url.clone());
        if request.url.ends_with("/feed.xml") {
            answer(&mut engine, &request, b"<rss><channel><title>Acme news</title><item><title>Hello world</title></item></channel></rss>", common::NOW);
        } else {
            answer_as(&mut engine, &request, 404, "", b"", common::NOW);
        }
    }
    assert!(
        asked.len() < 10,
        "it stops at the first that is a feed: {asked:?}"
    );
    let list = sources(&mut engine, SignalsRequest::Sources);
    assert_eq!(list.found.len(), 1);
    assert_eq!(list.found[0].title, "Acme news");
    assert!(list.looking.is_empty(), "{:?}", list.looking);
}

#[test]
fn a_page_in_the_place_of_a_feed_says_so_and_offers_its_feeds() {
    let mut engine = engine();
    ask(
        &mut engine,
        Request::FeedAdd {
            url: "https://acme.example/blog".into(),
            account: None,
        },
    );
    let request = due(&mut engine, common::NOW).remove(0);
    let read = answer_as(&mut engine, &request, 200, "text/html", HOME, common::NOW);
    assert!(read.problems[0].contains("web page"), "{read:?}");
    assert_eq!(sources(&mut engine, SignalsRequest::Sources).found.len(), 3);
}

#[test]
fn a_list_of_feeds_goes_in_and_comes_out() {
    let mut engine = engine();
    let opml = "<opml version=\"2.0\"><body><outline text=\"Wires\"><outline type=\"rss\" text=\"One\" xmlUrl=\"https://one.example/feed\"/>\
        <outline type=\"rss\" text=\"Two &amp; more\" xmlUrl=\"https://two.example/feed\"/></outline></body></opml>";
    let import_it = |engine: &mut Engine| match signals(
        engine,
        SignalsRequest::OpmlImport { text: opml.into() },
        common::NOW,
    ) {
        SignalsReply::Opml { added, known, .. } => (added, known),
        other => panic!("{other:?}"),
    };
    assert_eq!(import_it(&mut engine), (2, 0));
    assert_eq!(import_it(&mut engine), (0, 2));
    let SignalsReply::Opml { text, .. } =
        signals(&mut engine, SignalsRequest::OpmlExport, common::NOW)
    else {
        panic!()
    };
    let mut other = common::engine();
    match signals(
        &mut other,
        SignalsRequest::OpmlImport { text: text.clone() },
        common::NOW,
    ) {
        SignalsReply::Opml { added, .. } => assert_eq!(added, 2, "{text}"),
        reply => panic!("{reply:?}"),
    }
    assert!(text.contains("Two &amp; more"), "{text}");
    match other.handle(
        Request::Signals(SignalsRequest::OpmlImport {
            text: "<html/>".into(),
        }),
        at(common::NOW),
    ) {
        Reply::Error(error) => assert_eq!(error.code, "no_subscriptions"),
        reply => panic!("{reply:?}"),
    }
}
