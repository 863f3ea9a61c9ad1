//! The small readers: cells, dates, addresses, HTML, pages that announce feeds, subscription lists.
#![no_main]

#[path = "../drive/text.rs"]
mod drive;

libfuzzer_sys::fuzz_target!(|text: &str| drive::drive(text));
