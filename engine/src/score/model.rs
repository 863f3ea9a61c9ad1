//! The model: a table of signed whole points that people can read, edit, lock and export.

use super::value;
use serde::{Deserialize, Serialize};

/// Stars go from 0 to this.
pub const STAR_LEVELS: usize = 5;

/// A scoring model. Everything it knows stands in this table; there is no hidden state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Its name ("Fit of new customers").
    pub name: String,
    /// Counts up with every change.
    pub version: u32,
    /// What it predicts (`fit`, `churn`, `spend` or the rep's own word).
    pub purpose: String,
    /// Notes of the people who edit it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Points every account starts with.
    pub base: i64,
    /// The attributes it looks at, each with its bins.
    pub factors: Vec<Factor>,
    /// Least points for one to five stars, rising.
    pub stars: [i64; STAR_LEVELS],
    /// How points become a probability, and how well that was measured.
    pub calibration: Calibration,
    /// Warnings that belong beside every score of this model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// How points relate to a probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibration {
    /// No outcomes were there to learn from; points order accounts, no more.
    Uncalibrated,
    /// Outcomes were there, and held no signal: the model gives no stars.
    NoSignal,
    /// probability = 1 / (1 + exp(-score / points_per_logit)).
    Logistic {
        /// Points that make one unit of log-odds.
        points_per_logit: f64,
    },
}

/// One attribute with its bins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// The column or field it reads.
    pub column: String,
    /// The bins.
    pub shape: Shape,
    /// Points when the value is missing or unreadable.
    pub missing: Slot,
    /// False when a missing value says nothing about how complete the account is.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub counts_as_known: bool,
}

/// How values fall into bins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Numbers: the first band whose `up_to` is not below the value; the last band is open.
    Number(Vec<Band>),
    /// Days, as [`date_number`](super::date_number) reads them.
    Date(Vec<Band>),
    /// The value is exactly one of a group's values.
    Category {
        /// Groups of values.
        groups: Vec<Group>,
        /// Any other value.
        other: Slot,
    },
    /// The value contains one of a group's words, in any ASCII case; the first group wins.
    Words {
        /// Groups of words, in lower case.
        groups: Vec<Group>,
        /// Any other value.
        other: Slot,
    },
    /// A list of members; every group with a member in the list gives its points.
    Set {
        /// What stands between members.
        separator: char,
        /// Groups of members.
        groups: Vec<Group>,
        /// No known member is in the list.
        other: Slot,
    },
}

/// Points of one bin with the evidence for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Signed points.
    pub points: i64,
    /// Accounts in the bin when the model was trained.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows: u64,
    /// Of these, how many had the outcome.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub positives: u64,
    /// True when a person fixed the points; training leaves them alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

/// A range of numbers or days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Greatest value in the band; `None` for no limit.
    pub up_to: Option<f64>,
    /// Points and evidence.
    #[serde(flatten)]
    pub slot: Slot,
}

/// Values or words that share their points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The values.
    pub values: Vec<String>,
    /// Points and evidence.
    #[serde(flatten)]
    pub slot: Slot,
}

/// Where a value fell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found<'m> {
    /// The bins that apply; more than one only for a set.
    pub(crate) slots: Vec<&'m Slot>,
    /// The bins in words ("201 to 1,000").
    pub(crate) bin: String,
    /// False when the value is missing or unreadable.
    pub(crate) known: bool,
}

impl Found<'_> {
    /// The points of all bins that apply.
    pub(crate) fn points(&self) -> i64 {
        self.slots
            .iter()
            .fold(0, |sum, slot| sum.saturating_add(slot.points))
    }
}

impl Slot {
    /// A bin without evidence.
    #[must_use]
    pub const fn of(points: i64) -> Self {
        Self {
            points,
            rows: 0,
            positives: 0,
            locked: false,
        }
    }
}

impl Model {
    /// Stars for a score; `None` when the model has no signal.
    #[must_use]
    pub fn stars_for(&self, score: i64) -> Option<u8> {
        if self.calibration == Calibration::NoSignal {
            return None;
        }
        let reached = self
            .stars
            .iter()
            .take_while(|least| score >= **least)
            .count();
        u8::try_from(reached).ok()
    }

    /// Probability for a score; `None` when the model is not calibrated.
    #[must_use]
    pub fn probability_for(&self, score: i64) -> Option<f64> {
        match self.calibration {
            Calibration::Logistic { points_per_logit } if points_per_logit > 0.0 => {
                #[allow(clippy::cast_precision_loss, reason = "points are far below 2^52")]
                let logit = score as f64 / points_per_logit;
                Some(1.0 / (1.0 + (-logit).exp()))
            }
            _ => None,
        }
    }
}

