//! Sources that answer badly, in the shipped host: redirects to other hosts, bodies without end, pages
//! in the place of feeds. Each says what is wrong; the others go on.

use hookline_tests::{Options, Outcome, Stage, Workspace};
use serde_json::{Value, json};

const GOOD: &str = "good.example";
const MOVED: &str = "moved.example";
const LARGE: &str = "large.example";
const PAGE: &str = "page.example";
const ELSEWHERE: &str = "elsewhere.example";

async fn feeds(workspace: &Workspace<'_>) -> Outcome<Vec<Value>> {
    let reply = workspace.ask(json!("feeds")).await?;
    Ok(reply["feeds"].as_array().cloned().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_source_says_what_is_wrong_and_costs_the_others_nothing() -> Outcome {
    let granted = [GOOD, MOVED, LARGE, PAGE].map(|host| format!("https://{host}"));
    let stage = Stage::furnished(Options {
        granted: granted.to_vec(),
        ..Options::default()
    })
    .await?;
    let workspace = Workspace::open(&stage.browser, "#/sources").await?;
    let today = workspace.date(0).await?;
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Newsroom</title><item><title>Northwind Robotics opens an office in Austin</title>\
         <link>https://{GOOD}/austin</link><pubDate>{today}</pubDate></item></channel></rss>"
    );
    stage
        .hosts
        .file(GOOD, "/feed", "application/rss+xml", rss.clone());
    stage
        .hosts
        .redirect(MOVED, "/feed", &format!("https://{ELSEWHERE}/feed"));
    stage.hosts.file(
        ELSEWHERE,
        "/feed",
        "application/rss+xml",
        rss.replace("Austin", "Boise"),
    );
    let mut endless = rss.replace("Austin", "Camden").into_bytes();
    endless.resize(100 * 1024 * 1024, b' ');
    stage
        .hosts
        .file(LARGE, "/feed", "application/rss+xml", endless);
    stage.hosts.page(
        PAGE,
        "/feed",
        "<!doctype html><title>Log in</title><form></form>",
    );
    for host in [MOVED, LARGE, PAGE, GOOD] {
        workspace
            .ask(json!({ "feed_add": { "url": format!("https://{host}/feed") } }))
            .await?;
    }
    // The page of sources shows each with its error once all have been asked.
    let said = |host: &str, words: &str| {
        format!(
            "[...document.querySelectorAll('table.plain tbody tr')].some((row) => row.innerText.includes({host:?}) && row.innerText.includes({words:?}))"
        )
    };
    stage
        .browser
        .wait_until(&said(LARGE, "larger than"))
        .await?;
    stage
        .browser
        .wait_until(&said(MOVED, "could not be reached"))
        .await?;
    stage.browser.wait_until(&said(PAGE, "feed")).await?;
    // The good one waits for its turn, and then its story is there.
    let read = format!(
        "[...document.querySelectorAll('table.plain tbody tr')].some((row) => row.innerText.includes({GOOD:?}) && row.querySelector('td:nth-child(5)')?.textContent.trim() === '1')"
    );
    stage.browser.wait_until(&read).await?;
    let all = feeds(&workspace).await?;
    let of = |host: &str| {
        all.iter()
            .find(|feed| feed["url"].as_str().is_some_and(|url| url.contains(host)))
            .cloned()
            .unwrap_or_default()
    };
    for host in [MOVED, LARGE, PAGE] {
        assert!(of(host)["last_error"].is_string(), "{host}: {}", of(host));
        assert!(
            of(host)["next_due"].is_string(),
            "{host} is tried again: {}",
            of(host)
        );
    }
    assert!(of(GOOD)["last_error"].is_null(), "{}", of(GOOD));
    let news = workspace.ask(json!({ "news": { "limit": 20 } })).await?;
    let text = news.to_string();
    assert!(text.contains("Austin"), "{text}");
    assert!(
        !text.contains("Boise"),
        "a host without permission was read: {text}"
    );
    assert!(
        !text.contains("Camden"),
        "a body beyond the limit was read: {text}"
    );
    stage.end().await
}
