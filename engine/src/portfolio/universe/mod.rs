//! Every account by column: coded values and numbers, small enough for a million accounts in a
//! browser's memory, quick enough to be counted at every click.

mod derived;
mod growing;

pub use derived::{derived_fields, derived_names};

use crate::protocol::AccountId;
use crate::score::attributes::{CONTACTS, REACHABLE, SIGNAL_AGE, letters};
use crate::score::lists::members_of;
use crate::score::{Cells, Column, Kind, Lists, MISSING, Table, date_number, number};
use derived::{DERIVED, derived};
use growing::Growing;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Distinct values a column may have before it counts as text, unless they are numbers or days. Beyond,
/// a dictionary costs more than it tells.
const MOST_WORDS: usize = 65_536;

/// Distinct members a column of lists may have, and members of all accounts together (64 MB), before it
/// counts as text.
const MOST_MEMBERS: usize = 65_536;
const MOST_MENTIONS: usize = 16_000_000;

/// Members of one list that are kept; no company is told by more.
const MOST_IN_LIST: usize = 256;

/// Share of distinct values that must read as numbers (or days) for such a column to be that.
const READABLE: f64 = 0.9;

/// Fields that name or describe an account; no two accounts share them by what they are.
const TEXTS: [&str; 14] = [
    "name",
    "domain",
    "website",
    "description",
    "street",
    "linkedin",
    "externalid",
    "phone",
    "ticker",
    "isin",
    "cik",
    "lei",
    "postalcode",
    "fax",
];

/// Columns that are counted, not read: people, those who can be reached, days since a trigger.
const COUNTED: [&str; 3] = [CONTACTS, REACHABLE, SIGNAL_AGE];

/// Values of one account as the database has them.
#[derive(Debug, Clone, Copy, Default)]
pub struct AccountValues<'v> {
    /// The account.
    pub account: AccountId,
    /// Industry, country, state, city.
    pub places: [Option<&'v str>; 4],
    /// Employees.
    pub employees: Option<i64>,
    /// Yearly revenue.
    pub revenue: Option<i64>,
    /// Further fields, a JSON object of texts.
    pub further: &'v str,
}

/// Names of the values in [`AccountValues::places`].
const PLACES: [&str; 4] = ["industry", "country", "state", "city"];

/// Every account by column.
#[derive(Debug, Default)]
pub struct Universe {
    /// The accounts, by id; row `n` of the table is account `n`.
    pub accounts: Vec<AccountId>,
    /// Their columns.
    pub table: Table,
    /// Fields that are texts: their name, and how many accounts have one.
    pub texts: Vec<(String, u64)>,
    /// Values that lists give for what is counted otherwise (people, days since a trigger); they
    /// come first, as they do where one account is scored.
    given: Vec<Given>,
}

