//! The figures of a view: fields, issues, and what filling the gaps would change.

use super::findings::Issue;
use crate::Result;
use crate::handle::Engine;
use crate::handle::portfolio::Rows;
use crate::protocol::{FieldQuality, Overview, View};
use crate::score::attributes::letters;
use crate::score::{Column, Factor, Model, score_all};
use crate::store::model::FIT;
use jiff::Timestamp;

/// Fields that name what was derived, not what was filled in.
const MOST_FIELDS: usize = 60;

/// Gains that are told in a sentence.
const MOST_GAINS: usize = 5;

impl Engine {
    pub(super) fn quality_overview(&mut self, view: &View, now: Timestamp) -> Result<Overview> {
        let rows = self.rows_of(view, now)?;
        let model = self.model_in_use(FIT)?;
        let accounts = rows.count();
        let derived = crate::portfolio::derived_names();
        let disputed = self.contradictions(&rows)?;
        let scores = score_all(&rows.universe.table, &model);
        let mut fields = Vec::new();
        for column in &rows.universe.table.columns {
            if derived.contains(&column.name.as_str()) || fields.len() >= MOST_FIELDS {
                continue;
            }
            let filled = filled(column, &rows);
            let key = letters(&column.name);
            fields.push(FieldQuality {
                field: column.name.clone(),
                filled,
                share: share(filled, accounts),
                contradictory: disputed
                    .iter()
                    .filter(|found| letters(&found.field) == key)
                    .count() as u64,
                gain: gain(&model, column, &rows, &scores),
            });
        }
        for (field, filled) in self.filled_texts(&rows)? {
            let key = letters(&field);
            fields.push(FieldQuality {
                share: share(filled, accounts),
                contradictory: disputed
                    .iter()
                    .filter(|found| letters(&found.field) == key)
                    .count() as u64,
                field,
                filled,
                gain: 0,
            });
        }
        let looked_at: Vec<&FieldQuality> = fields
            .iter()
            .filter(|field| {
                model
                    .factors
                    .iter()
                    .any(|factor| letters(&factor.column) == letters(&field.field))
            })
            .collect();
        let completeness = if looked_at.is_empty() {
            1.0
        } else {
            looked_at.iter().map(|field| field.share).sum::<f64>() / looked_at.len() as f64
        };
        let mut gains: Vec<(u64, String)> = fields
            .iter()
            .filter(|field| field.gain > 0)
            .map(|field| {
                let missing = accounts - field.filled;
                let text = if missing == 1 {
                    format!(
                        "Filling “{}” at 1 account would move it to another star, if it is like the others.",
                        field.field
                    )
                } else {
                    format!(
                        "Filling “{}” at {missing} accounts would move about {} of them to another star, if they are like the others.",
                        field.field, field.gain
                    )
                };
                (field.gain, text)
            })
            .collect();
        crate::order::by(&mut gains, |left, right| right.cmp(left));
        let mut issues = Vec::new();
        for issue in Issue::ALL {
            let count = match issue {
                Issue::Missing => fields.iter().map(|field| accounts - field.filled).sum(),
                Issue::Contradictory => disputed.len() as u64,
                issue => self.issues_of(&rows, issue, "", now)?.len() as u64,
            };
            issues.push((issue.name().to_owned(), count));
        }
        Ok(Overview {
            accounts,
            contacts: self.people_in(&rows)?,
            completeness,
            fields,
            issues,
            gains: gains
                .into_iter()
                .take(MOST_GAINS)
                .map(|(_, text)| text)
                .collect(),
        })
    }

    /// Accounts of the view that have a name, a domain, a website.
    fn filled_texts(&self, rows: &Rows) -> Result<Vec<(String, u64)>> {
        let mut counts = [("domain", 0_u64), ("website", 0)];
        let mut statement = self.connection.prepare_cached(
            "SELECT id, domain IS NOT NULL, website IS NOT NULL FROM account ORDER BY id",
        )?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let shown = rows
                .universe
                .row(row.get(0)?)
                .is_some_and(|at| rows.shown[at]);
            if shown {
                counts[0].1 += u64::from(row.get::<_, bool>(1)?);
                counts[1].1 += u64::from(row.get::<_, bool>(2)?);
            }
        }
        Ok(counts
            .map(|(name, count)| (name.to_owned(), count))
            .to_vec())
    }

    fn people_in(&self, rows: &Rows) -> Result<u64> {
        let people = crate::store::contact::numbers_of_all(&self.connection)?;
        Ok(people
            .into_iter()
            .filter(|(account, _)| rows.universe.row(*account).is_some_and(|at| rows.shown[at]))
            .map(|(_, (count, _))| u64::from(count))
            .sum())
    }
}

fn filled(column: &Column, rows: &Rows) -> u64 {
    rows.places().filter(|row| column.is_filled(*row)).count() as u64
}

/// Accounts without a value in the column that would have other stars with what most others have.
fn gain(model: &Model, column: &Column, rows: &Rows, scores: &[i64]) -> u64 {
    let same = |factor: &&Factor| letters(&factor.column) == letters(&column.name);
    let Some(factor) = model.factors.iter().find(same) else {
        return 0;
    };
    let known = |row: usize| column.text(row);
    let mut points: Vec<i64> = rows
        .places()
        .step_by((rows.shown.len() / 20_000).max(1))
        .filter_map(|row| Some(factor.find(Some(&known(row)?)).points()))
        .collect();
    if points.is_empty() {
        return 0;
    }
    let middle = points.len() / 2;
    let usual = *points.select_nth_unstable(middle).1;
    let more = usual - factor.missing.points;
    rows.places()
        .filter(|row| known(*row).is_none())
        .filter(|row| model.stars_for(scores[*row]) != model.stars_for(scores[*row] + more))
        .count() as u64
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}
