//! Firefox through geckodriver.

use super::{Options, driver};
use crate::Outcome;
use std::path::Path;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Child;

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
    let (service, address) =
        driver::start(&program, &["--port", "0"], "Listening on 127.0.0.1:").await?;
    let proxy = start_proxy(port).await?;
    let (width, height) = options.size;
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_preferences(preferences(proxy, options.dark)?)?;
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
    let driver = WebDriver::new(&address, capabilities).await?;
    FirefoxTools::new(driver.handle().clone())
        .install_addon(&extension.to_string_lossy(), Some(true))
        .await?;
    Ok((service, driver, format!("moz-extension://{ORIGIN}")))
}

fn preferences(proxy: u16, dark: bool) -> Outcome<FirefoxPreferences> {
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
    preferences.set("ui.systemUsesDarkTheme", i32::from(dark))?;
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