/// A listed value of a counted column: the account, the column, the value.
type Given = (AccountId, &'static str, f64);

/// Collects accounts, by rising id, into a [`Universe`].
#[derive(Debug, Default)]
pub struct UniverseBuilder {
    accounts: Vec<AccountId>,
    places: [Growing; 4],
    employees: Vec<f64>,
    revenue: Vec<f64>,
    further: Vec<(String, Growing)>,
    given: Vec<Given>,
    known: FxHashMap<String, usize>,
}

impl UniverseBuilder {
    /// Adds an account.
    pub fn push(&mut self, values: &AccountValues<'_>) {
        let row = self.accounts.len();
        self.accounts.push(values.account);
        for (column, value) in self.places.iter_mut().zip(values.places) {
            column.set(row, value.unwrap_or_default(), "");
        }
        self.employees.push(as_number(values.employees));
        self.revenue.push(as_number(values.revenue));
        let (further, known, given) = (&mut self.further, &mut self.known, &mut self.given);
        each_field(values.further, |name, value| {
            if let Some(at) = known.get(name) {
                return further[*at].1.set(row, value, name);
            }
            let key = letters(name);
            if let Some(counted) = counted(&key) {
                let value = number(value).unwrap_or(f64::NAN);
                return given.push((values.account, counted, value));
            }
            let same = further.iter().position(|(known, _)| letters(known) == key);
            let at = same.unwrap_or_else(|| {
                let column = if TEXTS.contains(&key.as_str()) {
                    Growing::Text(0)
                } else {
                    Growing::default()
                };
                further.push((name.to_owned(), column));
                further.len() - 1
            });
            known.insert(name.to_owned(), at);
            further[at].1.set(row, value, name);
        });
    }

    /// The columns; people and triggers are filled in afterwards.
    #[must_use]
    pub fn finish(self) -> Universe {
        let rows = self.accounts.len();
        let mut universe = Universe {
            accounts: self.accounts,
            table: Table {
                columns: Vec::new(),
                rows,
            },
            texts: Vec::new(),
            given: self.given,
        };
        let columns = &mut universe.table.columns;
        for (name, column) in PLACES.into_iter().zip(self.places) {
            let said = Some(Kind::Category);
            columns.extend(column.finish(name, rows, said, &mut universe.texts));
        }
        columns.insert(1, numbers("employees", self.employees));
        columns.insert(2, numbers("revenue", self.revenue));
        for (name, column) in self.further {
            columns.extend(column.finish(&name, rows, None, &mut universe.texts));
        }
        for (name, from, derive) in DERIVED {
            let source = columns.iter().find(|column| letters(&column.name) == from);
            if let Some(source) = source
                && columns.iter().all(|column| column.name != name)
            {
                columns.push(derived(name, source, derive));
            }
        }
        for name in COUNTED {
            columns.push(numbers(name, vec![f64::NAN; rows]));
        }
        universe
    }
}

impl Universe {
    /// The row of an account.
    #[must_use]
    pub fn row(&self, account: AccountId) -> Option<usize> {
        // Where no account was ever taken away, they stand where their numbers say.
        let near = usize::try_from(account - 1).ok()?;
        if self.accounts.get(near) == Some(&account) {
            return Some(near);
        }
        self.accounts.binary_search(&account).ok()
    }

    /// Fills a column of numbers anew: every account that is not named has `otherwise`.
    pub fn fill(
        &mut self,
        name: &str,
        values: impl Iterator<Item = (AccountId, f64)>,
        otherwise: f64,
    ) {
        let Self {
            accounts,
            table,
            given,
            ..
        } = self;
        let column = table.columns.iter_mut().find(|column| column.name == name);
        if let Some(Cells::Numbers(cells)) = column.map(|column| &mut column.cells) {
            cells.fill(otherwise);
            for (account, value) in values {
                if let Ok(row) = accounts.binary_search(&account) {
                    cells[row] = value;
                }
            }
            for (account, _, value) in given.iter().filter(|(_, column, _)| *column == name) {
                if let Ok(row) = accounts.binary_search(account) {
                    cells[row] = *value;
                }
            }
        }
    }

    /// Writes one account's values anew, or adds it as the last row. False when the columns as they
    /// are cannot hold them: then all must be read again.
    #[must_use]
    pub fn update(&mut self, values: &AccountValues<'_>) -> bool {
        let row = match self.accounts.binary_search(&values.account) {
            Ok(row) => row,
            Err(at) if at == self.accounts.len() => {
                self.accounts.push(values.account);
                self.table.rows += 1;
                for column in &mut self.table.columns {
                    match &mut column.cells {
                        Cells::Numbers(cells) => cells.push(f64::NAN),
                        Cells::Codes { codes, .. } => codes.push(MISSING),
                        Cells::Lists(lists) => lists.push([]),
                    }
                }
                at
            }
            Err(_) => return false,
        };
        let mut fits = true;
        let mut fields: Vec<(String, String)> = Vec::new();
        let given = &mut self.given;
        given.retain(|(account, ..)| *account != values.account);
        each_field(values.further, |name, value| {
            let key = letters(name);
            match counted(&key) {
                Some(counted) => {
                    let value = number(value).unwrap_or(f64::NAN);
                    given.push((values.account, counted, value));
                }
                None => fields.push((key, value.to_owned())),
            }
        });
        let text = |key: &str| {
            let place = PLACES.iter().position(|name| *name == key);
            match (place, key) {
                (Some(place), _) => values.places[place].map(Cow::Borrowed),
                (None, "employees") => values.employees.map(|n| Cow::Owned(n.to_string())),
                (None, "revenue") => values.revenue.map(|n| Cow::Owned(n.to_string())),
                _ => fields
                    .iter()
                    .find(|(name, _)| name == key)
                    .map(|(_, value)| Cow::Borrowed(value.as_str())),
            }
        };
        let mut seen: Vec<String> = Vec::new();
        for column in &mut self.table.columns {
            let derive = DERIVED.iter().find(|(name, ..)| *name == column.name);
            let key = letters(&column.name);
            if counted(&key).is_some() {
                continue;
            }
            let value = match derive {
                Some((_, from, derive)) => text(from).and_then(|value| derive(&value)),
                None => text(&key).map(Cow::into_owned),
            };
            seen.push(key);
            fits &= column.write(row, value.as_deref().unwrap_or_default().trim_matches(' '));
        }
        let known = |name: &String| {
            seen.contains(name) || self.texts.iter().any(|(text, _)| letters(text) == *name)
        };
        fits && fields.iter().all(|(name, _)| known(name))
    }

    /// Takes accounts out.
    pub fn remove(&mut self, gone: &[AccountId]) {
        let keep: Vec<bool> = self
            .accounts
            .iter()
            .map(|account| !gone.contains(account))
            .collect();
        retain(&mut self.accounts, &keep);
        for column in &mut self.table.columns {
            match &mut column.cells {
                Cells::Numbers(cells) => retain(cells, &keep),
                Cells::Codes { codes, .. } => retain(codes, &keep),
                Cells::Lists(lists) => {
                    *lists = lists.select((0..keep.len()).filter(|row| keep[*row]));
                }
            }
        }
        self.table.rows = self.accounts.len();
    }
}

impl Column {
    /// Writes a cell; false when the column's kind cannot hold it.
    fn write(&mut self, row: usize, value: &str) -> bool {
        match &mut self.cells {
            Cells::Numbers(cells) => {
                let read = read(self.kind, value);
                cells[row] = read.unwrap_or(f64::NAN);
                read.is_some() || value.is_empty()
            }
            Cells::Codes { codes, words } => {
                codes[row] = MISSING;
                if !value.is_empty() {
                    let code = words.iter().position(|word| word == value);
                    codes[row] = code.unwrap_or_else(|| {
                        let words = std::sync::Arc::make_mut(words);
                        words.push(value.to_owned());
                        words.len() - 1
                    }) as u32;
                }
                // A first list of members makes a category a list.
                self.kind == Kind::Set || !value.contains([';', '|'])
            }
            Cells::Lists(lists) => {
                let members = members_of(value, self.separator).take(MOST_IN_LIST);
                let codes: Vec<u32> = members.map(|member| lists.code(member)).collect();
                lists.set(row, &codes);
                true
            }
        }
    }
}

/// Calls `each` with every field of a JSON object of texts; anything else has none.
pub fn each_field(json: &str, mut each: impl FnMut(&str, &str)) {
    struct Fields<'e, E>(&'e mut E);
    impl<'de, E: FnMut(&str, &str)> serde::de::Visitor<'de> for Fields<'_, E> {
        type Value = ();
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object of texts")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some((name, value)) = map.next_entry::<Cow<'_, str>, Cow<'_, str>>()? {
                (self.0)(&name, &value);
            }
            Ok(())
        }
    }
    if json.len() > 2 {
        use serde::Deserializer as _;
        // What this engine did not write has no fields; there is nothing to report.
        let _ = serde_json::Deserializer::from_str(json).deserialize_map(Fields(&mut each));
    }
}

