//! Scores: an account's attributes and signals, gathered and handed to the model.

use super::Engine;
use crate::protocol::{AccountId, AccountRow, Reply, Score};
use crate::score::{Attributes, Model, SignalAt, bolt, receipt};
use crate::store::{self, account, contact, signal};
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Seconds of one day.
const DAY: i64 = 86_400;

impl Engine {
    pub(super) fn score(&self, account: AccountId, now: Timestamp) -> Result<Reply> {
        Ok(Reply::Score(Box::new(self.score_of(account, now)?)))
    }

    /// The score of one account as of `now`, with the bolt's window as set.
    pub(super) fn score_of(&self, account: AccountId, now: Timestamp) -> Result<Score> {
        let attributes = self.attributes(account, now)?;
        Ok(scored(
            &attributes,
            &Model::starter(),
            now,
            self.bolt_window()?,
        ))
    }

    /// Days an event keeps the bolt lit, as set.
    pub(super) fn bolt_window(&self) -> Result<i64> {
        store::setting::number(&self.connection, "bolt_window_days")
    }

    /// The seconds between which an event may light the bolt; a day wider than the window, so that
    /// calendar days can be counted afterwards.
    pub(super) fn bolt_seconds(&self, now: Timestamp) -> Result<(i64, i64)> {
        let until = now.as_second();
        Ok((until - (self.bolt_window()? + 1) * DAY, until))
    }

    /// Stars and bolt for the rows of a page.
    pub(super) fn add_stars(&self, rows: &mut [AccountRow], now: Timestamp) -> Result<()> {
        for row in rows {
            let score = self.score_of(row.id, now)?;
            row.stars = score.stars;
            row.bolt = !score.bolt.is_empty();
        }
        Ok(())
    }

    fn attributes(&self, account: AccountId, now: Timestamp) -> Result<Attributes> {
        let (row, further) = account::load_with_further(&self.connection, account)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        let (contacts, reachable) = contact::numbers(&self.connection, account)?;
        let signals = signal::of_account(&self.connection, account, now.as_second())?;
        Ok(Attributes {
            fields: fields(&row, &further),
            contacts,
            reachable,
            signals: signals.into_iter().map(signal_at).collect(),
        })
    }
}

fn scored(attributes: &Attributes, model: &Model, now: Timestamp, window: i64) -> Score {
    let mut score = receipt(attributes, model, now);
    score.bolt = bolt(&attributes.signals, now, window);
    score
}

fn signal_at(event: signal::Signal) -> SignalAt {
    SignalAt {
        kind: event.kind,
        date: event.happened,
        title: event.title,
        url: event.url,
        story: Some(event.story),
        confidence: event.confidence,
    }
}

fn fields(row: &AccountRow, further: &str) -> Vec<(String, String)> {
    let further: BTreeMap<String, String> = serde_json::from_str(further).unwrap_or_default();
    let number = |value: Option<i64>| value.map(|number| number.to_string());
    let columns = [
        ("name", Some(row.name.clone())),
        ("domain", row.domain.clone()),
        ("industry", row.industry.clone()),
        ("employees", number(row.employees)),
        ("revenue", number(row.revenue)),
        ("country", row.country.clone()),
        ("city", row.city.clone()),
    ];
    columns
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .chain(further)
        .collect()
}
