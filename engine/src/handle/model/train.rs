//! A model from two lists in one click.

use crate::handle::Engine;
use crate::handle::portfolio::comparable;
use crate::protocol::{ModelReply, Side};
use crate::score::{Model, TrainOptions, train};
use crate::store::model::{self, Version};
use crate::{Error, Result};
use jiff::Timestamp;

/// Longest name or purpose, in characters.
const LONGEST_NAME: usize = 80;

/// Accounts that are learnt from at most; the rest of a longer side adds little but time. The same
/// accounts are taken every time.
const MOST_ROWS: usize = 100_000;

impl Engine {
    pub(super) fn train_model(
        &mut self,
        id: Option<i64>,
        name: &str,
        purpose: &str,
        sides: (Side, Side),
        ignored: &[String],
        now: Timestamp,
    ) -> Result<ModelReply> {
        let text = |text: &str, otherwise: &str| {
            let text: String = text.trim().chars().take(LONGEST_NAME).collect();
            if text.is_empty() {
                otherwise.to_owned()
            } else {
                text
            }
        };
        let last: Option<Model> = match id {
            Some(id) => Some(model::load(&self.connection, id, None)?.body),
            None => None,
        };
        // A model keeps its purpose, by which others know it.
        let purpose = last
            .as_ref()
            .map_or_else(|| text(purpose, model::FIT), |last| last.purpose.clone());
        let name = text(name, last.as_ref().map_or("Fit", |last| last.name.as_str()));
        let mut found = self.sides(&sides.0, &sides.1, now)?;
        thin(&mut found.rows, &mut found.is_first);
        if !found.is_first.contains(&true) || !found.is_first.contains(&false) {
            return Err(Error::input(
                "one_class",
                format!(
                    "All {} accounts stand on one side; there is nothing to tell apart.",
                    found.rows.len()
                ),
                "sides",
                "Choose lists that both have accounts.",
            ));
        }
        let table = comparable(&found, ignored);
        let options = TrainOptions {
            name: &name,
            purpose: &purpose,
            validate: true,
            last: last.as_ref(),
        };
        let trained = train(&table, &found.is_first, options)?;
        let second = now.as_second();
        let saved = self.written(|engine| {
            let id = match id {
                Some(id) => id,
                None => model::insert(&engine.connection, &purpose)?,
            };
            let version = Version {
                model: id,
                change: format!(
                    "Trained from {} accounts, {} with the outcome.",
                    trained.report.rows, trained.report.positives
                ),
                body: trained.model,
                report: Some(trained.report),
                sides: Some(sides),
                made: second,
            };
            model::keep(&engine.connection, &version)?;
            engine.note_if_active(&version, second)?;
            Ok(id)
        })?;
        self.models_changed();
        Ok(ModelReply::Model(Box::new(self.model_page(
            Some(saved),
            None,
            now,
        )?)))
    }
}

/// Keeps every account with the rarer outcome, and of the others as many as are learnt from, spread
/// evenly.
fn thin(rows: &mut Vec<usize>, is_first: &mut Vec<bool>) {
    if rows.len() <= MOST_ROWS {
        return;
    }
    let firsts = is_first.iter().filter(|first| **first).count();
    let rare = firsts * 2 <= rows.len();
    let common: usize = is_first.iter().filter(|first| **first != rare).count();
    let room = MOST_ROWS
        .saturating_sub(rows.len() - common)
        .max(MOST_ROWS / 2);
    let mut seen = 0_usize;
    let keep: Vec<bool> = is_first
        .iter()
        .map(|first| {
            if *first == rare {
                return true;
            }
            seen += 1;
            seen * room / common != (seen - 1) * room / common
        })
        .collect();
    let mut kept = keep.iter();
    rows.retain(|_| kept.next().copied().unwrap_or(true));
    let mut kept = keep.iter();
    is_first.retain(|_| kept.next().copied().unwrap_or(true));
}
