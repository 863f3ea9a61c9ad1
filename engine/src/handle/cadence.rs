//! Cadences: plans, people in them, what is due, what was done.

mod plan;

use super::Engine;
use crate::cadence::steps::{self, Channel, Standing, StepState};
use crate::protocol::{
    AccountId, CadenceAct, CadencePlan, CadenceReply, CadenceRequest, CallReply, CallRequest,
    ContactId, DialNumber, DueStep, Enrolment, EnrolmentStep, FoundTask, NextDue, Reply,
};
use crate::store::enrolment::{self, Enrolled, Event};
use crate::store::library::{self, Section};
use crate::store::{account, contact, touch};
use crate::{Error, Result};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rapidfuzz::distance::jaro_winkler;

/// People in cadences that are looked at for one day's list.
const MOST_OPEN: u32 = 5_000;
/// From this likeness on a typed word is taken for a word of a step; a missing or a swapped letter stays above.
const ALIKE: f64 = 0.9;
/// Steps in one reply at most.
const MOST_STEPS: usize = 500;
/// Enrolments told of one account.
const MOST_OF_ACCOUNT: u32 = 50;

impl Engine {
    pub(super) fn cadence(&mut self, request: CadenceRequest, now: Timestamp) -> Result<Reply> {
        match request {
            CadenceRequest::Plans => self.plans(),
            CadenceRequest::Save { plan, was } => {
                self.written(|engine| engine.save_plan(plan, &was, now))
            }
            CadenceRequest::Remove { name } => self.written(|engine| {
                library::remove(&engine.connection, Section::Cadence, &name)?;
                engine.plans()
            }),
            CadenceRequest::Share => Ok(reply(CadenceReply::File {
                name: "hookline-cadences.json".to_owned(),
                text: plan::to_file(&self.stored_plans()?),
            })),
            CadenceRequest::TakeShared { text } => {
                let plans = plan::from_file(&text)?;
                self.written(|engine| {
                    for plan in plans {
                        engine.keep_plan(&plan, now)?;
                    }
                    engine.plans()
                })
            }
            CadenceRequest::Enrol {
                cadence,
                account,
                contact,
                today,
            } => self.written(|engine| engine.enrol(&cadence, account, contact, &today, now)),
            CadenceRequest::Due { today, limit } => self.due_steps(&today, limit, now),
            CadenceRequest::Of { account, today } => self.enrolments(account, &today, now),
            CadenceRequest::Act {
                enrolment,
                act,
                today,
            } => self.written(|engine| engine.act(enrolment, &act, &today, now)),
        }
    }

    fn stored_plans(&self) -> Result<Vec<CadencePlan>> {
        Ok(library::bodies(&self.connection, Section::Cadence)?
            .iter()
            .filter_map(|body| crate::json::read(body).ok())
            .collect())
    }

    /// Every plan; while there is none, the example.
    fn plans(&self) -> Result<Reply> {
        let mut plans = self.stored_plans()?;
        if plans.is_empty() {
            plans.push(plan::example());
        }
        Ok(reply(CadenceReply::Plans(plans)))
    }

    fn save_plan(&self, plan: CadencePlan, was: &str, now: Timestamp) -> Result<Reply> {
        let plan = plan::checked(plan)?;
        let known = self.stored_plans()?;
        if was != plan.name && known.iter().any(|known| known.name == plan.name) {
            return Err(Error::input(
                "cadence_name_taken",
                format!("There is a cadence called “{}” already.", plan.name),
                "name",
                "Give it another name.",
            ));
        }
        if !was.is_empty() && was != plan.name {
            library::rename(&self.connection, Section::Cadence, was, &plan.name)?;
        }
        self.keep_plan(&plan, now)?;
        self.plans()
    }

    fn keep_plan(&self, plan: &CadencePlan, now: Timestamp) -> Result<()> {
        library::keep(
            &self.connection,
            Section::Cadence,
            &plan.name,
            &plan::to_json(plan),
            now.as_second(),
        )
    }

