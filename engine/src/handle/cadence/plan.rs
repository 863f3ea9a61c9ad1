//! Plans: checked, shared as JSON or as a table, and as the steps that the calculation takes.

use super::CHANNELS;
use crate::cadence::steps::{self, Channel};
use crate::ingest::text::plain_line;
use crate::protocol::{CadencePlan, CadenceStep};
use crate::store::enrolment::Event;
use crate::store::from_seconds;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Version of the share file.
const FILE_VERSION: u32 = 1;
/// Most plans of a file, steps of a plan, and days of a plan.
const MOST_PLANS: usize = 500;
const MOST_STEPS: usize = 60;
const LAST_DAY: u16 = 400;
/// Longest name of a plan and of a step, in characters.
const LONGEST_NAME: usize = 120;
const LONGEST_TITLE: usize = 300;

/// The example: call and mail on one day (observed with about three times the answers of a mail alone,
/// SalesLoft, 200 million touches, <https://www.inc.com/lisa-calhoun/2-key-habits-of-successful-sales-organizations-revealed-in-new-research.html>),
/// then every few working days on another channel. The distances are a convention.
pub(super) fn example() -> CadencePlan {
    let step = |day, channel: &str, title: &str| CadenceStep {
        day,
        channel: channel.to_owned(),
        title: title.to_owned(),
    };
    CadencePlan {
        name: "Two weeks, three channels".to_owned(),
        steps: vec![
            step(0, "email", "First email: hook, pain, PS"),
            step(0, "call", "Call on the same day"),
            step(2, "social", "Read and answer what they posted"),
            step(4, "email", "Second email: another pain"),
            step(7, "call", "Call at another time of day"),
            step(10, "email", "Third email: a new trigger"),
            step(14, "task", "Decide: go on or close"),
        ],
        working_days: true,
        pause_on_reply: false,
        example: true,
    }
}

/// A plan fit to be kept.
///
/// # Errors
/// Without a name or steps, with too many, or with an unknown channel; the place says which step.
pub(super) fn checked(plan: CadencePlan) -> Result<CadencePlan> {
    let refused = |message: &str, place: String| {
        Err(Error::input(
            "bad_cadence",
            message,
            place,
            "Nothing was kept. Change it and save again.",
        ))
    };
    let name = plain_line(&plan.name, LONGEST_NAME);
    if name.is_empty() {
        return refused("A cadence needs a name.", "name".to_owned());
    }
    if plan.steps.is_empty() || plan.steps.len() > MOST_STEPS {
        return refused(&format!("A cadence has 1 to {MOST_STEPS} steps."), name);
    }
    let mut steps = Vec::with_capacity(plan.steps.len());
    for (place, step) in plan.steps.into_iter().enumerate() {
        let place = format!("{name}, step {}", place + 1);
        if channel(&step.channel).is_none() {
            return refused("A step is a call, an email, social or a task.", place);
        }
        if step.day > LAST_DAY {
            return refused(
                &format!("A step lies at most {LAST_DAY} days ahead."),
                place,
            );
        }
        let title = plain_line(&step.title, LONGEST_TITLE);
        if title.is_empty() {
            return refused("A step says what to do.", place);
        }
        steps.push(CadenceStep { title, ..step });
    }
    crate::order::by_key(&mut steps, |step| step.day);
    Ok(CadencePlan {
        name,
        steps,
        example: false,
        ..plan
    })
}

/// All plans as one file.
#[derive(Serialize, Deserialize)]
struct ShareFile {
    hookline_cadences: u32,
    cadences: Vec<CadencePlan>,
}

