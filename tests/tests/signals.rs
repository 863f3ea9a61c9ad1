//! Sources, the ranked feed and the search in the shipped extension.

use hookline_tests::{Browser, Options, Outcome, PATIENCE, Stage, Workspace};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

const SITE: &str = "northwind-robotics.example";

async fn says(browser: &Browser, words: &str) -> Outcome {
    browser
        .wait_until(&format!("document.body.innerText.includes({words:?})"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_website_is_searched_for_feeds_and_the_chosen_one_is_read() -> Outcome {
    let options = Options {
        granted: vec![format!("https://{SITE}")],
        ..Options::default()
    };
    let stage = Stage::furnished(options).await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let today = workspace.date(0).await?;
    stage.hosts.file(
        SITE,
        "/",
        "text/html",
        "<!doctype html><html><head><link rel=alternate type=application/rss+xml title='Northwind newsroom' href=/news.xml></head></html>",
    );
    stage.hosts.file(
        SITE,
        "/news.xml",
        "application/rss+xml",
        format!(
            "<rss version=\"2.0\"><channel><title>Northwind newsroom</title><item><title>Northwind Robotics opens an office in Austin</title>\
             <link>https://{SITE}/news/austin</link><pubDate>{today}</pubDate></item></channel></rss>"
        ),
    );
    Workspace::open(&stage.browser, "#/sources").await?;
    let address = stage
        .browser
        .driver
        .query(By::Css("#feed-address"))
        .first()
        .await?;
    address.send_keys(SITE).await?;
    stage.browser.press("Find feeds").await?;
    says(&stage.browser, "Northwind newsroom").await?;
    let asked = stage.hosts.asked();
    assert!(
        asked.iter().all(|one| one.path != "/news.xml"),
        "what was found is not read before the rep chooses it: {asked:?}"
    );
    stage.browser.press("Follow").await?;
    stage
        .browser
        .wait_until(
            "[...document.querySelectorAll('table.plain tbody tr')].some((row) => row.innerText.includes('Northwind newsroom') && row.innerText.includes('minute'))",
        )
        .await?;
    Workspace::open(&stage.browser, "#/feed").await?;
    says(&stage.browser, "opens an office in Austin").await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_shows_why_and_a_rule_is_taken_back() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    Workspace::open(&stage.browser, "#/feed").await?;
    says(&stage.browser, "raises $40 million Series B").await?;
    let browser = &stage.browser;
    let open = |name: &str| {
        format!(
            "[...document.querySelectorAll('.ranked summary')].find((one) => one.innerText.includes({name:?}))?.click() ?? true"
        )
    };
    browser.driver.execute(open("Why here"), Vec::new()).await?;
    says(browser, "about Northwind Robotics, your account").await?;
    says(browser, "funding weighs half after 21 days").await?;
    browser
        .driver
        .execute(open("More like this"), Vec::new())
        .await?;
    browser.press("Show nothing from Wire").await?;
    browser
        .wait_until("!document.body.innerText.includes('raises $40 million Series B')")
        .await?;
    let undo = browser
        .driver
        .query(By::XPath(
            "//*[contains(@class,'toast')]//button[normalize-space(.)='Undo']",
        ))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    undo.click().await?;
    says(browser, "raises $40 million Series B").await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_forgives_typing_errors_and_filters() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    Workspace::open(&stage.browser, "#/today").await?;
    stage
        .browser
        .wait_until("document.querySelector('.rail')")
        .await?;
    let body = stage.browser.driver.find(By::Css("body")).await?;
    body.send_keys(Key::Control + "k").await?;
    let input = stage
        .browser
        .driver
        .query(By::Css("#palette-input"))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    input.send_keys("nortwhind robtics").await?;
    let results = "document.querySelector('.palette .results').innerText";
    stage
        .browser
        .wait_until(&format!("{results}.includes('northwind-robotics.example')"))
        .await?;
    stage
        .browser
        .wait_until(&format!("{results}.includes('Series B')"))
        .await?;
    let news = stage
        .browser
        .driver
        .find(By::XPath(
            "//dialog//button[contains(@class,'chip') and normalize-space(.)='News']",
        ))
        .await?;
    news.click().await?;
    stage
        .browser
        .wait_until(&format!(
            "{results}.includes('Series B') && !{results}.includes('northwind-robotics.example')"
        ))
        .await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_is_reached_with_the_keyboard_and_open_tasks_are_found() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/today").await?;
    let plan = json!({ "name": "Trade fair", "steps": [{ "day": 0, "channel": "task", "title": "Send the palletiser brochure" }] });
    workspace
        .ask(json!({ "cadence": { "save": { "plan": plan, "was": "" } } }))
        .await?;
    workspace
        .ask(json!({ "cadence": { "enrol": { "cadence": "Trade fair", "account": 1, "contact": null, "today": "2026-11-24" } } }))
        .await?;
    browser
        .wait_until("document.querySelector('.rail')")
        .await?;
    let body = browser.driver.find(By::Css("body")).await?;
    body.send_keys(Key::Control + "k").await?;
    let input = browser
        .driver
        .query(By::Css("#palette-input"))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    input.send_keys("brochure").await?;
    let results = "document.querySelector('.palette .results').innerText";
    browser
        .wait_until(&format!("{results}.includes('palletiser brochure')"))
        .await?;
    let press = async |keys: Key| -> Outcome {
        browser
            .driver
            .action_chain()
            .send_keys(keys + "")
            .perform()
            .await?;
        Ok(())
    };
    let focused = async |what: &str| -> Outcome<String> {
        let script = format!("return (document.activeElement?.{what} ?? '').trim();");
        let found = browser.driver.execute(script, Vec::new()).await?;
        Ok(found.json().as_str().unwrap_or_default().to_owned())
    };
    for _ in 0..20 {
        if focused("tagName").await? == "SUMMARY" {
            break;
        }
        press(Key::Tab).await?;
    }
    assert_eq!(focused("innerText").await?, "More filters");
    press(Key::Enter).await?;
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..24 {
        press(Key::Tab).await?;
        let label = focused("closest('label')?.querySelector('span')?.innerText").await?;
        if label == "Account" && reached.insert(label.clone()) {
            browser
                .driver
                .action_chain()
                .send_keys("nobody of that name")
                .perform()
                .await?;
        }
        reached.insert(label);
    }
    for wanted in [
        "Event",
        "Filter by type",
        "Account",
        "Place",
        "Industry",
        "From",
        "Until",
    ] {
        assert!(
            reached.contains(wanted),
            "{wanted} is not among {reached:?}"
        );
    }
    browser
        .wait_until(&format!("!{results}.includes('palletiser brochure')"))
        .await?;
    stage.end().await
}
