//! Numbers that can be dialled, calls for the ledger, and the CRM's own form for a doing.

use super::Engine;
use super::save::plain;
use crate::cadence::{clock, dial, log_link, phone};
use crate::ingest::text::plain_lines;
use crate::phrases::sentence;
use crate::protocol::{
    AccountId, CALL_OUTCOMES, CallLog, CallReply, CallRequest, Contact, ContactId, DialNumber,
    LogForm, Reply, TimeThere, Touch,
};
use crate::store::{account, contact, merge, setting, touch};
use crate::{Error, Result};
use jiff::Timestamp;

/// Texts of a page that are searched for numbers, and numbers told, at most.
const MOST_TEXTS: usize = 60;
const MOST_NUMBERS: usize = 60;
/// People of the account whose numbers are told.
const MOST_PEOPLE: u32 = 50;
/// Longest note of a call and longest text of a page, in characters.
const LONGEST_NOTE: usize = 20_000;
const LONGEST_TEXT: usize = 20_000;
/// Longest call, in seconds: a day.
const LONGEST_CALL: u32 = 86_400;
/// Words in the name of a field that holds a number.
const NUMBER_FIELDS: [&str; 6] = ["phone", "mobile", "cell", "telefon", "tel", "móvil"];

impl Engine {
    pub(super) fn call(&mut self, request: CallRequest, now: Timestamp) -> Result<Reply> {
        match request {
            CallRequest::Numbers {
                account,
                contact,
                texts,
            } => self.numbers(account, contact, &texts, now),
            CallRequest::Log(call) => self.written(|engine| engine.log_call(&call, now)),
            CallRequest::Unlog { touch } => self.written(|engine| engine.unlog(touch)),
            CallRequest::Form {
                touch,
                page,
                language,
            } => self.form(touch, &page, &language),
        }
    }

    fn numbers(
        &self,
        account: Option<AccountId>,
        person: Option<ContactId>,
        texts: &[String],
        now: Timestamp,
    ) -> Result<Reply> {
        let dialler = self.dialler(now)?;
        let mut numbers = Numbers::default();
        if let Some(id) = person
            && let Some(person) = contact::load(&self.connection, id)?
        {
            for field in merge::fields(&contact::records(&self.connection, id)?) {
                if holds_number(&field.field) {
                    numbers.add(&dialler, &field.value, "contact", Some(&person));
                }
            }
        }
        for text in texts.iter().take(MOST_TEXTS) {
            let text: String = text.chars().take(LONGEST_TEXT).collect();
            if numbers.add(&dialler, &text, "page", None) {
                continue;
            }
            for found in phone::find(&text, &dialler.region) {
                numbers.add_parsed(&dialler, &found.phone.national, &found.phone, "page", None);
            }
        }
        if let Some(account) = account {
            for field in merge::fields(&account::records(&self.connection, account)?) {
                if holds_number(&field.field) {
                    numbers.add(&dialler, &field.value, "account", None);
                }
            }
            for person in contact::at_account(&self.connection, account, MOST_PEOPLE)? {
                if let Some(written) = person.phone.clone() {
                    numbers.add(&dialler, &written, "contact", Some(&person));
                }
            }
        }
        Ok(Reply::Call(CallReply::Numbers(numbers.0)))
    }

    fn dialler(&self, now: Timestamp) -> Result<Dialler> {
        let hour = |name| -> Result<i8> {
            Ok(i8::try_from(setting::number(&self.connection, name)?).unwrap_or_default())
        };
        Ok(Dialler {
            region: setting::get(&self.connection, "phone_region")?,
            template: setting::get(&self.connection, "dial_template")?,
            polite: [hour("call_from_hour")?, hour("call_to_hour")?],
            now,
        })
    }

    fn log_call(&self, call: &CallLog, now: Timestamp) -> Result<Reply> {
        self.known(call.account)?;
        if !CALL_OUTCOMES.contains(&call.outcome.as_str()) {
            return Err(Error::input(
                "unknown_outcome",
                format!("“{}” is no outcome of a call.", plain(&call.outcome, 60)),
                "outcome",
                format!("Give one of {}.", CALL_OUTCOMES.join(", ")),
            ));
        }
        let person = self.known_person(call.contact)?;
        let number = plain(&call.number, 60);
        let doing = touch::Doing {
            account: call.account,
            contact: call.contact,
            person: person.as_ref().map(|person| person.name.as_str()),
            channel: "call",
            note: &plain_lines(&call.note, LONGEST_NOTE),
            outcome: Some(&call.outcome),
            number: (!number.is_empty()).then_some(number.as_str()),
            seconds: Some(call.seconds.min(LONGEST_CALL)),
            at: now.as_second(),
            ..touch::Doing::default()
        };
        let id = touch::add(&self.connection, &doing)?;
        let kept = self.touch(id)?;
        Ok(Reply::Call(CallReply::Logged(kept)))
    }

    fn unlog(&self, id: i64) -> Result<Reply> {
        let account = self.touch(id)?.account;
        touch::remove(&self.connection, id)?;
        self.touches(account)
    }

    fn touch(&self, id: i64) -> Result<Touch> {
        touch::load(&self.connection, id)?
            .ok_or_else(|| Error::Unknown(format!("entry {id} of the ledger")))
    }

