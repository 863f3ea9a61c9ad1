//! "Teach this page": the rep points at fields of a CRM that Hookline does not know.

use hookline_tests::{Browser, Options, Outcome, Sidebar, Stage, page};
use serde_json::json;
use thirtyfour::prelude::*;

const ORIGIN: &str = "https://kartei.seller.example";

async fn stage() -> Outcome<Stage> {
    let stage = Stage::furnished(Options {
        granted: vec![ORIGIN.to_owned()],
        ..Options::default()
    })
    .await?;
    for path in ["/kunden/1", "/kunden/2"] {
        stage
            .hosts
            .page("kartei.seller.example", path, page("crm/taught.html")?);
    }
    Ok(stage)
}

async fn press(browser: &Browser, selector: &str) -> Outcome {
    click(browser, By::Css(selector)).await
}

async fn choose(browser: &Browser, text: &str) -> Outcome {
    let path = format!("//button[normalize-space(.)='{text}']");
    click(browser, By::XPath(path.as_str())).await
}

/// Clicks; once more when the view was drawn anew between finding and clicking.
async fn click(browser: &Browser, by: By) -> Outcome {
    loop {
        let element = browser.driver.query(by.clone()).first().await?;
        match element.click().await {
            Err(error) if error.to_string().contains("stale") => {}
            outcome => return Ok(outcome?),
        }
    }
}

/// Points at the element with the pointer; leaves and enters the sidebar around it.
async fn point(stage: &Stage, field: &str, element: &str, value: &str) -> Outcome {
    press(&stage.browser, &format!("#point-{field}")).await?;
    stage.browser.driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until("document.querySelector('hookline-pointer')")
        .await?;
    press(&stage.browser, element).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.find_text(value).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_taught_on_one_record_and_read_on_the_next() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    driver.goto(format!("{ORIGIN}/kunden/1")).await?;
    Sidebar::enter(&stage.browser).await?;
    press(&stage.browser, "a[href='teach.html']").await?;
    choose(&stage.browser, "Teach this page").await?;
    point(
        &stage,
        "company",
        ".row:nth-child(2) .wert",
        "Northwind Robotics",
    )
    .await?;
    point(&stage, "person", "[data-feld=person]", "Maren Okafor").await?;

    // An address is wanted and a name is shown: said at once, in plain words.
    press(&stage.browser, "#point-email").await?;
    driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until("document.querySelector('hookline-pointer')")
        .await?;
    press(&stage.browser, "[data-feld=person]").await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.find_text("That is not an e-mail address").await?;

    // With the keyboard alone: arrow keys move from text to text, Enter takes it.
    press(&stage.browser, "#point-email").await?;
    driver.enter_default_frame().await?;
    stage
        .browser
        .wait_until("document.querySelector('hookline-pointer')")
        .await?;
    let mut keys = driver.action_chain();
    for _ in 0..7 {
        keys = keys.send_keys(Key::Down + "");
    }
    keys.send_keys(Key::Enter + "").perform().await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar
        .find_text("maren.okafor@northwind-robotics.example")
        .await?;
    sidebar.find_text("Now open another record").await?;
    sidebar.leave().await?;

    // The second record has one row more, and another number in its heading.
    driver.execute("go('/kunden/2');", Vec::new()).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.find_text("Works on a second record").await?;
    sidebar.find_text("priya@northwind-traders.example").await?;
    choose(&stage.browser, "Save").await?;
    sidebar.find_text("Saved").await?;
    sidebar.leave().await?;

    driver.goto(format!("{ORIGIN}/kunden/2")).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Traders").await?;
    sidebar.find_text("Priya Castellan").await?;
    sidebar.leave().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taught_page_is_edited_and_a_bad_selector_costs_its_part_alone() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    let teach = stage.browser.extension_page("teach.html");
    stage.browser.open(&teach).await?;
    let adapter = json!({
        "format": 1, "name": "kartei", "title": "Kartei", "hosts": ["kartei.seller.example"],
        "views": [{ "view": "record", "path": ["/kunden/*"],
            "fields": { "company": [{ "css": "h2[[" }, { "label": ["Name der Firma"] }] }, "expect": ["company"] }],
    });
    driver
        .execute_async(
            "const [key, adapter, done] = arguments; chrome.storage.local.set({ [key]: adapter }).then(() => done(true));",
            vec![json!(format!("adapter:{ORIGIN}")), adapter],
        )
        .await?;
    stage
        .browser
        .wait_until("document.body.innerText.includes('Kartei')")
        .await?;
    choose(&stage.browser, "Edit").await?;
    choose(&stage.browser, "Save").await?;
    stage
        .browser
        .wait_until("document.body.innerText.includes('Saved')")
        .await?;
    driver.goto(format!("{ORIGIN}/kunden/1")).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar.leave().await?;

    stage.browser.open(&teach).await?;
    choose(&stage.browser, "Edit").await?;
    let area = driver.query(By::Css("#adapter-text")).first().await?;
    area.clear().await?;
    area.send_keys("{ \"format\": 1").await?;
    choose(&stage.browser, "Save").await?;
    stage
        .browser
        .wait_until("document.querySelector('.pages-problems')?.innerText.trim()")
        .await?;
    choose(&stage.browser, "Remove").await?;
    stage
        .browser
        .wait_until("document.body.innerText.includes('Removed, with its permission')")
        .await?;
    stage.end().await
}

