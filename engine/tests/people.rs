//! The people of an account's page: the best-fit decision makers first, each with what speaks for
//! them and where they come from, and the seats of a buying committee that nobody fills.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, ask, at, engine, import, import_as, page};
use hookline_engine::Engine;
use hookline_engine::phrases::spoken;
use hookline_engine::protocol::{ImportKind, Request, SourceClass};
use serde_json::Value;

const PEOPLE: &str = "Name,Email,Title,Phone,Account Name\n\
    Ivo Example,ivo@northwind.example,Accountant,,Northwind Robotics\n\
    Ada Example,ada@northwind.example,Chief Financial Officer,+49 89 1234567,Northwind Robotics\n\
    Max Example,max@northwind.example,VP Engineering,,Northwind Robotics\n";

fn filled() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website\nNorthwind Robotics,northwind.example\nFabrikam,fabrikam.example\n",
    );
    import_as(
        &mut engine,
        "people.csv",
        Some(ImportKind::Contacts),
        PEOPLE.as_bytes(),
    );
    engine
}

#[test]
fn the_best_fit_come_first_each_with_a_receipt_and_a_source() {
    let page = page(&mut filled(), "northwind.example");
    let people = &page.account.contacts;
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ada Example", "Max Example", "Ivo Example"]);
    for person in people {
        let fit = person.fit.as_ref().unwrap();
        let sum: i64 = fit.lines.iter().map(|line| line.points).sum();
        assert_eq!(fit.points, sum);
        let source = person.source.as_ref().unwrap();
        assert_eq!(source.source, "people.csv");
        assert_eq!(at(&source.fetched), at(NOW));
    }
}

#[test]
fn who_types_a_value_last_is_the_source_that_spoke_last() {
    let mut engine = filled();
    let known = page(&mut engine, "northwind.example").account.contacts;
    let later = at("2026-11-25T08:00:00Z");
    let request = Request::SaveContact {
        contact: known[0].id,
        fields: vec![("title".into(), "Chief Executive Officer".into())],
    };
    engine.handle(request, later);
    let page = page(&mut engine, "northwind.example");
    let source = page.account.contacts[0].source.as_ref().unwrap();
    assert_eq!(source.class, SourceClass::Typed);
    assert_eq!(at(&source.fetched), later);
}

#[test]
fn seats_that_nobody_fills_are_named_in_the_reps_language() {
    let mut engine = filled();
    let request = Request::AccountByKey {
        key: "northwind.example".into(),
    };
    let reply = ask(&mut engine, request);
    let english = serde_json::to_string(&reply).unwrap();
    assert_eq!(missing(&english), ["procurement", "legal"]);
    assert_eq!(missing(&spoken(english, "de")), ["Einkauf", "Recht"]);
    let nobody = page(&mut engine, "fabrikam.example");
    assert!(
        nobody.account.missing.is_empty(),
        "nobody is known, nobody is missing"
    );
}

fn missing(reply: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(reply).unwrap();
    serde_json::from_value(value["account"]["account"]["missing"].clone()).unwrap()
}
