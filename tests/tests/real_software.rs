//! The main job in software that nobody here wrote: Roundcube with a real mailbox, Creme CRM.

use hookline_tests::{Creme, Options, Outcome, Roundcube, Sidebar, Stage, Workspace};
use serde_json::json;
use thirtyfour::prelude::*;

const MAIL: &str = "https://mail.seller.example";
const CRM: &str = "https://crm.seller.example";

/// A message of someone who is in the fixtures, as a mail server delivers it.
const MESSAGE: &str = "From: Maren Okafor <maren.okafor@northwind-robotics.example>\r\n\
    To: Rep Seller <rep@seller.example>\r\n\
    Subject: Robots for the Omaha plant\r\n\
    Message-ID: <1791@northwind-robotics.example>\r\n\
    Date: Mon, 23 Nov 2026 09:12:00 -0600\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    \r\n\
    We are looking at two more lines next year.\r\n\
    \r\n\
    Maren Okafor\r\n\
    VP Sales | +1 (404) 555-2368\r\n";

async fn furnished(origin: &str) -> Outcome<Stage> {
    Stage::furnished(Options {
        granted: vec![origin.to_owned()],
        size: (1500, 900),
        ..Options::default()
    })
    .await
}

async fn fill(stage: &Stage, selector: &str, text: &str) -> Outcome {
    let driver = &stage.browser.driver;
    let Ok(field) = driver.query(By::Css(selector)).first().await else {
        let shown = driver.source().await?;
        return Err(format!("no {selector} in {shown}").into());
    };
    field.send_keys(text).await?;
    Ok(())
}

async fn click(stage: &Stage, selector: &str) -> Outcome {
    let driver = &stage.browser.driver;
    driver
        .query(By::Css(selector))
        .first()
        .await?
        .click()
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_roundcube_a_thread_is_read_and_the_reply_arrives_with_opener_and_link() -> Outcome {
    let Some(mail) = Roundcube::start().await? else {
        return Ok(());
    };
    mail.receive("1.hookline", MESSAGE).await?;
    let stage = furnished(MAIL).await?;
    stage.hosts.forward("mail.seller.example", mail.port());
    let driver = &stage.browser.driver;
    driver.goto(format!("{MAIL}/")).await?;
    fill(&stage, "#rcmloginuser", Roundcube::MAILBOX).await?;
    fill(&stage, "#rcmloginpwd", Roundcube::PASSWORD).await?;
    click(&stage, "#rcmloginsubmit").await?;
    stage
        .browser
        .wait_until("document.querySelector('#messagelist tr.message')")
        .await?;

    driver
        .goto(format!(
            "{MAIL}/?_task=mail&_mbox=INBOX&_uid=1&_action=show"
        ))
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    // The number in the signature is one click from the dialler.
    let number = sidebar.find("a.dial").await?;
    assert_eq!(
        number.attr("href").await?.as_deref(),
        Some("tel:+14045552368")
    );
    sidebar.leave().await?;

    driver
        .goto(format!(
            "{MAIL}/?_task=mail&_mbox=INBOX&_action=compose&_reply_uid=1"
        ))
        .await?;
    let editor = "document.querySelector('#composebody_ifr')?.contentDocument?.body";
    stage
        .browser
        .wait_until(&format!("{editor}?.isContentEditable"))
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    sidebar.button("Openers", "Insert").await?.click().await?;
    sidebar.leave().await?;
    stage
        .browser
        .wait_until(&format!("{editor}.innerText.includes('$40 million')"))
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.button("News", "Insert link").await?.click().await?;
    sidebar.leave().await?;
    stage
        .browser
        .wait_until(&format!(
            "{editor}.querySelector('a[href=\"https://wire.example/northwind-series-b\"]')"
        ))
        .await?;
    let order = driver
        .execute(
            format!("const said = {editor}.innerText; return said.indexOf('$40 million') < said.indexOf('two more lines');"),
            Vec::new(),
        )
        .await?;
    assert_eq!(order.json(), true, "the opener stands above the quote");

    click(&stage, "button.send, a.send").await?;
    let message = mail
        .arrived("To: Maren Okafor <maren.okafor@northwind-robotics.example>")
        .await?;
    // Quoted-printable breaks lines with `=` and writes `=` as `=3D`.
    let text = message
        .replace("=\r\n", "")
        .replace("=\n", "")
        .replace("=3D", "=");
    assert!(text.contains("$40 million"), "{message}");
    assert!(
        text.contains("https://wire.example/northwind-series-b"),
        "{message}"
    );
    assert!(text.contains("two more lines"), "{message}");
    stage.end().await?;
    mail.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_creme_an_organisation_and_its_contact_are_recognised() -> Outcome {
    let Some(crm) = Creme::start().await? else {
        return Ok(());
    };
    let stage = furnished(CRM).await?;
    stage.hosts.forward("crm.seller.example", crm.port());
    let driver = &stage.browser.driver;
    driver.goto(format!("{CRM}/")).await?;
    fill(&stage, "[name=username]", Creme::USER).await?;
    fill(&stage, "[name=password]", Creme::USER).await?;
    click(&stage, "#login-form [type=submit]").await?;
    stage
        .browser
        .wait_until("!document.querySelector('[name=password]')")
        .await?;

    driver.goto(format!("{CRM}{}", crm.organisation())).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    let account = sidebar.text_with("Account", "Northwind Robotics").await?;
    assert!(account.contains("northwind-robotics.example"), "{account}");
    sidebar.leave().await?;

    driver.goto(format!("{CRM}{}", crm.contact())).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar.find_text("Maren Okafor").await?;

    // One click dials the number of the contact's page, one logs the call.
    let number = sidebar.find("a.dial").await?;
    assert_eq!(
        number.attr("href").await?.as_deref(),
        Some("tel:+14025550199")
    );
    let no_dialler = "document.querySelector('a.dial').addEventListener('click', (event) => event.preventDefault());";
    driver.execute(no_dialler, Vec::new()).await?;
    number.click().await?;
    sidebar.text_with("Call", "Maren Okafor").await?;
    sidebar.button("Call", "Voicemail").await?.click().await?;
    sidebar.text_with("Call", "Already logged").await?;
    sidebar.text_with("Activity", "Voicemail").await?;
    sidebar.leave().await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let page = workspace
        .ask(json!({"account_by_key": {"key": "northwind-robotics.example"}}))
        .await?;
    let touches = workspace
        .ask(json!({"touches": {"account": page["account"]["account"]["row"]["id"]}}))
        .await?;
    assert_eq!(touches["touches"][0]["outcome"], "voicemail", "{touches}");
    assert_eq!(touches["touches"][0]["number"], "+14025550199", "{touches}");
    stage.end().await?;
    crm.end().await
}
