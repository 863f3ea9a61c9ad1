//! Models and their figures as text and JSON.

use super::file;
use crate::Global;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use hookline_engine::score::{
    Calibration, ColumnVerdict, Model, Quality, Reliability, Training, bins,
};
use std::path::Path;

/// Longest name of a bin in a table, in characters.
const WIDEST_BIN: usize = 60;

pub(crate) fn show(path: &Path, global: &Global) -> Result<(), Failure> {
    let model = file::read(path)?;
    let mut output = Output::new();
    if for_people(global.json) {
        table(&model, &mut output)?;
    } else {
        output.json(&model)?;
    }
    output.end()
}

pub(crate) fn diff(before: &Path, after: &Path, global: &Global) -> Result<(), Failure> {
    let differences = file::read(before)?.differences(&file::read(after)?);
    let mut output = Output::new();
    if !for_people(global.json) {
        output.json(&differences)?;
        return output.end();
    }
    if differences.is_empty() {
        output.line("The models do not differ.")?;
    }
    for line in &differences {
        let blank = |text: &str| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text.to_owned()
            }
        };
        let bin = if line.bin.is_empty() {
            String::new()
        } else {
            format!(" / {}", short(&line.bin))
        };
        output.line(&format!(
            "{}{bin}: {} → {}",
            line.column,
            blank(&line.before),
            blank(&line.after)
        ))?;
    }
    output.end()
}

/// The whole model as a table.
pub(crate) fn table(model: &Model, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!(
        "{} v{} ({})",
        model.name, model.version, model.purpose
    ))?;
    output.line(&match model.calibration {
        Calibration::Uncalibrated => "uncalibrated: points order accounts, no more".to_owned(),
        Calibration::NoSignal => "no signal: no stars are given".to_owned(),
        Calibration::Logistic { points_per_logit } => {
            format!("probability = 1 / (1 + exp(-score / {points_per_logit}))")
        }
    })?;
    output.line(&format!("stars 1 to 5 from {:?} points", model.stars))?;
    for warning in &model.warnings {
        output.line(&format!("warning: {warning}"))?;
    }
    output.line(&format!("{:>7}  base", format!("{:+}", model.base)))?;
    for factor in &model.factors {
        output.line(&format!("\n{}", factor.column))?;
        for (bin, slot) in bins(factor) {
            let evidence = if slot.rows > 0 {
                format!("  {} of {}", slot.positives, slot.rows)
            } else {
                String::new()
            };
            let lock = if slot.locked { "  locked" } else { "" };
            output.line(&format!(
                "{:>7}  {}{evidence}{lock}",
                format!("{:+}", slot.points),
                short(&bin)
            ))?;
        }
    }
    Ok(())
}

/// What training found.
pub(crate) fn report(training: &Training, output: &mut Output) -> Result<(), Failure> {
    let report = &training.report;
    output.line(&format!(
        "{} accounts, {} with the outcome",
        report.rows, report.positives
    ))?;
    output.line(&report.verdict)?;
    if let Some(quality) = &report.quality {
        figures(quality, output)?;
    }
    reliability(&report.reliability, output)?;
    for note in &report.columns {
        let used = matches!(note.verdict, ColumnVerdict::Used);
        output.line(&format!("{} {}", if used { " " } else { "!" }, note.note))?;
    }
    Ok(())
}

/// Figures with their intervals.
pub(crate) fn figures(quality: &Quality, output: &mut Output) -> Result<(), Failure> {
    let [low, high] = quality.auc_interval;
    output.line(&format!(
        "AUC       {:.4}  ({low:.4} to {high:.4})",
        quality.auc
    ))?;
    let [low, high] = quality.log_loss_interval;
    output.line(&format!(
        "log-loss  {:.4}  ({low:.4} to {high:.4}); base rate alone {:.4}",
        quality.log_loss, quality.base_log_loss
    ))?;
    output.line(&format!("Brier     {:.4}", quality.brier))
}

/// What each star level promised and what happened.
pub(crate) fn reliability(lines: &[Reliability], output: &mut Output) -> Result<(), Failure> {
    for line in lines {
        output.line(&format!(
            "{} stars: {} accounts, promised {:.1} %, happened {:.1} % ({:.1} to {:.1} %)",
            line.stars,
            line.rows,
            100.0 * line.promised,
            100.0 * line.happened,
            100.0 * line.interval[0],
            100.0 * line.interval[1]
        ))?;
    }
    Ok(())
}

fn short(text: &str) -> String {
    if text.chars().count() <= WIDEST_BIN {
        return text.to_owned();
    }
    text.chars().take(WIDEST_BIN - 1).chain(['…']).collect()
}
