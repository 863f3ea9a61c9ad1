//! The program, as a person runs it in a folder.

use std::path::Path;
use std::process::{Command, Output};

/// Runs `hookline` and waits for its end.
pub(crate) fn hookline(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hookline"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}
