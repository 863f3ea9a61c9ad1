//! Fits the resolver's weights by logistic regression and reports them on queries left out.
//!
//! ```text
//! cargo run --release -p hookline-engine --example fit_resolve -- listing-names
//! ```
//! The folder holds `accounts.csv` (id,name,domain,country) and `queries.csv` (query,country,account_id).
//! Source of the shipped weights: `listing-names` (from FinanceDatabase, MIT), queries whose account
//! (or text) hashes to an even number; the other half is reported. No randomness: Newton's method.

use hookline_engine::resolve::{AccountEntry, FEATURE_NAMES, Query, Resolver};
use std::error::Error;
use std::path::Path;

const COUNT: usize = FEATURE_NAMES.len();
/// Ridge penalty on every weight but the first.
const RIDGE: f64 = 1.0;
/// Candidates of one query that are learnt from.
const CANDIDATES: usize = 8;

struct Asked {
    part: usize,
    has_account: bool,
    /// Measures of each candidate, and whether it is the right one.
    candidates: Vec<([f64; COUNT], bool)>,
}

#[allow(clippy::print_stdout, reason = "a program's output")]
fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("give the folder")?;
    let asked = read(Path::new(&dir))?;
    for held_out in [Some(1), Some(0), None] {
        let learnt: Vec<&Asked> = asked
            .iter()
            .filter(|one| Some(one.part) != held_out)
            .collect();
        let weights = fit(&learnt);
        match held_out {
            Some(part) => {
                let told: Vec<&Asked> = asked.iter().filter(|one| one.part == part).collect();
                println!("learnt on {}: {}", learnt.len(), report(&learnt, &weights));
                println!("left out {}: {}", told.len(), report(&told, &weights));
            }
            None => println!("all: {}", report(&learnt, &weights)),
        }
        for (name, weight) in FEATURE_NAMES.iter().zip(&weights) {
            println!("    {weight:.2}, // {name}");
        }
    }
    Ok(())
}

fn read(dir: &Path) -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut ids = Vec::new();
    let mut entries = Vec::new();
    for record in csv::Reader::from_path(dir.join("accounts.csv"))?.records() {
        let record = record?;
        entries.push(AccountEntry {
            id: i64::try_from(ids.len())?,
            name: record[1].to_owned(),
            country: Some(record[3].to_owned()),
            ..AccountEntry::default()
        });
        ids.push(record[0].to_owned());
    }
    let resolver = Resolver::build(entries);
    let mut asked = Vec::new();
    for record in csv::Reader::from_path(dir.join("queries.csv"))?.records() {
        let record = record?;
        let query = Query {
            country: Some(record[1].to_owned()),
            ..Query::name(&record[0])
        };
        let right = &record[2];
        let found = resolver.measures(&query);
        let subject = if right.is_empty() { &record[0] } else { right };
        asked.push(Asked {
            part: subject.bytes().map(usize::from).sum::<usize>() % 2,
            has_account: !right.is_empty(),
            candidates: found
                .into_iter()
                .take(CANDIDATES)
                .map(|(id, measures)| {
                    (
                        measures,
                        usize::try_from(id)
                            .ok()
                            .and_then(|id| ids.get(id))
                            .is_some_and(|id| id == right),
                    )
                })
                .collect(),
        });
    }
    Ok(asked)
}

fn odds(measures: &[f64; COUNT], weights: &[f64; COUNT]) -> f64 {
    measures.iter().zip(weights).map(|(x, w)| x * w).sum()
}

/// Newton's method for the penalised logistic likelihood.
fn fit(asked: &[&Asked]) -> [f64; COUNT] {
    let mut weights = [0.0; COUNT];
    for _ in 0..30 {
        let mut gradient = [0.0; COUNT];
        let mut hessian = [[0.0; COUNT]; COUNT];
        for (measures, right) in asked.iter().flat_map(|one| &one.candidates) {
            let p = 1.0 / (1.0 + (-odds(measures, &weights)).exp());
            for i in 0..COUNT {
                gradient[i] += (f64::from(u8::from(*right)) - p) * measures[i];
                for j in 0..COUNT {
                    hessian[i][j] += p * (1.0 - p) * measures[i] * measures[j];
                }
            }
        }
        for i in 0..COUNT {
            let ridge = if i == 0 { 1e-6 } else { RIDGE };
            gradient[i] -= ridge * weights[i];
            hessian[i][i] += ridge;
        }
        let step = solve(hessian, gradient);
        for i in 0..COUNT {
            weights[i] += step[i];
        }
    }
    weights
}

/// Gaussian elimination with the largest pivot.
fn solve(mut a: [[f64; COUNT]; COUNT], mut b: [f64; COUNT]) -> [f64; COUNT] {
    for at in 0..COUNT {
        let pivot = (at..COUNT)
            .max_by(|x, y| a[*x][at].abs().total_cmp(&a[*y][at].abs()))
            .unwrap_or(at);
        a.swap(at, pivot);
        b.swap(at, pivot);
        for row in at + 1..COUNT {
            let factor = a[row][at] / a[at][at];
            let pivot_row = a[at];
            for (value, above) in a[row].iter_mut().zip(pivot_row).skip(at) {
                *value -= factor * above;
            }
            b[row] -= factor * b[at];
        }
    }
    let mut x = [0.0; COUNT];
    for at in (0..COUNT).rev() {
        let known: f64 = (at + 1..COUNT)
            .map(|column| a[at][column] * x[column])
            .sum();
        x[at] = (b[at] - known) / a[at][at];
    }
    x
}

/// F1 at probability one half, best F1, recall at 95 % precision, and how far right answers are found at all.
fn report(asked: &[&Asked], weights: &[f64; COUNT]) -> String {
    let wanted = asked.iter().filter(|one| one.has_account).count() as f64;
    let reachable = asked
        .iter()
        .filter(|one| one.candidates.iter().any(|c| c.1))
        .count() as f64;
    let mut best: Vec<(f64, bool)> = asked
        .iter()
        .filter_map(|one| {
            one.candidates
                .iter()
                .map(|(m, right)| (odds(m, weights), *right))
                .max_by(|a, b| a.0.total_cmp(&b.0))
        })
        .collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut f1_best, mut at, mut f1_half, mut recall_95) =
        (0.0_f64, 0.0_f64, 0.0, 0.0, 0.0_f64);
    for (said, (odds, is_right)) in best.iter().enumerate() {
        right += f64::from(u8::from(*is_right));
        let f1 = 2.0 * right / ((said + 1) as f64 + wanted);
        if f1 > f1_best {
            (f1_best, at) = (f1, *odds);
        }
        if *odds >= 0.0 {
            f1_half = f1;
        }
        if right / (said + 1) as f64 >= 0.95 {
            recall_95 = recall_95.max(right / wanted);
        }
    }
    format!(
        "F1 at 0.5 {f1_half:.4}, best {f1_best:.4} at log-odds {at:.2}, recall at p95 {recall_95:.4}, recall@1 {:.4}, reachable {:.4}",
        right / wanted,
        reachable / wanted
    )
}
