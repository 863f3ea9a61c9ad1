//! Openers: an account's stories, a person's facts and the rep's settings, handed to the hook.

use super::Engine;
use crate::Result;
use crate::hook::{
    self, HookSettings, Length, OpenerAccount, OpenerInput, OpenerPerson, PersonFact,
    PersonFactKind, SensitiveRule, SignalOf, SourcedSignal, Tone, pains,
};
use crate::ingest::date;
use crate::protocol::{AccountId, ContactId, Field, NewsQuery, Openers, Reply, Story};
use crate::store::{account, contact, correction, merge, news, setting, story, touch};
use jiff::Timestamp;

/// Stories that openers are made from.
const MOST_STORIES: u32 = 60;

/// Openers in one reply at most.
const MOST_OPENERS: u32 = 50;

/// Fields of a person that may fill a PS line, by the name under which a list gives them.
const PERSON_FACTS: [(&str, PersonFactKind); 10] = [
    ("interests", PersonFactKind::Interest),
    ("interest", PersonFactKind::Interest),
    ("hobbies", PersonFactKind::Interest),
    ("school", PersonFactKind::School),
    ("university", PersonFactKind::School),
    ("education", PersonFactKind::School),
    ("alma mater", PersonFactKind::School),
    ("anniversary", PersonFactKind::Anniversary),
    ("start date", PersonFactKind::Anniversary),
    ("notes", PersonFactKind::Note),
];

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
            person: self.person(contact, first_name)?,
            signals: self.sourced(account, stories, now)?,
            pains: self.pains()?,
            used: touch::used_openers(&self.connection, account)?,
            muted: correction::muted_openers(&self.connection, account)?,
            results: Vec::new(),
            settings: self.hook_settings()?,
            now,
        };
        Ok(hook::openers(&input))
    }

    fn sourced(
        &self,
        account: AccountId,
        stories: Vec<Story>,
        now: Timestamp,
    ) -> Result<Vec<SourcedSignal>> {
        let mut signals = Vec::with_capacity(stories.len());
        for story in stories {
            let sure = story::confidence(&self.connection, story.id, account)?;
            signals.push(signal(story, sure, now));
        }
        Ok(signals)
    }

    fn person(
        &self,
        contact: Option<ContactId>,
        first_name: Option<&str>,
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
        Ok(Some(OpenerPerson {
            name: person.name,
            title: person.title,
            facts: fields.iter().filter_map(person_fact).collect(),
        }))
    }

    fn pains(&self) -> Result<Vec<pains::Pain>> {
        let text = setting::get(&self.connection, "pains")?;
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        // A library that cannot be read costs the rank a factor, not the rep the openers.
        Ok(pains::from_file(&text).unwrap_or_default())
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

fn person_fact(field: &Field) -> Option<PersonFact> {
    let name = field.field.to_lowercase().replace(['_', '-'], " ");
    let (_, kind) = PERSON_FACTS.iter().find(|(known, _)| *known == name)?;
    Some(PersonFact {
        kind: *kind,
        date: (*kind == PersonFactKind::Anniversary)
            .then(|| date::timestamp(&field.value))
            .flatten(),
        value: field.value.clone(),
        detail: String::new(),
        good: None,
        provenance: field.provenance.clone(),
    })
}
