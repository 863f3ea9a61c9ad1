//! PS lines from a list of contacts as CRMs and people keep them: many facts in one cell, under any usual header.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, engine, import_as};
use hookline_engine::Engine;
use hookline_engine::protocol::{ImportKind, Reply, Request};

/// The PS lines offered for the person of that address.
fn lines(engine: &mut Engine, email: &str) -> Vec<String> {
    let found = Request::Search {
        query: email.to_owned(),
        limit: 5,
    };
    let Reply::Search(found) = ask(engine, found) else {
        panic!("no search");
    };
    let person = &found.contacts[0];
    let request = Request::Openers {
        account: person.account.unwrap(),
        contact: person.id,
        first_name: None,
        limit: 50,
    };
    let Reply::Openers(openers) = ask(engine, request) else {
        panic!("no openers");
    };
    openers
        .postscripts
        .iter()
        .map(|line| line.text.clone())
        .filter(|text| text.starts_with("PS "))
        .collect()
}

fn read(header: &str, cell: &str) -> Vec<String> {
    let mut engine = engine();
    let list = format!(
        "Full Name,Email,Company Name,{header}\nDana Whitfield,dana@northwind.example,Northwind Robotics,\"{cell}\"\n"
    );
    let state = import_as(
        &mut engine,
        "people.csv",
        Some(ImportKind::Contacts),
        list.as_bytes(),
    );
    assert!(state.problems.is_empty(), "{:?}", state.problems);
    lines(&mut engine, "dana@northwind.example")
}

#[test]
fn one_cell_holds_many_interests_whatever_stands_between_them() {
    for cell in [
        "Trail running, Chess, sailing",
        "Trail running; Chess; sailing",
        "Trail running | Chess | sailing",
        "• Trail running\n• Chess\n• sailing",
        "Trail running, chess and sailing",
        "trail running / chess / sailing",
        "- Trail running\n- Chess\n- Sailing",
    ] {
        let mut said = read("Interests", cell);
        said.sort();
        assert_eq!(
            said,
            [
                "PS I saw chess among your interests.",
                "PS I saw sailing among your interests.",
                "PS I saw trail running among your interests.",
            ],
            "{cell}"
        );
    }
}

#[test]
fn headers_are_read_by_what_they_say_and_those_of_business_are_not() {
    for header in [
        "Personal Interests",
        "Hobby 1",
        "Hobbies & Interests",
        "hobbies_interests",
        "Contact Hobbies",
    ] {
        assert_eq!(
            read(header, "Sailing"),
            ["PS I saw sailing among your interests."],
            "{header}"
        );
    }
    assert_eq!(
        read("University Attended", "Georgia Tech"),
        ["PS I saw that you went to Georgia Tech."]
    );
    for header in [
        "Product Interest",
        "Area of Interest",
        "Interest Level",
        "School Year",
    ] {
        assert_eq!(read(header, "Sailing"), [""; 0], "{header}");
    }
}

#[test]
fn notes_that_name_what_they_hold_are_read_as_that() {
    let mut said = read(
        "Notes",
        "Hobbies: Trail running, Golf\nMet at the Hanover fair.",
    );
    said.sort();
    assert_eq!(
        said,
        [
            "PS I saw golf among your interests.",
            "PS I saw trail running among your interests.",
            "PS I still have it in my notes: Met at the Hanover fair.",
        ]
    );
}

#[test]
fn names_keep_their_capitals_inside_the_sentence() {
    for (written, said) in [
        ("Boston terriers", "Boston terriers"),
        ("Formula 1", "Formula 1"),
        ("Star Wars", "Star Wars"),
        ("LEGO", "LEGO"),
        ("Italian cooking", "Italian cooking"),
        ("German shepherds", "German shepherds"),
        ("Manchester United", "Manchester United"),
        ("Dungeons & Dragons", "Dungeons & Dragons"),
        ("Craft beer", "craft beer"),
        ("Vintage cars", "vintage cars"),
        ("Running", "running"),
        ("Golf", "golf"),
        ("Food and wine", "food and wine"),
        ("iPhone photography", "iPhone photography"),
    ] {
        assert_eq!(
            read("Interests", written),
            [format!("PS I saw {said} among your interests.")],
            "{written}"
        );
    }
}
