//! The rep's own connection to a CRM: requests as the vendors document them, and every answer that may come.
//!
//! Sources: Salesforce REST API Developer Guide and Object Reference (Task); developers.hubspot.com, "Calls",
//! "Emails", "Tasks", "Associations"; learn.microsoft.com, Dataverse Web API, tables phonecall, task, email.
//! The answers are written after those pages (synthetic).
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{at, engine};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    CallLog, CallReply, CallRequest, CrmAnswer, CrmCall, CrmClient, CrmReply, CrmRequest, CrmState,
    LedgerReply, LedgerRequest, PageFacts, PagePerson, PersonRole, Reply, Request, Touch,
};
use serde_json::{Value, json};

const NOW: &str = "2026-11-24T12:00:00Z";
const CALLED: &str = "2026-11-24T12:05:00Z";

fn client(crm: &str) -> CrmClient {
    CrmClient {
        crm: crm.to_owned(),
        address: match crm {
            "salesforce" => "https://acme.my.salesforce.com/",
            "dynamics" => "acme.crm4.dynamics.com",
            _ => "",
        }
        .to_owned(),
        client: "3MVG9.synthetic_client".to_owned(),
        tenant: String::new(),
        language: String::new(),
    }
}

struct Desk {
    engine: Engine,
    account: i64,
    contact: i64,
}

impl Desk {
    /// An account with one person, and the CRM connected and checked.
    fn with(crm: &str) -> Self {
        let mut desk = Self::bare();
        desk.connect(crm);
        let check = desk.due(NOW).unwrap();
        assert_eq!((check.touch, &*check.method), (0, "GET"));
        let body = match crm {
            "salesforce" => json!({ "objectDescribe": { "name": "Task" }, "recentItems": [] }),
            "hubspot" => json!({ "portalId": 62515, "uiDomain": "app-eu1.hubspot.com" }),
            _ => json!({ "UserId": "a1b2c3d4-0000-0000-0000-000000000001" }),
        };
        assert!(desk.answer(&check, 200, &body.to_string()).is_none());
        assert!(desk.state().checked);
        desk
    }

    fn bare() -> Self {
        let mut engine = engine();
        let fields = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect::<Vec<_>>()
        };
        let save = Request::SaveAccount {
            account: None,
            fields: fields(&[
                ("name", "Northwind O'Hara"),
                ("domain", "northwind.example"),
            ]),
        };
        let Reply::Account(page) = engine.handle(save, at(NOW)) else {
            panic!("no account");
        };
        let account = page.account.row.id;
        let save = Request::SaveContact {
            contact: None,
            fields: fields(&[
                ("name", "Dana Whitfield"),
                ("email", "dana@northwind.example"),
                ("account", &account.to_string()),
            ]),
        };
        let reply = engine.handle(save, at(NOW));
        let Reply::Contact(person) = reply else {
            panic!("no person: {reply:?}");
        };
        Self {
            engine,
            account,
            contact: person.id.unwrap(),
        }
    }

    fn ask(&mut self, request: CrmRequest, now: &str) -> Reply {
        self.engine.handle(Request::Crm(request), at(now))
    }

    fn connect(&mut self, crm: &str) {
        let reply = self.ask(CrmRequest::Connected(client(crm)), NOW);
        assert!(matches!(reply, Reply::Crm(CrmReply::State(_))), "{reply:?}");
    }

    fn due(&mut self, now: &str) -> Option<CrmCall> {
        match self.ask(CrmRequest::Due, now) {
            Reply::Crm(CrmReply::Due(call)) => call,
            other => panic!("{other:?}"),
        }
    }

    fn reply_to(&mut self, answer: CrmAnswer) -> Reply {
        self.ask(CrmRequest::Answered(answer), CALLED)
    }

    fn answer(&mut self, call: &CrmCall, status: u16, body: &str) -> Option<CrmCall> {
        match self.reply_to(answer(call, status, body)) {
            Reply::Crm(CrmReply::Due(call)) => call,
            other => panic!("{other:?}"),
        }
    }

    fn log_call(&mut self) -> i64 {
        let log = CallLog {
            account: self.account,
            contact: Some(self.contact),
            number: "+14045550100".to_owned(),
            outcome: "voicemail".to_owned(),
            seconds: 95,
            note: "Asked for the plant manager.".to_owned(),
        };
        let reply = self
            .engine
            .handle(Request::Call(CallRequest::Log(log)), at(CALLED));
        let Reply::Call(CallReply::Logged(touch)) = reply else {
            panic!("{reply:?}");
        };
        touch.id
    }

    fn touch(&mut self, id: i64) -> Touch {
        let request = Request::Touches {
            account: self.account,
        };
        let Reply::Touches(touches) = self.engine.handle(request, at(CALLED)) else {
            panic!("no ledger");
        };
        touches.into_iter().find(|touch| touch.id == id).unwrap()
    }

    fn mark(&mut self, id: i64) -> (String, String) {
        let mark = *self.touch(id).crm.unwrap();
        (mark.state, mark.told)
    }

    fn state(&mut self) -> CrmState {
        match self.ask(CrmRequest::State, CALLED) {
            Reply::Crm(CrmReply::State(state)) => state,
            other => panic!("{other:?}"),
        }
    }

    /// Brings a call as far as the request that makes the activity.
    fn making(&mut self) -> (i64, CrmCall) {
        let touch = self.log_call();
        let person = self.due(CALLED).unwrap();
        let create = self
            .answer(&person, 200, &json!({ "records": [{ "Id": "003000000000001AAA", "AccountId": "001000000000001AAA" }] }).to_string())
            .unwrap();
        assert!(create.url.ends_with("/sobjects/Task"), "{}", create.url);
        (touch, create)
    }
}

