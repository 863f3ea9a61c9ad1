//! Which column of a file feeds which field, recognised from the header names.
//!
//! ```
//! use hookline_engine::ingest::mapping::Mapping;
//! let headers = ["Firmenname", "Webseite", "Mitarbeiter", "Betreuer"].map(String::from);
//! let mapping = Mapping::recognise(&headers, None, &[]).unwrap();
//! assert_eq!(mapping.field(0), "name");
//! assert_eq!(mapping.field(2), "employees");
//! assert_eq!(mapping.field(3), "custom");
//! ```

mod names;

use crate::ingest::text::folded;
use crate::protocol::{ColumnMapping, ImportKind};
use crate::{Error, Result};
use names::{ACCOUNT_NAMES, ACCOUNT_QUALIFIERS, CONTACT_NAMES, CONTACT_QUALIFIERS, Names};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// The column is kept under its own name.
pub const CUSTOM: &str = "custom";

/// The column is left out.
pub const IGNORE: &str = "ignore";

/// Values shown per column on the mapping screen.
const MAX_EXAMPLES: usize = 3;

/// Longest example in characters.
const MAX_EXAMPLE_CHARS: usize = 80;

/// Columns that systems add for themselves and that say nothing of the account.
const SYSTEM_COLUMNS: [&str; 4] = ["donotmodify", "rowchecksum", "isdeleted", "systemmodstamp"];

/// The columns of one file and the fields they feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    kind: ImportKind,
    columns: Vec<ColumnMapping>,
    /// Field per column under which a value is stored; `None` for a column left out.
    stored_as: Vec<Option<Arc<str>>>,
}

impl Mapping {
    /// Recognises what the rows are and which field each column feeds. `chosen` are the rep's own
    /// pairs of header and field, which go first.
    ///
    /// # Errors
    /// When `chosen` names a column that the file does not have, or a field that does not exist.
    pub fn recognise(
        headers: &[String],
        kind: Option<ImportKind>,
        chosen: &[(String, String)],
    ) -> Result<Self> {
        let kind = kind.unwrap_or_else(|| recognise_kind(headers));
        let chosen = check_choice(headers, kind, chosen)?;
        let mut fields: Vec<Option<&str>> = vec![None; headers.len()];
        let mut taken: Vec<&str> = Vec::new();
        for (index, field) in &chosen {
            fields[*index] = Some(field);
            if *field != CUSTOM && *field != IGNORE {
                taken.push(field);
            }
        }
        let mut readings: Vec<(usize, u32, &'static str)> = headers
            .iter()
            .enumerate()
            .filter(|(index, _)| fields[*index].is_none())
            .filter_map(|(index, header)| {
                let (field, rank) = recognise_header(header, kind)?;
                Some((index, rank, field))
            })
            .collect();
        // The best name for a field wins, then the column further left.
        crate::order::by_key(&mut readings, |&(index, rank, _)| (rank, index));
        for (index, _, field) in readings {
            if !taken.contains(&field) {
                taken.push(field);
                fields[index] = Some(field);
            }
        }
        let columns: Vec<ColumnMapping> = headers
            .iter()
            .zip(fields)
            .map(|(header, field)| ColumnMapping {
                column: header.clone(),
                field: field.unwrap_or_else(|| unnamed_column(header)).to_owned(),
                examples: Vec::new(),
            })
            .collect();
        let stored_as = columns.iter().map(stored_as).collect();
        Ok(Self {
            kind,
            columns,
            stored_as,
        })
    }

    /// What the rows are.
    #[must_use]
    pub fn kind(&self) -> ImportKind {
        self.kind
    }

    /// The columns in the order of the file, with examples as far as they were noted.
    #[must_use]
    pub fn columns(&self) -> &[ColumnMapping] {
        &self.columns
    }

    /// Standard field of a column, [`CUSTOM`] or [`IGNORE`].
    #[must_use]
    pub fn field(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or(IGNORE, |column| &column.field)
    }

    /// Name under which the column's values are stored: the standard field, or the header of a
    /// custom column; `None` when it is left out.
    #[must_use]
    pub fn stored_as(&self, column: usize) -> Option<&Arc<str>> {
        self.stored_as.get(column)?.as_ref()
    }

    /// True when some column feeds the field.
    #[must_use]
    pub fn feeds(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    /// Notes the cell as an example of its column, as long as there are fewer than three.
    pub fn note_example(&mut self, column: usize, cell: &str) {
        let Some(column) = self.columns.get_mut(column) else {
            return;
        };
        if column.examples.len() < MAX_EXAMPLES {
            let example = crate::ingest::text::plain_line(cell, MAX_EXAMPLE_CHARS);
            if !example.is_empty() && !column.examples.contains(&example) {
                column.examples.push(example);
            }
        }
    }
}

/// Standard fields of a kind, in display order.
#[must_use]
pub fn standard_fields(kind: ImportKind) -> Vec<&'static str> {
    names_of(kind).iter().map(|(field, _)| *field).collect()
}

/// True when at least one header is a name that exports use, so that the first row is a header
/// and not data.
#[must_use]
pub fn is_header(headers: &[String]) -> bool {
    headers.iter().any(|header| {
        recognise_header(header, ImportKind::Accounts).is_some()
            || recognise_header(header, ImportKind::Contacts).is_some()
    })
}

fn names_of(kind: ImportKind) -> &'static [Names] {
    match kind {
        ImportKind::Accounts => ACCOUNT_NAMES,
        ImportKind::Contacts => CONTACT_NAMES,
    }
}

fn stored_as(column: &ColumnMapping) -> Option<Arc<str>> {
    match column.field.as_str() {
        IGNORE => None,
        CUSTOM => Some(column.column.as_str().into()),
        field => Some(field.into()),
    }
}

