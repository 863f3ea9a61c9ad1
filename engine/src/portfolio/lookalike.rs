//! Look-alikes of chosen accounts, by attributes and by description, with what makes each alike.
//!
//! The attributes that the chosen accounts share more often than everybody else become a table of
//! points (a [`Model`] of lifts), so that a likeness is a receipt too.

use super::text::TextIndex;
use crate::score::train::bins::{self, Bins, Block};
use crate::score::{Calibration, Cells, Model, Shape, Table, score_all};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ranges that numbers are cut into.
const BANDS: usize = 8;

/// Pseudo-accounts at the universe's share that steady the share among the chosen.
const PRIOR: f64 = 3.0;

/// Points that identical descriptions are worth: as much as a value that is e³ times as frequent.
const DESCRIPTION_POINTS: f64 = 300.0;

/// A factor is named as alike or unlike from this many points on.
const TELLING: i64 = 15;

/// Nearest descriptions that count; those further off are as good as unlike.
const MOST_DESCRIPTIONS: usize = 5_000;

/// Accounts from which the shares in all are taken, and chosen ones from which their shares are.
const MOST_SAMPLED: usize = 20_000;
const MOST_MODELS: usize = 5_000;

/// Names of reasons at most, each way.
const MOST_REASONS: usize = 4;

/// One look-alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookAlike {
    /// Row in the table.
    pub row: usize,
    /// Points of likeness: those of the attributes, and of the description.
    pub points: i64,
    /// Likeness of the descriptions, 0 to 1; 0 without descriptions.
    pub description: f64,
    /// What makes it alike, strongest first.
    pub alike: Vec<String>,
    /// What makes it unlike, strongest first.
    pub unlike: Vec<String>,
}

/// The accounts most like the chosen rows, best first; the chosen ones are not among them. `texts` are
/// the descriptions, in the order of the rows; columns that are not `wanted` by name play no part, and
/// neither do rows that are true in `known` (none, when it is empty).
#[must_use]
pub fn look_alikes(
    table: &Table,
    wanted: impl Fn(&str) -> bool,
    known: &[bool],
    texts: Option<&TextIndex>,
    chosen: &[usize],
    limit: usize,
) -> Vec<LookAlike> {
    let chosen: Vec<usize> = chosen
        .iter()
        .copied()
        .filter(|row| *row < table.rows)
        .collect();
    if chosen.is_empty() {
        return Vec::new();
    }
    let model = likeness(table, wanted, &chosen);
    let mut points = score_all(table, &model);
    let mut descriptions = rustc_hash::FxHashMap::default();
    if let Some(texts) = texts {
        for (row, likeness) in texts.like(&chosen, MOST_DESCRIPTIONS) {
            descriptions.insert(row, f64::from(likeness));
            points[row] =
                points[row].saturating_add((DESCRIPTION_POINTS * f64::from(likeness)) as i64);
        }
    }
    for row in chosen {
        points[row] = i64::MIN;
    }
    for (points, known) in points.iter_mut().zip(known) {
        if *known {
            *points = i64::MIN;
        }
    }
    best(&points, limit)
        .into_iter()
        .map(|row| {
            let (alike, unlike) = reasons(table, &model, row);
            LookAlike {
                row,
                points: points[row],
                description: descriptions.get(&row).copied().unwrap_or(0.0),
                alike,
                unlike,
            }
        })
        .collect()
}

/// The rows with most points, the best first, the earlier of equals first; `i64::MIN` stands out.
fn best(points: &[i64], limit: usize) -> Vec<usize> {
    let mut best: BinaryHeap<Reverse<(i64, Reverse<usize>)>> = BinaryHeap::new();
    let mut least = i64::MIN;
    for (row, own) in points.iter().enumerate() {
        if *own > least {
            best.push(Reverse((*own, Reverse(row))));
            if best.len() > limit {
                best.pop();
            }
            if best.len() == limit
                && let Some(Reverse((own, _))) = best.peek()
            {
                least = *own;
            }
        }
    }
    best.into_sorted_vec()
        .into_iter()
        .map(|Reverse((_, Reverse(row)))| row)
        .collect()
}

/// The lift of every attribute value among the chosen accounts, as points. In a large list the shares
/// are those of an even sample.
#[must_use]
pub fn likeness(table: &Table, wanted: impl Fn(&str) -> bool, chosen: &[usize]) -> Model {
    let models: Vec<usize> = evenly(chosen.len(), MOST_MODELS)
        .map(|at| chosen[at])
        .filter(|row| *row < table.rows)
        .collect();
    // The sample first, the chosen accounts after it.
    let mut rows: Vec<usize> = evenly(table.rows, MOST_SAMPLED).collect();
    let sampled = rows.len();
    rows.extend(&models);
    let sample = table.part(&rows, wanted);
    let mut model = Model::starter();
    model.name = "Likeness".to_owned();
    model.notes.clear();
    model.calibration = Calibration::Uncalibrated;
    let is_chosen: Vec<bool> = (0..rows.len()).map(|row| row >= sampled).collect();
    model.factors = sample
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            // A text that differs for every account (a name) makes nothing alike.
            let distinct =
                matches!(&column.cells, Cells::Codes { words, .. } if words.len() * 2 > table.rows);
            if distinct && table.rows > 10 {
                return None;
            }
            let block = bins::cut(at, column, BANDS, 1)?;
            let lifts = lifts(&block, sampled, models.len());
            let mut factor = crate::score::train::factor_of(column, &block, &lifts, &is_chosen);
            if sampled < table.rows
                && let Shape::Category { groups, other } = &mut factor.shape
            {
                // What the sample does not have, the chosen accounts do not have.
                let least = groups.iter().map(|group| group.slot.points).min();
                other.points = least.unwrap_or(0);
            }
            Some(factor)
        })
        .collect();
    model
}

