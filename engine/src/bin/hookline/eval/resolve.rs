//! `hookline eval resolve DIR`: names to accounts, on `accounts.csv` (id,name,domain,country) and
//! `queries.csv` (query,country,account_id; an empty id means that nobody in the list is meant).

use super::table::{Table, ratio};
use crate::failure::Failure;
use hookline_engine::resolve::{AccountEntry, Match, Query, Resolver, Rules};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Precision at which the recall is reported.
const HIGH_PRECISION: f64 = 0.95;

/// One query answered.
struct Answered {
    confidence: f64,
    /// The engine said yes at its own threshold.
    said: bool,
    right: bool,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let accounts = Table::read(&dir.join("accounts.csv"))?;
    let queries = Table::read(&dir.join("queries.csv"))?;
    let resolver = Resolver::build(entries(&accounts)?);
    let numbers: HashMap<&str, i64> = accounts.column("id")?.zip(0..).collect();
    let asked: Vec<Query> = queries
        .column("query")?
        .zip(queries.optional_column("country"))
        .map(|(text, country)| Query {
            country: filled(country),
            ..Query::from_line(text)
        })
        .collect();
    let started = Instant::now();
    let matches: Vec<Match> = asked
        .iter()
        .map(|query| resolver.resolve(query, &Rules::new()))
        .collect();
    let seconds = started.elapsed().as_secs_f64();

    let wanted: Vec<Option<i64>> = queries
        .column("account_id")?
        .map(|id| numbers.get(id).copied())
        .collect();
    let expected = queries
        .column("account_id")?
        .filter(|id| !id.is_empty())
        .count();
    let answered: Vec<Answered> = matches
        .iter()
        .zip(&wanted)
        .filter_map(|(answer, wanted)| {
            let best = answer.best.as_ref()?;
            Some(Answered {
                confidence: best.confidence,
                said: answer.account().is_some(),
                right: Some(best.account) == *wanted,
            })
        })
        .collect();
    let right_first = answered.iter().filter(|one| one.right).count();
    let said = answered.iter().filter(|one| one.said).count();
    let right = answered.iter().filter(|one| one.said && one.right).count();
    let (f1_best, recall_at_p95) = over_thresholds(answered, expected);
    super::table::print(
        json,
        &[
            ("recall_at_1", ratio(right_first, expected)),
            ("precision", ratio(right, said)),
            ("recall", ratio(right, expected)),
            ("f1", ratio(2 * right, said + expected)),
            ("f1_best", f1_best),
            ("recall_at_p95", recall_at_p95),
            (
                "queries_per_second",
                asked.len() as f64 / seconds.max(f64::EPSILON),
            ),
        ],
    );
    Ok(())
}

/// The accounts of `accounts.csv`, numbered by row.
fn entries(accounts: &Table) -> Result<Vec<AccountEntry>, Failure> {
    let names = accounts.column("name")?;
    let places = accounts
        .optional_column("domain")
        .zip(accounts.optional_column("country"));
    let rows = names.zip(places).zip(0..);
    Ok(rows
        .map(|((name, (domain, country)), id)| AccountEntry {
            id,
            name: name.to_owned(),
            domain: filled(domain),
            country: filled(country),
            ..AccountEntry::default()
        })
        .collect())
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// Best F1 and the recall at high precision over all thresholds, cutting only between tied scores.
fn over_thresholds(mut answered: Vec<Answered>, expected: usize) -> (f64, f64) {
    answered.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let (mut right, mut f1_best, mut recall) = (0, 0.0_f64, 0.0_f64);
    for (at, one) in answered.iter().enumerate() {
        right += usize::from(one.right);
        let tied = answered
            .get(at + 1)
            .is_some_and(|next| next.confidence >= one.confidence);
        if tied {
            continue;
        }
        f1_best = f1_best.max(ratio(2 * right, at + 1 + expected));
        if ratio(right, at + 1) >= HIGH_PRECISION {
            recall = recall.max(ratio(right, expected));
        }
    }
    (f1_best, recall)
}
