//! `cargo xtask demo`: the main job in Chromium.

use crate::failure::Failure;
use crate::programs::{call, cargo};

/// Sets up, builds, and hands over to the demo program of the end-to-end crate.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    crate::setup::run(&[])?;
    crate::build::run(&[])?;
    call(
        cargo()
            .args([
                "run",
                "--quiet",
                "--package",
                "hookline-tests",
                "--bin",
                "demo",
                "--",
            ])
            .args(arguments),
    )
}
