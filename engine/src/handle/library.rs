//! The library: pains for the core and whole templates, which fit, and what their text should not do.

use super::Engine;
use super::save::plain;
use crate::hook::draft::{DraftInput, draft};
use crate::hook::first_name;
use crate::hook::pains::{self, Pain, Situation};
use crate::ingest::text::plain_lines;
use crate::protocol::{
    AccountId, ContactId, LibraryEntry, LibraryReply, LibraryRequest, LibrarySection, NewsQuery,
    Openers, Proposal, Reply, SignalKind,
};
use crate::store::library::{self, Section};
use crate::store::{account, contact, merge, news, setting};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest title and text, in characters.
const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 4_000;
/// Words of one list of an entry, and earlier versions kept.
const MOST_WORDS: usize = 100;
const MOST_EARLIER: usize = 50;
/// Kinds of facts that the rep may type, the field that holds each, and whether several stand in it.
const FACTS: [(&str, &str, bool); 5] = [
    ("interest", "interests", true),
    ("school", "school", true),
    ("start_date", "start date", false),
    ("team", "team", false),
    ("note", "notes", false),
];
/// Longest fact, in characters.
const LONGEST_FACT: usize = 300;
/// Entries proposed of one section at most.
const MOST_PROPOSALS: u32 = 20;
/// Stories whose kinds count as what happened.
const RECENT_STORIES: u32 = 20;
/// A story older than this many days has not just happened.
const RECENT_DAYS: i64 = 90;
/// Criteria of the draft meter that a text of the library is held against.
const WATCHED: [&str; 6] = [
    "feature_dump",
    "question",
    "reason_to_respond",
    "one_ask",
    "spam_words",
    "sentence_length",
];

impl Engine {
    pub(super) fn library(&mut self, request: LibraryRequest, now: Timestamp) -> Result<Reply> {
        match request {
            LibraryRequest::Entries { section } => self.entries(section),
            LibraryRequest::Save { section, entry } => {
                self.written(|engine| engine.save_entry(section, entry, now))
            }
            LibraryRequest::Remove { section, id } => self.written(|engine| {
                library::remove(&engine.connection, stored(section), &id)?;
                engine.entries(section)
            }),
            LibraryRequest::Share { section } => Ok(Reply::Library(LibraryReply::File {
                name: match section {
                    LibrarySection::Pain => "hookline-pains.json",
                    LibrarySection::Template => "hookline-templates.json",
                }
                .to_owned(),
                text: pains::to_file(&self.library_of(section)?)?,
            })),
            LibraryRequest::TakeShared { section, text } => {
                let shared = pains::from_file(&text)?;
                self.written(|engine| engine.take_shared(section, shared, now))
            }
            LibraryRequest::Fact {
                contact,
                kind,
                value,
            } => self.written(|engine| engine.keep_fact(contact, &kind, &value, now)),
            LibraryRequest::Propose {
                account,
                contact,
                name,
                limit,
            } => self.proposals(account, contact, name.as_deref(), limit, now),
        }
    }

    /// The entries of a section. One that cannot be read is left out; the rest stays of use.
    pub(super) fn library_of(&self, section: LibrarySection) -> Result<Vec<Pain>> {
        Ok(library::bodies(&self.connection, stored(section))?
            .iter()
            .filter_map(|body| crate::json::read(body).ok())
            .collect())
    }

    fn entries(&self, section: LibrarySection) -> Result<Reply> {
        let entries = self.library_of(section)?;
        Ok(Reply::Library(LibraryReply::Entries(
            entries.into_iter().map(to_entry).collect(),
        )))
    }

    fn save_entry(
        &self,
        section: LibrarySection,
        entry: LibraryEntry,
        now: Timestamp,
    ) -> Result<Reply> {
        let known = self.library_of(section)?;
        let mut pain = checked(entry)?;
        if pain.id.is_empty() {
            pain.id = free_id(&pain.title, &known);
        }
        match known.into_iter().find(|known| known.id == pain.id) {
            Some(mut before) => {
                before.revise(std::mem::take(&mut pain.text));
                pain.text = before.text;
                pain.version = before.version;
                pain.earlier = before.earlier;
                pain.earlier.truncate(MOST_EARLIER);
            }
            None => (pain.version, pain.earlier) = (1, Vec::new()),
        }
        self.keep_in_library(section, &pain, now)?;
        self.entries(section)
    }

    fn take_shared(
        &self,
        section: LibrarySection,
        shared: Vec<Pain>,
        now: Timestamp,
    ) -> Result<Reply> {
        let known = self.library_of(section)?;
        for pain in shared {
            let mut pain = checked(to_entry(pain))?;
            if let Some(before) = known.iter().find(|known| known.id == pain.id) {
                let mut before = before.clone();
                before.revise(std::mem::take(&mut pain.text));
                before.version = before.version.max(pain.version);
                (pain.text, pain.version, pain.earlier) =
                    (before.text, before.version, before.earlier);
            }
            self.keep_in_library(section, &pain, now)?;
        }
        self.entries(section)
    }

