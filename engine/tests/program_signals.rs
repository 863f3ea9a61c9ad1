//! The program's commands for signals: search, patch, feed show, discover, import and export, as of.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const CRM: &str = "Account Name,Website,Industry,City,Country,Brands\n\
    Zyntora Robotics Inc,https://zyntora.example,Robotics,Austin,United States,Palletix\n\
    Quellmark Foods,quellmark.example,Food,Leeds,United Kingdom,\n";

const FEED: &str = "<rss version=\"2.0\"><channel><title>Industry Wire</title>\
    <item><title>Zyntora Robotics raises $40 million Series B</title><link>https://wire.example/z</link>\
    <pubDate>Thu, 12 Nov 2026 08:00:00 GMT</pubDate></item>\
    <item><title>Quellmark Foods opens bakery in Porto</title><link>https://wire.example/q</link>\
    <pubDate>Fri, 13 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>";

const PATCH: &str = "{\"format\":\"hookline-patch\",\"version\":1}\n\
    {\"correction\":{\"mute_source\":{\"source\":\"Industry Wire\"}}}\n\
    {\"correction\":{\"follow_topic\":{\"topic\":\"robots\"}}}\n";

fn hookline(folder: &Path, now: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hookline"))
        .current_dir(folder)
        .args(["--now", now, "--db", "w.db"])
        .args(arguments)
        .output()
        .unwrap()
}

