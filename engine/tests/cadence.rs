//! Calls and steps: numbers, local times, dial and log links, what is due.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing unwrap is a failing test"
)]

use hookline_engine::cadence::clock::local_time;
use hookline_engine::cadence::dial;
use hookline_engine::cadence::log_link::{Doing, dynamics, salesforce};
use hookline_engine::cadence::phone::{Line, find, parse};
use hookline_engine::cadence::steps::{
    Cadence, Channel, Event, Standing, Step, StepState, standing,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, region, e164, country, extension) in [
        ("(404) 555-2368", "US", "+14045552368", "US", ""),
        ("404.555.2368 x12", "us", "+14045552368", "US", "12"),
        ("+44 20 7946 0958", "US", "+442079460958", "GB", ""),
        ("020 7946 0958", "GB", "+442079460958", "GB", ""),
        ("+49 (0)30 901820", "", "+4930901820", "DE", ""),
        ("030 901820", "DE", "+4930901820", "DE", ""),
        ("tel:+33-1-44-71-44-71", "", "+33144714471", "FR", ""),
        ("０３-３５８１-０１０１", "JP", "+81335810101", "JP", ""),
        ("+54 9 11 2345 6789", "", "+5491123456789", "AR", ""),
        ("+39 06 6988 5318", "", "+390669885318", "VA", ""),
    ] {
        let phone = parse(text, region).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (
                phone.e164.as_str(),
                phone.country.as_deref(),
                phone.extension.as_str()
            ),
            (e164, Some(country), extension),
            "{text}"
        );
    }
    assert_eq!(parse("+1 800 555 1212", "").unwrap().line, Line::TollFree);
    assert_eq!(parse("+44 7400 123456", "").unwrap().line, Line::Mobile);
    assert_eq!(
        parse("+14045552368", "").unwrap().national,
        "(404) 555-2368"
    );
}

#[test]
fn what_is_no_number_is_refused_with_a_reason() {
    for (text, region) in [
        ("", "US"),
        ("hello", "US"),
        ("123", "US"),
        ("404 555 2368", ""),
        ("404 555 2368", "QQ"),
        ("+1 123 456 7890", "US"),
        ("+999 123456789", "US"),
        ("javascript:alert(1)", "US"),
    ] {
        let reply = parse(text, region).unwrap_err().to_reply();
        assert!(
            !reply.message.is_empty() && !reply.next.is_empty(),
            "{text}"
        );
    }
    assert!(parse(&"1".repeat(1_000_000), "US").is_err());
}

#[test]
fn numbers_in_threads_and_signatures() {
    let text = "Best,\nSam Smith | Acme\nT: (404) 555-2368 ext. 12 M +44 7400 123456\nInvoice 2026-11-24, total $4045552368, order 24.11.2026, id 14045552368a, zip 30303-1234, sam@4045552368.com\nFax 404/555-2369.";
    let found: Vec<(String, String)> = find(text, "US")
        .into_iter()
        .map(|found| {
            (
                text.chars()
                    .skip(found.span[0])
                    .take(found.span[1] - found.span[0])
                    .collect(),
                found.phone.e164,
            )
        })
        .collect();
    let expected = [
        ("(404) 555-2368 ext. 12", "+14045552368"),
        ("+44 7400 123456", "+447400123456"),
        ("404/555-2369", "+14045552369"),
    ];
    assert_eq!(
        found,
        expected.map(|(text, e164)| (text.to_owned(), e164.to_owned()))
    );
    assert!(find(&"1".repeat(500_000), "US").is_empty());
    assert!(find(&"1 ".repeat(300_000), "US").len() <= 50);
}

