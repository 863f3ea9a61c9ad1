//! What the rep did, what was asked of other hosts, and what is set.

use super::Engine;
use super::save::plain;
use crate::protocol::{AccountId, ContactId, Reply};
use crate::store::{self, account, contact, key, log, touch};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest note kept, in characters.
const LONGEST_NOTE: usize = 20_000;

/// What a doing may be.
const CHANNELS: [&str; 5] = ["call", "email", "note", "opener", "link"];

/// Entries of the privacy log in one reply at most.
const MOST_ENTRIES: u32 = 1_000;

/// Settings changed by one request at most.
const MOST_SETTINGS: usize = 100;

impl Engine {
    pub(super) fn touches(&self, account: AccountId) -> Result<Reply> {
        self.known(account)?;
        Ok(Reply::Touches(touch::of_account(
            &self.connection,
            account,
        )?))
    }

    pub(super) fn add_touch(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        channel: &str,
        note: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        if !CHANNELS.contains(&channel) {
            return Err(Error::input(
                "unknown_channel",
                format!("“{}” is nothing that can be logged.", plain(channel, 60)),
                "channel",
                format!("Give one of {}.", CHANNELS.join(", ")),
            ));
        }
        let person = match contact {
            Some(id) => Some(
                contact::load(&self.connection, id)?
                    .ok_or_else(|| Error::Unknown(format!("contact {id}")))?,
            ),
            None => None,
        };
        let doing = touch::Doing {
            account,
            contact,
            person: person.as_ref().map(|person| person.name.as_str()),
            channel,
            note: &plain(note, LONGEST_NOTE),
            opener: None,
            at: now.as_second(),
        };
        touch::add(&self.connection, &doing)?;
        self.touches(account)
    }

    pub(super) fn opener_used(
        &self,
        account: AccountId,
        opener: &str,
        email: Option<&str>,
        text: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let email = email.and_then(key::email_key);
        let person = match &email {
            Some(email) => contact::with_email(&self.connection, email)?,
            None => None,
        };
        let doing = touch::Doing {
            account,
            contact: person.and_then(|person| person.id),
            person: email.as_deref(),
            channel: "opener",
            note: &plain(text, LONGEST_NOTE),
            opener: Some(&plain(opener, 300)),
            at: now.as_second(),
        };
        touch::add(&self.connection, &doing)?;
        Ok(Reply::Done)
    }

    pub(super) fn privacy_log(&self, offset: u64, limit: u32) -> Result<Reply> {
        let (entries, total) = log::page(&self.connection, offset, limit.min(MOST_ENTRIES))?;
        Ok(Reply::PrivacyLog { entries, total })
    }

    pub(super) fn set_settings(&self, settings: &[(String, String)]) -> Result<Reply> {
        if settings.len() > MOST_SETTINGS {
            return Err(Error::input(
                "too_many_settings",
                format!("More than {MOST_SETTINGS} settings were given at once."),
                "settings",
                "Nothing was changed.",
            ));
        }
        for (name, value) in settings {
            store::setting::set(&self.connection, name, value)?;
        }
        Ok(Reply::Done)
    }

    /// Says so when there is no such account.
    pub(super) fn known(&self, account: AccountId) -> Result<()> {
        match account::load_row(&self.connection, account)? {
            Some(_) => Ok(()),
            None => Err(Error::Unknown(format!("account {account}"))),
        }
    }
}
