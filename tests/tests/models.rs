//! Models on screen: versions, notes, diff and undo; two side by side; points edited and locked; who
//! may leave; why a score changed; priority and confidence.

use hookline_tests::{Browser, Options, Outcome, Stage, Workspace, companies};
use serde_json::{Value, json};
use thirtyfour::Key;

/// The side of a contrast whose accounts have a value in a column.
fn side(column: &str, value: &str) -> Value {
    json!({"view": {"filters": [{"column": column, "choice": {"value": value}}]}})
}

/// A workspace with the companies, opened at a page.
async fn stage() -> Outcome<Stage> {
    let stage = Stage::empty(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/settings").await?;
    workspace
        .import("crm.csv", "accounts", &companies())
        .await?;
    Ok(stage)
}

/// Trains a model of won against lost accounts, and gives its number.
async fn train(stage: &Stage, name: &str, purpose: &str, ignored: &[&str]) -> Outcome<i64> {
    let (first, second) = if purpose == "churn" {
        ("lost", "won")
    } else {
        ("won", "lost")
    };
    let workspace = Workspace::open(&stage.browser, "#/settings").await?;
    let trained = workspace
        .ask(
            json!({"model": {"train": {"model": null, "name": name, "purpose": purpose,
            "first": side("Stage", first), "second": side("Stage", second), "ignored": ignored}}}),
        )
        .await?;
    trained["model"]["model"]["row"]["id"]
        .as_i64()
        .ok_or_else(|| format!("not trained: {trained}").into())
}

/// The AUC that the page shows.
const AUC: &str = "document.querySelector('[data-figure=auc]')?.innerText";

#[tokio::test(flavor = "multi_thread")]
async fn points_are_edited_and_locked_with_the_effect_beside_them_and_every_version_has_a_way_back()
-> Outcome {
    let stage = stage().await?;
    let browser = &stage.browser;
    let id = train(&stage, "Deals", "fit", &[]).await?;
    Workspace::open(browser, &format!("#/models/{id}")).await?;
    browser.wait_until(AUC).await?;
    let kept = browser.text("[data-figure=auc]").await?;

    // By keyboard: the points of the best bin, against what the outcomes say.
    let field = "[data-factor=industry] tr:has(th) .points-input";
    browser
        .wait_until(&format!("document.querySelector({field:?})"))
        .await?;
    let turned = "const rows = [...document.querySelectorAll('[data-factor=industry] tbody tr')]; const row = rows.find((one) => one.innerText.includes('Software')); const input = row.querySelector('.points-input'); input.focus(); input.select(); return input.value;";
    let before = browser.driver.execute(turned, Vec::new()).await?;
    let before = before.json().as_str().unwrap_or_default().to_owned();
    type_and_leave(browser, "-900").await?;
    browser
        .wait_until(&format!(
            "document.querySelector('[data-effect=auc]')?.innerText.includes('→') && {AUC} !== {kept:?}"
        ))
        .await?;
    let effect = browser.text("[data-effect=auc]").await?;
    assert!(
        effect.starts_with(kept.split(' ').next().unwrap_or("none")),
        "{effect} after {kept}"
    );

    // Undone, nothing is left of it.
    browser.click(".edits .quiet-button").await?;
    browser
        .wait_until(&format!(
            "!document.querySelector('.edits') && {AUC} === {kept:?}"
        ))
        .await?;

    // Another bin is locked and the notes are written: version 2.
    browser
        .click("[data-factor=industry] tbody tr input[type=checkbox]")
        .await?;
    browser
        .fill(".model textarea", "Agreed with sales on Monday.")
        .await?;
    browser
        .wait_until("document.querySelector('.edits') && document.querySelector('.model textarea').value.startsWith('Agreed')")
        .await?;
    browser.click(".edits .main-button").await?;
    browser
        .wait_until("!document.querySelector('.edits') && document.querySelectorAll('[data-version]').length === 2 && document.querySelector('[data-factor=industry] input:checked')")
        .await?;

    // Points again, kept: version 3. What is locked stays so when the model learns anew.
    browser.driver.execute(turned, Vec::new()).await?;
    type_and_leave(browser, "77").await?;
    browser.click(".edits .main-button").await?;
    browser
        .wait_until("document.querySelectorAll('[data-version]').length === 3 && !document.querySelector('.edits')")
        .await?;
    let notes = browser
        .driver
        .execute(
            "return document.querySelector('.model textarea').value;",
            Vec::new(),
        )
        .await?;
    assert_eq!(notes.json(), "Agreed with sales on Monday.");

    // What version 1 had, beside what is there now.
    browser
        .enter("[data-version='1'] [data-do=compare]")
        .await?;
    browser
        .wait_until("[...document.querySelectorAll('.differences tbody tr')].some((row) => row.innerText.includes('Software') && row.innerText.includes('+77'))")
        .await?;
    let rows = browser.text(".differences tbody").await?;
    assert!(
        rows.contains(before.trim_start_matches('-')),
        "{rows} without {before}"
    );

    // Back to version 1, as version 4; the points are what they were.
    browser.enter("[data-version='1'] [data-do=revert]").await?;
    browser
        .wait_until("document.querySelectorAll('[data-version]').length === 4")
        .await?;
    let now = browser.driver.execute(turned, Vec::new()).await?;
    assert_eq!(now.json(), &json!(before));
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_models_are_compared_and_a_removed_one_comes_back() -> Outcome {
    let stage = stage().await?;
    let browser = &stage.browser;
    train(&stage, "All we know", "fit", &[]).await?;
    train(&stage, "Without sizes", "fit", &["employees", "revenue"]).await?;
    Workspace::open(browser, "#/models").await?;
    browser.click(".compare summary").await?;
    browser.wait_until("document.querySelectorAll('.compare select').length === 2 && document.querySelector('.compare select option:nth-child(3)')").await?;
    for (place, name) in [(1, "All we know"), (2, "Without sizes")] {
        let choose = format!(
            "(() => {{ const list = document.querySelectorAll('.compare select')[{}]; const wanted = [...list.options].find((one) => one.innerText.startsWith({name:?})); list.value = wanted.value; list.dispatchEvent(new Event('change', {{ bubbles: true }})); return true; }})()",
            place - 1
        );
        browser.wait_until(&choose).await?;
    }
    browser
        .wait_until("document.querySelectorAll('.compare [data-figure=auc]').length === 2 && document.querySelector('.compare tbody tr')")
        .await?;
    let figures = browser
        .driver
        .execute("return [...document.querySelectorAll('.compare [data-figure=auc]')].map((one) => parseFloat(one.innerText));", Vec::new())
        .await?;
    let [with, without] = [0, 1].map(|place| figures.json()[place].as_f64().unwrap_or_default());
    assert!(with > without + 0.1, "{with} against {without}");
    let lines = browser.text(".compare .differences tbody").await?;
    assert!(lines.contains("Revenue"), "{lines}");

    // Removed by keyboard; the way back is offered at once, and still after a reload.
    let listed =
        "document.querySelector('main table.plain tbody').innerText.includes('Without sizes')";
    let remove = "[...document.querySelectorAll('main table.plain tbody tr')].find((row) => row.innerText.includes('Without sizes')).querySelector('[data-do=remove]')";
    browser
        .driver
        .execute(format!("{remove}.focus();"), Vec::new())
        .await?;
    browser
        .driver
        .active_element()
        .await?
        .send_keys("\u{e007}")
        .await?;
    browser
        .wait_until(&format!(
            "!{listed} && document.querySelector('details.removed[open] li button')"
        ))
        .await?;
    Workspace::open(browser, "#/accounts").await?;
    Workspace::open(browser, "#/models").await?;
    browser.enter("details.removed summary").await?;
    browser
        .wait_until("document.querySelector('details.removed[open] li')?.innerText.includes('Without sizes')")
        .await?;
    browser.enter("details.removed li button").await?;
    browser
        .wait_until(&format!(
            "{listed} && !document.querySelector('details.removed')"
        ))
        .await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_who_may_leave_are_listed_with_the_reason_and_never_those_who_left() -> Outcome {
    let stage = stage().await?;
    let browser = &stage.browser;
    let id = train(&stage, "Who leaves", "churn", &[]).await?;
    let workspace = Workspace::open(browser, &format!("#/models/{id}")).await?;
    browser.click(".model .actions .main-button").await?;
    browser
        .wait_until("document.querySelector('.model .actions strong')")
        .await?;
    Workspace::open(browser, "#/portfolios").await?;
    browser.click("[data-tab=churn]").await?;
    browser
        .wait_until("document.querySelectorAll('.tab-panel .cards li').length > 10")
        .await?;
    let first = browser.text(".tab-panel .cards li").await?;
    assert!(first.contains("% of such accounts left"), "{first}");
    let names = browser
        .driver
        .execute("return [...document.querySelectorAll('.tab-panel .cards .card-head a')].map((one) => one.innerText);", Vec::new())
        .await?;
    let lost = workspace
        .ask(json!({"portfolio": {"accounts": {"view": side("Stage", "lost")["view"], "sort": "name", "descending": false, "offset": 0, "limit": 300}}}))
        .await?;
    let lost: Vec<&str> = lost["portfolio"]["accounts"]["rows"]
        .as_array()
        .ok_or("no rows")?
        .iter()
        .filter_map(|row| row["name"].as_str())
        .collect();
    let listed: Vec<String> = serde_json::from_value(names.json().clone())?;
    assert!(
        lost.len() > 50 && listed.iter().all(|name| !lost.contains(&name.as_str())),
        "{listed:?}"
    );

    // The receipt of the risk adds up, and the account's page has it beside the fit.
    browser.click(".tab-panel .cards details summary").await?;
    adds_up(&stage, ".tab-panel .cards details[open] .receipt").await?;
    browser.click(".tab-panel .cards .card-head a").await?;
    browser
        .wait_until("document.querySelector('.became details summary .stars') && document.querySelector('.became details .receipt')")
        .await?;
    stage.end().await
}

/// Types over what is in the field that has the focus, and goes on to the next.
async fn type_and_leave(browser: &Browser, text: &str) -> Outcome {
    let field = browser.driver.active_element().await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(text).await?;
    Ok(field.send_keys(Key::Tab + "").await?)
}

/// The points of a receipt's lines sum to its last line.
async fn adds_up(stage: &Stage, receipt: &str) -> Outcome {
    // Read in the moment in which it is there: the page may be drawn once more when news come in.
    let script = format!(
        "(() => {{ const receipt = document.querySelector({receipt:?}); const number = (cell) => Number(cell.innerText.replace('−', '-').replace(/[^0-9-]/g, '')); const lines = [...(receipt?.querySelectorAll('tbody .points') ?? [])].map(number); return lines.length > 0 && (document.documentElement.dataset.read = JSON.stringify([lines.reduce((sum, one) => sum + one, 0), number(receipt.querySelector('tfoot .points')), lines.length])); }})()"
    );
    stage.browser.wait_until(&script).await?;
    let found = stage
        .browser
        .driver
        .execute(
            "return JSON.parse(document.documentElement.dataset.read);",
            Vec::new(),
        )
        .await?;
    let figures: Vec<i64> = serde_json::from_value(found.json().clone())?;
    assert!(
        figures[0] == figures[1] && figures[2] > 0,
        "{receipt}: {figures:?}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_in_the_score_since_monday_in_the_priority_and_in_the_confidence() -> Outcome
{
    let stage = stage().await?;
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    let thin = workspace
        .ask(json!({"save_account": {"account": null, "fields": [["name", "Thin Facts AG"], ["domain", "thin-facts.example"]]}}))
        .await?;
    let thin = thin["account"]["account"]["row"]["id"]
        .as_i64()
        .ok_or("not saved")?;
    let confidence = async |account: i64, name: &str| -> Outcome<f64> {
        Workspace::open(browser, &format!("#/accounts/{account}")).await?;
        // Read in the moment in which it is there: the page may be drawn once more when news come in.
        browser
            .wait_until(&format!("document.querySelector('main')?.innerText.includes({name:?}) && (document.documentElement.dataset.read = document.querySelector('[data-figure=confidence]')?.innerText ?? '')"))
            .await?;
        let text = browser
            .driver
            .execute("return document.documentElement.dataset.read;", Vec::new())
            .await?;
        let text = text.json().as_str().unwrap_or_default().to_owned();
        Ok(text
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()?)
    };
    let (full, less) = (
        confidence(1, "Firm 0 GmbH").await?,
        confidence(thin, "Thin Facts AG").await?,
    );
    assert!(full > less + 20.0, "{full} against {less}");
    let missing = browser.text(".receipt").await?;
    assert!(missing.contains("not known"), "{missing}");

    // Nothing happened since Monday; then news come, and then another model: each with its points.
    Workspace::open(browser, "#/accounts/1").await?;
    browser
        .wait_until(
            "document.querySelector('.became')?.innerText.includes('The score is what it was on')",
        )
        .await?;
    let today = workspace.date(0).await?;
    workspace
        .feed("https://firm0.example/news.xml", &format!(
            "<rss version=\"2.0\"><channel><title>Firm 0 GmbH news</title><link>https://firm0.example/</link><item><title>Firm 0 GmbH raises $25 million in Series B funding</title><link>https://firm0.example/b</link><pubDate>{today}</pubDate><description>Firm 0 GmbH today announced a $25 million Series B.</description></item></channel></rss>"
        ))
        .await?;
    let changed = async |factor: &str| -> Outcome {
        Workspace::open(browser, "#/accounts").await?;
        Workspace::open(browser, "#/accounts/1").await?;
        let found = format!(
            "[...document.querySelectorAll('.became .receipt .factor')].some((one) => one.innerText.startsWith({factor:?}))"
        );
        browser.wait_until(&found).await?;
        adds_up(&stage, ".became .receipt").await
    };
    changed("").await?;
    let id = train(&stage, "Deals", "fit", &[]).await?;
    workspace
        .ask(json!({"model": {"activate": {"model": id, "purpose": "fit"}}}))
        .await?;
    changed("Model").await?;

    // The priority of today's list is fit and intent, each on its line, to the same sum.
    Workspace::open(browser, "#/today").await?;
    browser
        .wait_until("document.querySelector('.next .cards li')?.innerText.includes('Firm 0 GmbH')")
        .await?;
    browser.click(".next .cards li details summary").await?;
    adds_up(&stage, ".next .cards li details[open] .receipt").await?;
    let parts = browser.text(".next .cards li .receipt").await?;
    assert!(
        parts.to_lowercase().contains("fit") && parts.to_lowercase().contains("funding"),
        "{parts}"
    );
    stage.end().await
}
