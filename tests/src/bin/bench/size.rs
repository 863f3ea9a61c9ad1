//! How large the wasm files are.

use crate::table::{heading, row};
use hookline_tests::Outcome;
use std::path::Path;

/// Prints the sizes of what a tab and the host load.
pub(crate) fn run() -> Outcome {
    heading("Size (`cargo xtask bench size`)");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist/chrome");
    for (file, what, goal) in [
        ("app_bg.wasm", "sidebar, raw", "at most 450 KB"),
        ("workspace_bg.wasm", "workspace, raw", ""),
        ("engine_bg.wasm", "engine, raw", "at most 4,000 KB"),
        ("engine_tables.bin", "engine's tables, deflated", ""),
    ] {
        let bytes = std::fs::metadata(folder.join(file))?.len();
        row(what, &format!("{} KB", bytes / 1000), goal);
    }
    Ok(())
}
