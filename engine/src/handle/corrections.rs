//! The rep's corrections, applied at once and taken back as if they had never been made.

use super::Engine;
use super::save::plain;
use crate::protocol::{Correction, CorrectionEntry, Reply};
use crate::store::{correction, counter};
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
            | Correction::PinStory { story } => self.understand_again(*story),
            Correction::MuteOpener { .. } => Ok(()),
        }
    }
}

/// The correction with its texts made plain.
fn checked(given: &Correction) -> Result<Correction> {
    let mut given = given.clone();
    let text = match &mut given {
        Correction::NotAccount { key, .. } | Correction::IsAccount { key, .. } => Some(key),
        Correction::MuteOpener { opener, .. } => Some(opener),
        Correction::StoryNotAbout { .. }
        | Correction::StoryAbout { .. }
        | Correction::StoryKinds { .. }
        | Correction::MuteStory { .. }
        | Correction::PinStory { .. } => None,
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