fn good_at(folder: &Path, now: &str, arguments: &[&str]) -> String {
    let output = hookline(folder, now, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

const NOW: &str = "2026-11-24T12:00:00Z";

fn good(folder: &Path, arguments: &[&str]) -> String {
    good_at(folder, NOW, arguments)
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let mut all = vec!["--json"];
    all.extend(arguments);
    serde_json::from_str(&good(folder, &all)).unwrap()
}

fn filled() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("crm.csv", CRM), ("feed.xml", FEED), ("team.jsonl", PATCH)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    good(folder.path(), &["import", "crm.csv"]);
    good(
        folder.path(),
        &[
            "feed",
            "read",
            "feed.xml",
            "--url",
            "https://wire.example/feed",
        ],
    );
    folder
}

#[test]
fn search_finds_everything_and_filters() {
    let folder = filled();
    let folder = folder.path();
    let found = good(folder, &["search", "zyntroa", "robtics"]);
    assert!(found.contains("account  Zyntora Robotics Inc"), "{found}");
    assert!(found.contains("story    2026-11-12"), "{found}");
    assert!(
        good(folder, &["search", "palletix"]).contains("Zyntora"),
        "by its brand"
    );
    assert!(good(folder, &["search", "theme"]).contains("setting  theme"));
    let stories = |arguments: &[&str]| -> Vec<String> {
        let page = json(folder, arguments);
        let stories = page["stories"].as_array().unwrap();
        stories
            .iter()
            .map(|one| one["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        stories(&["search", "opens", "--kind", "expansion"]).len(),
        1
    );
    assert!(stories(&["search", "opens", "--kind", "funding"]).is_empty());
    assert!(stories(&["search", "bakery", "--from", "2026-11-14"]).is_empty());
    assert_eq!(
        stories(&["search", "bakery", "--place", "United Kingdom"]).len(),
        1
    );
    assert!(stories(&["search", "bakery", "--industry", "robotics"]).is_empty());
    assert_eq!(
        stories(&["search", "bakery", "--account", "quellmark.example"]).len(),
        1
    );
    assert!(stories(&["search", "bakery", "--account", "zyntora.example"]).is_empty());
    assert!(stories(&["search", "bakery", "--type", "video"]).is_empty());
    let bad = hookline(folder, NOW, &["search", "x", "--from", "yesterday"]);
    assert!(!bad.status.success());
    assert!(
        String::from_utf8_lossy(&bad.stderr).contains("2026-11-24"),
        "says how to write it"
    );
    assert_eq!(hookline(folder, NOW, &["search"]).status.code(), Some(2));
}

#[test]
fn the_ranked_feed_is_printed_with_its_factors() {
    let folder = filled();
    let shown = good(folder.path(), &["feed", "show"]);
    assert!(
        shown.contains("Zyntora Robotics raises $40 million Series B"),
        "{shown}"
    );
    assert!(
        shown.contains("funding weighs half after 21 days"),
        "{shown}"
    );
    let feed = json(folder.path(), &["feed", "show", "--limit", "1"]);
    let first = &feed["stories"][0];
    let product: f64 = first["factors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|factor| factor["value"].as_f64().unwrap())
        .product();
    assert!(
        (product - first["rank"].as_f64().unwrap()).abs() < 1e-6,
        "{first}"
    );
}

#[test]
fn a_patch_goes_in_and_comes_out_again() {
    let folder = filled();
    let folder = folder.path();
    let taken = json(folder, &["patch", "import", "team.jsonl"]);
    assert_eq!(
        (taken["applied"].as_u64(), taken["known"].as_u64()),
        (Some(2), Some(0))
    );
    assert!(
        !good(folder, &["feed", "show"]).contains("Zyntora"),
        "its source is muted"
    );
    let again = json(folder, &["patch", "import", "team.jsonl"]);
    assert_eq!(
        (again["applied"].as_u64(), again["known"].as_u64()),
        (Some(0), Some(2))
    );
    good(folder, &["patch", "export", "out.jsonl"]);
    let written = std::fs::read_to_string(folder.join("out.jsonl")).unwrap();
    assert_eq!(written.lines().count(), 3, "{written}");
    assert!(written.contains("hookline-patch") && written.contains("Industry Wire"));
    std::fs::write(folder.join("no.jsonl"), "hello").unwrap();
    let refused = hookline(folder, NOW, &["patch", "import", "no.jsonl"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        !hookline(folder, NOW, &["patch", "import", "absent.jsonl"])
            .status
            .success()
    );
}

#[test]
fn feeds_are_discovered_followed_and_listed() {
    let folder = filled();
    let folder = folder.path();
    std::fs::write(
        folder.join("home.html"),
        "<html><head><link rel=alternate type=application/rss+xml title=News href=/news.xml></head>\
         <body><a href=https://boards.greenhouse.io/zyntora>Jobs</a></body></html>",
    )
    .unwrap();
    let found = good(
        folder,
        &[
            "feed",
            "discover",
            "home.html",
            "--url",
            "https://zyntora.example/",
        ],
    );
    assert!(
        found.contains("https://zyntora.example/news.xml  announced  News"),
        "{found}"
    );
    assert!(
        found.contains("greenhouse") && found.contains("linked"),
        "{found}"
    );
    std::fs::write(folder.join("bare.html"), "<p>nothing</p>").unwrap();
    let usual = good(
        folder,
        &[
            "feed",
            "discover",
            "bare.html",
            "--url",
            "https://zyntora.example/",
        ],
    );
    assert!(usual.contains("usual address"), "{usual}");
    let list = "<opml version='2.0'><body><outline text='A' type='rss' xmlUrl='https://a.example/feed'/>\
        <outline text='B'><outline type='rss' text='B1' xmlUrl='https://b.example/feed'/></outline></body></opml>";
    std::fs::write(folder.join("list.opml"), list).unwrap();
    assert_eq!(
        good(folder, &["feed", "import", "list.opml"]).trim(),
        "2 feeds followed, 0 followed before"
    );
    assert_eq!(json(folder, &["feed", "import", "list.opml"])["known"], 2);
    good(folder, &["feed", "export", "out.opml"]);
    let written = std::fs::read_to_string(folder.join("out.opml")).unwrap();
    assert!(written.contains("https://b.example/feed"), "{written}");
    std::fs::write(folder.join("bad.opml"), "not a list").unwrap();
    assert!(
        !hookline(folder, NOW, &["feed", "import", "bad.opml"])
            .status
            .success()
    );
}

#[test]
fn as_of_replays_what_was_known() {
    let folder = filled();
    let folder = folder.path();
    let later = "2026-12-20T12:00:00Z";
    std::fs::write(
        folder.join("later.xml"),
        FEED.replace("Series B", "Series B, led by Example Capital")
            .replace("opens bakery", "closes bakery"),
    )
    .unwrap();
    good_at(
        folder,
        later,
        &[
            "feed",
            "read",
            "later.xml",
            "--url",
            "https://wire.example/feed",
        ],
    );
    std::fs::write(folder.join("crm2.csv"), CRM.replace("Austin", "Dallas")).unwrap();
    std::fs::rename(folder.join("crm2.csv"), folder.join("crm.csv")).unwrap();
    good_at(folder, later, &["import", "crm.csv"]);
    let now = good_at(folder, later, &["account", "quellmark.example"]);
    assert!(now.contains("closes bakery"), "{now}");
    let then = good_at(
        folder,
        later,
        &["--as-of", "2026-11-30", "account", "quellmark.example"],
    );
    assert!(
        then.contains("opens bakery") && !then.contains("closes"),
        "{then}"
    );
    let then = good_at(
        folder,
        later,
        &[
            "--as-of",
            "2026-11-30",
            "--json",
            "account",
            "zyntora.example",
        ],
    );
    assert!(
        then.contains("Austin") && !then.contains("Dallas"),
        "{then}"
    );
    let shown = good_at(folder, later, &["--as-of", "2026-11-30", "feed", "show"]);
    assert!(shown.contains("opens bakery"), "{shown}");
    let found = good_at(
        folder,
        later,
        &["--as-of", "2026-11-30", "search", "bakery"],
    );
    assert!(found.contains("opens bakery"), "{found}");
    let nobody = hookline(
        folder,
        later,
        &["--as-of", "2026-01-01", "account", "zyntora.example"],
    );
    assert!(!nobody.status.success(), "nothing was known yet");
    let write = hookline(
        folder,
        later,
        &["--as-of", "2026-11-30", "import", "crm.csv"],
    );
    assert!(!write.status.success(), "the past is not changed");
    let score = good_at(
        folder,
        later,
        &["--as-of", "2026-11-30", "score", "--format", "csv"],
    );
    assert!(score.contains("Zyntora"), "{score}");
}
