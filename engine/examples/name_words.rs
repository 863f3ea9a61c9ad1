//! Counts in how many company names each word stands, and prints the commonest: the source of
//! `src/resolve/words/name_words.txt`.
//!
//! ```text
//! cargo run --release -p hookline-engine --example name_words -- accounts.csv sec_tickers.csv > name_words.txt
//! ```
//! Sources: `accounts.csv` of JerBouma/FinanceDatabase (MIT), one row per web domain, 28,114 names;
//! `sec_tickers.csv`, the SEC's company list (public domain), 10,365 names. Each file needs a `name` column.

use std::collections::HashMap;
use std::error::Error;

/// Words in fewer names than this are left out.
const FEWEST: usize = 8;

#[allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program's output"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut names = 0;
    for path in std::env::args().skip(1) {
        let mut reader = csv::Reader::from_path(&path)?;
        let column = reader
            .headers()?
            .iter()
            .position(|header| header == "name")
            .ok_or("no column `name`")?;
        for record in reader.records() {
            let record = record?;
            names += 1;
            let key = hookline_engine::resolve::key(&record[column]);
            let mut words: Vec<&str> = key.split(' ').collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    let mut common: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= FEWEST)
        .collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (word, count) in &common {
        println!("{word} {count}");
    }
    eprintln!("{names} names, {} words", common.len());
    Ok(())
}
