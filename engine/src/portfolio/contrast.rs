//! Contrast of two lists in one step: which attributes tell strong from weak accounts, and which are
//! merely frequent.

use super::significance::{Counts, false_discovery_rates};
pub use crate::protocol::{Contrast, ContrastLine, Label};
use crate::score::attributes::same_name;
use crate::score::train::bins::{self, Bins, Block};
use crate::score::train::{order, screen};
use crate::score::{Cells, Column, ColumnNote, ColumnVerdict, Kind, Table};

/// Ranges that numbers are cut into.
const BANDS: usize = 6;

/// False discovery rate up to which a difference counts.
const MOST_FALSE: f64 = 0.05;

/// A difference must also matter: shares apart by this factor, or by [`LEAST_POINTS`].
const LEAST_LIFT: f64 = 1.15;

/// Difference of shares that matters whatever the factor.
const LEAST_POINTS: f64 = 0.08;

/// A value this frequent in either list is worth the remark that it tells nothing.
const FREQUENT: f64 = 0.3;

/// A value rarer than this in both lists is rare.
const RARE: f64 = 0.02;

/// Contrasts the rows where `first` is true with the others.
#[must_use]
pub fn contrast(table: &Table, first: &[bool]) -> Contrast {
    let order = order::canonical(table, first);
    let table = &table.select(&order);
    let first: &Vec<bool> = &order.iter().map(|row| first[*row]).collect();
    let folds = order::folds(first);
    let totals = [true, false].map(|side| first.iter().filter(|own| **own == side).count() as u64);
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let block = bins::cut(at, column, BANDS, 1);
        // Identifiers are told with the levels that training would keep.
        let strict = bins::cut(
            at,
            column,
            BANDS,
            if table.rows < 20 { 1 } else { bins::LEAST_ROWS },
        );
        let note = screen::judge(column, strict.as_ref(), first, &folds);
        let skipped = matches!(
            note.verdict,
            ColumnVerdict::Empty | ColumnVerdict::Identifier
        );
        if let (Some(block), false) = (&block, skipped) {
            lines.extend(lines_of(column, block, first, totals));
        }
        if !matches!(note.verdict, ColumnVerdict::Used) {
            notes.push(note);
        }
    }
    label(&mut lines, totals);
    let differ = lines.iter().any(|line| line.label == Label::Predictive);
    Contrast {
        totals,
        differ,
        verdict: verdict(&lines, totals, &notes),
        lines,
        notes,
    }
}

fn lines_of(column: &Column, block: &Block, first: &[bool], totals: [u64; 2]) -> Vec<ContrastLine> {
    let mut counts = vec![[0_u64; 2]; block.slots()];
    for (row, side) in first.iter().enumerate() {
        for bin in block.of(row) {
            counts[*bin as usize][usize::from(!side)] += 1;
        }
    }
    counts
        .into_iter()
        .enumerate()
        .filter(|(_, counts)| counts[0] + counts[1] > 0)
        .map(|(bin, counts)| line(column, name(column, block, bin), counts, totals))
        .collect()
}

fn line(column: &Column, value: String, counts: [u64; 2], totals: [u64; 2]) -> ContrastLine {
    let cells = Counts {
        first: counts[0],
        first_total: totals[0],
        second: counts[1],
        second_total: totals[1],
    };
    let (odds_ratio, interval) = cells.odds_ratio();
    ContrastLine {
        column: column.name.clone(),
        value,
        counts,
        shares: cells.shares(),
        odds_ratio,
        interval,
        lift: cells.lift(),
        p: cells.p(),
        q: 1.0,
        label: Label::TooFew,
    }
}

fn name(column: &Column, block: &Block, bin: usize) -> String {
    if bin == block.size + 1 {
        return "missing".to_owned();
    }
    if bin == block.size {
        return "any other".to_owned();
    }
    match (&block.bins, &column.cells) {
        (Bins::Ordered(bounds), _) => {
            crate::score::model::range_name(bounds, bin, column.kind == Kind::Date)
        }
        (Bins::Levels(codes), Cells::Codes { words, .. }) => words[codes[bin] as usize].clone(),
        (Bins::Members(members), _) => members[bin].clone(),
        (Bins::Levels(_), Cells::Numbers(_) | Cells::Lists(_)) => String::new(),
    }
}

