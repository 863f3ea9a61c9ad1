//! The door: messages, patches, share files, drafts and typed texts as they come from outside. Every
//! one is answered, and the engine goes on.
use hookline_engine::Engine;
use hookline_engine::protocol::{
    CadenceRequest, Correction, LibraryRequest, LibrarySection, Reply, Request, SignalsRequest,
};
use std::cell::RefCell;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Drives the target once.
pub fn drive(text: &str) {
    ENGINE.with(|kept| {
        let mut kept = kept.borrow_mut();
        let engine = kept.get_or_insert_with(|| {
            let opened = rusqlite::Connection::open_in_memory().ok();
            let Some(engine) = opened.and_then(|connection| Engine::open(connection).ok()) else {
                unreachable!("an empty database in memory opens");
            };
            engine
        });
        let now = jiff::Timestamp::UNIX_EPOCH;
        let answered = engine.handle_message(text, now);
        assert!(answered.starts_with('{'), "{answered}");
        let text = || text.to_owned();
        for request in [
            Request::Signals(SignalsRequest::PatchImport { text: text() }),
            Request::Signals(SignalsRequest::OpmlImport { text: text() }),
            Request::Cadence(CadenceRequest::TakeShared { text: text() }),
            Request::Library(LibraryRequest::TakeShared {
                section: LibrarySection::Template,
                text: text(),
            }),
            Request::Resolve { input: text() },
            Request::AccountByKey { key: text() },
            Request::Draft {
                subject: text(),
                text: text(),
                account: None,
            },
            Request::Correct(Correction::FollowTopic { topic: text() }),
        ] {
            let _: Reply = engine.handle(request, now);
        }
    });
}
