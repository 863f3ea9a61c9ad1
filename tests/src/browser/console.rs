//! What scripts of the extension complained of in the console of a page.
//!
//! An exception that nobody catches in a content script is seen by no listener of the page, in whose
//! world it did not happen; only the browser's own console has it.

use super::{Kind, firefox};
use crate::Outcome;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;

/// Errors from scripts of the extension since the last call (Chromium) or the start (Firefox), as text.
pub(super) async fn complaints(
    kind: Kind,
    driver: &WebDriver,
    extension: &str,
) -> Outcome<Vec<String>> {
    if kind == Kind::Firefox {
        // Asking for a text that `_locales` may lack is no fault: names of a file's columns have none.
        let script = "const [origin, done] = arguments;\
             done(Services.console.getMessageArray()\
               .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & 1) && !one.errorMessage.startsWith('Unknown localization message') && one.sourceName.startsWith(origin))\
               .map((one) => one.toString()));";
        let said = firefox::in_browser(driver, script, vec![json!(extension)]).await?;
        return Ok(serde_json::from_value(said)?);
    }
    let answer = driver.handle().cmd(BrowserLog).await?;
    let log: Vec<Value> = answer.value()?;
    Ok(log
        .iter()
        .filter(|entry| entry["level"] == "SEVERE")
        .filter_map(|entry| entry["message"].as_str())
        .filter(|message| message.contains(extension))
        .map(str::to_owned)
        .collect())
}

/// Chromedriver's own command: what the console holds since the last time.
#[derive(Debug)]
struct BrowserLog;

impl FormatRequestData for BrowserLog {
    fn format_request(&self, session: &thirtyfour::SessionId) -> thirtyfour::RequestData {
        thirtyfour::RequestData::new(
            axum::http::Method::POST,
            format!("/session/{session}/se/log"),
        )
        .add_body(json!({ "type": "browser" }))
    }
}
