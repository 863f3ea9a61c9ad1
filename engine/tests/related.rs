//! Names of what an account owns or was lead to it, and the evidence says so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly"
)]

mod common;

use common::{ask, base64, engine, import, page, recorded};
use hookline_engine::Engine;
use hookline_engine::protocol::{Answer, NewsQuery, PageFacts, Reply, Request, Resolution, Story};

const LIST: &str = "Account Name,Domain,Subsidiaries,Brands,Former names,Ticker\n\
    Vantoro Group plc,vantoro.example,\"Kelvaro Systems, LLC; Brightmoor Foods\",Zestiva|Nutripax,Old Mill Industries,VTRO\n\
    Brightmoor Foods,brightmoor.example,,,,\n\
    Quillon AG,quillon.example,,\"Lumetra, Ferovia\",,\n";

fn resolve(engine: &mut Engine, line: &str) -> Resolution {
    let request = Request::Resolve {
        input: line.to_owned(),
    };
    match ask(engine, request) {
        Reply::Resolution(resolution) => resolution,
        other => panic!("{other:?}"),
    }
}

fn best(engine: &mut Engine, line: &str) -> (Answer, i64, Vec<String>, String) {
    let found = resolve(engine, line);
    let best = found
        .best
        .unwrap_or_else(|| panic!("{line}: {}", found.why));
    let evidence = best.evidence.into_iter().map(|one| one.what).collect();
    (found.answer, best.account, evidence, found.why)
}

#[test]
fn a_name_of_what_an_account_owns_or_was_leads_to_it() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    for (line, account, relation) in [
        ("Kelvaro Systems", 1, "subsidiary"),
        ("Kelvaro Systems LLC", 1, "subsidiary"),
        ("Zestiva", 1, "brand"),
        ("Nutripax", 1, "brand"),
        ("Old Mill Industries", 1, "former name"),
        ("Ferovia", 3, "brand"),
    ] {
        let (answer, found, evidence, why) = best(&mut engine, line);
        assert_eq!((answer, found), (Answer::Yes, account), "{line}: {why}");
        assert!(evidence.iter().any(|what| what == relation), "{evidence:?}");
        assert!(why.contains(relation), "{why}");
    }
    // A subsidiary that is an account stands for itself.
    let (answer, found, evidence, _) = best(&mut engine, "Brightmoor Foods");
    assert_eq!((answer, found), (Answer::Yes, 2));
    assert!(evidence.iter().all(|what| what != "subsidiary"));
}

#[test]
fn a_headline_about_a_brand_or_a_subsidiary_is_the_owners_news() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    for (headline, account, relation) in [
        ("Kelvaro Systems opens plant in Leipzig", 1, "subsidiary"),
        ("Zestiva launches a sugar-free line in Spain", 1, "brand"),
        (
            "Old Mill Industries to cut 300 jobs in Ohio",
            1,
            "former name",
        ),
    ] {
        let (_, found, evidence, why) = best(&mut engine, headline);
        assert_eq!(found, account, "{headline}: {why}");
        assert!(evidence.iter().any(|what| what == relation), "{evidence:?}");
        assert!(why.contains(relation), "{why}");
    }
    let rss = "<rss><channel><title>T</title>\
        <item><title>Kelvaro Systems opens plant in Leipzig</title><link>https://news.example/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>\
        <item><title>Brightmoor Foods opens plant in Porto</title><link>https://news.example/2</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>\
        </channel></rss>";
    read(&mut engine, rss.as_bytes(), "https://news.example/rss");
    let stories = news(&mut engine, 1);
    assert_eq!(stories.len(), 1, "{stories:?}");
    assert!(stories[0].title.contains("Kelvaro"));
    assert!(
        stories[0]
            .evidence
            .iter()
            .any(|one| one.what == "subsidiary")
    );
    let stories = news(&mut engine, 2);
    assert!(stories[0].title.contains("Brightmoor"), "{stories:?}");
}

#[test]
fn an_open_page_of_a_brand_shows_the_owner() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    let facts = PageFacts {
        view: "record".into(),
        company: "Zestiva".into(),
        ..PageFacts::default()
    };
    let request = Request::Context {
        facts,
        account: None,
        person: None,
    };
    let Reply::Context(context) = ask(&mut engine, request) else {
        panic!()
    };
    let shown = context.page.unwrap();
    assert_eq!(shown.account.row.name, "Vantoro Group plc");
    let matched = shown.matched.unwrap();
    assert!(matched.why.contains("brand"), "{}", matched.why);
}

#[test]
fn two_owners_of_one_name_are_not_told_apart() {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Brands\nVantoro Group,Zestiva\nQuillon AG,Zestiva\n",
    );
    assert_ne!(resolve(&mut engine, "Zestiva").answer, Answer::Yes);
}

#[test]
fn a_corrected_field_takes_its_names_along() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    let save = Request::SaveAccount {
        account: Some(1),
        fields: vec![("Brands".into(), "Corvita".into())],
    };
    let saved = ask(&mut engine, save);
    assert!(matches!(saved, Reply::Account(_)), "{saved:?}");
    assert_eq!(best(&mut engine, "Corvita").1, 1);
    assert_ne!(resolve(&mut engine, "Zestiva").answer, Answer::Yes);
}

#[test]
fn a_person_of_a_subsidiary_belongs_to_its_owner() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", LIST);
    import(
        &mut engine,
        "people.csv",
        "First Name,Last Name,Company,Email\nAnna,Beispiel,Kelvaro Systems,anna@kelvaro.example\n",
    );
    let vantoro = page(&mut engine, "Vantoro Group plc");
    assert_eq!(vantoro.account.contacts.len(), 1);
}

/// Filed: the register gives former names and the ticker; both lead to the account.
#[test]
fn former_names_and_tickers_of_the_register_lead_to_the_account() {
    let Some(payload) = recorded("sec_edgar/submissions_CIK0001318605_tesla_2022.json") else {
        return;
    };
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,CIK\nTesla,0001318605\n",
    );
    read(
        &mut engine,
        &payload,
        "https://data.sec.gov/submissions/CIK0001318605.json",
    );
    let (answer, account, evidence, why) = best(&mut engine, "Tesla Motors Inc");
    assert_eq!((answer, account), (Answer::Yes, 1), "{why}");
    assert!(
        evidence.iter().any(|what| what == "former name"),
        "{evidence:?} {why}"
    );
    let (answer, account, evidence, _) =
        best(&mut engine, "Shares slide at the opening (NASDAQ: TSLA)");
    assert_eq!((answer, account), (Answer::Yes, 1), "{evidence:?}");
    assert!(evidence.iter().any(|what| what.contains("ticker")));
}

fn read(engine: &mut Engine, payload: &[u8], url: &str) {
    let request = Request::FeedRead {
        data: base64(payload),
        url: url.into(),
        content_type: String::new(),
        account: None,
    };
    match ask(engine, request) {
        Reply::FeedRead(_) => {}
        other => panic!("{other:?}"),
    }
}

fn news(engine: &mut Engine, account: i64) -> Vec<Story> {
    let query = NewsQuery {
        account: Some(account),
        limit: 50,
        ..NewsQuery::default()
    };
    match ask(engine, Request::News(query)) {
        Reply::News(news) => news.stories,
        other => panic!("{other:?}"),
    }
}
