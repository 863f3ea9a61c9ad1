//! One event, one story: tellings of the same event stand behind the one that is nearest to the source.

use super::Engine;
use super::corrections::kinds_of;
use crate::Result;
use crate::classify::once::{Fingerprint, HeadRank, fingerprint_of, head_rank, same_story};
use crate::protocol::Answer;
use crate::resolve::fold;
use crate::score::days_since;
use crate::store::correction::{self, Rules};
use crate::store::story::{self, Match, StoryText};
use crate::store::{account, from_seconds, signal, to_text};

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
        let own = self.fingerprint(text, matches)?;
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
            let theirs = self.fingerprint(&other, &story::matches(&self.connection, id)?)?;
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
        let rules = correction::story_rules(&self.connection)?;
        let (first, second) = if self.rank(text, &rules)? < self.rank(&other, &rules)? {
            (text.id, head)
        } else {
            (head, text.id)
        };
        self.put_behind(second, first)?;
        Ok(first)
    }

    /// Chooses anew which telling stands for a story, after a rule or a correction has changed how its
    /// tellings stand; gives the one that does.
    pub(super) fn stand_anew(&self, id: i64, rules: &Rules) -> Result<i64> {
        let head = match story::text(&self.connection, id)? {
            Some(text) => text.head.unwrap_or(id),
            None => return Ok(id),
        };
        let copies = story::copies(&self.connection, head)?;
        let mut best = None;
        for telling in std::iter::once(head).chain(copies) {
            if let Some(text) = story::text(&self.connection, telling)? {
                let rank = self.rank(&text, rules)?;
                if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                    best = Some((rank, telling));
                }
            }
        }
        let first = best.map_or(head, |(_, first)| first);
        if first != head {
            self.put_behind(head, first)?;
        }
        Ok(first)
    }

    fn put_behind(&self, second: i64, first: i64) -> Result<()> {
        story::stand_behind(&self.connection, second, first)?;
        signal::derive(&self.connection, second)?;
        signal::derive(&self.connection, first)
    }

    /// The smallest stands for the story: one that the rep corrected, so that the correction is seen
    /// and stays; then what is nearest to the source; last what a rule hides, so that a muted source
    /// takes no story along that others tell as well.
    fn rank(&self, told: &StoryText, rules: &Rules) -> Result<(u8, HeadRank, i64)> {
        let rulings = correction::of_story(&self.connection, told.id)?;
        let corrected =
            rulings.pinned || rulings.muted || rulings.kinds.is_some() || !rulings.about.is_empty();
        let standing = if corrected {
            0
        } else if rules.hide(&told.publisher, &kinds_of(&told.reading)) {
            2
        } else {
            1
        };
        let at = to_text(told.published);
        Ok((
            standing,
            head_rank(told.class, told.content_type, &at),
            told.id,
        ))
    }

    /// What a story tells; accounts it is about count as companies under their number and their name,
    /// so that two names of one company are one, and the words of its name are no news.
    fn fingerprint(&self, text: &StoryText, matches: &[Match]) -> Result<Fingerprint> {
        let mut print = fingerprint_of(&text.reading, &text.summary);
        for found in matches.iter().filter(|found| found.answer == Answer::Yes) {
            print.companies.push(format!("account {}", found.account));
            let row = account::load_row(&self.connection, found.account)?;
            print.companies.extend(row.map(|row| fold(&row.name)));
        }
        Ok(print)
    }
}
