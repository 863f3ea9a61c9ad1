//! axe-core finds nothing on the sidebar and the workspace, narrow and wide, light and dark.

use hookline_tests::{Kind, Options, Outcome, Sidebar, Stage, Workspace};
use serde_json::json;
use std::path::Path;
use thirtyfour::prelude::*;

const ROUTES: &[&str] = &[
    "",
    "#/accounts",
    "#/portfolios",
    "#/models",
    "#/models/0",
    "#/quality",
    "#/feed",
    "#/cadences",
    "#/library",
    "#/practice",
    "#/changes",
    "#/import",
    "#/sources",
    "#/corrections",
    "#/settings",
    "#/privacy",
    "#/backup",
];

/// Runs axe-core in the frame that is shown and gives what it objects to.
async fn violations(stage: &Stage) -> Outcome<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&file)
        .map_err(|_| "axe-core is missing: run `cargo xtask setup`")?;
    let script = format!(
        "{source}; const done = arguments[arguments.length - 1];\
         axe.run(document, {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }})\
           .then((result) => done(result.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))),\
                 (error) => done([String(error)]));"
    );
    let found = stage
        .browser
        .driver
        .execute_async(script, Vec::new())
        .await?;
    Ok(serde_json::from_value(found.json().clone())?)
}

async fn whole_app(options: Options) -> Outcome {
    let stage = Stage::furnished(options).await?;
    let mut found = Vec::new();
    for route in ROUTES {
        Workspace::open(&stage.browser, route).await?;
        stage
            .browser
            .wait_until("document.querySelector('main, [role=main]')")
            .await?;
        for violation in violations(&stage).await? {
            found.push(format!("workspace {route}: {violation}"));
        }
    }
    found.extend(lists_and_models(&stage).await?);
    stage.serve_gmail()?;
    stage
        .browser
        .driver
        .goto("https://mail.google.com/mail/u/0/#inbox?compose=new")
        .await?;
    stage
        .browser
        .driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys("maren.okafor@northwind-robotics.example".to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    for violation in violations(&stage).await? {
        found.push(format!("sidebar: {violation}"));
    }
    found.extend(page_of_pages(&stage).await?);
    assert_eq!(found, Vec::<String>::new(), "{}", json!(found));
    stage.end().await
}

/// What opens within a page of the workspace: its route, what is clicked in turn, what stands there then.
const SCREENS: &[(&str, &[&str], &str)] = &[
    (
        "#/quality",
        &[".duplicates .list li button"],
        ".duplicates .main-button",
    ),
    (
        "#/portfolios",
        &[".tools input[type=checkbox]"],
        ".outliers",
    ),
    (
        "#/portfolios",
        &[
            ".tile[data-column=Stage] button[title=won]",
            "[data-tab=contrast]",
        ],
        "[data-label=predictive] tbody tr",
    ),
    (
        "#/portfolios",
        &["[data-tab=alike]"],
        ".tab-panel .figures-line",
    ),
    (
        "#/portfolios",
        &["[data-tab=market]"],
        ".tab-panel tbody tr",
    ),
    ("#/portfolios", &["[data-tab=personas]"], ".persona-name"),
    (
        "#/portfolios",
        &["[data-tab=committee]"],
        ".tab-panel tbody tr",
    ),
    (
        "#/portfolios",
        &["[data-tab=churn]", ".tab-panel .cards summary"],
        ".tab-panel details[open]",
    ),
    (
        "#/portfolios",
        &[".tile[data-column=stars] summary"],
        ".tile details[open] tbody tr",
    ),
    (
        "#/models",
        &[".compare summary", ".outcomes-from summary"],
        ".compare .differences",
    ),
    (
        "#/models/1",
        &[".points-table input[type=checkbox]"],
        ".edits [data-effect=auc]",
    ),
    ("#/accounts/1", &[], ".became .receipt"),
];

/// The screens of lists, models and data quality: what axe-core finds, and what stands out of the window.
async fn lists_and_models(stage: &Stage) -> Outcome<Vec<String>> {
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    workspace
        .import("list.csv", "accounts", &hookline_tests::companies())
        .await?;
    let twins = "Name,Website,City,Phone\nAlder Robotics GmbH,alder.example,Ulm,+49 731 555100\nAlder Robotik GmbH,,Ulm,+49 731 555100\nFar Too Large AG,large.example,Ulm,\n";
    workspace.import("more.csv", "accounts", twins).await?;
    let giant = "Name,Website,Employees\nFar Too Large AG,large.example,9000000\n";
    workspace.import("sizes.csv", "accounts", giant).await?;
    workspace
        .import(
            "people.csv",
            "contacts",
            &hookline_tests::people("example", "GmbH"),
        )
        .await?;
    let side = |value: &str| json!({"view": {"filters": [{"column": "Stage", "choice": {"value": value}}]}});
    for (name, purpose, first, second) in [
        ("Deals", "fit", "won", "lost"),
        ("Who leaves", "churn", "lost", "won"),
    ] {
        let trained = workspace
            .ask(
                json!({"model": {"train": {"model": null, "name": name, "purpose": purpose,
                "first": side(first), "second": side(second), "ignored": []}}}),
            )
            .await?;
        let id = &trained["model"]["model"]["row"]["id"];
        workspace
            .ask(json!({"model": {"activate": {"model": id, "purpose": purpose}}}))
            .await?;
    }
    let mut found = Vec::new();
    for (route, clicks, shown) in SCREENS {
        Workspace::open(browser, "#/settings").await?;
        Workspace::open(browser, route).await?;
        for click in *clicks {
            browser.click(click).await?;
        }
        browser
            .wait_until(&format!("document.querySelector({shown:?})"))
            .await?;
        for violation in violations(stage).await? {
            found.push(format!("workspace {route} {clicks:?}: {violation}"));
        }
        let outside = browser.driver.execute(OUTSIDE, Vec::new()).await?;
        let outside: Vec<String> = serde_json::from_value(outside.json().clone())?;
        for one in outside {
            found.push(format!(
                "workspace {route} {clicks:?}: {one} stands out of the window"
            ));
        }
    }
    Ok(found)
}

/// Elements of the page's main part that no scrolling brings into the window.
const OUTSIDE: &str = "const width = document.documentElement.clientWidth; return [...document.querySelectorAll('main *')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && box.right > width + 1 && !one.closest('.scroll, svg, .sr'); }).slice(0, 5).map((one) => one.outerHTML.slice(0, 120));";

/// The page of pages: in the sidebar while a page is taught, and in a tab of its own while an adapter
/// with a fault is edited.
async fn page_of_pages(stage: &Stage) -> Outcome<Vec<String>> {
    let driver = &stage.browser.driver;
    let mut found = Vec::new();
    let mut look = async |place: &str| -> Outcome {
        let told = violations(stage).await?;
        found.extend(told.into_iter().map(|one| format!("{place}: {one}")));
        Ok(())
    };
    let press = async |path: &str| -> Outcome {
        let button = driver.query(By::XPath(path)).first().await?;
        button.click().await?;
        Ok(())
    };
    press("//a[@href='teach.html']").await?;
    stage
        .browser
        .wait_until("document.querySelector('.pages-table')")
        .await?;
    look("how this page is read").await?;
    press("//button[normalize-space(.)='Teach this page']").await?;
    stage
        .browser
        .wait_until("document.querySelector('#point-company')")
        .await?;
    look("teaching").await?;
    driver.enter_default_frame().await?;
    stage
        .browser
        .open(&stage.browser.extension_page("teach.html"))
        .await?;
    driver
        .execute_async(
            "const [adapter, done] = arguments; chrome.storage.local.set({ 'adapter:https://kartei.seller.example': adapter }).then(() => done(true));",
            vec![json!({ "format": 1, "name": "kartei", "title": "Kartei", "hosts": ["kartei.seller.example"],
                "views": [{ "view": "record", "path": ["/kunden/*"], "fields": { "company": ["h2[["] } }] })],
        )
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.pages-list li')")
        .await?;
    press("//button[normalize-space(.)='Edit']").await?;
    press("//div[@class='pages-edit']//button[normalize-space(.)='Save']").await?;
    look("pages taught").await?;
    Ok(found)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_to_object_to_in_light_and_wide() -> Outcome {
    whole_app(Options::default()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_to_object_to_in_dark_and_narrow() -> Outcome {
    whole_app(Options {
        dark: true,
        size: (1000, 800),
        ..Options::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_stands_out_of_a_window_of_320_pixels() -> Outcome {
    let stage = Stage::furnished(Options {
        dark: true,
        ..Options::default()
    })
    .await?;
    stage.browser.narrow(320).await?;
    if Kind::from_environment() == Kind::Chromium {
        stage.browser.wait_until("innerWidth === 320").await?;
    }
    let found = lists_and_models(&stage).await?;
    assert_eq!(found, Vec::<String>::new(), "{}", json!(found));
    stage.end().await
}