    /// The form of the CRM whose page is open; where it has none, the same in words to paste. A language that
    /// was chosen for the connected CRM comes before the view's.
    fn form(&self, id: i64, page: &str, language: &str) -> Result<Reply> {
        let chosen = self.crm_language()?;
        let language = if chosen.is_empty() { language } else { &chosen };
        let done = self.touch(id)?;
        let page: String = page.chars().take(LONGEST_TEXT).collect();
        let day = done
            .at
            .parse::<Timestamp>()
            .map(|at| jiff::tz::TimeZone::UTC.to_datetime(at).date())
            .unwrap_or(jiff::civil::Date::ZERO);
        let subject = subject(&done, language);
        let doing = log_link::Doing {
            subject: subject.clone(),
            notes: notes(&done, language),
            day,
            call: done.channel == "call",
            number: done.number.clone().unwrap_or_default(),
        };
        let ids = record_ids(&page);
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let forms = [
            ("Salesforce", log_link::salesforce(&page, &ids, &doing).ok()),
            ("Dynamics 365", log_link::dynamics(&page, &doing).ok()),
        ];
        let (crm, url) = forms
            .into_iter()
            .find(|(_, url)| url.is_some())
            .unwrap_or(("", None));
        Ok(Reply::Call(CallReply::Form(LogForm {
            crm: crm.to_owned(),
            url,
            text: format!("{subject}\n{day}\n{}", doing.notes)
                .trim_end()
                .to_owned(),
        })))
    }
}

/// How numbers are read and dialled.
struct Dialler {
    region: String,
    template: String,
    polite: [i8; 2],
    now: Timestamp,
}

/// Numbers, each once.
#[derive(Default)]
struct Numbers(Vec<DialNumber>);

impl Numbers {
    /// Adds a text that is one number; false when it is none.
    fn add(
        &mut self,
        dialler: &Dialler,
        written: &str,
        source: &str,
        person: Option<&Contact>,
    ) -> bool {
        match phone::parse(written, &dialler.region) {
            Ok(parsed) => {
                self.add_parsed(dialler, written, &parsed, source, person);
                true
            }
            Err(_) => false,
        }
    }

    fn add_parsed(
        &mut self,
        dialler: &Dialler,
        written: &str,
        parsed: &phone::Phone,
        source: &str,
        person: Option<&Contact>,
    ) {
        if let Some(known) = self.0.iter_mut().find(|known| known.e164 == parsed.e164) {
            // The same number on the page and in the database: now it is known whose it is.
            if known.person.is_none() {
                known.person = person.map(|person| person.name.clone());
                known.contact = person.and_then(|person| person.id);
            }
            return;
        }
        if self.0.len() >= MOST_NUMBERS {
            return;
        }
        let home = parsed.country.as_deref() == Some(&*dialler.region.to_ascii_uppercase());
        let mut shown = if home {
            parsed.national.clone()
        } else {
            parsed.international.clone()
        };
        if !parsed.extension.is_empty() {
            shown.push_str(" ext. ");
            shown.push_str(&parsed.extension);
        }
        self.0.push(DialNumber {
            written: plain(written, 60),
            shown,
            e164: parsed.e164.clone(),
            // A template that cannot be used costs the softphone, not the call.
            href: dial::link(parsed, &dialler.template).unwrap_or_else(|_| dial::tel(parsed)),
            line: line(parsed.line).to_owned(),
            country: parsed.country.clone(),
            source: source.to_owned(),
            person: person.map(|person| person.name.clone()),
            contact: person.and_then(|person| person.id),
            time: clock::local_time_within(&parsed.e164, dialler.now, dialler.polite).map(time),
        });
    }
}

fn time(there: clock::LocalTime) -> TimeThere {
    let shown = |time: jiff::civil::Time| format!("{}:{:02}", time.hour(), time.minute());
    TimeThere {
        from: shown(there.from),
        to: shown(there.to),
        weekend: there.weekend,
        odd: there.odd,
    }
}

const fn line(line: phone::Line) -> &'static str {
    match line {
        phone::Line::Fixed => "fixed",
        phone::Line::Mobile => "mobile",
        phone::Line::FixedOrMobile => "fixed_or_mobile",
        phone::Line::TollFree => "toll_free",
        phone::Line::Premium => "premium",
        phone::Line::Other => "other",
    }
}

fn holds_number(field: &str) -> bool {
    field
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| NUMBER_FIELDS.contains(&word) || word.starts_with("phone"))
}

/// Ids of Salesforce records in the address of its page.
fn record_ids(page: &str) -> Vec<String> {
    page.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| {
            matches!(part.len(), 15 | 18)
                && ["001", "003", "006", "00Q"]
                    .iter()
                    .any(|start| part.starts_with(start))
        })
        .take(10)
        .map(str::to_owned)
        .collect()
}

/// What was done and with whom, in `language`.
pub(super) fn subject(done: &Touch, language: &str) -> String {
    let what = match done.channel.as_str() {
        "call" => "Call",
        "email" | "opener" | "link" => "Email",
        "social" => "Social touch",
        "task" => "Task",
        "reply" => "Reply",
        _ => "Note",
    };
    match &done.contact {
        Some(person) => labelled(what, person, language),
        None => sentence(what, language),
    }
}

/// Outcome, duration and the rep's own note, a line each, in `language`.
pub(super) fn notes(done: &Touch, language: &str) -> String {
    let mut lines = Vec::new();
    if let Some(outcome) = &done.outcome {
        let outcome = match outcome.as_str() {
            "no_answer" => "no answer",
            "wrong_number" => "wrong number",
            word => word,
        };
        let outcome = sentence(outcome, language);
        lines.push(labelled("Outcome", &outcome, language));
    }
    if let Some(seconds) = done.seconds.filter(|seconds| *seconds > 0) {
        let duration = format!("{}:{:02}", seconds / 60, seconds % 60);
        lines.push(labelled("Duration", &duration, language));
    }
    if !done.note.is_empty() {
        lines.push(done.note.clone());
    }
    lines.join("\n")
}

/// The word for a text, in `language`, before the text as it is.
pub(super) fn labelled(word: &str, text: &str, language: &str) -> String {
    format!("{}: {text}", sentence(word, language))
}