fn answer(call: &CrmCall, status: u16, body: &str) -> CrmAnswer {
    CrmAnswer {
        touch: call.touch,
        attempt: call.attempt,
        url: call.url.clone(),
        status,
        body: body.to_owned(),
        ..CrmAnswer::default()
    }
}

fn body(call: &CrmCall) -> Value {
    serde_json::from_str(&call.body).unwrap()
}

#[test]
fn entries_are_written_in_the_language_that_was_chosen() {
    let mut desk = Desk::with("salesforce");
    let language = |language: &str| CrmRequest::Language {
        language: language.to_owned(),
    };
    desk.ask(language("es"), NOW);
    assert_eq!(desk.state().client.unwrap().language, "es");
    let (touch, create) = desk.making();
    assert_eq!(body(&create)["Subject"], "Llamada: Dana Whitfield");
    assert_eq!(
        body(&create)["Description"],
        "Resultado: buzón de voz\nDuración: 1:35\nAsked for the plant manager."
    );
    // The CRM's own form is filled in the same language, whatever the view's.
    let request = CallRequest::Form {
        touch,
        page: "https://crm.example/contact/7".to_owned(),
        language: "de".to_owned(),
    };
    let reply = desk.engine.handle(Request::Call(request), at(CALLED));
    let Reply::Call(CallReply::Form(form)) = reply else {
        panic!("{reply:?}");
    };
    assert!(form.text.starts_with("Llamada: "), "{}", form.text);
    // A language that the engine does not speak reads as English; a tag is cut to its length.
    desk.ask(language(&"x".repeat(5_000)), NOW);
    assert!(desk.state().client.unwrap().language.len() < 40);
}

#[test]
fn without_a_connection_nothing_is_due_and_nothing_is_marked() {
    let mut desk = Desk::bare();
    let touch = desk.log_call();
    assert!(desk.due(CALLED).is_none());
    assert!(desk.touch(touch).crm.is_none());
}

