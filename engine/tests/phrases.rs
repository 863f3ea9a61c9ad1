//! The engine's own sentences in German and Spanish: everything that a view shows of the sample
//! workspace, the catalogues, and the sentences in the source.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, at, base64, engine, import};
use hookline_engine::Engine;
use hookline_engine::phrases::{sentence, spoken};
use hookline_engine::protocol::{Envelope, Reply, Request, VERSION};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 2] = ["de", "es"];

/// Fields that hold data, by their key: names and facts, texts of sources and of the rep, keys that a
/// view sends back or looks up in its own texts.
const DATA: &[&str] = &[
    "account_name",
    "alike",
    "accounts",
    "bin",
    "city",
    "column",
    "country",
    "examples",
    "factor",
    "field",
    "files",
    "from",
    "industry",
    "input",
    "key",
    "label",
    "model",
    "name",
    "person",
    "phone",
    "publisher",
    "quote",
    "settings",
    "shown",
    "source",
    "source_title",
    "summary",
    "text",
    "title",
    "unlike",
    "url",
    "words",
    "value",
    "wordings",
    "written",
];

/// Fields that hold the engine's own words, so that a single word counts as well.
const OWN: &[&str] = &[
    "basis",
    "change",
    "finding",
    "gains",
    "last_error",
    "message",
    "next",
    "none_because",
    "note",
    "reason",
    "told",
    "warnings",
    "what",
    "why",
];

