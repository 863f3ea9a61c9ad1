//! Who a draft speaks to: all its recipients, a warning where one is of another company, and a
//! stranger who is stored with one click and not before.

use hookline_tests::{Options, Outcome, Sidebar, Stage};
use thirtyfour::prelude::*;

const COMPOSE: &str = "https://mail.google.com/mail/u/0/#inbox?compose=new";

async fn compose(to: &[&str]) -> Outcome<Stage> {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    driver.goto(COMPOSE).await?;
    let field = driver.query(By::Css("div[name=to] input")).first().await?;
    for address in to {
        field.send_keys(address.to_string() + Key::Enter).await?;
    }
    Ok(stage)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_of_another_company_is_named_before_an_opener_goes_out() -> Outcome {
    let stage = compose(&[
        "maren.okafor@northwind-robotics.example",
        "priya@northwind-traders.example",
    ])
    .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar
        .find_text("You write to Priya Castellan (Northwind Traders), but these openers speak about Northwind Robotics.")
        .await?;
    sidebar.leave().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_stored_with_one_click_and_not_before() -> Outcome {
    let stage = compose(&["newcomer@northwind-robotics.example"]).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    let add = sidebar.find(".recipients button").await?;
    let label = add.text().await?;
    assert!(
        label.starts_with("Add ") && label.contains("newcomer"),
        "{label}"
    );
    add.click().await?;
    stage
        .browser
        .wait_until("!document.querySelector('.recipients button')")
        .await?;
    sidebar.leave().await?;
    stage.end().await
}
