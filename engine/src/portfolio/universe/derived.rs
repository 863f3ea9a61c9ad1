//! Columns that follow from others: sector and division of an industry's code, functions of technologies.

use super::super::industry::CodeTable;
use super::super::technology::technology_functions;
use super::{list_column, listed};
use crate::score::attributes::{CONTACTS, REACHABLE, SIGNAL_AGE, letters};
use crate::score::{Cells, Column, Kind, Lists, MISSING};
use rustc_hash::FxHashMap;

/// Reads the value of a column from that of another.
pub(super) type Derive = fn(&str) -> Option<String>;

/// Columns that follow from another: their name, the field they read, and how.
pub(super) const DERIVED: [(&str, &str, Derive); 3] = [
    ("naics sector", "naics", naics_sector),
    ("sic division", "sic", sic_division),
    ("technology functions", "technologies", technology_functions),
];

/// Names of the columns that follow from others.
#[must_use]
pub fn derived_names() -> [&'static str; DERIVED.len() + 3] {
    let [naics, sic, technologies] = DERIVED.map(|(name, ..)| name);
    [naics, sic, technologies, CONTACTS, REACHABLE, SIGNAL_AGE]
}

/// Fields that follow from others, as the columns of a [`Universe`] do, for one account.
#[must_use]
pub fn derived_fields(fields: &[(String, String)]) -> Vec<(String, String)> {
    DERIVED
        .iter()
        .filter_map(|(name, from, derive)| {
            let (_, value) = fields.iter().find(|(field, _)| letters(field) == *from)?;
            Some(((*name).to_owned(), derive(value)?))
        })
        .collect()
}

fn naics_sector(code: &str) -> Option<String> {
    CodeTable::Naics
        .path(code)
        .first()
        .map(|sector| sector.name.to_owned())
}

fn sic_division(code: &str) -> Option<String> {
    CodeTable::Sic
        .path(code)
        .first()
        .map(|division| division.name.to_owned())
}

/// The column that another one leads to, each distinct value looked up once.
pub(super) fn derived(name: &str, source: &Column, derive: fn(&str) -> Option<String>) -> Column {
    let mut words: Vec<String> = Vec::new();
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let mut code_of = |value: &str| {
        let word = derive(value)?;
        Some(*known.entry(word).or_insert_with_key(|word| {
            words.push(word.clone());
            words.len() as u32 - 1
        }))
    };
    let codes = match &source.cells {
        Cells::Codes {
            codes,
            words: values,
        } => {
            let map: Vec<Option<u32>> = values.iter().map(|value| code_of(value)).collect();
            let code = |code: &u32| map.get(*code as usize).copied().flatten();
            codes
                .iter()
                .map(|own| code(own).unwrap_or(MISSING))
                .collect()
        }
        Cells::Lists(lists) => return derived_lists(name, lists, derive),
        Cells::Numbers(cells) => (0..cells.len())
            .map(|row| source.text(row).and_then(|text| code_of(&text)))
            .map(|code| code.unwrap_or(MISSING))
            .collect(),
    };
    let said = (source.kind != Kind::Set).then_some(Kind::Category);
    crate::score::kind::column(name.to_owned(), codes, words, said)
}

/// What the members of lists lead to, each member looked up once.
fn derived_lists(name: &str, source: &Lists, derive: Derive) -> Column {
    const SEPARATOR: char = ';';
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let of: Vec<Vec<u32>> = source
        .words()
        .iter()
        .map(|member| listed(&derive(member).unwrap_or_default(), SEPARATOR, &mut known))
        .collect();
    let members = |row| source.of(row).iter();
    let rows = (0..source.rows())
        .map(|row| members(row).flat_map(|member| of[*member as usize].iter().copied()));
    let lists = Lists::of_rows(rows, Vec::new());
    list_column(name, SEPARATOR, lists, known)
}
