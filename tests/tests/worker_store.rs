//! The engine's database in the browser: the shipped wasm in a dedicated worker, on the browser's
//! private file system, with no extension around it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_tests::{EngineWorker, Options, Outcome, Stage};
use serde_json::{Value, json};

/// A file of that many accounts.
fn accounts(count: usize) -> String {
    let mut text = String::from("Name,Website\n");
    for number in 0..count {
        text.push_str(&format!(
            "Company {number},https://company-{number}.example\n"
        ));
    }
    text
}

async fn import(engine: &EngineWorker<'_>, text: &str) -> Outcome<Value> {
    let started = engine
        .ask(json!({"import_start": {"file_name": "list.csv", "kind": "accounts"}}))
        .await?;
    let import = &started["import"]["import"];
    engine
        .ask(json!({"import_chunk": {"import": import, "data": BASE64.encode(text), "last": true}}))
        .await
}

async fn count(engine: &EngineWorker<'_>) -> Outcome<u64> {
    let hello = engine.ask(json!("hello")).await?;
    hello["hello"]["accounts"]
        .as_u64()
        .ok_or_else(|| format!("no count: {hello}").into())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_when_the_worker_died_and_another_opens() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let engine = EngineWorker::page(&stage.hosts, &stage.browser).await?;
    let opened = engine.open("").await?;
    assert!(opened["ready"].is_number(), "{opened}");
    assert_eq!(count(&engine).await?, 0);
    let reply = import(&engine, &accounts(500)).await?;
    assert_eq!(reply["import"]["kept"], 500, "{reply}");
    engine.end().await?;
    let opened = engine.open("").await?;
    assert!(opened["ready"].is_number(), "{opened}");
    assert_eq!(count(&engine).await?, 500);
    let page = engine
        .ask(json!({"account_by_key": {"key": "company-321.example"}}))
        .await?;
    assert_eq!(page["account"]["account"]["row"]["name"], "Company 321");
    engine.end().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_another_build_are_told_and_open_nothing() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let engine = EngineWorker::page(&stage.hosts, &stage.browser).await?;
    let refused = engine.open("tables").await?;
    assert_eq!(
        refused["refused"]["code"], "tables_of_another_build",
        "{refused}"
    );
    engine.end().await?;
    let opened = engine.open("").await?;
    assert!(opened["ready"].is_number(), "{opened}");
    engine.end().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_storage_is_told_in_words() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let engine = EngineWorker::page(&stage.hosts, &stage.browser).await?;
    let refused = engine.open("storage").await?;
    assert_eq!(refused["refused"]["code"], "storage_refused", "{refused}");
    let reason = refused["refused"]["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("private storage"), "{reason}");
    engine.end().await?;
    let refused = engine.open("disk").await?;
    assert_eq!(refused["refused"]["code"], "disk_full", "{refused}");
    engine.end().await?;
    // Once the browser allows it again, all is well.
    let opened = engine.open("").await?;
    assert!(opened["ready"].is_number(), "{opened}");
    engine.end().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_is_told_and_leaves_nothing_half_written() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let engine = EngineWorker::page(&stage.hosts, &stage.browser).await?;
    engine.open("").await?;
    import(&engine, &accounts(50)).await?;
    engine.end().await?;
    engine.open("disk, later").await?;
    let reply = import(&engine, &accounts(3_000)).await?;
    assert_eq!(reply["error"]["code"], "disk_full", "{reply}");
    let message = reply["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains("disk"), "{message}");
    assert_eq!(count(&engine).await?, 50, "nothing of it is seen");
    engine.end().await?;
    engine.open("").await?;
    assert_eq!(count(&engine).await?, 50, "nothing of it is stored");
    let reply = import(&engine, &accounts(3_000)).await?;
    assert_eq!(reply["import"]["kept"], 2_950, "{reply}");
    assert_eq!(reply["import"]["unchanged"], 50, "{reply}");
    engine.end().await?;
    stage.end().await
}