#[test]
fn salesforce_gets_a_completed_task_on_person_and_account() {
    let mut desk = Desk::with("salesforce");
    let touch = desk.log_call();
    assert_eq!(desk.mark(touch).0, "waiting");
    let person = desk.due(CALLED).unwrap();
    assert_eq!(
        person.url,
        "https://acme.my.salesforce.com/services/data/v61.0/query?q=SELECT%20Id%2C%20AccountId%20FROM%20Contact%20WHERE%20Email%20%3D%20%27dana%40northwind.example%27%20LIMIT%202"
    );
    assert!(desk.due(CALLED).is_none(), "one request at a time");
    let create = desk
        .answer(&person, 200, &json!({ "records": [{ "Id": "003000000000001AAA", "AccountId": "001000000000001AAA" }] }).to_string())
        .unwrap();
    assert_eq!(create.method, "POST");
    assert_eq!(
        create.url,
        "https://acme.my.salesforce.com/services/data/v61.0/sobjects/Task"
    );
    assert_eq!(
        body(&create),
        json!({
            "Subject": "Call: Dana Whitfield",
            "Description": "Outcome: voicemail\nDuration: 1:35\nAsked for the plant manager.",
            "Status": "Completed",
            "ActivityDate": "2026-11-24",
            "TaskSubtype": "Call",
            "CallType": "Outbound",
            "CallDurationInSeconds": 95,
            "CallDisposition": "voicemail",
            "WhoId": "003000000000001AAA",
            "WhatId": "001000000000001AAA",
        })
    );
    let made = json!({ "id": "00T000000000001AAA", "success": true, "errors": [] }).to_string();
    assert!(desk.answer(&create, 201, &made).is_none());
    let mark = desk.touch(touch).crm.unwrap();
    assert_eq!((&*mark.crm, &*mark.state), ("Salesforce", "logged"));
    assert_eq!(mark.record.as_deref(), Some("00T000000000001AAA"));
    assert_eq!(
        mark.url.as_deref(),
        Some("https://acme.my.salesforce.com/00T000000000001AAA")
    );
    // The same answer again, and the next round, make nothing.
    assert!(desk.answer(&create, 201, &made).is_none());
    assert!(desk.due(CALLED).is_none());
    // The person found is remembered: the next call needs no lookup.
    desk.log_call();
    assert!(desk.due(CALLED).unwrap().url.contains("FROM%20Account"));
}

