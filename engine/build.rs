//! Deflates the tables and models that ship inside the engine, so that the browser's copy stays small.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What is packed; `src/packed.rs` inflates it again when it is first asked for.
const SOURCES: [&str; 8] = [
    "data/classifier.bin",
    "data/html",
    "data/industry",
    "data/lexicon",
    "data/phone",
    "data/public_suffix",
    "src/cadence/clocks.tsv",
    "src/resolve/words",
];

/// Endings of what is packed; a folder's README is not.
const ENDINGS: [&str; 3] = ["txt", "tsv", "bin"];

/// Deflate's slowest level.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        pack(Path::new(source), &out)?;
    }
    Ok(())
}

/// Packs a file, or every file of a folder, under the same path in `out`.
fn pack(source: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    if source.is_dir() {
        for entry in fs::read_dir(source)? {
            pack(&entry?.path(), out)?;
        }
        return Ok(());
    }
    let ending = source.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
        let goal = out.join(source);
        if let Some(folder) = goal.parent() {
            fs::create_dir_all(folder)?;
        }
        let packed = miniz_oxide::deflate::compress_to_vec(&fs::read(source)?, LEVEL);
        fs::write(goal, packed)?;
    }
    Ok(())
}
