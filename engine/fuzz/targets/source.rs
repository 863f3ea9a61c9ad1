//! Answers of sources; the first byte chooses the source.
#![no_main]

#[path = "../drive/source.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drive::drive(bytes));
