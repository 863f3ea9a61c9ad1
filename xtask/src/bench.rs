//! `cargo xtask bench`: speed and size, ratios side by side in one run.

use crate::failure::Failure;
use crate::programs::{call, cargo};

/// Sets up, builds, and hands over to the benchmark program of the end-to-end crate.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    crate::setup::run(&[])?;
    crate::build::run(&[])?;
    call(cargo().args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "hookline-engine",
        "--bin",
        "hookline",
        "--example",
        "measure",
        "--example",
        "search_speed",
    ]))?;
    // The harness drives and counts; what is measured was built above as it ships.
    call(
        cargo()
            .args(["run", "--quiet", "--package", "hookline-tests"])
            .args(["--bin", "bench", "--"])
            .args(arguments),
    )
}
