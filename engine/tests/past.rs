//! "As of": people, stories, merges, scores and lists as they were known on a day.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{at, base64, engine};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountPage, AccountQuery, HygieneRequest, ImportKind, ImportStart, ModelEdit, ModelRequest,
    NewsQuery, PortfolioReply, PortfolioRequest, Reply, Request, SignalsRequest, View,
};

const MARCH: &str = "2026-03-10T09:00:00Z";
const MAY: &str = "2026-05-10T09:00:00Z";
const TODAY: &str = "2026-11-24T12:00:00Z";

fn import(engine: &mut Engine, file: &str, kind: ImportKind, text: &str, now: &str) {
    let start = ImportStart {
        file_name: file.into(),
        kind: Some(kind),
        mapping: Vec::new(),
        bytes_total: text.len() as u64,
        invented: false,
        source: None,
        class: None,
    };
    let Reply::Import(state) = engine.handle(Request::ImportStart(start), at(now)) else {
        panic!()
    };
    let chunk = Request::ImportChunk {
        import: state.import,
        data: base64(text.as_bytes()),
        last: true,
        preview: false,
    };
    assert!(matches!(engine.handle(chunk, at(now)), Reply::Import(_)));
}

fn as_of(engine: &mut Engine, day: &str, request: Request) -> Reply {
    let request = SignalsRequest::AsOf {
        at: day.into(),
        request: Box::new(request),
    };
    engine.handle(Request::Signals(request), at(TODAY))
}

fn page(engine: &mut Engine, day: &str, account: i64) -> AccountPage {
    match as_of(engine, day, Request::Account { account }) {
        Reply::Account(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn titles_of_people(engine: &mut Engine, day: &str) -> Vec<(String, Option<String>)> {
    let people = page(engine, day, 1).account.contacts;
    people
        .into_iter()
        .map(|one| (one.name, one.title))
        .collect()
}

fn filled() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        ImportKind::Accounts,
        "Account Name,Website,Industry,Employees\nBrightwell Robotics,brightwell.example,Robots,200\nBrightwell Robots,,Robots,\n",
        MARCH,
    );
    import(
        &mut engine,
        "people.csv",
        ImportKind::Contacts,
        "Name,Email,Title,Account Name\nAnna Beispiel,anna@brightwell.example,Head of Sales,Brightwell Robotics\n\
         Otto Muster,otto@brightwell.example,Buyer,Brightwell Robotics\n",
        MARCH,
    );
    engine
}

#[test]
fn people_are_shown_as_they_were_known() {
    let mut engine = filled();
    // Anna has another title since May, Otto is confirmed, Carla is new.
    import(
        &mut engine,
        "people.csv",
        ImportKind::Contacts,
        "Name,Email,Title,Account Name\nAnna Beispiel,anna@brightwell.example,Chief Revenue Officer,Brightwell Robotics\n\
         Otto Muster,otto@brightwell.example,Buyer,Brightwell Robotics\n\
         Carla Prueba,carla@brightwell.example,Engineer,Brightwell Robotics\n",
        MAY,
    );
    let mut april = titles_of_people(&mut engine, "2026-04-01");
    april.sort();
    assert_eq!(
        april,
        [
            ("Anna Beispiel".into(), Some("Head of Sales".into())),
            ("Otto Muster".into(), Some("Buyer".into())),
        ],
        "who was confirmed later was known then"
    );
    let june = titles_of_people(&mut engine, "2026-06-01");
    assert_eq!(june.len(), 3);
    assert!(june.contains(&("Anna Beispiel".into(), Some("Chief Revenue Officer".into()))));
    assert!(titles_of_people_fails(&mut engine, "2026-02-01"));
}

fn titles_of_people_fails(engine: &mut Engine, day: &str) -> bool {
    matches!(
        as_of(engine, day, Request::Account { account: 1 }),
        Reply::Error(_)
    )
}

fn tell(engine: &mut Engine, title: &str, now: &str) {
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Wire</title><item><title>{title}</title>\
         <link>https://wire.example/1</link><pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>"
    );
    let read = Request::FeedRead {
        data: base64(rss.as_bytes()),
        url: "https://wire.example/rss".into(),
        content_type: String::new(),
        account: None,
    };
    assert!(matches!(engine.handle(read, at(now)), Reply::FeedRead(_)));
}

