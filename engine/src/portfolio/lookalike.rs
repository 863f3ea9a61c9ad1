//! Look-alikes of chosen accounts, by attributes and by description, with what makes each alike.
//!
//! The attributes that the chosen accounts share more often than everybody else become a table of
//! points (a [`Model`] of lifts), so that a likeness is a receipt too.

use super::text::TextIndex;
use crate::score::train::bins::{self, Bins, Block};
use crate::score::{Calibration, Cells, Model, Table, score_all};
use serde::{Deserialize, Serialize};

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
/// the descriptions, in the order of the rows.
#[must_use]
pub fn look_alikes(
    table: &Table,
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
    let model = likeness(table, &chosen);
    let mut points = score_all(table, &model);
    let mut descriptions = rustc_hash::FxHashMap::default();
    if let Some(texts) = texts {
        for (row, likeness) in texts.like(&chosen, MOST_DESCRIPTIONS) {
            descriptions.insert(row, f64::from(likeness));
            points[row] =
                points[row].saturating_add((DESCRIPTION_POINTS * f64::from(likeness)) as i64);
        }
    }
    let mut is_chosen = vec![false; table.rows];
    for row in &chosen {
        is_chosen[*row] = true;
    }
    let mut order: Vec<usize> = (0..table.rows).filter(|row| !is_chosen[*row]).collect();
    let best_first =
        |left: &usize, right: &usize| points[*right].cmp(&points[*left]).then(left.cmp(right));
    if order.len() > limit && limit > 0 {
        order.select_nth_unstable_by(limit - 1, best_first);
    }
    order.truncate(limit);
    order.sort_unstable_by(best_first);
    order
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

/// The lift of every attribute value among the chosen accounts, as points.
#[must_use]
pub fn likeness(table: &Table, chosen: &[usize]) -> Model {
    let mut is_chosen = vec![false; table.rows];
    for row in chosen.iter().filter(|row| **row < table.rows) {
        is_chosen[*row] = true;
    }
    let mut model = Model::starter();
    model.name = "Likeness".to_owned();
    model.notes.clear();
    model.calibration = Calibration::Uncalibrated;
    model.factors = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            let block = bins::cut(at, column, BANDS, 1)?;
            // A text that differs for every account (a name) makes nothing alike.
            let distinct = matches!((&block.bins, &column.cells), (Bins::Levels(levels), Cells::Codes { .. }) if levels.len() * 2 > table.rows);
            if distinct && table.rows > 10 {
                return None;
            }
            let lifts = lifts(&block, &is_chosen, chosen.len());
            Some(crate::score::train::factor_of(column, &block, &lifts, &is_chosen))
        })
        .collect();
    model
}

/// ln(share among the chosen / share in all), steadied.
fn lifts(block: &Block, is_chosen: &[bool], chosen: usize) -> Vec<f64> {
    let mut counts = vec![(0_u32, 0_u32); block.slots()];
    for (row, chosen) in is_chosen.iter().enumerate() {
        for bin in block.of(row) {
            counts[*bin as usize].0 += 1;
            counts[*bin as usize].1 += u32::from(*chosen);
        }
    }
    let (all, chosen) = (is_chosen.len().max(1) as f64, chosen as f64);
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
        .map(|(bin, ((rows, _), held))| {
            // A gap is neither alike nor unlike.
            if *rows == 0 || bin == block.size + 1 {
                return 0.0;
            }
            let share = f64::from(*rows) / all;
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
        let found = look_alikes(&table, Some(&texts), &[0], 10);
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
        assert!(look_alikes(&table, Some(&texts), &[], 10).is_empty());
        assert!(look_alikes(&table, None, &[99], 10).is_empty());
        assert!(look_alikes(&Table::default(), None, &[0], 10).is_empty());
    }
}
