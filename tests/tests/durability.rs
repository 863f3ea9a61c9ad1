//! What was acknowledged is on disk, also when the browser is killed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_tests::{Options, Outcome, Stage, Workspace};
use serde_json::json;

/// Rows of one chunk.
const ROWS: usize = 2_000;

fn chunk(number: usize) -> String {
    let mut text = String::new();
    if number == 0 {
        text.push_str("Name,Website,City\n");
    }
    for row in 0..ROWS {
        let id = number * ROWS + row;
        text.push_str(&format!(
            "Company {id},https://company-{id}.example,Town {}\n",
            id % 50
        ));
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_keeps_every_acknowledged_row_and_no_half_row() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let start = json!({"import_start": {"file_name": "big.csv", "kind": "accounts"}});
    let import = workspace.ask(start).await?["import"]["import"].clone();
    let mut acknowledged = 0;
    for number in 0..3 {
        let data = BASE64.encode(chunk(number));
        let reply = workspace
            .ask(json!({"import_chunk": {"import": import, "data": data, "last": false}}))
            .await?;
        acknowledged = reply["import"]["kept"].as_u64().ok_or("no count")?;
    }
    assert!(acknowledged >= 3 * ROWS as u64 - 1, "{acknowledged}");
    // A fourth chunk is under way when the browser dies.
    let data = BASE64.encode(chunk(3));
    stage
        .browser
        .driver
        .execute(
            "chrome.runtime.connect({name: 'hookline-engine'}).postMessage(arguments[0]);",
            vec![json!(json!({"v": 1, "id": 1, "body": {"import_chunk": {"import": import, "data": data, "last": false}}}).to_string())],
        )
        .await?;
    let stage = stage.kill_and_restart().await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let hello = workspace.ask(json!("hello")).await?;
    let accounts = hello["hello"]["accounts"].as_u64().ok_or("no count")?;
    assert!(
        accounts >= acknowledged,
        "{accounts} of {acknowledged} acknowledged rows are left"
    );
    assert!(accounts <= 4 * ROWS as u64);
    let rows = workspace
        .ask(json!({"accounts": {"text": "Company 4321", "limit": 10}}))
        .await?;
    assert_eq!(
        rows["accounts"]["rows"][0]["domain"],
        "company-4321.example"
    );
    // The same file again completes the import and doubles nothing.
    let whole: String = (0..4).map(chunk).collect();
    workspace.import("big.csv", "accounts", &whole).await?;
    let hello = workspace.ask(json!("hello")).await?;
    assert_eq!(hello["hello"]["accounts"].as_u64(), Some(4 * ROWS as u64));
    stage.end().await
}
