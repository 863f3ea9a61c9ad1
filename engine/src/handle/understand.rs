//! Text understood on the spot: a name or headline resolved, a title classified, a draft read.

use super::Engine;
use super::save::plain;
use crate::hook::draft::{DraftInput, DraftSettings, HookSource, draft};
use crate::protocol::{AccountId, NewsQuery, Reply};
use crate::store::{news, setting};
use crate::{Error, Result, classify};
use jiff::Timestamp;

/// Longest title and summary that are read, in characters.
const LONGEST_TITLE: usize = 2_000;
const LONGEST_SUMMARY: usize = 20_000;

/// Longest draft that is read, in bytes: 50,000 words and some.
const LONGEST_DRAFT: usize = 1_000_000;

/// Stories that the hook of a draft is compared with.
const MOST_SOURCES: u32 = 60;

impl Engine {
    pub(super) fn resolve(&mut self, input: &str) -> Result<Reply> {
        Ok(Reply::Resolution(self.resolve_line(input)?))
    }

    pub(super) fn classify(title: &str, summary: &str) -> Result<Reply> {
        let plain_title = plain(title, LONGEST_TITLE);
        if plain_title.is_empty() {
            return Err(Error::input(
                "no_title",
                "There is no title to read.",
                "title",
                "Give the headline.",
            ));
        }
        let mut reading = classify::read(&plain_title, &plain(summary, LONGEST_SUMMARY));
        // Spans count in the title as it was read; the title is given back with them.
        reading.title = plain_title;
        Ok(Reply::Reading(reading))
    }

    pub(super) fn draft(
        &self,
        subject: &str,
        text: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Reply> {
        if text.len() > LONGEST_DRAFT || subject.len() > LONGEST_DRAFT {
            return Err(Error::input(
                "draft_too_long",
                "The draft is too long to be read.",
                "draft",
                "Shorten it; a first mail has fewer than 200 words.",
            ));
        }
        let sources = match account {
            Some(account) => Some(self.hook_sources(account, now)?),
            None => None,
        };
        let product_nouns = self.product_nouns()?;
        let settings = self.draft_settings()?;
        Ok(Reply::Draft(draft(&DraftInput {
            subject,
            text,
            product_nouns: &product_nouns,
            sources: sources.as_deref(),
            settings: &settings,
            now,
        })))
    }

    /// The rep's words for what is sold, which a feature dump is known by.
    pub(super) fn product_nouns(&self) -> Result<Vec<String>> {
        let product = setting::get(&self.connection, "product_words")?;
        Ok(product
            .split(',')
            .map(|words| words.trim().to_owned())
            .filter(|words| !words.is_empty())
            .collect())
    }

    /// What the hook of a mail to an account may rest on.
    fn hook_sources(&self, account: AccountId, now: Timestamp) -> Result<Vec<HookSource>> {
        self.known(account)?;
        let query = NewsQuery {
            account: Some(account),
            limit: MOST_SOURCES,
            ..NewsQuery::default()
        };
        let stories = news::page(&self.connection, &query, now.as_second())?.stories;
        Ok(stories
            .into_iter()
            .map(|story| HookSource {
                published: story.published.parse().unwrap_or(now),
                title: story.title,
                summary: story.summary,
                publisher: story.publisher.unwrap_or_default(),
            })
            .collect())
    }

    pub(super) fn draft_settings(&self) -> Result<DraftSettings> {
        let number = |name| setting::number(&self.connection, name);
        let words = |name| Ok::<_, Error>(usize::try_from(number(name)?).unwrap_or_default());
        let share = |name| {
            Ok::<_, Error>(f64::from(i32::try_from(number(name)?).unwrap_or_default()) / 100.0)
        };
        let least = share("hook_percent_min")?;
        Ok(DraftSettings {
            short_below: words("short_mail_words")?,
            short_band: [least, share("hook_percent_max_short")?],
            long_band: [least, share("hook_percent_max")?],
            length: [words("mail_words_min")?, words("mail_words_max")?],
            fresh_days: self.bolt_window()?,
            ..DraftSettings::default()
        })
    }
}
