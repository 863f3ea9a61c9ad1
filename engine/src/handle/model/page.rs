//! One model with its table of points; its edits and versions.

use super::row_of;
use crate::handle::Engine;
use crate::handle::portfolio::comparable;
use crate::protocol::{
    Assessment, Bin, FactorTable, ModelEdit, ModelPage, ModelReply, ModelVersion, Side, VersionRow,
};
use crate::score::{Model, assess, bins};
use crate::store::model::{self, FIT, Version};
use crate::store::to_text;
use crate::{Error, Result};
use jiff::Timestamp;

/// Changes in one request.
const MOST_EDITS: usize = 200;

/// Longest text of a name or notes, in characters.
const LONGEST_TEXT: usize = 4_000;

impl Engine {
    /// Everything about one model, in its newest or an earlier version.
    pub(super) fn model_page(
        &mut self,
        id: Option<i64>,
        version: Option<u32>,
        now: Timestamp,
    ) -> Result<ModelPage> {
        let Some(id) = id else {
            let active = model::active(&self.connection, FIT)?.is_none();
            let starter = Model::starter();
            return Ok(page(&starter, row_of(&starter, None, active, None)));
        };
        let kept = model::load(&self.connection, id, version)?;
        let active = model::active(&self.connection, &kept.body.purpose)?
            .is_some_and(|active| active.model == id);
        let mut row = row_of(
            &kept.body,
            Some(id),
            active,
            kept.report.as_ref().map(|report| report.verdict.as_str()),
        );
        row.changed = to_text(kept.made);
        let mut shown = page(&kept.body, row);
        if let Some(sides) = &kept.sides {
            shown.now = self.assessed(&kept.body, sides, now)?;
        }
        shown.report = kept.report;
        shown.versions = model::versions(&self.connection, id)?
            .into_iter()
            .map(|version| VersionRow {
                version: version.body.version,
                change: version.change,
                made: to_text(version.made),
            })
            .collect();
        Ok(shown)
    }

    /// How good a model is on lists whose outcome is known; `None` when it is not calibrated or a
    /// list is gone or empty.
    pub(super) fn assessed(
        &mut self,
        model: &Model,
        sides: &(Side, Side),
        now: Timestamp,
    ) -> Result<Option<Assessment>> {
        let Ok(sides) = self.sides(&sides.0, &sides.1, now) else {
            return Ok(None);
        };
        if sides.is_first.iter().all(|first| *first) || !sides.is_first.contains(&true) {
            return Ok(None);
        }
        Ok(assess(model, &comparable(&sides, &[]), &sides.is_first))
    }

