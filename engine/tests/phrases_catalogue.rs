//! The catalogues of the engine's sentences: well formed, alike, complete against the source, and safe
//! with any text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use hookline_engine::phrases::{sentence, spoken};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where the engine's sentences are made.
const SOURCES: [&str; 3] = ["src", "protocol/src", "../extension/host/src"];

/// Files whose texts are no sentences for the rep: texts of mails and their gaps, SQL, word lists,
/// titles of filings as a headline has them, and the program's own words.
const ELSEWHERE: &[&str] = &[
    "src/bin/",
    "src/hook/wording.rs",
    "src/hook/postscript.rs",
    "src/hook/compose.rs",
    "src/score/sql/",
    "src/search/pages.rs",
    "src/source/edgar/",
    "src/source/jobs/",
    "src/source/hacker_news.rs",
    "src/classify/",
    "host/src/storage.rs",
    "host/src/fetch.rs",
    "host/src/host.rs",
];

/// Files that give reasons in a few words rather than in sentences.
const REASONS: &[&str] = &[
    "src/hook/rank.rs",
    "src/hook/refusal.rs",
    "src/hook/results.rs",
    "src/handle/signals/ranked.rs",
    "src/resolve/features.rs",
    "src/score/contact.rs",
    "src/score/intent.rs",
    "src/score/receipt.rs",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(language: &str) -> Vec<(String, String)> {
    let file = root().join(format!("data/phrases/{language}.tsv"));
    let text = std::fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            let [english, said] = parts[..] else {
                panic!("{language}: not two columns: {line}");
            };
            (english.to_owned(), said.to_owned())
        })
        .collect()
}

fn gaps(pattern: &str) -> Vec<String> {
    let mut gaps: Vec<String> = pattern
        .split('{')
        .skip(1)
        .map(|part| part.split('}').next().unwrap().to_owned())
        .collect();
    gaps.sort();
    gaps
}

#[test]
fn the_catalogues_are_sorted_alike_and_whole() {
    let (german, spanish) = (catalogue("de"), catalogue("es"));
    for (language, lines) in [("de", &german), ("es", &spanish)] {
        assert!(lines.len() > 500);
        for pair in lines.windows(2) {
            assert!(
                pair[0].0 < pair[1].0,
                "{language}: not in order at “{}”",
                pair[1].0
            );
        }
        for (english, said) in lines {
            assert_eq!(gaps(english), gaps(said), "{language}: {english}");
            assert!(!said.trim().is_empty(), "{language}: {english}");
            assert!(
                !english.contains("}{"),
                "two gaps without a word between them: {english}"
            );
            let ends = |text: &str| text.trim_end_matches(['“', '”', '»']).ends_with('.');
            assert!(
                !ends(english) || ends(said),
                "{language}: no full stop: {english} | {said}"
            );
            let names = gaps(english);
            let different: BTreeSet<&String> = names.iter().collect();
            assert_eq!(different.len(), names.len(), "a gap twice: {english}");
        }
    }
    let keys = |lines: &[(String, String)]| -> Vec<String> {
        lines.iter().map(|(english, _)| english.clone()).collect()
    };
    assert_eq!(keys(&german), keys(&spanish));
}

#[test]
fn every_pattern_is_found_again_by_its_own_words() {
    for language in ["de", "es"] {
        for (english, said) in catalogue(language) {
            let fill = |text: &str| {
                let mut out = text.to_owned();
                for gap in gaps(text) {
                    out = out.replace(
                        &format!("{{{gap}}}"),
                        if gap.ends_with('#') { "7" } else { "Xyz" },
                    );
                }
                out
            };
            let found = sentence(&fill(&english), language);
            assert_eq!(
                found,
                fill(&said),
                "{language}: {english} is taken for another"
            );
        }
    }
}

/// Every Rust file below the sources, by its path from the engine's folder.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = SOURCES.iter().map(|one| root().join(one)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let shipped = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
                let name = path.strip_prefix(root()).unwrap_or(&path);
                found.insert(name.to_string_lossy().replace('\\', "/"), shipped);
            }
        }
    }
    found
}

