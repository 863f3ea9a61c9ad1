//! CSV import and search, each beside its peer in the same run.

use crate::data::{ACCOUNTS, accounts_csv, folder};
use crate::table::{heading, quantile, row};
use hookline_tests::{Outcome, shared};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// How often each is run; they take turns.
const RUNS: usize = 5;

/// Prints the import of 100,000 rows beside PapaParse's parsing of the same file.
pub(crate) async fn csv() -> Outcome {
    heading("CSV of 100,000 rows, beside PapaParse 5.7 in Node (`cargo xtask bench csv`)");
    let folder = folder()?;
    let file = folder.join("rows.csv");
    std::fs::write(&file, accounts_csv(ACCOUNTS))?;
    let (mut peer, mut own) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let reply = node("peers/papaparse.mjs", &[&file.to_string_lossy(), "1"])?;
        peer.push(reply["times"][0].as_f64().ok_or("no time")?);
        let database = folder.join("rows.db");
        let _ = std::fs::remove_file(&database);
        let started = Instant::now();
        let status = Command::new(program())
            .arg("--db")
            .arg(&database)
            .arg("import")
            .arg(&file)
            .output()?
            .status;
        own.push(started.elapsed().as_secs_f64() * 1000.0);
        if !status.success() {
            return Err("the import failed".into());
        }
    }
    let (peer, own) = (quantile(&mut peer, 0.5), quantile(&mut own, 0.5));
    row(
        "PapaParse: parse into objects, nothing stored",
        &format!("{peer:.0} ms"),
        "",
    );
    row(
        "`hookline import`: parse, map, clean, match, store with provenance and full-text index",
        &format!("{own:.0} ms"),
        "",
    );
    row("ratio", &format!("{:.1}", own / peer), "");
    Ok(())
}

/// Prints known-item search beside MiniSearch and FlexSearch.
pub(crate) fn search() -> Outcome {
    let Some(folder) = shared("data/eval/search/companies") else {
        return Ok(());
    };
    heading(
        "Known-item search over 10,000 documents, beside MiniSearch 7.2 and FlexSearch 0.8 (`cargo xtask bench search`)",
    );
    let peers = node("peers/search.mjs", &[&folder.to_string_lossy()])?;
    let output = Command::new(program())
        .args(["eval", "search"])
        .arg(&folder)
        .arg("--json")
        .output()?;
    let own: Value = serde_json::from_slice(&output.stdout).map_err(|error| {
        format!(
            "hookline eval search: {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })?;
    for (name, figures) in [
        ("MiniSearch", &peers["minisearch"]),
        ("FlexSearch", &peers["flexsearch"]),
        ("Hookline", &own),
    ] {
        let figure = |key: &str| figures[key].as_f64().unwrap_or(f64::NAN);
        row(
            name,
            &format!(
                "MRR@10 {:.3}, {:.0} ms to build, {:.3} ms a query",
                figure("mrr_at_10"),
                figure("build_ms"),
                figure("ms_per_query")
            ),
            if name == "Hookline" {
                "MRR@10 at least 0.954; a query no slower than FlexSearch's; built five times faster than MiniSearch's"
            } else {
                ""
            },
        );
    }
    Ok(())
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/hookline")
}

/// Runs a script of `tests/js` and reads the JSON that it prints.
fn node(script: &str, arguments: &[&str]) -> Outcome<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("js");
    let output = Command::new("node")
        .current_dir(folder)
        .arg(script)
        .args(arguments)
        .output()?;
    serde_json::from_slice(&output.stdout).map_err(|error| {
        format!(
            "{script}: {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into()
    })
}
