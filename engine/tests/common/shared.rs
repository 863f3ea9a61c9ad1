//! Where the recorded files stand that tests read and the repository does not hold.
#![allow(
    dead_code,
    clippy::print_stderr,
    reason = "a skipped test says why; each test file uses some of this"
)]

use std::path::PathBuf;

/// A file or folder of the shared data, `HOOKLINE_SHARED` or `../shared` beside the repository;
/// `None`, with the reason printed, where it is not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("HOOKLINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!(
        "skipped: {} is not there; set HOOKLINE_SHARED",
        found.display()
    );
    None
}

/// The bytes of a shared file.
pub(crate) fn shared_bytes(path: &str) -> Option<Vec<u8>> {
    std::fs::read(shared(path)?).ok()
}

/// The bytes of a recorded payload.
pub(crate) fn recorded(name: &str) -> Option<Vec<u8>> {
    shared_bytes(&format!("feeds/{name}"))
}
