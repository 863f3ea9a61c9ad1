//! News of an account or of all, and what the rep adds to it by hand.

use super::Engine;
use super::save::plain;
use crate::classify::{self, once};
use crate::ingest::{canonical_url, is_web_link, page_key};
use crate::protocol::{
    AccountId, ContactId, ContentType, Correction, NewsQuery, Reply, SourceClass,
};
use crate::store::provenance::{Origin, REP};
use crate::store::story::IncomingStory;
use crate::store::{correction, news, story};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest headline and summary kept of a pasted text, in characters.
const LONGEST_TITLE: usize = 300;
const LONGEST_SUMMARY: usize = 2_000;

/// Stories in the reply to a paste.
const FIRST_STORIES: u32 = 30;

impl Engine {
    pub(super) fn news(&self, query: &NewsQuery, now: Timestamp) -> Result<Reply> {
        if let Some(account) = query.account {
            self.known(account)?;
        }
        Ok(Reply::News(news::page(
            &self.connection,
            query,
            now.as_second(),
        )?))
    }

    /// Keeps what the rep pasted as a story of the account. That it is about the account is the rep's
    /// own word, so it is kept as a correction and can be taken back.
    pub(super) fn paste(
        &mut self,
        account: AccountId,
        text: &str,
        url: &str,
        contact: Option<ContactId>,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let link = pasted_link(text, url)?;
        let (title, summary) = title_and_summary(text, link.as_deref());
        if title.is_empty() {
            return Err(Error::input(
                "nothing_pasted",
                "There is no text in what was pasted.",
                "text",
                "Paste a headline, a sentence or a link.",
            ));
        }
        let publisher = link
            .as_deref()
            .and_then(|link| url::Url::parse(link).ok())
            .and_then(|link| {
                link.host_str()
                    .map(|host| host.trim_start_matches("www.").to_owned())
            });
        let source = publisher
            .as_deref()
            .map_or_else(|| REP.to_owned(), |host| format!("{host}, pasted by you"));
        let typed = TypedStory {
            title,
            summary,
            url: link,
            publisher,
            published: None,
            content_type: ContentType::News,
            source,
        };
        let id = self.keep_typed(typed, now)?;
        if let Some(person) = contact {
            self.known_person(contact)?;
            story::set_person(&self.connection, id, person)?;
        }
        let about = Correction::StoryAbout { story: id, account };
        correction::add(&self.connection, &about, now.as_second())?;
        self.understand(id, None)?;
        let query = NewsQuery {
            account: Some(account),
            limit: FIRST_STORIES,
            ..NewsQuery::default()
        };
        self.news(&query, now)
    }

    /// Keeps a story that came by hand, and gives its id.
    pub(super) fn keep_typed(&self, typed: TypedStory, now: Timestamp) -> Result<i64> {
        let reading = classify::read(&typed.title, &typed.summary);
        let incoming = IncomingStory {
            identity: typed.identity(),
            url: typed.url.clone(),
            fingerprint: once::fingerprint_of(&reading, &typed.summary).title,
            title: typed.title,
            summary: typed.summary,
            publisher: typed.publisher,
            published: typed.published,
            content_type: typed.content_type,
            still: None,
            links: Vec::new(),
            reading,
            feed: None,
            exact: Vec::new(),
        };
        let origin = Origin {
            id: 0,
            source: typed.source,
            class: SourceClass::Typed,
            url: typed.url,
            published: typed.published,
            fetched: now.as_second(),
        };
        let (id, _) = story::keep(&self.connection, &incoming, origin)?;
        Ok(id)
    }
}

/// A story that came by hand: pasted by the rep, or told by a team mate's file.
pub(super) struct TypedStory {
    pub(super) title: String,
    pub(super) summary: String,
    /// Canonical link.
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    /// In seconds.
    pub(super) published: Option<i64>,
    pub(super) content_type: ContentType,
    /// Who brought it, as its provenance says.
    pub(super) source: String,
}

impl TypedStory {
    /// What tells it from other stories: its page, or its text where there is none.
    pub(super) fn identity(&self) -> String {
        self.url
            .as_deref()
            .and_then(page_key)
            .unwrap_or_else(|| format!("text:{}\n{}", self.title, self.summary))
    }
}

/// The link that was given, or that the text is.
fn pasted_link(text: &str, url: &str) -> Result<Option<String>> {
    let given = url.trim();
    if given.is_empty() {
        let alone = text.trim();
        let is_link = !alone.contains(char::is_whitespace) && is_web_link(alone);
        return Ok(is_link.then(|| canonical_url(alone)).flatten());
    }
    if !is_web_link(given) {
        return Err(Error::input(
            "bad_link",
            "The link is not a web address.",
            plain(given, 200),
            "Give a link that begins with https:// or http://, or none.",
        ));
    }
    Ok(canonical_url(given))
}

/// The first line is the headline, the rest the summary; a bare link is told by its path's words.
fn title_and_summary(text: &str, link: Option<&str>) -> (String, String) {
    let text = text.trim();
    if let Some(link) = link
        && (text.is_empty() || is_web_link(text) && !text.contains(char::is_whitespace))
    {
        return (plain(&words_of_link(link), LONGEST_TITLE), String::new());
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = plain(first, LONGEST_TITLE);
    if first.chars().count() > LONGEST_TITLE {
        return (title, plain(text, LONGEST_SUMMARY));
    }
    (title, plain(rest, LONGEST_SUMMARY))
}

fn words_of_link(link: &str) -> String {
    let Ok(parsed) = url::Url::parse(link) else {
        return link.to_owned();
    };
    let last = parsed
        .path_segments()
        .and_then(|parts| parts.rev().find(|part| part.contains(['-', '_'])))
        .unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let words = last.replace(['-', '_'], " ");
    if words.trim().is_empty() {
        link.to_owned()
    } else {
        words
    }
}