#[test]
fn the_callees_time_and_odd_hours() {
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    for (e164, now, text) in [
        ("+14045552368", "2026-11-24T15:00:00Z", "It is 10:00 there."),
        ("+14045552368", "2026-07-24T15:00:00Z", "It is 11:00 there."),
        (
            "+14155552368",
            "2026-11-24T15:00:00Z",
            "It is 7:00 there; an odd hour to call.",
        ),
        (
            "+442079460958",
            "2026-07-24T15:00:00Z",
            "It is 16:00 there.",
        ),
        (
            "+4930901820",
            "2026-11-24T17:05:00Z",
            "It is 18:05 there; an odd hour to call.",
        ),
        (
            "+911126161111",
            "2026-11-24T05:00:00Z",
            "It is 10:30 there.",
        ),
        ("+61282161111", "2026-11-24T00:00:00Z", "It is 11:00 there."),
        (
            "+4930901820",
            "2026-11-28T10:00:00Z",
            "It is 11:00 there, Saturday; an odd hour to call.",
        ),
    ] {
        let time = local_time(e164, at(now)).unwrap();
        assert_eq!(time.text, text, "{e164}");
        assert_eq!(time.odd, text.contains("odd"));
    }
    // A toll-free number rings anywhere in North America; nonsense rings nowhere.
    assert_eq!(local_time("+18005551212", at("2026-11-24T15:00:00Z")), None);
    assert_eq!(local_time("", at("2026-11-24T15:00:00Z")), None);
    assert_eq!(local_time("+999", at("2026-11-24T15:00:00Z")), None);
    let brazil = local_time("+55", at("2026-11-24T15:00:00Z")).unwrap();
    assert!(
        brazil.text.starts_with("It is between 10:00 and"),
        "{}",
        brazil.text
    );
}

#[test]
fn dial_links() {
    let phone = parse("(404) 555-2368 x12", "US").unwrap();
    for (template, expected) in [
        ("", "tel:+14045552368;ext=12"),
        ("tel:{e164}", "tel:+14045552368"),
        (
            "https://dial.example/call?n={e164}&x={ext}",
            "https://dial.example/call?n=%2B14045552368&x=12",
        ),
        ("sip:{digits}@pbx.example", "sip:14045552368@pbx.example"),
        ("callto:{national}", "callto:4045552368"),
    ] {
        assert_eq!(dial::link(&phone, template).unwrap(), expected);
    }
    for template in [
        "javascript:alert({e164})",
        "JavaScript:{e164}",
        "data:{e164}",
        "https://x.example/",
        "tel:{e164}\nx",
        "file:///{digits}",
    ] {
        assert!(dial::link(&phone, template).is_err(), "{template}");
    }
}

fn doing(notes: &str) -> Doing {
    Doing {
        subject: "Call: ramp, Q4 & more".into(),
        notes: notes.into(),
        day: date(2026, 11, 24),
        call: true,
        number: "+14045552368".into(),
    }
}

#[test]
fn log_links_are_the_crms_own_forms() {
    let page = "https://acme.lightning.force.com/lightning/r/Contact/003Dn00000ABCDEIA5/view";
    assert_eq!(
        salesforce(
            page,
            &["003Dn00000ABCDEIA5", "001Dn00000ABCDEIA5"],
            &doing("Left 100% a note, ok?")
        )
        .unwrap(),
        "https://acme.lightning.force.com/lightning/o/Task/new?defaultFieldValues=Subject=Call%3A%20ramp%2C%20Q4%20%26%20more,WhatId=001Dn00000ABCDEIA5,WhoId=003Dn00000ABCDEIA5,Status=Completed,ActivityDate=2026-11-24,TaskSubtype=Call,Description=Left%20100%25%20a%20note%2C%20ok%3F"
    );
    let lead = salesforce(
        page,
        &["00QDn00000ABCDEIA5", "001Dn00000ABCDEIA5"],
        &doing(""),
    )
    .unwrap();
    assert!(lead.contains("WhoId=00Q") && !lead.contains("WhatId"));
    let link = dynamics("https://acme.crm4.dynamics.com/main.aspx?appid=11111111-2222-3333-4444-555555555555&pagetype=entityrecord&etn=account&id=1", &doing("Tom & Jo")).unwrap();
    assert_eq!(
        link,
        "https://acme.crm4.dynamics.com/main.aspx?appid=11111111-2222-3333-4444-555555555555&etn=phonecall&pagetype=entityrecord&extraqs=subject%3DCall%253A%2520ramp%252C%2520Q4%2520%2526%2520more%26phonenumber%3D%252B14045552368%26description%3DTom%2520%2526%2520Jo"
    );
    // What the form reads back is what was written.
    let query = url_query(&link, "extraqs");
    assert_eq!(
        url_query(&format!("https://x/?{query}"), "subject"),
        "Call: ramp, Q4 & more"
    );
    for page in [
        "https://evil.example/lightning.force.com",
        "http://acme.lightning.force.com/",
        "https://lightning.force.com.evil.example/",
        "nonsense",
    ] {
        assert!(salesforce(page, &[], &doing("")).is_err(), "{page}");
        assert!(dynamics(page, &doing("")).is_err(), "{page}");
    }
}

