//! What an answer of the CRM means for the entry that it was asked for.

use super::{activity, due, note, refuse};
use crate::Result;
use crate::crm::{Found, Step, Vendor};
use crate::handle::Engine;
use crate::handle::save::plain;
use crate::protocol::{CrmAnswer, CrmReply, Reply};
use crate::store::crm::{self, Entry, Kept, Whose};
use jiff::Timestamp;
use serde_json::Value;

/// Seconds to wait where the API does not say how long, and at most.
const USUAL_WAIT: i64 = 60;
const LONGEST_WAIT: i64 = 86_400;
/// Seconds to wait when the day's requests are used up.
const LIMIT_WAIT: i64 = 3_600;

impl Engine {
    pub(super) fn crm_answered(&self, answer: &CrmAnswer, now: Timestamp) -> Result<Reply> {
        let entry = crm::load(&self.connection, answer.touch)?;
        let account = entry.as_ref().map(|entry| entry.account_name.as_str());
        let bytes = answer.body.len() as u64;
        note(
            &self.connection,
            &answer.url,
            account,
            answer.status,
            bytes,
            now,
        )?;
        let Some((kept, vendor)) = self.connected()? else {
            return Ok(due(None));
        };
        if answer.touch == 0 {
            return self.checked(answer, kept, vendor, now);
        }
        // What answers an attempt that is over changes nothing.
        let Some(mut entry) =
            entry.filter(|entry| entry.state == "sending" && entry.attempt == answer.attempt)
        else {
            return self.crm_due(now);
        };
        let read = Read::of(answer, vendor);
        match read {
            Read::Expired => {
                "waiting".clone_into(&mut entry.state);
                crm::save(&self.connection, &entry)?;
                return Ok(Reply::Crm(CrmReply::Expired));
            }
            Read::Wait(seconds) => {
                "waiting".clone_into(&mut entry.state);
                entry.not_before = now.as_second().saturating_add(seconds);
                entry.told = waits(vendor, seconds);
                crm::save(&self.connection, &entry)?;
                // Whatever else waits would be refused too.
                return Ok(due(None));
            }
            Read::Lost(why) => {
                self.lost(entry, vendor, &kept, &why)?;
                // The network may be gone: the others wait for the next round.
                return Ok(due(None));
            }
            Read::Refused(why) => {
                if entry.step == "create" && matches!(answer.status, 400 | 404) {
                    crm::forget(&self.connection, &entry)?;
                }
                self.refused(entry, vendor, why)?;
            }
            Read::Answer(value) => self.go_on(entry, vendor, &kept, value.as_ref())?,
        }
        self.crm_due(now)
    }

    fn checked(
        &self,
        answer: &CrmAnswer,
        mut kept: Kept,
        vendor: Vendor,
        now: Timestamp,
    ) -> Result<Reply> {
        let api = vendor.api(&kept.client)?;
        let home = match Read::of(answer, vendor) {
            Read::Expired => return Ok(Reply::Crm(CrmReply::Expired)),
            Read::Wait(seconds) => Err(waits(vendor, seconds)),
            Read::Lost(why) | Read::Refused(why) => Err(why),
            Read::Answer(value) => value
                .and_then(|value| vendor.home(&api, &value))
                .ok_or_else(|| no_data(vendor)),
        };
        let (home, told) = match home {
            Ok(home) => (Some(home), String::new()),
            Err(told) => (None, told),
        };
        let is_good = home.is_some();
        (kept.home, kept.told) = (home, told);
        crm::keep(&self.connection, &kept)?;
        if is_good {
            self.crm_due(now)
        } else {
            Ok(due(None))
        }
    }