    fn enrol(
        &self,
        cadence: &str,
        account: AccountId,
        person: Option<ContactId>,
        today: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        self.known(account)?;
        self.known_person(person)?;
        let mut plans = self.stored_plans()?;
        if plans.is_empty() {
            plans.push(plan::example());
        }
        let plan = plans
            .into_iter()
            .find(|plan| plan.name == cadence)
            .ok_or_else(|| Error::Unknown(cadence.chars().take(120).collect()))?;
        let already = enrolment::of_account(&self.connection, account, MOST_OF_ACCOUNT)?
            .into_iter()
            .any(|one| one.ended.is_none() && one.contact == person && one.cadence == plan.name);
        if already {
            return Err(Error::input(
                "already_in_cadence",
                format!("They are in “{}” already.", plan.name),
                "cadence",
                "Stop it first to begin anew.",
            ));
        }
        let day = day_of(today, now);
        let started = TimeZone::UTC
            .to_timestamp(day.at(0, 0, 0, 0))
            .unwrap_or(now);
        enrolment::add(
            &self.connection,
            account,
            person,
            &plan.name,
            &plan::to_json(&plan),
            started.as_second(),
        )?;
        self.enrolments(account, today, now)
    }

    fn due_steps(&mut self, today: &str, limit: u32, now: Timestamp) -> Result<Reply> {
        let day = day_of(today, now);
        let mut due = Vec::new();
        let mut later = Vec::new();
        for one in enrolment::open(&self.connection, None, MOST_OPEN)? {
            let (plan, standing) = self.standing(&one)?;
            later.extend(standing.after(day));
            for step in standing.due(day) {
                if let StepState::Open(since) = standing.steps[step] {
                    due.push((since, one.clone(), plan.clone(), step));
                }
            }
        }
        crate::order::by(&mut due, |a, b| {
            a.0.cmp(&b.0).then(a.1.id.cmp(&b.1.id)).then(a.3.cmp(&b.3))
        });
        let total = due.len() as u64;
        due.truncate(MOST_STEPS.min(limit as usize));
        let mut steps = Vec::with_capacity(due.len());
        for (since, one, plan, step) in due {
            steps.push(self.due_step(since, &one, &plan, step, day, now)?);
        }
        Ok(reply(CadenceReply::Due {
            steps,
            total,
            next: next_due(&later),
        }))
    }

    fn due_step(
        &mut self,
        since: Date,
        one: &Enrolled,
        plan: &CadencePlan,
        step: usize,
        today: Date,
        now: Timestamp,
    ) -> Result<DueStep> {
        let person = match one.contact {
            Some(id) => contact::load(&self.connection, id)?,
            None => None,
        };
        let name = account::load_row(&self.connection, one.account)?.map(|row| row.name);
        let late = since
            .until(today)
            .map_or(0, |span| i64::from(span.get_days()));
        Ok(DueStep {
            enrolment: one.id,
            cadence: one.cadence.clone(),
            account: one.account,
            account_name: name.unwrap_or_default(),
            number: self.first_number(one, now)?,
            contact: person,
            step: step as u32,
            steps: plan.steps.len() as u32,
            channel: plan.steps[step].channel.clone(),
            title: plan.steps[step].title.clone(),
            day: since.to_string(),
            late: late.max(0),
        })
    }

    /// The number to call, with the time there.
    fn first_number(&mut self, one: &Enrolled, now: Timestamp) -> Result<Option<DialNumber>> {
        let request = CallRequest::Numbers {
            account: one.contact.is_none().then_some(one.account),
            contact: one.contact,
            texts: Vec::new(),
        };
        Ok(match self.call(request, now)? {
            Reply::Call(CallReply::Numbers(numbers)) => numbers.into_iter().next(),
            _ => None,
        })
    }

    fn enrolments(&self, account: AccountId, today: &str, now: Timestamp) -> Result<Reply> {
        self.known(account)?;
        let day = day_of(today, now);
        let mut told = Vec::new();
        for one in enrolment::of_account(&self.connection, account, MOST_OF_ACCOUNT)? {
            told.push(self.enrolment(&one, day)?);
        }
        Ok(reply(CadenceReply::Enrolments(told)))
    }