/// The text of a share file.
pub(super) fn to_file(plans: &[CadencePlan]) -> String {
    let file = ShareFile {
        hookline_cadences: FILE_VERSION,
        cadences: plans.to_vec(),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The plans of a share file, or of a table with the columns `cadence`, `day`, `channel`, `title`.
///
/// # Errors
/// Neither of the two, of a newer version, or a plan that is not fit; nothing is taken over then.
pub(super) fn from_file(text: &str) -> Result<Vec<CadencePlan>> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let plans = if text.starts_with('{') {
        from_json(text)?
    } else {
        from_table(text)?
    };
    if plans.is_empty() || plans.len() > MOST_PLANS {
        return Err(bad(
            format!(
                "The file holds {} cadences; 1 to {MOST_PLANS} can be taken.",
                plans.len()
            ),
            String::new(),
        ));
    }
    plans.into_iter().map(checked).collect()
}

fn from_json(text: &str) -> Result<Vec<CadencePlan>> {
    let file: ShareFile = crate::json::read(text).map_err(|error| {
        bad(
            format!("This is not a file of cadences: {error}"),
            format!("line {}, column {}", error.line(), error.column()),
        )
    })?;
    if file.hookline_cadences > FILE_VERSION {
        return Err(bad(
            "The file is from a newer Hookline.".to_owned(),
            format!("version {}", file.hookline_cadences),
        ));
    }
    Ok(file.cadences)
}

fn from_table(text: &str) -> Result<Vec<CadencePlan>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .map(|headers| headers.iter().map(str::to_lowercase).collect())
        .unwrap_or_default();
    let column = |names: &[&str]| headers.iter().position(|header| names.contains(&&**header));
    let (Some(channel), Some(title)) = (
        column(&["channel", "type"]),
        column(&["title", "step", "task", "name of step"]),
    ) else {
        return Err(bad(
            "The table needs the columns cadence, day, channel and title.".to_owned(),
            "first line".to_owned(),
        ));
    };
    let (cadence, day) = (column(&["cadence", "sequence"]), column(&["day"]));
    let mut plans: Vec<CadencePlan> = Vec::new();
    for (place, row) in reader.records().enumerate().take(MOST_PLANS * MOST_STEPS) {
        let line = format!("line {}", place + 2);
        let row = row.map_err(|error| bad(error.to_string(), line.clone()))?;
        let cell = |at: usize| row.get(at).unwrap_or_default().trim().to_owned();
        let name = cadence.map(cell).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "Imported cadence".to_owned());
        let day = day.map(cell).unwrap_or_default();
        let step = CadenceStep {
            day: if day.is_empty() {
                0
            } else {
                day.parse()
                    .map_err(|_| bad(format!("“{day}” is no day."), line))?
            },
            channel: cell(channel).to_lowercase(),
            title: cell(title),
        };
        match plans.iter_mut().find(|plan| plan.name == name) {
            Some(plan) => plan.steps.push(step),
            None => plans.push(CadencePlan {
                name,
                steps: vec![step],
                working_days: true,
                ..CadencePlan::default()
            }),
        }
    }
    Ok(plans)
}

fn bad(message: String, place: String) -> Error {
    Error::input(
        "cadence_file",
        message,
        place,
        "Ask for the file again, or export it anew.",
    )
}

/// The plan as it is stored.
pub(super) fn to_json(plan: &CadencePlan) -> String {
    let plan = CadencePlan {
        example: false,
        ..plan.clone()
    };
    serde_json::to_string(&plan).unwrap_or_default()
}

/// The channel of that name.
pub(super) fn channel(name: &str) -> Option<Channel> {
    CHANNELS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, channel)| *channel)
}

/// The plan as the calculation takes it.
pub(super) fn to_steps(plan: &CadencePlan) -> steps::Cadence {
    steps::Cadence {
        name: plan.name.clone(),
        steps: plan
            .steps
            .iter()
            .map(|step| steps::Step {
                day: step.day,
                channel: channel(&step.channel).unwrap_or(Channel::Task),
                title: step.title.clone(),
            })
            .collect(),
        working_days: plan.working_days,
    }
}

/// A stored event as the calculation takes it.
pub(super) fn event(event: &Event) -> Option<steps::Event> {
    let at = from_seconds(event.at);
    let step = event.step.map(|step| step as usize);
    Some(match event.kind.as_str() {
        "did" => steps::Event::Done { step: step?, at },
        "skipped" => steps::Event::Skipped { step: step?, at },
        "replied" | "paused" => steps::Event::Replied { at },
        "resumed" => steps::Event::Resumed { at },
        _ => return None,
    })
}
