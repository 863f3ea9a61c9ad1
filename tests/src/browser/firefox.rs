//! Firefox through geckodriver.
//!
//! WebDriver refuses to open a page of an extension in Firefox, so that is done from the browser's
//! own context, where the address bar's code lives. What a test then does in the page is WebDriver again.

use super::{Options, driver};
use crate::{Outcome, PATIENCE};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Child;

/// Debian's Firefox; elsewhere the driver finds the browser itself.
const FIREFOX_ESR: &str = "/usr/bin/firefox-esr";
/// Id of the extension, as in `manifest.json`.
const EXTENSION: &str = "hookline@hookline.invalid";
/// The origin that this profile gives it; by default it is drawn by chance.
const ORIGIN: &str = "3f6f1c66-7d0a-4a53-9c0b-5f0f54a0b1aa";

/// Starts geckodriver and Firefox, installs the extension; gives its origin too.
pub(super) async fn start(
    port: u16,
    profile: &Path,
    extension: &Path,
    options: &Options,
) -> Outcome<(Child, WebDriver, String)> {
    let geckodriver = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/bin/geckodriver");
    let program = if geckodriver.exists() {
        geckodriver.to_string_lossy().into_owned()
    } else {
        "geckodriver".to_owned()
    };
    let (service, address) = driver::start(
        &program,
        &["--port", "0", "--allow-system-access"],
        "Listening on 127.0.0.1:",
    )
    .await?;
    let proxy = start_proxy(port).await?;
    let (width, height) = options.size;
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_preferences(preferences(proxy, options)?)?;
    for argument in [
        "-profile",
        &profile.to_string_lossy(),
        "--width",
        &width.to_string(),
        "--height",
        &height.to_string(),
    ] {
        capabilities.add_arg(argument)?;
    }
    if !options.visible {
        capabilities.add_arg("-headless")?;
    }
    capabilities.accept_insecure_certs(true)?;
    if Path::new(FIREFOX_ESR).exists() {
        capabilities.set_firefox_binary(FIREFOX_ESR)?;
    }
    let driver = WebDriver::new(&address, capabilities).await?;
    FirefoxTools::new(driver.handle().clone())
        .install_addon(&extension.to_string_lossy(), Some(true))
        .await?;
    // A temporary extension counts as new at every start.
    close_first_run(&driver).await?;
    Ok((service, driver, format!("moz-extension://{ORIGIN}")))
}

/// Waits for the tab that the extension opens when it is installed, and closes it.
async fn close_first_run(driver: &WebDriver) -> Outcome {
    let closed = in_browser(
        driver,
        r#"
        const done = arguments[0];
        const limit = Date.now() + 20000;
        const look = () => {
          const tab = gBrowser.tabs.find((tab) => tab.linkedBrowser.currentURI.spec.endsWith("workspace.html#first-run"));
          if (tab) { gBrowser.removeTab(tab); done(true); }
          else if (Date.now() > limit) done(false);
          else setTimeout(look, 20);
        };
        look();
        "#,
        Vec::new(),
    )
    .await?;
    if closed == json!(true) {
        return Ok(());
    }
    Err("the extension did not open its first-run tab".into())
}

