//! The invented accounts and stories in the numbers that the goals name.

#[path = "../../../../engine/examples/measure/invented.rs"]
mod invented;

use crate::native;
use hookline_tests::Outcome;
pub(crate) use invented::{HEADER, domain, name, write_row};
use std::path::{Path, PathBuf};

/// Accounts stored while the browser is measured.
pub(crate) const ACCOUNTS: usize = 100_000;
/// Stories stored while the browser is measured.
pub(crate) const STORIES: usize = 200_000;

/// The folder for what the benchmarks make and keep.
pub(crate) fn folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A database with [`ACCOUNTS`] and [`STORIES`], as good as a backup; made natively when it is not there.
pub(crate) fn database() -> Outcome<PathBuf> {
    let file = folder()?.join("accounts-and-stories.db");
    if !file.exists() {
        native::run()?;
    }
    Ok(file)
}

/// A CSV file with that many accounts.
pub(crate) fn accounts_csv(count: usize) -> String {
    let mut text = HEADER.to_owned();
    for number in 0..count {
        write_row(&mut text, number);
    }
    text
}