/// The counted column of that name.
fn counted(key: &str) -> Option<&'static str> {
    COUNTED.into_iter().find(|name| letters(name) == key)
}

/// The members of a list as codes, new ones added.
fn listed(value: &str, separator: char, known: &mut FxHashMap<String, u32>) -> Vec<u32> {
    members_of(value, separator)
        .take(MOST_IN_LIST)
        .map(|member| match known.get(member) {
            Some(code) => *code,
            None => {
                let code = known.len() as u32;
                known.insert(member.to_owned(), code);
                code
            }
        })
        .collect()
}

/// A column of lists whose members have the codes that are known.
fn list_column(name: &str, separator: char, lists: Lists, known: FxHashMap<String, u32>) -> Column {
    let mut words = vec![String::new(); known.len()];
    for (word, code) in known {
        words[code as usize] = word;
    }
    Column {
        name: name.to_owned(),
        kind: Kind::Set,
        separator,
        cells: Cells::Lists(lists.named(words)),
    }
}

fn numbers(name: &str, cells: Vec<f64>) -> Column {
    Column {
        name: name.to_owned(),
        kind: Kind::Number,
        separator: ';',
        cells: Cells::Numbers(cells),
    }
}

fn read(kind: Kind, value: &str) -> Option<f64> {
    match kind {
        Kind::Date => date_number(value),
        _ => number(value),
    }
}

fn as_number(value: Option<i64>) -> f64 {
    value.map_or(f64::NAN, |value| value as f64)
}

fn retain<T>(cells: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    cells.retain(|_| keep.next().copied().unwrap_or(true));
}
