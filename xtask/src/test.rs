//! `cargo xtask test`: everything, with one closing line `N passed, N failed`.

use crate::failure::Failure;
use crate::programs::{cargo, root};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// What the runners counted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Sets up, builds, and runs the unit, integration, JavaScript and end-to-end tests.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    crate::setup::run(&[])?;
    crate::build::run(&[])?;
    let filter: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut count = Count::default();
    let mut broken = Vec::new();
    for (name, mut command) in suites(&filter) {
        println!("test: {name}");
        match run_suite(&mut command, &mut count) {
            Ok(true) => {}
            Ok(false) => broken.push(name),
            Err(failure) => {
                println!("test: {name}: {failure}");
                broken.push(name);
            }
        }
    }
    if !broken.is_empty() && count.failed == 0 {
        count.failed = broken.len() as u64;
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", broken.join(", "))))
    }
}

fn suites(filter: &[&str]) -> Vec<(&'static str, Command)> {
    let mut rust = cargo();
    rust.args([
        "test",
        "--workspace",
        "--exclude",
        "hookline-tests",
        "--no-fail-fast",
        "--",
    ])
    .args(filter);
    let mut scripts = Command::new("node");
    scripts
        .current_dir(root())
        .args(["--test", "--test-reporter=tap", "tests/js/"]);
    let mut suites = vec![("engine and tasks", rust)];
    if filter.is_empty() && root().join("tests/js").is_dir() {
        suites.push(("content scripts", scripts));
    }
    suites.push(("end to end in Chromium", end_to_end("chromium", filter)));
    suites.push(("end to end in Firefox", end_to_end("firefox", filter)));
    suites
}

/// Browsers share the machine's cores: one end-to-end test at a time keeps them honest.
fn end_to_end(browser: &str, filter: &[&str]) -> Command {
    let mut command = cargo();
    command
        .env("HOOKLINE_BROWSER", browser)
        .args([
            "test",
            "--package",
            "hookline-tests",
            "--no-fail-fast",
            "--",
        ])
        .args(filter)
        .arg("--test-threads=1");
    command
}

/// Runs one suite, shows its output, and adds what it counted.
fn run_suite(command: &mut Command, count: &mut Count) -> Result<bool, Failure> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    if let Some(stdout) = child.stdout.take() {
        let mut out = std::io::stdout();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            writeln!(out, "{line}")?;
            add(&line, count);
        }
    }
    Ok(child.wait()?.success())
}

/// Reads the closing lines of cargo's and Node's test runners.
fn add(line: &str, count: &mut Count) {
    let number_after = |text: &str, mark: &str| -> Option<u64> {
        text.split_once(mark)?
            .1
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    };
    if let Some(rest) = line.strip_prefix("test result: ") {
        for part in rest.split(['.', ';']) {
            let mut words = part.split_whitespace();
            match (
                words.next().and_then(|word| word.parse::<u64>().ok()),
                words.next(),
            ) {
                (Some(number), Some("passed")) => count.passed += number,
                (Some(number), Some("failed")) => count.failed += number,
                _ => {}
            }
        }
    } else if line.starts_with("# pass ") {
        count.passed += number_after(line, "# pass").unwrap_or(0);
    } else if line.starts_with("# fail ") {
        count.failed += number_after(line, "# fail").unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let mut count = Count::default();
        add(
            "test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out",
            &mut count,
        );
        add("# pass 5", &mut count);
        add("# fail 2", &mut count);
        add("test something ... ok", &mut count);
        assert_eq!(
            count,
            Count {
                passed: 17,
                failed: 3
            }
        );
    }
}
