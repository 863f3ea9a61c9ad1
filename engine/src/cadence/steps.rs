//! Cadences: steps over several channels, what is due, what a doing settles. Pure functions of the plan, the
//! doings and the moment; nothing is stored here.
//!
//! A step is due its number of days after the start, never before the step ahead of it was done. A reply
//! pauses the cadence; after a pause the rest moves by the days it lasted.

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

/// How a step reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A phone call.
    Call,
    /// A mail.
    Email,
    /// A social network.
    Social,
    /// Anything else to be done.
    Task,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Days after the start; steps of one day (a call and a mail) are due together.
    pub day: u16,
    /// How.
    pub channel: Channel,
    /// What to do, in the rep's words.
    pub title: String,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    /// Its name.
    pub name: String,
    /// The steps, in order of their days.
    pub steps: Vec<Step>,
    /// True moves what falls on a weekend to Monday.
    #[serde(default)]
    pub working_days: bool,
}

/// Something that happened with the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The rep did something.
    Did {
        /// How.
        channel: Channel,
        /// When.
        at: Timestamp,
    },
    /// The rep did this very step.
    Done {
        /// Number of the step, from 0.
        step: usize,
        /// When.
        at: Timestamp,
    },
    /// The rep left a step out.
    Skipped {
        /// Number of the step, from 0.
        step: usize,
        /// When.
        at: Timestamp,
    },
    /// The person answered.
    Replied {
        /// When.
        at: Timestamp,
    },
    /// The rep went on after a pause.
    Resumed {
        /// When.
        at: Timestamp,
    },
}

impl Event {
    const fn at(&self) -> Timestamp {
        match self {
            Self::Did { at, .. }
            | Self::Done { at, .. }
            | Self::Skipped { at, .. }
            | Self::Replied { at }
            | Self::Resumed { at } => *at,
        }
    }
}

/// How one step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done at that moment.
    Done(Timestamp),
    /// Left out.
    Skipped(Timestamp),
    /// To be done on that day.
    Open(Date),
}

/// How a person's cadence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The steps in order.
    pub steps: Vec<StepState>,
    /// Set while the cadence is paused: the moment of the reply.
    pub paused: Option<Timestamp>,
}

impl Standing {
    /// Numbers of the steps that are due on `today` or before; none while paused.
    #[must_use]
    pub fn due(&self, today: Date) -> Vec<usize> {
        if self.paused.is_some() {
            return Vec::new();
        }
        (0..self.steps.len())
            .filter(|step| matches!(self.steps[*step], StepState::Open(day) if day <= today))
            .collect()
    }

    /// Days after `today` on which an open step falls due; none while paused.
    #[must_use]
    pub fn after(&self, today: Date) -> Vec<Date> {
        if self.paused.is_some() {
            return Vec::new();
        }
        self.steps
            .iter()
            .filter_map(|state| match state {
                StepState::Open(day) if *day > today => Some(*day),
                _ => None,
            })
            .collect()
    }

    /// The next open step with its day; `None` when all is done.
    #[must_use]
    pub fn next(&self) -> Option<(usize, Date)> {
        self.steps
            .iter()
            .enumerate()
            .find_map(|(step, state)| match state {
                StepState::Open(day) => Some((step, *day)),
                _ => None,
            })
    }

    /// True when nothing is left to do.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.next().is_none()
    }
}

/// Where a person stands in a cadence that began on `start`.
///
/// A doing settles the first open step of its channel whose day has come, or that nothing but steps of
/// the same day stands before; a doing out of turn settles nothing. Events may come in any order.
#[must_use]
pub fn standing(cadence: &Cadence, start: Date, events: &[Event]) -> Standing {
    let mut events: Vec<&Event> = events.iter().collect();
    crate::order::by_key(&mut events, |event| event.at());
    let mut states: Vec<Option<StepState>> = vec![None; cadence.steps.len()];
    let mut paused: Option<Timestamp> = None;
    let mut moved = SignedDuration::ZERO;
    for event in events {
        match event {
            Event::Did { channel, at } => {
                let settled = settles(cadence, &states, *channel);
                if let Some(step) = settled {
                    states[step] = Some(StepState::Done(*at));
                }
            }
            Event::Done { step, at } => {
                if let Some(state) = states.get_mut(*step).filter(|state| state.is_none()) {
                    *state = Some(StepState::Done(*at));
                }
            }
            Event::Skipped { step, at } => {
                if let Some(state) = states.get_mut(*step).filter(|state| state.is_none()) {
                    *state = Some(StepState::Skipped(*at));
                }
            }
            Event::Replied { at } => paused = paused.or(Some(*at)),
            Event::Resumed { at } => {
                if let Some(since) = paused.take() {
                    moved += at.duration_since(since);
                }
            }
        }
    }
    let moved_days = moved.as_hours().div_euclid(24).clamp(0, 3_650);
    let mut earliest = start;
    let steps = (0..states.len())
        .map(|step| {
            states[step].unwrap_or_else(|| {
                // A step never comes before the one ahead of it, whatever was done out of turn.
                earliest = day_of(cadence, &states, step, start, moved_days).max(earliest);
                StepState::Open(earliest)
            })
        })
        .collect();
    Standing { steps, paused }
}

/// The first open step of the channel, when all before it are settled or of the same day.
fn settles(cadence: &Cadence, states: &[Option<StepState>], channel: Channel) -> Option<usize> {
    let first_open = states.iter().position(Option::is_none)?;
    let day = cadence.steps[first_open].day;
    (first_open..states.len()).find(|step| {
        states[*step].is_none()
            && cadence.steps[*step].day == day
            && cadence.steps[*step].channel == channel
    })
}

fn day_of(
    cadence: &Cadence,
    states: &[Option<StepState>],
    step: usize,
    start: Date,
    moved: i64,
) -> Date {
    let wanted = i64::from(cadence.steps[step].day) + moved;
    let planned = add_days(start, wanted);
    // Done late: the steps behind keep their distance from the one that was done.
    let last = (0..step).rev().find_map(|before| match states[before] {
        Some(StepState::Done(at) | StepState::Skipped(at)) => Some((before, at)),
        _ => None,
    });
    let held = last.map_or(planned, |(before, at)| {
        let gap = i64::from(
            cadence.steps[step]
                .day
                .saturating_sub(cadence.steps[before].day),
        );
        planned.max(add_days(
            jiff::tz::TimeZone::UTC.to_datetime(at).date(),
            gap,
        ))
    });
    if cadence.working_days {
        working_day(held)
    } else {
        held
    }
}

fn add_days(day: Date, days: i64) -> Date {
    Span::new()
        .try_days(days)
        .ok()
        .and_then(|span| day.checked_add(span).ok())
        .unwrap_or(Date::MAX)
}

fn working_day(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => add_days(day, 2),
        Weekday::Sunday => add_days(day, 1),
        _ => day,
    }
}
