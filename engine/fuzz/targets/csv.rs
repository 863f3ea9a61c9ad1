//! CSV in two chunks: no panic, and every row is kept or rejected.
#![no_main]

#[path = "../drive/csv.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drive::drive(bytes));
