//! Cadences: plans of steps over several channels, people in them, and what is due.

use crate::{AccountId, Contact, ContactId, DialNumber};
use serde::{Deserialize, Serialize};

/// What a view may ask about cadences. `today` is the rep's own day (`YYYY-MM-DD`), since the engine
/// knows no time zone of the rep; empty means the day in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceRequest {
    /// Every plan.
    Plans,
    /// Keeps a plan. People who are in it already stay with the plan they began.
    #[cfg(feature = "workspace")]
    Save {
        /// The plan.
        plan: CadencePlan,
        /// Its name before, when that was changed.
        #[serde(default)]
        was: String,
    },
    /// Removes a plan. People who are in it stay in it.
    #[cfg(feature = "workspace")]
    Remove {
        /// Its name.
        name: String,
    },
    /// All plans as one file.
    #[cfg(feature = "workspace")]
    Share,
    /// Takes over the plans of a share file (JSON), or of a table (CSV) with the columns `cadence`,
    /// `day`, `channel`, `title`.
    #[cfg(feature = "workspace")]
    TakeShared {
        /// The file's text.
        text: String,
    },
    /// Puts a person (or an account as such) into a cadence.
    Enrol {
        /// Name of the plan.
        cadence: String,
        /// The account.
        account: AccountId,
        /// The person.
        #[serde(default)]
        contact: Option<ContactId>,
        /// The first day.
        #[serde(default)]
        today: String,
    },
    /// What is due by today, over all accounts, what waited longest first.
    Due {
        /// The day.
        #[serde(default)]
        today: String,
        /// Most steps.
        limit: u32,
    },
    /// Who is in which cadence at an account.
    Of {
        /// The account.
        account: AccountId,
        /// The day.
        #[serde(default)]
        today: String,
    },
    /// Does something with a person's cadence.
    Act {
        /// The enrolment.
        enrolment: i64,
        /// What.
        act: CadenceAct,
        /// The day.
        #[serde(default)]
        today: String,
    },
}

/// What the rep does with a person's cadence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceAct {
    /// The step was done; logged in the ledger as well.
    Done {
        /// The step, from 0.
        step: u32,
        /// What was done, in the rep's words; may be empty.
        #[serde(default)]
        note: String,
    },
    /// The step is left out.
    Skip {
        /// The step, from 0.
        step: u32,
    },
    /// Nothing is due until it goes on.
    Pause,
    /// Goes on; the rest moves by the days of the pause.
    Resume,
    /// The person answered: stops or pauses, as the plan says.
    Replied,
    /// Ends it.
    Stop,
}

/// A plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CadencePlan {
    /// Its name.
    pub name: String,
    /// The steps, in order of their days.
    pub steps: Vec<CadenceStep>,
    /// True moves what falls on a weekend to Monday.
    #[serde(default)]
    pub working_days: bool,
    /// True pauses on a reply, false stops.
    #[serde(default)]
    pub pause_on_reply: bool,
    /// True for the example that is offered while there is no plan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
}

/// One step of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CadenceStep {
    /// Days after the start.
    pub day: u16,
    /// `call`, `email`, `social`, `task`.
    pub channel: String,
    /// What to do.
    pub title: String,
}

/// The answer to a [`CadenceRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CadenceReply {
    /// To `Plans`, `Save`, `Remove` and `TakeShared`.
    Plans(Vec<CadencePlan>),
    /// To `Share`.
    #[cfg(feature = "workspace")]
    File {
        /// Name for the file.
        name: String,
        /// Its text.
        text: String,
    },
    /// To `Due`.
    Due {
        /// The steps.
        steps: Vec<DueStep>,
        /// How many are due in all.
        total: u64,
        /// When the next steps after today fall due.
        #[serde(default)]
        next: Option<NextDue>,
    },
    /// To `Enrol`, `Of` and `Act`: who is in which cadence at the account.
    Enrolments(Vec<Enrolment>),
}

/// What falls due next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDue {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Steps of that day.
    pub steps: u64,
}

/// A step that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DueStep {
    /// The enrolment.
    pub enrolment: i64,
    /// Name of the cadence.
    pub cadence: String,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// The person.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// The step, from 0.
    pub step: u32,
    /// Steps in all.
    pub steps: u32,
    /// `call`, `email`, `social`, `task`.
    pub channel: String,
    /// What to do.
    pub title: String,
    /// The day it fell due, `YYYY-MM-DD`.
    pub day: String,
    /// Days it is late.
    pub late: i64,
    /// The person's number with the time there, when there is one.
    #[serde(default)]
    pub number: Option<DialNumber>,
}

/// A person in a cadence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Identifies the enrolment.
    pub id: i64,
    /// Name of the cadence.
    pub cadence: String,
    /// The person's name; `None` for the account as such.
    #[serde(default)]
    pub contact: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    pub started: String,
    /// `active`, `paused`, `finished`, `replied`, `stopped`.
    pub state: String,
    /// The steps.
    pub steps: Vec<EnrolmentStep>,
    /// The next open step, from 0.
    #[serde(default)]
    pub next: Option<u32>,
    /// True when the next step is due today or before.
    pub due: bool,
}

/// How one step of a person's cadence stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentStep {
    /// `call`, `email`, `social`, `task`.
    pub channel: String,
    /// What to do.
    pub title: String,
    /// `done`, `skipped` or `open`.
    pub state: String,
    /// The day it was done or will be due, `YYYY-MM-DD`.
    pub day: String,
}
