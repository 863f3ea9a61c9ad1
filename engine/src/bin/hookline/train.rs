//! `hookline train DIR --out FILE`: the classifier's weights from the labelled headlines.

use crate::failure::Failure;
use hookline_engine::classify::model::{grow, read_examples, train};
use std::path::Path;

pub(crate) fn run(dir: &Path, out: &Path) -> Result<(), Failure> {
    let mut files: Vec<_> = std::fs::read_dir(dir)?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .collect();
    // The order in which a folder lists its files differs between machines; the bytes must not.
    files.sort();
    let mut examples = Vec::new();
    for file in &files {
        examples.extend(read_examples(&std::fs::read_to_string(file)?));
    }
    if examples.is_empty() {
        return Err(Failure::Misuse(format!(
            "{}: no labelled headlines",
            dir.display()
        )));
    }
    let grammar = std::fs::read_to_string(dir.join("grammar.txt"))?;
    let grown = grow(&grammar);
    let report = train(&examples, &grown);
    std::fs::write(out, &report.bytes)?;
    let per_kind: serde_json::Map<String, serde_json::Value> = report
        .per_kind
        .iter()
        .map(|(kind, f1)| (kind.name().to_owned(), (*f1).into()))
        .collect();
    let calibration: Vec<_> = report
        .calibration
        .iter()
        .map(|(cases, said, held)| serde_json::json!({"cases": cases, "said": said, "held": held}))
        .collect();
    let report = serde_json::json!({
        "headlines": examples.len(), "grown": grown.len(), "terms": report.terms, "bytes": report.bytes.len(),
        "macro_f1": report.macro_f1, "per_kind": per_kind, "calibration": calibration,
    });
    #[allow(clippy::print_stdout, reason = "the command's result")]
    {
        println!("{report}");
    }
    Ok(())
}
