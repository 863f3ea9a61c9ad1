//! The sidebar inside a host page.

use crate::{Browser, Outcome, PATIENCE};
use std::time::Instant;
use thirtyfour::prelude::*;

/// The sidebar of the page that the browser shows. While one is entered, the driver stands in its frame.
pub struct Sidebar<'browser> {
    browser: &'browser Browser,
}

impl<'browser> Sidebar<'browser> {
    /// Waits for the sidebar's frame and enters it.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn enter(browser: &'browser Browser) -> Outcome<Self> {
        browser.driver.enter_default_frame().await?;
        browser.to_front().await?;
        browser
            .wait_until(
                "document.querySelector('hookline-sidebar')?.shadowRoot?.querySelector('iframe')",
            )
            .await?;
        let frame = browser
            .driver
            .execute(
                "return document.querySelector('hookline-sidebar').shadowRoot.querySelector('iframe');",
                Vec::new(),
            )
            .await?
            .element()?;
        frame.enter_frame().await?;
        Ok(Self { browser })
    }

    /// Back to the host page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn leave(self) -> Outcome<&'browser Browser> {
        self.browser.driver.enter_default_frame().await?;
        Ok(self.browser)
    }

    /// The region with that accessible name.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn region(&self, name: &str) -> Outcome<WebElement> {
        self.find(&format!(
            "[role=region][aria-label={name:?}], section[aria-label={name:?}]"
        ))
        .await
    }

    /// The first element that a CSS selector finds.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`]; the error shows the text that is there.
    pub async fn find(&self, selector: &str) -> Outcome<WebElement> {
        let driver = &self.browser.driver;
        let found = driver
            .query(By::Css(selector))
            .wait(PATIENCE, std::time::Duration::from_millis(50))
            .first()
            .await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => {
                let there = driver
                    .execute(
                        "return [location.pathname, document.visibilityState, document.body?.innerText.slice(0, 400)];",
                        Vec::new(),
                    )
                    .await
                    .map(|answer| answer.json().to_string())
                    .unwrap_or_default();
                Err(format!("no {selector}: {error}\nthere is: {there}").into())
            }
        }
    }

    /// The first button in a region whose text is that.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn button(&self, region: &str, text: &str) -> Outcome<WebElement> {
        let path = format!(
            "//*[(@role='region' or self::section) and @aria-label='{region}']//button[normalize-space(.)='{text}']"
        );
        self.browser
            .driver
            .query(By::XPath(path.as_str()))
            .wait(PATIENCE, std::time::Duration::from_millis(50))
            .first()
            .await
            .map_err(|error| format!("no button {text} in {region}: {error}").into())
    }

    /// Waits until a region's text contains some words, and gives the text.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`]; the error shows the text that is there.
    pub async fn text_with(&self, region: &str, words: &str) -> Outcome<String> {
        let limit = Instant::now() + PATIENCE;
        loop {
            let text = match self.region(region).await?.text().await {
                Ok(text) => text,
                // The view was drawn anew between the two calls.
                Err(error) if error.to_string().contains("stale") => String::new(),
                Err(error) => return Err(error.into()),
            };
            if text.contains(words) {
                return Ok(text);
            }
            if Instant::now() > limit {
                return Err(format!("{region} never said “{words}”; it says:\n{text}").into());
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    /// Waits until the sidebar says some words anywhere.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn find_text(&self, words: &str) -> Outcome {
        self.browser
            .wait_until(&format!("document.body.innerText.includes({words:?})"))
            .await
    }
}
