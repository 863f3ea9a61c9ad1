//! The composer's main paths in a real browser: dial and log, opener and PS and pain inserted and logged,
//! a cadence's step due and done, a mail seen sent, the first two minutes.

use hookline_tests::{Options, Outcome, PATIENCE, Sidebar, Stage, Workspace};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

const GMAIL: &str = "https://mail.google.com/mail/u/0/#inbox?compose=new";
const MAREN: &str = "maren.okafor@northwind-robotics.example";
const DRAFT: &str = "document.querySelector('[g_editable=true]').innerText";

/// A furnished workspace where Maren has a number and an interest, and one pain is written.
async fn furnished() -> Outcome<Stage> {
    let stage = Stage::furnished(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "").await?;
    let found = workspace
        .ask(json!({"search": {"query": "Maren", "limit": 5}}))
        .await?;
    let maren = found["search"]["contacts"][0]["id"].clone();
    workspace
        .ask(json!({"save_contact": {"contact": maren, "fields": [["phone", "(404) 555-2368"], ["interests", "sailing"]]}}))
        .await?;
    let entry = json!({"title": "Ramp time", "triggers": ["funding"],
        "text": "After a round most teams hire faster than they can ramp, {{first_name}}. How long does it take you today?"});
    workspace
        .ask(json!({"library": {"save": {"section": "pain", "entry": entry}}}))
        .await?;
    stage.serve_gmail()?;
    Ok(stage)
}

/// Opens a Gmail draft to Maren and waits until her account stands beside it.
async fn draft_to_maren(stage: &Stage) -> Outcome<Sidebar<'_>> {
    stage.browser.driver.goto(GMAIL).await?;
    stage
        .browser
        .driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(MAREN.to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    Ok(sidebar)
}

async fn in_draft(stage: &Stage, words: &str) -> Outcome {
    stage.browser.driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until(&format!("{DRAFT}.includes({words:?})"))
        .await
}