    fn keep_in_library(&self, section: LibrarySection, pain: &Pain, now: Timestamp) -> Result<()> {
        let body = serde_json::to_string(pain).map_err(|error| {
            Error::input("library", error.to_string(), &*pain.title, "Try again.")
        })?;
        library::keep(
            &self.connection,
            stored(section),
            &pain.id,
            &body,
            now.as_second(),
        )
    }

    fn keep_fact(
        &self,
        person: ContactId,
        kind: &str,
        value: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        let refused =
            |message: String, place: &str, next: &str| Error::input("fact", message, place, next);
        contact::load(&self.connection, person)?
            .ok_or_else(|| Error::Unknown(format!("contact {person}")))?;
        let (_, field, is_list) =
            FACTS
                .iter()
                .find(|(known, ..)| *known == kind)
                .ok_or_else(|| {
                    refused(
                        format!("“{}” is no kind of fact.", plain(kind, 60)),
                        "kind",
                        "Choose one from the list.",
                    )
                })?;
        let mut value = plain(value, LONGEST_FACT);
        if value.is_empty() {
            return Err(refused(
                "There is no fact in what was typed.".to_owned(),
                "fact",
                "Type it and save again.",
            ));
        }
        if *field == "start date" && crate::ingest::date::timestamp(&value).is_none() {
            return Err(refused(
                format!("“{value}” is no day."),
                "fact",
                "Write the day as 2023-11-20.",
            ));
        }
        if *is_list && let Some(before) = contact::typed(&self.connection, person, field)? {
            value = format!("{before}; {value}");
        }
        contact::type_fields(
            &self.connection,
            person,
            &[((*field).to_owned(), value)],
            now.as_second(),
        )?;
        Ok(Reply::Done)
    }

