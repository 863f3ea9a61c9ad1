//! The project's tasks: `cargo xtask` lists them.

mod bench;
mod build;
mod check;
mod demo;
mod failure;
mod manifest;
mod package;
mod programs;
mod setup;
mod software;
mod test;

use failure::Failure;
use std::process::ExitCode;

/// One task: its name, what it does in one line, and the function that does it.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

const TASKS: &[Task] = &[
    Task {
        name: "setup",
        help: "Install what is missing: wasm target, clang, Chromium, Firefox, their drivers, npm packages",
        run: setup::run,
    },
    Task {
        name: "demo",
        help: "Build, and show the main job in Chromium (screenshots in target/demo when there is no display)",
        run: demo::run,
    },
    Task {
        name: "build",
        help: "Build dist/chrome and dist/firefox (--quick: fast to compile, slow to run)",
        run: build::run,
    },
    Task {
        name: "test",
        help: "Set up, build, run every test (a word after it filters by name)",
        run: test::run,
    },
    Task {
        name: "check",
        help: "Format, lints, and the rules that no linter knows",
        run: check::run,
    },
    Task {
        name: "bench",
        help: "Measure speed and size (bench NAME for one table)",
        run: bench::run,
    },
    Task {
        name: "package",
        help: "Write reproducible zips of dist/chrome and dist/firefox",
        run: package::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = arguments.first() else {
        print_help();
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print_help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("xtask: there is no task “{name}”");
        print_help();
        return ExitCode::from(2);
    };
    match (task.run)(arguments.get(1..).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn print_help() {
    println!("cargo xtask TASK\n");
    for task in TASKS {
        println!("  {:<8} {}", task.name, task.help);
    }
}
