//! Tabs: several of one host, in front and behind, and the choice of the browser's own panel.

use hookline_tests::{Options, Outcome, Sidebar, Stage};
use thirtyfour::prelude::*;

const INBOX: &str = "https://mail.google.com/mail/u/0/#inbox";

async fn write_to(stage: &Stage, address: &str) -> Outcome {
    let driver = &stage.browser.driver;
    driver.goto(format!("{INBOX}?compose=new")).await?;
    // A tab that was opened behind the first takes keys only in front.
    stage.browser.to_front().await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(address.to_owned() + Key::Enter)
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('div[name=to] [role=option]')")
        .await
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
