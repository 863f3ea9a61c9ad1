//! Models: trained, edited, compared, shared; outcomes; why a score changed.

mod change;
mod outcomes;
mod page;
mod share;
mod train;

use super::Engine;
use crate::protocol::{ModelReply, ModelRequest, ModelRow, ModelVersion, Quality, Reply};
use crate::score::{Calibration, Model, score_all};
use crate::store::model::{self, FIT, Listed};
use crate::store::to_text;
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

impl Engine {
    pub(super) fn model(&mut self, request: ModelRequest, now: Timestamp) -> Result<Reply> {
        let reply = match request {
            ModelRequest::List => self.models()?,
            ModelRequest::Train {
                model,
                name,
                purpose,
                first,
                second,
                ignored,
            } => self.train_model(model, &name, &purpose, (first, second), &ignored, now)?,
            ModelRequest::Show { model, version } => {
                ModelReply::Model(Box::new(self.model_page(model, version, now)?))
            }
            ModelRequest::Edit { model, edits } => self.edit_model(model, &edits, now)?,
            ModelRequest::Preview { model, edits } => self.preview_model(model, &edits, now)?,
            ModelRequest::Revert { model, version } => self.revert_model(model, version, now)?,
            ModelRequest::Compare { first, second } => self.compare_models(first, second, now)?,
            ModelRequest::Activate { model, purpose } => {
                self.written(|engine| engine.activate_model(model, &purpose, now))?;
                self.models()?
            }
            ModelRequest::Remove { model, removed } => {
                let at = removed.then_some(now.as_second());
                self.written(|engine| {
                    model::set_removed(&engine.connection, model, at, now.as_second())
                })?;
                self.models_changed();
                self.models()?
            }
            ModelRequest::Export { model, seed } => self.export_model(model, &seed)?,
            ModelRequest::Import {
                text,
                trusted,
                keep,
            } => self.import_model(&text, &trusted, keep, now)?,
            ModelRequest::Sql {
                model,
                dialect,
                table,
            } => self.model_sql(model, &dialect, &table)?,
            ModelRequest::Change { account, since } => {
                ModelReply::Change(Box::new(self.score_change(account, &since, now)?))
            }
            ModelRequest::Scores { account } => self.purpose_scores(account, now)?,
            ModelRequest::Outcome { account, kind, at } => {
                self.written(|engine| engine.mark_outcome(account, &kind, &at, now))?;
                self.outcomes(Some(account), 100)?
            }
            ModelRequest::OutcomeUndo { outcome } => {
                self.written(|engine| crate::store::outcome::remove(&engine.connection, outcome))?;
                self.outcomes(None, 100)?
            }
            ModelRequest::OutcomesFrom { column, values } => {
                self.outcomes_from(&column, &values, now)?;
                self.outcomes(None, 100)?
            }
            ModelRequest::Outcomes { account, limit } => self.outcomes(account, limit)?,
        };
        Ok(Reply::Model(reply))
    }

    /// Every model; the starter model first.
    fn models(&self) -> Result<ModelReply> {
        let listed = model::all(&self.connection)?;
        let starter_is_active = !listed
            .iter()
            .any(|one| one.active && one.version.body.purpose == FIT);
        let mut rows = vec![row_of(&Model::starter(), None, starter_is_active, None)];
        rows.extend(listed.iter().map(listed_row));
        rows.extend(
            model::removed(&self.connection)?
                .iter()
                .map(|one| ModelRow {
                    active: false,
                    removed: true,
                    ..listed_row(one)
                }),
        );
        Ok(ModelReply::Models(rows))
    }

    /// Forgets what was read of models, after one was changed.
    fn models_changed(&mut self) {
        self.models.borrow_mut().clear();
        self.ranking = None;
    }

    fn activate_model(&mut self, id: Option<i64>, purpose: &str, now: Timestamp) -> Result<()> {
        if let Some(id) = id {
            let kept = model::load(&self.connection, id, None)?;
            if kept.body.purpose != purpose {
                return Err(Error::input(
                    "other_purpose",
                    format!(
                        "“{}” is for {}, not for {purpose}.",
                        kept.body.name, kept.body.purpose
                    ),
                    "purpose",
                    "Activate it for its own purpose.",
                ));
            }
        }
        model::activate(&self.connection, id, purpose, now.as_second())?;
        self.models_changed();
        Ok(())
    }

    /// The body of a model; the starter model when none is named.
    pub(super) fn body_of(&self, which: ModelVersion) -> Result<Model> {
        match which.model {
            None => Ok(Model::starter()),
            Some(id) => Ok(model::load(&self.connection, id, which.version)?.body),
        }
    }

    fn compare_models(
        &mut self,
        first: ModelVersion,
        second: ModelVersion,
        now: Timestamp,
    ) -> Result<ModelReply> {
        let (one, other) = (self.body_of(first)?, self.body_of(second)?);
        let universe = self.universe(now)?;
        let (before, after) = (
            score_all(&universe.table, &one),
            score_all(&universe.table, &other),
        );
        let mut moved: BTreeMap<i8, u64> = BTreeMap::new();
        for (before, after) in before.iter().zip(&after) {
            let stars = |model: &Model, score: i64| model.stars_for(score).unwrap_or(0) as i8;
            *moved
                .entry(stars(&other, *after) - stars(&one, *before))
                .or_default() += 1;
        }
        // Both are measured on the same accounts: those of the model that was trained on some.
        let sides = [second.model, first.model]
            .into_iter()
            .flatten()
            .find_map(|id| model::load(&self.connection, id, None).ok()?.sides);
        let mut quality: Vec<Option<Quality>> = Vec::new();
        for model in [&one, &other] {
            let measured = match &sides {
                Some(sides) => self.assessed(model, sides, now)?,
                None => None,
            };
            quality.push(measured.map(|measured| measured.quality));
        }
        Ok(ModelReply::Compared {
            differences: one.differences(&other),
            quality,
            moved: moved.into_iter().collect(),
        })
    }
}

fn listed_row(one: &Listed) -> ModelRow {
    let version = &one.version;
    ModelRow {
        changed: to_text(version.made),
        ..row_of(
            &version.body,
            Some(version.model),
            one.active,
            version
                .report
                .as_ref()
                .map(|report| report.verdict.as_str()),
        )
    }
}

/// A model as a row of the list.
fn row_of(model: &Model, id: Option<i64>, active: bool, verdict: Option<&str>) -> ModelRow {
    let calibrated = matches!(model.calibration, Calibration::Logistic { .. });
    let verdict = verdict.unwrap_or(match model.calibration {
        Calibration::Uncalibrated => "Uncalibrated: no outcomes were there to learn from.",
        Calibration::NoSignal => "No signal: it gives no stars.",
        Calibration::Logistic { .. } => "Calibrated where it was made; not measured here.",
    });
    ModelRow {
        id,
        name: model.name.clone(),
        purpose: model.purpose.clone(),
        version: model.version,
        active,
        calibrated,
        verdict: verdict.to_owned(),
        changed: String::new(),
        removed: false,
    }
}