/// At most so many of `count` numbers, evenly spaced.
fn evenly(count: usize, most: usize) -> impl Iterator<Item = usize> {
    (0..count).step_by(count.div_ceil(most).max(1))
}

/// ln(share among the chosen / share in all), steadied. The rows from `sampled` on are the chosen ones.
fn lifts(block: &Block, sampled: usize, chosen: usize) -> Vec<f64> {
    let mut counts = vec![(0_u32, 0_u32); block.slots()];
    for row in 0..sampled + chosen {
        for bin in block.of(row) {
            let (all, own) = &mut counts[*bin as usize];
            if row < sampled {
                *all += 1;
            } else {
                *own += 1;
            }
        }
    }
    let (all, chosen) = (sampled.max(1) as f64, chosen as f64);
    let smooth = matches!(block.bins, Bins::Ordered(_));
    let held: Vec<f64> = (0..block.slots())
        .map(|bin| {
            let own = f64::from(counts[bin].1);
            // A neighbouring range is nearly as alike.
            let beside = |at: Option<usize>| {
                at.filter(|at| *at < block.size)
                    .map_or(0.0, |at| f64::from(counts[at].1))
            };
            if smooth && bin < block.size {
                0.5 * own + 0.25 * (beside(bin.checked_sub(1)) + beside(Some(bin + 1)))
            } else {
                own
            }
        })
        .collect();
    counts
        .iter()
        .zip(held)
        .enumerate()
        .map(|(bin, ((rows, own), held))| {
            // A gap is neither alike nor unlike.
            if rows + own == 0 || bin == block.size + 1 {
                return 0.0;
            }
            // What only the chosen accounts have, the sample has missed.
            let share = f64::from((*rows).max(1)) / all;
            ((held + PRIOR * share) / ((chosen + PRIOR) * share)).ln()
        })
        .collect()
}

fn reasons(table: &Table, model: &Model, row: usize) -> (Vec<String>, Vec<String>) {
    let mut lines: Vec<(i64, String)> = model
        .factors
        .iter()
        .filter_map(|factor| {
            let text = table.column(&factor.column)?.text(row)?;
            let points = factor.find(Some(&text)).points();
            let shown: String = text.chars().take(80).collect();
            Some((points, format!("{}: {shown}", factor.column)))
        })
        .collect();
    crate::order::by_key(&mut lines, |(points, _)| std::cmp::Reverse(*points));
    let alike = lines
        .iter()
        .filter(|(points, _)| *points >= TELLING)
        .take(MOST_REASONS);
    let unlike = lines
        .iter()
        .rev()
        .filter(|(points, _)| *points <= -TELLING)
        .take(MOST_REASONS);
    let names = |(_, name): &(i64, String)| name.clone();
    (alike.map(names).collect(), unlike.map(names).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::TableBuilder;

    fn companies() -> (Table, TextIndex) {
        let rows = [
            (
                "Alpha",
                "Software",
                "120",
                "Germany",
                "Makes accounting software for hospitals and clinics.",
            ),
            (
                "Beta",
                "Software",
                "150",
                "Germany",
                "Hospital accounting software and billing for clinics.",
            ),
            (
                "Gamma",
                "Mining",
                "9000",
                "Chile",
                "Copper mining and smelting in the Andes.",
            ),
            (
                "Delta",
                "Software",
                "140",
                "Peru",
                "Online games for phones.",
            ),
            (
                "Epsilon",
                "Retail",
                "130",
                "Germany",
                "Sells shoes in shops.",
            ),
            ("Zeta", "Mining", "7000", "Peru", "Gold mining."),
        ];
        let mut builder = TableBuilder::new(
            ["name", "industry", "employees", "country"]
                .map(str::to_owned)
                .to_vec(),
        );
        for (name, industry, employees, country, _) in rows {
            builder.push([name, industry, employees, country]);
        }
        (builder.finish(&[]), TextIndex::build(rows.map(|row| row.4)))
    }

    #[test]
    fn the_nearest_comes_first_and_says_why() {
        let (table, texts) = companies();
        let found = look_alikes(&table, |_| true, &[], Some(&texts), &[0], 10);
        assert_eq!(found.len(), 5);
        assert_eq!(found[0].row, 1);
        assert!(found[0].description > 0.1);
        assert!(
            found[0]
                .alike
                .iter()
                .any(|reason| reason == "industry: Software"),
            "{found:?}"
        );
        let last = found.last().map(|last| last.row);
        assert!(last == Some(2) || last == Some(5));
    }

    #[test]
    fn nobody_chosen_gives_nobody() {
        let (table, texts) = companies();
        assert!(look_alikes(&table, |_| true, &[], Some(&texts), &[], 10).is_empty());
        assert!(look_alikes(&table, |_| true, &[], None, &[99], 10).is_empty());
        assert!(look_alikes(&Table::default(), |_| true, &[], None, &[0], 10).is_empty());
    }
}
