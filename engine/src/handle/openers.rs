//! Openers: an account's stories, a person's facts and the rep's settings, handed to the hook.

use super::Engine;
use crate::Result;
use crate::hook::{
    self, HookSettings, Length, OpenerAccount, OpenerInput, OpenerPerson, PersonFact,
    PersonFactKind, SensitiveRule, SignalOf, SourcedSignal, Tone, pains, team,
};
use crate::ingest::date;
use crate::protocol::{
    AccountId, ContactId, Field, LibrarySection, NewsQuery, Openers, Reply, Story,
};
use crate::store::{account, contact, correction, merge, news, setting, story, touch};
use jiff::Timestamp;

/// Stories that openers are made from.
const MOST_STORIES: u32 = 60;

/// Openers in one reply at most.
const MOST_OPENERS: u32 = 50;

/// Fields of a person that may fill a PS line, by the name under which a list gives them.
const PERSON_FACTS: [(PersonFactKind, &[&str]); 5] = [
    (
        PersonFactKind::Interest,
        &[
            "interests",
            "interest",
            "hobbies",
            "hobby",
            "likes",
            "sports",
            "favorite sport",
            "interessen",
            "hobbys",
            "intereses",
            "aficiones",
        ],
    ),
    (
        PersonFactKind::School,
        &[
            "school",
            "schools",
            "university",
            "college",
            "education",
            "alma mater",
            "schule",
            "hochschule",
            "universität",
            "universidad",
            "escuela",
        ],
    ),
    (
        PersonFactKind::Anniversary,
        &[
            "anniversary",
            "work anniversary",
            "work birthday",
            "start date",
            "hire date",
            "joined",
            "joined on",
            "joined company",
            "employee since",
            "eintrittsdatum",
            "dienstjubiläum",
            "fecha de incorporación",
        ],
    ),
    (
        PersonFactKind::NewRole,
        &[
            "role since",
            "in role since",
            "title since",
            "new role since",
            "promoted on",
            "in position since",
            "position seit",
            "rolle seit",
            "en el cargo desde",
        ],
    ),
    (
        PersonFactKind::Note,
        &[
            "notes",
            "note",
            "personal note",
            "ps note",
            "notiz",
            "notizen",
            "nota",
            "notas",
        ],
    ),
];

/// Words of a header that make its interests or schools something of business.
const OF_BUSINESS: [&str; 22] = [
    "account",
    "area",
    "areas",
    "business",
    "buying",
    "company",
    "content",
    "degree",
    "id",
    "lead",
    "level",
    "newsletter",
    "product",
    "products",
    "purchase",
    "rate",
    "service",
    "services",
    "solution",
    "topic",
    "topics",
    "year",
];
/// Words of a header in which one of them may say what it holds.
const LONGEST_HEADER: usize = 4;

/// Fields that name the team of the person's home town.
const TEAM_FIELDS: [&str; 9] = [
    "team",
    "home team",
    "favorite team",
    "favourite team",
    "sports team",
    "hometown team",
    "lieblingsverein",
    "verein",
    "equipo",
];

/// Stories of the sports feeds that are looked at, and facts of one field at most.
const MOST_RESULTS: u32 = 200;
const MOST_FACTS_OF_FIELD: usize = 10;

impl Engine {
    pub(super) fn openers(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        first_name: Option<&str>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        let mut openers = self.openers_of(account, contact, first_name, now)?;
        let limit = limit.min(MOST_OPENERS) as usize;
        openers.openers.truncate(limit);
        openers.postscripts.truncate(limit);
        Ok(Reply::Openers(openers))
    }

    /// Openers and PS lines for an account and, perhaps, a person.
    pub(super) fn openers_of(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        first_name: Option<&str>,
        now: Timestamp,
    ) -> Result<Openers> {
        let Some(row) = account::load_row(&self.connection, account)? else {
            return Err(crate::Error::Unknown(format!("account {account}")));
        };
        let query = NewsQuery {
            account: Some(account),
            limit: MOST_STORIES,
            ..NewsQuery::default()
        };
        let stories = news::page(&self.connection, &query, now.as_second())?.stories;
        let input = OpenerInput {
            account: OpenerAccount {
                name: row.name,
                aliases: Vec::new(),
                domain: row.domain,
                industry: row.industry,
            },
            person: self.person(contact, first_name, now)?,
            signals: self.sourced(account, contact, stories, now)?,
            pains: self.pains()?,
            used: touch::used_openers(&self.connection, account)?,
            muted: correction::muted_openers(&self.connection, account)?,
            results: self.hook_results()?,
            settings: self.hook_settings()?,
            now,
        };
        Ok(hook::openers(&input))
    }

