//! "Keep this page" and pasted text: news that the rep brings, from any page.

use hookline_tests::{Options, Outcome, PATIENCE, Sidebar, Stage};
use std::time::Duration;
use thirtyfour::prelude::*;

const SITE: &str = "press.example";
const ARTICLE: &str = "<!doctype html><html><head><title>Northwind Robotics to build a second plant near Graz</title></head>\
    <body><article><h1>A second plant</h1></article></body></html>";
const UNTITLED: &str =
    "<!doctype html><html><body><p>The robot maker plans to hire 120 people.</p></body></html>";

/// Clicks a button of the sidebar by its text.
async fn press(sidebar: &Sidebar<'_>, driver: &WebDriver, text: &str) -> Outcome {
    sidebar.find_text(text).await?;
    let path =
        format!("//button[normalize-space(.)={text:?}] | //summary[normalize-space(.)={text:?}]");
    let element = driver
        .query(By::XPath(path.as_str()))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    element.scroll_into_view().await?;
    element.click().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_names_nobody_is_kept_for_the_account_that_the_rep_chooses() -> Outcome {
    let stage = Stage::furnished(Options {
        granted: vec![format!("https://{SITE}")],
        ..Options::default()
    })
    .await?;
    stage.hosts.page(SITE, "/2026/graz", ARTICLE);
    stage.hosts.page(SITE, "/2026/untitled", UNTITLED);
    let driver = &stage.browser.driver;
    driver
        .goto(format!("https://{SITE}/2026/graz?utm_source=mail"))
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    press(&sidebar, driver, "Keep this page").await?;
    // No account is shown, so the rep is asked for one; the keyboard is enough.
    sidebar
        .find_text("Choose the account that this page is about")
        .await?;
    let input = sidebar.find("#palette-input").await?;
    input.send_keys("northwind robo").await?;
    sidebar.find_text("northwind-robotics.example").await?;
    input.send_keys(Key::Enter + "").await?;
    sidebar
        .text_with(
            "News",
            "Northwind Robotics to build a second plant near Graz",
        )
        .await?;
    stage
        .browser
        .wait_until(&format!(
            "[...document.querySelectorAll('#news a')].some((link) => link.href === 'https://{SITE}/2026/graz')"
        ))
        .await?;

    // What is not on this page is pasted.
    press(&sidebar, driver, "Paste text or a link").await?;
    let area = sidebar.find("#news details textarea").await?;
    area.send_keys("Northwind Robotics names Ana Ruiz chief financial officer")
        .await?;
    press(&sidebar, driver, "Keep it").await?;
    let news = sidebar
        .text_with("News", "names Ana Ruiz chief financial officer")
        .await?;
    assert!(
        news.contains("Leadership"),
        "it is understood as any story is: {news}"
    );
    sidebar.leave().await?;

    // A page without a title is kept by the words that are marked on it, and not at all without them.
    driver.goto(format!("https://{SITE}/2026/untitled")).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    press(&sidebar, driver, "Keep this page").await?;
    sidebar
        .find_text("Mark the words on the page first")
        .await?;
    sidebar.leave().await?;
    driver
        .execute(
            "getSelection().selectAllChildren(document.querySelector('p'));",
            Vec::new(),
        )
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    press(&sidebar, driver, "Keep this page").await?;
    let input = sidebar.find("#palette-input").await?;
    input.send_keys("northwind robo").await?;
    sidebar.find_text("northwind-robotics.example").await?;
    input.send_keys(Key::Enter + "").await?;
    sidebar
        .text_with("News", "The robot maker plans to hire 120 people.")
        .await?;
    sidebar.leave().await?;
    stage.end().await
}
