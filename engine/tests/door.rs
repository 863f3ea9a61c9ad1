//! The door itself: every message gets an answer, and nothing that comes in brings the engine down.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, ask, at, base64, engine, import, names, page};
use hookline_engine::Engine;
use hookline_engine::protocol::{MAX_MESSAGE_BYTES, Reply, Request};
use proptest::prelude::*;
use serde_json::{Value, json};

const ACCOUNTS: &str = "name,domain,industry\nZyntora Robotics Inc,zyntora.com,Robotics\nQuellmark Foods,quellmark.co.uk,Food\nThird,third.io,Energy\n";

fn message(engine: &mut Engine, text: &str) -> Value {
    let reply = engine.handle_message(text, at(NOW));
    serde_json::from_str(&reply).unwrap_or_else(|error| panic!("{error}: {reply}"))
}

fn fixtures() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/protocol/fixtures");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("request_")
        })
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_request_is_answered_by_name_on_an_empty_and_on_a_filled_database() {
    for filled in [false, true] {
        let mut engine = engine();
        if filled {
            import(&mut engine, "crm.csv", ACCOUNTS);
        }
        for (name, text) in fixtures() {
            let reply = message(&mut engine, &text);
            assert_eq!(
                (&reply["v"], &reply["id"]),
                (&json!(1), &json!(7)),
                "{name}"
            );
            let error = &reply["body"]["error"];
            assert!(
                error["code"] != "unknown_request" && error["code"] != "bad_message",
                "{name}: {reply}"
            );
            if let Some(message) = error["message"].as_str() {
                assert!(!message.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn what_is_no_request_gets_an_error_under_its_id() {
    let mut engine = engine();
    for (text, id, code) in [
        ("", 0, "bad_message"),
        ("{", 0, "bad_message"),
        ("[]", 0, "other_version"),
        (r#"{"v":1,"id":4,"body":"no_such"}"#, 4, "unknown_request"),
        (
            r#"{"v":1,"id":4,"body":{"account":{"account":"x"}}}"#,
            4,
            "unknown_request",
        ),
        (r#"{"v":2,"id":4,"body":"hello"}"#, 4, "other_version"),
        (r#"{"id":9,"body":"hello"}"#, 9, "other_version"),
        (r#"{"v":1,"id":-1,"body":"hello"}"#, 0, ""),
    ] {
        let reply = message(&mut engine, text);
        assert_eq!(reply["id"], json!(id), "{text}");
        let got = reply["body"]["error"]["code"].as_str().unwrap_or("");
        assert_eq!(got, code, "{text}: {reply}");
    }
    let large = format!(
        r#"{{"v":1,"id":1,"body":{{"resolve":{{"input":"{}"}}}}}}"#,
        "x".repeat(MAX_MESSAGE_BYTES)
    );
    assert_eq!(
        message(&mut engine, &large)["body"]["error"]["code"],
        "message_too_large"
    );
    let deep = format!(
        r#"{{"v":1,"id":1,"body":{}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(
        message(&mut engine, &deep)["body"]["error"]["code"],
        "bad_message"
    );
}

#[test]
fn an_error_changes_nothing() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let before = names(&mut engine);
    let settings = vec![
        ("bolt_window_days".to_owned(), "30".to_owned()),
        ("no_such".to_owned(), "1".to_owned()),
    ];
    let Reply::Error(error) = ask(&mut engine, Request::SettingsSet { settings }) else {
        panic!("an unknown setting was taken");
    };
    assert_eq!(error.code, "unknown_setting");
    let Reply::Hello(hello) = ask(&mut engine, Request::Hello) else {
        panic!("no hello");
    };
    assert!(
        hello
            .settings
            .contains(&("bolt_window_days".to_owned(), "60".to_owned())),
        "all or nothing"
    );
    for fields in [
        vec![("domain".to_owned(), "not a domain".to_owned())],
        vec![("".to_owned(), "x".to_owned())],
        vec![],
    ] {
        assert!(matches!(
            ask(
                &mut engine,
                Request::SaveAccount {
                    account: None,
                    fields
                }
            ),
            Reply::Error(_)
        ));
    }
    assert_eq!(names(&mut engine), before);
}

#[test]
fn what_the_rep_types_comes_before_every_list() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    let id = page(&mut engine, "zyntora.com").account.row.id;
    let save = |value: &str| Request::SaveAccount {
        account: Some(id),
        fields: vec![("industry".to_owned(), value.to_owned())],
    };
    assert!(matches!(
        ask(&mut engine, save("Egg packing")),
        Reply::Account(_)
    ));
    import(
        &mut engine,
        "crm.csv",
        &ACCOUNTS.replace("Robotics\n", "Machines\n"),
    );
    let shown = page(&mut engine, "zyntora.com");
    let industry = shown
        .account
        .fields
        .iter()
        .find(|field| field.field == "industry")
        .unwrap();
    assert_eq!(
        (industry.value.as_str(), industry.provenance.source.as_str()),
        ("Egg packing", "You")
    );
    assert_eq!(industry.others[0].value, "Machines");
    ask(&mut engine, save(""));
    let shown = page(&mut engine, "zyntora.com");
    assert_eq!(shown.account.row.industry.as_deref(), Some("Machines"));
}

#[test]
fn removed_accounts_take_all_with_them() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", ACCOUNTS);
    import(
        &mut engine,
        "people.csv",
        "name,email,company\nJo Roe,jo@zyntora.com,Zyntora Robotics Inc\n",
    );
    let account = page(&mut engine, "jo@zyntora.com").account.row.id;
    ask(
        &mut engine,
        Request::TouchAdd {
            account,
            contact: None,
            channel: "call".into(),
            note: "x".into(),
        },
    );
    assert_eq!(
        ask(
            &mut engine,
            Request::DeleteAccounts {
                accounts: vec![account]
            }
        ),
        Reply::Done
    );
    let Reply::Hello(hello) = ask(&mut engine, Request::Hello) else {
        panic!("no hello");
    };
    assert_eq!((hello.accounts, hello.contacts), (2, 0));
    let Reply::Search(found) = ask(
        &mut engine,
        Request::Search {
            query: "zyntora jo".into(),
            limit: 10,
        },
    ) else {
        panic!("no search");
    };
    assert!(found.accounts.is_empty() && found.contacts.is_empty());
}

fn backup(engine: &mut Engine) -> Vec<u8> {
    let Reply::Backup {
        backup,
        bytes_total,
        ..
    } = ask(engine, Request::BackupStart)
    else {
        panic!("no backup");
    };
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < bytes_total {
        let request = Request::BackupChunk {
            backup,
            offset: bytes.len() as u64,
        };
        let Reply::Backup { data, .. } = ask(engine, request) else {
            panic!("no chunk");
        };
        use base64::Engine as _;
        bytes.extend(
            base64::engine::general_purpose::STANDARD
                .decode(data)
                .unwrap(),
        );
    }
    bytes
}

fn restore(engine: &mut Engine, bytes: &[u8]) -> Reply {
    assert_eq!(ask(engine, Request::RestoreStart), Reply::Done);
    let mut chunks = bytes.chunks(1_000_000).peekable();
    let mut reply = Reply::Done;
    while let Some(chunk) = chunks.next() {
        let last = chunks.peek().is_none();
        reply = ask(
            engine,
            Request::RestoreChunk {
                data: base64(chunk),
                last,
            },
        );
    }
    reply
}

fn exported(engine: &mut Engine) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut cursor = Some(0);
    while let Some(at) = cursor {
        let Reply::Export { lines: text, next } = ask(engine, Request::ExportChunk { cursor: at })
        else {
            panic!("no export");
        };
        lines.extend(text.lines().map(|line| serde_json::from_str(line).unwrap()));
        cursor = next;
    }
    lines
}

#[test]
fn a_backup_comes_back_whole_and_a_bad_one_changes_nothing() {
    let mut first = engine();
    import(&mut first, "crm.csv", ACCOUNTS);
    let copy = backup(&mut first);
    let before = exported(&mut first);
    assert_eq!(
        before
            .iter()
            .filter(|line| line["type"] == "account")
            .count(),
        3
    );
    assert!(before.iter().all(|line| line["type"].is_string()));

    let mut second = engine();
    import(&mut second, "other.csv", "name,domain\nKept,kept.com\n");
    let mut damaged = copy.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8_192].fill(0xA5);
    let mut foreign = copy.clone();
    foreign[68..72].copy_from_slice(b"XXXX");
    let mut newer = copy.clone();
    newer[60..64].copy_from_slice(&99_i32.to_be_bytes());
    let with_trigger = {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &copy).unwrap();
        let connection = rusqlite::Connection::open(file.path()).unwrap();
        connection
            .execute_batch(
                "CREATE TRIGGER evil AFTER INSERT ON setting BEGIN DELETE FROM account; END;",
            )
            .unwrap();
        drop(connection);
        std::fs::read(file.path()).unwrap()
    };
    for (what, bytes) in [
        ("nothing", &b"x"[..]),
        ("text", &b"SQLite format 3\0 but not really"[..]),
        ("cut off", &copy[..copy.len() / 2]),
        ("damaged", &damaged),
        ("foreign", &foreign),
        ("newer", &newer),
        ("with a trigger of its own", &with_trigger),
    ] {
        assert!(
            matches!(restore(&mut second, bytes), Reply::Error(_)),
            "{what}"
        );
        assert_eq!(names(&mut second), ["Kept"], "{what}");
    }
    assert_eq!(restore(&mut second, &copy), Reply::Done);
    assert_eq!(exported(&mut second), before);
    assert_eq!(
        page(&mut second, "zyntora.com").account.row.name,
        "Zyntora Robotics Inc"
    );
    import(&mut second, "crm.csv", ACCOUNTS);
    assert_eq!(names(&mut second).len(), 3, "a restored database goes on");
}

#[test]
fn a_restored_backup_is_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.db");
    let mut source = engine();
    import(&mut source, "crm.csv", ACCOUNTS);
    let copy = backup(&mut source);
    let mut target = Engine::open(rusqlite::Connection::open(&file).unwrap()).unwrap();
    assert_eq!(restore(&mut target, &copy), Reply::Done);
    drop(target);
    let mut again = Engine::open(rusqlite::Connection::open(&file).unwrap()).unwrap();
    assert_eq!(names(&mut again).len(), 3);
}

#[test]
fn another_programs_database_is_left_alone() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(Engine::open(connection).is_err());
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        Just(Value::from("9223372036854775807")),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,10}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Puts arbitrary values into a fixture, so that many arrive as requests of their kind.
fn disturbed(value: &mut Value, noise: &[Value], seed: &mut usize) {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let pick = &noise[(*seed >> 33) % noise.len()];
    let hit = (*seed >> 20).is_multiple_of(5);
    match value {
        Value::Object(map) => map
            .values_mut()
            .for_each(|inner| disturbed(inner, noise, seed)),
        Value::Array(list) => list
            .iter_mut()
            .for_each(|inner| disturbed(inner, noise, seed)),
        Value::String(text) if hit => {
            if let Value::String(other) = pick {
                text.clone_from(other);
            } else {
                *value = pick.clone();
            }
        }
        Value::Number(_) if hit => *value = pick.clone(),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_comes_in_brings_the_engine_down(
        bodies in prop::collection::vec(any_json(), 1..4),
        seed in any::<usize>(),
        text in ".{0,200}",
    ) {
        let mut engine = engine();
        import(&mut engine, "crm.csv", ACCOUNTS);
        message(&mut engine, &text);
        let mut seed = seed;
        for body in &bodies {
            message(&mut engine, &json!({ "v": 1, "id": 1, "body": body }).to_string());
        }
        for (_, fixture) in fixtures().iter().skip(seed % 7).step_by(7) {
            let mut envelope: Value = serde_json::from_str(fixture).unwrap();
            disturbed(&mut envelope["body"], &bodies, &mut seed);
            message(&mut engine, &envelope.to_string());
        }
        let Reply::Hello(_) = ask(&mut engine, Request::Hello) else {
            panic!("the engine is gone");
        };
    }
}
