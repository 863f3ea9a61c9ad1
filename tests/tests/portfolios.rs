//! The main way through a list: dashboard, drill-down, contrast, a model of it, other stars.

use hookline_tests::{Options, Outcome, Stage, Workspace, companies, people};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

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

#[tokio::test(flavor = "multi_thread")]
async fn from_the_dashboard_to_a_model_that_gives_other_stars() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/portfolios").await?;
    workspace
        .import("crm.csv", "accounts", &companies())
        .await?;
    stage
        .browser
        .wait_until("document.querySelectorAll('.tile').length > 6 && document.querySelector('.tile.wide tbody tr')")
        .await?;
    picture(&stage, "portfolio_dashboard").await?;
    let status = stage.browser.text(".figures-line strong").await?;
    assert!(status.contains("240"), "{status}");

    // A wedge drills down, the breadcrumb leads back.
    stage
        .browser
        .click(".tile[data-column=industry] .legend button[title=Software]")
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.crumbs .chip.on')?.innerText.includes('Software') && !document.querySelector('.figures-line strong').innerText.includes('240')")
        .await?;
    picture(&stage, "portfolio_drilled").await?;
    stage.browser.click(".crumbs .chip.on .icon-button").await?;
    stage
        .browser
        .wait_until("document.querySelector('.figures-line strong')?.innerText.includes('240')")
        .await?;

    // Stage is what the contrast is about.
    stage
        .browser
        .click(".tile[data-column=Stage] button[title=won]")
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.crumbs .chip.on')")
        .await?;
    stage.browser.click("[data-tab=contrast]").await?;
    stage
        .browser
        .wait_until("document.querySelector('[data-label=predictive] tbody tr') && document.querySelector('[data-label=frequent_not_predictive]')")
        .await?;
    picture(&stage, "portfolio_contrast").await?;
    let frequent = stage
        .browser
        .text("[data-label=frequent_not_predictive]")
        .await?;
    assert!(frequent.contains("Microsoft Office"), "{frequent}");
    for tab in ["alike", "market", "committee"] {
        stage.browser.click(&format!("[data-tab={tab}]")).await?;
        stage
            .browser
            .wait_until("document.querySelector('.tab-panel .figures-line')")
            .await?;
        picture(&stage, &format!("portfolio_{tab}")).await?;
    }

    // One click makes a model; another gives the stars by it.
    let before = stars(&workspace).await?;
    stage.browser.click("[data-tab=contrast]").await?;
    stage.browser.click(".tab-panel .main-button").await?;
    stage
        .browser
        .wait_until(
            "location.hash.startsWith('#/models/') && document.querySelector('[data-figure=auc]')",
        )
        .await?;
    picture(&stage, "model").await?;
    stage.browser.click(".model .actions .main-button").await?;
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
    stage.browser.click(".edits .main-button").await?;
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
    stage
        .browser
        .click(".became .actions button:nth-child(3)")
        .await?;
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

