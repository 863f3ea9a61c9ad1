//! Learning a model from outcomes: one default setting for every list.
//!
//! Columns are cut into bins without looking at outcomes, screened for leaks, fitted together
//! ([`penalised`]), rounded to whole points and cross-validated. Where the cross-validated ranking is
//! no better than chance the answer is "no signal", and the model gives no stars.

pub(crate) mod bins;
mod linear;
pub(crate) mod order;
mod penalised;
mod points;
mod quality;
mod report;
pub(crate) mod screen;

pub use crate::protocol::Assessment;
pub use points::POINTS_PER_LOGIT;
pub(crate) use points::factor as factor_of;
pub use quality::{Quality, auc, quality};
pub use report::{Reliability, Report, reliability};
pub use screen::{ColumnNote, ColumnVerdict};

use super::table::Table;
use super::{Calibration, Factor, Model, batch};
use bins::Block;
use penalised::{Design, logistic};
use quality::to_f64;
use screen::ColumnVerdict as Verdict;

/// Folds of the internal cross-validation.
pub(crate) const FOLDS: u8 = 5;

/// Fewest accounts with, and without, the outcome to learn from.
const LEAST_OF_EACH: usize = 10;

/// Standard deviations by which the cross-validated AUC must exceed chance: one in 200 lists without
/// signal would pass (one-sided 0.5 %).
pub const SIGNAL_Z: f64 = 2.576;

/// Coefficients that are fitted together at most; ranges get coarser when there are many columns.
const MOST_COEFFICIENTS: usize = 400;

/// Ranges of a number at most and at least.
const BANDS: [usize; 2] = [6, 32];

/// Columns at most; the strongest alone are kept.
const MOST_COLUMNS: usize = 80;

/// Points between star levels: odds of a quarter, half, one, two and four times the average.
const STAR_STEPS: [i64; 5] = [-139, -69, 0, 69, 139];

/// A trained model with what was found on the way.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Training {
    /// The model.
    pub model: Model,
    /// How good it is, and what became of each column.
    pub report: Report,
}

/// What training is asked for beside the data.
#[derive(Debug, Clone, Copy)]
pub struct TrainOptions<'m> {
    /// Name of the model.
    pub name: &'m str,
    /// What it predicts (`fit`, `churn`, `spend`, the rep's own word).
    pub purpose: &'m str,
    /// False skips cross-validation, for callers that hold out rows themselves; the model is then
    /// calibrated but its signal is not tested.
    pub validate: bool,
    /// The model's last version: factors with a locked bin are taken over as they stand, and the
    /// others are fitted around them.
    pub last: Option<&'m Model>,
}

impl Default for TrainOptions<'_> {
    fn default() -> Self {
        Self {
            name: "Fit",
            purpose: "fit",
            validate: true,
            last: None,
        }
    }
}

/// Learns a model that tells rows with the outcome from rows without. `outcomes` has a value a row.
///
/// # Errors
/// When there are not enough accounts of each outcome to learn from, with the counts.
pub fn train(
    table: &Table,
    outcomes: &[bool],
    options: TrainOptions<'_>,
) -> crate::Result<Training> {
    let positives = outcomes.iter().filter(|outcome| **outcome).count();
    let negatives = outcomes.len() - positives;
    if table.rows != outcomes.len() || positives.min(negatives) < LEAST_OF_EACH {
        return Err(too_few(positives, negatives));
    }
    let order = order::canonical(table, outcomes);
    let (table, outcomes) = (&table.select(&order), &select(outcomes, &order));
    let rows: Vec<u32> = (0..outcomes.len() as u32).collect();
    let folds = order::folds(outcomes);
    let locked = locked_factors(options.last);
    let (mut blocks, notes) = prepare(table, outcomes, &folds);
    blocks.retain(|block| !looks_at(&locked, &table.columns[block.column].name));
    let design = Design::new(&blocks, given(&locked, table));
    let validated = options
        .validate
        .then(|| validate_folds(&design, outcomes, &rows, &folds));
    let measured = validated
        .as_ref()
        .map(|probabilities| quality(probabilities, outcomes));
    let something = !blocks.is_empty() || !locked.is_empty();
    let signal = something && measured.is_none_or(|quality| has_signal(&quality));
    let mut model = Model {
        name: options.name.to_owned(),
        version: options
            .last
            .map_or(1, |last| last.version.saturating_add(1)),
        purpose: options.purpose.to_owned(),
        notes: options
            .last
            .map_or_else(String::new, |last| last.notes.clone()),
        base: 0,
        factors: Vec::new(),
        stars: [0; 5],
        calibration: Calibration::NoSignal,
        warnings: warnings(&notes, signal, measured),
    };
    if signal {
        let fit = design.fit(outcomes, &rows);
        model.factors = blocks
            .iter()
            .zip(&design.coefficients(&fit))
            .map(|(block, values)| {
                points::factor(&table.columns[block.column], block, values, outcomes)
            })
            .collect();
        model.factors.extend(locked.into_iter().cloned());
        model.calibration = Calibration::Logistic {
            points_per_logit: POINTS_PER_LOGIT,
        };
    }
    calibrate(&mut model, table, outcomes);
    let report = report::report(
        &model,
        validated.as_deref(),
        measured,
        outcomes,
        notes,
        signal,
    );
    Ok(Training { model, report })
}

fn locked_factors(last: Option<&Model>) -> Vec<&Factor> {
    let has_lock = |factor: &&Factor| super::bins(factor).iter().any(|(_, slot)| slot.locked);
    last.map(|last| last.factors.iter().filter(has_lock).collect())
        .unwrap_or_default()
}

