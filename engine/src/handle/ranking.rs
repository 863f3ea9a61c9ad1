//! Accounts in the order of their stars: every account of a selection scored in one pass by column.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountId, AccountQuery, AccountRow};
use crate::score::{Kind, Model, TableBuilder, days_since, score_all};
use crate::store::list::Selection;
use crate::store::{contact, signal};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An order of accounts, kept until anything in the database changes or the day ends. A table is
/// scrolled page by page; scoring a million accounts for each page would show.
pub(super) struct Ranking {
    state: State,
    order: Vec<AccountId>,
}

/// What an order was made from.
#[derive(PartialEq, Eq)]
struct State {
    /// Rows changed by this connection, and the version of the file that others change.
    changes: (u64, i64),
    day: i64,
    query: (String, Vec<(String, String)>, bool),
}

/// Where the value of a model's column comes from.
enum Source {
    Name,
    Domain,
    Industry,
    Employees,
    Revenue,
    Country,
    City,
    Contacts,
    Reachable,
    SignalAge,
    Further,
}

impl Engine {
    /// One page of accounts by stars, then score, then name.
    pub(super) fn by_stars(
        &mut self,
        selection: &Selection,
        query: &AccountQuery,
        now: Timestamp,
    ) -> Result<Vec<AccountRow>> {
        let state = self.state_of(query, now)?;
        if self
            .ranking
            .as_ref()
            .is_none_or(|ranking| ranking.state != state)
        {
            let order = self.order_by_stars(selection, query.descending, now)?;
            self.ranking = Some(Ranking { state, order });
        }
        let order = self
            .ranking
            .as_ref()
            .map_or(&[][..], |ranking| &ranking.order);
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let limit = query.limit.min(crate::store::list::MOST_ROWS) as usize;
        let mut rows = Vec::new();
        for account in order.iter().skip(offset).take(limit) {
            rows.extend(crate::store::account::load_row(&self.connection, *account)?);
        }
        Ok(rows)
    }

    fn state_of(&self, query: &AccountQuery, now: Timestamp) -> Result<State> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(State {
            changes: (self.connection.total_changes(), version),
            day: now.as_second().div_euclid(86_400),
            query: (query.text.clone(), query.filters.clone(), query.descending),
        })
    }

    fn order_by_stars(
        &self,
        selection: &Selection,
        descending: bool,
        now: Timestamp,
    ) -> Result<Vec<AccountId>> {
        let model = Model::starter();
        let ages = self.signal_ages(now)?;
        let people: FxHashMap<AccountId, (u32, u32)> = contact::numbers_of_all(&self.connection)?
            .into_iter()
            .collect();
        let names: Vec<String> = model
            .factors
            .iter()
            .map(|factor| factor.column.clone())
            .collect();
        let sources: Vec<Source> = names.iter().map(|name| source_of(name)).collect();
        let mut table = TableBuilder::new(names.clone());
        let mut accounts = Vec::new();
        selection.each(&self.connection, |row, further| {
            let facts = Facts {
                row: &row,
                further: read_further(further, &names),
                people: people.get(&row.id).copied().unwrap_or_default(),
                age: ages.get(&row.id).copied(),
            };
            let cells: Vec<Cow<'_, str>> = sources
                .iter()
                .zip(&names)
                .map(|(source, name)| facts.value(source, name))
                .collect();
            table.push(cells.iter().map(Cow::as_ref));
            accounts.push(row.id);
            Ok(())
        })?;
        let kinds: Vec<(String, Kind)> = names
            .into_iter()
            .map(|name| (name, Kind::Category))
            .collect();
        let scores = score_all(&table.finish(&kinds), &model);
        let mut places: Vec<(Option<u8>, i64, usize)> = scores
            .into_iter()
            .enumerate()
            .map(|(place, score)| (model.stars_for(score), score, place))
            .collect();
        if descending {
            places
                .sort_unstable_by_key(|(stars, score, place)| (Reverse((*stars, *score)), *place));
        } else {
            places.sort_unstable();
        }
        Ok(places
            .into_iter()
            .map(|(_, _, place)| accounts[place])
            .collect())
    }

    /// Whole days since the latest signal of every account that has one.
    fn signal_ages(&self, now: Timestamp) -> Result<FxHashMap<AccountId, i64>> {
        let mut ages: FxHashMap<AccountId, i64> = FxHashMap::default();
        signal::latest(&self.connection, now.as_second(), |account, at| {
            ages.insert(account, days_since(at, now));
        })?;
        Ok(ages)
    }
}

/// What is known of one account.
struct Facts<'r> {
    row: &'r AccountRow,
    further: BTreeMap<String, String>,
    people: (u32, u32),
    age: Option<i64>,
}

impl Facts<'_> {
    /// The value of a model's column, empty when it is missing. A field of that name comes before a
    /// derived value, as it does where one account is scored.
    fn value(&self, source: &Source, column: &str) -> Cow<'_, str> {
        if matches!(
            source,
            Source::Contacts | Source::Reachable | Source::SignalAge | Source::Further
        ) && let Some(value) = self.further_value(column)
        {
            return Cow::Borrowed(value);
        }
        let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<i64>| value.map_or(String::new(), |number| number.to_string());
        Cow::Owned(match source {
            Source::Name => return Cow::Borrowed(&self.row.name),
            Source::Domain => text(&self.row.domain),
            Source::Industry => text(&self.row.industry),
            Source::Country => text(&self.row.country),
            Source::City => text(&self.row.city),
            Source::Employees => number(self.row.employees),
            Source::Revenue => number(self.row.revenue),
            Source::Contacts => self.people.0.to_string(),
            Source::Reachable => self.people.1.to_string(),
            Source::SignalAge => number(self.age),
            Source::Further => String::new(),
        })
    }

    fn further_value(&self, column: &str) -> Option<&str> {
        let wanted = letters(column);
        self.further
            .iter()
            .find(|(name, _)| letters(name) == wanted)
            .map(|(_, value)| value.as_str())
    }
}

/// The further fields, read only where one of them may be a column of the model.
fn read_further(json: &str, columns: &[String]) -> BTreeMap<String, String> {
    if json.len() <= 2 {
        return BTreeMap::new();
    }
    let squeezed = letters(json);
    let named = columns
        .iter()
        .any(|column| squeezed.contains(&letters(column)));
    if named {
        serde_json::from_str(json).unwrap_or_default()
    } else {
        BTreeMap::new()
    }
}

/// A name as the model compares it: without case, blanks, underscores and hyphens.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn source_of(column: &str) -> Source {
    match letters(column).as_str() {
        "name" => Source::Name,
        "domain" => Source::Domain,
        "industry" => Source::Industry,
        "employees" => Source::Employees,
        "revenue" => Source::Revenue,
        "country" => Source::Country,
        "city" => Source::City,
        "contacts" => Source::Contacts,
        "reachablecontacts" => Source::Reachable,
        "dayssincelasttrigger" => Source::SignalAge,
        _ => Source::Further,
    }
}