    fn sourced(
        &self,
        account: AccountId,
        contact: Option<ContactId>,
        stories: Vec<Story>,
        now: Timestamp,
    ) -> Result<Vec<SourcedSignal>> {
        let mut signals = Vec::with_capacity(stories.len());
        for story in stories {
            let people = story::people(&self.connection, story.id)?;
            // What is about one person is nothing to tell another of.
            if !people.is_empty() && !contact.is_some_and(|contact| people.contains(&contact)) {
                continue;
            }
            let sure = story::confidence(&self.connection, story.id, account)?;
            let mut signal = signal(story, sure, now);
            if !people.is_empty() {
                signal.of = SignalOf::Person;
            }
            signals.push(signal);
        }
        Ok(signals)
    }

    fn person(
        &self,
        contact: Option<ContactId>,
        first_name: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<OpenerPerson>> {
        let stranger = |name: &str| OpenerPerson {
            name: super::save::plain(name, 200),
            ..OpenerPerson::default()
        };
        let Some(id) = contact else {
            return Ok(first_name
                .filter(|name| !name.trim().is_empty())
                .map(stranger));
        };
        let Some(person) = contact::load(&self.connection, id)? else {
            return Err(crate::Error::Unknown(format!("contact {id}")));
        };
        let fields = merge::fields(&contact::records(&self.connection, id)?);
        let title = person.title.as_deref();
        let mut facts: Vec<PersonFact> = fields
            .iter()
            .flat_map(|field| person_facts(field, title))
            .collect();
        for field in fields.iter().filter(|field| is_team(field)) {
            facts.extend(self.team_result(&field.value, now)?);
        }
        Ok(Some(OpenerPerson {
            name: person.name,
            title: person.title,
            facts,
        }))
    }

    /// The latest result of a team that a sports feed which the rep turned on reports.
    fn team_result(&self, team: &str, now: Timestamp) -> Result<Option<PersonFact>> {
        let feeds = setting::get(&self.connection, "sports_feeds")?;
        let feeds: Vec<&str> = feeds
            .split([' ', ',', '\n'])
            .filter(|feed| !feed.is_empty())
            .collect();
        if feeds.is_empty() {
            return Ok(None);
        }
        // Headlines call the New England Patriots the Patriots.
        let query = NewsQuery {
            text: team
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .to_owned(),
            limit: MOST_RESULTS,
            ..NewsQuery::default()
        };
        for story in news::page(&self.connection, &query, now.as_second())?.stories {
            let from = story::feed_address(&self.connection, story.id)?.unwrap_or_default();
            let is_on = feeds.iter().any(|feed| is_of(&from, feed));
            let Some(result) = team::result_of(team, &story.title).filter(|_| is_on) else {
                continue;
            };
            return Ok(Some(PersonFact {
                kind: PersonFactKind::TeamResult,
                value: team.to_owned(),
                detail: result.result,
                date: story.published.parse().ok(),
                good: result.won,
                provenance: story.provenance,
            }));
        }
        Ok(None)
    }

    fn pains(&self) -> Result<Vec<pains::Pain>> {
        self.library_of(LibrarySection::Pain)
    }

    fn hook_settings(&self) -> Result<HookSettings> {
        let get = |name| setting::get(&self.connection, name);
        Ok(HookSettings {
            tone: Tone::from_name(&get("opener_tone")?).unwrap_or_default(),
            length: Length::from_name(&get("opener_length")?).unwrap_or_default(),
            sensitive: match get("sensitive_news")?.as_str() {
                "never" => SensitiveRule::Never,
                _ => SensitiveRule::Neutral,
            },
            day_first: get("day_first")? == "on",
        })
    }
}

fn signal(story: Story, about_confidence: f64, now: Timestamp) -> SourcedSignal {
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    SourcedSignal {
        story: Some(story.id),
        published: story.provenance.published.as_deref().and_then(instant),
        fetched: instant(&story.provenance.fetched).unwrap_or(now),
        class: story.provenance.class,
        title: story.title,
        summary: story.summary,
        url: story.url,
        publisher: story.publisher,
        content_type: story.content_type,
        of: SignalOf::Account,
        kinds: story.kinds,
        stance: story.stance,
        congratulate: story.congratulate,
        facts: story.facts,
        about: story.about,
        about_confidence,
    }
}

/// The facts that one field gives: several interests or schools in a list are several facts, and so are the
/// lines of a note that name what they hold ("Hobbies: sailing, chess").
fn person_facts(field: &Field, title: Option<&str>) -> Vec<PersonFact> {
    let Some(kind) = fact_kind(&field_name(field)) else {
        return Vec::new();
    };
    let fact = |kind: PersonFactKind, value: &str| PersonFact {
        kind,
        date: matches!(kind, PersonFactKind::Anniversary | PersonFactKind::NewRole)
            .then(|| date::timestamp(&field.value))
            .flatten(),
        value: value.to_owned(),
        detail: String::new(),
        good: None,
        provenance: field.provenance.clone(),
    };
    let listed = |kind: PersonFactKind, list: &str| -> Vec<PersonFact> {
        entries(list)
            .into_iter()
            .map(|one| fact(kind, one))
            .collect()
    };
    match kind {
        PersonFactKind::Interest | PersonFactKind::School => listed(kind, &field.value),
        // The field says since when, the title says what.
        PersonFactKind::NewRole => title.map(|title| fact(kind, title)).into_iter().collect(),
        PersonFactKind::Note => {
            let mut rest = Vec::new();
            let mut facts = Vec::new();
            for line in field.value.lines() {
                let named = line.split_once(':').and_then(|(label, list)| {
                    Some((fact_kind(&label.trim().to_lowercase())?, list))
                });
                match named {
                    Some((kind @ (PersonFactKind::Interest | PersonFactKind::School), list)) => {
                        facts.extend(listed(kind, list));
                    }
                    _ => rest.push(line),
                }
            }
            if rest.iter().any(|line| !line.trim().is_empty()) {
                facts.push(fact(kind, rest.join("\n").trim()));
            }
            facts
        }
        _ => vec![fact(kind, &field.value)],
    }
}

/// What a field of that name holds: by the whole name, else by one of its words ("Personal Interests", "Hobby 2").
fn fact_kind(name: &str) -> Option<PersonFactKind> {
    let whole = PERSON_FACTS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(kind, _)| *kind);
    if whole.is_some() {
        return whole;
    }
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    // What a buyer is interested in, and how far a degree goes, is nothing personal.
    if words.len() > LONGEST_HEADER || words.iter().any(|word| OF_BUSINESS.contains(word)) {
        return None;
    }
    [PersonFactKind::Interest, PersonFactKind::School]
        .into_iter()
        .find(|kind| {
            PERSON_FACTS
                .iter()
                .filter(|(known, _)| known == kind)
                .any(|(_, names)| words.iter().any(|word| names.contains(word)))
        })
}

