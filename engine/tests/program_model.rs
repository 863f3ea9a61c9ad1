//! `hookline model` and `hookline portfolio` as a person runs them.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "common/program.rs"]
mod program;

use program::hookline;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = hookline(folder, arguments);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Software companies win two times in three, banks one time in three.
fn customers(folder: &Path) {
    let mut text = "name,industry,employees,tools,won\n".to_owned();
    for at in 0..600 {
        let software = at % 2 == 0;
        let won = if software { at % 3 != 0 } else { at % 6 == 1 };
        let industry = if software { "Software" } else { "Banks" };
        let _ = writeln!(
            text,
            "Company {at},{industry},{},Office;{industry} tool,{}",
            at * 7 % 900,
            if won { "won" } else { "lost" }
        );
    }
    std::fs::write(folder.join("customers.csv"), text).unwrap();
}

#[test]
fn a_model_is_trained_applied_and_every_receipt_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    customers(folder);
    let training = json(
        folder,
        &[
            "--json",
            "model",
            "train",
            "customers.csv",
            "--outcome",
            "won",
            "--out",
            "fit.json",
        ],
    );
    assert_eq!(training["report"]["signal"], true);
    assert!(training["report"]["quality"]["auc"].as_f64().unwrap() > 0.6);
    let output = hookline(
        folder,
        &["model", "apply", "fit.json", "customers.csv", "--receipts"],
    );
    let mut stars = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let parts = line["contributions"].as_array().unwrap();
        let sum: i64 = parts
            .iter()
            .map(|part| part["points"].as_i64().unwrap())
            .sum();
        assert_eq!(Some(sum), line["score"].as_i64());
        stars.push((
            line["cells"]["industry"].as_str().unwrap().to_owned(),
            line["stars"].as_i64().unwrap(),
        ));
    }
    assert_eq!(stars.len(), 600);
    let best = |industry: &str| {
        stars
            .iter()
            .filter(|(own, _)| own == industry)
            .map(|(_, stars)| *stars)
            .max()
    };
    assert!(best("Software") > best("Banks"));
    let csv = hookline(folder, &["model", "apply", "fit.json", "customers.csv"]);
    let first = String::from_utf8(csv.stdout)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    assert!(first.ends_with("hookline_score,hookline_stars,hookline_probability"));
}

#[test]
fn a_hand_edit_is_a_new_version_that_training_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    customers(folder);
    json(
        folder,
        &[
            "--json",
            "model",
            "train",
            "customers.csv",
            "--outcome",
            "won",
            "--out",
            "1.json",
        ],
    );
    let edited = hookline(
        folder,
        &[
            "model",
            "edit",
            "1.json",
            "--set",
            "industry=Banks=12",
            "--out",
            "2.json",
        ],
    );
    assert!(edited.status.success());
    let changes = json(folder, &["--json", "model", "diff", "1.json", "2.json"]);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["after"], "+12 locked");
    let again = json(
        folder,
        &[
            "--json",
            "model",
            "train",
            "customers.csv",
            "--outcome",
            "won",
            "--last",
            "2.json",
        ],
    );
    assert_eq!(again["model"]["version"], 3);
    let factors = again["model"]["factors"].as_array().unwrap();
    let industry = factors
        .iter()
        .find(|factor| factor["column"] == "industry")
        .unwrap();
    assert!(industry.to_string().contains("\"points\":12"), "{industry}");
    let wrong = hookline(
        folder,
        &["model", "edit", "1.json", "--set", "colour=red=5"],
    );
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("industry"),
        "the known factors are listed"
    );
}

