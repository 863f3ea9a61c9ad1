//! The main job, end to end: recipient typed, account recognised, opener in the draft, link copied.

use hookline_tests::{Options, Outcome, Sidebar, Stage};
use thirtyfour::prelude::*;

const GMAIL: &str = "https://mail.google.com/mail/u/0/";
const MAREN: &str = "maren.okafor@northwind-robotics.example";

async fn draft_text(stage: &Stage) -> Outcome<String> {
    stage.browser.driver.enter_default_frame().await?;
    let text = stage
        .browser
        .driver
        .execute(
            "return document.querySelector('[g_editable=true]').innerText;",
            Vec::new(),
        )
        .await?;
    Ok(text.json().as_str().unwrap_or_default().to_owned())
}

async fn wait_for_draft(stage: &Stage, script: &str) -> Outcome {
    stage.browser.driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until(&format!(
            "((text) => {script})(document.querySelector('[g_editable=true]').innerText)"
        ))
        .await
}

/// The draft's body, once the sidebar has made room for it.
async fn uncovered_draft(stage: &Stage) -> Outcome<WebElement> {
    stage.browser.driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until(
            "((body) => { const box = body.getBoundingClientRect();\
              return body.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); })\
             (document.querySelector('[g_editable=true]'))",
        )
        .await?;
    Ok(stage
        .browser
        .driver
        .find(By::Css("[g_editable=true]"))
        .await?)
}

/// The whole job on one Gmail page, whichever page that is.
async fn main_job(stage: &Stage) -> Outcome {
    let driver = &stage.browser.driver;
    driver.goto(format!("{GMAIL}#inbox?compose=new")).await?;
    // The saved dialog was saved with its recipient row folded; a click unfolds it in Gmail.
    driver
        .execute(
            "document.querySelector('.fX.aXjCH')?.style.removeProperty('display');",
            Vec::new(),
        )
        .await?;
    let to = driver
        .query(By::Css("textarea[name=to], div[name=to] input"))
        .first()
        .await?;
    to.send_keys(MAREN).await?;
    to.send_keys(Key::Tab + "").await?;

    let sidebar = Sidebar::enter(&stage.browser).await?;
    let account = sidebar.text_with("Account", "Northwind Robotics").await?;
    assert!(account.contains("northwind-robotics.example"), "{account}");
    sidebar.text_with("Score", "of 5 stars").await?;
    sidebar
        .text_with("News", "Northwind Robotics raises $40 million Series B")
        .await?;
    let openers = sidebar.text_with("Openers", "$40 million").await?;
    assert!(
        openers.contains("wire.example") || openers.contains("Wire"),
        "the source is named: {openers}"
    );

    sidebar.button("Openers", "Insert").await?.click().await?;
    wait_for_draft(stage, "text.includes('$40 million')").await?;

    let body = uncovered_draft(stage).await?;
    body.click().await?;
    body.send_keys(Key::Control + "z").await?;
    wait_for_draft(stage, "!text.includes('$40 million')").await?;

    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.button("Openers", "Insert").await?.click().await?;
    wait_for_draft(stage, "text.includes('$40 million')").await?;
    assert_eq!(
        draft_text(stage).await?.matches("$40 million").count(),
        1,
        "inserted once"
    );

    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.button("News", "Insert link").await?.click().await?;
    driver.enter_default_frame().await?;
    // A link stands apart from the words before it, wherever the caret was.
    stage
        .browser
        .wait_until(
            "((link) => link && /(^|[\\s\\u00a0])$/.test(link.previousSibling?.textContent ?? ''))\
             (document.querySelector('[g_editable=true] a[href=\"https://wire.example/northwind-series-b\"]'))",
        )
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_compose_dialog_that_was_saved_from_gmail() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    if stage.serve_saved_gmail()? {
        main_job(&stage).await?;
    }
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_synthetic_gmail_page_with_todays_recipient_row() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    main_job(&stage).await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn copy_link_puts_the_clean_address_on_the_clipboard() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    driver.goto(format!("{GMAIL}#inbox?compose=new")).await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(MAREN.to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("News", "Series B").await?;
    sidebar.button("News", "Copy link").await?.click().await?;
    sidebar.find_text("Copied").await?;
    sidebar.leave().await?;
    let text = stage.browser.clipboard().await?;
    assert_eq!(text, "https://wire.example/northwind-series-b");
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn another_recipient_switches_the_account() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    driver
        .goto(format!("{GMAIL}#inbox/thread-0123456789abcdef"))
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind").await?;
    let browser = sidebar.leave().await?;
    browser
        .driver
        .execute("location.hash = '#inbox?compose=new';", Vec::new())
        .await?;
    browser
        .driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys("priya@northwind-traders.example".to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Traders").await?;
    stage.end().await
}