    pub(super) fn edit_model(
        &mut self,
        id: Option<i64>,
        edits: &[ModelEdit],
        now: Timestamp,
    ) -> Result<ModelReply> {
        let second = now.as_second();
        let saved = self.written(|engine| {
            let (id, kept) = match id {
                Some(id) => (id, model::load(&engine.connection, id, None)?),
                // The starter model itself stays; its copy can be edited.
                None => {
                    let id = model::insert(&engine.connection, FIT)?;
                    let mut body = Model::starter();
                    body.name = "Fit by hand".to_owned();
                    let copy = Version {
                        model: id,
                        body,
                        report: None,
                        sides: None,
                        change: "Copied from the starter model.".to_owned(),
                        made: second,
                    };
                    model::keep(&engine.connection, &copy)?;
                    (id, copy)
                }
            };
            let body = edited(&kept.body, edits)?;
            let version = Version {
                change: described(edits),
                made: second,
                body,
                ..kept
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

    pub(super) fn preview_model(
        &mut self,
        id: Option<i64>,
        edits: &[ModelEdit],
        now: Timestamp,
    ) -> Result<ModelReply> {
        let which = ModelVersion {
            model: id,
            version: None,
        };
        let mut body = edited(&self.body_of(which)?, edits)?;
        let mut shown = self.model_page(id, None, now)?;
        body.version = shown.row.version;
        let sides = match id {
            Some(id) => model::load(&self.connection, id, None)?.sides,
            None => None,
        };
        let measured = match &sides {
            Some(sides) => self.assessed(&body, sides, now)?,
            None => None,
        };
        let mut preview = page(&body, shown.row.clone());
        preview.report = shown.report.take();
        preview.versions = std::mem::take(&mut shown.versions);
        preview.now = measured;
        Ok(ModelReply::Model(Box::new(preview)))
    }

    pub(super) fn revert_model(
        &mut self,
        id: i64,
        version: u32,
        now: Timestamp,
    ) -> Result<ModelReply> {
        let second = now.as_second();
        self.written(|engine| {
            let newest = model::load(&engine.connection, id, None)?;
            let mut old = model::load(&engine.connection, id, Some(version))?;
            old.body.version = newest.body.version.saturating_add(1);
            old.change = format!("Back to version {version}.");
            old.made = second;
            model::keep(&engine.connection, &old)?;
            engine.note_if_active(&old, second)
        })?;
        self.models_changed();
        Ok(ModelReply::Model(Box::new(self.model_page(
            Some(id),
            None,
            now,
        )?)))
    }

    /// Writes down that a new version gives the scores, when its model does.
    pub(super) fn note_if_active(&self, version: &Version, second: i64) -> Result<()> {
        let purpose = &version.body.purpose;
        match model::active(&self.connection, purpose)? {
            Some(active) if active.model == version.model => {
                model::note_use(&self.connection, purpose, second)
            }
            _ => Ok(()),
        }
    }
}

/// A model's table of points.
fn page(model: &Model, row: crate::protocol::ModelRow) -> ModelPage {
    ModelPage {
        row,
        notes: model.notes.clone(),
        base: model.base,
        factors: model
            .factors
            .iter()
            .map(|factor| FactorTable {
                column: factor.column.clone(),
                bins: bins(factor)
                    .into_iter()
                    .map(|(name, slot)| Bin {
                        words: name.clone(),
                        name,
                        points: slot.points,
                        rows: slot.rows,
                        positives: slot.positives,
                        locked: slot.locked,
                    })
                    .collect(),
            })
            .collect(),
        stars: model.stars,
        warnings: model.warnings.clone(),
        report: None,
        now: None,
        versions: Vec::new(),
    }
}

/// The model with all changes, one version up.
fn edited(model: &Model, edits: &[ModelEdit]) -> Result<Model> {
    if edits.len() > MOST_EDITS {
        return Err(Error::input(
            "too_many_edits",
            format!("More than {MOST_EDITS} changes were given at once."),
            "edits",
            "Save some, then go on.",
        ));
    }
    let mut changed = model.clone();
    for edit in edits {
        if let ModelEdit::Notes(text) | ModelEdit::Name(text) = edit
            && text.chars().count() > LONGEST_TEXT
        {
            return Err(Error::input(
                "text_too_long",
                format!("The text is longer than {LONGEST_TEXT} characters."),
                "notes",
                "Shorten it.",
            ));
        }
        changed = changed.edited(edit)?;
    }
    changed.version = model.version.saturating_add(1);
    Ok(changed)
}

/// The changes in one sentence.
fn described(edits: &[ModelEdit]) -> String {
    let one = |edit: &ModelEdit| match edit {
        ModelEdit::Points {
            column,
            bin,
            points,
        } if column == "base" => {
            let _ = bin;
            format!("base {points:+}")
        }
        ModelEdit::Points {
            column,
            bin,
            points,
        } => format!("{column}, {bin}: {points:+}"),
        ModelEdit::Lock {
            column,
            bin,
            locked: true,
        } => format!("{column}, {bin} locked"),
        ModelEdit::Lock { column, bin, .. } => format!("{column}, {bin} freed"),
        ModelEdit::Drop { column } => format!("{column} taken out"),
        ModelEdit::Notes(_) => "notes".to_owned(),
        ModelEdit::Name(name) => format!("renamed to {name}"),
    };
    let parts: Vec<String> = edits.iter().take(5).map(one).collect();
    let more = edits.len().saturating_sub(5);
    let rest = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    format!("By hand: {}{rest}.", parts.join("; "))
}
