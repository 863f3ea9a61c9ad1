//! Finds ordinary English words by how running text writes them: in lower case more often than as a
//! name. The source of `src/resolve/words/common_words.txt`.
//!
//! ```text
//! cargo run --release -p hookline-engine --example common_words -- documents.csv:text headlines.csv:title > common_words.txt
//! ```
//! Sources: `documents.csv`, 10,000 company descriptions of JerBouma/FinanceDatabase (MIT), column `text`;
//! `headlines.csv`, 3,303 headlines of SEntFiN (MIT), column `title`.

use std::collections::{HashMap, HashSet};
use std::error::Error;

/// Words written in lower case in fewer texts than this are left out.
const FEWEST: usize = 4;

#[allow(clippy::print_stdout, reason = "a program's output")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut lower: HashMap<String, usize> = HashMap::new();
    let mut capital: HashMap<String, usize> = HashMap::new();
    for argument in std::env::args().skip(1) {
        let (path, column) = argument.rsplit_once(':').ok_or("give file.csv:column")?;
        let mut reader = csv::Reader::from_path(path)?;
        let at = reader
            .headers()?
            .iter()
            .position(|header| header == column)
            .ok_or("no such column")?;
        for record in reader.records() {
            let record = record?;
            let (small, large) = words(record.get(at).unwrap_or_default());
            for word in small {
                *lower.entry(word).or_default() += 1;
            }
            for word in large {
                *capital.entry(word).or_default() += 1;
            }
        }
    }
    let mut common: Vec<&String> = lower
        .iter()
        .filter(|(word, count)| {
            **count >= FEWEST && 2 * **count >= capital.get(*word).copied().unwrap_or(0)
        })
        .map(|(word, _)| word)
        .collect();
    common.sort();
    for word in common {
        println!("{word}");
    }
    Ok(())
}

/// Words of a text in lower case, and words with a capital that is not owed to a sentence's start.
fn words(text: &str) -> (HashSet<String>, HashSet<String>) {
    let (mut lower, mut capital) = (HashSet::new(), HashSet::new());
    let mut at_start = true;
    for chunk in text.split_whitespace() {
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                lower.insert(word.to_owned());
            } else if !at_start {
                capital.insert(word.to_ascii_lowercase());
            }
        }
        at_start = chunk.ends_with(['.', '!', '?', ':']);
    }
    (lower, capital)
}
