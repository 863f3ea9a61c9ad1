//! The fuzz targets on stable Rust: seeds of every format the parsers meet, changed in a fixed order
//! for a bounded number of times; and the bodies that are sent to hurt. `cargo fuzz run TARGET` in
//! `engine/fuzz` goes on where this ends.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests fail loudly")]
#![allow(unreachable_pub, reason = "the targets include the same files")]
#![allow(clippy::print_stderr, reason = "a skipped part says why")]

#[path = "../fuzz/drive/mod.rs"]
mod drive;
#[path = "common/shared.rs"]
mod shared;

use hookline_engine::ingest::feed;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Changed inputs tried per seed and target.
const ROUNDS: u64 = 60;
/// Longest seed; the parsers' loops are as visible on a short one.
const LONGEST_SEED: usize = 12_000;
/// Most recorded seeds a folder gives.
const MOST_SEEDS: usize = 12;
/// No single input may take longer, on a slow and loaded machine built for debugging.
const PATIENCE: Duration = Duration::from_secs(20);

/// Seeds that need no recorded file.
const WRITTEN: [&str; 11] = [
    "name,domain,employees\nFoo Ltd,foo.com,\"1,200\"\nBär GmbH;bär.de;12\n",
    "<rss version='2.0'><channel><title>T</title><item><title>A &amp; B</title><link>https://a.com/x?utm_source=y</link><pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>x</p>]]></description></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><title type='html'>&lt;b&gt;x&lt;/b&gt;</title><link href='/rel'/><updated>2026-11-24T10:00:00Z</updated></entry></feed>",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"url\":\"https://a.com\",\"content_html\":\"<p>x</p>\"}]}",
    "<opml version='2.0'><body><outline text='A'><outline type='rss' xmlUrl='https://a.com/feed'/></outline></body></opml>",
    "<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body>plain page</body></html>",
    "$1.2bn, 3,4 Mio. Euro, ₹500 crore; +49 (0)30 1234567; 2026-02-30; jane@bücher.example",
    "{\"format\":\"hookline-patch\",\"version\":1}\n{\"correction\":{\"mute_source\":{\"source\":\"Wire\"}}}\n",
    "{\"v\":1,\"id\":7,\"body\":{\"signals\":{\"search\":{\"text\":\"northwind\",\"limit\":5}}}}",
    "Hi Ana,\n\nsaw that Northwind raised $40 million. Call me on +1 512 555 0100?\n\nPS: Good luck to the Graz Giants.",
    "https://user:pw@EXAMPLE.com:443/a/../b?utm_medium=x&b=2#frag",
];

#[test]
fn changed_seeds_never_break_a_parser() {
    let mut seeds: Vec<Vec<u8>> = WRITTEN
        .iter()
        .map(|seed| seed.as_bytes().to_vec())
        .collect();
    seeds.extend(recorded());
    let mut dice = Dice(0x5eed);
    for seed in &seeds {
        each(seed);
        for _ in 0..ROUNDS {
            each(&changed(seed, &mut dice));
        }
    }
}

/// Every target on one input, each within [`PATIENCE`].
fn each(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let start = Instant::now();
    drive::csv::drive(input);
    drive::feed::drive(input);
    drive::source::drive(input);
    drive::text::drive(&text);
    drive::door::drive(&text);
    assert!(
        start.elapsed() < PATIENCE,
        "{:?} for {:?}",
        start.elapsed(),
        text.chars().take(200).collect::<String>()
    );
}

#[test]
fn an_entity_bomb_costs_no_more_than_its_bytes() {
    let mut bomb = String::from("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
    for level in 1..40 {
        let before = format!("&a{};", level - 1);
        bomb.push_str(&format!("<!ENTITY a{level} \"{}\">", before.repeat(10)));
    }
    bomb.push_str("]><rss version='2.0'><channel><title>&a39;</title><item><title>&a39;</title><link>https://a.com/</link></item></channel></rss>");
    let start = Instant::now();
    if let Ok(feed) = feed::read(bomb.as_bytes(), "https://example.com/feed", "") {
        assert!(
            feed.entries
                .iter()
                .all(|entry| entry.title.chars().count() <= 500)
        );
    }
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn deep_nesting_does_not_overflow() {
    for open in ["<a>", "<outline text='x'>", "[", "{\"a\":"] {
        let deep = format!("<rss><channel><item>{}", open.repeat(200_000));
        drive::feed::drive(deep.as_bytes());
        drive::feed::drive(open.repeat(200_000).as_bytes());
        drive::source::drive(open.repeat(50_000).as_bytes());
        drive::text::drive(&open.repeat(20_000));
    }
}

#[test]
fn a_huge_body_is_refused_or_read_in_bounded_time() {
    // 100 MB that begin like a feed: one endless title, then endless entries.
    let mut body = b"<rss version='2.0'><channel><item><title>".to_vec();
    body.resize(100 * 1024 * 1024, b'x');
    let start = Instant::now();
    let read = feed::read(&body, "https://example.com/feed", "");
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    if let Ok(feed) = read {
        assert!(
            feed.entries
                .iter()
                .all(|entry| entry.title.chars().count() <= 500)
        );
    }
}

#[test]
fn a_page_instead_of_a_feed_is_a_named_error() {
    let page =
        "<!DOCTYPE html><html><head><title>Log in</title></head><body><form></form></body></html>";
    let error = feed::read(page.as_bytes(), "https://example.com/feed", "text/html").unwrap_err();
    assert!(!error.to_string().is_empty());
}

#[test]
fn the_declared_encoding_may_lie() {
    let feed = "<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><title>T</title><item><title>Grüße aus Köln</title><link>https://a.com/</link></item></channel></rss>";
    for declared in ["utf-16", "koi8-r", "nonsense", "latin1", "utf-7"] {
        let text = feed.replace("utf-16", declared);
        each(text.as_bytes());
        let latin: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect();
        each(&latin);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        each(&wide);
    }
}

/// Recorded payloads, where they are at hand: the engine's own synthetic ones always are.
fn recorded() -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/source");
    let mut seeds = Vec::new();
    for folder in ["rss", "atom", "jsonfeed", "sec_edgar", "google_news"] {
        if let Some(folder) = shared::shared(&format!("feeds/{folder}")) {
            seeds.extend(files_of(&folder));
        }
    }
    seeds.extend(files_of(&tests));
    seeds
}

fn files_of(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.truncate(MOST_SEEDS);
    paths
        .iter()
        .map(|path| {
            let mut bytes = std::fs::read(path).unwrap();
            bytes.truncate(LONGEST_SEED);
            bytes
        })
        .collect()
}

/// One to four changes: a byte flipped, a piece cut out, doubled or moved, markup or a number put in.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&[u8]; 12] = [
        b"<![CDATA[",
        b"]]>",
        b"&#x1F600;",
        b"&#0;",
        b"\"",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\r",
        b"<!--",
        b"99999999999999999999",
        b"javascript:alert(1)",
        b"\xe2\x80\xae",
    ];
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let length = bytes.len().max(1);
        let at = dice.below(length).min(bytes.len());
        let end = (at + 1 + dice.below(64)).min(bytes.len());
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let piece = bytes[at..end].to_vec();
                for _ in 0..dice.below(20) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            3 => bytes.truncate(at),
            4 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.below(length).min(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

/// Numbers that are the same in every run (xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
