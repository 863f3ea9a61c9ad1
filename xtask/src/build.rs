//! `cargo xtask build`: dist/chrome and dist/firefox from one manifest and one `static/`.

use crate::failure::Failure;
use crate::manifest::{Browser, derive};
use crate::programs::{call, printed, root, target};
use crate::setup::wasm_cargo;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// One wasm module: package, its features, profile, and the name it has in the extension.
struct Module {
    package: &'static str,
    features: &'static [&'static str],
    profile: &'static str,
    name: &'static str,
}

/// Features that rustc's wasm32 target and wasm-bindgen use; binaryen has to be told.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Binaryen's passes for size. Nothing lies in the lowest kilobyte of memory, for the stack's end does
/// (`--stack-first`, the linker's default for Rust), so that offsets may be folded into addresses; flat
/// code is found shorter forms for; and a constant that is long to write is written once a function.
const SMALL: &[&str] = &[
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--const-hoisting",
];

const MODULES: &[Module] = &[
    // The sidebar stands in every tab, so it does not carry the workspace.
    Module {
        package: "hookline-app",
        features: &["--no-default-features", "--features", "sidebar"],
        profile: "wasm",
        name: "app",
    },
    Module {
        package: "hookline-app",
        features: &["--no-default-features", "--features", "workspace"],
        profile: "wasm",
        name: "workspace",
    },
    Module {
        package: "hookline-host",
        features: &[],
        profile: "wasm-engine",
        name: "engine",
    },
];

/// What makes a module small that Rust 1.95 can do and does not yet promise to keep doing: a panic ends
/// the module at once. Its message would reach nobody (the worker is started anew, the page reloaded),
/// and messages with their places are a tenth of the engine; what places are left would name folders of
/// the machine that built them. The toolchain is pinned, so that this changes only when
/// `rust-toolchain.toml` does.
const UNPROMISED: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none",
    ),
];
/// Compiles the standard library along, for its panics are compiled into it; its sorts, of which there is
/// one per type sorted, are the short ones.
const OWN_STANDARD_LIBRARY: &[&str] = &[
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// The engine's tables, in the extension a file beside the engine's module.
const TABLES: &str = "engine_tables.bin";

/// The profile of `--quick`: fast to compile, large and slow to run.
const QUICK: &str = "wasm-quick";

/// Builds both browsers' folders; with `--quick`, for looking at a change while it is made.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let modules = target().join("wasm-modules");
    for module in MODULES {
        let profile = if quick { QUICK } else { module.profile };
        let tables = compile(module, profile)?;
        if let Some(tables) = tables {
            fs::copy(tables, modules.join(TABLES))?;
        }
        finish(module, profile, &modules)?;
    }
    for browser in Browser::ALL {
        let folder = dist(browser);
        assemble(browser, &modules, &folder)?;
        println!("build: {}", shown(&folder));
    }
    let wasm = MODULES
        .iter()
        .map(|module| format!("{}_bg.wasm", module.name));
    for file in wasm.chain([TABLES.to_owned()]) {
        let size = fs::metadata(modules.join(&file))?.len();
        println!("build: {file} {} KB", size / 1000);
    }
    Ok(())
}

/// The finished folder of one browser.
pub(crate) fn dist(browser: Browser) -> PathBuf {
    root().join("dist").join(browser.name())
}

/// Compiles a module; gives the tables that the engine within it was built with, when it has one.
fn compile(module: &Module, profile: &str) -> Result<Option<PathBuf>, Failure> {
    let arguments = [
        "build",
        "--message-format=json-render-diagnostics",
        "--package",
        module.package,
        "--target",
        TARGET,
    ];
    let mut command = wasm_cargo()?;
    command
        .args(arguments)
        .args(["--profile", profile])
        .args(module.features);
    if profile != QUICK {
        command
            .envs(UNPROMISED.iter().copied())
            .args(OWN_STANDARD_LIBRARY);
    }
    let messages = printed(&mut command)?;
    Ok(messages.lines().find_map(tables_of))
}