#[test]
fn a_story_has_the_words_that_it_had() {
    let mut engine = filled();
    tell(&mut engine, "Brightwell Robotics raises $40 million", MARCH);
    tell(
        &mut engine,
        "Brightwell Robotics raises $45 million",
        "2026-03-20T09:00:00Z",
    );
    tell(
        &mut engine,
        "Correction: Brightwell Robotics denies raising money",
        MAY,
    );
    let mut title = |day: &str| {
        let query = NewsQuery {
            account: Some(1),
            limit: 5,
            ..NewsQuery::default()
        };
        match as_of(&mut engine, day, Request::News(query)) {
            Reply::News(news) => news.stories[0].title.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert!(title("2026-03-15").contains("$40 million"));
    assert!(title("2026-04-15").contains("$45 million"));
    assert!(title("2026-06-15").contains("denies"));
    let lit = page(&mut engine, "2026-04-15", 1).account.score.bolt;
    assert_eq!(lit.len(), 1, "the event counted then: {lit:?}");
    assert!(
        page(&mut engine, "2026-05-11", 1)
            .account
            .score
            .bolt
            .is_empty()
    );
}

#[test]
fn accounts_that_were_merged_later_are_two_again() {
    let mut engine = filled();
    let merge = HygieneRequest::Merge { keep: 1, merge: 2 };
    let merged = engine.handle(Request::Hygiene(merge), at(MAY));
    assert!(!matches!(merged, Reply::Error(_)), "{merged:?}");
    let mut total = |day: &str| {
        let query = AccountQuery {
            limit: 9,
            ..AccountQuery::default()
        };
        match as_of(&mut engine, day, Request::Accounts(query)) {
            Reply::Accounts { total, .. } => total,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((total("2026-04-01"), total("2026-06-01")), (2, 1));
}

#[test]
fn the_score_is_that_of_the_model_in_use_then() {
    let mut engine = filled();
    let before = page(&mut engine, "2026-04-01", 1).account.score.score;
    let edit = ModelRequest::Edit {
        model: None,
        edits: vec![ModelEdit::Points {
            column: "base".into(),
            bin: String::new(),
            points: 77,
        }],
    };
    let edited = engine.handle(Request::Model(edit), at(MAY));
    assert!(!matches!(edited, Reply::Error(_)), "{edited:?}");
    let activate = ModelRequest::Activate {
        model: Some(1),
        purpose: "fit".into(),
    };
    let activated = engine.handle(Request::Model(activate), at(MAY));
    assert!(!matches!(activated, Reply::Error(_)), "{activated:?}");
    let today = page(&mut engine, "2026-06-01", 1).account.score;
    let then = page(&mut engine, "2026-04-01", 1).account.score;
    assert_eq!(then.score, before);
    assert_ne!(then.model, today.model);
}

#[test]
fn lists_are_counted_as_they_were_and_cannot_be_changed() {
    let mut engine = filled();
    import(
        &mut engine,
        "crm.csv",
        ImportKind::Accounts,
        "Account Name,Website,Industry,Employees\nCartessa Pharma,cartessa.example,Pharma,90\n",
        MAY,
    );
    let mut total = |day: &str| {
        let request = PortfolioRequest::Tiles {
            view: View::default(),
            columns: Vec::new(),
            limit: 5,
            find: String::new(),
        };
        match as_of(&mut engine, day, Request::Portfolio(request)) {
            Reply::Portfolio(reply) => match reply {
                PortfolioReply::Tiles(tiles) => tiles.accounts,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((total("2026-04-01"), total("2026-06-01")), (2, 3));
    let remove = PortfolioRequest::Remove {
        portfolio: 1,
        removed: true,
    };
    match as_of(&mut engine, "2026-04-01", Request::Portfolio(remove)) {
        Reply::Error(error) => assert_eq!(error.code, "past_is_read_only"),
        other => panic!("{other:?}"),
    }
}
