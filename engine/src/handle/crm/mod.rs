//! Entries of the ledger become activities of the CRM: which request is due, and what an answer means.
//!
//! One request is under way at a time. An entry is looked up, made, and closed in steps that are on disk
//! before a request is handed out, so that nothing is ever made twice: when the answer to the making is lost,
//! the entry says so and waits for the rep.

mod answer;

use super::Engine;
use super::call::{labelled, notes, subject};
use super::save::plain;
use crate::crm::{Activity, Call, Step, Vendor};
use crate::protocol::{
    CrmCall, CrmClient, CrmReply, CrmRequest, CrmState, PageFacts, Reply, Touch,
};
use crate::store::crm::{self, Entry, Kept, Whose};
use crate::store::{key, log, to_text};
use crate::{Error, Result};
use jiff::Timestamp;
use url::Url;

/// What can be logged, in the order in which a view offers it.
const CHANNELS: [&str; 4] = ["call", "email", "opener", "task"];
/// Largest answer read, in bytes; those that are asked for have a few hundred.
const MAX_BODY_BYTES: u64 = 1_000_000;
/// Longest tag of a language, in characters (RFC 5646, section 4.4.1).
const LONGEST_LANGUAGE: usize = 35;
/// Seconds after which a request that was not answered counts as lost; the door gives up after 30.
const LOST_AFTER: i64 = 120;

impl Engine {
    pub(super) fn crm(&mut self, request: CrmRequest, now: Timestamp) -> Result<Reply> {
        self.written(|engine| match request {
            CrmRequest::Retry { touch } => engine.send_again(touch, &["refused"]),
            CrmRequest::Settle { touch, there: true } => engine.is_there(touch),
            CrmRequest::Settle { touch, .. } => engine.send_again(touch, &["unsure"]),
            CrmRequest::State => engine.crm_state(),
            CrmRequest::Plan(client) => {
                let plan = vendor(&client.crm)?.plan(&tidy(client))?;
                Ok(Reply::Crm(CrmReply::Plan(plan)))
            }
            CrmRequest::Connected(client) => engine.connect(client, now),
            CrmRequest::Disconnected => engine.disconnect(),
            CrmRequest::Channels { channels } => engine.set_channels(&channels),
            CrmRequest::Language { language } => engine.set_crm_language(&language),
            CrmRequest::Due => engine.crm_due(now),
            CrmRequest::Answered(answer) => engine.crm_answered(&answer, now),
            CrmRequest::Noted { url, status, bytes } => {
                note(&engine.connection, &url, None, status, bytes, now)?;
                Ok(Reply::Done)
            }
        })
    }

    fn connect(&self, client: CrmClient, now: Timestamp) -> Result<Reply> {
        let client = tidy(client);
        vendor(&client.crm)?.plan(&client)?;
        let earlier = crm::kept(&self.connection)?;
        let is_same = earlier.as_ref().is_some_and(|kept| {
            kept.since.is_some()
                && kept.client.crm == client.crm
                && kept.client.address == client.address
        });
        if !is_same {
            crm::drop_open(&self.connection)?;
        }
        let since = earlier
            .as_ref()
            .filter(|_| is_same)
            .and_then(|kept| kept.since);
        crm::keep(
            &self.connection,
            &Kept {
                client,
                channels: earlier.map_or_else(|| CHANNELS.join(","), |kept| kept.channels),
                since: since.or_else(|| Some(now.as_second())),
                // The new sign-in is checked before anything is sent with it.
                home: None,
                told: String::new(),
            },
        )?;
        self.crm_state()
    }

    fn disconnect(&self) -> Result<Reply> {
        crm::drop_open(&self.connection)?;
        if let Some(kept) = crm::kept(&self.connection)? {
            let ended = Kept {
                since: None,
                home: None,
                told: String::new(),
                ..kept
            };
            crm::keep(&self.connection, &ended)?;
        }
        self.crm_state()
    }

    fn set_channels(&self, channels: &[String]) -> Result<Reply> {
        if let Some(kept) = crm::kept(&self.connection)? {
            let known: Vec<&str> = CHANNELS
                .into_iter()
                .filter(|known| channels.iter().any(|wanted| wanted == known))
                .collect();
            let channels = known.join(",");
            crm::keep(&self.connection, &Kept { channels, ..kept })?;
        }
        self.crm_state()
    }

    fn set_crm_language(&self, language: &str) -> Result<Reply> {
        if let Some(mut kept) = crm::kept(&self.connection)? {
            kept.client.language = plain(language, LONGEST_LANGUAGE);
            crm::keep(&self.connection, &kept)?;
        }
        self.crm_state()
    }