    /// An answer of the API moves the entry to its next step.
    fn go_on(
        &self,
        mut entry: Entry,
        vendor: Vendor,
        kept: &Kept,
        answer: Option<&Value>,
    ) -> Result<()> {
        let home = kept.home.as_deref().unwrap_or_default();
        "waiting".clone_into(&mut entry.state);
        entry.told.clear();
        let step = match entry.step.as_str() {
            "create" => {
                let Some(record) = answer.and_then(|answer| vendor.created(answer)) else {
                    return self.lost(entry, vendor, kept, "");
                };
                let activity = activity(&self.done(entry.touch)?, &entry, &kept.client.language);
                entry.url = vendor.page(home, &activity, Some(&record));
                if vendor.finish("", &activity, &record).is_some() {
                    "finish".clone_into(&mut entry.step);
                } else {
                    "logged".clone_into(&mut entry.state);
                }
                entry.record = Some(record);
                return crm::save(&self.connection, &entry);
            }
            "finish" => {
                "logged".clone_into(&mut entry.state);
                return crm::save(&self.connection, &entry);
            }
            "person" => Step::Person,
            "lead" => Step::Lead,
            _ => Step::Company,
        };
        match answer.and_then(|answer| vendor.found(step, answer)) {
            None => return self.refused(entry, vendor, no_data(vendor)),
            Some(Found::Several) if step != Step::Company || entry.person.is_none() => {
                let why = format!(
                    "{} has several records of this person or company. Open the right one beside Hookline once, then try again.",
                    vendor.name()
                );
                return self.refused(entry, vendor, why);
            }
            Some(Found::One(record, company)) => {
                let whose = match (step, entry.contact) {
                    (Step::Company, _) => Some(Whose::Account(entry.account)),
                    (_, contact) => contact.map(Whose::Contact),
                };
                if let Some(whose) = whose {
                    crm::remember(&self.connection, home, &record, whose)?;
                }
                if step == Step::Company {
                    entry.company = Some(record);
                } else {
                    (entry.person, entry.company) = (Some(record), company);
                }
            }
            Some(_) => {}
        }
        let next = match step {
            Step::Person => "lead",
            Step::Lead => "company",
            _ => "create",
        };
        next.clone_into(&mut entry.step);
        crm::save(&self.connection, &entry)
    }

    /// No answer came, or none that can be read: a lookup can be put again, a making may have been done.
    pub(super) fn lost(
        &self,
        mut entry: Entry,
        vendor: Vendor,
        kept: &Kept,
        why: &str,
    ) -> Result<()> {
        if entry.step != "create" {
            let why = if why.is_empty() {
                format!("{} did not answer.", vendor.name())
            } else {
                why.to_owned()
            };
            return self.refused(entry, vendor, why);
        }
        "unsure".clone_into(&mut entry.state);
        entry.told = format!(
            "No answer came from {}. The entry may have been logged: look there before it is sent again.",
            vendor.name()
        );
        let home = kept.home.as_deref().unwrap_or_default();
        let activity = activity(&self.done(entry.touch)?, &entry, &kept.client.language);
        entry.url = vendor.page(home, &activity, None);
        crm::save(&self.connection, &entry)
    }

    fn refused(&self, mut entry: Entry, vendor: Vendor, why: String) -> Result<()> {
        if entry.step == "finish" {
            // It is there; that it could not be closed is no reason to make it again.
            "logged".clone_into(&mut entry.state);
            entry.told = format!("It stands in {}, but is still open there.", vendor.name());
        } else {
            refuse(&mut entry, why);
        }
        crm::save(&self.connection, &entry)
    }
}

/// What an answer comes to.
enum Read {
    /// Good; the body when it is JSON.
    Answer(Option<Value>),
    /// The token is no longer good.
    Expired,
    /// To be asked again after so many seconds.
    Wait(i64),
    /// Whether it was carried out is not known.
    Lost(String),
    /// It was not carried out, and why.
    Refused(String),
}

impl Read {
    fn of(answer: &CrmAnswer, vendor: Vendor) -> Self {
        let crm = vendor.name();
        if !answer.failure.is_empty() || answer.status == 0 {
            let why = plain(&answer.failure, 200);
            return Self::Lost(format!("{crm} could not be reached: {why}."));
        }
        let value: Option<Value> = crate::json::read(&answer.body).ok();
        let reason = value
            .as_ref()
            .map(|value| vendor.reason(value))
            .unwrap_or_default();
        if value.as_ref().is_some_and(|value| vendor.is_limit(value)) {
            return Self::Wait(LIMIT_WAIT);
        }
        match answer.status {
            200..=299 => Self::Answer(value),
            401 => Self::Expired,
            429 => {
                let wanted = answer
                    .headers
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case("retry-after"))
                    .and_then(|(_, value)| value.trim().parse().ok())
                    .unwrap_or(USUAL_WAIT);
                Self::Wait(wanted.clamp(1, LONGEST_WAIT))
            }
            403 => Self::Refused(with_reason(
                format!("{crm} does not let this sign-in do that"),
                &reason,
            )),
            500..=599 => Self::Lost(format!("{crm} has a fault of its own. Try again later.")),
            _ => Self::Refused(with_reason(format!("{crm} refused it"), &reason)),
        }
    }
}

fn with_reason(what: String, reason: &str) -> String {
    if reason.is_empty() {
        format!("{what}.")
    } else {
        format!("{what}: “{reason}”")
    }
}

fn waits(vendor: Vendor, seconds: i64) -> String {
    format!(
        "{} has too many requests at the moment. It is asked again after {} min.",
        vendor.name(),
        (seconds + 59) / 60
    )
}

fn no_data(vendor: Vendor) -> String {
    format!(
        "{} answered with a page instead of data. Check the address of the connection.",
        vendor.name()
    )
}
