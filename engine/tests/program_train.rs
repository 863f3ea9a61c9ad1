//! `hookline train` and `hookline vectors` as a person who adds headlines runs them.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "common/program.rs"]
mod program;

use hookline_engine::classify::model::Model;
use hookline_engine::classify::read_with;
use hookline_engine::protocol::SignalKind;
use program::hookline;
use std::fmt::Write as _;

/// Sixty headlines that hire and sixty of no kind, and points for some of their words: those of "jobs" and
/// "fill" are the same, that of "rain" lies opposite.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut table = "kinds\tcongratulate\tstance\ttitle\tsummary\n".to_owned();
    for at in 0..60 {
        let _ = writeln!(
            table,
            "hiring\tyes\treported\t[Quorl] has {at}00 jobs to fill\t"
        );
        let _ = writeln!(table, "\tno\treported\train in {at} towns on monday\t");
    }
    table.push_str("\tno\treported\tmeteorologists gather\t\n");
    std::fs::write(folder.path().join("all.tsv"), table).unwrap();
    std::fs::write(folder.path().join("grammar.txt"), "").unwrap();
    let point = |sign: f32| {
        (0..40)
            .map(|at| sign * (at % 7) as f32)
            .collect::<Vec<f32>>()
    };
    let vectors = serde_json::json!({"dimensions": 40, "vectors": {
        "jobs": point(1.0), "rain": point(-1.0), "fill": point(1.0), "meteorologists": point(2.0), "absent": point(3.0),
    }});
    std::fs::write(folder.path().join("full.json"), vectors.to_string()).unwrap();
    folder
}

#[test]
fn words_of_two_headlines_get_their_points() {
    let folder = folder();
    let done = hookline(folder.path(), &["vectors", ".", "--from", "full.json"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let table = std::fs::read_to_string(folder.path().join("vectors.txt")).unwrap();
    let lines: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let words: Vec<&str> = lines.iter().map(|line| line.0).collect();
    assert_eq!(words, ["fill", "jobs", "rain"]);
    assert!(lines.iter().all(|line| line.1.len() == 64));
    assert_eq!(lines[0].1, lines[1].1, "alike in the package, alike here");
    assert_ne!(lines[1].1, lines[2].1);
}

#[test]
fn the_same_headlines_give_the_same_weights_which_know_them_again() {
    let folder = folder();
    assert!(
        hookline(folder.path(), &["vectors", ".", "--from", "full.json"])
            .status
            .success()
    );
    for out in ["one.bin", "two.bin"] {
        let done = hookline(folder.path(), &["train", ".", "--out", out]);
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let one = std::fs::read(folder.path().join("one.bin")).unwrap();
    assert!(one == std::fs::read(folder.path().join("two.bin")).unwrap());
    let model = Model::read(&one).unwrap();
    let said = read_with(&model, "Quorl has 700 jobs to fill", "");
    assert_eq!(
        said.kinds.first().map(|kind| kind.kind),
        Some(SignalKind::Hiring)
    );
    assert!(
        read_with(&model, "rain in 9 towns on monday", "")
            .kinds
            .is_empty()
    );
}

#[test]
fn what_is_missing_is_named() {
    let folder = folder();
    let done = hookline(folder.path(), &["train", ".", "--out", "one.bin"]);
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("vectors.txt"));
    let done = hookline(folder.path(), &["vectors", ".", "--from", "all.tsv"]);
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("all.tsv"));
    assert!(!folder.path().join("vectors.txt").exists());
}
