//! The demo: the main job in Chromium, on a Gmail page served at its real origin.
//!
//! With a display the window stays open until it is closed. Without one the demo does the main job
//! itself and leaves pictures in `target/demo/`.

use hookline_tests::{Browser, Hosts, Kind, Options, Outcome, PATIENCE, Sidebar, page};
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::prelude::*;

const GMAIL: &str = "https://mail.google.com/mail/u/0/#inbox?compose=new";
const RECIPIENT: &str = "maren.okafor@tallgrass-robotics.example";

#[tokio::main]
async fn main() -> Outcome {
    let visible = has_display() && !std::env::args().any(|argument| argument == "--headless");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/demo");
    std::fs::create_dir_all(&folder)?;
    for (name, dark) in [("light", false), ("dark", true)] {
        show(visible, dark, &folder.join(name)).await?;
        if visible {
            break;
        }
    }
    if !visible {
        println!("demo: there is no display; the pictures are in target/demo");
    }
    Ok(())
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", target_os = "windows"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The main job once: load the sample, recognise, show, insert the opener, copy the link.
async fn show(visible: bool, dark: bool, pictures: &Path) -> Outcome {
    let hosts = Hosts::start().await?;
    hosts.page("mail.google.com", "/mail/u/0/", page("gmail.html")?);
    let profile = tempfile::TempDir::new()?;
    let options = Options {
        kind: Kind::Chromium,
        visible,
        dark,
        ..Options::default()
    };
    let browser = Browser::start(&hosts, profile.path(), options).await?;
    load_sample(&browser).await?;
    browser
        .screenshot(&picture(pictures, "1-workspace"))
        .await?;

    let driver = &browser.driver;
    driver.goto(GMAIL).await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(format!("{RECIPIENT}\n"))
        .await?;
    println!("demo: a Gmail draft to {RECIPIENT}");
    let sidebar = Sidebar::enter(&browser).await?;
    sidebar.text_with("Account", "Tallgrass Robotics").await?;
    sidebar.text_with("Openers", "Series B").await?;
    println!("demo: recognised Tallgrass Robotics");
    sidebar
        .leave()
        .await?
        .screenshot(&picture(pictures, "2-recognised"))
        .await?;

    if visible {
        println!("demo: try it; close the window to end");
        while driver.title().await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        return Ok(());
    }
    let sidebar = Sidebar::enter(&browser).await?;
    sidebar.button("Openers", "Insert").await?.click().await?;
    sidebar.leave().await?;
    browser
        .wait_until("document.querySelector('[g_editable=true]').innerText.includes('Series B')")
        .await?;
    println!("demo: the opener is in the draft");
    let sidebar = Sidebar::enter(&browser).await?;
    sidebar.button("News", "Copy link").await?.click().await?;
    println!("demo: the link is copied");
    sidebar
        .leave()
        .await?
        .screenshot(&picture(pictures, "3-inserted"))
        .await?;
    browser.quit().await
}

/// Opens the workspace as on the first day and takes its offer of the sample.
async fn load_sample(browser: &Browser) -> Outcome {
    browser
        .driver
        .goto(browser.extension_page("workspace.html"))
        .await?;
    let offer = "//button[contains(normalize-space(.), 'sample')]";
    browser
        .driver
        .query(By::XPath(offer))
        .wait(PATIENCE, Duration::from_millis(50))
        .first()
        .await?
        .click()
        .await?;
    browser
        .wait_until("document.body.innerText.includes('Tallgrass Robotics')")
        .await?;
    println!("demo: the sample workspace is loaded");
    Ok(())
}

fn picture(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.png"))
}
