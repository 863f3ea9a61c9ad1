//! Dial and log through the door: numbers of the page and the person, the time there, the ledger, the CRM's form.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{at, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{CallLog, CallReply, CallRequest, DialNumber, Reply, Request};

/// A Tuesday, 10:00 in New York, 16:00 in Berlin, midnight in Tokyo.
const TUESDAY: &str = "2026-11-24T15:00:00Z";

fn furnished() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "accounts.csv",
        "name,domain,phone\nAcme Robotics,acme.example,+49 30 901820\n",
    );
    import(
        &mut engine,
        "contacts.csv",
        "name,email,title,phone,mobile,account_name,account_domain\n\
         Maren Okafor,maren@acme.example,VP Sales,(404) 555-2368,+1 212 555 0187,Acme Robotics,acme.example\n\
         Jon Bell,jon@acme.example,CFO,+44 20 7946 0018,,Acme Robotics,acme.example\n",
    );
    engine
}

fn ask(engine: &mut Engine, request: CallRequest) -> Reply {
    engine.handle(Request::Call(request), at(TUESDAY))
}

fn numbers(engine: &mut Engine, contact: Option<i64>, texts: &[&str]) -> Vec<DialNumber> {
    let request = CallRequest::Numbers {
        account: Some(1),
        contact,
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
    };
    match ask(engine, request) {
        Reply::Call(CallReply::Numbers(numbers)) => numbers,
        other => panic!("{other:?}"),
    }
}

