//! Model files.

use crate::failure::Failure;
use hookline_engine::score::{Model, SignedModel, Training};
use serde::Serialize;
use std::path::Path;

/// Largest model file that is read, in bytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a model; `starter` is the built-in one. A training report and a signed file hold one too;
/// the signature is checked.
pub(crate) fn read(file: &Path) -> Result<Model, Failure> {
    if file.as_os_str() == "starter" {
        return Ok(Model::starter());
    }
    let text = text(file)?;
    if let Ok(signed) = serde_json::from_str::<SignedModel>(&text) {
        return signed
            .verified(None)
            .cloned()
            .map_err(|error| Failure::from(error.to_reply()).in_file(file));
    }
    if let Ok(training) = serde_json::from_str::<Training>(&text) {
        return Ok(training.model);
    }
    serde_json::from_str(&text)
        .map_err(|error| Failure::Failed(format!("{}: this is no model: {error}", file.display())))
}

/// The text of a file of reasonable size.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    use std::io::Read as _;
    let mut text = String::new();
    crate::lines::open(file)?
        .take(MOST_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| Failure::from(error).in_file(file))?;
    Ok(text)
}

/// Writes JSON that people can read; the earlier file stays until the new one is whole.
pub(crate) fn write(file: &Path, value: &impl Serialize) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = std::path::PathBuf::from(part);
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, file))
        .map_err(|error| Failure::from(error).in_file(file))
}