    fn proposals(
        &self,
        account: AccountId,
        person: Option<ContactId>,
        name: Option<&str>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let limit = limit.min(MOST_PROPOSALS) as usize;
        let (pains, templates) = (
            self.library_of(LibrarySection::Pain)?,
            self.library_of(LibrarySection::Template)?,
        );
        if pains.is_empty() && templates.is_empty() {
            return Ok(Reply::Library(LibraryReply::Proposals(Vec::new())));
        }
        let openers = self.openers_of(account, person, name, now)?;
        let values = self.values(account, person, name, &openers)?;
        let kinds = self.recent_kinds(account, now)?;
        let value = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.as_str())
                .filter(|value| !value.is_empty())
        };
        let situation = Situation {
            industry: value("industry"),
            title: value("title"),
            kinds: &kinds,
        };
        let mut proposals = Vec::new();
        for (section, library) in [
            (LibrarySection::Pain, &pains),
            (LibrarySection::Template, &templates),
        ] {
            let fits = pains::propose(library, &situation);
            proposals.extend(
                fits.iter()
                    .take(limit)
                    .map(|fit| self.proposal(section, fit, &values, &openers, now))
                    .collect::<Result<Vec<_>>>()?,
            );
        }
        Ok(Reply::Library(LibraryReply::Proposals(proposals)))
    }

    fn proposal(
        &self,
        section: LibrarySection,
        fit: &pains::Fit<'_>,
        values: &[(&'static str, String)],
        openers: &Openers,
        now: Timestamp,
    ) -> Result<Proposal> {
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (text, missing) = fit.pain.filled(&values);
        let (subject, more) = pains::filled(&fit.pain.subject, &values);
        let holds_opener = fit.pain.variables().contains(&"opener");
        let mut missing_all = missing;
        for name in more {
            if !missing_all.contains(&name) {
                missing_all.push(name);
            }
        }
        Ok(Proposal {
            section,
            id: fit.pain.id.clone(),
            title: fit.pain.title.clone(),
            subject,
            warnings: self.warnings(&text, now)?,
            text,
            fit: fit.fit,
            why: fit.why.clone(),
            missing: missing_all,
            opener: openers
                .openers
                .first()
                .filter(|_| holds_opener)
                .map(|opener| opener.id.clone()),
        })
    }

    /// What the draft meter objects to in the text of an entry.
    fn warnings(&self, text: &str, now: Timestamp) -> Result<Vec<String>> {
        let product_nouns = self.product_nouns()?;
        let reading = draft(&DraftInput {
            subject: "",
            text,
            product_nouns: &product_nouns,
            sources: None,
            settings: &self.draft_settings()?,
            now,
        });
        Ok(reading
            .criteria
            .into_iter()
            .filter(|one| one.met == Some(false) && WATCHED.contains(&one.name.as_str()))
            .map(|one| one.finding)
            .collect())
    }

    /// What the variables stand for; empty where nobody knows.
    fn values(
        &self,
        account: AccountId,
        person: Option<ContactId>,
        name: Option<&str>,
        openers: &Openers,
    ) -> Result<Vec<(&'static str, String)>> {
        let row = account::load_row(&self.connection, account)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        let person = match person {
            Some(id) => contact::load(&self.connection, id)?,
            None => None,
        };
        let full = person
            .as_ref()
            .map(|person| person.name.clone())
            .or_else(|| name.map(|name| plain(name, LONGEST_TITLE)))
            .unwrap_or_default();
        let fields = merge::fields(&account::records(&self.connection, account)?);
        let state = fields.iter().find(|field| field.field == "state");
        Ok(vec![
            ("first_name", first_name(&full).unwrap_or_default()),
            ("name", full),
            (
                "title",
                person.and_then(|person| person.title).unwrap_or_default(),
            ),
            ("account", crate::hook::spoken_name(&row.name).to_owned()),
            ("domain", row.domain.unwrap_or_default()),
            ("industry", row.industry.unwrap_or_default()),
            ("city", row.city.unwrap_or_default()),
            (
                "state",
                state.map(|field| field.value.clone()).unwrap_or_default(),
            ),
            ("country", row.country.unwrap_or_default()),
            ("my_name", setting::get(&self.connection, "rep_name")?),
            (
                "opener",
                openers
                    .openers
                    .first()
                    .map(|one| one.text.clone())
                    .unwrap_or_default(),
            ),
            (
                "ps",
                openers
                    .postscripts
                    .first()
                    .map(|one| one.text.clone())
                    .unwrap_or_default(),
            ),
        ])
    }

    /// Kinds of what happened lately, the latest first.
    fn recent_kinds(&self, account: AccountId, now: Timestamp) -> Result<Vec<SignalKind>> {
        let query = NewsQuery {
            account: Some(account),
            limit: RECENT_STORIES,
            ..NewsQuery::default()
        };
        let stories = news::page(&self.connection, &query, now.as_second())?.stories;
        let mut kinds = Vec::new();
        for story in stories.iter().filter(|story| story.age_days <= RECENT_DAYS) {
            for reading in &story.kinds {
                if !kinds.contains(&reading.kind) {
                    kinds.push(reading.kind);
                }
            }
        }
        Ok(kinds)
    }
}

const fn stored(section: LibrarySection) -> Section {
    match section {
        LibrarySection::Pain => Section::Pain,
        LibrarySection::Template => Section::Template,
    }
}

fn to_entry(pain: Pain) -> LibraryEntry {
    LibraryEntry {
        id: pain.id,
        title: pain.title,
        subject: pain.subject,
        text: pain.text,
        industries: pain.industries,
        functions: pain.functions,
        triggers: pain.triggers,
        version: pain.version,
        earlier: pain.earlier,
    }
}

/// An entry fit to be kept.
fn checked(entry: LibraryEntry) -> Result<Pain> {
    let words = |list: Vec<String>| {
        let mut kept: Vec<String> = Vec::new();
        for word in list.iter().take(MOST_WORDS) {
            let word = plain(word, LONGEST_TITLE);
            if !word.is_empty() && !kept.contains(&word) {
                kept.push(word);
            }
        }
        kept
    };
    let pain = Pain {
        id: plain(&entry.id, LONGEST_TITLE),
        title: plain(&entry.title, LONGEST_TITLE),
        subject: plain(&entry.subject, LONGEST_TITLE),
        text: plain_lines(&entry.text, LONGEST_TEXT),
        industries: words(entry.industries),
        functions: words(entry.functions),
        triggers: entry.triggers,
        version: entry.version,
        earlier: entry
            .earlier
            .iter()
            .take(MOST_EARLIER)
            .map(|text| plain_lines(text, LONGEST_TEXT))
            .collect(),
    };
    if pain.title.is_empty() || pain.text.is_empty() {
        return Err(Error::input(
            "library_entry",
            "It needs a name and a text.",
            if pain.title.is_empty() {
                "name"
            } else {
                "text"
            },
            "Nothing was kept. Fill in both and save again.",
        ));
    }
    Ok(pain)
}

/// An id made from the title that no other entry has.
fn free_id(title: &str, known: &[Pain]) -> String {
    let mut base: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(60)
        .collect();
    base = base.trim_matches('-').to_owned();
    if base.is_empty() {
        base.push_str("entry");
    }
    let mut id = base.clone();
    let mut number = 2;
    while known.iter().any(|known| known.id == id) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}
