//! The shipped engine in a worker of the browser, asked directly, with 100,000 accounts and 200,000 stories.

use crate::data::{ACCOUNTS, accounts_csv, database, domain, name};
use crate::table::{heading, quantile, row};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_tests::{Browser, EngineWorker, Hosts, Options, Outcome};
use serde_json::{Value, json};
use std::time::Duration;

/// How often the engine is started.
const STARTS: usize = 7;
/// Questions of each sort.
const QUESTIONS: usize = 1_000;
/// Bytes in one chunk of an import, as the workspace hands them over.
const CHUNK_BYTES: usize = 2 * 1024 * 1024;
/// Taking back a large copy and building an index may take long on a small machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// Prints the engine's times in the browser.
pub(crate) async fn run() -> Outcome {
    let database = database()?;
    heading(
        "The engine's wasm in its worker, with 100,000 accounts and 200,000 stories (`cargo xtask bench wasm`)",
    );
    let hosts = Hosts::start().await?;
    let profile = tempfile::TempDir::new()?;
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    browser.driver.set_script_timeout(PATIENCE).await?;
    let engine = EngineWorker::page(&hosts, &browser).await?;
    import(&engine).await?;
    engine.restore(&database).await?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        engine.end().await?;
        let opened = engine.open("").await?;
        starts.push(opened["ready"].as_f64().ok_or("the engine did not start")?);
    }
    let ready = quantile(&mut starts, 0.5);
    row(
        "loaded, compiled and the database open, median",
        &format!("{ready:.0} ms"),
        "at most 150 ms",
    );
    let key = |number: usize| json!({"account_by_key": {"key": domain(number * 97 % ACCOUNTS)}});
    ask(&engine, "account page by domain", key, "").await?;
    let email = |number: usize| json!({"context": {"facts": {"view": "compose", "people": [{"role": "recipient", "name": "", "email": format!("jo@{}", domain(number * 89 % ACCOUNTS))}]}}});
    ask(&engine, "context of an address, whole reply", email, "").await?;
    let index = engine
        .times(&[json!({"resolve": {"input": "Somebody Else"}})])
        .await?;
    row(
        "index over all accounts, built when first needed",
        &format!("{:.0} ms", index.first().unwrap_or(&f64::NAN)),
        "at most 1,500 ms",
    );
    let exact = |number: usize| json!({"resolve": {"input": name(number * 83 % ACCOUNTS)}});
    ask(
        &engine,
        "name among all accounts",
        exact,
        "p99 at most 2 ms",
    )
    .await?;
    let address = |number: usize| json!({"resolve": {"input": format!("jo@{}", domain(number * 79 % ACCOUNTS))}});
    ask(
        &engine,
        "address among all accounts",
        address,
        "p99 at most 2 ms",
    )
    .await?;
    browser.quit().await
}

/// Imports 100,000 rows into an empty database.
async fn import(engine: &EngineWorker<'_>) -> Outcome {
    engine.open("").await?;
    let started = engine
        .ask(json!({"import_start": {"file_name": "list.csv", "kind": "accounts"}}))
        .await?;
    let import = &started["import"]["import"];
    let text = accounts_csv(ACCOUNTS);
    let chunks: Vec<&[u8]> = text.as_bytes().chunks(CHUNK_BYTES).collect();
    let mut spent = 0.0;
    for (place, chunk) in chunks.iter().enumerate() {
        let last = place + 1 == chunks.len();
        let request =
            json!({"import_chunk": {"import": import, "data": BASE64.encode(chunk), "last": last}});
        spent += engine.times(&[request]).await?.iter().sum::<f64>();
    }
    row(
        "import of 100,000 rows, every chunk on disk before the next",
        &format!("{:.1} s", spent / 1000.0),
        "",
    );
    Ok(())
}

async fn ask(
    engine: &EngineWorker<'_>,
    what: &str,
    question: impl Fn(usize) -> Value,
    goal: &str,
) -> Outcome {
    let questions: Vec<Value> = (0..QUESTIONS).map(question).collect();
    let mut times = engine.times(&questions).await?;
    let measured = format!(
        "p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms",
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.95),
        quantile(&mut times, 0.99)
    );
    row(what, &measured, goal);
    Ok(())
}