    fn crm_state(&self) -> Result<Reply> {
        let (logged, open) = crm::standing(&self.connection)?;
        let state = match crm::kept(&self.connection)? {
            None => CrmState {
                channels: CHANNELS.map(str::to_owned).to_vec(),
                ..CrmState::default()
            },
            Some(kept) => CrmState {
                name: Vendor::of(&kept.client.crm)
                    .map_or("", Vendor::name)
                    .to_owned(),
                client: Some(kept.client),
                since: kept.since.map(to_text),
                checked: kept.home.is_some(),
                told: kept.told,
                channels: kept.channels.split(',').map(str::to_owned).collect(),
                logged,
                open,
            },
        };
        Ok(Reply::Crm(CrmReply::State(state)))
    }

    /// The next request: the check of a new sign-in, else the next step of the oldest entry that waits.
    fn crm_due(&self, now: Timestamp) -> Result<Reply> {
        let Some((kept, vendor)) = self.connected()? else {
            return Ok(due(None));
        };
        if let Some(sending) = crm::first(&self.connection, "sending", i64::MAX)? {
            if sending.attempt / 1_000 + LOST_AFTER > now.as_second() {
                return Ok(due(None));
            }
            self.lost(sending, vendor, &kept, "")?;
        }
        let api = vendor.api(&kept.client)?;
        if kept.home.is_none() {
            return Ok(due(Some(told(vendor.check(&api), 0, now))));
        }
        while let Some(mut entry) = crm::first(&self.connection, "waiting", now.as_second())? {
            let done = self.done(entry.touch)?;
            let call = self.next_call(&mut entry, &kept, vendor, &api, &done)?;
            if call.is_some() {
                "sending".clone_into(&mut entry.state);
                entry.attempt = now.as_millisecond();
            }
            crm::save(&self.connection, &entry)?;
            if let Some(call) = call {
                return Ok(due(Some(told(call, entry.touch, now))));
            }
        }
        Ok(due(None))
    }

    /// The language that the rep chose for entries of the connected CRM; empty when none is connected.
    pub(super) fn crm_language(&self) -> Result<String> {
        let connected = self.connected()?;
        Ok(connected.map_or_else(String::new, |(kept, _)| kept.client.language))
    }

    fn connected(&self) -> Result<Option<(Kept, Vendor)>> {
        Ok(crm::kept(&self.connection)?
            .filter(|kept| kept.since.is_some())
            .and_then(|kept| Some((Vendor::of(&kept.client.crm)?, kept)))
            .map(|(vendor, kept)| (kept, vendor)))
    }

    /// The request of the entry's step, or of the first step after it that needs one; `None` when the entry
    /// cannot go on.
    fn next_call(
        &self,
        entry: &mut Entry,
        kept: &Kept,
        vendor: Vendor,
        api: &str,
        done: &Touch,
    ) -> Result<Option<Call>> {
        let home = kept.home.as_deref().unwrap_or_default();
        let email = entry.who.as_deref().and_then(key::email_key);
        if entry.step == "person" {
            if let Some(contact) = entry.contact {
                entry.person = crm::known(&self.connection, home, Whose::Contact(contact))?;
            }
            match (&email, &entry.person) {
                (Some(email), None) => return Ok(vendor.find_person(api, Step::Person, email)),
                _ => "lead".clone_into(&mut entry.step),
            }
        }
        if entry.step == "lead" {
            if let (Some(email), None) = (&email, &entry.person)
                && let Some(call) = vendor.find_person(api, Step::Lead, email)
            {
                return Ok(Some(call));
            }
            "company".clone_into(&mut entry.step);
        }
        if entry.step == "company" {
            let is_lead = entry
                .person
                .as_deref()
                .is_some_and(|person| person.starts_with("lead:"));
            if entry.company.is_none() && !is_lead {
                entry.company = crm::known(&self.connection, home, Whose::Account(entry.account))?;
                if entry.company.is_none() {
                    let domain = entry.domain.as_deref();
                    return Ok(Some(vendor.find_company(api, &entry.account_name, domain)));
                }
            }
            "create".clone_into(&mut entry.step);
        }
        let activity = activity(done, entry, &kept.client.language);
        if entry.step == "finish"
            && let Some(record) = &entry.record
        {
            return Ok(vendor.finish(api, &activity, record));
        }
        if entry.person.is_none() && entry.company.is_none() {
            refuse(
                entry,
                format!(
                    "{} has no record of this person or company. Open its record beside Hookline once, or add it there, then try again.",
                    vendor.name()
                ),
            );
            return Ok(None);
        }
        Ok(Some(vendor.create(api, &activity)))
    }

