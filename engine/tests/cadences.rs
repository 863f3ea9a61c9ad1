//! Cadences through the door: plans kept and shared, people enrolled, steps due, done, stopped by a reply.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{at, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    CadenceAct, CadencePlan, CadenceReply, CadenceRequest, CadenceStep, CallLog, CallRequest,
    DueStep, Enrolment, LedgerRequest, NextDue, Reply, Request,
};

/// A Tuesday.
const TODAY: &str = "2026-11-24";

fn furnished() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "accounts.csv",
        "name,domain\nAcme Robotics,acme.example\n",
    );
    import(
        &mut engine,
        "contacts.csv",
        "name,email,title,phone,account_name,account_domain\n\
         Maren Okafor,maren@acme.example,VP Sales,+1 404 555 2368,Acme Robotics,acme.example\n",
    );
    engine
}

fn on(engine: &mut Engine, day: &str, request: Request) -> Reply {
    engine.handle(request, at(&format!("{day}T15:00:00Z")))
}

fn plans(engine: &mut Engine, request: CadenceRequest) -> Vec<CadencePlan> {
    match on(engine, TODAY, Request::Cadence(request)) {
        Reply::Cadence(CadenceReply::Plans(plans)) => plans,
        other => panic!("{other:?}"),
    }
}

fn due(engine: &mut Engine, day: &str) -> Vec<DueStep> {
    due_and_next(engine, day).0
}

fn due_and_next(engine: &mut Engine, day: &str) -> (Vec<DueStep>, Option<NextDue>) {
    let request = CadenceRequest::Due {
        today: day.into(),
        limit: 50,
    };
    match on(engine, day, Request::Cadence(request)) {
        Reply::Cadence(CadenceReply::Due { steps, total, next }) => {
            assert_eq!(steps.len() as u64, total);
            (steps, next)
        }
        other => panic!("{other:?}"),
    }
}

fn enrolments(engine: &mut Engine, day: &str, request: CadenceRequest) -> Vec<Enrolment> {
    match on(engine, day, Request::Cadence(request)) {
        Reply::Cadence(CadenceReply::Enrolments(enrolments)) => enrolments,
        other => panic!("{other:?}"),
    }
}

fn step(day: u16, channel: &str, title: &str) -> CadenceStep {
    CadenceStep {
        day,
        channel: channel.into(),
        title: title.into(),
    }
}

fn plan(pause_on_reply: bool) -> CadencePlan {
    CadencePlan {
        name: "First touch".into(),
        steps: vec![
            step(0, "email", "Email the hook"),
            step(0, "call", "Call"),
            step(4, "social", "Comment on a post"),
        ],
        working_days: true,
        pause_on_reply,
        example: false,
    }
}

fn enrolled(engine: &mut Engine, pause_on_reply: bool) -> i64 {
    plans(
        engine,
        CadenceRequest::Save {
            plan: plan(pause_on_reply),
            was: String::new(),
        },
    );
    let request = CadenceRequest::Enrol {
        cadence: "First touch".into(),
        account: 1,
        contact: Some(1),
        today: TODAY.into(),
    };
    enrolments(engine, TODAY, request)[0].id
}

fn act(engine: &mut Engine, day: &str, enrolment: i64, act: CadenceAct) -> Vec<Enrolment> {
    let request = CadenceRequest::Act {
        enrolment,
        act,
        today: day.into(),
    };
    enrolments(engine, day, request)
}

fn titles(steps: &[DueStep]) -> Vec<&str> {
    steps.iter().map(|step| step.title.as_str()).collect()
}

#[test]
fn an_example_is_offered_until_there_is_a_plan() {
    let mut engine = furnished();
    let offered = plans(&mut engine, CadenceRequest::Plans);
    assert!(offered.len() == 1 && offered[0].example && offered[0].steps.len() > 3);
    let kept = plans(
        &mut engine,
        CadenceRequest::Save {
            plan: plan(false),
            was: String::new(),
        },
    );
    assert_eq!(kept, [plan(false)]);
    let renamed = CadencePlan {
        name: "Second".into(),
        ..plan(false)
    };
    let kept = plans(
        &mut engine,
        CadenceRequest::Save {
            plan: renamed.clone(),
            was: "First touch".into(),
        },
    );
    assert_eq!(kept, [renamed]);
    let left = plans(
        &mut engine,
        CadenceRequest::Remove {
            name: "Second".into(),
        },
    );
    assert!(left[0].example);
}

