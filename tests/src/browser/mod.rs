//! A real browser with the extension, driven over WebDriver.

mod chromium;
mod console;
mod driver;
mod firefox;

use crate::{Hosts, Outcome, PATIENCE};
use serde_json::json;
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;
use tokio::process::Child;

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chromium with `dist/chrome`.
    Chromium,
    /// Firefox with `dist/firefox`.
    Firefox,
}

impl Kind {
    /// The browser that `HOOKLINE_BROWSER` names; Chromium where it names none.
    #[must_use]
    pub fn from_environment() -> Self {
        match std::env::var("HOOKLINE_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            _ => Self::Chromium,
        }
    }

    /// The extension's folder for this browser.
    fn extension_folder(self) -> Outcome<PathBuf> {
        let name = if self == Self::Chromium {
            "chrome"
        } else {
            "firefox"
        };
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../dist")
            .join(name)
            .canonicalize()
            .map_err(|_| format!("dist/{name} is not built: run `cargo xtask build`").into())
    }
}

/// How a browser is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which browser; the one that `HOOKLINE_BROWSER` names by default.
    pub kind: Kind,
    /// Shows the window; without it the browser has no display.
    pub visible: bool,
    /// Size of the window in pixels.
    pub size: (u32, u32),
    /// Prefers the dark scheme.
    pub dark: bool,
    /// Asks for reduced motion.
    pub calm: bool,
    /// Origins beside the fixed hosts that the rep has let Hookline read.
    pub granted: Vec<String>,
    /// Optional permissions that the rep has given, such as `notifications`.
    pub permitted: Vec<String>,
    /// Leaves the extension out, to measure what it costs (Chromium).
    pub bare: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            kind: Kind::from_environment(),
            visible: false,
            size: (1280, 900),
            dark: false,
            calm: false,
            granted: Vec::new(),
            permitted: Vec::new(),
            bare: false,
        }
    }
}

/// A running browser. [`quit`](Self::quit) it at the end of the test; dropping it kills it.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    profile: PathBuf,
    port: u16,
    options: Options,
    service: Child,
    extension: String,
}

impl Browser {
    /// Starts the browser with a profile folder, which may hold an earlier session's data.
    ///
    /// # Errors
    /// When the driver or the browser cannot be started, or the extension is not built.
    pub async fn start(hosts: &Hosts, profile: &Path, options: Options) -> Outcome<Self> {
        Self::start_on(hosts.port(), profile, options).await
    }

    async fn start_on(port: u16, profile: &Path, options: Options) -> Outcome<Self> {
        let mut folder = options.kind.extension_folder()?;
        if !(options.granted.is_empty() && options.permitted.is_empty()) {
            folder = with_consent(&folder, &options, profile)?;
        }
        let (service, driver, extension) = match options.kind {
            Kind::Chromium => chromium::start(port, profile, &folder, &options).await?,
            Kind::Firefox => firefox::start(port, profile, &folder, &options).await?,
        };
        driver.set_script_timeout(PATIENCE).await?;
        Ok(Self {
            driver,
            profile: profile.to_owned(),
            port,
            options,
            service,
            extension,
        })
    }

    /// Address of a page of the extension.
    #[must_use]
    pub fn extension_page(&self, path: &str) -> String {
        format!("{}/{path}", self.extension)
    }

