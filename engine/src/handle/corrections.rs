//! The rep's corrections, applied at once and taken back as if they had never been made.

use super::Engine;
use super::save::plain;
use crate::protocol::{Correction, CorrectionEntry, Reading, Reply, SignalKind};
use crate::store::{correction, counter, signal, story};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest key or opener id in a correction, in characters.
const LONGEST_KEY: usize = 500;

impl Engine {
    pub(super) fn correct(&mut self, given: &Correction, now: Timestamp) -> Result<Reply> {
        let given = checked(given)?;
        let id = correction::add(&self.connection, &given, now.as_second())?;
        self.apply(&given)?;
        Ok(Reply::Corrected(CorrectionEntry {
            id,
            text: correction::describe(&self.connection, &given)?,
            at: crate::store::to_text(now.as_second()),
            correction: given,
        }))
    }

    pub(super) fn undo(&mut self, id: i64, now: Timestamp) -> Result<Reply> {
        let taken_back = correction::undo(&self.connection, id, now.as_second())?;
        self.apply(&taken_back)?;
        Ok(Reply::Done)
    }

    pub(super) fn corrections(&self) -> Result<Reply> {
        Ok(Reply::Corrections(correction::list(&self.connection)?))
    }

    /// Shows or hides the stories that a rule over all stories may have changed.
    fn show_or_hide(&mut self, hidden: &Hidden<'_>) -> Result<()> {
        let rules = correction::story_rules(&self.connection)?;
        let ids = match hidden {
            Hidden::Source(source) => story::published_by(&self.connection, source)?,
            Hidden::Kind(kind) => story::reporting(&self.connection, *kind)?,
        };
        for id in ids {
            let Some(text) = story::text(&self.connection, id)? else {
                continue;
            };
            let rulings = correction::of_story(&self.connection, id)?;
            let muted = !rulings.pinned
                && (rulings.muted || rules.hide(&text.publisher, &kinds_of(&text.reading)));
            story::set_flags(&self.connection, id, rulings.pinned, muted)?;
            signal::derive(&self.connection, id)?;
            let head = self.stand_anew(id, &rules)?;
            self.share_with_head(head)?;
        }
        Ok(())
    }

    /// Brings what follows from a correction up to date, whether it was made or taken back.
    fn apply(&mut self, changed: &Correction) -> Result<()> {
        match changed {
            Correction::NotAccount { account, key } | Correction::IsAccount { account, key } => {
                counter::advance(&self.connection, counter::ACCOUNTS)?;
                self.rematch_for(*account, key)
            }
            Correction::StoryNotAbout { story, .. }
            | Correction::StoryAbout { story, .. }
            | Correction::StoryKinds { story, .. }
            | Correction::MuteStory { story }
            | Correction::PinStory { story } => {
                self.understand_again(*story)?;
                let rules = correction::story_rules(&self.connection)?;
                let head = self.stand_anew(*story, &rules)?;
                self.share_with_head(head)
            }
            Correction::MuteSource { source } => self.show_or_hide(&Hidden::Source(source)),
            Correction::MuteKind { kind } => self.show_or_hide(&Hidden::Kind(*kind)),
            Correction::MuteOpener { .. }
            | Correction::MuteAccount { .. }
            | Correction::FollowTopic { .. }
            | Correction::FollowSource { .. } => Ok(()),
        }
    }
}

/// Whose stories a rule shows or hides.
enum Hidden<'r> {
    Source(&'r str),
    Kind(SignalKind),
}

/// The kinds of a reading.
pub(super) fn kinds_of(reading: &Reading) -> Vec<SignalKind> {
    reading.kinds.iter().map(|found| found.kind).collect()
}

/// The correction with its texts made plain.
fn checked(given: &Correction) -> Result<Correction> {
    let mut given = given.clone();
    let text = match &mut given {
        Correction::NotAccount { key, .. } | Correction::IsAccount { key, .. } => Some(key),
        Correction::MuteOpener { opener, .. } => Some(opener),
        Correction::MuteSource { source } | Correction::FollowSource { source } => Some(source),
        Correction::FollowTopic { topic } => Some(topic),
        _ => None,
    };
    if let Some(text) = text {
        *text = plain(text, LONGEST_KEY);
        if text.is_empty() {
            return Err(Error::input(
                "empty_correction",
                "The correction does not say what it is about.",
                "key",
                "Nothing was changed.",
            ));
        }
    }
    Ok(given)
}
