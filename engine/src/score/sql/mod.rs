//! A model as one plain SQL query, so that a warehouse gives the same scores as the engine.
//!
//! Every cell is read as text under the rules of [`value`](super::value), which the query repeats;
//! points are whole numbers, so sums agree exactly.

mod dialect;

pub use dialect::Dialect;

use super::value::MAX_NUMBER_LENGTH;
use super::{Band, Calibration, Factor, Group, Model, Shape};
use std::fmt::Write as _;

/// `value::is_plain` as a pattern.
const PLAIN_NUMBER: &str = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$";

/// `value::is_money` as a pattern.
const MONEY: &str = "^[+-]?([$€£]?[0-9]{1,3}(,[0-9]{3})+|[$€£][0-9]+)([.][0-9]+)?$";

/// `value::date_number` as a pattern.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";

/// The query that scores `table`: all its columns, then `hookline_score`, `hookline_stars` and
/// `hookline_probability`. The table must have every column of the model under its own name.
#[must_use]
pub fn sql(model: &Model, table: &str, dialect: Dialect) -> String {
    let table = dialect.table(table);
    let mut cells = String::new();
    let mut sum = model.base.to_string();
    for (at, factor) in model.factors.iter().enumerate() {
        let name = format!("hookline_{at}");
        let text = dialect.trimmed(&format!("src.{}", dialect.identifier(&factor.column)));
        let _ = write!(cells, ",\n           {text} AS {name}");
        let _ = write!(
            sum,
            "\n         + {}",
            points(factor, &format!("cells.{name}"), dialect)
        );
    }
    let helpers: Vec<String> = (0..model.factors.len())
        .map(|at| format!("hookline_{at}"))
        .collect();
    let all = dialect.all_but("scored", &helpers);
    let stars = stars(model);
    let probability = match model.calibration {
        Calibration::Logistic { points_per_logit } => {
            format!(
                "1.0 / (1.0 + exp(-{} / {}))",
                dialect.double("scored.hookline_score"),
                number(points_per_logit)
            )
        }
        _ => format!("CAST(NULL AS {})", dialect.double_type()),
    };
    format!(
        "-- {} v{}, written by Hookline. Cells are compared as text: load identifiers and categories as text.\n\
         SELECT {all},\n  {stars} AS hookline_stars,\n  {probability} AS hookline_probability\nFROM (\n  SELECT cells.*,\n       \
         {sum} AS hookline_score\n  FROM (\n    SELECT src.*{cells}\n    FROM {table} AS src\n  ) AS cells\n) AS scored\n",
        comment(&model.name),
        model.version
    )
}

fn stars(model: &Model) -> String {
    if model.calibration == Calibration::NoSignal {
        return "CAST(NULL AS INTEGER)".to_owned();
    }
    let mut text = String::from("CASE");
    for (at, least) in model.stars.iter().enumerate().rev() {
        let _ = write!(
            text,
            " WHEN scored.hookline_score >= {least} THEN {}",
            at + 1
        );
    }
    text.push_str(" ELSE 0 END");
    text
}

fn points(factor: &Factor, text: &str, dialect: Dialect) -> String {
    let missing = factor.missing.points;
    let gap = format!("{text} IS NULL OR {text} = ''");
    match &factor.shape {
        Shape::Number(bands) => {
            let plain = format!(
                "length({text}) <= {MAX_NUMBER_LENGTH} AND {}",
                dialect.matches(text, PLAIN_NUMBER)
            );
            let money = format!(
                "length({text}) <= {MAX_NUMBER_LENGTH} AND {}",
                dialect.matches(text, MONEY)
            );
            let bare = format!("translate({text}, '$€£,', '')");
            format!(
                "CASE WHEN {gap} THEN {missing} WHEN {plain} THEN {} WHEN {money} THEN {} ELSE {missing} END",
                ranges(bands, &dialect.to_double(text), missing),
                ranges(bands, &dialect.to_double(&bare), missing)
            )
        }
        Shape::Date(bands) => {
            let day = format!("substr({text}, 1, 10)");
            let value = dialect.to_double(&format!("replace({day}, '-', '')"));
            format!(
                "CASE WHEN {gap} THEN {missing} WHEN {} THEN {} ELSE {missing} END",
                dialect.matches(&day, DAY),
                ranges(bands, &value, missing)
            )
        }
        Shape::Category { groups, other } => {
            let mut cases = format!("CASE WHEN {gap} THEN {missing}");
            for group in groups {
                let values: Vec<String> = group
                    .values
                    .iter()
                    .map(|value| dialect.text(value))
                    .collect();
                if !values.is_empty() {
                    let _ = write!(
                        cases,
                        " WHEN {text} IN ({}) THEN {}",
                        values.join(", "),
                        group.slot.points
                    );
                }
            }
            format!("{cases} ELSE {} END", other.points)
        }
        Shape::Words { groups, other } => {
            let lower = format!("translate({text}, '{UPPER}', '{LOWER}')");
            let mut cases = format!("CASE WHEN {gap} THEN {missing}");
            for group in groups {
                let _ = write!(
                    cases,
                    " WHEN {} THEN {}",
                    any_inside(&lower, group, "", dialect),
                    group.slot.points
                );
            }
            format!("{cases} ELSE {} END", other.points)
        }
        Shape::Set {
            separator,
            groups,
            other,
        } => {
            let list = dialect.fenced_list(text, *separator);
            let fence = separator.to_string();
            let hits: Vec<String> = groups
                .iter()
                .map(|group| any_inside(&list, group, &fence, dialect))
                .collect();
            let sum: Vec<String> = groups
                .iter()
                .zip(&hits)
                .map(|(group, hit)| {
                    format!("CASE WHEN {hit} THEN {} ELSE 0 END", group.slot.points)
                })
                .collect();
            if hits.is_empty() {
                return format!("CASE WHEN {gap} THEN {missing} ELSE {} END", other.points);
            }
            format!(
                "CASE WHEN {gap} THEN {missing} WHEN NOT ({}) THEN {} ELSE {} END",
                hits.join(" OR "),
                other.points,
                sum.join(" + ")
            )
        }
    }
}

fn any_inside(text: &str, group: &Group, fence: &str, dialect: Dialect) -> String {
    let hits: Vec<String> = group
        .values
        .iter()
        .map(|value| dialect.contains(text, &dialect.text(&format!("{fence}{value}{fence}"))))
        .collect();
    if hits.is_empty() {
        "1 = 0".to_owned()
    } else {
        format!("({})", hits.join(" OR "))
    }
}

fn ranges(bands: &[Band], value: &str, missing: i64) -> String {
    let mut cases = format!("CASE WHEN {value} IS NULL THEN {missing}");
    let mut rest = missing;
    for band in bands {
        match band.up_to {
            Some(up_to) => {
                let _ = write!(
                    cases,
                    " WHEN {value} <= {} THEN {}",
                    number(up_to),
                    band.slot.points
                );
            }
            None => {
                rest = band.slot.points;
                break;
            }
        }
    }
    format!("{cases} ELSE {rest} END")
}

/// A double that every dialect reads as one, and as the same one.
fn number(value: f64) -> String {
    format!("{value:e}").replace('e', "E")
}

/// A comment cannot be left: it has no line end.
fn comment(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
