//! `hookline resolve` and `hookline classify`: one line in, one line of JSON out.

use crate::Global;
use crate::failure::Failure;
use crate::lines;
use crate::output::Output;
use crate::session::{Session, unexpected};
use hookline_engine::protocol::{
    Answer, Fact, KindReading, Reading, Reply, Request, Resolution, Stance,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A line of `resolve`.
#[derive(Serialize)]
struct Resolved<'r> {
    input: &'r str,
    answer: Answer,
    account: Option<&'r str>,
    domain: Option<&'r str>,
    confidence: f64,
    why: &'r str,
}

/// A line of `classify`.
#[derive(Serialize)]
struct Classified<'r> {
    title: &'r str,
    kinds: &'r [KindReading],
    about: &'r [String],
    congratulate: bool,
    /// Left out for what is plainly reported.
    #[serde(skip_serializing_if = "is_reported")]
    stance: Stance,
    #[serde(skip_serializing_if = "<[Fact]>::is_empty")]
    facts: &'r [Fact],
}

/// A line for `classify` that has a summary as well.
#[derive(Deserialize)]
struct Told {
    title: String,
    #[serde(default)]
    summary: Option<String>,
}

pub(crate) fn resolve(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let mut output = Output::new();
    lines::each(file, |line| {
        let request = Request::Resolve {
            input: line.to_owned(),
        };
        match session.ask(request)? {
            Reply::Resolution(resolution) => output.json(&resolved(line, &resolution)),
            other => Err(unexpected(&other)),
        }
    })?;
    output.end()
}

fn resolved<'r>(line: &'r str, resolution: &'r Resolution) -> Resolved<'r> {
    let best = resolution
        .best
        .as_ref()
        .filter(|_| resolution.answer != Answer::No);
    Resolved {
        input: line,
        answer: resolution.answer,
        account: best.map(|best| best.name.as_str()),
        domain: best.and_then(|best| best.domain.as_deref()),
        confidence: resolution.best.as_ref().map_or(0.0, |best| best.confidence),
        why: &resolution.why,
    }
}

pub(crate) fn classify(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::in_memory(global)?;
    let mut output = Output::new();
    lines::each(file, |line| {
        let told = told(line);
        let request = Request::Classify {
            title: told.title.clone(),
            summary: told.summary.unwrap_or_default(),
        };
        let reading = match session.ask(request) {
            Ok(Reply::Reading(reading)) => reading,
            Ok(other) => return Err(unexpected(&other)),
            // A title of blanks says nothing; the lines out stay in step with the lines in.
            Err(Failure::Failed(_)) => nothing_said(&told.title),
            Err(failure) => return Err(failure),
        };
        output.json(&Classified {
            title: &reading.title,
            kinds: &reading.kinds,
            about: &reading.about,
            congratulate: reading.congratulate,
            stance: reading.stance,
            facts: &reading.facts,
        })
    })?;
    output.end()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_reported(stance: &Stance) -> bool {
    *stance == Stance::Reported
}

fn told(line: &str) -> Told {
    let parsed = line
        .trim_start()
        .starts_with('{')
        .then(|| serde_json::from_str::<Told>(line).ok())
        .flatten();
    parsed.unwrap_or_else(|| Told {
        title: line.to_owned(),
        summary: None,
    })
}

fn nothing_said(title: &str) -> Reading {
    Reading {
        title: title.to_owned(),
        kinds: Vec::new(),
        about: Vec::new(),
        congratulate: false,
        stance: Stance::Reported,
        facts: Vec::new(),
    }
}
