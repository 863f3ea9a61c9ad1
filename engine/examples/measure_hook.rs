//! Times the draft meter and the openers, one JSON object:
//! `cargo run --release --package hookline-engine --example measure_hook`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measuring tool prints, and stops when something is wrong"
)]

use hookline_engine::hook::draft::{DraftInput, DraftSettings, draft};
use hookline_engine::hook::{
    HookSettings, OpenerAccount, OpenerInput, SignalOf, SourcedSignal, openers,
};
use hookline_engine::protocol::{
    Answer, ContentType, KindReading, SignalKind, SourceClass, Stance,
};
use jiff::Timestamp;
use std::time::Instant;

/// Runs of each measurement; the median and the 95th percentile are shown.
const RUNS: usize = 200;

const SENTENCE: &str =
    "Teams like yours lose weeks to ramping new reps after a round; is that worth a call? ";

fn times(runs: usize, mut work: impl FnMut()) -> (f64, f64) {
    let mut taken: Vec<f64> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    (taken[runs / 2], taken[runs * 95 / 100])
}

fn draft_times(words: usize, runs: usize) -> (f64, f64) {
    let body = SENTENCE.repeat(words / 17 + 1);
    let text = format!(
        "Hi Jane,\n\nSaw the Series B.\n\n{body}\n\nBest,\nSam\n\nPS Congrats on the Pats."
    );
    let settings = DraftSettings::default();
    let nouns: Vec<String> = (0..50).map(|at| format!("noun{at}")).collect();
    times(runs, || {
        let reading = draft(&DraftInput {
            subject: "Ramping new reps",
            text: &text,
            product_nouns: &nouns,
            sources: None,
            settings: &settings,
            now: Timestamp::UNIX_EPOCH,
        });
        assert!(reading.words >= words);
    })
}

fn opener_times(signals: usize) -> (f64, f64) {
    let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let signal = |at: usize| SourcedSignal {
        story: Some(i64::try_from(at).unwrap()),
        title: format!("Acme raises ${at}M Series B led by Foundry to expand in Europe"),
        summary: "The company plans to hire across sales and product.".to_owned(),
        url: Some("https://news.example/a".to_owned()),
        publisher: Some("Example News".to_owned()),
        published: Some(now),
        fetched: now,
        class: SourceClass::Editorial,
        content_type: ContentType::News,
        of: SignalOf::Account,
        kinds: vec![KindReading {
            kind: SignalKind::Funding,
            confidence: 0.9,
            span: [0, 0],
        }],
        stance: Stance::Reported,
        congratulate: true,
        facts: Vec::new(),
        about: Answer::Yes,
        about_confidence: 0.9,
    };
    let input = OpenerInput {
        account: OpenerAccount {
            name: "Acme, Inc.".to_owned(),
            ..OpenerAccount::default()
        },
        person: None,
        signals: (1..=signals).map(signal).collect(),
        pains: Vec::new(),
        used: Vec::new(),
        muted: Vec::new(),
        results: Vec::new(),
        settings: HookSettings::default(),
        now,
    };
    times(RUNS, || assert!(!openers(&input).openers.is_empty()))
}

fn main() {
    let (short, short_p95) = draft_times(100, RUNS);
    let (long, long_p95) = draft_times(50_000, 30);
    let (few, few_p95) = opener_times(60);
    println!(
        "{{\"draft_100_words_ms\":{short:.3},\"draft_100_words_p95_ms\":{short_p95:.3},\"draft_50000_words_ms\":{long:.1},\"draft_50000_words_p95_ms\":{long_p95:.1},\"openers_60_stories_ms\":{few:.2},\"openers_60_stories_p95_ms\":{few_p95:.2}}}"
    );
}
