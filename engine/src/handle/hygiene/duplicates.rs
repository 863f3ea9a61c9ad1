//! Accounts that are probably one company, and what a merge of two would make.

use crate::handle::Engine;
use crate::protocol::{AccountId, DuplicatePair, MergePreview, View};
use crate::resolve::{Record, find_duplicates};
use crate::store::{account, contact, merge};
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Accounts among which duplicates are looked for; a larger view must be narrowed.
const MOST_ACCOUNTS: u64 = 50_000;

/// Pairs shown at most.
const MOST_PAIRS: u32 = 500;

impl Engine {
    pub(super) fn duplicates(
        &mut self,
        view: &View,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<DuplicatePair>> {
        let rows = self.rows_of(view, now)?;
        if rows.count() > MOST_ACCOUNTS {
            return Err(Error::input(
                "too_many_accounts",
                format!(
                    "Among {} accounts duplicates cannot be looked for at once; {MOST_ACCOUNTS} are the most.",
                    rows.count()
                ),
                "view",
                "Narrow it to a portfolio, a country or an industry. The program's `hookline dedupe` takes any number.",
            ));
        }
        let mut records = Vec::new();
        let mut ids = Vec::new();
        for place in rows.places() {
            let id = rows.universe.accounts[place];
            records.push(self.record(id)?);
            ids.push(id);
        }
        let found = find_duplicates(&records);
        let mut pairs = Vec::new();
        for pair in found.pairs.into_iter().take(limit.min(MOST_PAIRS) as usize) {
            let [one, other] = pair.records.map(|at| ids[at]);
            // The one of which more is known stays; of equal ones the older.
            let (keep, merge) = if self.richness(other)? > self.richness(one)? {
                (other, one)
            } else {
                (one, other)
            };
            let mut both = Vec::new();
            for id in [keep, merge] {
                both.extend(account::load_row(&self.connection, id)?);
            }
            self.add_stars(&mut both, now)?;
            if let Ok([keep, merge]) = <[_; 2]>::try_from(both) {
                pairs.push(DuplicatePair {
                    keep,
                    merge,
                    confidence: pair.confidence,
                    evidence: pair.evidence,
                });
            }
        }
        Ok(pairs)
    }

    fn record(&self, id: AccountId) -> Result<Record> {
        let Some((row, state, json)) = account::load_whole(&self.connection, id)? else {
            return Ok(Record::default());
        };
        let further: BTreeMap<String, String> = crate::json::read(&json).unwrap_or_default();
        let field = |name: &str| further.get(name).cloned();
        let parts = [
            field("street"),
            field("postal_code"),
            row.city,
            state,
            row.country,
        ];
        let website = account::website(&self.connection, id)?;
        Ok(Record {
            id: id.to_string(),
            name: row.name,
            address: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            phone: field("phone").unwrap_or_default(),
            email: field("email").unwrap_or_default(),
            website: row.domain.or(website).unwrap_or_default(),
        })
    }

    /// How much is known of an account: people and fields.
    fn richness(&self, id: AccountId) -> Result<(u32, usize)> {
        let (people, _) = contact::numbers(&self.connection, id)?;
        let fields = merge::chosen(&account::records(&self.connection, id)?).len();
        Ok((people, fields))
    }

    pub(super) fn merge_preview(
        &mut self,
        keep: AccountId,
        merged: AccountId,
        now: Timestamp,
    ) -> Result<MergePreview> {
        let mut both = Vec::new();
        for id in [keep, merged] {
            let row = account::load_row(&self.connection, id)?;
            both.push(row.ok_or_else(|| Error::Unknown(format!("account {id}")))?);
        }
        self.add_stars(&mut both, now)?;
        let own = account::records(&self.connection, keep)?;
        let theirs = account::records(&self.connection, merged)?;
        let (stays, goes) = (merge::chosen(&own), merge::chosen(&theirs));
        let after = merge::chosen(&own.into_iter().chain(theirs).collect::<Vec<_>>());
        let value = |fields: &BTreeMap<String, String>, name: &String| {
            fields.get(name).cloned().unwrap_or_default()
        };
        let fields = after
            .keys()
            .map(|name| {
                (
                    name.clone(),
                    value(&stays, name),
                    value(&goes, name),
                    value(&after, name),
                )
            })
            .collect();
        let count = |sql: &str| -> Result<u64> {
            Ok(self
                .connection
                .prepare_cached(sql)?
                .query_row([merged], |row| row.get::<_, i64>(0))?
                .unsigned_abs())
        };
        let moves = [
            count("SELECT count(*) FROM contact WHERE account = ?")?,
            count("SELECT count(*) FROM story_account WHERE account = ?")?,
            count("SELECT count(*) FROM touch WHERE account = ?")?,
        ];
        let [keep, merge] = <[_; 2]>::try_from(both)
            .map_err(|_| Error::Unknown(format!("account {keep} or {merged}")))?;
        Ok(MergePreview {
            keep,
            merge,
            fields,
            moves,
        })
    }
}
