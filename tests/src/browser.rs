//! Chromium with the extension, driven through chromedriver.

use crate::{Hosts, Outcome, PATIENCE};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How a browser is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Shows the window; without it the browser has no display.
    pub visible: bool,
    /// Size of the window in pixels; 1280 x 900 when `None`.
    pub size: Option<(u32, u32)>,
    /// Prefers the dark scheme.
    pub dark: bool,
    /// Chromium flags beside the usual ones.
    pub flags: Vec<String>,
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
    /// Starts Chromium with a profile folder, which may hold an earlier session's data.
    ///
    /// # Errors
    /// When chromedriver or Chromium cannot be started, or `dist/chrome` is not built.
    pub async fn start(hosts: &Hosts, profile: &Path, options: Options) -> Outcome<Self> {
        let extension_folder = extension_folder()?;
        let (service, address) = start_driver().await?;
        let capabilities = capabilities(hosts.port(), profile, &extension_folder, &options)?;
        let driver = WebDriver::new(&address, capabilities).await?;
        let extension = extension_id(&extension_folder);
        Ok(Self {
            driver,
            profile: profile.to_owned(),
            port: hosts.port(),
            options,
            service,
            extension,
        })
    }

    /// Address of a page of the extension.
    #[must_use]
    pub fn extension_page(&self, path: &str) -> String {
        format!("chrome-extension://{}/{path}", self.extension)
    }

    /// Kills the browser without a warning (SIGKILL) and starts it again with the same profile.
    ///
    /// # Errors
    /// When it cannot be started again.
    pub async fn kill_and_restart(mut self) -> Outcome<Self> {
        kill_processes_of(&self.profile)?;
        self.service.kill().await?;
        // The session died with the browser; quitting it would only wait for it.
        self.driver.leak()?;
        let extension_folder = extension_folder()?;
        let (service, address) = start_driver().await?;
        let capabilities =
            capabilities(self.port, &self.profile, &extension_folder, &self.options)?;
        let driver = WebDriver::new(&address, capabilities).await?;
        Ok(Self {
            driver,
            service,
            ..self
        })
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

fn extension_folder() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist/chrome");
    folder
        .canonicalize()
        .map_err(|_| "dist/chrome is not built: run `cargo xtask build`".into())
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

/// Starts chromedriver on a port of its own choice and reads the port from its greeting.
async fn start_driver() -> Outcome<(Child, String)> {
    let mut service = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("chromedriver: {error}; run `cargo xtask setup`"))?;
    let stdout = service.stdout.take().ok_or("chromedriver has no output")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, rest)) = line.split_once("started successfully on port ") {
            let port: u16 = rest.trim_end_matches('.').parse()?;
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((service, format!("http://127.0.0.1:{port}")));
        }
    }
    Err("chromedriver ended before it was ready".into())
}

fn capabilities(
    port: u16,
    profile: &Path,
    extension: &Path,
    options: &Options,
) -> Outcome<ChromeCapabilities> {
    let (width, height) = options.size.unwrap_or((1280, 900));
    let mut capabilities = DesiredCapabilities::chrome();
    let mut flags = vec![
        format!("--user-data-dir={}", profile.display()),
        format!("--load-extension={}", extension.display()),
        format!("--window-size={width},{height}"),
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
    if !options.visible {
        flags.push("--headless=new".to_owned());
    }
    if options.dark {
        flags.push("--force-dark-mode".to_owned());
    }
    // Chromium refuses its sandbox to root, as which CI runs.
    if std::env::var("USER").is_ok_and(|user| user == "root")
        || std::env::var_os("CI").is_some()
        || is_root()
    {
        flags.push("--no-sandbox".to_owned());
    }
    flags.extend(options.flags.iter().cloned());
    for flag in &flags {
        capabilities.add_arg(flag)?;
    }
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

/// SIGKILL for every process that was started with that profile.
fn kill_processes_of(profile: &Path) -> Outcome {
    let mark = format!("--user-data-dir={}", profile.display());
    for entry in std::fs::read_dir("/proc")? {
        let folder = entry?.path();
        let Ok(command) = std::fs::read(folder.join("cmdline")) else {
            continue;
        };
        if String::from_utf8_lossy(&command).contains(&mark) {
            let id = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            std::process::Command::new("kill")
                .args(["-9", &id])
                .status()?;
        }
    }
    // The lock names a process that is gone.
    for lock in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
        let _ = std::fs::remove_file(profile.join(lock));
    }
    Ok(())
}
