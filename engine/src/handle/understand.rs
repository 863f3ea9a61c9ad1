//! Text understood on the spot: a name or headline resolved, a title classified, a draft read.

use super::Engine;
use super::save::plain;
use crate::protocol::Reply;
use crate::{Error, Result, classify, hook};

/// Longest title and summary that are read, in characters.
const LONGEST_TITLE: usize = 2_000;
const LONGEST_SUMMARY: usize = 20_000;

/// Longest draft that is read, in bytes: 50,000 words and some.
const LONGEST_DRAFT: usize = 1_000_000;

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

    pub(super) fn draft(subject: &str, text: &str) -> Result<Reply> {
        if text.len() > LONGEST_DRAFT {
            return Err(Error::input(
                "draft_too_long",
                "The draft is too long to be read.",
                "draft",
                "Shorten it; a first mail has fewer than 200 words.",
            ));
        }
        Ok(Reply::Draft(hook::draft::read(subject, text)))
    }
}