/// Forty firms, two of them one company, one of them a giant; people at the first.
async fn filled(workspace: &Workspace<'_>) -> Outcome {
    let mut csv = String::from("Name,Website,Phone,Street,City,Country,Employees,Industry,Stage\n");
    for row in 0..40 {
        writeln!(
            csv,
            "Firm {row} Werke,firm{row}.example.com,+49 30 10000{row:02},Weg {row},Berlin,Germany,{},{},{}",
            if row == 7 { 4_000_000 } else { 40 + row },
            if row % 2 == 0 { "Software" } else { "Mining" },
            if row % 4 == 0 { "Renewed" } else { "Cancelled" },
        )?;
    }
    csv.push_str("Alder Robotics GmbH,alder.example.com,+49 731 555100,Donaustr. 5,Ulm,Germany,90,Software,Renewed\n");
    csv.push_str("Alder Robotik GmbH,,+49 731 555100,Donaustr. 5,Ulm,Germany,,,\n");
    csv.push_str("Nowhere Holding,nowhere.example.org,,,,,60,,\n");
    workspace.import("crm.csv", "accounts", &csv).await?;
    workspace
        .import(
            "register.csv",
            "accounts",
            "Name,Website,Employees,Founded\nFirm 0 Werke,firm0.example.com,41,1999\nFirm 1 Werke,firm1.example.com,44,2001\n",
        )
        .await?;
    workspace
        .import("people.csv", "contacts", &people("example.com", "Werke"))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_rep_does_to_a_list_is_looked_at_first_and_taken_back() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/quality").await?;
    filled(&workspace).await?;

    // Duplicates: side by side, merged, parted again.
    Workspace::open(&stage.browser, "#/quality").await?;
    let count = "document.querySelector('.duplicates [role=status]')?.innerText";
    stage
        .browser
        .wait_until(&format!("{count} && !{count}.startsWith('0') && document.querySelector('.duplicates .list button')"))
        .await?;
    stage.browser.click(".duplicates .list li button").await?;
    stage
        .browser
        .wait_until("document.querySelector('.duplicates .main-button')")
        .await?;
    picture(&stage, "merge_preview").await?;
    let accounts = total(&workspace).await?;
    stage.browser.click(".duplicates .main-button").await?;
    let undo = ".duplicates details .list button";
    stage
        .browser
        .wait_until(&format!("document.querySelector({undo:?})"))
        .await?;
    assert_eq!(total(&workspace).await?, accounts - 1);
    stage.browser.click(undo).await?;
    stage
        .browser
        .wait_until(&format!("!document.querySelector({undo:?})"))
        .await?;
    assert_eq!(total(&workspace).await?, accounts);

    // Enrichment: another trust in a source is previewed, applied, taken back.
    let choose = "const select = document.querySelector('.enrichment select[aria-label=\"register.csv\"]'); select.value = 'off'; select.dispatchEvent(new Event('change', {bubbles: true}));";
    stage
        .browser
        .wait_until("document.querySelector('.enrichment select[aria-label=\"register.csv\"]')")
        .await?;
    stage.browser.driver.execute(choose, Vec::new()).await?;
    stage
        .browser
        .wait_until("document.querySelector('.enrichment .panel tbody tr')")
        .await?;
    picture(&stage, "enrichment_preview").await?;
    stage
        .browser
        .click(".enrichment .panel .main-button")
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.enrichment .edits button')")
        .await?;
    picture(&stage, "enrichment_applied").await?;
    assert_eq!(mode(&workspace, "register.csv").await?, "off");
    stage.browser.click(".enrichment .edits button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.enrichment .edits')")
        .await?;
    assert_eq!(mode(&workspace, "register.csv").await?, "replace");

    // The org chart says where to start and who is missing.
    Workspace::open(&stage.browser, "#/accounts/1").await?;
    stage
        .browser
        .wait_until("document.querySelectorAll('.org-person').length >= 6 && document.querySelector('.org-person.proposed a[href^=\"tel:\"]')")
        .await?;
    picture(&stage, "org_chart").await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_drilled_by_keyboard_freed_of_outliers_and_brought_back() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/portfolios").await?;
    filled(&workspace).await?;
    stage
        .browser
        .wait_until("document.querySelector('.figures-line strong')?.innerText.includes('43') && document.querySelector('.tile[data-column=industry] .legend button')")
        .await?;

    // By keyboard alone: focus on a segment, Enter; Enter on the breadcrumb's cross.
    stage
        .browser
        .enter(".tile[data-column=industry] .legend button[title=Software]")
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.crumbs .chip.on')?.innerText.includes('Software')")
        .await?;
    stage.browser.enter(".crumbs .chip.on .icon-button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.crumbs') && document.querySelector('.figures-line strong')?.innerText.includes('43')")
        .await?;

    // From country to city and back by keyboard; where no country is known, that is said.
    for place in ["country", "city"] {
        let tile = format!(".tile[data-column={place}]");
        let missing = format!(
            "[...document.querySelectorAll('{tile} .bar-name')].some((one) => one.innerText === 'not known')"
        );
        if place == "country" {
            stage.browser.wait_until(&missing).await?;
        }
        stage
            .browser
            .enter(&format!("{tile} button.bar-row"))
            .await?;
        let crumb = format!(
            "document.querySelector('.crumbs')?.innerText.toLowerCase().includes('{place}:')"
        );
        stage.browser.wait_until(&crumb).await?;
        // The tiles are those of the smaller list by then.
        stage
            .browser
            .wait_until("document.querySelector('.figures-line strong') && !document.querySelector('.figures-line strong').innerText.includes('43') && document.querySelectorAll('.tile[data-column=country] button.bar-row').length === 1")
            .await?;
    }
    stage.browser.enter(".crumbs > button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.crumbs') && document.querySelector('.figures-line strong')?.innerText.includes('43')")
        .await?;

    // Outliers are named with the reason, and come back.
    stage.browser.click(".tools input[type=checkbox]").await?;
    stage
        .browser
        .wait_until("document.querySelector('.outliers li a')?.innerText.includes('Firm 7 Werke') && document.querySelector('.figures-line strong').innerText.includes('42')")
        .await?;
    picture(&stage, "outliers").await?;
    stage.browser.click(".outliers button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('.outliers') && document.querySelector('.figures-line strong')?.innerText.includes('43')")
        .await?;

    // A portfolio that was removed is brought back.
    let save = json!({"portfolio": {"save": {"portfolio": null, "name": "Software firms", "category": "customers",
        "source": {"live": {"filters": [{"column": "industry", "choice": {"value": "Software"}}]}}}}});
    workspace.ask(save).await?;
    Workspace::open(&stage.browser, "#/portfolios").await?;
    let open = "const select = [...document.querySelectorAll('.tools select option')].find((one) => one.innerText.includes('Software firms'))?.parentElement; if (!select) return false; select.value = [...select.options].find((one) => one.innerText.includes('Software firms')).value; select.dispatchEvent(new Event('change', {bubbles: true})); return true;";
    stage
        .browser
        .wait_until(&format!("(() => {{ {open} }})()"))
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.figures-line strong')?.innerText.includes('21')")
        .await?;
    stage
        .browser
        .click(".tools .main-button + .quiet-button")
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('details.removed[open] li button')")
        .await?;
    stage.browser.click("details.removed li button").await?;
    stage
        .browser
        .wait_until("!document.querySelector('details.removed') && document.querySelector('.figures-line strong')?.innerText.includes('21')")
        .await?;

    // Personas can be named; who may leave needs a model, and says so.
    stage.browser.click("[data-tab=personas]").await?;
    stage
        .browser
        .wait_until("document.querySelector('.persona-name')")
        .await?;
    let rename = "const input = document.querySelector('.persona-name'); input.value = 'Deal makers'; input.dispatchEvent(new Event('change', {bubbles: true}));";
    stage.browser.driver.execute(rename, Vec::new()).await?;
    stage
        .browser
        .wait_until("[...document.querySelectorAll('.persona-name')].some((one) => one.value === 'Deal makers')")
        .await?;
    picture(&stage, "personas").await?;
    stage.browser.click("[data-tab=churn]").await?;
    stage
        .browser
        .wait_until(
            "document.querySelector('.tab-panel')?.innerText.includes('no model of who leaves')",
        )
        .await?;

    // Outcomes from a column make the table of past stars.
    Workspace::open(&stage.browser, "#/models").await?;
    stage.browser.click(".outcomes-from summary").await?;
    let column = "(() => { const select = document.querySelector('.outcomes-from select'); if (!select || ![...select.options].some((one) => one.value === 'Stage')) return false; select.value = 'Stage'; select.dispatchEvent(new Event('change', {bubbles: true})); return true; })()";
    stage.browser.wait_until(column).await?;
    stage
        .browser
        .wait_until("document.querySelector('.outcomes-from select[aria-label=Renewed]')")
        .await?;
    for (value, kind) in [("Renewed", "renewed"), ("Cancelled", "churned")] {
        let script = format!(
            "const select = document.querySelector('.outcomes-from select[aria-label={value}]'); select.value = '{kind}'; select.dispatchEvent(new Event('change', {{bubbles: true}}));"
        );
        stage.browser.driver.execute(script, Vec::new()).await?;
    }
    picture(&stage, "outcomes_from_column").await?;
    stage.browser.click(".outcomes-from .main-button").await?;
    let found = stage
        .browser
        .wait_until("!document.querySelector('.outcomes-from .main-button')")
        .await;
    found?;
    let outcomes = workspace
        .ask(json!({"model": {"outcomes": {"account": null, "limit": 100}}}))
        .await?;
    let marks = outcomes["model"]["outcomes"]["marks"]
        .as_array()
        .map_or(0, Vec::len);
    assert_eq!(marks, 41, "{outcomes}");
    stage.end().await
}

/// How far a source is trusted.
async fn mode(workspace: &Workspace<'_>, source: &str) -> Outcome<String> {
    let reply = workspace
        .ask(json!({"hygiene": {"enrichment": {"view": {}}}}))
        .await?;
    let sources = reply["hygiene"]["enrichment"].as_array().ok_or("none")?;
    let found = sources.iter().find(|one| one["source"] == source);
    let mode = found.and_then(|one| one["mode"].as_str());
    Ok(mode.unwrap_or_default().to_owned())
}

/// How many accounts there are.
async fn total(workspace: &Workspace<'_>) -> Outcome<i64> {
    let reply = workspace
        .ask(json!({"accounts": {"sort": "id", "limit": 1}}))
        .await?;
    reply["accounts"]["total"]
        .as_i64()
        .ok_or_else(|| format!("no total in {reply}").into())
}
