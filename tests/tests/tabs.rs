//! Tabs: several of one host, an update of the extension under an open tab, the browser's own panel.

use hookline_tests::{Kind, Options, Outcome, PATIENCE, Sidebar, Stage};
use std::time::Instant;
use thirtyfour::prelude::*;

const INBOX: &str = "https://mail.google.com/mail/u/0/#inbox";

async fn write_to(stage: &Stage, address: &str) -> Outcome {
    let driver = &stage.browser.driver;
    driver.goto(format!("{INBOX}?compose=new")).await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(format!("{address}\n"))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_gmail_tab_speaks_of_its_own_draft() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    let first = driver.window().await?;
    write_to(&stage, "maren.okafor@northwind-robotics.example").await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    write_to(&stage, "priya@northwind-traders.example").await?;
    for (tab, name) in [(second, "Northwind Traders"), (first, "Northwind Robotics")] {
        driver.switch_to_window(tab).await?;
        let sidebar = Sidebar::enter(&stage.browser).await?;
        sidebar.text_with("Account", name).await?;
        sidebar.leave().await?;
    }
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_under_an_open_tab_is_said_once_and_throws_nothing() -> Outcome {
    let options = Options::default();
    let kind = options.kind;
    let stage = Stage::furnished(options).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    write_to(&stage, "maren.okafor@northwind-robotics.example").await?;
    let mail = driver.window().await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar.leave().await?;
    driver
        .execute(
            "window.thrown = 0; for (const type of ['error', 'unhandledrejection']) addEventListener(type, () => { window.thrown += 1; });",
            Vec::new(),
        )
        .await?;
    let own = driver.new_tab().await?;
    driver.switch_to_window(own).await?;
    stage
        .browser
        .open(&stage.browser.extension_page("teach.html"))
        .await?;
    // The page goes with the extension, so there may be no answer.
    let _ = driver
        .execute("setTimeout(() => chrome.runtime.reload(), 50);", Vec::new())
        .await;
    driver.switch_to_window(mail).await?;
    let limit = Instant::now() + PATIENCE;
    // The rep goes on; with the first click the old content script finds that its extension is gone.
    let body = driver.find(By::Css("[g_editable=true]")).await?;
    let root = "document.querySelector('hookline-sidebar')?.shadowRoot";
    let told = if kind == Kind::Firefox {
        // Firefox starts the new content script in the open tab at once.
        format!("{root}?.querySelector('iframe')")
    } else {
        format!("{root}?.textContent.includes('Reload this tab to go on')")
    };
    loop {
        body.click().await?;
        let script = format!("return Boolean({told});");
        if driver.execute(script, Vec::new()).await?.json() == true {
            break;
        }
        if Instant::now() > limit {
            return Err("nothing was said of the update".into());
        }
    }
    body.send_keys("Hello").await?;
    let said = driver
        .execute(
            "return [document.querySelectorAll('hookline-sidebar').length, window.thrown];",
            Vec::new(),
        )
        .await?;
    assert_eq!(said.json().to_string(), "[1,0]");
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chose_the_browsers_panel_has_nothing_in_the_page() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    let mail = driver.window().await?;
    driver.goto(INBOX).await?;
    Sidebar::enter(&stage.browser).await?.leave().await?;
    let own = driver.new_tab().await?;
    driver.switch_to_window(own.clone()).await?;
    stage
        .browser
        .open(&stage.browser.extension_page("teach.html"))
        .await?;
    for (choice, there) in [("panel", "!"), ("page", "")] {
        driver.switch_to_window(own.clone()).await?;
        driver
            .query(By::Css(format!("#placement-{choice}").as_str()))
            .first()
            .await?
            .click()
            .await?;
        driver.switch_to_window(mail.clone()).await?;
        stage
            .browser
            .wait_until(&format!(
                "{there}document.querySelector('hookline-sidebar')"
            ))
            .await?;
    }
    stage.end().await
}