    fn send_again(&self, touch: i64, from: &[&str]) -> Result<Reply> {
        let mut entry = self.entry(touch, from)?;
        "waiting".clone_into(&mut entry.state);
        "person".clone_into(&mut entry.step);
        (entry.person, entry.company, entry.url) = (None, None, None);
        entry.told.clear();
        crm::save(&self.connection, &entry)?;
        self.touches(entry.account)
    }

    fn is_there(&self, touch: i64) -> Result<Reply> {
        let mut entry = self.entry(touch, &["unsure"])?;
        "logged".clone_into(&mut entry.state);
        entry.told.clear();
        crm::save(&self.connection, &entry)?;
        self.touches(entry.account)
    }

    fn entry(&self, touch: i64, states: &[&str]) -> Result<Entry> {
        crm::load(&self.connection, touch)?
            .filter(|entry| states.contains(&entry.state.as_str()))
            .ok_or_else(|| {
                Error::input(
                    "crm_entry",
                    "This entry does not wait for that any more.",
                    format!("entry {touch}"),
                    "Look at it again.",
                )
            })
    }

    fn done(&self, touch: i64) -> Result<Touch> {
        crate::store::touch::load(&self.connection, touch)?
            .ok_or_else(|| Error::Unknown(format!("entry {touch} of the ledger")))
    }

    /// Remembers whose record of the connected CRM is open, so that nothing need be looked up later.
    pub(super) fn remember_record(
        &self,
        facts: &PageFacts,
        contact: Option<i64>,
        account: Option<i64>,
    ) -> Result<()> {
        let Some((vendor, home, record)) = crate::crm::record_of_page(&facts.address) else {
            return Ok(());
        };
        if !matches!(self.connected()?, Some((_, connected)) if connected == vendor) {
            return Ok(());
        }
        let whose = if record.starts_with("account:") {
            account.map(Whose::Account)
        } else {
            contact.map(Whose::Contact)
        };
        match whose {
            Some(whose) => crm::remember(&self.connection, &home, &record, whose),
            None => Ok(()),
        }
    }
}

/// The doing as the CRM gets it, in the words of `language`.
fn activity(done: &Touch, entry: &Entry, language: &str) -> Activity {
    let is_mail = done.channel == "email" && !done.note.is_empty();
    Activity {
        channel: done.channel.clone(),
        // A mail is known by its own subject.
        subject: if is_mail {
            labelled("Email", &done.note, language)
        } else {
            subject(done, language)
        },
        notes: if is_mail {
            String::new()
        } else {
            notes(done, language)
        },
        at: done.at.parse().unwrap_or(Timestamp::UNIX_EPOCH),
        number: done.number.clone().unwrap_or_default(),
        seconds: done.seconds.unwrap_or_default(),
        outcome: done.outcome.clone().unwrap_or_default(),
        person: entry.person.clone(),
        company: entry.company.clone(),
    }
}

fn told(call: Call, touch: i64, now: Timestamp) -> CrmCall {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    CrmCall {
        touch,
        attempt: now.as_millisecond(),
        method: call.method.to_owned(),
        url: call.url,
        headers: call.headers.into_iter().map(owned).collect(),
        body: call.body,
        max_bytes: MAX_BODY_BYTES,
    }
}

fn due(call: Option<CrmCall>) -> Reply {
    Reply::Crm(CrmReply::Due(call))
}

/// Writes a request into the privacy log.
fn note(
    connection: &rusqlite::Connection,
    url: &str,
    account: Option<&str>,
    status: u16,
    bytes: u64,
    now: Timestamp,
) -> Result<()> {
    let host = Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    if let Some(host) = host {
        let url: String = url.chars().take(2_000).collect();
        log::add(
            connection,
            now.as_second(),
            &host,
            &url,
            account,
            status,
            bytes,
        )?;
    }
    Ok(())
}

fn vendor(crm: &str) -> Result<Vendor> {
    Vendor::of(crm).ok_or_else(|| {
        Error::input(
            "unknown_crm",
            format!("“{}” is no CRM that Hookline can log to.", plain(crm, 60)),
            "crm",
            "Choose Salesforce, HubSpot or Dynamics 365.",
        )
    })
}

fn tidy(client: CrmClient) -> CrmClient {
    CrmClient {
        crm: client.crm,
        address: plain(&client.address, 300),
        client: plain(&client.client, 300),
        tenant: plain(&client.tenant, 300),
        language: plain(&client.language, LONGEST_LANGUAGE),
    }
}

fn refuse(entry: &mut Entry, why: String) {
    "refused".clone_into(&mut entry.state);
    entry.told = why;
}