/// Opens an address of the extension in the tab that the driver stands in, and waits until it is there.
pub(super) async fn open(driver: &WebDriver, url: &str) -> Outcome {
    // The page that was there may have the same address, and must not be taken for the new one.
    driver.goto("about:blank").await?;
    in_browser(
        driver,
        r#"
        const [url, done] = arguments;
        gBrowser.selectedBrowser.fixupAndLoadURIString(url, { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
        done(true);
        "#,
        vec![json!(url)],
    )
    .await?;
    let limit = Instant::now() + PATIENCE;
    let there = "return location.href === arguments[0] && document.readyState === 'complete';";
    loop {
        // While one page gives way to the other, a script may find neither.
        if let Ok(answer) = driver.execute(there, vec![json!(url)]).await
            && answer.json() == &json!(true)
        {
            return Ok(());
        }
        if Instant::now() > limit {
            return Err(format!("{url} did not open").into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Takes a host from the extension; its next question for one is answered with yes.
pub(super) async fn revoke(driver: &WebDriver, pattern: &str) -> Outcome {
    let done = in_browser(
        driver,
        r#"
        const [id, pattern, done] = arguments;
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        Services.prefs.setBoolPref("extensions.webextOptionalPermissionPrompts", false);
        ExtensionPermissions.remove(id, { permissions: [], origins: [pattern] }, WebExtensionPolicy.getByID(id).extension)
          .then(() => done(true), (error) => done(String(error)));
        "#,
        vec![json!(EXTENSION), json!(pattern)],
    )
    .await?;
    if done == json!(true) {
        return Ok(());
    }
    Err(format!("{pattern} was not taken away: {done}").into())
}

/// Shows the extension in the browser's sidebar.
pub(super) async fn open_panel(driver: &WebDriver) -> Outcome {
    let done = in_browser(
        driver,
        r#"
        const [id, done] = arguments;
        const command = id.replace(/[^a-z0-9_-]/gi, "_") + "-sidebar-action";
        SidebarController.show(command).then((shown) => done(shown === false ? "not shown" : true), (error) => done(String(error)));
        "#,
        vec![json!(EXTENSION)],
    )
    .await?;
    if done == json!(true) {
        return Ok(());
    }
    Err(format!("the sidebar did not open: {done}").into())
}

/// The text on the clipboard.
pub(super) async fn clipboard(driver: &WebDriver) -> Outcome<String> {
    let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done(String(error)));";
    let text = in_browser(driver, script, Vec::new()).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Runs a script in the browser's own context, as its address bar and menus do. The last argument of
/// the script is the function that takes its result.
pub(super) async fn in_browser(
    driver: &WebDriver,
    script: &str,
    arguments: Vec<Value>,
) -> Outcome<Value> {
    driver.handle().cmd(SetContext("chrome")).await?;
    let answer = driver.execute_async(script, arguments).await;
    driver.handle().cmd(SetContext("content")).await?;
    Ok(answer?.json().clone())
}

/// Firefox's own command: whether scripts run in the page (`content`) or in the browser (`chrome`).
#[derive(Debug)]
struct SetContext(&'static str);

impl FormatRequestData for SetContext {
    fn format_request(&self, session: &thirtyfour::SessionId) -> thirtyfour::RequestData {
        thirtyfour::RequestData::new(
            axum::http::Method::POST,
            format!("/session/{session}/moz/context"),
        )
        .add_body(json!({ "context": self.0 }))
    }
}

fn preferences(proxy: u16, options: &Options) -> Outcome<FirefoxPreferences> {
    let mut preferences = FirefoxPreferences::new();
    preferences.set(
        "extensions.webextensions.uuids",
        format!("{{\"{EXTENSION}\":\"{ORIGIN}\"}}"),
    )?;
    // A temporary extension is installed anew at every start; its data stays.
    preferences.set("extensions.webextensions.keepStorageOnUninstall", true)?;
    preferences.set("extensions.webextensions.keepUuidOnUninstall", true)?;
    preferences.set("network.proxy.type", 1)?;
    preferences.set("network.proxy.ssl", "127.0.0.1")?;
    preferences.set("network.proxy.ssl_port", proxy)?;
    preferences.set("intl.locale.requested", "en-US")?;
    preferences.set("ui.systemUsesDarkTheme", i32::from(options.dark))?;
    preferences.set("ui.prefersReducedMotion", i32::from(options.calm))?;
    Ok(preferences)
}

/// A proxy that takes every `CONNECT` to the local server, whatever host it names.
async fn start_proxy(server: u16) -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(tunnel(client, server));
        }
    });
    Ok(port)
}

async fn tunnel(client: TcpStream, server: u16) -> std::io::Result<()> {
    let mut client = BufReader::new(client);
    let mut line = String::new();
    while client.read_line(&mut line).await? > 2 {
        line.clear();
    }
    let mut upstream = TcpStream::connect(("127.0.0.1", server)).await?;
    client
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .await?;
    tokio::io::copy_bidirectional(&mut client, &mut upstream).await?;
    Ok(())
}