fn log(engine: &mut Engine, call: CallLog) -> hookline_engine::protocol::Touch {
    match ask(engine, CallRequest::Log(call)) {
        Reply::Call(CallReply::Logged(touch)) => touch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_person_comes_first_then_the_page_then_the_account() {
    let mut engine = furnished();
    let found = numbers(
        &mut engine,
        Some(1),
        &["Best, Maren\nMaren Okafor | VP Sales | +81 3-1234-5678\nInvoice 2026-11-24, $4,045,552"],
    );
    let shown: Vec<(&str, &str, Option<&str>)> = found
        .iter()
        .map(|one| {
            (
                one.e164.as_str(),
                one.source.as_str(),
                one.person.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("+12125550187", "contact", Some("Maren Okafor")),
            ("+14045552368", "contact", Some("Maren Okafor")),
            ("+81312345678", "page", None),
            ("+4930901820", "account", None),
            ("+442079460018", "contact", Some("Jon Bell")),
        ]
    );
}

#[test]
fn the_time_there_warns_at_odd_hours() {
    let mut engine = furnished();
    let found = numbers(&mut engine, None, &["+81 3-1234-5678", "+1 212 555 0187"]);
    let of = |e164: &str| {
        let number = found.iter().find(|one| one.e164 == e164).unwrap();
        number.time.clone().unwrap()
    };
    assert_eq!(
        (of("+81312345678").from.as_str(), of("+81312345678").odd),
        ("0:00", true)
    );
    assert_eq!(
        (of("+12125550187").from.as_str(), of("+12125550187").odd),
        ("10:00", false)
    );
    // The rep's own hours count.
    let hours = Request::SettingsSet {
        settings: vec![("call_from_hour".into(), "11".into())],
    };
    assert_eq!(engine.handle(hours, at(TUESDAY)), Reply::Done);
    let found = numbers(&mut engine, None, &["+1 212 555 0187"]);
    assert!(found[0].time.as_ref().unwrap().odd);
}

#[test]
fn the_softphones_template_and_the_region_are_settings() {
    let mut engine = furnished();
    assert_eq!(
        numbers(&mut engine, None, &["(404) 555-2368"])[0].href,
        "tel:+14045552368"
    );
    let settings = Request::SettingsSet {
        settings: vec![
            (
                "dial_template".into(),
                "https://phone.example/call?to={e164}".into(),
            ),
            ("phone_region".into(), "DE".into()),
        ],
    };
    assert_eq!(engine.handle(settings, at(TUESDAY)), Reply::Done);
    let found = numbers(&mut engine, None, &["030 901820"]);
    assert_eq!(found[0].href, "https://phone.example/call?to=%2B4930901820");
    assert_eq!(found[0].shown, "030 901820");
    // A template that cannot be used costs the softphone, not the call.
    let bad = Request::SettingsSet {
        settings: vec![("dial_template".into(), "javascript:alert({e164})".into())],
    };
    assert_eq!(engine.handle(bad, at(TUESDAY)), Reply::Done);
    assert_eq!(
        numbers(&mut engine, None, &["030 901820"])[0].href,
        "tel:+4930901820"
    );
}

#[test]
fn a_call_is_logged_with_outcome_time_and_notes_and_can_be_taken_back() {
    let mut engine = furnished();
    let kept = log(
        &mut engine,
        CallLog {
            account: 1,
            contact: Some(1),
            number: "+14045552368".into(),
            outcome: "voicemail".into(),
            seconds: 42,
            note: "Left a message.\u{202e}\nCall again on Monday.".into(),
        },
    );
    assert_eq!(kept.outcome.as_deref(), Some("voicemail"));
    assert_eq!(kept.seconds, Some(42));
    assert_eq!(kept.note, "Left a message.\nCall again on Monday.");
    assert_eq!(kept.contact.as_deref(), Some("Maren Okafor"));
    let Reply::Touches(touches) = engine.handle(Request::Touches { account: 1 }, at(TUESDAY))
    else {
        panic!("no touches");
    };
    assert_eq!(touches, std::slice::from_ref(&kept));
    let Reply::Touches(left) = ask(&mut engine, CallRequest::Unlog { touch: kept.id }) else {
        panic!("not taken back");
    };
    assert!(left.is_empty());
    assert!(matches!(
        ask(&mut engine, CallRequest::Unlog { touch: kept.id }),
        Reply::Error(_)
    ));
    let odd = CallLog {
        account: 1,
        outcome: "triumph".into(),
        ..CallLog::default()
    };
    let Reply::Error(error) = ask(&mut engine, CallRequest::Log(odd)) else {
        panic!("an unknown outcome was kept");
    };
    assert!(error.next.contains("voicemail"), "{error:?}");
}

#[test]
fn the_crms_own_form_is_filled_or_the_words_are_given() {
    let mut engine = furnished();
    let call = log(
        &mut engine,
        CallLog {
            account: 1,
            contact: Some(1),
            number: "+14045552368".into(),
            outcome: "no_answer".into(),
            seconds: 5,
            note: "Try at nine.".into(),
        },
    );
    let form_in = |engine: &mut Engine, page: &str, language: &str| {
        let request = CallRequest::Form {
            touch: call.id,
            page: page.to_owned(),
            language: language.to_owned(),
        };
        match ask(engine, request) {
            Reply::Call(CallReply::Form(form)) => form,
            other => panic!("{other:?}"),
        }
    };
    let form = |engine: &mut Engine, page: &str| form_in(engine, page, "en");
    let salesforce = form(
        &mut engine,
        "https://acme.lightning.force.com/lightning/r/Contact/003000000000001AAA/view",
    );
    assert_eq!(salesforce.crm, "Salesforce");
    let url = salesforce.url.unwrap();
    assert!(url.contains("WhoId=003000000000001AAA"), "{url}");
    assert!(
        url.contains("TaskSubtype=Call") && url.contains("Status=Completed"),
        "{url}"
    );
    assert!(url.contains("Try%20at%20nine."), "{url}");
    let dynamics = form(
        &mut engine,
        "https://acme.crm4.dynamics.com/main.aspx?appid=11111111-2222-3333-4444-555555555555&pagetype=entityrecord&etn=contact&id=1",
    );
    assert_eq!(dynamics.crm, "Dynamics 365");
    assert!(dynamics.url.unwrap().contains("etn=phonecall"));
    let other = form(&mut engine, "https://crm.example/contact/7");
    assert_eq!((other.crm.as_str(), other.url), ("", None));
    assert_eq!(
        other.text,
        "Call: Maren Okafor\n2026-11-24\nOutcome: no answer\nDuration: 0:05\nTry at nine."
    );
    // In the words of the rep's language; the note is the rep's own.
    assert_eq!(
        form_in(&mut engine, "https://crm.example/contact/7", "de-AT").text,
        "Anruf: Maren Okafor\n2026-11-24\nErgebnis: keine Antwort\nDauer: 0:05\nTry at nine."
    );
    let spanish = form_in(
        &mut engine,
        "https://acme.lightning.force.com/lightning/r/Contact/003000000000001AAA/view",
        "es",
    );
    assert!(spanish.url.unwrap().contains("Llamada%3A%20Maren%20Okafor"));
}

#[test]
fn a_hostile_page_costs_nothing() {
    let mut engine = furnished();
    let long = "1-".repeat(200_000);
    let texts: Vec<&str> = vec![&long; 200];
    assert!(numbers(&mut engine, None, &texts).len() < 61);
    assert!(numbers(&mut engine, Some(999), &["\u{0}+++((((", "tel:"]).len() < 61);
}