impl Factor {
    /// Finds the bin of a cell; `None` and the empty text are missing.
    pub(crate) fn find(&self, cell: Option<&str>) -> Found<'_> {
        let missing = Found {
            slots: vec![&self.missing],
            bin: "missing".to_owned(),
            known: false,
        };
        let Some(text) = cell.and_then(value::present) else {
            return missing;
        };
        let found = |slot, bin| Found {
            slots: vec![slot],
            bin,
            known: true,
        };
        match &self.shape {
            Shape::Number(bands) => value::number(text)
                .and_then(|number| band_of(bands, number))
                .map_or(missing, |at| found(&bands[at].slot, self.bin_name(at))),
            Shape::Date(bands) => value::date_number(text)
                .and_then(|day| band_of(bands, day))
                .map_or(missing, |at| found(&bands[at].slot, self.bin_name(at))),
            Shape::Category { groups, other } => groups
                .iter()
                .position(|group| group.values.iter().any(|value| value == text))
                .map_or_else(
                    || found(other, other_name(groups)),
                    |at| found(&groups[at].slot, self.bin_name(at)),
                ),
            Shape::Words { groups, other } => {
                let lower = text.to_ascii_lowercase();
                groups
                    .iter()
                    .position(|group| group.values.iter().any(|word| lower.contains(word)))
                    .map_or_else(
                        || found(other, other_name(groups)),
                        |at| found(&groups[at].slot, self.bin_name(at)),
                    )
            }
            Shape::Set {
                separator,
                groups,
                other,
            } => {
                let members: Vec<&str> =
                    text.split(*separator).filter_map(value::present).collect();
                let hits: Vec<&Group> = groups
                    .iter()
                    .filter(|group| {
                        group
                            .values
                            .iter()
                            .any(|value| members.contains(&value.as_str()))
                    })
                    .collect();
                if hits.is_empty() {
                    return found(other, "none of the known".to_owned());
                }
                Found {
                    slots: hits.iter().map(|group| &group.slot).collect(),
                    bin: hits
                        .iter()
                        .map(|group| group.values.join(", "))
                        .collect::<Vec<_>>()
                        .join("; "),
                    known: true,
                }
            }
        }
    }

    /// The bin at a position in words.
    pub(crate) fn bin_name(&self, at: usize) -> String {
        match &self.shape {
            Shape::Number(bands) => band_name(bands, at, plain_number),
            Shape::Date(bands) => band_name(bands, at, plain_date),
            Shape::Category { groups, .. }
            | Shape::Words { groups, .. }
            | Shape::Set { groups, .. } => groups
                .get(at)
                .map(|group| group.values.join(", "))
                .unwrap_or_default(),
        }
    }
}

/// What an account is called that is in none of the groups.
pub(crate) fn other_name(groups: &[Group]) -> String {
    if groups.is_empty() {
        "known"
    } else {
        "any other"
    }
    .to_owned()
}

fn band_of(bands: &[Band], value: f64) -> Option<usize> {
    bands
        .iter()
        .position(|band| band.up_to.is_none_or(|greatest| value <= greatest))
}

/// The name of a range that ends at `bounds[at]`, the last being open.
pub(crate) fn range_name(bounds: &[f64], at: usize, days: bool) -> String {
    let bands: Vec<Band> = bounds
        .iter()
        .map(|bound| Some(*bound))
        .chain([None])
        .map(|up_to| Band {
            up_to,
            slot: Slot::default(),
        })
        .collect();
    band_name(&bands, at, if days { plain_date } else { plain_number })
}

fn band_name(bands: &[Band], at: usize, show: fn(f64) -> String) -> String {
    let above = at
        .checked_sub(1)
        .and_then(|before| bands.get(before)?.up_to);
    let up_to = bands.get(at).and_then(|band| band.up_to);
    match (above, up_to) {
        (None, None) => "any".to_owned(),
        (None, Some(up_to)) => format!("up to {}", show(up_to)),
        (Some(above), None) => format!("above {}", show(above)),
        (Some(above), Some(up_to)) => format!("above {} up to {}", show(above), show(up_to)),
    }
}

/// A value as a sentence shows it: a large number with its thousands separated.
pub(crate) fn plain_value(value: &str) -> String {
    value
        .parse()
        .map_or_else(|_| value.to_owned(), plain_number)
}

/// A number with thousands separated, as the receipt shows it.
pub(crate) fn plain_number(value: f64) -> String {
    // Up to four digits stand without a comma: many such numbers are years.
    if value.fract() != 0.0 || value.abs() >= 1e15 || value.abs() < 1e4 {
        return value.to_string();
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 {
        format!("-{text}")
    } else {
        text
    }
}

/// A day as it is written, from its number.
pub(crate) fn plain_date(value: f64) -> String {
    let digits = format!("{value:08.0}");
    match (digits.get(..4), digits.get(4..6), digits.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => digits,
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

fn yes() -> bool {
    true
}
