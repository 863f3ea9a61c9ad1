//! A model's SQL in the databases that companies have: the same scores and stars as the engine's, on
//! 100,000 rows with missing and odd cells. What cannot be had on a machine is skipped, with the reason.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail loudly and say what they skip"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Rows that are scored on both sides.
const ROWS: &str = "100000";

/// The Python that `cargo xtask setup` made, one that the caller names, or the machine's own.
fn python(root: &Path) -> PathBuf {
    if let Some(named) = std::env::var_os("HOOKLINE_PYTHON") {
        return named.into();
    }
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let own = root.join("target/sql-venv").join(bin).join("python");
    if own.exists() { own } else { "python3".into() }
}

fn agrees(database: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let checked = Command::new(python(&root))
        .arg(root.join("tests/sql/check.py"))
        .args(["--hookline", env!("CARGO_BIN_EXE_hookline")])
        .args(["--rows", ROWS, "--engines", database])
        .output();
    let Ok(checked) = checked else {
        println!("skipped: there is no Python here to ask {database} with");
        return;
    };
    let said = String::from_utf8_lossy(&checked.stdout);
    let failed = String::from_utf8_lossy(&checked.stderr);
    match checked.status.code() {
        Some(0) => {
            let agreed = format!("{database}: {ROWS} of {ROWS} rows agree");
            assert!(said.contains(&agreed), "{said}");
        }
        Some(2) => println!("skipped: {said}"),
        _ => panic!("{said}{failed}"),
    }
}

#[test]
fn duckdb_gives_the_same_scores() {
    agrees("duckdb");
}

#[test]
fn postgresql_gives_the_same_scores() {
    agrees("postgres");
}

#[test]
fn spark_gives_the_same_scores() {
    agrees("spark");
}
