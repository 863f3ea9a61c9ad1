//! Enrichment by registers as they are refreshed: the recorded answers of EDGAR, GLEIF and Wikidata, handed
//! in as a browser hands them in, and again later with something changed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

mod common;

use common::{at, base64, engine, import, recorded};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountPage, DueRequest, EnrichingSource, FeedRead, Fetched, Field, HygieneReply,
    HygieneRequest, Reply, Request, SignalsRequest, SourceClass, View,
};

const MONDAY: &str = "2026-11-23T08:00:00Z";
const NEXT_WEEK: &str = "2026-11-30T08:00:00Z";
const WEEK_AFTER: &str = "2026-12-07T08:00:00Z";

fn ask(engine: &mut Engine, request: Request, now: &str) -> Reply {
    match engine.handle(request, at(now)) {
        Reply::Error(error) => panic!("{error:?}"),
        reply => reply,
    }
}

fn follow(engine: &mut Engine, source: &str) {
    let request = SignalsRequest::SourceFollow {
        name: source.to_owned(),
        account: 1,
        value: String::new(),
    };
    ask(engine, Request::Signals(request), MONDAY);
}

/// What is due of a host, as the browser would ask it.
fn due(engine: &mut Engine, host: &str, now: &str) -> DueRequest {
    let Reply::Due(requests) = ask(engine, Request::Due, now) else {
        panic!("nothing is due")
    };
    let found = requests.iter().find(|one| one.url.contains(host)).cloned();
    found.unwrap_or_else(|| panic!("{host} is not due: {requests:?}"))
}

fn text(payload: Vec<u8>) -> String {
    String::from_utf8(payload).unwrap()
}

/// One refresh of a source: what is due is answered with a payload.
fn refresh(engine: &mut Engine, host: &str, payload: &str, now: &str) -> FeedRead {
    let request = due(engine, host, now);
    let fetched = Fetched {
        feed: request.feed,
        url: request.url.clone(),
        final_url: request.url,
        status: 200,
        headers: vec![("content-type".into(), "application/json".into())],
        body: base64(payload.as_bytes()),
        failure: String::new(),
    };
    match ask(engine, Request::Fetched(fetched), now) {
        Reply::FeedRead(read) => read,
        other => panic!("{other:?}"),
    }
}