/// The ledger of the account, newest first.
async fn ledger(stage: &Stage) -> Outcome<Vec<Value>> {
    let workspace = Workspace::open(&stage.browser, "").await?;
    let page = workspace
        .ask(json!({"account_by_key": {"key": "northwind-robotics.example"}}))
        .await?;
    let account = page["account"]["account"]["row"]["id"].clone();
    let touches = workspace
        .ask(json!({"touches": {"account": account}}))
        .await?;
    Ok(touches["touches"].as_array().cloned().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_dials_and_one_logs() -> Outcome {
    let stage = furnished().await?;
    let sidebar = draft_to_maren(&stage).await?;
    let number = sidebar.find("a.dial").await?;
    assert_eq!(
        number.attr("href").await?.as_deref(),
        Some("tel:+14045552368")
    );
    sidebar.text_with("Phone numbers", "there").await?;
    // A browser without a dialler would ask which program to use, over the page.
    let no_dialler = "document.querySelector('a.dial').addEventListener('click', (event) => event.preventDefault());";
    stage.browser.driver.execute(no_dialler, Vec::new()).await?;
    number.click().await?;
    let call = sidebar.text_with("Call", "Maren Okafor").await?;
    assert!(call.contains("0:0"), "a timer runs: {call}");
    sidebar
        .find("section.call textarea")
        .await?
        .send_keys("Asked to call on Monday.")
        .await?;
    sidebar.button("Call", "Voicemail").await?.click().await?;
    sidebar.text_with("Call", "Already logged").await?;
    sidebar.text_with("Activity", "Voicemail").await?;
    let kept = ledger(&stage).await?;
    assert_eq!(kept[0]["channel"], "call");
    assert_eq!(kept[0]["outcome"], "voicemail");
    assert_eq!(kept[0]["number"], "+14045552368");
    assert_eq!(kept[0]["note"], "Asked to call on Monday.");
    assert_eq!(kept[0]["contact"], "Maren Okafor");
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn opener_pain_and_ps_go_in_and_the_opener_is_logged() -> Outcome {
    let stage = furnished().await?;
    let sidebar = draft_to_maren(&stage).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    sidebar.button("Openers", "Insert").await?.click().await?;
    in_draft(&stage, "$40 million").await?;

    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "Already logged").await?;
    let core = sidebar.text_with("Core proposals", "Ramp time").await?;
    assert!(core.contains("It fits: funding just happened"), "{core}");
    sidebar
        .button("Core proposals", "Insert")
        .await?
        .click()
        .await?;
    in_draft(&stage, "faster than they can ramp, Maren").await?;

    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("PS lines", "sailing").await?;
    sidebar.button("PS lines", "Insert").await?.click().await?;
    in_draft(&stage, "sailing").await?;
    let text = stage
        .browser
        .driver
        .execute(format!("return {DRAFT};"), Vec::new())
        .await?;
    let text = text.json().as_str().unwrap_or_default().to_owned();
    assert!(
        text.find("ramp") < text.find("PS "),
        "the PS comes last: {text}"
    );

    let kept = ledger(&stage).await?;
    let openers: Vec<&Value> = kept
        .iter()
        .filter(|touch| touch["channel"] == "opener")
        .collect();
    assert!(openers.iter().any(|touch| {
        touch["note"]
            .as_str()
            .is_some_and(|note| note.contains("$40 million"))
    }));
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_meter_puts_the_best_opener_first() -> Outcome {
    let stage = furnished().await?;
    let sidebar = draft_to_maren(&stage).await?;
    sidebar.leave().await?;
    let body = stage
        .browser
        .driver
        .find(By::Css("[g_editable=true]"))
        .await?;
    body.send_keys("How long does it take your people to ramp today?")
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar
        .button("Draft meter", "Put the best opener first")
        .await?
        .click()
        .await?;
    in_draft(&stage, "$40 million").await?;
    stage
        .browser
        .wait_until(&format!(
            "{DRAFT}.indexOf('$40 million') < {DRAFT}.indexOf('How long')"
        ))
        .await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_due_today_and_done_with_one_click() -> Outcome {
    let stage = furnished().await?;
    every_day_is_a_working_day(&stage).await?;
    let sidebar = draft_to_maren(&stage).await?;
    sidebar.text_with("Activity", "Next steps").await?;
    sidebar
        .button("Activity", "Add Maren Okafor")
        .await?
        .click()
        .await?;
    sidebar.text_with("Activity", "step 1 of").await?;
    sidebar.leave().await?;
    let workspace = Workspace::open(&stage.browser, "#/today").await?;
    stage
        .browser
        .wait_until("document.querySelector('.due li')?.innerText.includes('Maren Okafor')")
        .await?;
    let done = stage
        .browser
        .driver
        .query(By::XPath(
            "//ul[@class='due']/li[1]//button[normalize-space(.)='Done']",
        ))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?;
    let before = due(&workspace).await?;
    done.click().await?;
    stage
        .browser
        .wait_until("document.body.innerText.includes('Already logged')")
        .await?;
    assert_eq!(due(&workspace).await?, before - 1);
    assert_eq!(ledger(&stage).await?[0]["channel"], "email");
    stage.end().await
}

/// The plan that is offered, kept with weekends: what is due today is so on a Sunday too.
async fn every_day_is_a_working_day(stage: &Stage) -> Outcome {
    let workspace = Workspace::open(&stage.browser, "#/today").await?;
    let offered = workspace.ask(json!({"cadence": "plans"})).await?;
    let mut plan = offered["cadence"]["plans"][0].clone();
    plan["working_days"] = json!(false);
    plan["example"] = json!(false);
    workspace
        .ask(json!({"cadence": {"save": {"plan": plan}}}))
        .await?;
    Ok(())
}

async fn due(workspace: &Workspace<'_>) -> Outcome<u64> {
    let reply = workspace
        .ask(json!({"cadence": {"due": {"limit": 50}}}))
        .await?;
    Ok(reply["cadence"]["due"]["total"]
        .as_u64()
        .unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_the_page_sent_is_logged_without_typing() -> Outcome {
    let stage = furnished().await?;
    let sidebar = draft_to_maren(&stage).await?;
    sidebar.leave().await?;
    let driver = &stage.browser.driver;
    driver
        .find(By::Css("[g_editable=true]"))
        .await?
        .send_keys("Hello Maren, how do you ramp?")
        .await?;
    // As Gmail does: the click takes the draft away.
    driver
        .execute(
            "const send = document.querySelector('[data-tooltip*=Enter]');\
             send.addEventListener('click', () => send.closest('[role=dialog]').remove());\
             send.click();",
            Vec::new(),
        )
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.find_text("Logged without typing").await?;
    sidebar.leave().await?;
    let kept = ledger(&stage).await?;
    assert_eq!(kept[0]["channel"], "email");
    assert_eq!(kept[0]["contact"], "Maren Okafor");
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_two_minutes() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    Workspace::open(&stage.browser, "").await?;
    let driver = &stage.browser.driver;
    let press = async |path: &str| -> Outcome {
        driver
            .query(By::XPath(path))
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await?
            .click()
            .await?;
        Ok(())
    };
    stage
        .browser
        .wait_until("document.body.innerText.includes('never')")
        .await?;
    press("//button[contains(normalize-space(.), 'sample')]").await?;
    press("//a[normalize-space(.)='Practice draft']").await?;
    stage
        .browser
        .wait_until("document.querySelector('.practice-meter')?.innerText.includes('Hook')")
        .await?;
    let before = "document.querySelector('.practice textarea').value";
    press("//section[@aria-label='Openers']//button[normalize-space(.)='Insert']").await?;
    stage
        .browser
        .wait_until(&format!("{before}.indexOf('Hi Maren') > 20"))
        .await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pains_and_cadences_are_written_in_the_workspace() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    let driver = &stage.browser.driver;
    let workspace = Workspace::open(&stage.browser, "#/library").await?;
    let press = async |path: &str| -> Outcome {
        driver
            .query(By::XPath(path))
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await?
            .click()
            .await?;
        Ok(())
    };
    press("//button[normalize-space(.)='New entry']").await?;
    driver
        .find(By::Css(".editor input[type=text]"))
        .await?
        .send_keys("Manual quotes")
        .await?;
    driver
        .find(By::Css(".editor textarea"))
        .await?
        .send_keys("How long does a quote take you?")
        .await?;
    press("//section[contains(@class,'editor')]//button[normalize-space(.)='Save']").await?;
    stage
        .browser
        .wait_until("document.querySelector('.entry h2')?.innerText.includes('Manual quotes')")
        .await?;
    let kept = workspace
        .ask(json!({"library": {"entries": {"section": "pain"}}}))
        .await?;
    assert_eq!(kept["library"]["entries"][0]["version"], 1);

    let workspace = Workspace::open(&stage.browser, "#/cadences").await?;
    press("//button[normalize-space(.)='Change']").await?;
    press("//button[normalize-space(.)='Add a step']").await?;
    let titles = driver
        .find_all(By::Css(".plan-step input[type=text]"))
        .await?;
    titles
        .last()
        .ok_or("no step")?
        .send_keys("Send the case study")
        .await?;
    press("//section[contains(@class,'editor')]//button[normalize-space(.)='Save']").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.editor')")
        .await?;
    let plans = workspace.ask(json!({"cadence": "plans"})).await?;
    let steps = plans["cadence"]["plans"][0]["steps"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(
        steps
            .iter()
            .any(|step| step["title"] == "Send the case study"),
        "{steps:?}"
    );
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opener_is_chosen_by_tone_and_length() -> Outcome {
    let stage = furnished().await?;
    let sidebar = draft_to_maren(&stage).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    let choice = sidebar.find("#openers .styles").await?;
    let choices = choice.text().await?;
    assert!(
        choices.contains("Plain · Medium") && choices.contains("Warm · Short"),
        "{choices}"
    );
    choice
        .find(By::XPath("option[normalize-space(.)='Warm · Short']"))
        .await?
        .click()
        .await?;
    sidebar
        .text_with("Openers", "Congrats on the $40 million Series B, Maren.")
        .await?;
    // In that wording too, the words of the source are marked.
    let marked = stage
        .browser
        .driver
        .execute("return [...document.querySelector('#openers .sentence').querySelectorAll('.sourced')].map((part) => part.textContent);", Vec::new())
        .await?;
    assert!(
        marked.json().to_string().contains("$40 million"),
        "{}",
        marked.json()
    );
    sidebar.button("Openers", "Insert").await?.click().await?;
    in_draft(&stage, "Congrats on the $40 million Series B, Maren.").await?;
    stage.end().await
}
