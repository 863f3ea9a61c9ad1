//! Chromium through chromedriver.

use super::{Options, driver};
use crate::{Outcome, PATIENCE};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::Path;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities};
use tokio::process::Child;

/// Starts chromedriver and Chromium; gives the extension's origin too.
pub(super) async fn start(
    port: u16,
    profile: &Path,
    extension: &Path,
    options: &Options,
) -> Outcome<(Child, WebDriver, String)> {
    let (service, address) = driver::start(
        "chromedriver",
        &["--port=0"],
        "started successfully on port ",
    )
    .await?;
    let is_new = !profile.join("Default").exists();
    let driver = WebDriver::new(&address, capabilities(port, profile, extension, options)?).await?;
    if is_new && !options.bare {
        close_first_run(&driver).await?;
    }
    // Without a window manager nothing gives the window its focus, and a page without focus gets no
    // focus events.
    driver
        .cdp()
        .send_raw(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
    Ok((
        service,
        driver,
        format!("chrome-extension://{}", extension_id(extension)),
    ))
}

/// Waits for the tab that the extension opens when it is installed, and closes it: a page behind
/// another tab is drawn and read at a slower pace. Chromedriver does not list that tab.
async fn close_first_run(driver: &WebDriver) -> Outcome {
    let limit = std::time::Instant::now() + PATIENCE;
    while std::time::Instant::now() < limit {
        let targets = driver
            .cdp()
            .send_raw("Target.getTargets", json!({}))
            .await?;
        let first_run = targets["targetInfos"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|target| {
                target["type"] == "page"
                    && target["url"]
                        .as_str()
                        .is_some_and(|url| url.ends_with("workspace.html#first-run"))
            });
        if let Some(target) = first_run {
            driver
                .cdp()
                .send_raw(
                    "Target.closeTarget",
                    json!({ "targetId": target["targetId"] }),
                )
                .await?;
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err("the extension did not open its first-run tab".into())
}

/// Chromium derives the id of an unpacked extension from its folder: the first 16 bytes of the
/// path's SHA-256, each half byte as a letter from a to p.
fn extension_id(folder: &Path) -> String {
    let digest = Sha256::digest(folder.to_string_lossy().as_bytes());
    digest
        .iter()
        .take(16)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b'a' + half))
        .collect()
}

fn capabilities(
    port: u16,
    profile: &Path,
    extension: &Path,
    options: &Options,
) -> Outcome<ChromeCapabilities> {
    let (width, height) = options.size;
    let mut flags = vec![
        format!("--user-data-dir={}", profile.display()),
        format!("--window-size={width},{height}"),
        // Every host is the local server; anything else has no address.
        format!(
            "--host-resolver-rules=MAP *:443 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        ),
        "--ignore-certificate-errors".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--lang=en-US".to_owned(),
    ];
    if options.calm {
        flags.push("--force-prefers-reduced-motion".to_owned());
    }
    if !options.bare {
        flags.push(format!("--load-extension={}", extension.display()));
    }
    if !options.visible {
        flags.push("--headless=new".to_owned());
    }
    if options.dark {
        flags.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    if is_root() {
        // Chromium refuses its sandbox to root, as which CI runs.
        flags.push("--no-sandbox".to_owned());
    }
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in &flags {
        capabilities.add_arg(flag)?;
    }
    // Chromium starts an unpacked extension again after its own reload only for a developer.
    capabilities
        .add_experimental_option("prefs", json!({ "extensions.ui.developer_mode": true }))?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    for program in ["/usr/bin/chromium", "/usr/bin/chromium-browser"] {
        if Path::new(program).exists() {
            capabilities.set_binary(program)?;
            break;
        }
    }
    Ok(capabilities)
}

fn is_root() -> bool {
    std::process::Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}
