//! `cargo xtask check`: format, lints, and the rules of the house that no linter knows.

use crate::failure::Failure;
use crate::programs::{call, cargo, root};
use crate::setup::wasm_cargo;
use std::fs;
use std::path::Path;

/// Ways to make HTML from text; nothing from outside is ever HTML, so none may stand anywhere.
const RAW_HTML: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "set_inner_html",
    "from_html_unchecked",
];

/// Runs every check.
pub(crate) fn run(_: &[String]) -> Result<(), Failure> {
    run_cargo_fmt()?;
    no_raw_html()?;
    call(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    call(wasm_cargo()?.args([
        "clippy",
        "--package",
        "hookline-app",
        "--package",
        "hookline-host",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ]))
}

fn run_cargo_fmt() -> Result<(), Failure> {
    call(cargo().args(["fmt", "--all", "--check"]))
}

fn no_raw_html() -> Result<(), Failure> {
    let mut found = Vec::new();
    for folder in ["static", "extension"] {
        search(&root().join(folder), &mut found)?;
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "raw HTML is not allowed:\n  {}",
        found.join("\n  ")
    )))
}

fn search(folder: &Path, found: &mut Vec<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            search(&path, found)?;
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = RAW_HTML.iter().find(|word| line.contains(*word)) {
                let name = path
                    .strip_prefix(root())
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                found.push(format!("{name}:{}: {word}", number + 1));
            }
        }
    }
    Ok(())
}