/// What `script` gives once it gives something; both may be promises.
async fn eventually(browser: &Browser, script: &str) -> Outcome<String> {
    browser.wait_until(script).await?;
    let value = browser
        .driver
        .execute(format!("return {script};"), Vec::new())
        .await?;
    Ok(value.json().as_str().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taught_page_goes_into_a_file_and_comes_back_on_another_machine() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    let teach = stage.browser.extension_page("teach.html");
    stage.browser.open(&teach).await?;
    let adapter = json!({
        "format": 1, "name": "kartei", "title": "Kartei", "hosts": ["kartei.seller.example"],
        "views": [{ "view": "record", "path": ["/kunden/*"],
            "fields": { "company": [{ "label": ["Name der Firma"] }] }, "expect": ["company"] }],
    });
    driver
        .execute_async(
            "const [key, adapter, done] = arguments; chrome.storage.local.set({ [key]: adapter }).then(() => done(true));",
            vec![json!(format!("adapter:{ORIGIN}")), adapter.clone()],
        )
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('[aria-label=\"Save as file: Kartei\"]')")
        .await?;
    // The file that a click would save, taken from where the browser takes it.
    driver
        .execute(
            "const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => { document.body.dataset.saved = text; }); return make.call(URL, blob); };\
             HTMLAnchorElement.prototype.click = function () { document.body.dataset.name = this.download; };",
            Vec::new(),
        )
        .await?;
    press(&stage.browser, "[aria-label='Save as file: Kartei']").await?;
    let saved = eventually(&stage.browser, "document.body.dataset.saved").await?;
    let name = eventually(&stage.browser, "document.body.dataset.name").await?;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&saved)?, adapter);
    assert_eq!(name, "kartei.hookline-page.json");

    driver
        .execute_async(
            "const [key, done] = arguments; chrome.storage.local.remove(key).then(() => done(true));",
            vec![json!(format!("adapter:{ORIGIN}"))],
        )
        .await?;
    stage
        .browser
        .wait_until("!document.querySelector('[aria-label=\"Save as file: Kartei\"]')")
        .await?;
    let folder = tempfile::tempdir()?;
    for (file, text, said) in [
        (
            "broken.json",
            "{ \"format\": 1".to_owned(),
            "file could not be used",
        ),
        (&*name, saved, "Kartei"),
    ] {
        let path = folder.path().join(file);
        std::fs::write(&path, text)?;
        driver
            .query(By::Css("#adapter-file"))
            .first()
            .await?
            .send_keys(path.to_string_lossy().into_owned())
            .await?;
        if said == "Kartei" {
            stage
                .browser
                .wait_until("document.querySelector('[aria-label=\"Save as file: Kartei\"]')")
                .await?;
        } else {
            stage
                .browser
                .wait_until("document.querySelector('.pages-note')?.innerText.trim() && document.querySelector('.pages-problems')?.innerText.trim()")
                .await?;
        }
    }
    driver.goto(format!("{ORIGIN}/kunden/1")).await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", "Northwind Robotics").await?;
    sidebar.leave().await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_is_asked_for_alone_and_in_the_click() -> Outcome {
    let stage = Stage::empty(Options::default()).await?;
    let page = stage
        .browser
        .extension_page(&format!("teach.html#{}", "https%3A%2F%2Fother.example"));
    stage.browser.open(&page).await?;
    stage
        .browser
        .wait_until("document.querySelector('.pages-permission')?.innerText.includes('https://other.example')")
        .await?;
    // Nobody can answer the browser's own question in a test: what it is asked is heard instead.
    stage
        .browser
        .driver
        .execute(
            "chrome.permissions.request = (wish) => { document.body.dataset.asked = JSON.stringify([wish, navigator.userActivation?.isActive ?? true]); return Promise.resolve(false); };",
            Vec::new(),
        )
        .await?;
    press(&stage.browser, ".pages-permission .main-button").await?;
    let asked = eventually(&stage.browser, "document.body.dataset.asked").await?;
    assert_eq!(asked, r#"[{"origins":["https://other.example/*"]},true]"#);
    stage
        .browser
        .wait_until("document.querySelector('.pages-note')?.innerText.includes('may not read https://other.example')")
        .await?;
    stage.end().await
}
