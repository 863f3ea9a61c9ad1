//! Times the resolver over a large list: building, lookups, headlines.
//!
//! ```text
//! cargo run --release -p hookline-engine --example resolve_speed -- accounts.csv [number of accounts]
//! ```
//! The file needs columns `name`, `domain`, `country`, `city`. The list is repeated with a made-up
//! first word until it is as long as asked (100,000).

use hookline_engine::resolve::{AccountEntry, Mentions, Query, Resolver, Rules, StoryText};
use std::error::Error;
use std::time::Instant;

/// Every so many accounts one is looked up.
const STEP: usize = 37;

#[allow(clippy::print_stdout, reason = "a program's output")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give accounts.csv")?;
    let wanted: usize = std::env::args()
        .nth(2)
        .map_or(Ok(100_000), |text| text.parse())?;
    let base = read(&path)?;
    let entries: Vec<AccountEntry> = (0..wanted)
        .map(|at| varied(&base[at % base.len()], at, at / base.len()))
        .collect();

    let started = Instant::now();
    let resolver = Resolver::build(entries.iter().cloned());
    println!(
        "resolver built over {} accounts in {:.0} ms",
        resolver.len(),
        started.elapsed().as_secs_f64() * 1e3
    );
    let started = Instant::now();
    let mentions = Mentions::build(&entries);
    println!(
        "mentions built in {:.0} ms",
        started.elapsed().as_secs_f64() * 1e3
    );

    let rules = Rules::new();
    let mut times: Vec<f64> = Vec::new();
    let mut right = 0;
    for entry in entries.iter().step_by(STEP) {
        let query = Query {
            country: entry.country.clone(),
            ..Query::name(entry.name.to_uppercase())
        };
        let started = Instant::now();
        let found = resolver.resolve(&query, &rules);
        times.push(started.elapsed().as_secs_f64() * 1e3);
        right += usize::from(found.best.is_some_and(|best| best.account == entry.id));
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times
            .get((times.len() as f64 * share) as usize)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{} lookups, {right} right: median {:.3} ms, p99 {:.3} ms, worst {:.3} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(0.999_99)
    );

    let titles: Vec<String> = entries
        .iter()
        .step_by(STEP)
        .map(|entry| {
            format!(
                "Shares of {} rise as quarterly profit beats forecasts",
                entry.name
            )
        })
        .collect();
    let started = Instant::now();
    let found: usize = titles
        .iter()
        .map(|title| {
            mentions
                .find(
                    &StoryText {
                        title,
                        ..StoryText::default()
                    },
                    &rules,
                )
                .len()
        })
        .sum();
    println!(
        "{} headlines, {found} mentions: {:.0} a second",
        titles.len(),
        titles.len() as f64 / started.elapsed().as_secs_f64()
    );
    Ok(())
}

fn read(path: &str) -> Result<Vec<AccountEntry>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .ok_or(format!("no column `{name}`"))
    };
    let (name, domain, country, city) = (
        column("name")?,
        column("domain")?,
        column("country")?,
        column("city")?,
    );
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record?;
        let text = |at: usize| record.get(at).unwrap_or_default().to_owned();
        entries.push(AccountEntry {
            name: text(name),
            domain: Some(text(domain)),
            country: Some(text(country)),
            city: Some(text(city)),
            ..AccountEntry::default()
        });
    }
    Ok(entries)
}

fn varied(entry: &AccountEntry, id: usize, round: usize) -> AccountEntry {
    let id = i64::try_from(id).unwrap_or(i64::MAX);
    if round == 0 {
        return AccountEntry {
            id,
            ..entry.clone()
        };
    }
    let syllables = ["ba", "ko", "ri", "tel", "mun", "sa", "vex", "dor"];
    let made: String = [
        round,
        usize::try_from(id).unwrap_or(0) / 3,
        usize::try_from(id).unwrap_or(0) / 29,
    ]
    .iter()
    .map(|at| syllables[at % syllables.len()])
    .collect();
    AccountEntry {
        id,
        name: format!("{made} {}", entry.name),
        domain: entry
            .domain
            .as_ref()
            .map(|domain| format!("{made}{domain}")),
        ..entry.clone()
    }
}
