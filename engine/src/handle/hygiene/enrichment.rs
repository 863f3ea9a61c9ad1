//! Enrichment: what each source adds to the rep's lists, what trusting it otherwise would change.

use crate::handle::Engine;
use crate::handle::portfolio::Rows;
use crate::protocol::{AccountId, EnrichedValue, EnrichingSource, HygieneReply, View};
use crate::store::merge::{self, Mode, Record};
use crate::store::provenance::REP;
use crate::store::{account, enrichment, portfolio};
use crate::{Error, Result};
use jiff::Timestamp;
use rustc_hash::FxHashMap;

/// Accounts with several sources that are compared.
const MOST_COMPARED: usize = 20_000;

/// Lines of a preview at most.
const MOST_LINES: u32 = 500;

/// The mode of that name.
pub(super) fn mode_of(name: &str) -> Result<Mode> {
    Mode::from_name(name).ok_or_else(|| {
        Error::input(
            "unknown_mode",
            format!("“{name}” is no way to use a source."),
            "mode",
            "Use one of: off, fill, replace.",
        )
    })
}

impl Engine {
    /// The sources that tell of accounts of the view beside others, those that fill most first.
    pub(super) fn enriching_sources(
        &mut self,
        view: &View,
        now: Timestamp,
    ) -> Result<Vec<EnrichingSource>> {
        let rows = self.rows_of(view, now)?;
        let mut found: FxHashMap<String, (EnrichingSource, i64)> = FxHashMap::default();
        let several = enrichment::accounts_of_several(&self.connection)?;
        let shown = several.into_iter().filter(|id| is_shown(&rows, *id));
        for id in shown.take(MOST_COMPARED) {
            let records = account::records(&self.connection, id)?;
            for (at, record) in records.iter().enumerate() {
                if record.origin.source == REP {
                    continue;
                }
                let (fills, differs) = added(&records, at);
                let (line, fetched) = found
                    .entry(record.origin.source.clone())
                    .or_insert_with(|| (line_of(record), i64::MIN));
                line.accounts += 1;
                line.fills += fills;
                line.differs += differs;
                *fetched = (*fetched).max(record.origin.fetched);
            }
        }
        let mut lines: Vec<EnrichingSource> = found
            .into_values()
            .map(|(line, fetched)| EnrichingSource {
                fetched: crate::store::to_text(fetched),
                ..line
            })
            .collect();
        crate::order::by(&mut lines, |left, right| {
            (right.fills, right.differs, &left.source).cmp(&(
                left.fills,
                left.differs,
                &right.source,
            ))
        });
        Ok(lines)
    }

    /// What another mode of a source would change, value by value.
    pub(super) fn enrichment_preview(
        &mut self,
        view: &View,
        source: &str,
        mode: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<HygieneReply> {
        let mode = mode_of(mode)?;
        let rows = self.rows_of(view, now)?;
        let limit = limit.min(MOST_LINES) as usize;
        let (mut changed, mut filled) = (Vec::new(), Vec::new());
        let (mut changes, mut accounts) = (0, 0);
        let all = portfolio::accounts_of_file(&self.connection, source)?;
        let shown = all.into_iter().filter(|id| is_shown(&rows, *id));
        for id in shown.take(MOST_COMPARED) {
            let records = account::records(&self.connection, id)?;
            let before = merge::chosen(&records);
            let own = records.iter().position(|one| one.origin.source == source);
            let after = merge::chosen(&enrichment::with_mode(records.clone(), source, mode));
            let name = before.get("name").cloned().unwrap_or_default();
            let value = |field: &str, before: &str, after: &str| EnrichedValue {
                account: id,
                name: name.clone(),
                field: field.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
            };
            let mut touched = false;
            for field in before
                .keys()
                .chain(after.keys().filter(|key| !before.contains_key(*key)))
            {
                let was = before.get(field).map_or("", String::as_str);
                let is = after.get(field).map_or("", String::as_str);
                if was != is {
                    touched = true;
                    changes += 1;
                    if changed.len() < limit {
                        changed.push(value(field, was, is));
                    }
                } else if filled.len() < limit && own.is_some_and(|own| fills(&records, own, field))
                {
                    filled.push(value(field, "", is));
                }
            }
            accounts += u64::from(touched);
        }
        Ok(HygieneReply::EnrichmentPreview {
            rows: if changes > 0 { changed } else { filled },
            changes,
            accounts,
        })
    }
}

fn is_shown(rows: &Rows, id: AccountId) -> bool {
    rows.universe.row(id).is_some_and(|row| rows.shown[row])
}

fn line_of(record: &Record) -> EnrichingSource {
    EnrichingSource {
        source: record.origin.source.clone(),
        class: record.origin.class,
        mode: record.mode.name().to_owned(),
        accounts: 0,
        fills: 0,
        differs: 0,
        fetched: String::new(),
    }
}

/// How many values only that record gives, and how many another one gives otherwise.
fn added(records: &[Record], at: usize) -> (u64, u64) {
    let (mut filled, mut differs) = (0, 0);
    for (field, value) in &records[at].fields {
        if fills(records, at, field) {
            filled += 1;
        } else if field != "name"
            && records.iter().any(|other| {
                let known = other.fields.get(field).filter(|known| !known.is_empty());
                known.is_some_and(|known| !merge::same_value(field, known, value))
            })
        {
            differs += 1;
        }
    }
    (filled, differs)
}

/// Does that record alone give the field, in a mode in which it is used?
fn fills(records: &[Record], at: usize, field: &str) -> bool {
    let has = |record: &Record| {
        record
            .fields
            .get(field)
            .is_some_and(|value| !value.is_empty())
    };
    records[at].mode != Mode::Off
        && has(&records[at])
        && records
            .iter()
            .enumerate()
            .all(|(other, record)| other == at || !has(record))
}
