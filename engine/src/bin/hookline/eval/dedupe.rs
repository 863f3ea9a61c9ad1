//! `hookline eval dedupe DIR`.

use crate::failure::Failure;
use std::path::Path;

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let _ = json;
    Err(Failure::Failed(format!(
        "{}: no such measure yet",
        dir.display()
    )))
}