/// Words of the engine's that are the same in these languages, and values that stand among its words.
const SAME: &[&str] = &[
    "alias",
    "domain",
    "partner",
    "Food products",
    "shoe size",
    "Industrial machinery",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// An engine with the sample workspace, as the extension loads it.
fn sample() -> Engine {
    let mut engine = engine();
    let folder = root().join("static");
    let list = std::fs::read_to_string(folder.join("sample/manifest.json")).unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    for one in list["files"].as_array().unwrap() {
        let text = std::fs::read_to_string(folder.join(one["file"].as_str().unwrap())).unwrap();
        let text = dated(&text);
        if let Some(start) = one.get("import") {
            let Reply::Import(state) = put(&mut engine, &json!({ "import_start": start })) else {
                panic!("{start}");
            };
            let chunk = json!({ "import_chunk": {
                "import": state.import, "data": base64(text.as_bytes()), "last": true } });
            assert!(matches!(put(&mut engine, &chunk), Reply::Import(_)));
        }
        if let Some(feed) = one.get("feed") {
            let mut read = feed.clone();
            read["data"] = base64(text.as_bytes()).into();
            let reply = put(&mut engine, &json!({ "feed_read": read }));
            assert!(matches!(reply, Reply::FeedRead(_)), "{reply:?}");
        }
    }
    engine
}

/// The text with `{{days_ago:N}}` as the date N days before [`NOW`].
fn dated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{days_ago:") {
        let (days, tail) = after.split_once("}}").unwrap();
        out.push_str(before);
        let hours = 24 * days.parse::<i64>().unwrap();
        let then = at(NOW) - jiff::Span::new().hours(hours);
        out.push_str(&then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
        rest = tail;
    }
    out + rest
}

fn put(engine: &mut Engine, request: &Value) -> Reply {
    let request: Request = serde_json::from_value(request.clone())
        .unwrap_or_else(|error| panic!("{error}: {request}"));
    engine.handle(request, at(NOW))
}

/// Texts of a reply that read the same in that language, with the path of keys to each.
fn unsaid(english: &Value, said: &Value, path: &str, found: &mut BTreeSet<String>) {
    match (english, said) {
        (Value::Object(one), Value::Object(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            for (key, value) in one {
                unsaid(value, &other[key], &format!("{path}.{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            for (value, twin) in one.iter().zip(other) {
                unsaid(value, twin, path, found);
            }
        }
        (Value::String(one), Value::String(other)) => {
            let key = path.rsplit('.').next().unwrap();
            let words = one.contains(' ') && !DATA.contains(&key)
                || OWN.contains(&key) && one.contains(|c: char| c.is_lowercase());
            if one == other && words && !SAME.contains(&one.as_str()) {
                found.insert(format!("{path}: {one}"));
            }
        }
        (one, other) => assert_eq!(one, other, "{path}"),
    }
}

/// Asks, and collects what of the reply is not said in each language.
fn check(engine: &mut Engine, request: &Value, found: &mut BTreeSet<String>) -> Reply {
    let reply = put(engine, request);
    let english = serde_json::to_string(&reply).unwrap();
    for language in LANGUAGES {
        let said = spoken(english.clone(), language);
        let said: Value = serde_json::from_str(&said).unwrap();
        unsaid(
            &serde_json::from_str(&english).unwrap(),
            &said,
            language,
            found,
        );
    }
    reply
}

const DRAFTS: &[(&str, &str)] = &[
    ("", ""),
    (
        "Quick question",
        "Hi Dana,\n\nI hope this email finds you well. We are the leading platform. Our product has a dashboard, an API and reports. We offer a demo, a trial, a call and a webinar. BUY NOW!!! LIMITED TIME OFFER!!!\n\nBest,\nMax",
    ),
    (
        "Your Series B",
        "Hi Dana,\n\nsaw that Northwind Robotics raised $40 million last week. Teams that double their staff often lose track of who owns which account. How do you handle that today?\n\nBest,\nMax\n\nPS Congrats on the Pats, you must be glad.",
    ),
    (
        "Re: Your Series B and everything else in the thread so far",
        "Thanks {{first_name}}, could we meet on Tuesday? Could you send me the list? Would you forward this? Are you free on Friday? What do you think?\n\nPS Our product has a new feature at https://x.example\n\nOn Monday Dana wrote:\n> Hello\n> there",
    ),
    (
        "Hallo {{company}}",
        "Guten Tag Frau Weber, wir haben gesehen, dass Sie ein neues Werk bauen. Wie planen Sie die Einstellung der Leute?\n\nPS Das Wetter ist gut.",
    ),
    (
        "Nothing",
        "The implementation of heterogeneous organisational transformation necessitates comprehensive interdepartmental harmonisation of infrastructural responsibilities, particularly considering the multitudinous administrative idiosyncrasies characterising contemporary multinational manufacturing conglomerates operating internationally everywhere. - one\n- two\n- three\n- four",
    ),
];

#[test]
fn everything_that_a_view_shows_of_the_sample_is_said() {
    let mut engine = sample();
    let mut found = BTreeSet::new();
    let mut ask = |request: Value| check(&mut engine, &request, &mut found);
    let mut ids = Vec::new();
    if let Reply::Accounts { rows, .. } = ask(json!({ "accounts": { "limit": 100 } })) {
        ids = rows.iter().map(|row| row.id).collect();
    }
    for id in &ids {
        ask(json!({ "score": { "account": id } }));
        ask(json!({ "openers": { "account": id, "limit": 10 } }));
        ask(json!({ "library": { "propose": { "account": id, "limit": 5 } } }));
        ask(json!({ "portfolio": { "network": { "account": id } } }));
        ask(json!({ "cadence": { "of": { "account": id } } }));
        ask(json!({ "call": { "numbers": { "account": id } } }));
        ask(json!({ "model": { "change": { "account": id, "since": "2026-09-01T00:00:00Z" } } }));
        ask(json!({ "model": { "scores": { "account": id } } }));
        let Reply::Account(page) = ask(json!({ "account": { "account": id } })) else {
            panic!("account {id}");
        };
        for contact in &page.account.contacts {
            ask(json!({ "openers": { "account": id, "contact": contact.id, "limit": 10 } }));
            let people = json!([{ "role": "recipient", "name": contact.name, "email": contact.email.clone().unwrap_or_default() }]);
            ask(
                json!({ "context": { "facts": { "adapter": "gmail", "origin": "https://mail.google.com", "view": "compose", "people": people } } }),
            );
        }
        for story in &page.news.stories {
            ask(json!({ "resolve": { "input": story.title } }));
        }
        ask(json!({ "resolve": { "input": page.account.row.name } }));
        for (subject, text) in DRAFTS {
            ask(json!({ "draft": { "subject": subject, "text": text, "account": id } }));
        }
    }
    for (subject, text) in DRAFTS {
        ask(json!({ "draft": { "subject": subject, "text": text } }));
    }
    for request in [
        json!("hello"),
        json!({ "signals": "sources" }),
        json!({ "signals": { "feed": { "limit": 100 } } }),
        json!({ "signals": { "alerts": {} } }),
        json!({ "signals": { "search": { "text": "robots", "limit": 9 } } }),
        json!("feeds"),
        json!({ "cadence": "plans" }),
        json!({ "library": { "entries": { "section": "pain" } } }),
        json!({ "library": { "entries": { "section": "template" } } }),
        json!({ "ledger": "results" }),
        json!({ "model": "list" }),
        json!({ "model": { "show": { "model": null, "version": null } } }),
        json!({ "model": { "outcomes": { "account": null, "limit": 50 } } }),
        json!({ "hygiene": { "overview": { "view": {} } } }),
        json!({ "hygiene": { "duplicates": { "view": {}, "limit": 50 } } }),
        json!({ "portfolio": "list" }),
        json!({ "portfolio": { "next": { "limit": 30 } } }),
        json!({ "portfolio": { "personas": { "view": {} } } }),
        json!({ "portfolio": { "tiles": { "view": { "without_outliers": true }, "columns": [], "limit": 9, "find": "" } } }),
        json!({ "portfolio": { "look_alikes": { "view": {}, "accounts": [ids[0], ids[30]], "top": 0, "limit": 9 } } }),
        json!({ "portfolio": { "match": { "text": "Tesla\nNorthwind\nNobody at all" } } }),
        json!({ "portfolio": { "churn": { "view": {}, "limit": 9 } } }),
        json!({ "portfolio": { "contrast": {
            "first": { "view": { "text": "invented" } }, "second": "rest" } } }),
        json!({ "context": { "facts": { "adapter": "gmail", "origin": "https://mail.google.com", "view": "thread" } } }),
        json!({ "context": { "facts": { "adapter": "x", "origin": "https://x.example", "view": "record", "company": "Never Heard Of Ltd", "website": "never.example" } } }),
    ] {
        ask(request);
    }
    for issue in [
        "missing",
        "stale",
        "contradictory",
        "invalid_email",
        "invalid_domain",
    ] {
        ask(
            json!({ "hygiene": { "findings": { "view": {}, "issue": issue, "field": "", "offset": 0, "limit": 50 } } }),
        );
    }
    assert!(found.is_empty(), "not said: {found:#?}");
}

/// 400 firms with an outcome that two columns tell, one column that leaks it, and useless ones.
fn firms() -> String {
    let mut csv = String::from(
        "Name,Domain,Industry,Employees,Revenue,Stage,Stage copy,Region,Constant,Empty,Founded\n",
    );
    for row in 0..400_u32 {
        let chance = row.wrapping_mul(2_654_435_761) >> 16;
        let software = chance % 2 == 0;
        let won = if chance % 10 < if software { 7 } else { 2 } {
            "won"
        } else {
            "lost"
        };
        csv.push_str(&format!(
            "Firm {row},firm{row}.com,{},{},{},{won},{won}!,R{},same,,{}\n",
            if software { "Software" } else { "Mining" },
            50 + chance % 900,
            1_000_000 + u64::from(chance) * 1_000,
            chance % 7,
            1950 + chance % 70,
        ));
    }
    csv
}

fn stage(value: &str) -> Value {
    json!({ "view": { "filters": [{ "column": "stage", "choice": { "value": value } }] } })
}

#[test]
fn models_and_lists_are_said() {
    let mut engine = engine();
    let state = import(&mut engine, "firms.csv", &firms());
    assert_eq!(state.kept, 400, "{state:?}");
    let mut found = BTreeSet::new();
    let mut ask = |request: Value| check(&mut engine, &request, &mut found);
    let train = |ignored: &[&str]| {
        json!({ "model": { "train": {
        "model": null, "name": "Fit", "purpose": "fit", "first": stage("won"),
        "second": stage("lost"), "ignored": ignored } } })
    };
    let reply = ask(train(&[]));
    assert!(matches!(reply, Reply::Model(_)), "{reply:?}");
    ask(train(&["stage", "stage copy", "industry"]));
    ask(json!({ "portfolio": { "contrast": { "first": stage("won"), "second": stage("lost") } } }));
    ask(json!({ "portfolio": { "contrast": { "first": stage("won"), "second": "rest" } } }));
    ask(
        json!({ "portfolio": { "contrast": { "first": stage("no such"), "second": stage("lost") } } }),
    );
    ask(
        json!({ "portfolio": { "contrast": { "first": stage("won"), "second": { "view": {} } } } }),
    );
    ask(
        json!({ "portfolio": { "look_alikes": { "view": {}, "accounts": [1, 2, 3], "top": 0, "limit": 9 } } }),
    );
    ask(json!({ "model": { "edit": { "model": 1, "edits": [
        { "points": { "column": "base", "bin": "", "points": 3 } },
        { "drop": { "column": "employees" } }, { "name": "Other" }, { "notes": "Mine" } ] } } }));
    ask(json!({ "model": { "edit": { "model": null, "edits": [ { "name": "Other" } ] } } }));
    ask(json!({ "model": { "revert": { "model": 1, "version": 1 } } }));
    for purpose in ["fit", "churn"] {
        ask(json!({ "model": { "activate": { "model": 1, "purpose": purpose } } }));
    }
    ask(
        json!({ "model": { "outcomes_from": { "column": "Stage", "values": [["won", "won"], ["lost", "lost"]] } } }),
    );
    ask(json!({ "model": { "outcome": { "account": 1, "kind": "replied", "at": "" } } }));
    ask(json!({ "model": { "outcomes": { "account": null, "limit": 9 } } }));
    ask(json!({ "model": "list" }));
    ask(json!({ "hygiene": { "overview": { "view": {} } } }));
    ask(json!({ "portfolio": { "next": { "limit": 5 } } }));
    for id in 1..6 {
        ask(json!({ "score": { "account": id } }));
    }
    assert!(found.is_empty(), "not said: {found:#?}");
}

/// Requests that cannot be carried out, or that are told of problems.
fn refused() -> Vec<Value> {
    let long = "x".repeat(3_000);
    vec![
        json!({ "account": { "account": 999 } }),
        json!({ "account_by_key": { "key": "nobody.example" } }),
        json!({ "account_by_key": { "key": "" } }),
        json!({ "score": { "account": 999 } }),
        json!({ "openers": { "account": 999, "limit": 5 } }),
        json!({ "save_account": { "fields": [] } }),
        json!({ "save_account": { "fields": [["", "x"]] } }),
        json!({ "save_account": { "fields": [["name", "A"], ["employees", "many"]] } }),
        json!({ "save_account": { "account": 999, "fields": [["name", "A"]] } }),
        json!({ "save_contact": { "fields": [] } }),
        json!({ "save_contact": { "contact": 999, "fields": [["name", "A"]] } }),
        json!({ "save_contact": { "fields": [["name", "A"], ["account", "first"]] } }),
        json!({ "delete_accounts": { "accounts": [999] } }),
        json!({ "import_start": { "file_name": "" } }),
        json!({ "import_start": { "file_name": "a.csv", "mapping": [["No such", "name"]] } }),
        json!({ "import_chunk": { "import": 99, "data": "", "last": true } }),
        json!({ "import_cancel": { "import": 99 } }),
        json!({ "resolve": { "input": "" } }),
        json!({ "resolve": { "input": "Zzyzx Unheard Holdings" } }),
        json!({ "classify": { "title": "" } }),
        json!({ "draft": { "text": "word ".repeat(80_000) } }),
        json!({ "feed_read": { "data": "", "url": "https://a.example/f" } }),
        json!({ "feed_read": { "data": base64(b"<!doctype html><html></html>"), "url": "https://a.example/f" } }),
        json!({ "feed_read": { "data": base64(b"no feed"), "url": "https://a.example/f" } }),
        json!({ "feed_read": { "data": base64(b"<rss><channel><title>A</title><item><title>One<item><title>Two</title></item></channel>"), "url": "https://a.example/f" } }),
        json!({ "feed_read": { "data": base64(b"{}"), "url": "https://data.sec.gov/submissions/CIK0001318605.json" } }),
        json!({ "feed_add": { "url": "ftp://x" } }),
        json!({ "feed_set": { "feed": 99, "on": true } }),
        json!({ "paste": { "account": 1, "text": "" } }),
        json!({ "paste": { "account": 1, "text": "Northwind opens a plant", "url": "javascript:x" } }),
        json!({ "paste": { "account": 999, "text": "Northwind opens a plant" } }),
        json!({ "settings_set": { "settings": [["no_such", "1"]] } }),
        json!({ "settings_set": { "settings": [["feed_interval_minutes", "0"]] } }),
        json!({ "settings_set": { "settings": [["opener_tone", "loud"]] } }),
        json!({ "settings_set": { "settings": [["pains", long]] } }),
        json!({ "settings_set": { "settings": [["dial_template", "http://x"]] } }),
        json!({ "settings_set": { "settings": [["dial_template", "tel:1"]] } }),
        json!({ "undo": { "correction": 99 } }),
        json!({ "correct": { "not_account": { "key": "", "account": 1 } } }),
        json!({ "correct": { "mute_story": { "story": 999 } } }),
        json!({ "touch_add": { "account": 1, "channel": "pigeon", "note": "x" } }),
        json!({ "touch_add": { "account": 999, "channel": "note", "note": "x" } }),
        json!({ "call": { "log": { "account": 1, "outcome": "sang" } } }),
        json!({ "call": { "log": { "account": 1, "outcome": "busy", "number": "12" } } }),
        json!({ "call": { "unlog": { "touch": 99 } } }),
        json!({ "call": { "form": { "touch": 99, "page": "https://x.lightning.force.com/" } } }),
        json!({ "cadence": { "save": { "plan": { "name": "", "steps": [] } } } }),
        json!({ "cadence": { "save": { "plan": { "name": "A", "steps": [] } } } }),
        json!({ "cadence": { "save": { "plan": { "name": "A", "steps": [{ "day": 1, "channel": "fax", "title": "x" }] } } } }),
        json!({ "cadence": { "save": { "plan": { "name": "A", "steps": [{ "day": 9999, "channel": "call", "title": "x" }] } } } }),
        json!({ "cadence": { "save": { "plan": { "name": "A", "steps": [{ "day": 1, "channel": "call", "title": "" }] } } } }),
        json!({ "cadence": { "remove": { "name": "None" } } }),
        json!({ "cadence": { "take_shared": { "text": "{}" } } }),
        json!({ "cadence": { "take_shared": { "text": "a,b\n1,2\n" } } }),
        json!({ "cadence": { "enrol": { "cadence": "None", "account": 1 } } }),
        json!({ "cadence": { "act": { "enrolment": 99, "act": "pause" } } }),
        json!({ "cadence": { "due": { "today": "someday", "limit": 3 } } }),
        json!({ "library": { "save": { "section": "pain", "entry": { "title": "", "text": "" } } } }),
        json!({ "library": { "remove": { "section": "pain", "id": "none" } } }),
        json!({ "library": { "take_shared": { "section": "pain", "text": "x" } } }),
        json!({ "library": { "take_shared": { "section": "pain", "text": "{\"format\":\"hookline pains\",\"version\":9}" } } }),
        json!({ "library": { "fact": { "contact": 1, "kind": "star sign", "value": "x" } } }),
        json!({ "library": { "fact": { "contact": 1, "kind": "interest", "value": "" } } }),
        json!({ "library": { "fact": { "contact": 1, "kind": "start_date", "value": "once" } } }),
        json!({ "ledger": { "mark": { "touch": 99, "replied": true } } }),
        json!({ "model": { "show": { "model": 99, "version": null } } }),
        json!({ "model": { "edit": { "model": null, "edits": [{ "drop": { "column": "shoe size" } }] } } }),
        json!({ "model": { "edit": { "model": null, "edits": [{ "points": { "column": "base", "bin": "", "points": 99_999_999 } }] } } }),
        json!({ "model": { "edit": { "model": null, "edits": [{ "lock": { "column": "employees", "bin": "none", "locked": true } }] } } }),
        json!({ "model": { "edit": { "model": null, "edits": [{ "name": long }] } } }),
        json!({ "model": { "import": { "text": "x", "trusted": "", "keep": false } } }),
        json!({ "model": { "export": { "model": null, "seed": "short" } } }),
        json!({ "model": { "sql": { "model": null, "dialect": "cobol", "table": "t" } } }),
        json!({ "model": { "change": { "account": 1, "since": "monday" } } }),
        json!({ "model": { "outcome": { "account": 1, "kind": "sang", "at": "" } } }),
        json!({ "model": { "outcome": { "account": 1, "kind": "won", "at": "once" } } }),
        json!({ "model": { "outcomes_from": { "column": "None", "values": [] } } }),
        json!({ "model": { "train": { "model": null, "name": "A", "purpose": "fit", "first": { "view": {} }, "second": "rest", "ignored": [] } } }),
        json!({ "hygiene": { "findings": { "view": {}, "issue": "ugly", "field": "", "offset": 0, "limit": 5 } } }),
        json!({ "hygiene": { "merge": { "keep": 1, "merge": 1 } } }),
        json!({ "hygiene": { "merge": { "keep": 1, "merge": 999 } } }),
        json!({ "hygiene": { "merge_undo": { "merge": 99 } } }),
        json!({ "portfolio": { "save": { "portfolio": null, "name": "", "category": "", "source": null } } }),
        json!({ "portfolio": { "save": { "portfolio": null, "name": "A", "category": "odd", "source": null } } }),
        json!({ "portfolio": { "remove": { "portfolio": 99, "removed": true } } }),
        json!({ "portfolio": { "accounts": { "view": {}, "sort": "beauty", "descending": false, "offset": 0, "limit": 5 } } }),
        json!({ "portfolio": { "accounts": { "view": { "filters": [{ "column": "beauty", "choice": "missing" }] }, "sort": "", "descending": false, "offset": 0, "limit": 5 } } }),
        json!({ "portfolio": { "contrast": { "first": "rest", "second": "rest" } } }),
        json!({ "portfolio": { "look_alikes": { "view": {}, "accounts": [], "top": 0, "limit": 9 } } }),
        json!({ "portfolio": { "committee": { "view": {}, "department": "magic", "offset": 0, "limit": 9 } } }),
        json!({ "portfolio": { "churn": { "view": {}, "limit": 9 } } }),
        json!({ "portfolio": { "network": { "account": 999 } } }),
        json!({ "backup_chunk": { "backup": 9, "offset": 0 } }),
        json!({ "restore_chunk": { "data": "", "last": true } }),
        json!("restore_start"),
        json!({ "restore_chunk": { "data": "%%", "last": false } }),
        json!("restore_start"),
        json!({ "restore_chunk": { "data": base64(b"nothing of the sort"), "last": true } }),
        json!({ "signals": { "source_set": { "name": "oracle", "on": true } } }),
        json!({ "signals": { "source_follow": { "name": "edgar", "account": 1, "value": "" } } }),
        json!({ "signals": { "discover": { "url": "" } } }),
        json!({ "signals": { "opml_import": { "text": "" } } }),
        json!({ "signals": { "patch_import": { "text": "" } } }),
        json!({ "signals": { "patch_import": { "text": "{\"format\":\"hookline patch\",\"version\":1}\nx\n{\"correction\":{\"mute_story\":{\"story\":1}}}" } } }),
        json!({ "signals": { "search": { "text": "a", "from": "once", "limit": 3 } } }),
        json!({ "signals": { "as_of": { "at": "once", "request": "feeds" } } }),
        json!({ "signals": { "as_of": { "at": "2026-01-01", "request": "backup_start" } } }),
        json!({ "signals": "opml_export" }),
    ]
}

#[test]
fn refusals_and_problems_are_said() {
    let mut engine = engine();
    import(
        &mut engine,
        "a.csv",
        "Name,Domain,Employees,Owner,Owner,\nNorthwind Robotics,northwind.example,ten,Ann,Bob,x\n,,,,,\nA,a..b,#REF!,,,,,,\n\"B,b.example,1\n",
    );
    let mut found = BTreeSet::new();
    let bad = [
        (
            "people.csv",
            "First name,Last name,Email,Phone,Birthday\nDana,Weber,dana at x,12,someday\n,,,,\n",
        ),
        ("empty.csv", ""),
        ("book.xlsx", "PK\u{3}\u{4}rest"),
        ("page.csv", "<!DOCTYPE html><html></html>"),
        ("paper.csv", "%PDF-1.7"),
        (
            "double.csv",
            "Name,Employees,Revenue,Founded,SIC,Website\nNorthwind Robotics,-5,1e40,soon,bread,192.168.0.1\nNorthwind Robotics,7,,,,http://\n",
        ),
    ];
    for (name, text) in bad {
        let Reply::Import(state) = put(
            &mut engine,
            &json!({ "import_start": { "file_name": name } }),
        ) else {
            panic!("{name}");
        };
        check(
            &mut engine,
            &json!({ "import_chunk": { "import": state.import, "data": base64(text.as_bytes()), "last": true } }),
            &mut found,
        );
    }
    for request in refused() {
        check(&mut engine, &request, &mut found);
    }
    put(
        &mut engine,
        &json!({ "feed_add": { "url": "https://wire.example/feed.xml" } }),
    );
    for (status, failure) in [
        (0, "net::ERR"),
        (0, ""),
        (403, ""),
        (404, ""),
        (410, ""),
        (429, ""),
        (503, ""),
        (418, ""),
    ] {
        check(
            &mut engine,
            &json!({ "fetched": { "feed": 1, "url": "https://wire.example/feed.xml", "final_url": "https://wire.example/feed.xml", "status": status, "failure": failure } }),
            &mut found,
        );
        check(&mut engine, &json!("feeds"), &mut found);
        put(
            &mut engine,
            &json!({ "feed_set": { "feed": 1, "on": true } }),
        );
    }
    for correction in [
        json!({ "not_account": { "key": "Northwind", "account": 1 } }),
        json!({ "is_account": { "key": "Northwind", "account": 1 } }),
        json!({ "mute_source": { "source": "Wire" } }),
        json!({ "mute_kind": { "kind": "funding" } }),
        json!({ "mute_account": { "account": 1 } }),
        json!({ "mute_opener": { "account": 1, "opener": "x" } }),
        json!({ "follow_topic": { "topic": "robots" } }),
        json!({ "follow_source": { "source": "Wire" } }),
    ] {
        // A correction's text is the engine's sentence; everywhere else a text is data.
        let reply = put(&mut engine, &json!({ "correct": correction }));
        let Reply::Corrected(entry) = reply else {
            panic!("{reply:?}")
        };
        for language in LANGUAGES {
            assert_ne!(sentence(&entry.text, language), entry.text);
        }
    }
    assert!(found.is_empty(), "not said: {found:#?}");
}

#[test]
fn a_message_is_answered_in_the_language_it_asks_for() {
    let mut engine = engine();
    let mut ask = |language: &str, body: &str| -> Envelope<Reply> {
        let message = format!(r#"{{"v":{VERSION},"id":7,"language":"{language}","body":{body}}}"#);
        let reply = engine.handle_message(&message, at(NOW));
        serde_json::from_str(&reply).unwrap()
    };
    let mut told = |language: &str, body: &str| match ask(language, body).body {
        Reply::Error(error) => format!("{} {}", error.message, error.next),
        other => panic!("{other:?}"),
    };
    let unknown = r#"{"account":{"account":1234}}"#;
    let german = "Über „account 1234“ ist nichts bekannt. Prüfen Sie die Schreibweise, oder fügen Sie den Account hinzu.";
    for language in ["de", "DE", "de-AT", "de_CH"] {
        assert_eq!(told(language, unknown), german);
    }
    assert!(told("es-MX", unknown).starts_with("No se sabe nada de «"));
    for language in ["", "en", "en-US", "fr", "deu", "🙂"] {
        assert!(
            told(language, unknown).starts_with("Nothing is known about"),
            "{language}"
        );
    }
    assert!(told("de", r#""launch""#).starts_with("Die Engine kennt diese Anfrage nicht"));
}

#[test]
fn names_and_notes_pass_as_they_are_and_figures_are_written_as_the_language_does() {
    let mut engine = engine();
    // Names that are words of the engine's own.
    import(
        &mut engine,
        "a.csv",
        "Name,Domain,Industry,Employees\nRevenue,revenue.example,funding,1234567\ntoday,today.example,sales,12\n",
    );
    put(
        &mut engine,
        &json!({ "touch_add": { "account": 1, "channel": "note", "note": "It asks for nothing." } }),
    );
    for request in [
        json!({ "account": { "account": 1 } }),
        json!({ "touches": { "account": 1 } }),
        json!({ "accounts": { "limit": 9 } }),
    ] {
        let english = serde_json::to_string(&put(&mut engine, &request)).unwrap();
        let said = spoken(english.clone(), "de");
        for data in [
            r#""name":"Revenue""#,
            r#""industry":"funding""#,
            r#""note":"It asks for nothing.""#,
        ] {
            assert_eq!(
                english.matches(data).count(),
                said.matches(data).count(),
                "{data}: {said}"
            );
        }
    }
    for (english, german, spanish) in [
        (
            "Employees is 1,234,567: +5.",
            "Mitarbeiter: 1.234.567: +5.",
            "Empleados: 1.234.567: +5.",
        ),
        (
            "“1,234” is negative.",
            "„1,234“ ist negativ.",
            "«1,234» es negativo.",
        ),
        (
            "Last confirmed 1,234 days ago.",
            "Zuletzt vor 1.234 Tagen bestätigt.",
            "Confirmado por última vez hace 1234 días.",
        ),
        (
            "Founded is 2026-11-20: +1.",
            "Gegründet: 20.11.2026: +1.",
            "Fundación: 20/11/2026: +1.",
        ),
        (
            "Filling “revenue” at 1,234 accounts would move about 3 of them to another star, if they are like the others.",
            "„Umsatz“ bei 1.234 Accounts zu füllen brächte etwa 3 davon zu einem anderen Stern, wenn sie wie die übrigen sind.",
            "Completar «ingresos» en 1234 cuentas llevaría unas 3 de ellas a otra estrella, si son como las demás.",
        ),
        (
            "No sentence of the engine's.",
            "No sentence of the engine's.",
            "No sentence of the engine's.",
        ),
    ] {
        assert_eq!(sentence(english, "de"), german);
        assert_eq!(sentence(english, "es"), spanish);
        assert_eq!(sentence(english, "en"), english);
    }
}

#[test]
fn the_program_speaks_them_too() {
    let told = |language: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("draft.txt");
        std::fs::write(&file, "Hi Dana,\n\nyour new plant in Leeds looks busy.\n").unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_hookline"))
            .args(["--now", NOW, "--language", language, "draft"])
            .arg(&file)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.success(), text)
    };
    assert!(told("en").1.contains("There is no PS."));
    assert!(told("de").1.contains("Es gibt kein PS."));
    assert!(told("es").1.contains("No hay posdata."));
    assert!(!told("fr").0, "a language that it does not speak");
}

#[test]
fn what_the_engine_makes_of_filings_positions_and_examples_is_said_in_the_reps_language() {
    let told = |reply: serde_json::Value, language: &str| -> serde_json::Value {
        serde_json::from_str(&spoken(reply.to_string(), language)).unwrap()
    };
    let reply = json!({
        "stories": [
            { "title": "Alder Robotics changes its auditor (8-K)", "summary": "Alder Robotics is hiring: Plant Manager." },
            { "title": "Alder Robotics changes its auditor", "summary": "Alder Robotics changes its auditor (8-K)" },
        ],
        "plans": [{ "name": "Two weeks, three channels", "steps": [{ "title": "Call on the same day" }, { "title": "Call" }] }],
        "model": "Starter fit",
        "personas": [{ "name": "sales", "renamed": "sales" }],
        "private": [
            {
                "title": "Alder, Inc. raises $5.2 million of $12 million offered (Form D)",
                "summary": "Offered: $12 million; sold: $5.2 million; remaining: $950,000; investors: 14; first sale: 2026-11-03; amends an earlier notice; industry: Other Technology.",
            },
            { "title": "Alder offers securities to private investors (Form D)", "summary": "Offered: a free lunch" },
        ],
    });
    let german = told(reply.clone(), "de");
    for (place, expected) in [
        (
            "/stories/0/title",
            "Alder Robotics wechselt den Abschlussprüfer (8-K)",
        ),
        ("/stories/0/summary", "Alder Robotics sucht: Plant Manager."),
        (
            "/private/0/title",
            "Alder, Inc. nimmt 5,2 Mio. $ von 12 Mio. $ angebotenen ein (Form D)",
        ),
        (
            "/private/0/summary",
            "Angeboten: 12 Mio. $; verkauft: 5,2 Mio. $; übrig: 950.000 $; Investoren: 14; erster Verkauf: 03.11.2026; ändert eine frühere Mitteilung; Branche: Other Technology.",
        ),
        (
            "/private/1/title",
            "Alder bietet privaten Investoren Wertpapiere an (Form D)",
        ),
        ("/private/1/summary", "Offered: a free lunch"),
    ] {
        assert_eq!(german.pointer(place).unwrap(), expected, "{place}");
    }
    // A newspaper's headline and what it says are its own.
    assert_eq!(german["stories"][1], reply["stories"][1]);
    assert_eq!(german["plans"][0]["name"], "Zwei Wochen, drei Kanäle");
    assert_eq!(
        german["plans"][0]["steps"][0]["title"],
        "Anruf am selben Tag"
    );
    // What a person types is left, also where the engine has the same word.
    assert_eq!(german["plans"][0]["steps"][1]["title"], "Call");
    assert_eq!(german["personas"][0]["name"], "Vertrieb");
    assert_eq!(german["personas"][0]["renamed"], "sales");
    assert_eq!(german["model"], "Startmodell Passung");
    assert_eq!(told(reply, "es")["model"], "Encaje inicial");
}
