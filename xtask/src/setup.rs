//! `cargo xtask setup`: what the project needs on a machine, installed where that is possible.

use crate::failure::Failure;
use crate::programs::{call, cargo, first_present, output_of, root};
use std::process::{Command, Stdio};

/// Names of a clang that can compile SQLite for wasm32, best first.
pub(crate) const CLANGS: &[&str] = &[
    "clang-19", "clang-20", "clang-21", "clang-18", "clang-17", "clang-16", "clang",
];
/// Archivers that read wasm objects.
pub(crate) const ARCHIVERS: &[&str] = &[
    "llvm-ar-19",
    "llvm-ar-20",
    "llvm-ar-21",
    "llvm-ar-18",
    "llvm-ar-17",
    "llvm-ar-16",
    "llvm-ar",
];
const FIREFOXES: &[&str] = &["firefox-esr", "firefox"];
/// The program that drives Firefox; Debian has none, so it is built here.
const GECKODRIVER: &str = "0.37.1";
const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome-for-testing"];

/// A program the project needs: how to see that it is there, and what brings it.
struct Need {
    what: &'static str,
    why: &'static str,
    present: fn() -> bool,
    debian: &'static [&'static str],
    elsewhere: &'static str,
}

const NEEDS: &[Need] = &[
    Need {
        what: "clang with a wasm32 target",
        why: "compiles SQLite for the browser",
        present: || wasm_clang().is_some() && first_present(ARCHIVERS).is_some(),
        debian: &["clang-19", "llvm-19"],
        elsewhere: "  Fedora:  sudo dnf install clang llvm\n  Arch:    sudo pacman -S clang llvm\n  macOS:   brew install llvm   (Apple's clang lacks the target; put $(brew --prefix llvm)/bin first in PATH)\n  Windows: winget install LLVM.LLVM",
    },
    Need {
        what: "Chromium",
        why: "runs the demo and the end-to-end tests",
        present: || first_present(CHROMIUMS).is_some(),
        debian: &["chromium", "fonts-dejavu-core"],
        elsewhere: "  Fedora:  sudo dnf install chromium\n  Arch:    sudo pacman -S chromium\n  macOS:   brew install --cask chromium\n  Windows: winget install Hibbiki.Chromium",
    },
    Need {
        what: "chromedriver",
        why: "drives Chromium",
        present: || first_present(&["chromedriver"]).is_some(),
        debian: &["chromium-driver"],
        elsewhere: "  Fedora:  sudo dnf install chromedriver\n  Arch:    sudo pacman -S chromium   (brings it)\n  macOS:   brew install --cask chromedriver\n  Windows: winget install Chromium.ChromeDriver",
    },
    Need {
        what: "Firefox",
        why: "runs the end-to-end tests a second time",
        present: || first_present(FIREFOXES).is_some(),
        debian: &["firefox-esr"],
        elsewhere: "  Fedora:  sudo dnf install firefox\n  Arch:    sudo pacman -S firefox\n  macOS:   brew install --cask firefox\n  Windows: winget install Mozilla.Firefox",
    },
    Need {
        what: "Node.js",
        why: "runs the tests of the plain JavaScript and the peers' libraries in the benchmarks",
        present: || first_present(&["node"]).is_some(),
        debian: &["nodejs", "npm"],
        elsewhere: "  Fedora:  sudo dnf install nodejs\n  Arch:    sudo pacman -S nodejs npm\n  macOS:   brew install node\n  Windows: winget install OpenJS.NodeJS",
    },
];

/// Installs what is missing. Does nothing where all is there.
pub(crate) fn run(_: &[String]) -> Result<(), Failure> {
    wasm_target()?;
    standard_library()?;
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    if let Some(need) = NEEDS.iter().find(|need| !(need.present)()) {
        return Err(Failure::new(format!(
            "{} is still missing after the installation",
            need.what
        )));
    }
    node_packages()?;
    geckodriver()?;
    crate::software::set_up();
    warehouses();
    println!("setup: everything is there");
    Ok(())
}

