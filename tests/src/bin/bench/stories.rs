//! Universal search over 200,000 stories in the shipped engine, in a worker of the browser.

#[path = "../../../../engine/examples/measure/headlines.rs"]
#[expect(dead_code, reason = "questions need only some of the words")]
mod headlines;

use crate::data::{STORIES, folder};
use crate::table::{heading, quantile, row};
use headlines::{FIRST, OBJECT};
use hookline_tests::{Browser, EngineWorker, Hosts, Options, Outcome};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Results of each sort, as the box asks for.
const LIMIT: u32 = 8;

/// Taking back a copy and reading the index may take long on a small machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// What a question is made of: the words in full, unfinished, misspelt, or with filters.
type Asking = fn(&str) -> Value;

const ASKINGS: [(&str, Asking); 4] = [
    ("whole words", |words| json!({ "text": words })),
    (
        "unfinished words",
        |words| json!({ "text": words.chars().take(words.len() / 2).collect::<String>() }),
    ),
    ("misspelt words", |words| {
        let mut letters: Vec<char> = words.chars().collect();
        letters.swap(2, 3);
        json!({ "text": letters.into_iter().collect::<String>() })
    }),
    (
        "with kind and date",
        |words| json!({ "text": words, "kinds": ["funding"], "from": "2023-11-20" }),
    ),
];

/// Prints the time to ready the index and per question.
pub(crate) async fn run() -> Outcome {
    heading("Search over 200,000 stories in wasm, in its worker (`cargo xtask bench search-wasm`)");
    let file = folder()?.join("stories.db");
    let _ = std::fs::remove_file(&file);
    let program =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/examples/search_speed");
    let made = Command::new(program)
        .arg(STORIES.to_string())
        .arg(&file)
        .status()?;
    if !made.success() {
        return Err("the stories could not be made".into());
    }
    let hosts = Hosts::start().await?;
    let profile = tempfile::TempDir::new()?;
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    browser.driver.set_script_timeout(PATIENCE).await?;
    let engine = EngineWorker::page(&hosts, &browser).await?;
    engine.open("").await?;
    engine.restore(&file).await?;
    ready(&engine).await?;
    // What finds nothing is quick, and says nothing.
    for (name, asking) in ASKINGS {
        let reply = engine.ask(search(asking("Northwind Ohio"))).await?;
        let stories = reply["signals"]["search"]["stories"].as_array();
        if stories.is_none_or(Vec::is_empty) {
            return Err(format!("nothing was found with {name}: {reply}").into());
        }
    }
    for (name, asking) in ASKINGS {
        let questions: Vec<Value> = FIRST
            .iter()
            .flat_map(|company| {
                OBJECT
                    .iter()
                    .map(move |object| format!("{company} {object}"))
            })
            .map(|words| search(asking(&words)))
            .collect();
        let mut times = engine.times(&questions).await?;
        let measured = format!(
            "p50 {:.1} ms, p95 {:.1} ms, most {:.1} ms",
            quantile(&mut times, 0.5),
            quantile(&mut times, 0.95),
            quantile(&mut times, 1.0)
        );
        row(name, &measured, "p95 at most 20 ms");
    }
    row(
        "memory of the engine's wasm",
        &format!("{:.0} MB", engine.memory().await? / 1e6),
        "",
    );
    browser.quit().await
}

/// Reads the index step by step, as the empty box does while the rep is still thinking.
async fn ready(engine: &EngineWorker<'_>) -> Outcome {
    let (mut spent, mut longest, mut steps) = (0.0, 0.0_f64, 0);
    loop {
        let times = engine.times(&[search(json!({ "text": "" }))]).await?;
        let step = times.first().copied().ok_or("no time")?;
        (spent, longest, steps) = (spent + step, longest.max(step), steps + 1);
        let left = engine.ask(search(json!({ "text": "" }))).await?;
        let left = left["signals"]["search"]["unread"].as_u64().unwrap_or(0);
        if left == 0 {
            break;
        }
    }
    row(
        "index over the stories, readied in steps while the box is empty (every second step counted)",
        &format!("{spent:.0} ms in {steps} steps, longest {longest:.0} ms"),
        "",
    );
    Ok(())
}

fn search(mut query: Value) -> Value {
    query["limit"] = json!(LIMIT);
    json!({ "signals": { "search": query } })
}
