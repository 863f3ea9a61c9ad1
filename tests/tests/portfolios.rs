//! The main way through a list: dashboard, drill-down, contrast, a model of it, other stars.

use hookline_tests::{Options, Outcome, Stage, Workspace};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// 240 companies: software firms of up to 160 people are mostly won, mines mostly lost.
fn companies() -> Outcome<String> {
    let mut csv = String::from(
        "Account ID,Name,Domain,Industry,Employees,Annual Revenue,Country,City,NAICS,Technologies,Ownership,Stage,Competitors\n",
    );
    for row in 0..240_u32 {
        // A fixed mixing of the row number stands for chance.
        let chance = row.wrapping_mul(2_654_435_761) >> 16;
        let software = chance % 2 == 0;
        let won = chance % 10 < if software { 8 } else { 2 };
        let (industry, naics) = if software {
            ("Software", "513210")
        } else {
            ("Mining", "212230")
        };
        writeln!(
            csv,
            "A{row},Firm {row} GmbH,firm{row}.example.com,{industry},{},{}000000,{},{},{naics},{},{},{},Firm {} GmbH",
            20 + (chance % 400),
            1 + chance % 90,
            if row % 3 == 0 { "France" } else { "Germany" },
            ["Lyon", "Berlin", "Hamburg"][row as usize % 3],
            if software {
                "Microsoft Office; Salesforce"
            } else {
                "Microsoft Office; SAP"
            },
            if row % 4 == 0 { "Public" } else { "Private" },
            if won { "won" } else { "lost" },
            (row + 1) % 240,
        )?;
    }
    Ok(csv)
}

/// Where pictures go when they are asked for.
async fn picture(stage: &Stage, name: &str) -> Outcome {
    if let Some(folder) = std::env::var_os("HOOKLINE_PICTURES") {
        stage
            .browser
            .screenshot(&Path::new(&folder).join(format!("{name}.png")))
            .await?;
    }
    Ok(())
}

async fn click(stage: &Stage, selector: &str) -> Outcome {
    stage
        .browser
        .wait_until(&format!("document.querySelector({selector:?})"))
        .await?;
    let script = "const found = document.querySelector(arguments[0]); found.scrollIntoView({block: 'center'}); found.click();";
    stage
        .browser
        .driver
        .execute(script, vec![json!(selector)])
        .await?;
    Ok(())
}

async fn text(stage: &Stage, selector: &str) -> Outcome<String> {
    stage
        .browser
        .wait_until(&format!("document.querySelector({selector:?})"))
        .await?;
    let script = "return document.querySelector(arguments[0]).innerText;";
    let found = stage
        .browser
        .driver
        .execute(script, vec![json!(selector)])
        .await?;
    Ok(found.json().as_str().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_dashboard_to_a_model_that_gives_other_stars() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/portfolios").await?;
    workspace
        .import("crm.csv", "accounts", &companies()?)
        .await?;
    stage
        .browser
        .wait_until("document.querySelectorAll('.tile').length > 6 && document.querySelector('.tile.wide tbody tr')")
        .await?;
    picture(&stage, "portfolio_dashboard").await?;
    let status = text(&stage, ".figures-line strong").await?;
    assert!(status.contains("240"), "{status}");

    // A wedge drills down, the breadcrumb leads back.
    click(
        &stage,
        ".tile[data-column=industry] .legend button[title=Software]",
    )
    .await?;
    stage
        .browser
        .wait_until("document.querySelector('.crumbs .chip.on')?.innerText.includes('Software') && !document.querySelector('.figures-line strong').innerText.includes('240')")
        .await?;
    picture(&stage, "portfolio_drilled").await?;
    click(&stage, ".crumbs .chip.on .icon-button").await?;
    stage
        .browser
        .wait_until("document.querySelector('.figures-line strong')?.innerText.includes('240')")
        .await?;

    // Stage is what the contrast is about.
    click(&stage, ".tile[data-column=Stage] button[title=won]").await?;
    stage
        .browser
        .wait_until("document.querySelector('.crumbs .chip.on')")
        .await?;
    click(&stage, "[data-tab=contrast]").await?;
    stage
        .browser
        .wait_until("document.querySelector('[data-label=predictive] tbody tr') && document.querySelector('[data-label=frequent_not_predictive]')")
        .await?;
    picture(&stage, "portfolio_contrast").await?;
    let frequent = text(&stage, "[data-label=frequent_not_predictive]").await?;
    assert!(frequent.contains("Microsoft Office"), "{frequent}");
    for tab in ["alike", "market", "committee"] {
        click(&stage, &format!("[data-tab={tab}]")).await?;
        stage
            .browser
            .wait_until("document.querySelector('.tab-panel .figures-line')")
            .await?;
        picture(&stage, &format!("portfolio_{tab}")).await?;
    }

    // One click makes a model; another gives the stars by it.
    let before = stars(&workspace).await?;
    click(&stage, "[data-tab=contrast]").await?;
    click(&stage, ".tab-panel .main-button").await?;
    stage
        .browser
        .wait_until(
            "location.hash.startsWith('#/models/') && document.querySelector('[data-figure=auc]')",
        )
        .await?;
    picture(&stage, "model").await?;
    click(&stage, ".model .actions .main-button").await?;
    stage
        .browser
        .wait_until("document.querySelector('.model .actions strong')")
        .await?;
    let after = stars(&workspace).await?;
    assert_ne!(before, after);

    // The effect of an edit shows before it is kept, and can be taken back.
    let script = "const input = document.querySelector('[data-factor=industry] .points-input'); input.value = '500'; input.dispatchEvent(new Event('change', {bubbles: true}));";
    stage.browser.driver.execute(script, Vec::new()).await?;
    stage
        .browser
        .wait_until("document.querySelector('.edits')")
        .await?;
    picture(&stage, "model_edited").await?;
    click(&stage, ".edits .main-button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.edits') && document.querySelector('[data-factor=industry] input:checked')")
        .await?;

    // The account's page: receipt lines with their source, relations, outcomes.
    Workspace::open(&stage.browser, "#/accounts/1").await?;
    stage
        .browser
        .wait_until(
            "document.querySelector('.network') && document.querySelector('.receipt .provenance')",
        )
        .await?;
    picture(&stage, "account_around").await?;
    click(&stage, ".became .actions button:nth-child(3)").await?;
    stage
        .browser
        .wait_until("document.querySelector('.became .list li strong')")
        .await?;
    for route in ["quality", "models", "today"] {
        Workspace::open(&stage.browser, &format!("#/{route}")).await?;
        stage
            .browser
            .wait_until("document.querySelector('main table, main .cards li')")
            .await?;
        picture(&stage, route).await?;
    }
    stage.end().await
}

/// The stars of every account, by id.
async fn stars(workspace: &Workspace<'_>) -> Outcome<Vec<Value>> {
    let query = json!({"accounts": {"sort": "id", "limit": 300}});
    let reply = workspace.ask(query).await?;
    let rows = reply["accounts"]["rows"].as_array().ok_or("no rows")?;
    Ok(rows.iter().map(|row| row["stars"].clone()).collect())
}
