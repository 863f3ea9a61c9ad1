//! What the rep is told of without looking: the badge, notifications, the digest, quiet hours.

use hookline_tests::{Browser, Options, Outcome, Stage, Workspace};
use serde_json::{Value, json};

const POLL: &str = "const done = arguments[0]; chrome.runtime.sendMessage({ v: 1, type: 'poll' }).then(() => done(true), (error) => done(String(error)));";
/// Gathers every notification that is shown from now on; a browser without a display (Firefox) closes
/// each at once. The number on the icon is read along.
const LISTEN: &str = "
window.told = new Set();
window.badge = null;
chrome.notifications.onClosed.addListener((id) => window.told.add(id));
setInterval(async () => {
  chrome.notifications.getAll((all) => { for (const id of Object.keys(all ?? {})) window.told.add(id); });
  window.badge = await chrome.action.getBadgeText({});
}, 50);";
const CLEAR: &str = "const done = arguments[0]; chrome.notifications.getAll(async (all) => { for (const id of Object.keys(all)) await chrome.notifications.clear(id); window.told.clear(); done(true); });";

async fn run(browser: &Browser, script: &str) -> Outcome<Value> {
    Ok(browser
        .driver
        .execute_async(script, Vec::new())
        .await?
        .json()
        .clone())
}

async fn poll(browser: &Browser) -> Outcome {
    match run(browser, POLL).await? {
        Value::Bool(true) => Ok(()),
        other => Err(format!("the background did not poll: {other}").into()),
    }
}

async fn set(workspace: &Workspace<'_>, settings: &[(&str, &str)]) -> Outcome {
    workspace
        .ask(json!({ "settings_set": { "settings": settings } }))
        .await?;
    Ok(())
}

async fn listen(browser: &Browser) -> Outcome {
    browser.driver.execute(LISTEN, Vec::new()).await?;
    Ok(())
}

/// Waits for the number on the icon.
async fn badge(browser: &Browser, wanted: &str) -> Outcome {
    browser
        .wait_until(&format!("window.badge === {wanted:?}"))
        .await
}

/// Waits for so many notifications and gives their names in order.
async fn told(browser: &Browser, number: usize) -> Outcome<Vec<String>> {
    browser
        .wait_until(&format!("window.told.size >= {number}"))
        .await?;
    let names = browser
        .driver
        .execute("return [...window.told].sort();", Vec::new())
        .await?;
    Ok(serde_json::from_value(names.json().clone())?)
}

/// Hours of a quiet time that holds the present hour, or does not.
async fn quiet(browser: &Browser, holds: bool) -> Outcome<(String, String)> {
    let hour = browser
        .driver
        .execute("return new Date().getHours();", Vec::new())
        .await?
        .json()
        .as_i64()
        .ok_or("no hour")?;
    let from = if holds { hour } else { hour + 2 };
    // Two hours long, so that the turn of an hour in the middle of the test changes nothing.
    let from = if holds { from - 1 } else { from };
    Ok((
        from.rem_euclid(24).to_string(),
        (from + 3).rem_euclid(24).to_string(),
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn badge_notices_and_digest_tell_of_bolts_once_and_not_in_quiet_hours() -> Outcome {
    let stage = Stage::furnished(Options {
        permitted: vec!["notifications".to_owned()],
        ..Options::default()
    })
    .await?;
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/sources").await?;
    listen(browser).await?;
    let (from, until) = quiet(browser, true).await?;
    set(
        &workspace,
        &[
            ("alert_notices", "on"),
            ("alert_digest", "on"),
            ("digest_hour", "0"),
            ("quiet_from", &from),
            ("quiet_until", &until),
        ],
    )
    .await?;
    poll(browser).await?;
    badge(browser, "1").await?;
    assert!(
        told(browser, 0).await?.is_empty(),
        "nothing is shown in quiet hours but the number"
    );

    let (from, until) = quiet(browser, false).await?;
    set(
        &workspace,
        &[("quiet_from", &from), ("quiet_until", &until)],
    )
    .await?;
    poll(browser).await?;
    let shown = told(browser, 2).await?;
    assert_eq!(shown.len(), 2, "the event and the digest: {shown:?}");
    assert!(
        shown[0].starts_with("hookline-notice:accounts/"),
        "{shown:?}"
    );
    assert_eq!(shown[1], "hookline-notice:feed");

    run(browser, CLEAR).await?;
    poll(browser).await?;
    assert!(
        told(browser, 0).await?.is_empty(),
        "each is told once, and the digest once a day"
    );

    // The rep looks: the number goes at once.
    let workspace = Workspace::open(browser, "#/feed").await?;
    listen(browser).await?;
    badge(browser, "").await?;
    poll(browser).await?;
    badge(browser, "").await?;
    // Moments are whole seconds: what comes in the second of the look was seen.
    browser
        .driver
        .execute("window.seen = Math.ceil(Date.now() / 1000);", Vec::new())
        .await?;
    browser
        .wait_until("Date.now() / 1000 > window.seen")
        .await?;
    let later = workspace.date(0).await?;
    workspace
        .feed(
            "https://wire.example/later.xml",
            &format!(
                "<rss version=\"2.0\"><channel><title>Wire</title><item><title>Northwind Robotics acquires Pelham Controls</title>\
                 <link>https://wire.example/pelham</link><pubDate>{later}</pubDate></item></channel></rss>"
            ),
        )
        .await?;
    poll(browser).await?;
    badge(browser, "1").await?;
    let shown = told(browser, 1).await?;
    assert_eq!(
        shown.len(),
        1,
        "the new event, and no second digest: {shown:?}"
    );
    stage.end().await
}