fn looks_at(factors: &[&Factor], column: &str) -> bool {
    factors
        .iter()
        .any(|factor| super::attributes::same_name(&factor.column, column))
}

/// Log-odds that each row has from the locked factors.
fn given(locked: &[&Factor], table: &Table) -> Vec<f64> {
    let mut model = Model::starter();
    model.base = 0;
    model.factors = locked.iter().map(|factor| (*factor).clone()).collect();
    batch::score_all(table, &model)
        .into_iter()
        .map(|score| score as f64 / POINTS_PER_LOGIT)
        .collect()
}

/// Assesses a model on accounts whose outcome is known. `None` when it is not calibrated.
#[must_use]
pub fn assess(model: &Model, table: &Table, outcomes: &[bool]) -> Option<Assessment> {
    let probabilities: Option<Vec<f64>> = batch::score_all(table, model)
        .into_iter()
        .map(|score| model.probability_for(score))
        .collect();
    let probabilities = probabilities?;
    Some(Assessment {
        quality: quality(&probabilities, outcomes),
        reliability: reliability(model, &probabilities, outcomes),
    })
}

fn select(outcomes: &[bool], order: &[usize]) -> Vec<bool> {
    order.iter().map(|row| outcomes[*row]).collect()
}

/// Is a cross-validated figure better than chance?
#[must_use]
pub fn has_signal(quality: &Quality) -> bool {
    quality.z >= SIGNAL_Z && quality.log_loss < quality.base_log_loss
}

/// Sets the base so that on these accounts the mean probability is the share that had the outcome,
/// and the star levels around the average odds.
pub fn calibrate(model: &mut Model, table: &Table, outcomes: &[bool]) {
    let positives = to_f64(outcomes.iter().filter(|outcome| **outcome).count());
    let share = ((positives + 0.5) / (to_f64(outcomes.len()) + 1.0)).clamp(1e-6, 1.0 - 1e-6);
    let average = (share / (1.0 - share)).ln();
    model.base = 0;
    let scores = batch::score_all(table, model);
    let mut base = average;
    for _ in 0..50 {
        let (mut slope, mut excess) = (1e-9, 0.0);
        for score in &scores {
            let p = logistic(*score as f64 / POINTS_PER_LOGIT + base);
            slope += p * (1.0 - p);
            excess += p;
        }
        let step = ((excess - share * to_f64(scores.len())) / slope).clamp(-1.0, 1.0);
        base -= step;
        if step.abs() < 1e-6 {
            break;
        }
    }
    model.base = points::whole(base);
    model.stars = STAR_STEPS.map(|step| points::whole(average) + step);
}

/// Cuts and screens every column.
fn prepare(table: &Table, outcomes: &[bool], folds: &[u8]) -> (Vec<Block>, Vec<ColumnNote>) {
    let bands = (MOST_COEFFICIENTS / table.columns.len().max(1)).clamp(BANDS[0], BANDS[1]);
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let block = bins::cut(at, column, bands, bins::LEAST_ROWS);
        let note = screen::judge(column, block.as_ref(), outcomes, folds);
        if matches!(note.verdict, Verdict::Used | Verdict::Suspicious) {
            blocks.extend(block);
        }
        notes.push(note);
    }
    if blocks.len() > MOST_COLUMNS {
        let strength = |block: &Block| notes[block.column].auc;
        blocks.sort_by(|left, right| strength(right).total_cmp(&strength(left)));
        for block in blocks.drain(MOST_COLUMNS..) {
            let note = &mut notes[block.column];
            note.verdict = Verdict::Weak;
            note.note = format!(
                "“{}” was left out: {MOST_COLUMNS} other columns say more.",
                note.column
            );
        }
        crate::order::by_key(&mut blocks, |block| block.column);
    }
    (blocks, notes)
}

/// Each row's probability from a fit on the other folds.
fn validate_folds(design: &Design<'_>, outcomes: &[bool], rows: &[u32], folds: &[u8]) -> Vec<f64> {
    let mut probabilities = vec![0.0; outcomes.len()];
    for fold in 0..FOLDS {
        let (test, train): (Vec<u32>, Vec<u32>) =
            rows.iter().partition(|row| folds[**row as usize] == fold);
        let fit = design.fit(outcomes, &train);
        for row in test {
            probabilities[row as usize] = logistic(design.logit(&fit, row as usize));
        }
    }
    probabilities
}

fn warnings(notes: &[ColumnNote], signal: bool, measured: Option<Quality>) -> Vec<String> {
    let mut warnings: Vec<String> = notes
        .iter()
        .filter(|note| matches!(note.verdict, Verdict::Leak | Verdict::Suspicious))
        .map(|note| note.note.clone())
        .collect();
    if !signal {
        let figure = measured.map_or(String::new(), |quality| {
            format!(
                " (cross-validated AUC {:.3}, 95 % interval {:.3} to {:.3}; 0.5 is chance)",
                quality.auc, quality.auc_interval[0], quality.auc_interval[1]
            )
        });
        warnings.push(format!("No signal: these attributes do not tell the outcome better than chance{figure}. No stars are given."));
    }
    warnings
}

fn too_few(positives: usize, negatives: usize) -> crate::Error {
    crate::Error::input(
        "too_few_outcomes",
        format!(
            "{positives} accounts with the outcome and {negatives} without are too few to learn from; at least {LEAST_OF_EACH} of each are needed."
        ),
        "outcome",
        "Add more accounts of both sorts, or use the starter model.",
    )
}