#[test]
fn a_step_is_due_done_and_logged_without_typing() {
    let mut engine = furnished();
    let id = enrolled(&mut engine, false);
    let steps = due(&mut engine, TODAY);
    assert_eq!(titles(&steps), ["Email the hook", "Call"]);
    let call = &steps[1];
    assert_eq!(call.account_name, "Acme Robotics");
    assert_eq!(call.contact.as_ref().unwrap().name, "Maren Okafor");
    let number = call.number.as_ref().unwrap();
    assert_eq!(number.href, "tel:+14045552368");
    assert!(!number.time.as_ref().unwrap().odd, "it is 10:00 there");

    let now = act(
        &mut engine,
        TODAY,
        id,
        CadenceAct::Done {
            step: 0,
            note: String::new(),
        },
    );
    assert_eq!((now[0].next, now[0].state.as_str()), (Some(1), "active"));
    let Reply::Touches(touches) = on(&mut engine, TODAY, Request::Touches { account: 1 }) else {
        panic!("no touches");
    };
    assert_eq!(
        (touches[0].channel.as_str(), touches[0].note.as_str()),
        ("email", "Email the hook")
    );
    assert_eq!(titles(&due(&mut engine, TODAY)), ["Call"]);

    // A call that is logged settles the call of the plan by itself.
    let call = CallRequest::Log(CallLog {
        account: 1,
        contact: Some(1),
        outcome: "voicemail".into(),
        ..CallLog::default()
    });
    on(&mut engine, TODAY, Request::Call(call));
    assert!(due(&mut engine, TODAY).is_empty());
    // Four days on is a Saturday: it waits for Monday.
    assert!(due(&mut engine, "2026-11-29").is_empty());
    let monday = due(&mut engine, "2026-11-30");
    assert_eq!(
        (titles(&monday), monday[0].late),
        (vec!["Comment on a post"], 0)
    );
    assert_eq!(due(&mut engine, "2026-12-02")[0].late, 2);
    let done = act(&mut engine, "2026-11-30", id, CadenceAct::Skip { step: 2 });
    assert_eq!((done[0].state.as_str(), done[0].due), ("finished", false));
    assert!(due(&mut engine, "2027-01-01").is_empty());
}

#[test]
fn the_same_step_is_not_done_twice() {
    let mut engine = furnished();
    let id = enrolled(&mut engine, false);
    let done = || CadenceAct::Done {
        step: 0,
        note: "Sent.".into(),
    };
    act(&mut engine, TODAY, id, done());
    let request = |act| {
        Request::Cadence(CadenceRequest::Act {
            enrolment: id,
            act,
            today: TODAY.into(),
        })
    };
    for again in [done(), CadenceAct::Skip { step: 9 }] {
        assert!(matches!(
            on(&mut engine, TODAY, request(again)),
            Reply::Error(_)
        ));
    }
    let Reply::Touches(touches) = on(&mut engine, TODAY, Request::Touches { account: 1 }) else {
        panic!("no touches");
    };
    assert_eq!(touches.len(), 1);
}

#[test]
fn a_reply_stops_or_pauses_as_the_plan_says() {
    let replied = Request::Ledger(LedgerRequest::Replied {
        account: 1,
        contact: Some(1),
    });
    let of = || CadenceRequest::Of {
        account: 1,
        today: TODAY.into(),
    };
    let mut engine = furnished();
    enrolled(&mut engine, false);
    on(&mut engine, TODAY, replied.clone());
    assert!(due(&mut engine, TODAY).is_empty());
    assert_eq!(enrolments(&mut engine, TODAY, of())[0].state, "replied");

    let mut engine = furnished();
    let id = enrolled(&mut engine, true);
    on(&mut engine, TODAY, replied);
    assert_eq!(enrolments(&mut engine, TODAY, of())[0].state, "paused");
    assert!(due(&mut engine, "2026-12-05").is_empty());
    let on_again = act(&mut engine, "2026-12-01", id, CadenceAct::Resume);
    assert_eq!(on_again[0].state, "active");
    assert_eq!(
        titles(&due(&mut engine, "2026-12-01")),
        ["Email the hook", "Call"]
    );
    let stopped = act(&mut engine, "2026-12-01", id, CadenceAct::Stop);
    assert_eq!(stopped[0].state, "stopped");
    assert!(due(&mut engine, "2026-12-31").is_empty());
}