/// The entries of a list as a person or an export writes it: commas, semicolons, bars, bullets, lines, and an
/// "and" before the last.
fn entries(list: &str) -> Vec<&str> {
    let mut entries: Vec<&str> = list
        .split([',', ';', '|', '\n', '\t', '•', '·'])
        .flat_map(|part| part.split(" / "))
        .map(|part| {
            part.trim()
                .trim_start_matches(['-', '–', '*', '&'])
                .trim_start()
        })
        .map(|part| {
            ["and ", "und ", "y "]
                .iter()
                .find_map(|word| part.strip_prefix(word))
                .unwrap_or(part)
        })
        .filter(|part| !part.is_empty())
        .take(MOST_FACTS_OF_FIELD)
        .collect();
    // Alone, "food and wine" is one thing.
    if entries.len() > 1
        && let Some(last) = entries.pop()
    {
        let parts = [" and ", " & ", " und ", " y "]
            .iter()
            .find_map(|word| last.split_once(word));
        match parts {
            Some((one, other)) => entries.extend([one.trim(), other.trim()]),
            None => entries.push(last),
        }
    }
    entries
}

fn is_team(field: &Field) -> bool {
    TEAM_FIELDS.contains(&field_name(field).as_str())
}

fn field_name(field: &Field) -> String {
    field.field.to_lowercase().replace(['_', '-'], " ")
}

/// Is the address the one that the rep named, or on the host that the rep named?
fn is_of(address: &str, named: &str) -> bool {
    let host = |text: &str| {
        text.split("://")
            .last()
            .and_then(|rest| rest.split(['/', '?']).next())
            .map(|host| host.trim_start_matches("www.").to_lowercase())
            .unwrap_or_default()
    };
    address == named
        || (!named.contains('/') && !address.is_empty() && host(address) == host(named))
}
