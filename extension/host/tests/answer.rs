//! One message in, one reply out, whatever the message holds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use hookline_engine::Engine;
use hookline_engine::protocol::{Envelope, MAX_MESSAGE_BYTES, Reply};
use hookline_host::answer::{Answer, answer};
use jiff::Timestamp;

fn engine() -> Engine {
    Engine::open(rusqlite::Connection::open_in_memory().unwrap()).unwrap()
}

fn ask(engine: &mut Engine, text: &str) -> (Envelope<Reply>, Answer) {
    let answer = answer(engine, text, Timestamp::UNIX_EPOCH);
    (serde_json::from_str(&answer.text).unwrap(), answer)
}

#[test]
fn a_reply_carries_the_number_of_its_question() {
    let (envelope, answer) = ask(&mut engine(), r#"{"v":1,"id":42,"body":"hello"}"#);
    assert_eq!(envelope.id, 42);
    assert!(matches!(envelope.body, Reply::Hello(_)));
    assert!(!answer.changed, "a question changes nothing");
}

#[test]
fn a_change_is_announced_and_a_refused_change_is_not() {
    let mut engine = engine();
    let save = r#"{"v":1,"id":1,"body":{"save_account":{"fields":[["name","Northwind Robotics"],["domain","northwind-robotics.example"]]}}}"#;
    let (envelope, answer) = ask(&mut engine, save);
    assert!(
        matches!(envelope.body, Reply::Account(_)),
        "{}",
        answer.text
    );
    assert!(answer.changed);
    let (envelope, answer) = ask(
        &mut engine,
        r#"{"v":1,"id":2,"body":{"undo":{"correction":99}}}"#,
    );
    assert!(matches!(envelope.body, Reply::Error(_)), "{}", answer.text);
    assert!(!answer.changed);
}

#[test]
fn a_feed_that_was_added_is_due_at_once() {
    let mut engine = engine();
    let add = r#"{"v":1,"id":1,"body":{"feed_add":{"url":"https://wire.example/feed.xml"}}}"#;
    let (envelope, answer) = ask(&mut engine, add);
    assert!(matches!(envelope.body, Reply::Feeds(_)), "{}", answer.text);
    assert!(answer.due && answer.changed);
    let (_, answer) = ask(
        &mut engine,
        r#"{"v":1,"id":2,"body":{"feed_set":{"feed":1,"on":false}}}"#,
    );
    assert!(!answer.due);
}

#[test]
fn what_cannot_be_read_gets_an_error_with_its_number() {
    let mut engine = engine();
    for (text, id) in [
        (r#"{"v":1,"id":7,"body":{"launch":{}}}"#, 7),
        (r#"{"v":1,"id":8}"#, 8),
        (r#"{"v":1,"id":9,"body":{"score":{"account":"three"}}}"#, 9),
        (r#"{"v":1,"id":-1,"body":"hello"}"#, 0),
        ("", 0),
        ("null", 0),
        ("[]", 0),
        ("{\"v\":1,\"id\":1,\"body\":\"hello\"", 0),
        ("\u{0}\u{202e}", 0),
    ] {
        let (envelope, answer) = ask(&mut engine, text);
        assert_eq!(envelope.id, id, "{text}");
        assert!(matches!(envelope.body, Reply::Error(_)), "{text}");
        assert!(!answer.changed);
    }
}

#[test]
fn another_version_is_told_to_reload() {
    let (envelope, _) = ask(&mut engine(), r#"{"v":2,"id":5,"body":"hello"}"#);
    let Reply::Error(error) = envelope.body else {
        panic!("not refused");
    };
    assert_eq!((envelope.id, error.code.as_str()), (5, "other_version"));
    assert!(error.message.contains("Reload"));
}

#[test]
fn a_message_without_end_is_refused_before_it_is_read() {
    let huge = format!(
        r#"{{"v":1,"id":1,"body":{{"resolve":{{"input":"{}"}}}}}}"#,
        "x".repeat(MAX_MESSAGE_BYTES)
    );
    let (envelope, _) = ask(&mut engine(), &huge);
    assert!(matches!(envelope.body, Reply::Error(error) if error.code == "message_too_large"));
}

#[test]
fn nesting_without_end_is_an_error_and_not_a_crash() {
    let deep = format!(
        r#"{{"v":1,"id":1,"body":{}{}}}"#,
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let (envelope, _) = ask(&mut engine(), &deep);
    assert!(matches!(envelope.body, Reply::Error(_)));
}
