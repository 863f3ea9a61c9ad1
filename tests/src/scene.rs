//! A host page in one window, and a page of the extension in another that stands in for the sidebar:
//! it speaks to the content script over the same port, so every fact is seen as the sidebar gets it.

use crate::{Browser, Hosts, Options, Outcome, PATIENCE};
use serde_json::{Value, json};
use std::time::Instant;
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// Connects to the content script of every other tab and keeps what it says.
const LISTEN: &str = r#"
const done = arguments[0];
(async () => {
  const me = await chrome.tabs.getCurrent();
  const others = (await chrome.tabs.query({})).filter((tab) => tab.id !== me.id);
  for (const port of window.ports ?? []) port.disconnect();
  const heard = { facts: null, draft: null, inserted: {} };
  const ports = new Set();
  window.heard = heard;
  window.ports = ports;
  const connect = (tab, tries) => {
    if (tries === 0 || window.ports !== ports) return;
    const port = chrome.tabs.connect(tab.id, { name: "hookline-page", frameId: 0 });
    ports.add(port);
    port.onMessage.addListener((message) => {
      if (message.type === "facts") heard.facts = message.facts;
      if (message.type === "draft") heard.draft = message;
      if (message.type === "inserted") heard.inserted[message.id] = message;
    });
    // The content script may not have come to that page yet.
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      ports.delete(port);
      setTimeout(connect, 100, tab, tries - 1);
    });
  };
  for (const tab of others) connect(tab, 50);
  done(true);
})();
"#;

/// Asks for an insertion and waits for the content script's word.
const INSERT: &str = r#"
const [request, done] = arguments;
const id = String(Math.random());
for (const port of ports) { try { port.postMessage({ v: 1, type: "insert", id, ...request }); } catch { /* that tab has no content script */ } }
const timer = setInterval(() => {
  if (!heard.inserted[id]) return;
  clearInterval(timer);
  done(heard.inserted[id]);
}, 10);
"#;

/// A host page in one window, and the stand-in for the sidebar in another.
pub struct Scene {
    /// The hosts.
    pub hosts: Hosts,
    /// The browser.
    pub browser: Browser,
    host_window: WindowHandle,
    listener_window: WindowHandle,
    _profile: TempDir,
}

impl Scene {
    /// Starts a browser and opens one host page in it.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn open(host: &str, path: &str, html: impl Into<String>) -> Outcome<Self> {
        let scene = Self::start(Options::default()).await?;
        scene.show(host, path, html).await?;
        Ok(scene)
    }

    /// Starts a browser; the origins in `options.granted` are watched as those a rep has added.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn start(options: Options) -> Outcome<Self> {
        let hosts = Hosts::start().await?;
        let profile = TempDir::new()?;
        let granted = options.granted.clone();
        let browser = Browser::start(&hosts, profile.path(), options).await?;
        let host_window = browser.driver.window().await?;
        let listener_window = browser.driver.new_window().await?;
        browser
            .driver
            .switch_to_window(listener_window.clone())
            .await?;
        browser
            .open(&browser.extension_page("workspace.html"))
            .await?;
        for origin in granted {
            browser.watch_site(&origin).await?;
        }
        Ok(Self {
            hosts,
            browser,
            host_window,
            listener_window,
            _profile: profile,
        })
    }

    /// Serves a page, opens it in the host window and listens to its content script.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn show(&self, host: &str, path: &str, html: impl Into<String>) -> Outcome {
        let bare = path.split(['?', '#']).next().unwrap_or(path);
        self.hosts.page(host, bare, html);
        self.visit(&format!("https://{host}{path}")).await
    }

    /// Opens an address in the host window and listens to its content script.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn visit(&self, url: &str) -> Outcome {
        let driver = &self.browser.driver;
        driver.switch_to_window(self.host_window.clone()).await?;
        // A change behind the `#` alone would load nothing anew.
        driver.goto("about:blank").await?;
        driver.goto(url).await?;
        self.listen().await
    }

    /// Listens to the content scripts of all tabs, from now on.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn listen(&self) -> Outcome {
        let driver = &self.browser.driver;
        driver
            .switch_to_window(self.listener_window.clone())
            .await?;
        driver.execute_async(LISTEN, Vec::new()).await?;
        Ok(())
    }

    /// Runs a script in the listener and gives its result.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn in_listener(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let driver = &self.browser.driver;
        driver
            .switch_to_window(self.listener_window.clone())
            .await?;
        Ok(driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs a script in the host page and gives its result.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn in_page(&self, script: &str) -> Outcome<Value> {
        let driver = &self.browser.driver;
        driver.switch_to_window(self.host_window.clone()).await?;
        Ok(driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Waits for the draft's report, which comes after the facts, and gives its token.
    ///
    /// # Errors
    /// When that does not come within [`PATIENCE`].
    pub async fn draft_token(&self) -> Outcome<Value> {
        self.in_listener("return null;", Vec::new()).await?;
        self.browser.wait_until("heard.draft").await?;
        self.in_listener("return heard.draft.draft;", Vec::new())
            .await
    }

    /// Waits until the facts hold every given field.
    ///
    /// # Errors
    /// When that does not come within [`PATIENCE`].
    pub async fn facts(&self, wanted: &Value) -> Outcome<Value> {
        let limit = Instant::now() + PATIENCE;
        loop {
            let facts = self.in_listener("return heard.facts;", Vec::new()).await?;
            if holds(&facts, wanted) {
                return Ok(facts);
            }
            if Instant::now() > limit {
                return Err(format!("wanted {wanted}, got {facts}").into());
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    /// Inserts into the open draft and gives the content script's word.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn insert(&self, place: &str, text: &str) -> Outcome<Value> {
        // The draft's report comes after the facts.
        self.in_listener("return null;", Vec::new()).await?;
        self.browser.wait_until("heard.draft?.open").await?;
        let token = self
            .in_listener("return heard.draft.draft;", Vec::new())
            .await?;
        self.insert_into(&token, place, text).await
    }

    /// Inserts into the draft of that token and gives the content script's word.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn insert_into(&self, token: &Value, place: &str, text: &str) -> Outcome<Value> {
        let driver = &self.browser.driver;
        driver
            .switch_to_window(self.listener_window.clone())
            .await?;
        let request = json!({ "draft": token, "where": place, "text": text });
        Ok(driver
            .execute_async(INSERT, vec![request])
            .await?
            .json()
            .clone())
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn end(self) -> Outcome {
        self.browser.quit().await?;
        drop(self.hosts);
        Ok(())
    }
}

/// True when every field of `wanted` is in `facts` with that value.
fn holds(facts: &Value, wanted: &Value) -> bool {
    wanted.as_object().is_some_and(|wanted| {
        wanted
            .iter()
            .all(|(name, value)| facts.get(name) == Some(value))
    })
}
