//! Hostile pages, feeds and files: shown as text, never run, and no way from a page to the engine.

use hookline_tests::{Options, Outcome, Sidebar, Stage, Workspace};
use serde_json::json;
use thirtyfour::prelude::*;

const SCRIPT: &str = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

#[tokio::test(flavor = "multi_thread")]
async fn hostile_texts_are_shown_and_not_run() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let csv = format!(
        "Name,Website\n\"{} Ltd\",https://evil.example\n",
        SCRIPT.replace('"', "\"\"")
    );
    workspace.import("evil.csv", "accounts", &csv).await?;
    let title = SCRIPT.replace('<', "&lt;").replace('>', "&gt;");
    let long = "A".repeat(1_000_000);
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>evil</title>\
         <item><title>{title} \u{202e}gnp.exe</title><link>javascript:alert(1)</link><pubDate>{date}</pubDate></item>\
         <item><title>{long}</title><link>https://evil.example/long</link></item></channel></rss>",
        date = workspace.date(-1).await?
    );
    workspace
        .feed("https://evil.example/feed.xml", &feed)
        .await?;
    let news = workspace
        .ask(json!({"news": {"limit": 10}}))
        .await?
        .to_string();
    assert!(!news.contains("javascript:"), "{news}");
    assert!(
        news.len() < 100_000,
        "a title of a million letters is cut: {} bytes",
        news.len()
    );

    stage.serve_gmail()?;
    stage
        .browser
        .driver
        .goto("https://mail.google.com/mail/u/0/#inbox?compose=new")
        .await?;
    stage
        .browser
        .driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys("someone@evil.example".to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "<img src=x").await?;
    let run = stage
        .browser
        .driver
        .execute("return window.pwned ?? 0;", Vec::new())
        .await?;
    assert_eq!(run.json(), 0);
    let scripts = stage
        .browser
        .driver
        .execute(
            "return document.querySelectorAll('a[href^=\"javascript\"]').length;",
            Vec::new(),
        )
        .await?;
    assert_eq!(scripts.json(), 0);
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_cannot_reach_the_engine() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    stage
        .browser
        .driver
        .goto("https://mail.google.com/mail/u/0/#inbox?compose=new")
        .await?;
    let id = stage.browser.extension_page("");
    let id = id
        .trim_start_matches("chrome-extension://")
        .trim_end_matches('/')
        .to_owned();
    let reached = stage
        .browser
        .driver
        .execute_async(
            r#"
            const [id, done] = arguments;
            const api = globalThis.chrome?.runtime;
            if (!api?.sendMessage) { done("no api"); return; }
            try {
              api.sendMessage(id, { v: 1, type: "ensure-engine" }, (reply) => done(reply ?? api.lastError?.message ?? "silence"));
            } catch (error) { done(String(error)); }
            "#,
            vec![json!(id)],
        )
        .await?;
    assert!(reached.json().get("ok").is_none(), "{}", reached.json());
    // A message posted into the page, as a script there would forge one, changes nothing in the sidebar.
    stage
        .browser
        .driver
        .execute(
            r#"
            const forged = { v: 1, type: "facts", facts: { adapter: "gmail", origin: "https://mail.google.com", view: "compose",
              people: [{ role: "recipient", name: "", email: "priya@northwind-traders.example" }] } };
            window.postMessage(forged, "*");
            for (let index = 0; index < window.length; index++) window[index].postMessage(forged, "*");
            const frame = document.querySelector("hookline-sidebar")?.shadowRoot?.querySelector("iframe");
            frame?.contentWindow?.postMessage(forged, "*");
            "#,
            Vec::new(),
        )
        .await?;
    stage
        .browser
        .driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys("maren.okafor@northwind-robotics.example".to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    let text = sidebar.text_with("Account", "Northwind Robotics").await?;
    assert!(!text.contains("Northwind Traders"), "{text}");
    stage.end().await
}