#[test]
fn a_signed_model_is_trusted_until_a_number_in_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let signed = hookline(
        folder,
        &[
            "model",
            "sign",
            "starter",
            "--key",
            "key",
            "--new-key",
            "--out",
            "signed.json",
        ],
    );
    assert!(
        signed.status.success(),
        "{}",
        String::from_utf8_lossy(&signed.stderr)
    );
    let verified = json(
        folder,
        &[
            "--json",
            "model",
            "verify",
            "signed.json",
            "--out",
            "model.json",
        ],
    );
    assert_eq!(verified["valid"], true);
    let text = std::fs::read_to_string(folder.join("signed.json")).unwrap();
    let changed = text.replacen("\"points\": 16", "\"points\": 17", 1);
    assert_ne!(text, changed);
    std::fs::write(folder.join("changed.json"), changed).unwrap();
    let refused = hookline(folder, &["model", "verify", "changed.json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("changed after it was signed"));
    let stranger = "0".repeat(64);
    let other = hookline(
        folder,
        &["model", "verify", "signed.json", "--trust", &stranger],
    );
    assert_eq!(other.status.code(), Some(1));
}

#[test]
fn lists_are_contrasted_and_likened() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    customers(folder);
    let found = json(
        folder,
        &[
            "--json",
            "portfolio",
            "contrast",
            "customers.csv",
            "--outcome",
            "won",
        ],
    );
    let label = |value: &str| {
        let lines = found["lines"].as_array().unwrap();
        lines.iter().find(|line| line["value"] == value).unwrap()["label"].clone()
    };
    assert_eq!(label("Software"), "predictive");
    assert_eq!(label("Office"), "frequent_not_predictive");
    let shown = json(
        folder,
        &[
            "--json",
            "portfolio",
            "show",
            "customers.csv",
            "--where",
            "industry=Banks",
            "--by",
            "tools",
        ],
    );
    assert_eq!(shown["chosen"], 300);
    let like = hookline(
        folder,
        &[
            "--json",
            "portfolio",
            "lookalike",
            "customers.csv",
            "--to",
            "Company 4",
            "--ignore",
            "won",
            "--limit",
            "5",
        ],
    );
    let lines = String::from_utf8(like.stdout).unwrap();
    assert_eq!(lines.lines().count(), 5);
    assert!(
        lines
            .lines()
            .all(|line| line.contains("industry: Software")),
        "{lines}"
    );
}

#[test]
fn one_class_and_missing_columns_are_answered_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("one.csv"), "a,won\n1,yes\n2,yes\n3,yes\n").unwrap();
    let one = hookline(folder, &["model", "train", "one.csv", "--outcome", "won"]);
    assert_eq!(one.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&one.stderr).contains("3 accounts with the outcome and 0 without")
    );
    let none = hookline(folder, &["model", "train", "one.csv", "--outcome", "lost"]);
    assert_eq!(none.status.code(), Some(2));
    let sql = hookline(
        folder,
        &["model", "sql", "starter", "--dialect", "bigquery"],
    );
    assert!(String::from_utf8_lossy(&sql.stdout).contains("hookline_score"));
}

/// What each model of the database is called, and whether it was removed.
fn listed(folder: &Path) -> Vec<(String, bool)> {
    let output = hookline(folder, &["--db", "w.db", "model", "list"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| {
        let name = row["name"].as_str().unwrap().to_owned();
        (name, row["removed"].as_bool().unwrap_or(false))
    })
    .collect()
}

#[test]
fn a_removed_model_is_listed_as_such_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    customers(folder);
    let train = ["--json", "model", "train", "customers.csv"];
    let options = ["--outcome", "won", "--out", "fit.json"];
    json(folder, &[train, options].concat());
    let added = json(folder, &["--db", "w.db", "model", "add", "fit.json"]);
    let name = added["name"].as_str().unwrap();
    let removed = |folder: &Path| {
        let found = listed(folder).into_iter().find(|(known, _)| known == name);
        found.unwrap().1
    };
    assert!(!removed(folder));

    let done = hookline(folder, &["--db", "w.db", "model", "remove", name]);
    assert!(done.status.success());
    assert!(removed(folder));
    let refused = hookline(folder, &["--db", "w.db", "model", "use", name]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no such model"));

    let done = hookline(folder, &["--db", "w.db", "model", "restore", name]);
    assert!(done.status.success());
    assert!(!removed(folder));
    let used = hookline(folder, &["--db", "w.db", "model", "use", name]);
    assert!(used.status.success());
}