/// The tables' file, when this message of cargo's tells that the engine's build script has run.
fn tables_of(message: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let of_engine = message["reason"] == "build-script-executed"
        && message["package_id"].as_str().is_some_and(|package| {
            package.contains("hookline-engine") || package.contains("/engine#")
        });
    let folder = of_engine.then(|| message["out_dir"].as_str())??;
    Some(Path::new(folder).join("tables.bin"))
}

/// Binds and optimises what was compiled, unless that was done with the very same module before.
fn finish(module: &Module, profile: &str, into: &Path) -> Result<(), Failure> {
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    let input = target().join(TARGET).join(profile).join(file);
    let mut hasher = DefaultHasher::new();
    (fs::read(&input)?, profile, SMALL, optimiser().exists()).hash(&mut hasher);
    let mark = hasher.finish().to_string();
    let marked = into.join(format!("{}.made-from", module.name));
    let made = into.join(format!("{}_bg.wasm", module.name));
    if made.exists() && fs::read_to_string(&marked).is_ok_and(|found| found == mark) {
        return Ok(());
    }
    bind(module, &input, into)?;
    if profile != QUICK {
        optimise(module, &made)?;
    }
    Ok(fs::write(marked, mark)?)
}

/// Writes `NAME.js` and `NAME_bg.wasm`.
fn bind(module: &Module, input: &Path, into: &Path) -> Result<(), Failure> {
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(input)
        .out_name(module.name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(into)
        })
        .map_err(|error| Failure::new(format!("wasm-bindgen on {}: {error:#}", shown(input))))
}

/// Binaryen's optimiser, which the npm package brings.
fn optimiser() -> PathBuf {
    root().join("tests/js/node_modules/binaryen/bin/wasm-opt")
}

/// Runs binaryen's optimiser over a module.
fn optimise(module: &Module, file: &Path) -> Result<(), Failure> {
    let program = optimiser();
    if !program.exists() {
        println!(
            "build: {} is not optimised further: run `cargo xtask setup` for binaryen",
            module.name
        );
        return Ok(());
    }
    call(
        Command::new("node")
            .arg(program)
            .args(SMALL)
            .args(WASM_FEATURES)
            .arg(file)
            .arg("-o")
            .arg(file),
    )
}

fn assemble(browser: Browser, modules: &Path, folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy_folder(&root().join("static"), folder)?;
    for module in MODULES {
        for file in [
            format!("{}.js", module.name),
            format!("{}_bg.wasm", module.name),
        ] {
            fs::copy(modules.join(&file), folder.join(&file))?;
        }
    }
    fs::copy(modules.join(TABLES), folder.join(TABLES))?;
    bundle_adapters(folder)?;
    let source = fs::read_to_string(root().join("manifest.json"))?;
    fs::write(folder.join("manifest.json"), derive(&source, browser)?)?;
    fs::copy(root().join("LICENSE"), folder.join("LICENSE"))?;
    Ok(())
}

/// Joins `adapters/*.json` into `content/adapters.js`, since a content script cannot read files:
/// the script sets `globalThis.hooklineAdapters` to the list, in the order of the file names.
fn bundle_adapters(folder: &Path) -> Result<(), Failure> {
    let source = folder.join("adapters");
    if !source.is_dir() {
        return Ok(());
    }
    let mut files: Vec<PathBuf> = fs::read_dir(&source)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.sort();
    let mut adapters = Vec::new();
    for file in files {
        let adapter: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file)?)
            .map_err(|error| Failure::new(format!("{}: {error}", shown(&file))))?;
        adapters.push(adapter);
    }
    let script = format!(
        "globalThis.hooklineAdapters = {};\n",
        serde_json::to_string(&adapters)?
    );
    fs::create_dir_all(folder.join("content"))?;
    fs::write(folder.join("content/adapters.js"), script)?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let goal = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &goal)?;
        } else {
            fs::copy(entry.path(), goal)?;
        }
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}
