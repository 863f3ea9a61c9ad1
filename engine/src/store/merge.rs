//! Which of several sources is believed, field by field, and what the others say.

use super::provenance::{Origin, REP};
use crate::protocol::{Field, OtherValue, SourceClass};
use crate::resolve::canonical_country;
use crate::score::number;
use std::collections::BTreeMap;

/// Fields of an account that have a column of their own, in display order.
pub const ACCOUNT_COLUMNS: [&str; 9] = [
    "name",
    "domain",
    "website",
    "industry",
    "employees",
    "revenue",
    "country",
    "state",
    "city",
];

/// How far a source is trusted beside the rep's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is kept, and not used.
    Off,
    /// It fills gaps that the rep's lists leave.
    Fill,
    /// By its class it may stand before them.
    Replace,
}

impl Mode {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Fill => "fill",
            Self::Replace => "replace",
        }
    }

    /// The mode of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Fill, Self::Replace]
            .into_iter()
            .find(|mode| mode.name() == name)
    }

    /// What holds until the rep says otherwise: nothing from outside overwrites a list.
    #[must_use]
    pub fn of_class(class: SourceClass) -> Self {
        match class {
            SourceClass::Typed => Self::Replace,
            _ => Self::Fill,
        }
    }
}

/// What one source says of an account or a person.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it comes from.
    pub origin: Origin,
    /// How far it is trusted.
    pub mode: Mode,
    /// Standard field names, or headers of further columns, with their values.
    pub fields: BTreeMap<String, String>,
}

/// The values in use. What the rep typed comes first, then lists and the sources that may replace them,
/// then those that fill gaps; among equals the more trusted class, then the newer source. A name stays as it was first known, for a second list must not rename the
/// account the rep is looking at.
#[must_use]
pub fn chosen(records: &[Record]) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for field in names(records) {
        if let Some(record) = best(records, field) {
            values.insert(field.to_owned(), record.fields[field].clone());
        }
    }
    values
}

/// Every field with the source of the value in use and the values of the sources that differ.
#[must_use]
pub fn fields(records: &[Record]) -> Vec<Field> {
    let mut list: Vec<Field> = Vec::new();
    for field in names(records) {
        let Some(used) = best(records, field) else {
            continue;
        };
        let value = &used.fields[field];
        let mut others: Vec<OtherValue> = Vec::new();
        for record in records {
            if let Some(other) = record.fields.get(field)
                && !same_value(field, other, value)
                && !others
                    .iter()
                    .any(|known| same_value(field, &known.value, other))
            {
                others.push(OtherValue {
                    value: other.clone(),
                    provenance: record.origin.to_protocol(),
                });
            }
        }
        list.push(Field {
            field: field.to_owned(),
            value: value.clone(),
            provenance: used.origin.to_protocol(),
            others,
        });
    }
    crate::order::by_key(&mut list, |field| display_order(&field.field));
    list
}

fn names(records: &[Record]) -> Vec<&str> {
    let mut names: Vec<&str> = records
        .iter()
        .flat_map(|record| record.fields.keys().map(String::as_str))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn best<'r>(records: &'r [Record], field: &str) -> Option<&'r Record> {
    // An account of which only a source that is off knows keeps what that says.
    let all_off = records.iter().all(|record| record.mode == Mode::Off);
    let having = records.iter().filter(|record| {
        let used = all_off || record.mode != Mode::Off;
        let value = record.fields.get(field);
        used && value.is_some_and(|value| !value.is_empty())
    });
    if field == "name" {
        having.min_by_key(|record| (record.origin.source != REP, record.origin.id))
    } else {
        having.min_by_key(|record| {
            (
                record.origin.source != REP,
                record.mode == Mode::Fill,
                record.origin.class,
                -record.origin.fetched,
                -record.origin.id,
            )
        })
    }
}

