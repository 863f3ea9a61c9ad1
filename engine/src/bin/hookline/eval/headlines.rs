//! `hookline eval headlines DIR`: the model that ships on `headlines.jsonl` with `accounts.csv`.

use super::table::Table;
use crate::failure::Failure;
use hookline_engine::classify::{self, learn::Confusion};
use hookline_engine::protocol::{Answer, Reading, SignalKind};
use hookline_engine::resolve::{AccountEntry, Mentions, Rules, StoryText};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Times that all lines are read for the time a line takes; one reading of a few hundred is over too soon.
const PASSES: usize = 20;

/// One labelled line.
#[derive(Deserialize)]
struct Line {
    title: String,
    #[serde(default)]
    summary: String,
    kinds: Vec<SignalKind>,
    about: Vec<String>,
    congratulate: bool,
}

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let path = dir.join("headlines.jsonl");
    let lines: Vec<Line> = std::fs::read_to_string(&path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            serde_json::from_str(line)
                .map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
        })
        .collect::<Result<_, _>>()?;
    let accounts = Accounts::read(&dir.join("accounts.csv"))?;
    let mut kinds = vec![Confusion::default(); SignalKind::ALL.len()];
    // Tenths of confidence: said, sum of confidence, held.
    let mut steps = vec![(0_usize, 0.0_f64, 0_usize); 10];
    let mut wrong = 0;
    let mut about = Confusion::default();
    let _ = classify::read("", "");
    let start = Instant::now();
    let readings: Vec<_> = lines
        .iter()
        .map(|line| classify::read(&line.title, &line.summary))
        .collect();
    for _ in 1..PASSES {
        for line in &lines {
            std::hint::black_box(classify::read(&line.title, &line.summary));
        }
    }
    let texts = (PASSES * lines.len()).max(1);
    let us_per_text = start.elapsed().as_secs_f64() * 1e6 / texts as f64;
    for (line, reading) in lines.iter().zip(&readings) {
        for (count, kind) in kinds.iter_mut().zip(SignalKind::ALL) {
            let said = reading.kinds.iter().any(|own| own.kind == kind);
            count.count(said, line.kinds.contains(&kind));
        }
        for said in &reading.kinds {
            let step = &mut steps[((said.confidence * 10.0) as usize).min(9)];
            let held = usize::from(line.kinds.contains(&said.kind));
            *step = (step.0 + 1, step.1 + said.confidence, step.2 + held);
        }
        wrong += usize::from(reading.congratulate && !line.congratulate);
        let said = accounts.about(line, reading);
        for name in &said {
            about.count(true, line.about.contains(name));
        }
        for _ in line.about.iter().filter(|name| !said.contains(name)) {
            about.count(false, true);
        }
    }
    let per_kind: BTreeMap<&str, f64> = SignalKind::ALL
        .iter()
        .zip(&kinds)
        .map(|(kind, count)| (kind.name(), count.rates().f1))
        .collect();
    let about = about.rates();
    let calibration: Vec<_> = steps
        .into_iter()
        .filter(|step| step.0 > 0)
        .map(|(cases, sum, held)| {
            let all = cases as f64;
            serde_json::json!({"cases": cases, "said": sum / all, "held": held as f64 / all})
        })
        .collect();
    let report = serde_json::json!({
        "macro_f1": per_kind.values().sum::<f64>() / per_kind.len() as f64,
        "per_kind": per_kind,
        "about_precision": about.precision, "about_recall": about.recall, "about_f1": about.f1,
        "congratulate_wrong": wrong as f64 / lines.len().max(1) as f64,
        "calibration": calibration,
        "us_per_text": us_per_text,
    });
    #[allow(clippy::print_stdout, reason = "the command's result")]
    if json {
        println!("{report}");
    } else {
        println!("{report:#}");
    }
    Ok(())
}

/// The companies of the measure, found by the resolver and sifted by the reader.
struct Accounts {
    names: Vec<String>,
    mentions: Mentions,
}

impl Accounts {
    fn read(path: &Path) -> Result<Self, Failure> {
        let table = Table::read(path)?;
        let columns = table.column("name")?.zip(table.column("domain")?);
        let columns = columns.zip(table.column("country")?.zip(table.column("industry")?));
        let entries: Vec<AccountEntry> = columns
            .zip(0..)
            .map(|(((name, domain), (country, industry)), id)| AccountEntry {
                id,
                name: name.to_owned(),
                domain: Some(domain.to_owned()),
                country: Some(country.to_owned()),
                context: vec![industry.to_owned()],
                ..AccountEntry::default()
            })
            .collect();
        Ok(Self {
            names: entries.iter().map(|entry| entry.name.clone()).collect(),
            mentions: Mentions::build(&entries),
        })
    }

    /// Accounts that the line is about: those of the title, else those of the summary, without those
    /// that only stand beside the event.
    fn about(&self, line: &Line, reading: &Reading) -> Vec<String> {
        let kinds: Vec<SignalKind> = reading.kinds.iter().map(|reading| reading.kind).collect();
        let story = StoryText {
            title: &line.title,
            summary: &line.summary,
            ..StoryText::default()
        };
        let found = self.mentions.find(&story, &Rules::new());
        let of = |in_summary: bool| {
            let text = if in_summary {
                &line.summary
            } else {
                &line.title
            };
            let mut names: Vec<String> = found
                .iter()
                .filter(|mention| mention.answer == Answer::Yes && mention.in_summary == in_summary)
                .filter(|mention| !classify::is_beside(text, mention.span, &kinds))
                .filter_map(|mention| {
                    self.names
                        .get(usize::try_from(mention.account).ok()?)
                        .cloned()
                })
                .collect();
            names.dedup();
            names
        };
        let title = of(false);
        if title.is_empty() { of(true) } else { title }
    }
}
