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
    "url",
    "value",
    "wordings",
    "written",
];

/// Fields that hold the engine's own words, so that a single word counts as well.
const OWN: &[&str] = &[
    "alike",
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
    "unlike",
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