fn page(engine: &mut Engine, now: &str) -> AccountPage {
    match ask(engine, Request::Account { account: 1 }, now) {
        Reply::Account(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn field(page: &AccountPage, name: &str) -> Field {
    let found = page.account.fields.iter().find(|one| one.field == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

/// The values of the other sources of a field with the source's name.
fn others(field: &Field) -> Vec<(&str, &str)> {
    field
        .others
        .iter()
        .map(|other| (other.value.as_str(), other.provenance.source.as_str()))
        .collect()
}

fn sources(engine: &mut Engine, now: &str) -> Vec<EnrichingSource> {
    let view = View::default();
    match ask(
        engine,
        Request::Hygiene(HygieneRequest::Enrichment { view }),
        now,
    ) {
        Reply::Hygiene(HygieneReply::Enrichment(sources)) => sources,
        other => panic!("{other:?}"),
    }
}

/// Fields of the account that are told differently by two sources.
fn contradictions(engine: &mut Engine, now: &str) -> Vec<String> {
    let request = HygieneRequest::Findings {
        view: View::default(),
        issue: "contradictory".to_owned(),
        field: String::new(),
        offset: 0,
        limit: 50,
    };
    match ask(engine, Request::Hygiene(request), now) {
        Reply::Hygiene(HygieneReply::Findings { rows, .. }) => {
            rows.into_iter().map(|row| row.field).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn filings_fill_gaps_keep_both_sides_of_a_contradiction_and_follow_what_changes() {
    let Some(payload) = recorded("sec_edgar/submissions_CIK0001318605_tesla_2022.json").map(text)
    else {
        return;
    };
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,CIK,City\nTesla,1318605,Buffalo\n",
    );
    follow(&mut engine, "edgar");
    refresh(&mut engine, "data.sec.gov", &payload, MONDAY);

    // Gaps are filled, each with its origin.
    let tesla = page(&mut engine, MONDAY);
    for (name, value) in [("ticker", "TSLA"), ("sic", "3711")] {
        let found = field(&tesla, name);
        assert_eq!(found.value, value);
        assert_eq!(
            (found.provenance.class, found.provenance.source.as_str()),
            (SourceClass::Filed, "SEC EDGAR")
        );
        assert!(found.provenance.fetched.starts_with("2026-11-23"));
    }
    // The list's own word stands; what the register says is kept beside it and reported.
    let city = field(&tesla, "city");
    assert_eq!(
        (city.value.as_str(), city.provenance.source.as_str()),
        ("Buffalo", "crm.csv")
    );
    assert_eq!(others(&city).len(), 1, "{city:?}");
    assert!(others(&city)[0].0.eq_ignore_ascii_case("Palo Alto"));
    assert_eq!(others(&city)[0].1, "SEC EDGAR");
    assert_eq!(contradictions(&mut engine, MONDAY), ["city"]);
    let line = sources(&mut engine, MONDAY);
    let line = line.iter().find(|one| one.source == "SEC EDGAR").unwrap();
    assert!(
        line.mode == "fill" && line.fills >= 2 && line.differs == 1,
        "{line:?}"
    );

    // A week later the register says otherwise: what it filled follows, what the rep has stays.
    let moved = payload
        .replace("PALO ALTO", "AUSTIN")
        .replace("\"sic\":\"3711\"", "\"sic\":\"3714\"")
        .replace("\"sic\": \"3711\"", "\"sic\": \"3714\"");
    assert_ne!(moved, payload);
    refresh(&mut engine, "data.sec.gov", &moved, NEXT_WEEK);
    let tesla = page(&mut engine, NEXT_WEEK);
    let sic = field(&tesla, "sic");
    assert_eq!(
        (sic.value.as_str(), sic.others.len()),
        ("3714", 0),
        "one source has one word"
    );
    assert!(sic.provenance.fetched.starts_with("2026-11-30"));
    let city = field(&tesla, "city");
    assert_eq!(city.value, "Buffalo");
    assert!(others(&city)[0].0.eq_ignore_ascii_case("Austin") && others(&city).len() == 1);

    // A correction by the rep outlives the next refresh as well.
    let correction = Request::SaveAccount {
        account: Some(1),
        fields: vec![("sic".to_owned(), "7389".to_owned())],
    };
    ask(&mut engine, correction, NEXT_WEEK);
    refresh(&mut engine, "data.sec.gov", &payload, WEEK_AFTER);
    let tesla = page(&mut engine, WEEK_AFTER);
    let sic = field(&tesla, "sic");
    assert_eq!(sic.value, "7389");
    assert_eq!(others(&sic), [("3711", "SEC EDGAR")]);
    assert_eq!(field(&tesla, "city").value, "Buffalo");
}

#[test]
fn two_registers_that_disagree_are_both_kept_and_a_refresh_doubles_nothing() {
    let Some(payload) = recorded("gleif/lei_records_search_toyota_2026-08-30.json").map(text)
    else {
        return;
    };
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Country\nToyota Motor Corporation,Japan\n",
    );
    follow(&mut engine, "gleif");
    refresh(&mut engine, "gleif.org", &payload, MONDAY);
    let toyota = page(&mut engine, MONDAY);
    let lei = field(&toyota, "lei");
    assert_eq!(
        (lei.value.as_str(), lei.provenance.source.as_str()),
        ("5493006W3QUS5LMH6R84", "GLEIF")
    );
    // JP and Japan are one country: no contradiction.
    assert_eq!(field(&toyota, "country").value, "Japan");
    assert!(field(&toyota, "country").others.is_empty());
    assert_eq!(contradictions(&mut engine, MONDAY), [""; 0]);
    let city = field(&toyota, "city");
    assert_eq!(city.provenance.source, "GLEIF");

    // Wikidata (synthetic, to its documented shape) names another seat: neither word is lost.
    follow(&mut engine, "wikidata");
    let found = r#"{"search":[{"id":"Q53268","label":"Toyota Motor Corporation","description":"company"}]}"#;
    refresh(&mut engine, "wbsearchentities", found, MONDAY);
    let entity = r#"{"entities":{"Q53268":{"id":"Q53268","labels":{"en":{"language":"en","value":"Toyota Motor Corporation"}},
        "claims":{"P1278":[{"rank":"normal","mainsnak":{"datavalue":{"value":"5493006W3QUS5LMH6R84"}}}],
        "P571":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"time":"+1937-08-28T00:00:00Z","precision":11}}}}],
        "P159":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q1490"}}}}]}}}}"#;
    refresh(&mut engine, "wbgetentities", entity, MONDAY);
    let names = r#"{"entities":{"Q1490":{"id":"Q1490","labels":{"en":{"value":"Tokyo"}}}}}"#;
    refresh(&mut engine, "wbgetentities", names, MONDAY);
    let toyota = page(&mut engine, MONDAY);
    let kept = field(&toyota, "city");
    let mut said: Vec<(&str, &str)> = vec![(&kept.value, &kept.provenance.source)];
    said.extend(others(&kept));
    said.sort_by_key(|(_, source)| *source);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!((said[0].1, said[1]), ("GLEIF", ("Tokyo", "Wikidata")));
    assert_eq!(contradictions(&mut engine, MONDAY), ["city"]);
    // The day of one and the year of the other are one word.
    let founded = field(&toyota, "founded");
    assert!(founded.value.starts_with("1937") && founded.others.is_empty());

    // The same answer again: no value more, no contradiction more, only a younger date.
    let values = toyota.account.fields.len();
    refresh(&mut engine, "gleif.org", &payload, "2027-03-01T08:00:00Z");
    let later = page(&mut engine, "2027-03-01T08:00:00Z");
    assert_eq!(later.account.fields.len(), values);
    assert_eq!(
        contradictions(&mut engine, "2027-03-01T08:00:00Z"),
        ["city"]
    );
    assert!(
        field(&later, "lei")
            .provenance
            .fetched
            .starts_with("2027-03-01")
    );
}
