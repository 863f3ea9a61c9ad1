//! Enrichment through the door: gaps are filled from other lists and from registers, nothing is
//! overwritten silently, and every step can be taken back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, at, base64, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    EnrichedValue, EnrichingSource, HygieneReply, HygieneRequest, ImportStart, Reply, Request,
    SourceClass, View,
};

fn ask(engine: &mut Engine, request: HygieneRequest) -> HygieneReply {
    match engine.handle(Request::Hygiene(request), at(NOW)) {
        Reply::Hygiene(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn sources(engine: &mut Engine) -> Vec<EnrichingSource> {
    let view = View::default();
    match ask(engine, HygieneRequest::Enrichment { view }) {
        HygieneReply::Enrichment(sources) => sources,
        other => panic!("{other:?}"),
    }
}

fn preview(engine: &mut Engine, source: &str, mode: &str) -> (Vec<EnrichedValue>, u64, u64) {
    let request = HygieneRequest::EnrichmentPreview {
        view: View::default(),
        source: source.to_owned(),
        mode: mode.to_owned(),
        limit: 50,
    };
    match ask(engine, request) {
        HygieneReply::EnrichmentPreview {
            rows,
            changes,
            accounts,
        } => (rows, changes, accounts),
        other => panic!("{other:?}"),
    }
}

fn set(engine: &mut Engine, source: &str, mode: &str) {
    let request = HygieneRequest::EnrichmentSet {
        view: View::default(),
        source: source.to_owned(),
        mode: mode.to_owned(),
    };
    assert!(matches!(ask(engine, request), HygieneReply::Enrichment(_)));
}

/// A list as a register would give it.
fn register(engine: &mut Engine, name: &str, text: &str) {
    let start = ImportStart {
        file_name: name.to_owned(),
        kind: None,
        mapping: Vec::new(),
        bytes_total: text.len() as u64,
        invented: false,
        source: Some(name.to_owned()),
        class: Some(SourceClass::Filed),
    };
    let Reply::Import(state) = engine.handle(Request::ImportStart(start), at(NOW)) else {
        panic!("no import");
    };
    let chunk = Request::ImportChunk {
        import: state.import,
        data: base64(text.as_bytes()),
        last: true,
        preview: false,
    };
    assert!(matches!(engine.handle(chunk, at(NOW)), Reply::Import(_)));
}

fn value(engine: &mut Engine, field: &str) -> Option<String> {
    let key = "alder.com".to_owned();
    match engine.handle(Request::AccountByKey { key }, at(NOW)) {
        Reply::Account(page) => page
            .account
            .fields
            .iter()
            .find(|one| one.field == field)
            .map(|one| one.value.clone()),
        other => panic!("{other:?}"),
    }
}

fn filled() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Name,Website,Employees\nAlder Robotics,alder.com,90\nBirch Foods,birch.com,40\n",
    );
    import(
        &mut engine,
        "other.csv",
        "Name,Website,City\nAlder Robotics,alder.com,Ulm\n",
    );
    register(
        &mut engine,
        "Register",
        "Name,Website,Employees,Country\nALDER ROBOTICS INC,alder.com,120,Germany\n",
    );
    engine
}

#[test]
fn gaps_are_filled_and_nothing_in_a_list_is_overwritten() {
    let mut engine = filled();
    assert_eq!(value(&mut engine, "city").as_deref(), Some("Ulm"));
    assert_eq!(value(&mut engine, "country").as_deref(), Some("Germany"));
    assert_eq!(value(&mut engine, "employees").as_deref(), Some("90"));
    let found = sources(&mut engine);
    let line = |name: &str| found.iter().find(|one| one.source == name).unwrap();
    let register = line("Register");
    assert_eq!((register.mode.as_str(), register.fills), ("fill", 1));
    assert_eq!(register.differs, 1, "both figures are kept: {register:?}");
    assert_eq!((line("other.csv").fills, line("other.csv").differs), (1, 0));
}

#[test]
fn another_trust_is_shown_before_it_counts_and_can_be_taken_back() {
    let mut engine = filled();
    let (rows, changes, accounts) = preview(&mut engine, "Register", "replace");
    assert_eq!((changes, accounts), (1, 1));
    assert_eq!(
        (
            rows[0].field.as_str(),
            rows[0].before.as_str(),
            rows[0].after.as_str()
        ),
        ("employees", "90", "120")
    );
    assert_eq!(value(&mut engine, "employees").as_deref(), Some("90"));
    set(&mut engine, "Register", "replace");
    assert_eq!(value(&mut engine, "employees").as_deref(), Some("120"));
    set(&mut engine, "Register", "off");
    assert_eq!(value(&mut engine, "employees").as_deref(), Some("90"));
    assert_eq!(value(&mut engine, "country"), None);
    set(&mut engine, "Register", "fill");
    assert_eq!(value(&mut engine, "country").as_deref(), Some("Germany"));
    let (rows, changes, _) = preview(&mut engine, "Register", "fill");
    assert_eq!((changes, rows[0].after.as_str()), (0, "Germany"));
}

#[test]
fn what_a_source_says_later_is_treated_alike() {
    let mut engine = filled();
    set(&mut engine, "Register", "off");
    register(
        &mut engine,
        "Register",
        "Name,Website,Employees,Country\nALDER ROBOTICS INC,alder.com,130,Austria\n",
    );
    assert_eq!(value(&mut engine, "country"), None);
    set(&mut engine, "Register", "replace");
    assert_eq!(value(&mut engine, "employees").as_deref(), Some("130"));
    assert_eq!(value(&mut engine, "country").as_deref(), Some("Austria"));
}

#[test]
fn the_last_source_of_an_account_keeps_its_name_and_odd_modes_are_refused() {
    let mut engine = filled();
    set(&mut engine, "crm.csv", "off");
    let birch = Request::AccountByKey {
        key: "birch.com".to_owned(),
    };
    match engine.handle(birch, at(NOW)) {
        Reply::Account(page) => assert_eq!(page.account.row.name, "Birch Foods"),
        other => panic!("{other:?}"),
    }
    let request = HygieneRequest::EnrichmentSet {
        view: View::default(),
        source: "crm.csv".to_owned(),
        mode: "perhaps".to_owned(),
    };
    match engine.handle(Request::Hygiene(request), at(NOW)) {
        Reply::Error(error) => assert_eq!(error.code, "unknown_mode"),
        other => panic!("{other:?}"),
    }
}
