//! A rep follows a feed, corrects a story, takes it back, lets the feed be read again, and hands the
//! corrections to a colleague.

use hookline_tests::{Browser, Options, Outcome, PATIENCE, Stage, Workspace};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

const SITE: &str = "northwind-robotics.example";
const HEADLINE: &str = "Northwind Robotics opens its second robot academy";

/// The text of the row of the news that holds the headline.
fn row(words: &str, holds: bool) -> String {
    format!(
        "[...document.querySelectorAll('#news article')].some((row) => row.innerText.includes({HEADLINE:?}) && row.querySelector('.meta').innerText.includes({words:?}) === {holds})"
    )
}

async fn says(browser: &Browser, script: &str) -> Outcome {
    browser.wait_until(script).await
}

/// Chooses what the story reports.
async fn choose(browser: &Browser, kind: &str) -> Outcome {
    let script = format!(
        "const row = [...document.querySelectorAll('#news article')].find((row) => row.innerText.includes({HEADLINE:?}));
         row.querySelector('details.facts').open = true;
         const select = row.querySelector('select');
         select.value = {kind:?};
         select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    browser.driver.execute(script, Vec::new()).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_outlives_a_refetch_is_taken_back_and_travels() -> Outcome {
    let stage = Stage::furnished(Options {
        granted: vec![format!("https://{SITE}")],
        ..Options::default()
    })
    .await?;
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/sources").await?;
    let today = workspace.date(0).await?;
    let rss = |extra: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>Newsroom</title><item><title>{HEADLINE}</title>\
             <link>https://{SITE}/academy</link><pubDate>{today}</pubDate></item>{extra}</channel></rss>"
        )
    };
    stage
        .hosts
        .file(SITE, "/feed", "application/rss+xml", rss(""));
    let url = format!("https://{SITE}/feed");
    workspace
        .ask(json!({ "feed_add": { "url": url, "account": 1 } }))
        .await?;
    Workspace::open(browser, "#/accounts/1").await?;
    says(browser, &row("", true)).await?;
    choose(browser, "award").await?;
    says(browser, &row("Award", true)).await?;

    // The feed is read again, with one story more.
    let more = format!(
        "<item><title>Northwind Robotics at the trade fair in Hanover</title><link>https://{SITE}/fair</link><pubDate>{today}</pubDate></item>"
    );
    stage
        .hosts
        .file(SITE, "/feed", "application/rss+xml", rss(&more));
    let workspace = Workspace::open(browser, "#/accounts/1").await?;
    workspace.feed(&url, &rss(&more)).await?;
    says(
        browser,
        "document.body.innerText.includes('trade fair in Hanover')",
    )
    .await?;
    says(browser, &row("Award", true)).await?;

    // It is listed, goes out as a file, and comes in elsewhere.
    Workspace::open(browser, "#/corrections").await?;
    says(
        browser,
        "document.querySelector('table')?.innerText.includes('robot academy')",
    )
    .await?;
    let patch = workspace
        .ask(json!({ "signals": { "patch_export": { "pins_only": false } } }))
        .await?["signals"]["patch"]["text"]
        .as_str()
        .ok_or("no patch")?
        .to_owned();
    browser.press("Undo").await?;
    says(
        browser,
        "!document.querySelector('table')?.innerText.includes('robot academy')",
    )
    .await?;
    Workspace::open(browser, "#/accounts/1").await?;
    says(browser, &row("Award", false)).await?;
    stage.end().await?;

    let colleague = Stage::furnished(Options::default()).await?;
    let browser = &colleague.browser;
    let workspace = Workspace::open(browser, "#/corrections").await?;
    let file = std::env::temp_dir().join(format!("hookline-patch-{}.jsonl", std::process::id()));
    std::fs::write(&file, patch)?;
    let input = browser
        .driver
        .query(By::Css("input[type=file]"))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    input.send_keys(file.to_string_lossy().into_owned()).await?;
    says(
        browser,
        "document.querySelector('table')?.innerText.includes('robot academy')",
    )
    .await?;
    std::fs::remove_file(&file)?;
    workspace.feed(&url, &rss("")).await?;
    Workspace::open(browser, "#/accounts/1").await?;
    says(browser, &row("Award", true)).await?;
    colleague.end().await
}
