//! A million accounts by column, in the shipped wasm in a worker of the browser.

use crate::data::{domain, folder, name};
use crate::table::{heading, quantile, row};
use hookline_tests::{Browser, EngineWorker, Hosts, Options, Outcome};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Accounts of the list.
const MILLION: usize = 1_000_000;
/// How often each question is asked; the slowest of them must hold the goal.
const ROUNDS: usize = 5;
/// Reading a file of a gigabyte back takes long on a small machine.
const PATIENCE: Duration = Duration::from_secs(1_800);
/// Columns that make a tile, with the columns that are counted.
const TILES: [&str; 13] = [
    "industry",
    "employees",
    "revenue",
    "country",
    "city",
    "ownership",
    "naics",
    "sic",
    "founded",
    "technologies",
    "naics sector",
    "technology functions",
    "contacts",
];
const TOOLS: [&str; 24] = [
    "Salesforce",
    "HubSpot",
    "Marketo",
    "Oracle",
    "SAP",
    "Workday",
    "Slack",
    "Zendesk",
    "Snowflake",
    "Databricks",
    "Kubernetes",
    "Docker",
    "AWS",
    "Azure",
    "Google Cloud",
    "Tableau",
    "Power BI",
    "Jira",
    "GitHub",
    "Okta",
    "Zoom",
    "Microsoft Office",
    "Shopify",
    "Stripe",
];

/// Prints the times of tiles, scores and look-alikes in the browser.
pub(crate) async fn run() -> Outcome {
    let database = database()?;
    heading(
        "The engine's wasm in its worker, with 1,000,000 accounts of twelve columns (`cargo xtask bench million-wasm`)",
    );
    let hosts = Hosts::start().await?;
    let profile = tempfile::TempDir::new()?;
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    browser.driver.set_script_timeout(PATIENCE).await?;
    let engine = EngineWorker::page(&hosts, &browser).await?;
    engine.open("").await?;
    engine.restore(&database).await?;
    engine.end().await?;
    engine.open("").await?;
    let first = engine.times(&[tiles(&["industry"], json!([]))]).await?;
    row(
        "columns read from the database, once",
        &format!("{:.1} s", first.first().unwrap_or(&f64::NAN) / 1_000.0),
        "",
    );
    for column in TILES {
        let request = tiles(&[column], json!([]));
        ask(
            &engine,
            &format!("tile {column}"),
            request,
            "at most 150 ms",
        )
        .await?;
    }
    let filters = json!([
        {"column": "country", "choice": {"value": "Germany"}},
        {"column": "ownership", "choice": {"value": "Public"}},
    ]);
    let request = tiles(&["employees"], filters.clone());
    ask(
        &engine,
        "drill-down by two filters, one tile",
        request,
        "at most 150 ms",
    )
    .await?;
    ask(
        &engine,
        "stars of all, a tile",
        tiles(&["stars"], json!([])),
        "at most 100 ms",
    )
    .await?;
    for sort in ["stars", "name", "employees"] {
        let request = json!({"portfolio": {"accounts": {"view": {"filters": filters}, "sort": sort, "descending": true, "offset": 0, "limit": 25}}});
        ask(
            &engine,
            &format!("companies of the drill-down by {sort}"),
            request,
            "at most 150 ms",
        )
        .await?;
    }
    for sort in ["name", "stars", "employees", "industry"] {
        let request = json!({"accounts": {"text": "", "filters": [], "sort": sort, "descending": true, "offset": 0, "limit": 50}});
        ask(&engine, &format!("accounts table by {sort}"), request, "").await?;
    }
    let models: Vec<usize> = (1..=200).map(|number| number * 37).collect();
    let request = json!({"portfolio": {"look_alikes": {"view": {}, "accounts": models, "top": 0, "limit": 25}}});
    ask(
        &engine,
        "look-alikes of 200 accounts",
        request,
        "at most 300 ms",
    )
    .await?;
    let bytes = engine.memory().await?;
    row(
        "memory of the engine",
        &format!("{:.0} MB", bytes / 1e6),
        "at most 400 MB",
    );
    let all = json!({"portfolio": {"tiles": {"view": {}, "columns": [], "limit": 12, "find": ""}}});
    ask(&engine, "the whole dashboard, every tile", all, "").await?;
    browser.quit().await
}

fn tiles(columns: &[&str], filters: Value) -> Value {
    json!({"portfolio": {"tiles": {"view": {"filters": filters}, "columns": columns, "limit": 12, "find": ""}}})
}

async fn ask(engine: &EngineWorker<'_>, what: &str, request: Value, goal: &str) -> Outcome {
    let reply = engine.ask(request.clone()).await?;
    if reply.get("error").is_some() {
        return Err(format!("{what}: {reply}").into());
    }
    let mut times = engine.times(&vec![request; ROUNDS]).await?;
    let measured = format!(
        "median {:.0} ms, slowest {:.0} ms",
        quantile(&mut times, 0.5),
        quantile(&mut times, 1.0)
    );
    row(what, &measured, goal);
    Ok(())
}

/// A database with a million accounts, made natively by the program when it is not there.
fn database() -> Outcome<PathBuf> {
    let file = folder()?.join("million.db");
    if !file.exists() {
        let csv = folder()?.join("million.csv");
        write_csv(&csv)?;
        let made = folder()?.join("million-being-made.db");
        let _ = std::fs::remove_file(&made);
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/hookline");
        let done = Command::new(program)
            .arg("--db")
            .arg(&made)
            .arg("import")
            .arg(&csv)
            .status()?;
        if !done.success() {
            return Err("the million accounts could not be imported".into());
        }
        std::fs::rename(made, &file)?;
        std::fs::remove_file(csv)?;
    }
    Ok(file)
}

fn write_csv(path: &Path) -> Outcome {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    file.write_all(b"Account Name,Website,Industry,Employees,Annual Revenue,City,Country,Ownership,NAICS,SIC,Founded,Technologies\n")?;
    let mut line = String::new();
    for number in 0..MILLION {
        line.clear();
        // Steps without a common divisor spread the values over the rows, always the same.
        let employees = 10 + number * 7_919 % 20_000;
        write!(
            line,
            "{},{},Industry {},{employees},{},Town {},{},{},{},{},{},",
            name(number),
            domain(number),
            number * 31 % 120,
            employees * 180_000,
            number * 17 % 5_000,
            ["United States", "Germany", "France", "Spain"][number * 13 % 4],
            ["Public", "Private", "State"][number * 7 % 3],
            511_110 + number * 29 % 900,
            7_300 + number * 11 % 90,
            1_900 + number * 23 % 120,
        )?;
        for place in 0..3 {
            let tool = TOOLS[(number * (place + 5) + place * 7) % TOOLS.len()];
            line.push_str(if place == 0 { "" } else { ";" });
            line.push_str(tool);
        }
        line.push('\n');
        file.write_all(line.as_bytes())?;
    }
    file.flush()?;
    Ok(())
}
