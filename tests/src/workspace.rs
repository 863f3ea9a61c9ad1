//! The workspace tab.

use crate::{Browser, Outcome};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

/// The workspace, and the engine behind it, asked over the same port as the views use.
pub struct Workspace<'browser> {
    browser: &'browser Browser,
}

/// Sends one request over an engine port and gives the reply; runs in a page of the extension.
const ASK: &str = r#"
const [body, done] = [arguments[0], arguments[arguments.length - 1]];
(async () => {
  const ready = await chrome.runtime.sendMessage({ v: 1, type: "ensure-engine" });
  if (!ready?.ok) { done({ failure: ready?.reason ?? "no answer" }); return; }
  const port = chrome.runtime.connect({ name: "hookline-engine" });
  port.onMessage.addListener((text) => {
    const message = JSON.parse(text);
    if (message.id === 4711) { port.disconnect(); done(message.body); }
  });
  port.postMessage(JSON.stringify({ v: 1, id: 4711, body }));
})();
"#;

impl<'browser> Workspace<'browser> {
    /// Opens the workspace in the present tab.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(browser: &'browser Browser, route: &str) -> Outcome<Self> {
        browser
            .open(&browser.extension_page(&format!("workspace.html{route}")))
            .await?;
        Ok(Self { browser })
    }

    /// Asks the engine.
    ///
    /// # Errors
    /// When the reply is an error, or none comes.
    pub async fn ask(&self, request: Value) -> Outcome<Value> {
        let reply = self
            .browser
            .driver
            .execute_async(ASK, vec![request.clone()])
            .await?
            .json()
            .clone();
        if reply.get("error").is_some() || reply.get("failure").is_some() {
            return Err(format!("{request}: {reply}").into());
        }
        Ok(reply)
    }

    /// Imports a CSV text as accounts or contacts, in one chunk.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub async fn import(&self, file_name: &str, kind: &str, text: &str) -> Outcome<Value> {
        let start = json!({"import_start": {"file_name": file_name, "kind": kind, "bytes_total": text.len()}});
        let import = self.ask(start).await?["import"]["import"].clone();
        self.ask(
            json!({"import_chunk": {"import": import, "data": BASE64.encode(text), "last": true}}),
        )
        .await
    }

    /// Reads a feed payload as if it came from an address.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub async fn feed(&self, url: &str, text: &str) -> Outcome<Value> {
        self.ask(json!({"feed_read": {"data": BASE64.encode(text), "url": url}}))
            .await
    }

    /// The date some days from today, as feeds write it.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn date(&self, days: i64) -> Outcome<String> {
        let script = "return new Date(Date.now() + arguments[0] * 86400000).toUTCString();";
        let date = self
            .browser
            .driver
            .execute(script, vec![json!(days)])
            .await?;
        Ok(date.json().as_str().ok_or("no date")?.to_owned())
    }
}
