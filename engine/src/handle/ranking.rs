//! Accounts in an order: every account's key taken from the columns in one pass.

use super::Engine;
use crate::portfolio::Universe;
use crate::protocol::{AccountId, AccountQuery, AccountRow};
use crate::score::{Cells, Column, MISSING, score_all};
use crate::store::list::{MOST_ROWS, Selection};
use crate::store::model::FIT;
use crate::store::{account, signal};
use crate::{Error, Result};
use jiff::Timestamp;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Key of an account of which the value is not known: it stands last in either direction.
const UNKNOWN: u64 = u64::MAX;

/// An order of accounts, kept until anything in the database changes or the day ends. A table is
/// scrolled page by page; sorting a million accounts for each page would show.
pub(super) struct Ranking {
    state: State,
    order: Arc<Vec<AccountId>>,
}

/// What an order was made from.
#[derive(PartialEq, Eq)]
struct State {
    changes: Changes,
    day: i64,
    query: (String, Vec<(String, String)>, String, bool),
}

/// Rows changed by this connection, and the version of the file that others change.
type Changes = (u64, i64);

/// Every account by name, kept until anything in the database changes.
pub(super) struct Names {
    changes: Changes,
    order: Arc<Vec<AccountId>>,
}

impl Engine {
    /// One page of accounts in an order that is kept, and how many accounts there are.
    pub(super) fn ranked(
        &mut self,
        selection: &Selection,
        query: &AccountQuery,
        now: Timestamp,
    ) -> Result<(Vec<AccountRow>, u64)> {
        let state = State {
            changes: self.changes()?,
            day: now.as_second().div_euclid(86_400),
            query: (
                query.text.clone(),
                query.filters.clone(),
                query.sort.clone(),
                query.descending,
            ),
        };
        let kept = self.ranking.take().filter(|kept| kept.state == state);
        let order = match kept {
            Some(kept) => kept.order,
            None => self.order_of(selection, query, now)?,
        };
        // What reading the columns wrote down beside the database counts as a change as well.
        let changes = self.changes()?;
        self.ranking = Some(Ranking {
            state: State { changes, ..state },
            order: order.clone(),
        });
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let mut rows = Vec::new();
        for id in order
            .iter()
            .skip(offset)
            .take(query.limit.min(MOST_ROWS) as usize)
        {
            rows.extend(account::load_row(&self.connection, *id)?);
        }
        Ok((rows, order.len() as u64))
    }

    /// Every account by name.
    pub(super) fn all_by_name(&mut self) -> Result<Arc<Vec<AccountId>>> {
        let changes = self.changes()?;
        let kept = self.names.take().filter(|kept| kept.changes == changes);
        let order = match kept {
            Some(kept) => kept.order,
            None => Arc::new(Selection::of(&AccountQuery::default())?.by_name(&self.connection)?),
        };
        self.names = Some(Names {
            changes,
            order: order.clone(),
        });
        Ok(order)
    }

    fn changes(&self) -> Result<Changes> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok((self.connection.total_changes(), version))
    }

    fn order_of(
        &mut self,
        selection: &Selection,
        query: &AccountQuery,
        now: Timestamp,
    ) -> Result<Arc<Vec<AccountId>>> {
        let whole = query.text.trim().is_empty() && query.filters.is_empty();
        // The columns first: bringing them up to date is a change that would spoil the names.
        let by_column = !matches!(query.sort.as_str(), "" | "name" | "bolt");
        let universe = by_column.then(|| self.universe(now)).transpose()?;
        let names = if whole {
            self.all_by_name()?
        } else {
            Arc::new(selection.by_name(&self.connection)?)
        };
        let Some(universe) = universe else {
            if query.sort == "bolt" {
                return Ok(Arc::new(self.by_bolt(&names, query.descending, now)?));
            }
            if query.descending {
                return Ok(Arc::new(names.iter().rev().copied().collect()));
            }
            return Ok(names);
        };
        let keys = self.keys(&universe, &query.sort, query.descending)?;
        let mut places: Vec<(u64, u32)> = names
            .iter()
            .zip(0..)
            .map(|(id, place)| (universe.row(*id).map_or(UNKNOWN, |row| keys[row]), place))
            .collect();
        places.sort_unstable();
        let order = places.into_iter().map(|(_, place)| names[place as usize]);
        Ok(Arc::new(order.collect()))
    }

    /// The accounts with a lit bolt together, each part by name.
    fn by_bolt(
        &self,
        names: &[AccountId],
        lit_first: bool,
        now: Timestamp,
    ) -> Result<Vec<AccountId>> {
        let (from, until) = self.bolt_seconds(now)?;
        let lit: FxHashSet<AccountId> = signal::accounts_between(&self.connection, from, until)?;
        let (mut first, other): (Vec<AccountId>, Vec<AccountId>) =
            names.iter().partition(|id| lit.contains(id) == lit_first);
        first.extend(other);
        Ok(first)
    }

    /// A key for each row, by which rising means first.
    pub(super) fn keys(
        &self,
        universe: &Universe,
        sort: &str,
        descending: bool,
    ) -> Result<Vec<u64>> {
        if sort == "stars" {
            let model = self.model_in_use(FIT)?;
            // The least score has a key of its own before it.
            let key = |score: i64| (score as u64) ^ (1 << 63);
            return Ok(score_all(&universe.table, &model)
                .into_iter()
                .map(|score| if descending { !key(score) } else { key(score) })
                .collect());
        }
        let column = universe.table.column(sort).ok_or_else(|| {
            Error::input(
                "no_such_column",
                format!("Accounts cannot be sorted by “{sort}”."),
                "sort",
                "Sort by stars, name, employees or revenue.",
            )
        })?;
        Ok(keys_of(column, descending))
    }
}

fn keys_of(column: &Column, descending: bool) -> Vec<u64> {
    let turned = |key: u64| if descending { UNKNOWN - 1 - key } else { key };
    match &column.cells {
        Cells::Numbers(cells) => cells
            .iter()
            .map(|cell| {
                if cell.is_nan() {
                    return UNKNOWN;
                }
                // Positive numbers order as their bits do, negative ones the other way round.
                let bits = (cell + 0.0).to_bits();
                let key = if bits >> 63 == 0 {
                    bits | (1 << 63)
                } else {
                    !bits
                };
                turned(key)
            })
            .collect(),
        Cells::Codes { codes, words } => {
            let mut places: Vec<(String, u32)> = words
                .iter()
                .map(|word| word.to_lowercase())
                .zip(0..)
                .collect();
            places.sort_unstable();
            let mut keys = vec![0; words.len()];
            for (place, (_, word)) in places.into_iter().enumerate() {
                keys[word as usize] = turned(place as u64);
            }
            codes
                .iter()
                .map(|code| {
                    if *code == MISSING {
                        UNKNOWN
                    } else {
                        keys[*code as usize]
                    }
                })
                .collect()
        }
        // So many different lists have no order that would say anything but how many members they have.
        Cells::Lists(lists) => (0..lists.rows())
            .map(|row| match lists.of(row).len() as u64 {
                0 => UNKNOWN,
                members => turned(members),
            })
            .collect(),
    }
}
