//! A small workspace that every test knows, and the Gmail page it plays on.

use crate::{Browser, Hosts, Options, Outcome, Workspace, page, shared};
use tempfile::TempDir;

/// Accounts of the tests; two of them share a first word, one has a name that is a common word.
pub const ACCOUNTS: &str = "Account Name,Website,Industry,Employees,Annual Revenue,City,Country\n\
    Northwind Robotics,https://www.northwind-robotics.example,Industrial machinery,420,86000000,Omaha,United States\n\
    Northwind Traders,northwind-traders.example,Food products,2600,710000000,Portland,United States\n\
    Target Corporation,target.example,Retail,400000,100000000000,Minneapolis,United States\n";

/// People of the tests.
pub const CONTACTS: &str = "First Name,Last Name,Email,Title,Account Name\n\
    Maren,Okafor,maren.okafor@northwind-robotics.example,VP Sales,Northwind Robotics\n\
    Priya,Castellan,priya@northwind-traders.example,Director of Procurement,Northwind Traders\n";

/// The running test: hosts, browser, and the profile that outlives a kill.
pub struct Stage {
    /// The hosts.
    pub hosts: Hosts,
    /// The browser.
    pub browser: Browser,
    profile: TempDir,
}

impl Stage {
    /// Starts hosts and browser, with an empty workspace.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn empty(options: Options) -> Outcome<Self> {
        let hosts = Hosts::start().await?;
        let profile = TempDir::new()?;
        let granted = options.granted.clone();
        let browser = Browser::start(&hosts, profile.path(), options).await?;
        if !granted.is_empty() {
            Workspace::open(&browser, "").await?;
            for origin in granted {
                browser.watch_site(&origin).await?;
            }
        }
        Ok(Self {
            hosts,
            browser,
            profile,
        })
    }

    /// Starts hosts and browser, with the accounts, people and one fresh funding story.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn furnished(options: Options) -> Outcome<Self> {
        let stage = Self::empty(options).await?;
        let workspace = Workspace::open(&stage.browser, "").await?;
        workspace
            .import("accounts.csv", "accounts", ACCOUNTS)
            .await?;
        workspace
            .import("contacts.csv", "contacts", CONTACTS)
            .await?;
        workspace
            .feed("https://wire.example/feed.xml", &stories(&workspace).await?)
            .await?;
        Ok(stage)
    }

    /// Serves Gmail at its real origin: the saved compose dialog where it is on this machine, else the synthetic one.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn serve_gmail(&self) -> Outcome {
        self.hosts
            .page("mail.google.com", "/mail/u/0/", page("gmail.html")?);
        Ok(())
    }

    /// Serves the compose dialog that was saved from Gmail in 2020; false where it is not on this machine.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn serve_saved_gmail(&self) -> Outcome<bool> {
        let Some(file) = shared("pages/gmail/compose-dialog-2020.html") else {
            return Ok(false);
        };
        let dialog = std::fs::read_to_string(file)?;
        let html = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Inbox - rep@seller.example - Gmail</title></head><body>{dialog}</body></html>"
        );
        self.hosts.page("mail.google.com", "/mail/u/0/", html);
        Ok(true)
    }

    /// Kills the browser and starts it again on the same profile.
    ///
    /// # Errors
    /// When it does not start again.
    pub async fn kill_and_restart(self) -> Outcome<Self> {
        let browser = self.browser.kill_and_restart().await?;
        Ok(Self { browser, ..self })
    }

    /// Ends the test.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn end(self) -> Outcome {
        self.browser.quit().await?;
        drop(self.hosts);
        self.profile.close()?;
        Ok(())
    }
}

/// A feed with one funding story of yesterday and one product story of last year.
async fn stories(workspace: &Workspace<'_>) -> Outcome<String> {
    let yesterday = workspace.date(-1).await?;
    let last_year = workspace.date(-365).await?;
    Ok(format!(
        "<rss version=\"2.0\"><channel><title>Wire</title><link>https://wire.example/</link>\
         <item><title>Northwind Robotics raises $40 million Series B led by Prairie Peak Ventures</title>\
         <link>https://wire.example/northwind-series-b?utm_source=feed</link><pubDate>{yesterday}</pubDate>\
         <description>Northwind Robotics announced a $40 million Series B round.</description></item>\
         <item><title>Northwind Traders launches a new line of olive oil</title>\
         <link>https://wire.example/olive-oil</link><pubDate>{last_year}</pubDate></item>\
         </channel></rss>"
    ))
}