fn unnamed_column(header: &str) -> &'static str {
    let folded = folded(header);
    if SYSTEM_COLUMNS.iter().any(|name| folded.starts_with(name)) {
        IGNORE
    } else {
        CUSTOM
    }
}

/// People have first and last names, companies do not; an address without a company's name is a
/// person's as well.
fn recognise_kind(headers: &[String]) -> ImportKind {
    let as_contacts: Vec<&str> = headers
        .iter()
        .filter_map(|header| recognise_header(header, ImportKind::Contacts))
        .map(|(field, _)| field)
        .collect();
    let as_accounts: Vec<&str> = headers
        .iter()
        .filter_map(|header| recognise_header(header, ImportKind::Accounts))
        .map(|(field, _)| field)
        .collect();
    let has = |field: &str| as_contacts.contains(&field);
    let full_name = headers.iter().any(|header| {
        let folded = folded(header);
        folded != "name"
            && folded != "nom"
            && folded != "nombre"
            && recognise_header(header, ImportKind::Contacts).is_some_and(|found| found.0 == "name")
    });
    let person = (has("first_name") && has("last_name")) || has("title") || has("birthday");
    let firm = [
        "employees",
        "revenue",
        "naics",
        "sic",
        "founded",
        "ticker",
        "industry",
    ]
    .iter()
    .filter(|field| as_accounts.contains(field))
    .count();
    let company_named = as_accounts.contains(&"name");
    if person
        || (full_name && has("email"))
        || (has("email") && (!company_named || (firm == 0 && has("name"))))
        || (full_name && firm == 0 && !as_accounts.contains(&"domain"))
    {
        ImportKind::Contacts
    } else {
        ImportKind::Accounts
    }
}

/// The field a header means and the rank of the name, 0 for the best; qualified names come after
/// all plain ones.
fn recognise_header(header: &str, kind: ImportKind) -> Option<(&'static str, u32)> {
    const QUALIFIED: u32 = 1_000;
    if header.len() > 200 {
        return None;
    }
    let index = index_of(kind);
    let whole = folded(header);
    if whole.starts_with("donotmodify") {
        let account = whole == "donotmodifyaccount" || whole == "donotmodifycontact";
        return account.then_some(("external_id", 10));
    }
    if let Some(&found) = index.names.get(whole.as_str()) {
        return Some(found);
    }
    // "Annual Revenue (USD)", "Employees [2024]", "Region__c"
    let bare = folded(header.split(['(', '[']).next().unwrap_or(header));
    let bare = header.strip_suffix("__c").map_or(bare, folded);
    if let Some(&(field, rank)) = index.names.get(bare.as_str()) {
        return Some((field, rank + QUALIFIED));
    }
    let mut rest = bare.as_str();
    // Two qualifiers at most: "Organization - Primary Address".
    for round in 1..=2 {
        let qualifier = index.qualifiers.iter().find(|qualifier| {
            rest.len() > qualifier.len() && rest.starts_with(qualifier.as_str())
        })?;
        rest = &rest[qualifier.len()..];
        if let Some(&(field, rank)) = index.names.get(rest) {
            return Some((field, rank + QUALIFIED * (round + 1)));
        }
    }
    None
}

struct Index {
    names: FxHashMap<String, (&'static str, u32)>,
    qualifiers: Vec<String>,
}

fn index_of(kind: ImportKind) -> &'static Index {
    static ACCOUNTS: OnceLock<Index> = OnceLock::new();
    static CONTACTS: OnceLock<Index> = OnceLock::new();
    match kind {
        ImportKind::Accounts => {
            ACCOUNTS.get_or_init(|| build_index(ACCOUNT_NAMES, &ACCOUNT_QUALIFIERS))
        }
        ImportKind::Contacts => {
            CONTACTS.get_or_init(|| build_index(CONTACT_NAMES, &CONTACT_QUALIFIERS))
        }
    }
}

fn build_index(names: &[Names], qualifiers: &[&str]) -> Index {
    let mut by_name = FxHashMap::default();
    for (field, spellings) in names {
        for (rank, spelling) in spellings.split('|').enumerate() {
            by_name
                .entry(folded(spelling))
                .or_insert((*field, rank as u32));
        }
        by_name.entry(folded(field)).or_insert((*field, 0));
    }
    let mut qualifiers: Vec<String> = qualifiers.iter().map(|word| folded(word)).collect();
    crate::order::by_key(&mut qualifiers, |word| std::cmp::Reverse(word.len()));
    Index {
        names: by_name,
        qualifiers,
    }
}

fn check_choice<'a>(
    headers: &[String],
    kind: ImportKind,
    chosen: &'a [(String, String)],
) -> Result<Vec<(usize, &'a str)>> {
    let fields = standard_fields(kind);
    chosen
        .iter()
        .map(|(header, field)| {
            let wanted = folded(header);
            let index = headers
                .iter()
                .position(|name| name == header)
                .or_else(|| headers.iter().position(|name| folded(name) == wanted))
                .ok_or_else(|| {
                    Error::input(
                        "no_such_column",
                        format!("The file has no column “{header}”."),
                        header.clone(),
                        format!("Its columns are: {}.", headers.join(", ")),
                    )
                })?;
            let known = fields.contains(&field.as_str()) || field == CUSTOM || field == IGNORE;
            if known {
                Ok((index, field.as_str()))
            } else {
                Err(Error::input(
                    "no_such_field",
                    format!("There is no field “{field}”."),
                    header.clone(),
                    format!("Use one of: {}, {CUSTOM}, {IGNORE}.", fields.join(", ")),
                ))
            }
        })
        .collect()
}
