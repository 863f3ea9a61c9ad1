//! What Hookline costs a rep who types, and how soon the meter follows.

use crate::table::{quantile, row};
use hookline_tests::{Browser, Hosts, Options, Outcome, Sidebar, Stage, page};
use serde_json::json;
use thirtyfour::prelude::*;

/// Keys of one round, in each browser; the two take turns, so that what else the machine does meets both.
const KEYS: usize = 60;
/// Rounds; the first warms up and is not counted.
const ROUNDS: usize = 13;
/// Pauses after which the meter's answer is timed.
const PAUSES: usize = 40;
/// What counts as a pause: the content script's own figure.
const PAUSE_MS: f64 = 300.0;

const DRAFT: &str = "https://mail.google.com/mail/u/0/#inbox?compose=new";

/// A key's way: from the moment the browser had it to the first task after the draft took it, which is
/// when the page is free for the next one.
const LISTEN: &str = r#"
  window.taken = [];
  const body = document.querySelector("[g_editable]");
  const free = new MessageChannel();
  let from = 0;
  body.addEventListener("keydown", (event) => { from = event.timeStamp; }, true);
  body.addEventListener("input", () => free.port2.postMessage(from));
  free.port1.onmessage = ({ data }) => window.taken.push(performance.now() - data);
  body.focus();
"#;

/// Prints the keystroke's latency with and without the extension, and the meter's delay after a pause.
pub(crate) async fn run() -> Outcome {
    let html = page("gmail.html")?.replace(
        "</body>",
        &format!("<div>{}</div></body>", "<p>row</p>".repeat(5_000)),
    );
    let stage = Stage::furnished(Options::default()).await?;
    stage
        .hosts
        .page("mail.google.com", "/mail/u/0/", html.clone());
    let hosts = Hosts::start().await?;
    hosts.page("mail.google.com", "/mail/u/0/", html);
    let profile = tempfile::TempDir::new()?;
    let bare = Options {
        bare: true,
        ..Options::default()
    };
    let without = Browser::start(&hosts, profile.path(), bare).await?;
    begin(&without).await?;
    begin(&stage.browser).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar.leave().await?;
    let (mut with_it, mut without_it) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (one, other) = (keys(&stage.browser).await?, keys(&without).await?);
        if round > 0 {
            with_it.extend(one);
            without_it.extend(other);
        }
    }
    let (p50, p95) = (quantile(&mut with_it, 0.5), quantile(&mut with_it, 0.95));
    let (bare50, bare95) = (
        quantile(&mut without_it, 0.5),
        quantile(&mut without_it, 0.95),
    );
    row(
        &format!(
            "keystroke to free page, p50 with / without, of {} keys each",
            with_it.len()
        ),
        &format!("{p50:.2} / {bare50:.2} ms"),
        "",
    );
    row(
        "the same, p95 with / without (difference)",
        &format!("{p95:.2} / {bare95:.2} ms ({:+.2} ms)", p95 - bare95),
        "at most 1 ms more",
    );
    without.quit().await?;
    let mut delays = meter_delays(&stage.browser).await?;
    row(
        &format!("meter painted after a pause in typing of {PAUSE_MS} ms, p50 of {PAUSES}"),
        &format!("{:.0} ms", quantile(&mut delays, 0.5)),
        "",
    );
    row(
        "the same, p95",
        &format!("{:.0} ms", quantile(&mut delays, 0.95)),
        "at most 50 ms",
    );
    stage.end().await
}

async fn begin(browser: &Browser) -> Outcome {
    let driver = &browser.driver;
    driver.goto(DRAFT).await?;
    browser.to_front().await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys("maren.okafor@northwind-robotics.example".to_owned() + Key::Enter)
        .await?;
    driver.execute(LISTEN, Vec::new()).await?;
    Ok(())
}

/// Types one round and gives each key's milliseconds.
async fn keys(browser: &Browser) -> Outcome<Vec<f64>> {
    let words = "what do ramps cost you today ";
    for at in 0..KEYS {
        let letter = &words[at % words.len()..=at % words.len()];
        for kind in ["keyDown", "keyUp"] {
            let mut key = json!({ "type": kind, "key": letter });
            if kind == "keyDown" {
                key["text"] = json!(letter);
            }
            browser
                .driver
                .cdp()
                .send_raw("Input.dispatchKeyEvent", key)
                .await?;
        }
    }
    browser
        .wait_until(&format!("taken.length >= {KEYS}"))
        .await?;
    let taken = browser
        .driver
        .execute("return taken.splice(0);", Vec::new())
        .await?;
    Ok(serde_json::from_value(taken.json().clone())?)
}

/// Adds a word again and again, and reads when the sidebar has drawn the new count of words. The two
/// pages' clocks count from moments of the same clock.
async fn meter_delays(browser: &Browser) -> Outcome<Vec<f64>> {
    let driver = &browser.driver;
    let words = "document.querySelector('[g_editable]').innerText.trim().split(/\\s+/).length";
    let mut delays = Vec::new();
    for _ in 0..PAUSES {
        driver.enter_default_frame().await?;
        let count = driver
            .execute(format!("return {words};"), Vec::new())
            .await?
            .json()
            .as_u64()
            .unwrap_or_default();
        Sidebar::enter(browser).await?;
        let watch = format!(
            "window.drawn = 0; const meter = document.querySelector('.sidebar');\
             const seen = () => document.querySelector('.meter summary')?.textContent.startsWith('{} ');\
             const look = new MutationObserver(() => {{ if (!seen()) return; look.disconnect();\
               requestAnimationFrame(() => {{ const done = new MessageChannel(); done.port1.onmessage = () => {{ window.drawn = performance.timeOrigin + performance.now(); }}; done.port2.postMessage(0); }}); }});\
             look.observe(meter, {{ childList: true, subtree: true, characterData: true }});",
            count + 1
        );
        driver.execute(watch, Vec::new()).await?;
        driver.enter_default_frame().await?;
        let typed = driver
            .execute(
                "const body = document.querySelector('[g_editable]'); body.focus(); getSelection().selectAllChildren(body); getSelection().collapseToEnd();\
                 document.execCommand('insertText', false, ' word'); return performance.timeOrigin + performance.now();",
                Vec::new(),
            )
            .await?
            .json()
            .as_f64()
            .ok_or("no time")?;
        Sidebar::enter(browser).await?;
        browser.wait_until("window.drawn > 0").await?;
        let drawn = driver.execute("return window.drawn;", Vec::new()).await?;
        delays.push(drawn.json().as_f64().ok_or("no time")? - typed - PAUSE_MS);
    }
    driver.enter_default_frame().await?;
    Ok(delays)
}
