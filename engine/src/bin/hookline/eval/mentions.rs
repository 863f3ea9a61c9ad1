//! `hookline eval mentions DIR`: companies in headlines, on `accounts.csv` (id,name) and
//! `headlines.csv` (title,account_ids separated by `;`). Only the official names are used.

use super::table::{Table, ratio};
use crate::failure::Failure;
use hookline_engine::protocol::Answer;
use hookline_engine::resolve::{AccountEntry, Mention, Mentions, Rules, StoryText};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let accounts = Table::read(&dir.join("accounts.csv"))?;
    let headlines = Table::read(&dir.join("headlines.csv"))?;
    let entries: Vec<AccountEntry> = accounts
        .column("name")?
        .zip(0..)
        .map(|(name, id)| AccountEntry {
            id,
            name: name.to_owned(),
            ..AccountEntry::default()
        })
        .collect();
    let numbers: HashMap<&str, i64> = accounts.column("id")?.zip(0..).collect();
    let mentions = Mentions::build(&entries);
    let titles: Vec<&str> = headlines.column("title")?.collect();
    let rules = Rules::new();
    let started = Instant::now();
    let found: Vec<Vec<Mention>> = titles
        .iter()
        .map(|title| {
            mentions.find(
                &StoryText {
                    title,
                    ..StoryText::default()
                },
                &rules,
            )
        })
        .collect();
    let seconds = started.elapsed().as_secs_f64();

    let (mut said, mut expected, mut right) = (0, 0, 0);
    for (found, ids) in found.iter().zip(headlines.column("account_ids")?) {
        let wanted: HashSet<&str> = ids
            .split(';')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .collect();
        let named: HashSet<i64> = found
            .iter()
            .filter(|mention| mention.answer == Answer::Yes)
            .map(|mention| mention.account)
            .collect();
        let hits = wanted
            .iter()
            .filter(|id| {
                numbers
                    .get(*id)
                    .is_some_and(|number| named.contains(number))
            })
            .count();
        said += named.len();
        expected += wanted.len();
        right += hits;
    }
    super::table::print(
        json,
        &[
            ("precision", ratio(right, said)),
            ("recall", ratio(right, expected)),
            ("f1", ratio(2 * right, said + expected)),
            (
                "titles_per_second",
                headlines.len() as f64 / seconds.max(f64::EPSILON),
            ),
        ],
    );
    Ok(())
}
