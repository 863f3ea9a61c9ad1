//! Pains, templates, PS facts and the rep's own results, through the door.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, ask, base64, engine, import, page};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    LedgerReply, LedgerRequest, LibraryEntry, LibraryReply, LibraryRequest, LibrarySection,
    Openers, Proposal, Reply, Request, SignalKind, SourceClass,
};

fn feed(title: &str, items: &[(&str, &str, &str)]) -> String {
    let mut text = format!("<rss version=\"2.0\"><channel><title>{title}</title>");
    for (headline, link, date) in items {
        text.push_str(&format!(
            "<item><title>{headline}</title><link>{link}</link><pubDate>{date}</pubDate></item>"
        ));
    }
    text.push_str("</channel></rss>");
    text
}

fn read(engine: &mut Engine, url: &str, text: &str) {
    let request = Request::FeedRead {
        data: base64(text.as_bytes()),
        url: url.into(),
        content_type: String::new(),
        account: None,
    };
    assert!(matches!(ask(engine, request), Reply::FeedRead(_)));
}

fn furnished() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "accounts.csv",
        "name,domain,industry\nZyntora Robotics Inc.,zyntora.example,Industrial Robotics\n",
    );
    import(
        &mut engine,
        "contacts.csv",
        "name,email,title,interests,school,hire date,role since,home team,account_name,account_domain\n\
         Maren Okafor,maren@zyntora.example,VP Sales,\"sailing; church choir, jazz\",Reed College,2023-11-20,2026-10-20,New England Patriots,Zyntora Robotics,zyntora.example\n\
         Jon Bell,jon@zyntora.example,CFO,,,,,,Zyntora Robotics,zyntora.example\n",
    );
    read(
        &mut engine,
        "https://wire.example/rss",
        &feed(
            "Wire",
            &[(
                "Zyntora Robotics raises $40 million Series B",
                "https://wire.example/zyntora",
                "Fri, 20 Nov 2026 09:00:00 GMT",
            )],
        ),
    );
    engine
}

