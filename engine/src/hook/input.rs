//! What the openers are made from: the account, the person, the signals, and what the rep set.

use super::pains::Pain;
use super::results::KindResult;
use crate::protocol::{Answer, ContentType, Fact, KindReading, Provenance, SourceClass, Stance};
use jiff::Timestamp;

/// The company that the mail speaks of.
#[derive(Debug, Clone, Default)]
pub struct OpenerAccount {
    /// Name as stored; the legal form is left off in a sentence.
    pub name: String,
    /// Other names by which headlines call it.
    pub aliases: Vec<String>,
    /// Registrable domain.
    pub domain: Option<String>,
    /// Industry in the words of its source.
    pub industry: Option<String>,
}

/// What a fact about a person is. Nothing else may fill a PS line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonFactKind {
    /// Something the person says they like: `value` is the thing ("sailing").
    Interest,
    /// A school or university: `value` is its name.
    School,
    /// First day with the company: `date` says when; `value` may repeat it.
    Anniversary,
    /// A role that began on `date`: `value` is the role.
    NewRole,
    /// A result of the home town's team: `value` is the team, `detail` the result.
    TeamResult,
    /// The rep's own note, verbatim.
    Note,
}

impl PersonFactKind {
    /// The name in the store and on a part of a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interest => "interest",
            Self::School => "school",
            Self::Anniversary => "anniversary",
            Self::NewRole => "new role",
            Self::TeamResult => "team result",
            Self::Note => "note",
        }
    }

    /// The kind with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Interest,
            Self::School,
            Self::Anniversary,
            Self::NewRole,
            Self::TeamResult,
            Self::Note,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

/// One fact about the person, with its source.
#[derive(Debug, Clone)]
pub struct PersonFact {
    /// What it is.
    pub kind: PersonFactKind,
    /// The value, verbatim from the source.
    pub value: String,
    /// More words of the source ("Patriots 24, Jets 17"); may be empty.
    pub detail: String,
    /// The day it speaks of, when there is one.
    pub date: Option<Timestamp>,
    /// For a result: true when it is good news for the person, `None` when the source does not say.
    pub good: Option<bool>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The person the mail goes to.
#[derive(Debug, Clone, Default)]
pub struct OpenerPerson {
    /// Full name as stored.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Facts that may fill a PS line.
    pub facts: Vec<PersonFact>,
}

/// Whom a signal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignalOf {
    /// The company.
    #[default]
    Account,
    /// The person: a post, a talk, a podcast, pasted by the rep or found.
    Person,
}

/// One story with what is understood of it.
#[derive(Debug, Clone)]
pub struct SourcedSignal {
    /// The story's id in the database.
    pub story: Option<i64>,
    /// Headline, plain text, as published.
    pub title: String,
    /// Summary, plain text; may be empty.
    pub summary: String,
    /// Link; anything but `http(s)` is left out of the opener.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published; `None` when the source is silent.
    pub published: Option<Timestamp>,
    /// When Hookline fetched it.
    pub fetched: Timestamp,
    /// How the source came to know it.
    pub class: SourceClass,
    /// What sort of text it is.
    pub content_type: ContentType,
    /// Whom it is about.
    pub of: SignalOf,
    /// The kinds it reports, most confident first; may be empty.
    pub kinds: Vec<KindReading>,
    /// How it stands to the event.
    pub stance: Stance,
    /// True only when congratulating is fitting.
    pub congratulate: bool,
    /// Facts with their spans.
    pub facts: Vec<Fact>,
    /// Is it about the account?
    pub about: Answer,
    /// How sure that is, 0 to 1.
    pub about_confidence: f64,
}

/// How a sentence sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Says what was seen.
    #[default]
    Plain,
    /// Congratulates, where that is fitting.
    Warm,
    /// Asks about it.
    Asking,
}

impl Tone {
    /// The name in the settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Warm => "warm",
            Self::Asking => "asking",
        }
    }

    /// The tone with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Plain, Self::Warm, Self::Asking]
            .into_iter()
            .find(|tone| tone.name() == name)
    }
}

/// How long a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Length {
    /// The bare hook.
    Short,
    /// With the company or the publisher.
    #[default]
    Medium,
    /// With the publisher and the day.
    Long,
}

impl Length {
    /// The name in the settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Medium => "medium",
            Self::Long => "long",
        }
    }

    /// The length with that [`name`](Self::name), if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Short, Self::Medium, Self::Long]
            .into_iter()
            .find(|length| length.name() == name)
    }
}

/// What to do with layoffs, insolvency, suits and breaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SensitiveRule {
    /// Only a neutral sentence that names the source, ranked low.
    #[default]
    Neutral,
    /// No opener.
    Never,
}

/// What the rep set for openers.
#[derive(Debug, Clone, Copy, Default)]
pub struct HookSettings {
    /// Preferred tone.
    pub tone: Tone,
    /// Preferred length.
    pub length: Length,
    /// Sensitive news.
    pub sensitive: SensitiveRule,
    /// True writes "12 November", false "November 12".
    pub day_first: bool,
}

/// Everything [`openers`](super::openers) looks at.
#[derive(Debug, Clone)]
pub struct OpenerInput {
    /// The company.
    pub account: OpenerAccount,
    /// The person, when known.
    pub person: Option<OpenerPerson>,
    /// What is known to have happened, in any order.
    pub signals: Vec<SourcedSignal>,
    /// The rep's pain library.
    pub pains: Vec<Pain>,
    /// Ids of openers already used with this account, by anybody on the team.
    pub used: Vec<String>,
    /// Ids of openers the rep does not want for this account.
    pub muted: Vec<String>,
    /// The rep's own results per hook kind.
    pub results: Vec<KindResult>,
    /// What the rep set.
    pub settings: HookSettings,
    /// The moment the openers are for.
    pub now: Timestamp,
}
