//! Feeds: no panic, links on the web only, texts without markup characters that hide things.
#![no_main]

#[path = "../drive/feed.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drive::drive(bytes));