fn library(engine: &mut Engine, request: LibraryRequest) -> LibraryReply {
    match ask(engine, Request::Library(request)) {
        Reply::Library(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn save(engine: &mut Engine, section: LibrarySection, entry: LibraryEntry) -> Vec<LibraryEntry> {
    match library(engine, LibraryRequest::Save { section, entry }) {
        LibraryReply::Entries(entries) => entries,
        other => panic!("{other:?}"),
    }
}

fn proposals(engine: &mut Engine, contact: Option<i64>) -> Vec<Proposal> {
    let request = LibraryRequest::Propose {
        account: 1,
        contact,
        name: None,
        limit: 5,
    };
    match library(engine, request) {
        LibraryReply::Proposals(proposals) => proposals,
        other => panic!("{other:?}"),
    }
}

fn pain(title: &str, text: &str) -> LibraryEntry {
    LibraryEntry {
        title: title.into(),
        text: text.into(),
        ..LibraryEntry::default()
    }
}

fn openers(engine: &mut Engine, contact: i64) -> Openers {
    let request = Request::Openers {
        account: 1,
        contact: Some(contact),
        first_name: None,
        limit: 20,
    };
    match ask(engine, request) {
        Reply::Openers(openers) => openers,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_pain_that_fits_is_proposed_filled_in_with_its_reason() {
    let mut engine = furnished();
    save(
        &mut engine,
        LibrarySection::Pain,
        LibraryEntry {
            functions: vec!["sales".into()],
            triggers: vec![SignalKind::Funding],
            ..pain(
                "Ramp",
                "After a round, {{first_name}}, most teams at {{account}}'s stage hire faster than they can ramp. How long does it take {{account}} today? {{unknown}}",
            )
        },
    );
    save(
        &mut engine,
        LibrarySection::Pain,
        LibraryEntry {
            industries: vec!["Mining".into()],
            ..pain("Dust", "Dust.")
        },
    );
    let found = proposals(&mut engine, Some(1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .text
            .starts_with("After a round, Maren, most teams at Zyntora Robotics's stage")
    );
    assert_eq!(found[0].missing, ["unknown"]);
    assert_eq!(
        found[0].why,
        "It fits: funding just happened, the title says sales."
    );
    // Nothing is proposed for a person whom it does not fit, but what just happened still counts.
    assert_eq!(
        proposals(&mut engine, Some(2))[0].why,
        "It fits: funding just happened."
    );
    // The openers' rank knows the pains.
    let best = &openers(&mut engine, 1).openers[0];
    let factor = best
        .factors
        .iter()
        .find(|factor| factor.factor == "pain")
        .unwrap();
    assert!(factor.why.contains("Ramp"), "{factor:?}");
}

#[test]
fn a_feature_dump_is_flagged() {
    let mut engine = furnished();
    let settings = vec![(
        "product_words".to_owned(),
        "HyperSync, dashboards, workflow engine".to_owned(),
    )];
    ask(&mut engine, Request::SettingsSet { settings });
    save(
        &mut engine,
        LibrarySection::Pain,
        pain(
            "Dump",
            "We offer HyperSync with dashboards and our workflow engine. We built HyperSync dashboards. Our workflow engine wins. We have HyperSync.",
        ),
    );
    let found = proposals(&mut engine, None);
    assert_eq!(found[0].why, "It is for everybody.");
    assert!(found[0].warnings.len() >= 2, "{:?}", found[0].warnings);
}

#[test]
fn a_template_holds_opener_and_ps_and_names_the_opener_for_the_ledger() {
    let mut engine = furnished();
    save(
        &mut engine,
        LibrarySection::Template,
        LibraryEntry {
            subject: "{{account}} and ramp time".into(),
            ..pain(
                "Whole",
                "Hi {{first_name}},\n\n{{opener}}\n\nHow do you ramp new people?\n\n{{ps}}",
            )
        },
    );
    let found = proposals(&mut engine, Some(1));
    let whole = &found[0];
    assert_eq!(whole.subject, "Zyntora Robotics and ramp time");
    assert!(
        whole.text.contains("$40 million") && whole.text.contains("PS "),
        "{}",
        whole.text
    );
    assert!(whole.missing.is_empty());
    let best = openers(&mut engine, 1).openers[0].id.clone();
    assert_eq!(whole.opener, Some(best));
}

#[test]
fn an_entry_keeps_its_versions_and_travels_in_a_file() {
    let mut engine = furnished();
    let first = save(&mut engine, LibrarySection::Pain, pain("Ramp time", "One."))[0].clone();
    assert_eq!((first.id.as_str(), first.version), ("ramp-time", 1));
    let second = save(
        &mut engine,
        LibrarySection::Pain,
        LibraryEntry {
            text: "Two.".into(),
            ..first
        },
    )[0]
    .clone();
    assert_eq!(
        (second.version, second.earlier.as_slice()),
        (2, &["One.".to_owned()][..])
    );
    assert_eq!(
        save(
            &mut engine,
            LibrarySection::Pain,
            pain("Ramp time", "Other.")
        )[1]
        .id,
        "ramp-time-2"
    );
    let LibraryReply::File { text, .. } = library(
        &mut engine,
        LibraryRequest::Share {
            section: LibrarySection::Pain,
        },
    ) else {
        panic!("no file");
    };
    let mut other = furnished();
    let take = LibraryRequest::TakeShared {
        section: LibrarySection::Pain,
        text,
    };
    let LibraryReply::Entries(taken) = library(&mut other, take) else {
        panic!("not taken");
    };
    assert_eq!(taken[0], second);
    let LibraryReply::Entries(left) = library(
        &mut other,
        LibraryRequest::Remove {
            section: LibrarySection::Pain,
            id: "ramp-time".into(),
        },
    ) else {
        panic!("not removed");
    };
    assert_eq!(left.len(), 1);
    for entry in [pain("", "x"), pain("x", " \u{202e} ")] {
        let request = LibraryRequest::Save {
            section: LibrarySection::Pain,
            entry,
        };
        assert!(matches!(
            ask(&mut other, Request::Library(request)),
            Reply::Error(_)
        ));
    }
}

#[test]
fn ps_lines_come_from_the_columns_of_the_list_and_from_a_sports_feed_that_is_on() {
    let mut engine = furnished();
    let lines = |engine: &mut Engine| -> Vec<String> {
        openers(engine, 1)
            .postscripts
            .into_iter()
            .map(|line| line.text)
            .collect()
    };
    let said = lines(&mut engine);
    for words in ["sailing", "jazz", "Reed College", "3 years", "VP Sales"] {
        assert!(
            said.iter().any(|line| line.contains(words)),
            "{words}: {said:?}"
        );
    }
    assert!(!said.iter().any(|line| line.contains("church")), "{said:?}");
    assert!(
        !said.iter().any(|line| line.contains("Patriots")),
        "no feed is on: {said:?}"
    );
    let sports = "https://sports.example/nfl";
    ask(
        &mut engine,
        Request::FeedAdd {
            url: sports.into(),
            account: None,
        },
    );
    read(
        &mut engine,
        sports,
        &feed(
            "Scores",
            &[(
                "Patriots beat Jets 24-17",
                "https://sports.example/1",
                "Sun, 22 Nov 2026 20:00:00 GMT",
            )],
        ),
    );
    assert!(
        !lines(&mut engine)
            .iter()
            .any(|line| line.contains("Patriots"))
    );
    let on = vec![("sports_feeds".to_owned(), "sports.example".to_owned())];
    ask(&mut engine, Request::SettingsSet { settings: on });
    let found = openers(&mut engine, 1).postscripts;
    let line = found
        .iter()
        .find(|line| line.text.contains("Patriots"))
        .unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(line.text, "PS Congrats on the New England Patriots.");
    assert_eq!(line.url.as_deref(), Some("https://sports.example/1"));
    assert!(line.published.starts_with("2026-11-22"));
    assert!(openers(&mut engine, 2).postscripts.is_empty());
}

#[test]
fn what_is_pasted_about_a_person_is_theirs_alone() {
    let mut engine = furnished();
    let paste = Request::Paste {
        account: 1,
        text: "Maren Okafor spoke about ramping sales teams at Sales Summit".into(),
        url: "https://podcast.example/maren".into(),
        contact: Some(1),
    };
    assert!(matches!(ask(&mut engine, paste), Reply::News(_)));
    let has = |openers: &Openers| {
        openers
            .openers
            .iter()
            .any(|one| one.quote.contains("Sales Summit"))
    };
    let hers = openers(&mut engine, 1);
    assert!(has(&hers), "{hers:?}");
    let pasted = hers
        .openers
        .iter()
        .find(|one| one.quote.contains("Sales Summit"))
        .unwrap();
    assert_eq!(pasted.source_class, SourceClass::Typed);
    assert!(!has(&openers(&mut engine, 2)));
}

#[test]
fn the_reps_own_results_rank_the_kinds_of_hook() {
    let mut engine = furnished();
    let best = openers(&mut engine, 1).openers[0].clone();
    let trigger = |one: &hookline_engine::protocol::Opener| {
        one.factors
            .iter()
            .find(|factor| factor.factor == "trigger")
            .unwrap()
            .why
            .clone()
    };
    assert!(trigger(&best).contains("no results yet"));
    let used = Request::OpenerUsed {
        account: 1,
        opener: best.id.clone(),
        email: Some("maren@zyntora.example".into()),
        text: best.text.clone(),
    };
    // Put in twice, counted once.
    ask(&mut engine, used.clone());
    ask(&mut engine, used);
    let replied = LedgerRequest::Replied {
        account: 1,
        contact: Some(1),
    };
    assert!(matches!(
        ask(&mut engine, Request::Ledger(replied)),
        Reply::Ledger(LedgerReply::Touches(_))
    ));
    let Reply::Ledger(LedgerReply::Results(results)) =
        ask(&mut engine, Request::Ledger(LedgerRequest::Results))
    else {
        panic!("no results");
    };
    let funding = results.iter().find(|one| one.kind == best.kind).unwrap();
    assert_eq!((funding.sent, funding.replied), (1, 1));
    assert!(funding.low < funding.mean && funding.mean < funding.high && funding.mean < 0.3);
    assert!(trigger(&openers(&mut engine, 1).openers[0]).contains("1 of 1 answered"));
}

#[test]
fn a_mail_seen_sent_is_logged_once_and_an_opener_taken_out_counts_for_nothing() {
    let mut engine = furnished();
    let best = openers(&mut engine, 1).openers[0].clone();
    ask(
        &mut engine,
        Request::OpenerUsed {
            account: 1,
            opener: best.id,
            email: Some("maren@zyntora.example".into()),
            text: best.text,
        },
    );
    let sent = Request::Ledger(LedgerRequest::Sent {
        account: 1,
        contact: None,
        email: Some("maren@zyntora.example".into()),
        subject: "Ramp time".into(),
        text: "Hi Maren, something else altogether.".into(),
    });
    ask(&mut engine, sent.clone());
    let Reply::Ledger(LedgerReply::Touches(touches)) = ask(&mut engine, sent) else {
        panic!("not kept");
    };
    let mails: Vec<_> = touches
        .iter()
        .filter(|touch| touch.channel == "email")
        .collect();
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].note.as_str(), mails[0].contact.as_deref()),
        ("Ramp time", Some("Maren Okafor"))
    );
    let Reply::Ledger(LedgerReply::Results(results)) =
        ask(&mut engine, Request::Ledger(LedgerRequest::Results))
    else {
        panic!("no results");
    };
    assert!(results.iter().all(|one| one.sent == 0), "{results:?}");
    assert!(page(&mut engine, "zyntora.example").openers.openers.len() <= 20);
    assert!(!NOW.is_empty());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever comes from a file, a page or a field is kept or refused; nothing panics, and the engine
    /// answers on.
    #[test]
    fn anything_is_kept_or_refused(text in ".{0,200}", kind in "[a-z_]{0,12}", id in -3_i64..5) {
        use hookline_engine::protocol::{CadenceRequest, CallRequest};
        let mut engine = furnished();
        let requests = [
            Request::Library(LibraryRequest::TakeShared { section: LibrarySection::Pain, text: text.clone() }),
            Request::Library(LibraryRequest::Save { section: LibrarySection::Template, entry: pain(&text, &text) }),
            Request::Library(LibraryRequest::Fact { contact: id, kind: kind.clone(), value: text.clone() }),
            Request::Library(LibraryRequest::Propose { account: id, contact: Some(id), name: Some(text.clone()), limit: u32::MAX }),
            Request::Cadence(CadenceRequest::TakeShared { text: text.clone() }),
            Request::Cadence(CadenceRequest::Due { today: text.clone(), limit: u32::MAX }),
            Request::Cadence(CadenceRequest::Enrol { cadence: text.clone(), account: id, contact: Some(id), today: text.clone() }),
            Request::Call(CallRequest::Numbers { account: None, contact: Some(id), texts: vec![text.clone()] }),
            Request::Call(CallRequest::Form { touch: id, page: text.clone(), language: text.clone() }),
            Request::Ledger(LedgerRequest::Sent { account: id, contact: None, email: Some(text.clone()), subject: text.clone(), text: text.clone() }),
            Request::Paste { account: id, text: text.clone(), url: String::new(), contact: Some(id) },
        ];
        for request in requests {
            let _ = ask(&mut engine, request);
        }
        proptest::prop_assert!(matches!(ask(&mut engine, Request::Hello), Reply::Hello(_)));
    }
}

#[test]
fn typed_facts_stand_beside_each_other_and_private_ones_stay_out_of_the_mail() {
    let mut engine = furnished();
    let fact = |engine: &mut Engine, kind: &str, value: &str| {
        let request = LibraryRequest::Fact {
            contact: 2,
            kind: kind.into(),
            value: value.into(),
        };
        ask(engine, Request::Library(request))
    };
    for (kind, value) in [
        ("interest", "chess"),
        ("interest", "rowing"),
        ("note", "Asked for the recipe of the pie"),
        ("interest", "his divorce"),
    ] {
        assert_eq!(
            fact(&mut engine, kind, value),
            Reply::Done,
            "{kind}: {value}"
        );
    }
    let lines: Vec<String> = openers(&mut engine, 2)
        .postscripts
        .into_iter()
        .map(|line| line.text)
        .collect();
    for words in ["chess", "rowing", "recipe"] {
        assert!(
            lines.iter().any(|line| line.contains(words)),
            "{words}: {lines:?}"
        );
    }
    assert!(
        !lines.iter().any(|line| line.contains("divorce")),
        "{lines:?}"
    );
    for (kind, value) in [
        ("mood", "gloomy"),
        ("interest", " "),
        ("start_date", "long ago"),
    ] {
        assert!(
            matches!(fact(&mut engine, kind, value), Reply::Error(_)),
            "{kind}: {value}"
        );
    }
}