#[test]
fn a_salesforce_lead_is_related_to_nothing_else() {
    let mut desk = Desk::with("salesforce");
    desk.log_call();
    let person = desk.due(CALLED).unwrap();
    let lead = desk.answer(&person, 200, r#"{"records":[]}"#).unwrap();
    assert!(lead.url.contains("FROM%20Lead"), "{}", lead.url);
    let create = desk
        .answer(&lead, 200, r#"{"records":[{"Id":"00Q000000000001AAA"}]}"#)
        .unwrap();
    assert_eq!(body(&create)["WhoId"], "00Q000000000001AAA");
    assert!(body(&create).get("WhatId").is_none());
}

#[test]
fn a_company_is_looked_up_by_name_and_website_and_a_quote_in_its_name_is_escaped() {
    let mut desk = Desk::with("salesforce");
    desk.log_call();
    let person = desk.due(CALLED).unwrap();
    let lead = desk.answer(&person, 200, r#"{"records":[]}"#).unwrap();
    let company = desk.answer(&lead, 200, r#"{"records":[]}"#).unwrap();
    let soql = url::Url::parse(&company.url).unwrap();
    let (_, soql) = soql.query_pairs().next().unwrap();
    assert!(
        soql.starts_with(r"SELECT Id FROM Account WHERE Name = 'Northwind O\'Hara' OR Website IN ('northwind.example/','northwind.example',"),
        "{soql}"
    );
    let touch = company.touch;
    assert!(desk.answer(&company, 200, r#"{"records":[]}"#).is_none());
    let (state, told) = desk.mark(touch);
    assert_eq!(state, "refused");
    assert!(
        told.starts_with("Salesforce has no record of this person or company."),
        "{told}"
    );
}

#[test]
fn hubspot_gets_engagements_with_the_documented_types() {
    let mut desk = Desk::with("hubspot");
    let touch = desk.log_call();
    let person = desk.due(CALLED).unwrap();
    assert_eq!(
        person.url,
        "https://api.hubapi.com/crm/v3/objects/contacts/search"
    );
    assert_eq!(
        body(&person)["filterGroups"][0]["filters"][0],
        json!({ "propertyName": "email", "operator": "EQ", "value": "dana@northwind.example" })
    );
    let company = desk
        .answer(&person, 200, r#"{"total":1,"results":[{"id":"101"}]}"#)
        .unwrap();
    assert_eq!(
        body(&company)["filterGroups"][0]["filters"][0]["propertyName"],
        "domain"
    );
    let create = desk
        .answer(&company, 200, r#"{"total":1,"results":[{"id":"202"}]}"#)
        .unwrap();
    assert_eq!(create.url, "https://api.hubapi.com/crm/v3/objects/calls");
    let sent = body(&create);
    assert_eq!(sent["properties"]["hs_timestamp"], 1_795_521_900_000_i64);
    assert_eq!(sent["properties"]["hs_call_duration"], 95_000);
    assert_eq!(
        sent["properties"]["hs_call_disposition"],
        "b2cf5968-551e-4856-9783-52b3da59a7d0"
    );
    assert_eq!(
        sent["associations"],
        json!([
            { "to": { "id": "101" }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 194 }] },
            { "to": { "id": "202" }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 182 }] },
        ])
    );
    assert!(desk.answer(&create, 201, r#"{"id":"909"}"#).is_none());
    assert_eq!(
        desk.touch(touch).crm.unwrap().url.as_deref(),
        Some("https://app-eu1.hubspot.com/contacts/62515/record/0-1/101?engagement=909")
    );
}

#[test]
fn dynamics_gets_a_phone_call_that_is_then_closed() {
    let mut desk = Desk::with("dynamics");
    let touch = desk.log_call();
    let person = desk.due(CALLED).unwrap();
    assert_eq!(
        person.url,
        "https://acme.crm4.dynamics.com/api/data/v9.2/contacts?$select=contactid%2C_parentcustomerid_value&$filter=emailaddress1%20eq%20%27dana%40northwind.example%27&$top=2"
    );
    let id = "a1b2c3d4-0000-0000-0000-00000000000f";
    let create = desk
        .answer(
            &person,
            200,
            &json!({ "value": [{ "contactid": id, "_parentcustomerid_value": id }] }).to_string(),
        )
        .unwrap();
    assert_eq!(
        create.url,
        "https://acme.crm4.dynamics.com/api/data/v9.2/phonecalls?$select=activityid"
    );
    assert!(
        create
            .headers
            .contains(&("Prefer".to_owned(), "return=representation".to_owned()))
    );
    let sent = body(&create);
    assert_eq!(
        sent["regardingobjectid_contact_phonecall@odata.bind"],
        format!("/contacts({id})")
    );
    assert_eq!(sent["phonenumber"], "+14045550100");
    assert_eq!(sent["actualdurationminutes"], 2);
    assert_eq!(sent["directioncode"], true);
    let activity = "b1b2c3d4-0000-0000-0000-00000000000e";
    let close = desk
        .answer(&create, 201, &json!({ "activityid": activity }).to_string())
        .unwrap();
    assert_eq!(close.method, "PATCH");
    assert_eq!(
        close.url,
        format!("https://acme.crm4.dynamics.com/api/data/v9.2/phonecalls({activity})")
    );
    assert_eq!(body(&close), json!({ "statecode": 1, "statuscode": 2 }));
    assert!(desk.answer(&close, 204, "").is_none());
    let mark = desk.touch(touch).crm.unwrap();
    assert_eq!((&*mark.state, mark.told.as_str()), ("logged", ""));
    assert_eq!(
        mark.url,
        Some(format!(
            "https://acme.crm4.dynamics.com/main.aspx?etn=phonecall&pagetype=entityrecord&id={activity}"
        ))
    );
    // Were it not closed, it is there all the same and is never made again.
    let again = desk.log_call();
    let create = desk.due(CALLED).unwrap();
    let create = if create.method == "GET" {
        desk.answer(&create, 200, r#"{"value":[]}"#).unwrap()
    } else {
        create
    };
    let close = desk
        .answer(&create, 201, &json!({ "activityid": activity }).to_string())
        .unwrap();
    desk.answer(&close, 403, "{}");
    let (state, told) = desk.mark(again);
    assert_eq!(
        (&*state, &*told),
        (
            "logged",
            "It stands in Dynamics 365, but is still open there."
        )
    );
}

#[test]
fn a_record_that_was_open_is_not_looked_up() {
    let mut desk = Desk::with("salesforce");
    let facts = PageFacts {
        adapter: "salesforce".to_owned(),
        origin: "https://acme.lightning.force.com".to_owned(),
        view: "record".to_owned(),
        people: vec![PagePerson {
            role: PersonRole::Record,
            name: "Dana Whitfield".to_owned(),
            email: "dana@northwind.example".to_owned(),
        }],
        address: "https://acme.lightning.force.com/lightning/r/Contact/003000000000009AAA/view"
            .to_owned(),
        ..PageFacts::default()
    };
    let request = Request::Context {
        facts,
        account: None,
        person: None,
    };
    assert!(matches!(
        desk.engine.handle(request, at(CALLED)),
        Reply::Context(_)
    ));
    desk.log_call();
    let company = desk.due(CALLED).unwrap();
    assert!(company.url.contains("FROM%20Account"), "{}", company.url);
    let create = desk.answer(&company, 200, r#"{"records":[]}"#).unwrap();
    assert_eq!(body(&create)["WhoId"], "003000000000009AAA");
}

#[test]
fn an_expired_token_leaves_the_entry_waiting() {
    let mut desk = Desk::with("salesforce");
    let (touch, create) = desk.making();
    let reply = desk.reply_to(answer(
        &create,
        401,
        r#"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#,
    ));
    assert_eq!(reply, Reply::Crm(CrmReply::Expired));
    assert_eq!(desk.mark(touch).0, "waiting");
    let again = desk.due("2026-11-24T12:06:00Z").unwrap();
    assert_eq!(again.body, create.body);
}

#[test]
fn too_many_requests_are_waited_out() {
    let mut desk = Desk::with("salesforce");
    let (touch, create) = desk.making();
    let mut refusal = answer(&create, 429, "");
    refusal.headers = vec![("retry-after".to_owned(), "600".to_owned())];
    assert_eq!(desk.reply_to(refusal), Reply::Crm(CrmReply::Due(None)));
    assert_eq!(
        desk.mark(touch),
        (
            "waiting".to_owned(),
            "Salesforce has too many requests at the moment. It is asked again after 10 min."
                .to_owned()
        )
    );
    assert!(desk.due("2026-11-24T12:14:59Z").is_none());
    assert!(desk.due("2026-11-24T12:15:00Z").is_some());
}

#[test]
fn the_days_limit_of_salesforce_is_waited_out_too() {
    let mut desk = Desk::with("salesforce");
    let (touch, create) = desk.making();
    let limit =
        r#"[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"#;
    assert!(desk.answer(&create, 403, limit).is_none());
    assert_eq!(desk.mark(touch).0, "waiting");
}

#[test]
fn a_refusal_says_why_and_is_sent_again_on_a_click_alone() {
    let mut desk = Desk::with("salesforce");
    let (touch, create) = desk.making();
    let refusal = r#"[{"message":"insufficient access rights on object id","errorCode":"INSUFFICIENT_ACCESS"}]"#;
    assert!(desk.answer(&create, 403, refusal).is_none());
    assert_eq!(
        desk.mark(touch),
        (
            "refused".to_owned(),
            "Salesforce does not let this sign-in do that: “insufficient access rights on object id”".to_owned()
        )
    );
    assert!(desk.due("2026-11-25T12:00:00Z").is_none());
    let Reply::Touches(_) = desk.ask(CrmRequest::Retry { touch }, CALLED) else {
        panic!("not sent again");
    };
    assert!(desk.due(CALLED).is_some());
    // An entry that is under way is not sent a second time.
    assert!(matches!(
        desk.ask(CrmRequest::Retry { touch }, CALLED),
        Reply::Error(_)
    ));
}

#[test]
fn a_lost_answer_is_looked_at_by_the_rep_and_never_sent_blindly() {
    let lost: [(u16, &str, &str); 5] = [
        (0, "", "it took longer than 30 seconds"),
        (502, "<html><body>Bad gateway</body></html>", ""),
        (200, "<html><body>Sign in</body></html>", ""),
        (201, r#"{"success":true}"#, ""),
        (200, "", "it is larger than 1 MB, so it was not read"),
    ];
    for (status, body, failure) in lost {
        let mut desk = Desk::with("salesforce");
        let (touch, create) = desk.making();
        let mut reply = answer(&create, status, body);
        failure.clone_into(&mut reply.failure);
        desk.reply_to(reply);
        let mark = desk.touch(touch).crm.unwrap();
        assert_eq!(mark.state, "unsure", "{status} {body} {failure}");
        assert_eq!(
            mark.told,
            "No answer came from Salesforce. The entry may have been logged: look there before it is sent again."
        );
        assert_eq!(
            mark.url.as_deref(),
            Some("https://acme.my.salesforce.com/003000000000001AAA")
        );
        assert!(desk.due("2026-11-30T12:00:00Z").is_none(), "{status}");
        assert_eq!(desk.state().open.len(), 1);
        // Only the rep's word moves it.
        desk.ask(CrmRequest::Settle { touch, there: true }, CALLED);
        assert_eq!(desk.mark(touch).0, "logged");
        assert!(desk.due("2026-11-30T12:00:00Z").is_none());
    }
}

#[test]
fn a_request_whose_answer_never_came_is_lost_after_two_minutes() {
    let mut desk = Desk::with("salesforce");
    let (touch, create) = desk.making();
    assert!(desk.due("2026-11-24T12:06:59Z").is_none());
    assert_eq!(desk.mark(touch).0, "waiting");
    assert!(desk.due("2026-11-24T12:07:01Z").is_none());
    assert_eq!(desk.mark(touch).0, "unsure");
    // What comes after that changes nothing.
    desk.answer(
        &create,
        201,
        r#"{"id":"00T000000000001AAA","success":true}"#,
    );
    assert_eq!(desk.mark(touch).0, "unsure");
    desk.ask(
        CrmRequest::Settle {
            touch,
            there: false,
        },
        CALLED,
    );
    assert!(desk.due(CALLED).is_some());
}

#[test]
fn a_lookup_that_fails_costs_nothing_and_is_sent_again_on_a_click() {
    for (status, body, failure, told) in [
        (
            0,
            "",
            "the browser could not connect to it",
            "Salesforce could not be reached: the browser could not connect to it.",
        ),
        (
            200,
            "<html>",
            "",
            "Salesforce answered with a page instead of data. Check the address of the connection.",
        ),
        (
            503,
            "",
            "",
            "Salesforce has a fault of its own. Try again later.",
        ),
        (
            400,
            r#"[{"message":"bad field","errorCode":"INVALID_FIELD"}]"#,
            "",
            "Salesforce refused it: “bad field”",
        ),
        (
            200,
            r#"{"records":[{"Id":"003000000000001AAA"},{"Id":"003000000000002AAA"}]}"#,
            "",
            "Salesforce has several records of this person or company. Open the right one beside Hookline once, then try again.",
        ),
        (
            200,
            r#"{"records":[{"Id":"003/../../evil"}]}"#,
            "",
            "Salesforce answered with a page instead of data. Check the address of the connection.",
        ),
    ] {
        let mut desk = Desk::with("salesforce");
        let touch = desk.log_call();
        let person = desk.due(CALLED).unwrap();
        let mut reply = answer(&person, status, body);
        failure.clone_into(&mut reply.failure);
        desk.reply_to(reply);
        assert_eq!(desk.mark(touch), ("refused".to_owned(), told.to_owned()));
    }
}

#[test]
fn mails_openers_and_tasks_are_logged_and_notes_are_not() {
    let mut desk = Desk::with("hubspot");
    let sent = Request::Ledger(LedgerRequest::Sent {
        account: desk.account,
        contact: Some(desk.contact),
        email: None,
        subject: "Your new plant".to_owned(),
        text: "The body stays here.".to_owned(),
    });
    let Reply::Ledger(LedgerReply::Touches(_)) = desk.engine.handle(sent, at(CALLED)) else {
        panic!("not logged");
    };
    for channel in ["note", "task"] {
        let add = Request::TouchAdd {
            account: desk.account,
            contact: Some(desk.contact),
            channel: channel.to_owned(),
            note: "Send the deck".to_owned(),
        };
        desk.engine.handle(add, at(CALLED));
    }
    assert_eq!(desk.state().open.len(), 2);
    let person = desk.due(CALLED).unwrap();
    let company = desk
        .answer(&person, 200, r#"{"results":[{"id":"1"}]}"#)
        .unwrap();
    let create = desk.answer(&company, 200, r#"{"results":[]}"#).unwrap();
    assert_eq!(create.url, "https://api.hubapi.com/crm/v3/objects/emails");
    assert_eq!(
        body(&create)["properties"]["hs_email_subject"],
        "Email: Your new plant"
    );
    assert!(!create.body.contains("The body stays here."));
    assert_eq!(
        body(&create)["associations"][0]["types"][0]["associationTypeId"],
        198
    );
    let company = desk.answer(&create, 201, r#"{"id":"9"}"#).unwrap();
    let create = desk.answer(&company, 200, r#"{"results":[]}"#).unwrap();
    assert_eq!(create.url, "https://api.hubapi.com/crm/v3/objects/tasks");
    // The rep chooses what is logged.
    desk.ask(
        CrmRequest::Channels {
            channels: vec!["call".to_owned()],
        },
        CALLED,
    );
    let add = Request::TouchAdd {
        account: desk.account,
        contact: None,
        channel: "task".to_owned(),
        note: String::new(),
    };
    let Reply::Touches(touches) = desk.engine.handle(add, at(CALLED)) else {
        panic!("no ledger");
    };
    assert!(touches[0].crm.is_none());
}

#[test]
fn the_end_of_a_connection_ends_the_logging() {
    let mut desk = Desk::with("salesforce");
    let touch = desk.log_call();
    desk.ask(CrmRequest::Disconnected, CALLED);
    assert!(desk.due(CALLED).is_none());
    assert!(desk.touch(touch).crm.is_none());
    let later = desk.log_call();
    assert!(desk.touch(later).crm.is_none());
    // Connected anew, only what comes after is logged.
    desk.connect("salesforce");
    assert!(desk.state().open.is_empty());
}

#[test]
fn signing_in_again_sends_what_waited() {
    let mut desk = Desk::with("salesforce");
    let touch = desk.log_call();
    desk.connect("salesforce");
    assert_eq!(desk.state().open.len(), 1);
    let check = desk.due(CALLED).unwrap();
    assert_eq!(check.touch, 0, "the new sign-in is checked first");
    let person = desk
        .answer(&check, 200, r#"{"objectDescribe":{}}"#)
        .unwrap();
    assert_eq!(person.touch, touch);
}

#[test]
fn a_connection_that_does_not_answer_says_why() {
    let mut desk = Desk::bare();
    desk.connect("salesforce");
    let check = desk.due(NOW).unwrap();
    desk.answer(&check, 403, r#"[{"message":"The REST API is not enabled for this Organization","errorCode":"API_DISABLED_FOR_ORG"}]"#);
    let state = desk.state();
    assert!(!state.checked);
    assert_eq!(
        state.told,
        "Salesforce does not let this sign-in do that: “The REST API is not enabled for this Organization”"
    );
}

#[test]
fn codes_and_tokens_go_to_the_vendor_alone() {
    let mut desk = Desk::bare();
    for (crm, address) in [
        ("salesforce", "https://acme.my.salesforce.com.evil.example"),
        ("salesforce", "http://acme.my.salesforce.com"),
        ("salesforce", "https://acme.my.salesforce.com@evil.example"),
        ("salesforce", ".my.salesforce.com"),
        ("salesforce", ""),
        ("dynamics", "https://dynamics.com"),
        ("dynamics", "https://evil.example/acme.crm.dynamics.com"),
        ("dynamics", "https://acme.evil.dynamics.com"),
        ("pipedrive", "https://acme.pipedrive.com"),
    ] {
        let wrong = CrmClient {
            address: address.to_owned(),
            ..client(crm)
        };
        for request in [
            CrmRequest::Plan(wrong.clone()),
            CrmRequest::Connected(wrong),
        ] {
            let reply = desk.ask(request, NOW);
            assert!(
                matches!(reply, Reply::Error(_)),
                "{crm} {address}: {reply:?}"
            );
        }
    }
}

#[test]
fn the_plan_of_a_sign_in_is_as_documented() {
    let mut desk = Desk::bare();
    let mut plan = |crm: &str| match desk.ask(CrmRequest::Plan(client(crm)), NOW) {
        Reply::Crm(CrmReply::Plan(plan)) => plan,
        other => panic!("{other:?}"),
    };
    let salesforce = plan("salesforce");
    assert_eq!(
        salesforce.authorize,
        "https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9.synthetic_client&scope=api%20refresh_token"
    );
    assert_eq!(
        salesforce.revoke,
        "https://acme.my.salesforce.com/services/oauth2/revoke"
    );
    assert!(salesforce.pkce);
    let hubspot = plan("hubspot");
    assert_eq!(hubspot.token, "https://api.hubapi.com/oauth/v1/token");
    assert!(hubspot.secret && hubspot.pasted && !hubspot.pkce);
    let dynamics = plan("dynamics");
    assert_eq!(
        dynamics.token,
        "https://login.microsoftonline.com/organizations/oauth2/v2.0/token"
    );
    assert!(dynamics.authorize.contains(
        "scope=https%3A%2F%2Facme.crm4.dynamics.com%2Fuser_impersonation%20offline_access"
    ));
    assert_eq!(
        dynamics.permissions,
        [
            "https://acme.crm4.dynamics.com/*",
            "https://login.microsoftonline.com/*"
        ]
    );
}

#[test]
fn every_request_stands_in_the_privacy_log_with_its_account() {
    let mut desk = Desk::with("salesforce");
    desk.log_call();
    let person = desk.due(CALLED).unwrap();
    desk.answer(&person, 200, r#"{"records":[]}"#);
    desk.ask(
        CrmRequest::Noted {
            url: "https://acme.my.salesforce.com/services/oauth2/token".to_owned(),
            status: 200,
            bytes: 812,
        },
        CALLED,
    );
    let log = Request::PrivacyLog {
        offset: 0,
        limit: 10,
    };
    let Reply::PrivacyLog { entries, .. } = desk.engine.handle(log, at(CALLED)) else {
        panic!("no log");
    };
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (&*entry.host, entry.account.as_deref(), entry.bytes))
        .collect();
    assert_eq!(
        told,
        [
            ("acme.my.salesforce.com", None, 812),
            ("acme.my.salesforce.com", Some("Northwind O'Hara"), 14),
            ("acme.my.salesforce.com", None, 51),
        ]
    );
}

#[test]
fn an_export_tells_of_the_connection_and_of_every_entry() {
    let mut desk = Desk::with("salesforce");
    desk.making();
    let mut lines = String::new();
    let mut cursor = 0;
    loop {
        let Reply::Export { lines: more, next } = desk
            .engine
            .handle(Request::ExportChunk { cursor }, at(CALLED))
        else {
            panic!("no export");
        };
        lines.push_str(&more);
        match next {
            Some(next) => cursor = next,
            None => break,
        }
    }
    for kind in ["crm_connection", "crm_record", "crm_entry"] {
        assert!(lines.contains(&format!("\"type\":\"{kind}\"")), "{kind}");
    }
}
