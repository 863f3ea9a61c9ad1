//! One `manifest.json`, two browsers.
//!
//! Keys that only one browser understands stand under a top-level `"chrome"` or `"firefox"` object;
//! they are merged over the common keys, and both objects are removed.

use crate::failure::Failure;
use serde_json::{Map, Value};

/// A browser that the extension is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    pub(crate) const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// Name of the folder in `dist` and of the key in the manifest.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// The manifest of one browser, with the workspace's version.
pub(crate) fn derive(source: &str, browser: Browser) -> Result<String, Failure> {
    let mut manifest: Map<String, Value> = serde_json::from_str(source)?;
    let mut own = None;
    for candidate in Browser::ALL {
        let value = manifest.remove(candidate.name());
        if candidate == browser {
            own = value;
        }
    }
    if let Some(Value::Object(own)) = own {
        for (key, value) in own {
            merge(&mut manifest, key, value);
        }
    }
    manifest.insert("version".to_owned(), Value::from(env!("CARGO_PKG_VERSION")));
    let mut text = serde_json::to_string_pretty(&manifest)?;
    text.push('\n');
    Ok(text)
}

/// Objects are merged, lists are joined, everything else is replaced.
fn merge(into: &mut Map<String, Value>, key: String, value: Value) {
    match (into.get_mut(&key), value) {
        (Some(Value::Object(old)), Value::Object(new)) => {
            for (key, value) in new {
                merge(old, key, value);
            }
        }
        (Some(Value::Array(old)), Value::Array(new)) => old.extend(new),
        (_, value) => {
            into.insert(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn each_browser_gets_its_own_keys_and_no_others() {
        let source = r#"{"name":"x","permissions":["storage"],"chrome":{"permissions":["offscreen"]},"firefox":{"browser_specific_settings":{}}}"#;
        let chrome: Value =
            serde_json::from_str(&derive(source, Browser::Chrome).unwrap()).unwrap();
        let firefox: Value =
            serde_json::from_str(&derive(source, Browser::Firefox).unwrap()).unwrap();
        assert_eq!(
            chrome["permissions"],
            serde_json::json!(["storage", "offscreen"])
        );
        assert_eq!(firefox["permissions"], serde_json::json!(["storage"]));
        assert!(
            chrome.get("firefox").is_none() && chrome.get("browser_specific_settings").is_none()
        );
        assert!(
            firefox.get("browser_specific_settings").is_some() && firefox.get("chrome").is_none()
        );
        assert_eq!(chrome["version"], env!("CARGO_PKG_VERSION"));
    }
}
