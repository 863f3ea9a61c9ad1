//! One event, one story: tellings of the same event stand behind the one that is nearest to the source.

use super::Engine;
use crate::Result;
use crate::classify::once::{Fingerprint, fingerprint_of, head_rank, same_story};
use crate::protocol::Answer;
use crate::score::days_since;
use crate::store::story::{self, Match, StoryText};
use crate::store::{from_seconds, signal, to_text};

/// Days within which tellings can be one story.
const WINDOW_DAYS: i64 = 14;

/// Tellings that one is compared with.
const MOST_COMPARED: u32 = 150;

/// Seconds of one day.
const DAY: i64 = 86_400;

impl Engine {
    /// Puts a story behind another telling of its event, or before it, and gives the one that stands
    /// for both; `None` when it stands alone.
    pub(super) fn join_tellings(&self, text: &StoryText, matches: &[Match]) -> Result<Option<i64>> {
        let own = fingerprint(text, matches);
        let window = (
            text.published.saturating_sub(WINDOW_DAYS * DAY),
            text.published.saturating_add(WINDOW_DAYS * DAY),
        );
        let mut others =
            story::with_fingerprint(&self.connection, &own.title, window, MOST_COMPARED)?;
        for found in matches.iter().filter(|found| found.answer == Answer::Yes) {
            others.extend(story::heads_of(
                &self.connection,
                found.account,
                window,
                MOST_COMPARED,
            )?);
        }
        others.sort_unstable();
        others.dedup();
        for id in others.into_iter().filter(|id| *id != text.id) {
            let Some(other) = story::text(&self.connection, id)? else {
                continue;
            };
            let theirs = fingerprint(&other, &story::matches(&self.connection, id)?);
            let days = days_since(from_seconds(other.published), from_seconds(text.published));
            if same_story(&own, &theirs, days).is_some() {
                let head = other.head.unwrap_or(other.id);
                return self.stand_together(text, head).map(Some);
            }
        }
        Ok(None)
    }

    /// Decides which of two tellings stands for both, and puts the other and its copies behind it.
    fn stand_together(&self, text: &StoryText, head: i64) -> Result<i64> {
        let Some(other) = story::text(&self.connection, head)? else {
            return Ok(text.id);
        };
        let rank = |told: &StoryText| {
            let at = to_text(told.published);
            (head_rank(told.class, told.content_type, &at), told.id)
        };
        let (first, second) = if rank(text) < rank(&other) {
            (text.id, head)
        } else {
            (head, text.id)
        };
        story::stand_behind(&self.connection, second, first)?;
        signal::derive(&self.connection, second)?;
        signal::derive(&self.connection, first)?;
        Ok(first)
    }
}

/// What a story tells; accounts it is about count as companies under their number, so that two names
/// of one company are one.
fn fingerprint(text: &StoryText, matches: &[Match]) -> Fingerprint {
    let mut print = fingerprint_of(&text.reading, &text.summary);
    let accounts = matches
        .iter()
        .filter(|found| found.answer == Answer::Yes)
        .map(|found| format!("account {}", found.account));
    print.companies.extend(accounts);
    print
}
