//! The texts in `static/_locales`: every language has every text, with the same gaps, and the app
//! and the manifest ask for no text that is not there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["en", "de", "es"];

/// Beginnings of keys that are completed by a name of the engine at run time.
const FAMILIES: [&str; 39] = [
    "became_",
    "cadence_state_",
    "category_",
    "channel_",
    "class_",
    "department_",
    "enrich_",
    "evidence_",
    "explain_",
    "fact_",
    "fact_help_",
    "factor_",
    "failed_",
    "field_",
    "issue_",
    "kind_",
    "label_",
    "level_",
    "line_",
    "outcome_",
    "pages_field_",
    "pages_place_",
    "pages_problem_",
    "pages_view_",
    "part_",
    "portfolio_tab_",
    "purpose_",
    "rank_",
    "relation_",
    "seat_",
    "setting_",
    "source_",
    "source_of_",
    "stance_",
    "train_",
    "trait_",
    "type_",
    "word_",
    "zone_",
];

/// Functions of the app whose first argument is a key.
const ASKING: [&str; 6] = [" t(\"", "(t(\"", "t1(\"", "t2(\"", "t3(\"", "head(\""];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn messages(language: &str) -> Map<String, Value> {
    let file = root().join(format!("static/_locales/{language}/messages.json"));
    let text = std::fs::read_to_string(file).expect("the locale is there");
    serde_json::from_str(&text).expect("the locale is JSON")
}

fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

fn app() -> String {
    let mut text = String::new();
    sources(&root().join("extension/app/src"), &mut text);
    // The one view that is plain JavaScript, since it stands in every page that is taught.
    text.push_str(&std::fs::read_to_string(root().join("static/teach.js")).unwrap());
    text
}

/// The literals that follow each of the beginnings.
fn literals<'text>(text: &'text str, beginning: &str) -> Vec<&'text str> {
    text.split(beginning)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn gaps(message: &str) -> BTreeSet<char> {
    message
        .split('$')
        .skip(1)
        .filter_map(|rest| rest.chars().next())
        .collect()
}

#[test]
fn every_language_has_every_text_with_the_same_gaps() {
    let english = messages("en");
    assert!(english.len() > 100, "the texts were found");
    for language in LANGUAGES {
        let texts = messages(language);
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !texts.contains_key(*key))
            .collect();
        let further: Vec<_> = texts
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(
            missing.is_empty() && further.is_empty(),
            "{language}: lacks {missing:?}, has alone {further:?}"
        );
        for (key, text) in &texts {
            let said = text["message"].as_str().unwrap();
            assert!(!said.trim().is_empty(), "{language}: {key} is empty");
            assert_eq!(
                gaps(said),
                gaps(english[key]["message"].as_str().unwrap()),
                "{language}: the gaps of {key}"
            );
        }
    }
}

#[test]
fn the_app_asks_for_no_text_that_is_not_there() {
    let (english, app) = (messages("en"), app());
    let mut asked = 0;
    for beginning in ASKING {
        for key in literals(&app, beginning) {
            asked += 1;
            // The reading direction comes from the browser itself.
            assert!(
                key.starts_with("@@") || english.contains_key(key),
                "no text {key}"
            );
        }
    }
    for key in literals(&app, "count(\"") {
        for ending in ["_one", "_other"] {
            let key = format!("{key}{ending}");
            assert!(english.contains_key(&key), "no text {key}");
        }
    }
    assert!(asked > 100, "the questions were found: {asked}");
}

#[test]
fn no_text_is_left_over() {
    let manifest = std::fs::read_to_string(root().join("manifest.json")).unwrap_or_default();
    let (english, mut app) = (messages("en"), app());
    // The background shows notifications.
    app.push_str(&std::fs::read_to_string(root().join("static/background.js")).unwrap());
    for key in english.keys() {
        let base = key.trim_end_matches("_one").trim_end_matches("_other");
        let used = app.contains(&format!("\"{key}\""))
            || app.contains(&format!("\"{base}\""))
            || manifest.contains(&format!("__MSG_{key}__"))
            || FAMILIES.iter().any(|family| key.starts_with(family));
        assert!(used, "nobody shows {key}");
    }
}
