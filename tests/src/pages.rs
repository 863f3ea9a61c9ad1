//! The pages that the hosts serve, and where the shared recordings lie.

use crate::Outcome;
use std::path::{Path, PathBuf};

/// A synthetic host page from `tests/pages`, by its path there.
///
/// # Errors
/// When there is no such page.
pub fn page(name: &str) -> Outcome<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("pages")
        .join(name);
    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()).into())
}

/// A file of the recordings beside the repository (`HOOKLINE_SHARED`, or `../shared`).
/// `None`, with a printed reason, where they are not there.
#[must_use]
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("HOOKLINE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let file = folder.join(name);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: the shared recording {name} is not on this machine");
    None
}
