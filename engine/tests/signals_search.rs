//! Universal search through the door: everything, as you type, with errors and filters, always current.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, ask, at, base64, engine, import, import_as};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    CadenceAct, CadencePlan, CadenceRequest, CadenceStep, ContentType, Correction, ImportKind,
    Reply, Request, SearchPage, SearchQuery, SearchSort, SignalKind, SignalsReply, SignalsRequest,
};
use std::fmt::Write as _;

fn find(engine: &mut Engine, query: SearchQuery) -> SearchPage {
    let query = SearchQuery { limit: 20, ..query };
    match engine.handle(Request::Signals(SignalsRequest::Search(query)), at(NOW)) {
        Reply::Signals(reply) => match *reply {
            SignalsReply::Search(page) => page,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn of(text: &str) -> SearchQuery {
    SearchQuery {
        text: text.to_owned(),
        ..SearchQuery::default()
    }
}

fn read(engine: &mut Engine, items: &[(&str, &str)]) {
    let mut body = String::from("<rss version=\"2.0\"><channel><title>Wire</title>");
    for (at, (title, date)) in items.iter().enumerate() {
        let _ = write!(
            body,
            "<item><title>{title}</title><link>https://wire.example/{}{at}</link><pubDate>{date}</pubDate></item>",
            title.len()
        );
    }
    body.push_str("</channel></rss>");
    let request = Request::FeedRead {
        data: base64(body.as_bytes()),
        url: "https://wire.example/feed".into(),
        content_type: String::new(),
        account: None,
    };
    assert!(matches!(ask(engine, request), Reply::FeedRead(_)));
}

fn filled() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website,Industry,City,Country\n\
        Northwind Robotics,northwind-robotics.example,Industrial Automation,Munich,Germany\n\
        Fabrikam Foods,fabrikam-foods.example,Food Production,Lyon,France\n",
    );
    import_as(
        &mut engine,
        "people.csv",
        Some(ImportKind::Contacts),
        b"Name,Email,Title,Account Name\n\
        Maren Okafor,maren@northwind-robotics.example,Chief Operating Officer,Northwind Robotics\n",
    );
    read(
        &mut engine,
        &[
            (
                "Northwind Robotics raises $40 million Series B",
                "Fri, 20 Nov 2026 08:00:00 GMT",
            ),
            (
                "Northwind Robotics opens plant in Ohio",
                "Tue, 12 Mar 2024 08:00:00 GMT",
            ),
            (
                "Fabrikam Foods recalls frozen pizza",
                "Mon, 23 Nov 2026 08:00:00 GMT",
            ),
        ],
    );
    let touch = Request::TouchAdd {
        account: 1,
        contact: None,
        channel: "call".into(),
        note: "Ask about the conveyor budget in January".into(),
    };
    assert!(matches!(ask(&mut engine, touch), Reply::Touches(_)));
    engine
}

#[test]
fn one_box_finds_accounts_people_stories_tasks_and_settings() {
    let mut engine = filled();
    let page = find(&mut engine, of("northwi"));
    assert_eq!(page.accounts[0].name, "Northwind Robotics");
    assert_eq!(
        page.contacts[0].name, "Maren Okafor",
        "a person is found by the company"
    );
    assert_eq!(page.stories.len(), 2, "old items as well as new ones");
    assert_eq!(page.tasks.len(), 1, "a task is found by its account");
    assert_eq!(
        find(&mut engine, of("conveyor")).tasks[0].account_name,
        "Northwind Robotics"
    );
    assert_eq!(find(&mut engine, of("dark")).settings[0], "theme");
    assert_eq!(
        find(&mut engine, of("benachrichtigungen")).settings[0],
        "alert_notices"
    );
    assert_eq!(page.unread, 0);
}

#[test]
fn typing_errors_are_forgiven_in_every_sort() {
    let mut engine = filled();
    assert_eq!(find(&mut engine, of("nortwhind")).accounts.len(), 1);
    assert_eq!(find(&mut engine, of("fabricam pizza")).stories.len(), 1);
    assert_eq!(find(&mut engine, of("okafro")).contacts.len(), 1);
    let Reply::Search(simple) = ask(
        &mut engine,
        Request::Search {
            query: "nortwhind robtics".into(),
            limit: 5,
        },
    ) else {
        panic!()
    };
    assert_eq!(
        (simple.accounts.len(), simple.stories.len()),
        (1, 2),
        "the simple question has the same index"
    );
}

#[test]
fn filters_by_sort_kind_type_date_place_industry_and_account() {
    let mut engine = filled();
    let stories = |engine: &mut Engine, query: SearchQuery| -> Vec<String> {
        let page = find(engine, query);
        page.stories.into_iter().map(|story| story.title).collect()
    };
    let north = || of("northwind");
    let funding = SearchQuery {
        kinds: vec![SignalKind::Funding],
        ..north()
    };
    let page = find(&mut engine, funding);
    assert_eq!(page.stories.len(), 1);
    assert!(
        page.accounts.is_empty() && page.tasks.is_empty(),
        "a filter on stories finds stories alone"
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                until: "2024-12-31".into(),
                ..north()
            }
        ),
        ["Northwind Robotics opens plant in Ohio"]
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                from: "2026-01-01".into(),
                ..north()
            }
        ),
        ["Northwind Robotics raises $40 million Series B"]
    );
    assert!(
        stories(
            &mut engine,
            SearchQuery {
                types: vec![ContentType::Video],
                ..north()
            }
        )
        .is_empty()
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                place: "Germany".into(),
                ..of("plant pizza")
            }
        ),
        ["Northwind Robotics opens plant in Ohio"]
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                place: "lyon".into(),
                ..of("plant pizza")
            }
        ),
        ["Fabrikam Foods recalls frozen pizza"]
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                industry: "food".into(),
                ..of("plant pizza")
            }
        ),
        ["Fabrikam Foods recalls frozen pizza"]
    );
    assert_eq!(
        stories(
            &mut engine,
            SearchQuery {
                account: Some(1),
                ..of("plant pizza")
            }
        ),
        ["Northwind Robotics opens plant in Ohio"]
    );
    let people = find(
        &mut engine,
        SearchQuery {
            sorts: vec![SearchSort::Person],
            ..north()
        },
    );
    assert_eq!(
        (
            people.contacts.len(),
            people.stories.len(),
            people.accounts.len()
        ),
        (1, 0, 0)
    );
    let wrong = SearchQuery {
        from: "last year".into(),
        limit: 5,
        ..north()
    };
    match engine.handle(Request::Signals(SignalsRequest::Search(wrong)), at(NOW)) {
        Reply::Error(error) => assert_eq!(error.code, "bad_date"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_written_is_found_at_once_and_what_is_gone_is_not() {
    let mut engine = filled();
    assert!(find(&mut engine, of("zebra")).accounts.is_empty());
    let save = |engine: &mut Engine, account: Option<i64>, name: &str| {
        let fields = vec![("name".to_owned(), name.to_owned())];
        assert!(matches!(
            ask(engine, Request::SaveAccount { account, fields }),
            Reply::Account(_)
        ));
    };
    save(&mut engine, None, "Zebra Textiles");
    let id = find(&mut engine, of("zebra")).accounts[0].id;
    save(&mut engine, Some(id), "Giraffe Textiles");
    assert!(find(&mut engine, of("zebra")).accounts.is_empty());
    assert_eq!(find(&mut engine, of("giraffe")).accounts[0].id, id);
    ask(&mut engine, Request::DeleteAccounts { accounts: vec![id] });
    assert!(find(&mut engine, of("giraffe")).accounts.is_empty());
    read(
        &mut engine,
        &[(
            "Giraffe spotted in Munich zoo",
            "Tue, 24 Nov 2026 08:00:00 GMT",
        )],
    );
    let story = find(&mut engine, of("giraffe")).stories[0].id;
    ask(
        &mut engine,
        Request::Correct(Correction::MuteStory { story }),
    );
    assert!(
        find(&mut engine, of("giraffe")).stories.is_empty(),
        "a muted story is not found"
    );
    // A restored copy is another database.
    let Reply::Backup { backup, .. } = ask(&mut engine, Request::BackupStart) else {
        panic!()
    };
    let Reply::Backup { data, .. } = ask(&mut engine, Request::BackupChunk { backup, offset: 0 })
    else {
        panic!()
    };
    save(&mut engine, None, "Okapi Textiles");
    assert_eq!(find(&mut engine, of("okapi")).accounts.len(), 1);
    ask(&mut engine, Request::RestoreStart);
    assert_eq!(
        ask(&mut engine, Request::RestoreChunk { data, last: true }),
        Reply::Done
    );
    assert!(find(&mut engine, of("okapi")).accounts.is_empty());
    assert_eq!(find(&mut engine, of("northwind")).accounts.len(), 1);
}

#[test]
fn an_empty_box_readies_the_index_and_hostile_text_is_harmless() {
    let mut engine = filled();
    let page = find(&mut engine, of("  "));
    assert_eq!(page, SearchPage::default());
    for text in [
        "\" OR 1=1 --",
        "(((",
        "\u{202e}\u{0}",
        "* NEAR(",
        &"x".repeat(100_000),
        "%_%",
    ] {
        let page = find(&mut engine, of(text));
        assert!(page.accounts.len() <= 20);
    }
}

/// Records that an empty box reads at a time.
const STEP: usize = 20_000;

#[test]
fn an_index_read_to_its_end_exactly_at_a_steps_end_is_used() {
    let mut engine = engine();
    let mut list = String::from("Account Name\n");
    for number in 1..STEP {
        let _ = writeln!(list, "Company {number}");
    }
    list.push_str("Northwind Robotics\n");
    import(&mut engine, "crm.csv", &list);
    let page = find(&mut engine, of(""));
    assert_eq!(page.unread, 0, "one step reads all");
    // Only the index in memory forgives typing errors.
    let page = find(&mut engine, of("nortwhind robotisc"));
    let found: Vec<&str> = page.accounts.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(found, ["Northwind Robotics"]);
}

#[test]
fn what_is_still_to_be_done_is_found_and_what_is_done_is_no_longer_open() {
    let mut engine = filled();
    let plan = CadencePlan {
        name: "Trade fair".into(),
        steps: vec![
            CadenceStep {
                day: 0,
                channel: "call".into(),
                title: "Ring about the booth visit".into(),
            },
            CadenceStep {
                day: 3,
                channel: "email".into(),
                title: "Send the palletiser brochure".into(),
            },
        ],
        ..CadencePlan::default()
    };
    let save = CadenceRequest::Save {
        plan,
        was: String::new(),
    };
    let saved = ask(&mut engine, Request::Cadence(save));
    assert!(matches!(saved, Reply::Cadence(_)), "{saved:?}");
    // The index is there before the person is put into the cadence.
    assert!(find(&mut engine, of("palletiser")).tasks.is_empty());
    let enrol = CadenceRequest::Enrol {
        cadence: "Trade fair".into(),
        account: 1,
        contact: Some(1),
        today: "2026-11-24".into(),
    };
    let enrolled = ask(&mut engine, Request::Cadence(enrol));
    assert!(matches!(enrolled, Reply::Cadence(_)), "{enrolled:?}");
    let found = find(&mut engine, of("paletiser broshure")).tasks;
    assert_eq!(found.len(), 1);
    assert!(found[0].open);
    assert_eq!(found[0].note, "Send the palletiser brochure (Maren Okafor)");
    assert!(found[0].at.starts_with("2026-11-27"), "{}", found[0].at);
    // The next step stands for the whole where the words fit none: here the person's name.
    let next = find(&mut engine, of("maren okafor")).tasks;
    assert_eq!(next[0].note, "Ring about the booth visit (Maren Okafor)");
    let late = SearchQuery {
        from: "2026-11-26".into(),
        ..of("brochure")
    };
    assert_eq!(
        find(&mut engine, late).tasks.len(),
        1,
        "by the day it is due"
    );
    let elsewhere = SearchQuery {
        account_name: "fabrikam".into(),
        ..of("brochure")
    };
    assert!(find(&mut engine, elsewhere).tasks.is_empty());
    for step in [0, 1] {
        let act = CadenceRequest::Act {
            enrolment: 1,
            act: CadenceAct::Done {
                step,
                note: String::new(),
            },
            today: "2026-11-24".into(),
        };
        let acted = ask(&mut engine, Request::Cadence(act));
        assert!(matches!(acted, Reply::Cadence(_)), "{acted:?}");
    }
    let done = find(&mut engine, of("brochure")).tasks;
    assert!(done.iter().all(|task| !task.open), "{done:?}");
    assert_eq!(done.len(), 1, "what was done is found in the ledger");
}

#[test]
fn the_account_is_a_filter_by_its_words_too() {
    let mut engine = filled();
    let query = SearchQuery {
        account_name: "fabrik".into(),
        ..of("opens OR recalls pizza plant")
    };
    let page = find(&mut engine, query);
    assert!(
        page.stories
            .iter()
            .all(|story| story.title.contains("Fabrikam"))
    );
}
