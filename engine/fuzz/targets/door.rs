//! The door: messages, patches, share files, drafts and typed texts.
#![no_main]

#[path = "../drive/door.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|text: &str| drive::drive(text));
