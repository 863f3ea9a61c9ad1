//! Every message of the protocol has a fixture, and every fixture is read and written back unchanged.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use hookline_protocol::{Envelope, Reply, Request, SignalsRequest, VERSION};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn fixtures(kind: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if let Some(variant) = name.strip_prefix(kind) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((variant.to_owned(), serde_json::from_str(&text).unwrap()));
        }
    }
    assert!(!found.is_empty());
    found
}

fn round_trip<Body: Serialize + DeserializeOwned>(name: &str, written: &Value) -> Body {
    let read: Envelope<Body> =
        serde_json::from_value(written.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((read.v, read.id), (VERSION, 7), "{name}");
    assert_eq!(serde_json::to_value(&read).unwrap(), *written, "{name}");
    read.body
}

/// A place for every variant; a new one does not compile before it has a place here and a fixture.
fn place_of_request(request: &Request) -> usize {
    match request {
        Request::Hello => 0,
        Request::Context { .. } => 1,
        Request::Account { .. } => 2,
        Request::AccountByKey { .. } => 3,
        Request::Accounts(_) => 4,
        Request::Search { .. } => 5,
        Request::SaveAccount { .. } => 6,
        Request::SaveContact { .. } => 7,
        Request::DeleteAccounts { .. } => 8,
        Request::News(_) => 9,
        Request::Openers { .. } => 10,
        Request::OpenerUsed { .. } => 11,
        Request::Score { .. } => 12,
        Request::Resolve { .. } => 13,
        Request::Classify { .. } => 14,
        Request::Draft { .. } => 15,
        Request::ImportStart(_) => 16,
        Request::ImportChunk { .. } => 17,
        Request::ImportCancel { .. } => 18,
        Request::FeedRead { .. } => 19,
        Request::Paste { .. } => 20,
        Request::Feeds => 21,
        Request::FeedAdd { .. } => 22,
        Request::FeedSet { .. } => 23,
        Request::FeedRemove { .. } => 24,
        Request::Due => 25,
        Request::Fetched(_) => 26,
        Request::Correct(_) => 27,
        Request::Undo { .. } => 28,
        Request::Corrections => 29,
        Request::PrivacyLog { .. } => 30,
        Request::SettingsSet { .. } => 31,
        Request::BackupStart => 32,
        Request::BackupChunk { .. } => 33,
        Request::RestoreStart => 34,
        Request::RestoreChunk { .. } => 35,
        Request::ExportChunk { .. } => 36,
        Request::Touches { .. } => 37,
        Request::TouchAdd { .. } => 38,
        Request::Signals(_) => 39,
        Request::Call(_) => 40,
        Request::Cadence(_) => 41,
        Request::Library(_) => 42,
        Request::Ledger(_) => 43,
        Request::Portfolio(_) => 44,
        Request::Model(_) => 45,
        Request::Hygiene(_) => 46,
        Request::Crm(_) => 47,
    }
}

fn place_of_reply(reply: &Reply) -> usize {
    match reply {
        Reply::Hello(_) => 0,
        Reply::Context(_) => 1,
        Reply::Account(_) => 2,
        Reply::Accounts { .. } => 3,
        Reply::Search(_) => 4,
        Reply::Contact(_) => 5,
        Reply::News(_) => 6,
        Reply::Openers(_) => 7,
        Reply::Score(_) => 8,
        Reply::Resolution(_) => 9,
        Reply::Reading(_) => 10,
        Reply::Draft(_) => 11,
        Reply::Import(_) => 12,
        Reply::FeedRead(_) => 13,
        Reply::Feeds(_) => 14,
        Reply::Due(_) => 15,
        Reply::Corrected(_) => 16,
        Reply::Corrections(_) => 17,
        Reply::PrivacyLog { .. } => 18,
        Reply::Backup { .. } => 19,
        Reply::Export { .. } => 20,
        Reply::Touches(_) => 21,
        Reply::Done => 22,
        Reply::Error(_) => 23,
        Reply::Signals(_) => 24,
        Reply::Call(_) => 25,
        Reply::Cadence(_) => 26,
        Reply::Library(_) => 27,
        Reply::Ledger(_) => 28,
        Reply::Portfolio(_) => 29,
        Reply::Model(_) => 30,
        Reply::Hygiene(_) => 31,
        Reply::Crm(_) => 32,
    }
}

#[test]
fn every_request_is_read_and_written_back() {
    let seen: BTreeSet<usize> = fixtures("request_")
        .iter()
        .map(|(name, written)| place_of_request(&round_trip(name, written)))
        .collect();
    assert_eq!(seen, (0..48).collect(), "a request has no fixture");
}

#[test]
fn every_reply_is_read_and_written_back() {
    let seen: BTreeSet<usize> = fixtures("reply_")
        .iter()
        .map(|(name, written)| place_of_reply(&round_trip(name, written)))
        .collect();
    assert_eq!(seen, (0..33).collect(), "a reply has no fixture");
}

#[test]
fn every_correction_has_a_fixture() {
    let seen: BTreeSet<String> = fixtures("request_correct")
        .iter()
        .filter_map(|(_, written)| written["body"]["correct"].as_object())
        .flat_map(|correction| correction.keys().cloned())
        .collect();
    assert_eq!(seen.len(), 13, "{seen:?}");
}

/// A place for every question about signals; a new one does not compile before it has a fixture.
fn place_of_signals(request: &SignalsRequest) -> usize {
    match request {
        SignalsRequest::Sources => 0,
        SignalsRequest::SourceSet { .. } => 1,
        SignalsRequest::SourceFollow { .. } => 2,
        SignalsRequest::Discover { .. } => 3,
        SignalsRequest::FoundDismiss { .. } => 4,
        SignalsRequest::OpmlImport { .. } => 5,
        SignalsRequest::OpmlExport => 6,
        SignalsRequest::Feed(_) => 7,
        SignalsRequest::Search(_) => 8,
        SignalsRequest::PatchExport { .. } => 9,
        SignalsRequest::PatchImport { .. } => 10,
        SignalsRequest::Alerts { .. } => 11,
        SignalsRequest::AlertsSeen => 12,
        SignalsRequest::AsOf { .. } => 13,
        SignalsRequest::Triggers { .. } => 14,
    }
}

#[test]
fn every_question_and_answer_about_signals_has_a_fixture() {
    let questions: BTreeSet<usize> = fixtures("request_signals")
        .iter()
        .filter_map(|(name, written)| match round_trip(name, written) {
            Request::Signals(request) => Some(place_of_signals(&request)),
            _ => None,
        })
        .collect();
    assert_eq!(questions, (0..15).collect());
    let answers: BTreeSet<String> = fixtures("reply_signals")
        .iter()
        .filter_map(|(_, written)| written["body"]["signals"].as_object())
        .flat_map(|reply| reply.keys().cloned())
        .collect();
    assert_eq!(answers.len(), 7, "{answers:?}");
}

/// The nested families: every variant has a fixture, named as it is on the wire.
#[test]
fn every_question_of_the_workspace_has_a_fixture() {
    for (kind, family, least) in [
        ("request_portfolio", "portfolio", 18),
        ("request_model", "model", 18),
        ("request_hygiene", "hygiene", 10),
        ("reply_portfolio", "portfolio", 14),
        ("reply_model", "model", 8),
        ("reply_hygiene", "hygiene", 7),
        ("request_crm", "crm", 11),
        ("reply_crm", "crm", 4),
    ] {
        let seen: BTreeSet<String> = fixtures(kind)
            .iter()
            .filter_map(|(_, written)| match &written["body"][family] {
                Value::String(name) => Some(name.clone()),
                Value::Object(variant) => variant.keys().next().cloned(),
                _ => None,
            })
            .collect();
        assert_eq!(seen.len(), least, "{kind}: {seen:?}");
    }
}