#[test]
fn plans_travel_as_json_and_as_a_table_and_bad_files_say_where() {
    let mut engine = furnished();
    plans(
        &mut engine,
        CadenceRequest::Save {
            plan: plan(true),
            was: String::new(),
        },
    );
    let Reply::Cadence(CadenceReply::File { text, .. }) =
        on(&mut engine, TODAY, Request::Cadence(CadenceRequest::Share))
    else {
        panic!("no file");
    };
    let mut other = furnished();
    assert_eq!(
        plans(&mut other, CadenceRequest::TakeShared { text }),
        [plan(true)]
    );
    let table = "Cadence,Day,Channel,Title\nRenewal,3,call,Ask about the renewal\nRenewal,0,email,\"Write, briefly\"\n";
    let taken = plans(
        &mut other,
        CadenceRequest::TakeShared { text: table.into() },
    );
    let renewal = taken.iter().find(|plan| plan.name == "Renewal").unwrap();
    assert_eq!(
        renewal.steps,
        [
            step(0, "email", "Write, briefly"),
            step(3, "call", "Ask about the renewal")
        ]
    );
    for (text, place) in [
        ("{\"hookline_cadences\":1,\n\"cadences\":[{}]}", "line 2"),
        ("Cadence,Day,Channel,Title\nA,soon,call,x\n", "line 2"),
        ("Cadence,Day,Channel,Title\nA,0,pigeon,x\n", "A, step 1"),
        ("nothing", "first line"),
        ("", ""),
    ] {
        let request = Request::Cadence(CadenceRequest::TakeShared { text: text.into() });
        let Reply::Error(error) = on(&mut other, TODAY, request) else {
            panic!("{text} was taken");
        };
        assert!(error.place.contains(place), "{text}: {error:?}");
    }
    assert_eq!(plans(&mut other, CadenceRequest::Plans).len(), 2);
}

#[test]
fn export_and_backup_carry_cadences() {
    let mut engine = furnished();
    enrolled(&mut engine, false);
    let mut lines = String::new();
    let mut cursor = Some(0);
    while let Some(at) = cursor {
        let Reply::Export { lines: more, next } =
            on(&mut engine, TODAY, Request::ExportChunk { cursor: at })
        else {
            panic!("no export");
        };
        lines.push_str(&more);
        cursor = next;
    }
    assert!(lines.contains("\"type\":\"enrolment\"") && lines.contains("\"section\":\"cadence\""));
    let Reply::Backup {
        backup,
        bytes_total,
        ..
    } = on(&mut engine, TODAY, Request::BackupStart)
    else {
        panic!("no backup");
    };
    let Reply::Backup { data, .. } = on(
        &mut engine,
        TODAY,
        Request::BackupChunk { backup, offset: 0 },
    ) else {
        panic!("no chunk");
    };
    assert!(bytes_total > 0);
    let mut other = common::engine();
    on(&mut other, TODAY, Request::RestoreStart);
    assert_eq!(
        on(
            &mut other,
            TODAY,
            Request::RestoreChunk { data, last: true }
        ),
        Reply::Done
    );
    assert_eq!(due(&mut other, TODAY).len(), 2);
}

#[test]
fn what_begins_on_a_sunday_is_told_as_next() {
    let mut engine = furnished();
    let sunday = "2026-11-29";
    plans(
        &mut engine,
        CadenceRequest::Save {
            plan: plan(false),
            was: String::new(),
        },
    );
    let request = CadenceRequest::Enrol {
        cadence: "First touch".into(),
        account: 1,
        contact: Some(1),
        today: sunday.into(),
    };
    let enrolment = enrolments(&mut engine, sunday, request)[0].id;
    let monday = NextDue {
        day: "2026-11-30".into(),
        steps: 2,
    };
    assert_eq!(due_and_next(&mut engine, sunday), (vec![], Some(monday)));
    let (steps, next) = due_and_next(&mut engine, "2026-11-30");
    assert_eq!(titles(&steps), ["Email the hook", "Call"]);
    assert_eq!(next.map(|next| next.day).as_deref(), Some("2026-12-03"));
    act(&mut engine, sunday, enrolment, CadenceAct::Stop);
    assert_eq!(due_and_next(&mut engine, sunday), (vec![], None));
}
