//! Deflates the tables and models that ship with the engine. Natively each stands in the program; for
//! the browser they make up one file beside the wasm, `tables.bin` in the build's output folder.

#[path = "src/packed/mark.rs"]
mod mark;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What is packed; `src/packed.rs` inflates it again when it is first asked for.
const SOURCES: [&str; 13] = [
    "data/classifier.bin",
    "data/html",
    "data/industry",
    "data/lexicon",
    "data/names",
    "data/phone",
    "data/phrases",
    "data/public_suffix",
    "data/technology",
    "src/cadence/clocks.tsv",
    "src/resolve/words",
    "src/store/schema",
    "src/store/schema.sql",
];

/// Endings of what is packed; a folder's README is not.
const ENDINGS: [&str; 4] = ["bin", "sql", "tsv", "txt"];

/// Deflate's slowest level.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/packed/mark.rs");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        list(Path::new(source), &mut files)?;
    }
    // A folder is read in no order that can be relied upon.
    files.sort();
    let mut tables = Vec::new();
    for file in files {
        let goal = out.join(&file);
        if let Some(folder) = goal.parent() {
            fs::create_dir_all(folder)?;
        }
        let packed = miniz_oxide::deflate::compress_to_vec(&fs::read(&file)?, LEVEL);
        fs::write(&goal, &packed)?;
        let place = format!("({}, {})", tables.len(), packed.len());
        fs::write(out.join(format!("{}.place", file.display())), place)?;
        tables.extend(packed);
    }
    fs::write(out.join("tables.mark"), mark::mark(&tables).to_string())?;
    fs::write(out.join("tables.bin"), &tables)?;
    Ok(())
}

/// A file, or every file of a folder, that is to be packed.
fn list(source: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if source.is_dir() {
        for entry in fs::read_dir(source)? {
            list(&entry?.path(), files)?;
        }
        return Ok(());
    }
    let ending = source.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
        files.push(source.to_owned());
    }
    Ok(())
}
