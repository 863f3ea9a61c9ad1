//! The feeds of a website, found through the same loop by which feeds are read; and lists of feeds.

use crate::ingest::feed::{self as parser, opml};
use crate::protocol::{AccountId, FeedRead, Reply, SignalsReply};
use crate::source::{Source, sources_of_page};
use crate::store::feed::{self, FeedState, Role};
use crate::store::sorts;
use crate::{Engine, Error, Result};
use jiff::Timestamp;
use url::Url;

impl Engine {
    pub(super) fn discover(
        &self,
        url: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Reply> {
        if let Some(account) = account {
            self.known(account)?;
        }
        let typed = url.trim();
        let full = if typed.contains("://") {
            typed.to_owned()
        } else {
            format!("https://{typed}")
        };
        let source = Source::of_url(&full);
        if let Source::Feed { .. } = source {
            feed::ask_once(
                &self.connection,
                &full,
                Role::Page,
                account,
                None,
                now.as_second(),
            )?;
        } else {
            // The page of a board or a channel is a source of its own.
            let url = source.url();
            sorts::keep_found(&self.connection, &url, "", &full, account, now.as_second())?;
        }
        self.sources()
    }

    pub(super) fn dismiss_found(&self, found: i64) -> Result<Reply> {
        sorts::dismiss(&self.connection, found)?;
        self.sources()
    }

    /// Reads what was asked once to find feeds; gives what the answer was.
    pub(in crate::handle) fn read_probe(
        &mut self,
        state: &FeedState,
        bytes: &[u8],
        final_url: &str,
        content_type: &str,
        now: Timestamp,
    ) -> Result<FeedRead> {
        let page = state.page.clone().unwrap_or_else(|| state.url.clone());
        let seconds = now.as_second();
        let answered = if final_url.is_empty() {
            &state.url
        } else {
            final_url
        };
        let mut read = FeedRead {
            title: String::new(),
            url: state.url.clone(),
            entries: 0,
            new: 0,
            known: 0,
            matched: 0,
            unsure: 0,
            problems: Vec::new(),
        };
        if let Ok(found) = parser::read(bytes, answered, content_type) {
            let new = self.list_found(&state.url, &found.title, &page, state.account, now)?;
            feed::drop_guesses(&self.connection, &page)?;
            read.title = found.title;
            read.new = u64::from(new);
            return Ok(read);
        }
        if state.role == Role::Page {
            let html = parser::text_of(bytes, content_type);
            let found = self.announced(&html, answered, &page, state.account, now)?;
            read.new = found;
            if found == 0 {
                for guess in parser::usual_addresses(answered) {
                    feed::ask_once(
                        &self.connection,
                        &guess,
                        Role::Guess,
                        state.account,
                        Some(&page),
                        seconds,
                    )?;
                }
                read.problems
                    .push("The page announces no feed; the usual addresses are tried.".to_owned());
            }
        }
        Ok(read)
    }

    /// Lists what a page announces: feeds, boards, channels. Gives how many there are.
    pub(in crate::handle) fn announced(
        &self,
        html: &str,
        answered: &str,
        page: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<u64> {
        let mut number = 0;
        for found in parser::feeds_of_page(html, answered) {
            number += u64::from(self.list_found(&found.url, &found.title, page, account, now)?);
        }
        for source in sources_of_page(html, answered) {
            number += u64::from(self.list_found(&source.url(), "", page, account, now)?);
        }
        Ok(number)
    }

    fn list_found(
        &self,
        url: &str,
        title: &str,
        page: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<bool> {
        let url = Source::of_url(url).url();
        sorts::keep_found(
            &self.connection,
            &url,
            title,
            page,
            account,
            now.as_second(),
        )
    }

    pub(super) fn import_opml(&self, text: &str, now: Timestamp) -> Result<Reply> {
        let subscriptions = opml::read(text)?;
        let (mut added, mut known) = (0, 0);
        for one in subscriptions {
            let url = Source::of_url(&one.url).url();
            if feed::with_url(&self.connection, &url)?.is_some_and(|state| state.role == Role::Feed)
            {
                known += 1;
                continue;
            }
            let id = feed::add(&self.connection, &url, None, now.as_second())?;
            feed::entitle(&self.connection, id, &one.title)?;
            sorts::taken(&self.connection, &url)?;
            added += 1;
        }
        Ok(opml_reply(String::new(), added, known))
    }

    pub(super) fn export_opml(&self) -> Result<Reply> {
        let feeds = feed::list(&self.connection)?;
        let subscriptions: Vec<opml::Subscription> = feeds
            .into_iter()
            .map(|feed| opml::Subscription {
                home: Url::parse(&feed.url)
                    .map(|url| url.origin().ascii_serialization())
                    .unwrap_or_default(),
                title: feed.title,
                url: feed.url,
            })
            .collect();
        if subscriptions.is_empty() {
            return Err(Error::input(
                "no_feeds",
                "No feed is followed.",
                "feeds",
                "Follow one first.",
            ));
        }
        let known = subscriptions.len() as u64;
        Ok(opml_reply(
            opml::write("Hookline", &subscriptions),
            0,
            known,
        ))
    }
}

fn opml_reply(text: String, added: u64, known: u64) -> Reply {
    Reply::Signals(Box::new(SignalsReply::Opml { text, added, known }))
}