    fn enrolment(&self, one: &Enrolled, today: Date) -> Result<Enrolment> {
        let (plan, standing) = self.standing(one)?;
        let person = match one.contact {
            Some(id) => contact::load(&self.connection, id)?.map(|person| person.name),
            None => None,
        };
        let utc = |at: Timestamp| TimeZone::UTC.to_datetime(at).date().to_string();
        let steps = plan
            .steps
            .iter()
            .zip(&standing.steps)
            .map(|(step, state)| EnrolmentStep {
                channel: step.channel.clone(),
                title: step.title.clone(),
                state: match state {
                    StepState::Done(_) => "done",
                    StepState::Skipped(_) => "skipped",
                    StepState::Open(_) => "open",
                }
                .to_owned(),
                day: match state {
                    StepState::Done(at) | StepState::Skipped(at) => utc(*at),
                    StepState::Open(day) => day.to_string(),
                },
            })
            .collect();
        let goes_on = one.ended.is_none();
        let state = match (&one.ended, standing.is_finished(), standing.paused) {
            (Some(why), ..) => why.as_str(),
            (None, true, _) => "finished",
            (None, false, Some(_)) => "paused",
            (None, false, None) => "active",
        };
        Ok(Enrolment {
            id: one.id,
            cadence: one.cadence.clone(),
            contact: person,
            started: utc(crate::store::from_seconds(one.started)),
            state: state.to_owned(),
            steps,
            next: standing
                .next()
                .filter(|_| goes_on)
                .map(|(step, _)| step as u32),
            due: goes_on && !standing.due(today).is_empty(),
        })
    }

    /// Where a person stands: what the rep did in the cadence, and what the ledger holds since it began.
    /// The open step of an enrolment that holds most of the words, the next one among equals, with the
    /// day in seconds; `None` when it has ended or nothing is left to do.
    pub(super) fn open_step_found(&self, id: i64, words: &str) -> Result<Option<(FoundTask, i64)>> {
        let Some(one) = enrolment::load(&self.connection, id)?.filter(|one| one.ended.is_none())
        else {
            return Ok(None);
        };
        let Some(account) = account::load_row(&self.connection, one.account)? else {
            return Ok(None);
        };
        let (plan, standing) = self.standing(&one)?;
        let words = crate::resolve::fold(words);
        let alike = |word: &str, other: &str| {
            other.starts_with(word)
                || jaro_winkler::normalized_similarity(word.chars(), other.chars()) >= ALIKE
        };
        let held = |title: &str| {
            let title = crate::resolve::fold(title);
            let holds = |word: &&str| title.split_whitespace().any(|other| alike(word, other));
            words.split_whitespace().filter(holds).count()
        };
        let open = standing
            .steps
            .iter()
            .zip(&plan.steps)
            .filter_map(|(state, step)| match state {
                StepState::Open(day) => Some((*day, step)),
                _ => None,
            });
        let best = open.reduce(|best, next| {
            if held(&next.1.title) > held(&best.1.title) {
                next
            } else {
                best
            }
        });
        let Some((day, step)) = best else {
            return Ok(None);
        };
        let midnight = TimeZone::UTC
            .to_timestamp(day.at(0, 0, 0, 0))
            .map_or(0, |moment| moment.as_second());
        let person = match one.contact {
            Some(id) => contact::load(&self.connection, id)?.map(|person| person.name),
            None => None,
        };
        Ok(Some((
            FoundTask {
                account: one.account,
                account_name: account.name,
                channel: step.channel.clone(),
                note: match person {
                    Some(person) => format!("{} ({person})", step.title),
                    None => step.title.clone(),
                },
                at: crate::store::to_text(midnight),
                open: true,
            },
            midnight,
        )))
    }

    fn standing(&self, one: &Enrolled) -> Result<(CadencePlan, Standing)> {
        let plan: CadencePlan = crate::json::read(&one.plan).unwrap_or_default();
        let mut events: Vec<steps::Event> = enrolment::events(&self.connection, one.id)?
            .iter()
            .filter_map(plan::event)
            .collect();
        let doings = enrolment::doings(&self.connection, one.account, one.contact, one.started)?;
        events.extend(doings.into_iter().filter_map(|(_, channel, at)| {
            let at = crate::store::from_seconds(at);
            Some(steps::Event::Did {
                channel: plan::channel(&channel)?,
                at,
            })
        }));
        let start = TimeZone::UTC
            .to_datetime(crate::store::from_seconds(one.started))
            .date();
        let standing = steps::standing(&plan::to_steps(&plan), start, &events);
        Ok((plan, standing))
    }

