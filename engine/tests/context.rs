//! From page facts to the person and the account that are meant.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Context, Correction, PageFacts, PagePerson, PersonRole, Reply, Request,
};

const ACCOUNTS: &str = "name,domain,country\n\
    Zyntora Robotics Inc,zyntora.com,United States\n\
    Quellmark Foods Ltd,quellmark.co.uk,United Kingdom\n\
    Zyntora Labs,zyntora.com,Germany\n\
    Own Company,own.example.com,Germany\n\
    Third GmbH,third.io,Germany\n";
const PEOPLE: &str = "name,email,title,company,interests\n\
    Jo Roe,jo@zyntora.com,CFO,Zyntora Labs,sailing\n\
    Ann Lee,ann.lee@gmail.com,VP Sales,Quellmark Foods,\n";

fn filled() -> Engine {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    import(&mut engine, "people.csv", PEOPLE);
    engine
}

fn person(role: PersonRole, name: &str, email: &str) -> PagePerson {
    PagePerson {
        role,
        name: name.into(),
        email: email.into(),
    }
}

fn mail(people: Vec<PagePerson>) -> PageFacts {
    PageFacts {
        adapter: "gmail".into(),
        origin: "https://mail.google.com".into(),
        view: "compose".into(),
        people,
        own_email: "me@ourfirm.com".into(),
        draft_open: true,
        ..PageFacts::default()
    }
}

fn context_of(
    engine: &mut Engine,
    facts: PageFacts,
    account: Option<i64>,
    person: Option<&str>,
) -> Context {
    let request = Request::Context {
        facts,
        account,
        person: person.map(str::to_owned),
    };
    match ask(engine, request) {
        Reply::Context(context) => *context,
        other => panic!("{other:?}"),
    }
}

fn shown(context: &Context) -> Option<&str> {
    context
        .page
        .as_ref()
        .map(|page| page.account.row.name.as_str())
}

#[test]
fn recipients_come_before_senders_and_the_rep_is_nobody() {
    let mut engine = filled();
    let facts = mail(vec![
        person(PersonRole::Sender, "Jo Roe", "jo@zyntora.com"),
        person(PersonRole::Participant, "Me", "ME@ourfirm.com"),
        person(PersonRole::Participant, "Colleague", "boss@ourfirm.com"),
        person(PersonRole::Recipient, "Kim Day", "kim@third.io"),
    ]);
    let context = context_of(&mut engine, facts.clone(), None, None);
    let names: Vec<&str> = context
        .people
        .iter()
        .map(|person| person.contact.name.as_str())
        .collect();
    assert_eq!(names, ["Kim Day", "Jo Roe", "Colleague"]);
    assert_eq!(shown(&context), Some("Third GmbH"));
    assert_eq!(context.summary, "Kim Day at Third GmbH.");
    assert_eq!(
        context.person.as_ref().unwrap().id,
        None,
        "a stranger is offered, not added"
    );
    let chosen = context_of(&mut engine, facts, None, Some("jo@zyntora.com"));
    assert_eq!(
        shown(&chosen),
        Some("Zyntora Labs"),
        "a known person's own account before the domain"
    );
    assert_eq!(chosen.person.unwrap().title.as_deref(), Some("CFO"));
}

#[test]
fn a_free_mail_address_means_no_company_unless_the_person_is_known() {
    let mut engine = filled();
    let known = context_of(
        &mut engine,
        mail(vec![person(
            PersonRole::Recipient,
            "Ann",
            "ann.lee@gmail.com",
        )]),
        None,
        None,
    );
    assert_eq!(shown(&known), Some("Quellmark Foods Ltd"));
    for free in [
        "stranger@gmail.com",
        "stranger@outlook.com",
        "stranger@web.de",
    ] {
        let unknown = context_of(
            &mut engine,
            mail(vec![person(PersonRole::Recipient, "X Y", free)]),
            None,
            None,
        );
        assert_eq!(
            (shown(&unknown), &unknown.stranger),
            (None, &None),
            "{free}"
        );
    }
}

#[test]
fn two_accounts_of_one_domain_are_a_choice() {
    let mut engine = filled();
    let facts = mail(vec![person(
        PersonRole::Recipient,
        "New",
        "new@eu.zyntora.com",
    )]);
    let context = context_of(&mut engine, facts.clone(), None, None);
    assert_eq!((shown(&context), context.candidates.len()), (None, 2));
    assert_eq!(context.stranger, None);
    let chosen = context.candidates[1].account;
    let context = context_of(&mut engine, facts.clone(), Some(chosen), None);
    assert_eq!(context.page.unwrap().account.row.id, chosen);
    let not = Correction::NotAccount {
        key: "zyntora.com".into(),
        account: chosen,
    };
    ask(&mut engine, Request::Correct(not));
    let context = context_of(&mut engine, facts, None, None);
    assert_eq!(context.candidates.len(), 1);
}

#[test]
fn an_unknown_company_is_offered_and_not_added() {
    let mut engine = filled();
    let context = context_of(
        &mut engine,
        mail(vec![person(PersonRole::Sender, "Al", "al@brandnew.co.uk")]),
        None,
        None,
    );
    let stranger = context.stranger.unwrap();
    assert_eq!(
        (stranger.name.as_str(), stranger.domain.as_deref()),
        ("Brandnew", Some("brandnew.co.uk"))
    );
    assert_eq!(context.summary, "Brandnew is not among your accounts.");
    let Reply::Hello(hello) = ask(&mut engine, Request::Hello) else {
        panic!("no hello");
    };
    assert_eq!(hello.accounts, 5);
}

#[test]
fn a_record_is_known_by_website_or_name() {
    let mut engine = filled();
    let record = |company: &str, website: &str| PageFacts {
        adapter: "salesforce".into(),
        view: "record".into(),
        company: company.into(),
        website: website.into(),
        ..PageFacts::default()
    };
    for (company, website) in [
        ("Third GmbH", ""),
        ("THIRD", ""),
        ("", "https://www.third.io/impressum"),
        ("Quite another name", "third.io"),
    ] {
        let context = context_of(&mut engine, record(company, website), None, None);
        assert_eq!(shown(&context), Some("Third GmbH"), "{company} {website}");
    }
    let context = context_of(&mut engine, record("Nobody Knows Ltd", ""), None, None);
    assert_eq!(shown(&context), None);
    assert_eq!(context.stranger.unwrap().name, "Nobody Knows Ltd");
    let context = context_of(&mut engine, PageFacts::default(), None, None);
    assert_eq!(context.summary, "Nobody was recognised on this page.");
}

#[test]
fn hostile_facts_are_only_text() {
    let mut engine = filled();
    let long = "x".repeat(100_000);
    let facts = PageFacts {
        company: format!("\u{202e}<script>{long}"),
        website: "javascript:alert(1)".into(),
        people: (0..300)
            .map(|n| {
                person(
                    PersonRole::Recipient,
                    &format!("<b>{n}</b>"),
                    &format!("{n}@{long}"),
                )
            })
            .collect(),
        ..mail(Vec::new())
    };
    let context = context_of(&mut engine, facts, None, None);
    assert!(context.people.len() <= 50);
    assert!(!context.summary.contains('\u{202e}'));
    assert!(serde_json::to_string(&context).unwrap().len() < 100_000);
}