/// Do two values of a field say the same, however they are written? `JP` and `Japan` do, `0001318605` and
/// `1318605`, `https://www.alder.com/` and `alder.com`, a year and a day in it.
#[must_use]
pub fn same_value(field: &str, left: &str, right: &str) -> bool {
    if left == right || left.to_lowercase() == right.to_lowercase() {
        return true;
    }
    match field {
        "country" => canonical_country(left) == canonical_country(right),
        "phone" | "fax" => digits(left) == digits(right),
        "website" | "domain" | "linkedin" => bare(left) == bare(right),
        "founded" => year(left).is_some() && year(left) == year(right),
        _ => matches!((number(left), number(right)), (Some(left), Some(right)) if left == right),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// An address without what its owner would not say aloud.
fn bare(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let without = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let without = without.strip_prefix("www.").unwrap_or(without);
    without.trim_end_matches('/').to_owned()
}

/// The year that a year, or a day written as `1937-08-28`, begins with.
fn year(text: &str) -> Option<&str> {
    let begins = text.get(..4)?;
    let ends = matches!(text.as_bytes().get(4), None | Some(b'-'));
    (ends && begins.bytes().all(|byte| byte.is_ascii_digit())).then_some(begins)
}

fn display_order(field: &str) -> usize {
    ACCOUNT_COLUMNS
        .iter()
        .position(|column| *column == field)
        .unwrap_or(ACCOUNT_COLUMNS.len())
}

/// A whole number as a column stores it; `None` when the text is none.
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        return Some(number);
    }
    let number: f64 = text.parse().ok()?;
    // 2^53: beyond it a float no longer tells whole numbers apart.
    (number.is_finite() && number.abs() < 9_007_199_254_740_992.0).then_some(number.round() as i64)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::protocol::SourceClass;

    #[test]
    fn what_is_only_written_otherwise_is_no_contradiction() {
        for (field, left, right) in [
            ("country", "JP", "Japan"),
            ("country", "United States", "USA"),
            ("cik", "0001318605", "1318605"),
            ("employees", "1,200", "1200"),
            ("website", "https://www.Alder.com/", "alder.com"),
            ("phone", "+49 (731) 555-100", "+49731555100"),
            ("founded", "1937-08-28", "1937"),
            ("city", "PALO ALTO", "Palo Alto"),
        ] {
            assert!(same_value(field, left, right), "{field}: {left}, {right}");
        }
        for (field, left, right) in [
            ("country", "Austria", "Australia"),
            ("employees", "90", "120"),
            ("website", "alder.com/de", "alder.com"),
            ("founded", "1937-08-28", "1938"),
            ("founded", "19370", "1937"),
            ("city", "Ulm", "Neu-Ulm"),
            ("sic", "3711", "3714"),
        ] {
            assert!(!same_value(field, left, right), "{field}: {left}, {right}");
        }
    }

    fn record(
        id: i64,
        source: &str,
        class: SourceClass,
        fetched: i64,
        pairs: &[(&str, &str)],
    ) -> Record {
        Record {
            mode: Mode::of_class(class),
            origin: Origin {
                id,
                source: source.to_owned(),
                class,
                url: None,
                published: None,
                fetched,
            },
            fields: pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn the_rep_then_trust_then_freshness_and_contradictions_stay() {
        let records = [
            record(
                1,
                "crm.csv",
                SourceClass::Typed,
                10,
                &[("name", "Acme"), ("employees", "90"), ("city", "Ulm")],
            ),
            record(
                2,
                "SEC",
                SourceClass::Filed,
                5,
                &[("name", "ACME CORP"), ("employees", "120")],
            ),
            record(
                3,
                "list.csv",
                SourceClass::Typed,
                20,
                &[("employees", "100"), ("city", "ULM"), ("tier", "A")],
            ),
        ];
        let values = chosen(&records);
        assert_eq!(values["name"], "Acme");
        assert_eq!(
            values["employees"], "100",
            "no list is overwritten from outside"
        );
        assert_eq!(values["city"], "ULM");
        let mut records = records;
        records[1].mode = Mode::Off;
        assert_eq!(chosen(&records[1..2])["employees"], "120");
        records[1].mode = Mode::Replace;
        assert_eq!(chosen(&records)["employees"], "120");
        let list = fields(&records);
        let employees = list
            .iter()
            .find(|field| field.field == "employees")
            .unwrap();
        let others: Vec<&str> = employees
            .others
            .iter()
            .map(|other| other.value.as_str())
            .collect();
        assert_eq!(
            (employees.provenance.source.as_str(), others),
            ("SEC", vec!["90", "100"])
        );
        let city = list.iter().find(|field| field.field == "city").unwrap();
        assert!(
            city.others.is_empty(),
            "the same word in capitals is no contradiction"
        );
        assert_eq!(list.last().unwrap().field, "tier");

        let typed = record(
            9,
            REP,
            SourceClass::Typed,
            1,
            &[("employees", "7"), ("name", "Acme!")],
        );
        let values = chosen(&[records[0].clone(), records[1].clone(), typed]);
        assert_eq!(
            (values["employees"].as_str(), values["name"].as_str()),
            ("7", "Acme!")
        );
    }
}