/// What the JavaScript tests and the benchmarks take from npm, at the exact versions of
/// `tests/js/package.json`. Installed again when that file is newer.
fn node_packages() -> Result<(), Failure> {
    let folder = root().join("tests/js");
    let wanted = std::fs::metadata(folder.join("package.json"))?.modified()?;
    let mark = folder.join("node_modules/.package-lock.json");
    if std::fs::metadata(mark)
        .and_then(|mark| mark.modified())
        .is_ok_and(|installed| installed >= wanted)
    {
        return Ok(());
    }
    println!("setup: npm install in tests/js");
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    call(Command::new(program).current_dir(folder).args([
        "install",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
}

/// Databases in which the test of a model's SQL runs, in a Python environment of their own. Where they
/// cannot be had, that test is skipped there and says so.
fn warehouses() {
    let home = root().join("target/sql-venv");
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = home.join(bin).join("python");
    let has_all = || {
        let mut asked = Command::new(&python);
        asked
            .args(["-c", "import duckdb, pyspark"])
            .stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if has_all() {
        return;
    }
    println!("setup: pip install duckdb pyspark in target/sql-venv");
    let mut make = Command::new(if cfg!(windows) { "python" } else { "python3" });
    let made = call(make.args(["-m", "venv"]).arg(&home));
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "duckdb", "pyspark"]);
    if let Err(reason) = made.and_then(|()| call(&mut install)) {
        println!("setup: a model's SQL is not tested on DuckDB and Spark: {reason}");
    }
}

/// Builds the driver of Firefox into `target/tools`, where the tests look for it first.
fn geckodriver() -> Result<(), Failure> {
    let tools = root().join("target/tools");
    let own = tools.join("bin/geckodriver");
    let wanted = format!("geckodriver {GECKODRIVER}");
    if output_of(&own.to_string_lossy(), &["--version"])
        .is_some_and(|version| version.starts_with(&wanted))
    {
        return Ok(());
    }
    println!("setup: cargo install geckodriver (drives Firefox)");
    let into = tools.to_string_lossy().into_owned();
    call(cargo().args([
        "install",
        "geckodriver",
        "--version",
        GECKODRIVER,
        "--locked",
        "--quiet",
        "--root",
        &into,
    ]))
}

/// A clang on this machine that has the wasm32 target.
pub(crate) fn wasm_clang() -> Option<&'static str> {
    CLANGS.iter().copied().find(|clang| {
        output_of(clang, &["--print-targets"]).is_some_and(|targets| targets.contains("wasm32"))
    })
}

fn wasm_target() -> Result<(), Failure> {
    let sysroot = output_of("rustc", &["--print", "sysroot"]).unwrap_or_default();
    let library = std::path::Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown");
    if library.is_dir() {
        return Ok(());
    }
    println!("setup: adding the Rust target wasm32-unknown-unknown");
    run_in_root(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

/// The standard library's source, which the browser's modules are built with.
fn standard_library() -> Result<(), Failure> {
    let sysroot = output_of("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if std::path::Path::new(sysroot.trim())
        .join("lib/rustlib/src/rust/library")
        .is_dir()
    {
        return Ok(());
    }
    println!("setup: adding the Rust component rust-src");
    run_in_root(Command::new("rustup").args(["component", "add", "rust-src"]))
}

fn install(missing: &[&Need]) -> Result<(), Failure> {
    for need in missing {
        println!("setup: {} is missing ({})", need.what, need.why);
    }
    let Some(apt) = apt_command() else {
        return Err(Failure::new(by_hand(missing)));
    };
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.debian)
        .copied()
        .collect();
    println!("setup: apt-get install {}", packages.join(" "));
    run_in_root(apt().arg("update"))
        .and_then(|()| {
            run_in_root(
                apt()
                    .args(["install", "-y", "--no-install-recommends"])
                    .args(&packages),
            )
        })
        .map_err(|failure| Failure::new(format!("{failure}\n{}", by_hand(missing))))
}

/// How to call apt-get here: as root, or through sudo; `None` where there is neither.
pub(crate) fn apt_command() -> Option<fn() -> Command> {
    first_present(&["apt-get"])?;
    let root = output_of("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if root {
        return Some(|| {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive");
            command
        });
    }
    first_present(&["sudo"])?;
    Some(|| {
        let mut command = Command::new("sudo");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    })
}

fn by_hand(missing: &[&Need]) -> String {
    let mut text = String::from("please install what is missing, then run this again:\n");
    for need in missing {
        text.push_str(&format!(
            "{} ({}):\n  Debian:  sudo apt-get install {}\n{}\n",
            need.what,
            need.why,
            need.debian.join(" "),
            need.elsewhere
        ));
    }
    text
}

fn run_in_root(command: &mut Command) -> Result<(), Failure> {
    call(command.current_dir(root()))
}

/// Cargo with the C compiler for wasm32 set.
pub(crate) fn wasm_cargo() -> Result<Command, Failure> {
    let clang = wasm_clang()
        .ok_or_else(|| Failure::new("no clang with a wasm32 target; run `cargo xtask setup`"))?;
    let archiver = first_present(ARCHIVERS)
        .ok_or_else(|| Failure::new("no llvm-ar; run `cargo xtask setup`"))?;
    let mut command = cargo();
    command
        .env("CC_wasm32_unknown_unknown", clang)
        .env("AR_wasm32_unknown_unknown", archiver);
    Ok(command)
}