/// The value of a name in an address's query, decoded once.
fn url_query(link: &str, name: &str) -> String {
    let url = url::Url::parse(link).unwrap();
    url.query_pairs()
        .find(|(key, _)| key == name)
        .unwrap()
        .1
        .into_owned()
}

#[test]
fn long_notes_are_cut_between_characters() {
    let notes = "ä€😀,".repeat(2_000);
    let links = [
        salesforce("https://a.my.salesforce.com/", &[], &doing(&notes)).unwrap(),
        dynamics("https://a.crm.dynamics.com/main.aspx", &doing(&notes)).unwrap(),
    ];
    for link in links {
        assert!(link.len() <= 2_000 && link.len() > 1_900);
        let decoded = percent_decode(&percent_decode(&link));
        assert!(!decoded.contains('\u{FFFD}'), "{decoded}");
    }
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' && at + 2 < bytes.len() {
            out.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn plan() -> Cadence {
    let step = |day, channel| Step {
        day,
        channel,
        title: String::new(),
    };
    Cadence {
        name: "First touch".into(),
        steps: vec![
            step(0, Channel::Email),
            step(0, Channel::Call),
            step(3, Channel::Social),
            step(5, Channel::Email),
            step(9, Channel::Call),
        ],
        working_days: true,
    }
}

fn at(day: Date) -> Timestamp {
    format!("{day}T10:00:00Z").parse().unwrap()
}

/// A Tuesday.
const START: Date = date(2026, 11, 24);

fn days(standing: &Standing) -> Vec<String> {
    standing
        .steps
        .iter()
        .map(|state| match state {
            StepState::Done(_) => "done".to_owned(),
            StepState::Skipped(_) => "skipped".to_owned(),
            StepState::Open(day) => day.to_string(),
        })
        .collect()
}

#[test]
fn steps_fall_due_by_day_and_channel() {
    let fresh = standing(&plan(), START, &[]);
    // Day 5 falls on a Sunday and moves to Monday.
    assert_eq!(
        days(&fresh),
        [
            "2026-11-24",
            "2026-11-24",
            "2026-11-27",
            "2026-11-30",
            "2026-12-03"
        ]
    );
    assert_eq!(fresh.due(START), [0, 1]);
    assert_eq!(fresh.due(date(2026, 11, 23)), Vec::<usize>::new());
    let called = standing(
        &plan(),
        START,
        &[Event::Did {
            channel: Channel::Call,
            at: at(START),
        }],
    );
    assert_eq!(called.due(START), [0]);
    // A second call is out of turn: the mail of the same day is still open.
    let twice = standing(
        &plan(),
        START,
        &[
            Event::Did {
                channel: Channel::Call,
                at: at(START),
            },
            Event::Did {
                channel: Channel::Call,
                at: at(START),
            },
        ],
    );
    assert_eq!(days(&twice), days(&called));
}

#[test]
fn late_and_skipped_steps_keep_their_distance() {
    let late = date(2026, 12, 1);
    let events = [
        Event::Did {
            channel: Channel::Email,
            at: at(START),
        },
        Event::Did {
            channel: Channel::Call,
            at: at(late),
        },
    ];
    assert_eq!(
        days(&standing(&plan(), START, &events)),
        ["done", "done", "2026-12-04", "2026-12-07", "2026-12-10"]
    );
    let mut skipped = events.to_vec();
    skipped.push(Event::Skipped {
        step: 2,
        at: at(late),
    });
    skipped.push(Event::Skipped {
        step: 99,
        at: at(late),
    });
    assert_eq!(
        days(&standing(&plan(), START, &skipped))[2..4],
        ["skipped", "2026-12-03"]
    );
}

#[test]
fn a_reply_pauses_and_a_resumption_moves_the_rest() {
    let mut events = vec![
        Event::Did {
            channel: Channel::Email,
            at: at(START),
        },
        Event::Did {
            channel: Channel::Call,
            at: at(START),
        },
        Event::Replied {
            at: at(date(2026, 11, 26)),
        },
    ];
    let paused = standing(&plan(), START, &events);
    assert!(paused.paused.is_some() && paused.due(date(2027, 1, 1)).is_empty());
    events.push(Event::Resumed {
        at: at(date(2026, 12, 3)),
    });
    let resumed = standing(&plan(), START, &events);
    assert_eq!(resumed.paused, None);
    assert_eq!(
        days(&resumed),
        ["done", "done", "2026-12-04", "2026-12-07", "2026-12-10"]
    );
}

#[test]
fn a_finished_cadence_has_nothing_due() {
    let events: Vec<Event> = plan()
        .steps
        .iter()
        .map(|step| Event::Did {
            channel: step.channel,
            at: at(START),
        })
        .collect();
    let done = standing(&plan(), START, &events);
    assert!(done.is_finished() && done.due(Date::MAX).is_empty());
    assert!(
        standing(
            &Cadence {
                name: String::new(),
                steps: vec![],
                working_days: false
            },
            START,
            &events
        )
        .is_finished()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_parsed_or_refused(text in any::<String>(), region in "[A-Za-z]{0,3}") {
        let _ = parse(&text, &region);
        let length = text.chars().count();
        for found in find(&text, &region) {
            prop_assert!(found.span[0] < found.span[1] && found.span[1] <= length);
        }
    }

    #[test]
    fn digits_with_marks_are_parsed_or_refused(text in "[+()0-9 .\\-/x;=,]{0,40}", now in 0_i64..4_000_000_000) {
        for region in ["US", "DE", "AR", "JP", ""] {
            if let Ok(phone) = parse(&text, region) {
                prop_assert!(phone.e164.starts_with('+'));
                // What was read is read again.
                prop_assert_eq!(parse(&phone.e164, "").map(|again| again.e164).ok(), Some(phone.e164.clone()));
                let _ = local_time(&phone.e164, Timestamp::from_second(now).unwrap());
            }
        }
    }

    #[test]
    fn any_events_leave_a_plan_in_order(picks in proptest::collection::vec((0..5_u8, 0..4_usize, 0_i16..60), 0..20)) {
        let channels = [Channel::Call, Channel::Email, Channel::Social, Channel::Task];
        let events: Vec<Event> = picks
            .iter()
            .map(|(what, which, day)| {
                let at = at(START.checked_add(jiff::Span::new().days(i64::from(*day))).unwrap());
                match what {
                    0 | 1 => Event::Did { channel: channels[*which], at },
                    2 => Event::Skipped { step: *which, at },
                    3 => Event::Replied { at },
                    _ => Event::Resumed { at },
                }
            })
            .collect();
        let standing = standing(&plan(), START, &events);
        prop_assert_eq!(standing.steps.len(), 5);
        let open: Vec<Date> = standing.steps.iter().filter_map(|state| match state { StepState::Open(day) => Some(*day), _ => None }).collect();
        prop_assert!(open.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", open);
        prop_assert!(open.iter().all(|day| *day >= START));
    }
}