/// Labels every line, and sorts them: predictive first, the surest difference leading.
fn label(lines: &mut [ContrastLine], totals: [u64; 2]) {
    // A value that no pair of such lists could tell apart is not tested, so that it costs the others
    // nothing (Tarone 1990).
    let testable: Vec<bool> = lines
        .iter()
        .map(|line| {
            let cells = Counts {
                first: line.counts[0],
                first_total: totals[0],
                second: line.counts[1],
                second_total: totals[1],
            };
            cells.least_p() <= MOST_FALSE
        })
        .collect();
    let p: Vec<f64> = lines
        .iter()
        .zip(&testable)
        .filter(|(_, testable)| **testable)
        .map(|(line, _)| line.p)
        .collect();
    let mut rates = false_discovery_rates(&p).into_iter();
    for (line, testable) in lines.iter_mut().zip(testable) {
        line.q = if testable {
            rates.next().unwrap_or(1.0)
        } else {
            1.0
        };
        line.label = meaning(line, testable);
    }
    crate::order::by(lines, |left, right| {
        left.label
            .cmp(&right.label)
            .then(sureness(right).total_cmp(&sureness(left)))
            .then(right.shares[0].total_cmp(&left.shares[0]))
            .then_with(|| left.column.cmp(&right.column))
            .then_with(|| left.value.cmp(&right.value))
    });
}

fn meaning(line: &ContrastLine, testable: bool) -> Label {
    let [first, second] = line.shares;
    let matters =
        line.lift.max(1.0 / line.lift) >= LEAST_LIFT || (first - second).abs() >= LEAST_POINTS;
    if testable && line.q <= MOST_FALSE && matters {
        Label::Predictive
    } else if first.max(second) < RARE {
        Label::Rare
    } else if first.min(second) >= FREQUENT {
        Label::FrequentNotPredictive
    } else if testable {
        Label::NotPredictive
    } else {
        Label::TooFew
    }
}

/// The end of the odds ratio's interval that is nearer to no difference, as a distance from it.
fn sureness(line: &ContrastLine) -> f64 {
    let [low, high] = line.interval.map(f64::ln);
    low.max(-high)
}

fn verdict(lines: &[ContrastLine], totals: [u64; 2], notes: &[ColumnNote]) -> String {
    let leaks: Vec<&str> = notes
        .iter()
        .filter(|note| {
            matches!(
                note.verdict,
                ColumnVerdict::Leak | ColumnVerdict::Suspicious
            )
        })
        .map(|note| note.column.as_str())
        .collect();
    let is_leak = |line: &&ContrastLine| leaks.iter().any(|leak| same_name(leak, &line.column));
    let predictive = lines.iter().filter(|line| line.label == Label::Predictive);
    let telling = predictive.clone().filter(|line| !is_leak(line)).count();
    let mut text = if totals.contains(&0) {
        "One of the lists is empty; there is nothing to contrast.".to_owned()
    } else if predictive.clone().next().is_none()
        && lines.iter().all(|line| line.q >= 1.0 && line.p >= 1.0)
        || lines.iter().all(|line| line.label == Label::TooFew)
    {
        format!(
            "With {} and {} accounts there are too few to say.",
            totals[0], totals[1]
        )
    } else if predictive.clone().next().is_none() {
        "These two lists do not differ in any attribute beyond chance.".to_owned()
    } else {
        format!("{telling} attribute values tell the lists apart.")
    };
    if !leaks.is_empty() {
        text.push_str(&format!(
            " Check {}: it tells the lists apart almost perfectly, as the outcome itself would.",
            leaks
                .iter()
                .map(|leak| format!("“{leak}”"))
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    text
}
