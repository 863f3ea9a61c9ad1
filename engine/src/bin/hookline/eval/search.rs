//! `hookline eval search DIR`: known items found by three of their words, on `documents.csv`
//! (id,title,text) and `queries.csv` (query,id).

use super::table::{Table, ratio};
use crate::failure::Failure;
use hookline_engine::search::{Document, SearchIndex};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Hits that are looked at.
const DEPTH: usize = 10;

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let documents = Table::read(&dir.join("documents.csv"))?;
    let queries = Table::read(&dir.join("queries.csv"))?;
    let numbers: HashMap<&str, i64> = documents.column("id")?.zip(0..).collect();
    let texts: Vec<(&str, &str)> = documents
        .column("title")?
        .zip(documents.column("text")?)
        .collect();
    let started = Instant::now();
    let mut index = SearchIndex::new();
    for ((title, text), id) in texts.iter().zip(0..) {
        index.add(&Document { id, title, text });
    }
    let build_ms = started.elapsed().as_secs_f64() * 1e3;

    let asked: Vec<&str> = queries.column("query")?.collect();
    let started = Instant::now();
    let found: Vec<Vec<i64>> = asked
        .iter()
        .map(|query| {
            index
                .search(query, DEPTH)
                .into_iter()
                .map(|hit| hit.id)
                .collect()
        })
        .collect();
    let query_ms = started.elapsed().as_secs_f64() * 1e3;

    let (mut reciprocal, mut hits) = (0.0, 0);
    for (found, wanted) in found.iter().zip(queries.column("id")?) {
        let wanted = numbers.get(wanted);
        if let Some(place) = found.iter().position(|id| Some(id) == wanted) {
            reciprocal += 1.0 / (place + 1) as f64;
            hits += 1;
        }
    }
    let count = asked.len().max(1) as f64;
    super::table::print(
        json,
        &[
            ("mrr_at_10", reciprocal / count),
            ("hit_at_10", ratio(hits, asked.len())),
            ("build_ms", build_ms),
            ("ms_per_query", query_ms / count),
        ],
    );
    Ok(())
}
