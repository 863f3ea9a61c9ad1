//! The engine and the views in Chromium, with 100,000 accounts and 200,000 stories stored.

use crate::data::{ACCOUNTS, database, domain, name};
use crate::table::{heading, quantile, row};
use hookline_tests::{Browser, Hosts, Options, Outcome, Sidebar, Workspace, page};
use std::path::Path;
use thirtyfour::prelude::*;

/// How often the engine is started.
const STARTS: usize = 7;
/// How many switches from account to account are timed.
const SWITCHES: usize = 100;

/// Restores a backup that lies in a file input, chunk by chunk, over one engine port.
const RESTORE: &str = r#"
const [input, done] = arguments;
(async () => {
  await chrome.runtime.sendMessage({ v: 1, type: "ensure-engine" });
  const port = chrome.runtime.connect({ name: "hookline-engine" });
  let id = 1; const waiting = new Map();
  port.onMessage.addListener((text) => { const m = JSON.parse(text); waiting.get(m.id)?.(m.body); waiting.delete(m.id); });
  const ask = (body) => new Promise((settle) => { waiting.set(++id, settle); port.postMessage(JSON.stringify({ v: 1, id, body })); });
  const text = (blob) => new Promise((settle) => { const r = new FileReader(); r.onload = () => settle(r.result.split(",")[1]); r.readAsDataURL(blob); });
  const file = input.files[0], step = 3 * 1024 * 1024;
  await ask("restore_start");
  for (let at = 0; at < file.size; at += step) {
    const reply = await ask({ restore_chunk: { data: await text(file.slice(at, at + step)), last: at + step >= file.size } });
    if (reply !== "done") { done(reply); return; }
  }
  done("done");
})().catch((error) => done(String(error)));
"#;

/// Waits for the engine's own word that it is ready, and how long that took it.
const READY: &str = r#"
const done = arguments[0];
(async () => {
  await chrome.runtime.sendMessage({ v: 1, type: "ensure-engine" });
  const port = chrome.runtime.connect({ name: "hookline-engine" });
  port.onMessage.addListener((text) => { const m = JSON.parse(text); if (m.id === 0 && typeof m.ms === "number") done(m.ms); });
})();
"#;

/// Prints how fast the engine starts and how fast the sidebar follows the page.
pub(crate) async fn run() -> Outcome {
    let backup = database()?;
    heading(
        "In the browser, with 100,000 accounts and 200,000 stories stored (`cargo xtask bench browser`)",
    );
    let hosts = Hosts::start().await?;
    hosts.page("mail.google.com", "/mail/u/0/", page("gmail.html")?);
    let profile = tempfile::TempDir::new()?;
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    restore(&browser, &backup).await?;
    browser.quit().await?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
        Workspace::open(&browser, "").await?;
        let ready = browser.driver.execute_async(READY, Vec::new()).await?;
        starts.push(
            ready
                .json()
                .as_f64()
                .ok_or("the engine did not say how long it took")?,
        );
        browser.quit().await?;
    }
    row(
        "engine ready after its worker starts, median",
        &format!("{:.0} ms", quantile(&mut starts, 0.5)),
        "at most 150 ms",
    );
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    let mut switches = switch_times(&browser).await?;
    row(
        "page facts to painted account, p50",
        &format!("{:.0} ms", quantile(&mut switches, 0.5)),
        "",
    );
    row(
        "page facts to painted account, p95",
        &format!("{:.0} ms", quantile(&mut switches, 0.95)),
        "at most 50 ms",
    );
    browser.quit().await?;
    crate::typing::run().await
}

async fn restore(browser: &Browser, backup: &Path) -> Outcome {
    Workspace::open(browser, "").await?;
    browser
        .driver
        .set_script_timeout(std::time::Duration::from_secs(600))
        .await?;
    let input = browser
        .driver
        .execute(
            "const input = document.createElement('input'); input.type = 'file'; document.body.append(input); return input;",
            Vec::new(),
        )
        .await?
        .element()?;
    input
        .send_keys(backup.canonicalize()?.to_string_lossy().into_owned())
        .await?;
    let done = browser
        .driver
        .execute_async(RESTORE, vec![input.to_json()?])
        .await?;
    if done.json() == "done" {
        Ok(())
    } else {
        Err(format!("restore: {}", done.json()).into())
    }
}

/// Changes the recipient again and again, and reads the sidebar's own measures of each switch.
async fn switch_times(browser: &Browser) -> Outcome<Vec<f64>> {
    let driver = &browser.driver;
    driver
        .goto("https://mail.google.com/mail/u/0/#inbox?compose=new")
        .await?;
    for number in 0..SWITCHES {
        let account = number * 977 % ACCOUNTS;
        driver.enter_default_frame().await?;
        driver
            .execute(
                "document.querySelectorAll('div[name=to] [role=option]').forEach((chip) => chip.remove());",
                Vec::new(),
            )
            .await?;
        let to = driver.query(By::Css("div[name=to] input")).first().await?;
        to.send_keys(format!("someone@{}\n", domain(account)))
            .await?;
        let sidebar = Sidebar::enter(browser).await?;
        sidebar.text_with("Account", &name(account)).await?;
    }
    let measures = driver
        .execute(
            "return performance.getEntriesByName('hookline:switch').map((entry) => entry.duration);",
            Vec::new(),
        )
        .await?;
    let times: Vec<f64> = serde_json::from_value(measures.json().clone())?;
    if times.len() < SWITCHES / 2 {
        return Err(format!("only {} switches were measured", times.len()).into());
    }
    Ok(times)
}

/// Prints what the content script costs a page of 5,000 nodes that changes all the time.
pub(crate) async fn content() -> Outcome {
    heading("What the content script costs the page (`cargo xtask bench content`)");
    let hosts = Hosts::start().await?;
    let busy = page("gmail.html")?.replace(
        "</body>",
        &format!("<div id=busy>{}</div></body>", "<p>row</p>".repeat(5_000)),
    );
    hosts.page("mail.google.com", "/mail/u/0/", busy);
    let profile = tempfile::TempDir::new()?;
    let browser = Browser::start(&hosts, profile.path(), Options::default()).await?;
    browser
        .driver
        .goto("https://mail.google.com/mail/u/0/#inbox?compose=new")
        .await?;
    Sidebar::enter(&browser).await?.leave().await?;
    let spent = browser
        .driver
        .execute_async(
            r#"
            const done = arguments[0], busy = document.getElementById("busy");
            let rounds = 0;
            const turn = () => {
              for (let index = 0; index < 50; index++) {
                busy.children[(rounds * 50 + index) % busy.children.length].textContent = "row " + rounds;
                busy.append(Object.assign(document.createElement("p"), { textContent: "new" }));
                busy.firstChild.remove();
              }
              if (++rounds < 200) requestAnimationFrame(turn);
              else setTimeout(() => done(performance.getEntriesByName("hookline:observer").map((e) => e.duration)), 1000);
            };
            turn();
            "#,
            Vec::new(),
        )
        .await?;
    let mut spent: Vec<f64> = serde_json::from_value(spent.json().clone()).unwrap_or_default();
    if spent.is_empty() {
        return Err("the content script measured no callback".into());
    }
    let count = spent.len();
    row(
        &format!("observer callback on a changing page of 5,000 nodes, longest of {count}"),
        &format!("{:.2} ms", quantile(&mut spent, 1.0)),
        "at most 2 ms",
    );
    browser.quit().await
}