    /// Opens an address in the present tab: a host's, or one of the extension's own pages.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(&self, url: &str) -> Outcome {
        if url.starts_with("moz-extension:") {
            return firefox::open(&self.driver, url).await;
        }
        self.driver.goto(url).await?;
        Ok(())
    }

    /// Lets content scripts into an origin, as after the rep's consent. Must be called on a page of
    /// the extension.
    ///
    /// # Errors
    /// When the extension refuses.
    pub async fn watch_site(&self, origin: &str) -> Outcome {
        let script = "const [origin, done] = arguments; chrome.runtime.sendMessage({ v: 1, type: 'watch-site', origin }).then(done, (error) => done(String(error)));";
        let answer = self
            .driver
            .execute_async(script, vec![json!(origin)])
            .await?;
        if answer.json()["ok"] == true {
            return Ok(());
        }
        Err(format!("{origin}: {}", answer.json()).into())
    }

    /// Brings the session's tab before the tab that the extension opens when it is installed: a page
    /// behind another is drawn and read at a slower pace.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn to_front(&self) -> Outcome {
        if self.options.kind == Kind::Chromium {
            self.driver
                .cdp()
                .send_raw("Page.bringToFront", json!({}))
                .await?;
        }
        Ok(())
    }

    /// Makes the page as narrow as that, in pixels (Firefox: as narrow as its window can be).
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn narrow(&self, width: u32) -> Outcome {
        if self.options.kind == Kind::Firefox {
            self.driver.set_window_rect(0, 0, width, 900).await?;
            return Ok(());
        }
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.driver
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", size)
            .await?;
        Ok(())
    }

    /// Errors that scripts of the extension left in the console of the present tab: none, if all is well.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn complaints(&self) -> Outcome<Vec<String>> {
        console::complaints(self.options.kind, &self.driver, &self.extension).await
    }

    /// Takes a host from the extension and lets its next question be answered with yes, as a rep does in
    /// Firefox's own settings and dialogue (Firefox alone lets one take away what a manifest asks for).
    ///
    /// # Errors
    /// When the browser does not answer, or is not Firefox.
    pub async fn revoke(&self, pattern: &str) -> Outcome {
        firefox::revoke(&self.driver, pattern).await
    }

    /// Opens the browser's own panel with the extension in it: the side panel of Chromium, the sidebar
    /// of Firefox. In Chromium that takes a click's worth of leave, so it must be called on a page of
    /// the extension.
    ///
    /// # Errors
    /// When the browser does not open it.
    pub async fn open_panel(&self) -> Outcome {
        if self.options.kind == Kind::Firefox {
            return firefox::open_panel(&self.driver).await;
        }
        let call = json!({
            "expression": "chrome.sidePanel.open({ windowId: window.ownWindow }).then(() => 'open', String)",
            "userGesture": true, "awaitPromise": true, "returnByValue": true,
        });
        self.driver
            .execute_async(
                "const done = arguments[0]; chrome.windows.getCurrent().then(({ id }) => { window.ownWindow = id; done(id); });",
                Vec::new(),
            )
            .await?;
        let opened = self.driver.cdp().send_raw("Runtime.evaluate", call).await?;
        if opened["result"]["value"] == "open" {
            return Ok(());
        }
        Err(format!("the side panel did not open: {opened}").into())
    }

    /// The text on the clipboard. Leaves the present page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn clipboard(&self) -> Outcome<String> {
        if self.options.kind == Kind::Firefox {
            return firefox::clipboard(&self.driver).await;
        }
        // A page of the extension, given the permission by the test alone, reads what is there.
        let permissions =
            json!({ "permissions": ["clipboardReadWrite"], "origin": self.extension });
        self.driver
            .cdp()
            .send_raw("Browser.grantPermissions", permissions)
            .await?;
        self.open(&self.extension_page("workspace.html")).await?;
        let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done(String(error)));";
        let text = self.driver.execute_async(script, Vec::new()).await?;
        Ok(text.json().as_str().unwrap_or_default().to_owned())
    }

    /// Kills the browser without a warning (SIGKILL) and starts it again with the same profile.
    ///
    /// # Errors
    /// When it cannot be started again.
    pub async fn kill_and_restart(mut self) -> Outcome<Self> {
        driver::kill_processes_of(&self.profile)?;
        self.service.kill().await?;
        // The session died with the browser; quitting it would only wait for it.
        self.driver.leak()?;
        Self::start_on(self.port, &self.profile, self.options).await
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn quit(mut self) -> Outcome {
        self.driver.quit().await?;
        self.service.kill().await?;
        Ok(())
    }

    /// Writes a picture of the page that is shown.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn screenshot(&self, file: &Path) -> Outcome {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        self.driver.screenshot(file).await?;
        Ok(())
    }

    /// Waits for an element and clicks it by script, wherever it stands.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn click(&self, selector: &str) -> Outcome {
        self.wait_until(&format!("document.querySelector({selector:?})"))
            .await?;
        let script = "const found = document.querySelector(arguments[0]); found.scrollIntoView({block: 'center'}); found.click();";
        self.driver.execute(script, vec![json!(selector)]).await?;
        Ok(())
    }

    /// Waits for an element, gives it the focus and presses Enter on it.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn enter(&self, selector: &str) -> Outcome {
        self.wait_until(&format!("document.querySelector({selector:?})"))
            .await?;
        let focus = "document.querySelector(arguments[0]).focus();";
        self.driver.execute(focus, vec![json!(selector)]).await?;
        self.driver
            .active_element()
            .await?
            .send_keys("\u{e007}")
            .await?;
        Ok(())
    }

    /// Waits for a field or a list and gives it a value, as a rep who leaves it does.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`], or a list has no such choice.
    pub async fn fill(&self, selector: &str, value: &str) -> Outcome {
        self.wait_until(&format!("document.querySelector({selector:?})"))
            .await?;
        let script = "const [selector, value] = arguments; const field = document.querySelector(selector); field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true })); return field.value;";
        let arguments = vec![json!(selector), json!(value)];
        let kept = self.driver.execute(script, arguments).await?;
        if kept.json() == value {
            return Ok(());
        }
        Err(format!("{selector} does not take {value}").into())
    }

    /// Waits for an element and gives the text that is seen of it.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        self.wait_until(&format!("document.querySelector({selector:?})"))
            .await?;
        let script = "return document.querySelector(arguments[0]).innerText;";
        let found = self.driver.execute(script, vec![json!(selector)]).await?;
        Ok(found.json().as_str().unwrap_or_default().to_owned())
    }

    /// Waits for a button of the page's main part with that text, and clicks it.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`], or it cannot be clicked.
    pub async fn press(&self, text: &str) -> Outcome {
        let path = format!("//main//button[normalize-space(.)={text:?}]");
        let button = self
            .driver
            .query(By::XPath(path.as_str()))
            .wait(PATIENCE, std::time::Duration::from_millis(50))
            .first()
            .await
            .map_err(|error| format!("no button {text}: {error}"))?;
        button.scroll_into_view().await?;
        button.click().await?;
        Ok(())
    }

    /// Waits until a script's result is true.
    ///
    /// # Errors
    /// When it does not become true within [`PATIENCE`].
    pub async fn wait_until(&self, script: &str) -> Outcome {
        let limit = std::time::Instant::now() + PATIENCE;
        loop {
            let result = self
                .driver
                .execute(format!("return !!({script});"), Vec::new())
                .await?;
            if result.json().as_bool() == Some(true) {
                return Ok(());
            }
            if std::time::Instant::now() > limit {
                return Err(
                    format!("waited {} s in vain for: {script}", PATIENCE.as_secs()).into(),
                );
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}

/// A copy of the extension that has more hosts and permissions from the start: no test can answer the
/// browser's own question.
fn with_consent(extension: &Path, options: &Options, profile: &Path) -> Outcome<PathBuf> {
    let folder = profile.join("hookline-extension");
    copy(extension, &folder)?;
    let file = folder.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
    if let Some(hosts) = manifest["host_permissions"].as_array_mut() {
        let origins = options.granted.iter();
        hosts.extend(origins.map(|origin| json!(format!("{origin}/*"))));
    }
    if let Some(permissions) = manifest["permissions"].as_array_mut() {
        permissions.extend(options.permitted.iter().map(|name| json!(name)));
    }
    if let Some(optional) = manifest["optional_permissions"].as_array_mut() {
        optional.retain(|name| !options.permitted.iter().any(|given| name == given));
    }
    std::fs::write(file, manifest.to_string())?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let goal = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &goal)?;
        } else {
            std::fs::copy(entry.path(), goal)?;
        }
    }
    Ok(())
}
