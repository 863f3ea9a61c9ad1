//! Editing a model by hand: points of one bin, locks, whole factors; and what differs between two.

use super::model::other_name;
use super::{Factor, Model, Shape, Slot};
pub use crate::protocol::{Difference, ModelEdit as Edit};

/// Points beyond this would drown every other line of a receipt.
const MOST_POINTS: i64 = 100_000;

impl Model {
    /// The model with the change, one version up.
    ///
    /// # Errors
    /// When the factor or bin is not in the model (the message lists those that are), or the points
    /// are out of range.
    pub fn edited(&self, edit: &Edit) -> crate::Result<Self> {
        let mut model = self.clone();
        model.version = self.version.saturating_add(1);
        match edit {
            Edit::Points { points, .. } if points.abs() > MOST_POINTS => {
                return Err(crate::Error::input(
                    "points_out_of_range",
                    format!(
                        "{points} points are more than a score can bear; {MOST_POINTS} is the most."
                    ),
                    "points",
                    "Give fewer points.",
                ));
            }
            Edit::Points { column, points, .. } if column == "base" => model.base = *points,
            Edit::Points {
                column,
                bin,
                points,
            } => {
                let slot = slot_of(&mut model, column, bin)?;
                slot.points = *points;
                slot.locked = true;
            }
            Edit::Lock {
                column,
                bin,
                locked,
            } => slot_of(&mut model, column, bin)?.locked = *locked,
            Edit::Drop { column } => {
                let at = position(&model, column)?;
                model.factors.remove(at);
            }
            Edit::Notes(notes) => model.notes.clone_from(notes),
            Edit::Name(name) => model.name.clone_from(name),
        }
        Ok(model)
    }

    /// What differs from this model to the other, factor by factor.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut list = Vec::new();
        let mut note = |column: &str, bin: &str, before: String, after: String| {
            if before != after {
                list.push(Difference {
                    column: column.to_owned(),
                    bin: bin.to_owned(),
                    before,
                    after,
                });
            }
        };
        note("name", "", self.name.clone(), other.name.clone());
        note(
            "base",
            "",
            format!("{:+}", self.base),
            format!("{:+}", other.base),
        );
        note("stars", "", levels(self), levels(other));
        for factor in &self.factors {
            let then = other
                .factors
                .iter()
                .find(|then| then.column == factor.column);
            let mut after = then.map(bins).unwrap_or_default();
            for (bin, slot) in bins(factor) {
                let at = after.iter().position(|(name, _)| *name == bin);
                let found = at.map(|at| shown(&after.remove(at).1)).unwrap_or_default();
                note(&factor.column, &bin, shown(&slot), found);
            }
            for (bin, slot) in after {
                note(&factor.column, &bin, String::new(), shown(&slot));
            }
        }
        for factor in &other.factors {
            if self
                .factors
                .iter()
                .all(|before| before.column != factor.column)
            {
                for (bin, slot) in bins(factor) {
                    note(&factor.column, &bin, String::new(), shown(&slot));
                }
            }
        }
        list
    }
}

/// Every bin of a factor with the name that the receipt gives it.
#[must_use]
pub fn bins(factor: &Factor) -> Vec<(String, Slot)> {
    let mut list: Vec<(String, Slot)> = match &factor.shape {
        Shape::Number(bands) | Shape::Date(bands) => bands
            .iter()
            .enumerate()
            .map(|(at, band)| (factor.bin_name(at), band.slot))
            .collect(),
        Shape::Category { groups, other }
        | Shape::Words { groups, other }
        | Shape::Set { groups, other, .. } => groups
            .iter()
            .enumerate()
            .map(|(at, group)| (factor.bin_name(at), group.slot))
            .chain([(other_name(groups), *other)])
            .collect(),
    };
    list.push(("missing".to_owned(), factor.missing));
    list
}

fn shown(slot: &Slot) -> String {
    format!(
        "{:+}{}",
        slot.points,
        if slot.locked { " locked" } else { "" }
    )
}

fn position(model: &Model, column: &str) -> crate::Result<usize> {
    model
        .factors
        .iter()
        .position(|factor| super::attributes::same_name(&factor.column, column))
        .ok_or_else(|| {
            let known: Vec<&str> = model
                .factors
                .iter()
                .map(|factor| factor.column.as_str())
                .collect();
            crate::Error::input(
                "no_such_factor",
                format!(
                    "The model does not look at “{column}”. It looks at: {}.",
                    known.join(", ")
                ),
                column,
                "Use one of these names.",
            )
        })
}

/// The bin of that name; a single value of a group stands for its group.
fn slot_of<'m>(model: &'m mut Model, column: &str, bin: &str) -> crate::Result<&'m mut Slot> {
    let at = position(model, column)?;
    let factor = &mut model.factors[at];
    let names: Vec<String> = bins(factor).into_iter().map(|(name, _)| name).collect();
    let number = names
        .iter()
        .position(|name| name == bin)
        .or_else(|| match &factor.shape {
            Shape::Category { groups, .. }
            | Shape::Words { groups, .. }
            | Shape::Set { groups, .. } => groups
                .iter()
                .position(|group| group.values.iter().any(|value| value == bin)),
            Shape::Number(_) | Shape::Date(_) => None,
        });
    let unknown = crate::Error::input(
        "no_such_bin",
        format!(
            "“{column}” has no bin “{bin}”. It has: {}.",
            names.join("; ")
        ),
        column,
        "Use one of these names.",
    );
    let Some(number) = number else {
        return Err(unknown);
    };
    if number + 1 == names.len() {
        return Ok(&mut factor.missing);
    }
    match &mut factor.shape {
        Shape::Number(bands) | Shape::Date(bands) => {
            bands.get_mut(number).map(|band| &mut band.slot)
        }
        Shape::Category { groups, other }
        | Shape::Words { groups, other }
        | Shape::Set { groups, other, .. } => match groups.get_mut(number) {
            Some(group) => Some(&mut group.slot),
            None => Some(other),
        },
    }
    .ok_or(unknown)
}

/// The least points of each star, as they are read.
fn levels(model: &Model) -> String {
    model.stars.map(|least| format!("{least:+}")).join(", ")
}
