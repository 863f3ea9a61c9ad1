//! An engine in memory, and what tests ask of it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "tests fail loudly; each test file uses some of this"
)]

mod shared;

#[allow(unused_imports, reason = "some test files read no recorded payload")]
pub(crate) use shared::recorded;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_engine::Engine;
use hookline_engine::protocol::{
    AccountPage, AccountQuery, AccountRow, ImportKind, ImportStart, ImportState, Reply, Request,
};
use jiff::Timestamp;

pub const NOW: &str = "2026-11-24T12:00:00Z";

pub fn engine() -> Engine {
    Engine::open(rusqlite::Connection::open_in_memory().unwrap()).unwrap()
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn ask(engine: &mut Engine, request: Request) -> Reply {
    engine.handle(request, at(NOW))
}

pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

pub fn import_as(
    engine: &mut Engine,
    file_name: &str,
    kind: Option<ImportKind>,
    bytes: &[u8],
) -> ImportState {
    let start = ImportStart {
        file_name: file_name.to_owned(),
        kind,
        mapping: Vec::new(),
        bytes_total: bytes.len() as u64,
        invented: false,
        source: None,
        class: None,
    };
    let Reply::Import(state) = ask(engine, Request::ImportStart(start)) else {
        panic!("the import did not start");
    };
    let request = Request::ImportChunk {
        import: state.import,
        data: base64(bytes),
        last: true,
        preview: false,
    };
    match ask(engine, request) {
        Reply::Import(state) => state,
        other => panic!("{other:?}"),
    }
}

pub fn import(engine: &mut Engine, file_name: &str, text: &str) -> ImportState {
    import_as(engine, file_name, None, text.as_bytes())
}

pub fn rows(engine: &mut Engine, query: AccountQuery) -> (Vec<AccountRow>, u64) {
    let query = AccountQuery {
        limit: if query.limit == 0 { 1_000 } else { query.limit },
        ..query
    };
    match ask(engine, Request::Accounts(query)) {
        Reply::Accounts { rows, total } => (rows, total),
        other => panic!("{other:?}"),
    }
}

pub fn names(engine: &mut Engine) -> Vec<String> {
    let (rows, _) = rows(engine, AccountQuery::default());
    rows.into_iter().map(|row| row.name).collect()
}

pub fn page(engine: &mut Engine, key: &str) -> AccountPage {
    let request = Request::AccountByKey {
        key: key.to_owned(),
    };
    match ask(engine, request) {
        Reply::Account(page) => *page,
        other => panic!("{other:?}"),
    }
}

pub fn value<'p>(page: &'p AccountPage, field: &str) -> Option<&'p str> {
    let found = page
        .account
        .fields
        .iter()
        .find(|known| known.field == field);
    found.map(|known| known.value.as_str())
}