    fn act(&self, id: i64, act: &CadenceAct, today: &str, now: Timestamp) -> Result<Reply> {
        let one = enrolment::load(&self.connection, id)?
            .ok_or_else(|| Error::Unknown(format!("cadence entry {id}")))?;
        let (plan, standing) = self.standing(&one)?;
        let event = |kind: &str, step: Option<u32>, touch: Option<i64>| Event {
            kind: kind.to_owned(),
            step,
            touch,
            at: now.as_second(),
        };
        let keep = |event: &Event| enrolment::add_event(&self.connection, one.id, event);
        match act {
            CadenceAct::Done { step, note } => {
                let planned = open_step(&plan, &standing, *step)?;
                let note = if note.trim().is_empty() {
                    &planned.title
                } else {
                    note
                };
                let logged = self.log_step(&one, &planned.channel, note, now)?;
                keep(&event("did", Some(*step), Some(logged)))?;
            }
            CadenceAct::Skip { step } => {
                open_step(&plan, &standing, *step)?;
                keep(&event("skipped", Some(*step), None))?;
            }
            CadenceAct::Pause => keep(&event("paused", None, None))?,
            CadenceAct::Resume => {
                enrolment::end(&self.connection, one.id, None, now.as_second())?;
                keep(&event("resumed", None, None))?;
            }
            CadenceAct::Replied => self.cadence_reply(&one, &plan, now)?,
            CadenceAct::Stop => {
                enrolment::end(&self.connection, one.id, Some("stopped"), now.as_second())?;
            }
        }
        let (_, standing) = self.standing(&one)?;
        if matches!(act, CadenceAct::Done { .. } | CadenceAct::Skip { .. })
            && standing.is_finished()
        {
            enrolment::end(&self.connection, one.id, Some("finished"), now.as_second())?;
        }
        self.enrolments(one.account, today, now)
    }

    fn log_step(&self, one: &Enrolled, channel: &str, note: &str, now: Timestamp) -> Result<i64> {
        let person = match one.contact {
            Some(id) => contact::load(&self.connection, id)?.map(|person| person.name),
            None => None,
        };
        touch::add(
            &self.connection,
            &touch::Doing {
                account: one.account,
                contact: one.contact,
                person: person.as_deref(),
                channel,
                note: &crate::ingest::text::plain_lines(note, 5_000),
                at: now.as_second(),
                ..touch::Doing::default()
            },
        )
    }

    /// A reply stops the cadence, or pauses it where the plan says so.
    fn cadence_reply(&self, one: &Enrolled, plan: &CadencePlan, now: Timestamp) -> Result<()> {
        if plan.pause_on_reply {
            let event = Event {
                kind: "replied".to_owned(),
                step: None,
                touch: None,
                at: now.as_second(),
            };
            return enrolment::add_event(&self.connection, one.id, &event);
        }
        enrolment::end(&self.connection, one.id, Some("replied"), now.as_second())
    }

    /// The person answered: every cadence they are in stops or pauses.
    pub(super) fn cadences_hear_reply(&self, person: ContactId, now: Timestamp) -> Result<()> {
        for one in enrolment::open(&self.connection, Some(person), MOST_OF_ACCOUNT)? {
            let plan: CadencePlan = crate::json::read(&one.plan).unwrap_or_default();
            self.cadence_reply(&one, &plan, now)?;
        }
        Ok(())
    }
}

/// The first of the days, and how often it occurs.
fn next_due(days: &[Date]) -> Option<NextDue> {
    let first = days.iter().min()?;
    Some(NextDue {
        day: first.to_string(),
        steps: days.iter().filter(|day| *day == first).count() as u64,
    })
}

fn reply(reply: CadenceReply) -> Reply {
    Reply::Cadence(reply)
}

/// The rep's day; the day in UTC where it is not told.
fn day_of(today: &str, now: Timestamp) -> Date {
    today
        .parse()
        .unwrap_or_else(|_| TimeZone::UTC.to_datetime(now).date())
}

/// The step, when it is there and still open.
fn open_step<'p>(
    plan: &'p CadencePlan,
    standing: &Standing,
    step: u32,
) -> Result<&'p crate::protocol::CadenceStep> {
    let place = step as usize;
    match (plan.steps.get(place), standing.steps.get(place)) {
        (Some(planned), Some(StepState::Open(_))) => Ok(planned),
        _ => Err(Error::input(
            "step_not_open",
            "That step is done or left out already.",
            format!("step {}", u64::from(step) + 1),
            "Look at the cadence again.",
        )),
    }
}

/// Channels as the ledger and the plans name them.
const CHANNELS: [(&str, Channel); 4] = [
    ("call", Channel::Call),
    ("email", Channel::Email),
    ("social", Channel::Social),
    ("task", Channel::Task),
];
