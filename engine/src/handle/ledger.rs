//! What the rep did, what was asked of other hosts, and what is set.

use super::Engine;
use super::save::plain;
use crate::hook::results::{self, KindResult};
use crate::protocol::{
    AccountId, Contact, ContactId, HookResult, LedgerReply, LedgerRequest, Reply, SignalKind,
};
use crate::store::{self, account, contact, key, log, touch};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest note kept, in characters.
const LONGEST_NOTE: usize = 20_000;

/// What a doing may be.
const CHANNELS: [&str; 8] = [
    "call", "email", "social", "task", "note", "opener", "link", "reply",
];

/// Entries of the privacy log in one reply at most.
const MOST_ENTRIES: u32 = 1_000;

/// Settings changed by one request at most.
const MOST_SETTINGS: usize = 100;

/// The same mail seen sent again within this many seconds is the same mail.
const SAME_MAIL_SECONDS: i64 = 600;

impl Engine {
    pub(super) fn ledger(&mut self, request: LedgerRequest, now: Timestamp) -> Result<Reply> {
        match request {
            LedgerRequest::Sent {
                account,
                contact,
                email,
                subject,
                text,
            } => self.written(|engine| {
                engine.mail_sent(account, contact, email.as_deref(), &subject, &text, now)
            }),
            LedgerRequest::Replied { account, contact } => {
                self.written(|engine| engine.replied(account, contact, now))
            }
            LedgerRequest::Mark { touch, replied } => {
                self.written(|engine| engine.mark(touch, replied, now))
            }
            LedgerRequest::Results => {
                let estimates = results::estimates(&self.hook_results()?);
                Ok(Reply::Ledger(LedgerReply::Results(
                    estimates.into_iter().map(to_result).collect(),
                )))
            }
        }
    }

    /// What became of the rep's mails, by kind of hook.
    pub(super) fn hook_results(&self) -> Result<Vec<KindResult>> {
        Ok(touch::hook_results(&self.connection)?
            .into_iter()
            .map(|(kind, sent, replied)| KindResult {
                kind: kind.as_deref().and_then(SignalKind::from_name),
                sent,
                replied,
            })
            .collect())
    }

    fn mail_sent(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        email: Option<&str>,
        subject: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let email = email.and_then(key::email_key);
        let person = match (contact, &email) {
            (Some(id), _) => contact::load(&self.connection, id)?,
            (None, Some(email)) => contact::with_email(&self.connection, email)?,
            (None, None) => None,
        };
        let subject = plain(subject, 300);
        let contact = person.as_ref().and_then(|person| person.id);
        let since = now.as_second().saturating_sub(SAME_MAIL_SECONDS);
        if !touch::has_mail(&self.connection, account, contact, &subject, since)? {
            let doing = touch::Doing {
                account,
                contact,
                person: person
                    .as_ref()
                    .map(|person| person.name.as_str())
                    .or(email.as_deref()),
                channel: "email",
                note: &subject,
                at: now.as_second(),
                ..touch::Doing::default()
            };
            touch::add(&self.connection, &doing)?;
        }
        // An opener that the rep took out again before sending was not sent.
        touch::openers_sent(&self.connection, account, contact, text, since)?;
        self.ledger_of(account)
    }

    fn replied(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let person = self.known_person(contact)?;
        let doing = touch::Doing {
            account,
            contact,
            person: person.as_ref().map(|person| person.name.as_str()),
            channel: "reply",
            at: now.as_second(),
            ..touch::Doing::default()
        };
        touch::add(&self.connection, &doing)?;
        touch::answered(&self.connection, account, contact, now.as_second())?;
        if let Some(contact) = contact {
            self.cadences_hear_reply(contact, now)?;
        }
        self.ledger_of(account)
    }

    fn mark(&self, id: i64, replied: bool, now: Timestamp) -> Result<Reply> {
        let entry = touch::load(&self.connection, id)?
            .ok_or_else(|| Error::Unknown(format!("entry {id} of the ledger")))?;
        let at = replied.then(|| now.as_second());
        touch::set_replied(&self.connection, id, at)?;
        self.ledger_of(entry.account)
    }

    fn ledger_of(&self, account: AccountId) -> Result<Reply> {
        let touches = touch::of_account(&self.connection, account)?;
        Ok(Reply::Ledger(LedgerReply::Touches(touches)))
    }

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
        let person = self.known_person(contact)?;
        let doing = touch::Doing {
            account,
            contact,
            person: person.as_ref().map(|person| person.name.as_str()),
            channel,
            note: &plain(note, LONGEST_NOTE),
            at: now.as_second(),
            ..touch::Doing::default()
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
        let contact = person.and_then(|person| person.id);
        let openers = self.openers_of(account, contact, None, now)?;
        let kind = openers
            .openers
            .iter()
            .find(|known| known.id == opener)
            .and_then(|known| known.kind);
        let hook = if opener.starts_with("ps-") {
            None
        } else {
            Some(kind.map_or(touch::NO_KIND, SignalKind::name))
        };
        let doing = touch::Doing {
            account,
            contact,
            hook,
            person: email.as_deref(),
            channel: "opener",
            note: &plain(text, LONGEST_NOTE),
            opener: Some(&plain(opener, 300)),
            at: now.as_second(),
            ..touch::Doing::default()
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

    /// The person, where one is named. Says so when there is no such person.
    pub(super) fn known_person(&self, contact: Option<ContactId>) -> Result<Option<Contact>> {
        let Some(id) = contact else {
            return Ok(None);
        };
        match contact::load(&self.connection, id)? {
            Some(person) => Ok(Some(person)),
            None => Err(Error::Unknown(format!("contact {id}"))),
        }
    }
}

fn to_result(estimate: results::Estimate) -> HookResult {
    HookResult {
        kind: estimate.kind,
        sent: estimate.sent,
        replied: estimate.replied,
        mean: estimate.mean,
        low: estimate.low,
        high: estimate.high,
    }
}