/// The texts of a Rust file with the line of each: without comments, and without reasons of lints.
fn texts(source: &str) -> Vec<(usize, String)> {
    let letters: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        match letters[at] {
            '\n' => line += 1,
            '/' if next == Some('/') => {
                while at + 1 < letters.len() && letters[at + 1] != '\n' {
                    at += 1;
                }
            }
            '\'' if next == Some('\\') => at += 2,
            '\'' if letters.get(at + 2) == Some(&'\'') => at += 2,
            'r' if next == Some('#') && letters.get(at + 2) == Some(&'"') => {
                let begin = at + 3;
                at = begin;
                while at < letters.len()
                    && !(letters[at] == '"' && letters.get(at + 1) == Some(&'#'))
                {
                    at += 1;
                }
                found.push((line, letters[begin..at.min(letters.len())].iter().collect()));
                at += 1;
            }
            '"' => {
                let begin = at;
                let mut text = String::new();
                let first = line;
                at += 1;
                while at < letters.len() && letters[at] != '"' {
                    match letters[at] {
                        '\\' => {
                            at += 1;
                            match letters[at] {
                                '\n' => {
                                    line += 1;
                                    while letters.get(at + 1).is_some_and(|c| c.is_whitespace()) {
                                        at += 1;
                                    }
                                }
                                letter => text.push(letter),
                            }
                        }
                        letter => {
                            line += usize::from(letter == '\n');
                            text.push(letter);
                        }
                    }
                    at += 1;
                }
                let before: String = letters[begin.saturating_sub(24)..begin].iter().collect();
                // The reason of a lint's exception is for developers.
                let before = before.trim_end();
                if !before.ends_with("reason =") || before.ends_with("let reason =") {
                    found.push((first, text));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Runs of words between gaps, figures and marks, in small letters.
fn runs(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut deep = 0;
    for letter in text.chars() {
        match letter {
            '{' => deep += 1,
            '}' => {
                deep -= 1;
                plain.push('|');
            }
            _ if deep > 0 => {}
            letter if letter.is_alphabetic() || "'’- ".contains(letter) => plain.push(letter),
            _ => plain.push('|'),
        }
    }
    plain
        .to_lowercase()
        .split('|')
        .map(|run| run.trim().to_owned())
        .filter(|run| run.contains(' '))
        .collect()
}

#[test]
fn no_entry_is_dead() {
    let mut written = String::new();
    for (name, source) in sources() {
        if !name.starts_with("src/bin/") {
            for (_, text) in texts(&source) {
                written.push_str(&text.to_lowercase());
                written.push('\n');
            }
        }
    }
    let dead: Vec<String> = catalogue("de")
        .into_iter()
        .map(|(english, _)| english)
        .filter(|english| runs(english).iter().any(|run| !has_words(&written, run)))
        .collect();
    assert!(
        dead.is_empty(),
        "the engine makes no such sentence any more: {dead:#?}"
    );
}

/// Words on both sides of a gap in the source that is filled with a counted noun.
const COUNTED: &[&str] = &["sentence of", "sentences of"];

/// True when the words stand in the text: as they are, or, where a sentence is put together, two by two.
fn has_words(text: &str, run: &str) -> bool {
    if text.contains(run) || COUNTED.contains(&run) {
        return true;
    }
    let words: Vec<&str> = run.split(' ').collect();
    let pairs = words
        .windows(2)
        .filter(|pair| text.contains(&pair.join(" ")));
    // Not more than two joints in a sentence.
    words.len() > 3 && pairs.count() + 3 >= words.len()
}

#[test]
fn every_sentence_of_the_source_is_in_the_catalogue() {
    let known: String = catalogue("de")
        .into_iter()
        .map(|(english, _)| english.to_lowercase() + "\n")
        .collect();
    let mut missing = Vec::new();
    for (name, source) in sources() {
        if ELSEWHERE.iter().any(|other| name.contains(other)) {
            continue;
        }
        let gives_reasons = REASONS.contains(&name.as_str());
        for (line, text) in texts(&source) {
            let is_sentence = text.ends_with('.')
                && text.matches(' ').count() >= 2
                && text.starts_with(|first: char| first.is_uppercase() || "“{ ".contains(first));
            let is_reason = gives_reasons && text.contains(' ') && !text.contains("()");
            if (is_sentence || is_reason) && runs(&text).iter().any(|run| !known.contains(run)) {
                missing.push(format!("{name}:{line}: {text}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "Add these sentences to engine/data/phrases/de.tsv and es.tsv (English, tab, translation; a gap \
         is {{name}}, {{name#}} for a figure, {{name*}} for the engine's own words; lines sorted by \
         bytes): {missing:#?}"
    );
}

/// A field of the engine's words with that text.
fn reply(text: &str) -> String {
    json!({ "v": 1, "id": 1, "body": { "error": { "code": "x", "message": text } } }).to_string()
}

#[test]
fn no_text_takes_long() {
    let hostile = [
        "a; ".repeat(1_300),
        ", and ".repeat(600),
        "today. ".repeat(500),
        "today, ".repeat(500),
        "“".repeat(1_000),
        "“a” is b: c is d; e; ".repeat(180),
        "{a} is {b}: ".repeat(300),
        " ".repeat(3_900),
        "1 is 1 is ".repeat(390),
        ".".repeat(3_999),
        "It is It is there, there; ".repeat(150),
    ];
    let begin = Instant::now();
    for text in &hostile {
        for language in ["de", "es"] {
            let _ = spoken(reply(text), language);
        }
    }
    // A few milliseconds each in an optimised build; this machine may be busy and the build is not.
    assert!(
        begin.elapsed() < Duration::from_secs(20),
        "{:?}",
        begin.elapsed()
    );
}

fn shape(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, one)| (key.clone(), shape(one)))
            .collect(),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::String(_) => Value::Null,
        other => other.clone(),
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        Just("why".to_owned()),
        Just("note".to_owned()),
        Just("rows".to_owned()),
        Just("traits".to_owned()),
        Just("name".to_owned()),
        Just("personas".to_owned()),
        ".{0,8}"
    ];
    let leaf = prop_oneof![
        ".{0,40}".prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        Just(Value::from("There is no PS.")),
        Just(Value::from("a\\\"b\n“c” is not d."))
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_said_or_left(text in "\\PC{0,200}") {
        for language in ["de", "es", "en"] {
            let _ = sentence(&text, language);
        }
    }

    #[test]
    fn a_gap_may_hold_anything(text in "\\PC{1,40}", which in any::<prop::sample::Index>()) {
        let lines = catalogue("de");
        let (english, _) = which.get(&lines);
        let mut filled = english.clone();
        for gap in gaps(english) {
            filled = filled.replace(&format!("{{{gap}}}"), &text);
        }
        let _ = sentence(&filled, "de");
    }

    #[test]
    fn json_keeps_its_shape_and_its_data(value in any_json()) {
        let text = value.to_string();
        let said: Value = serde_json::from_str(&spoken(text.clone(), "de")).unwrap();
        prop_assert_eq!(shape(&said), shape(&value));
        prop_assert_eq!(spoken(text.clone(), "en"), text);
    }
}
