//! Scores: an account's attributes and signals, gathered and handed to the model.

use super::Engine;
use crate::portfolio::derived_fields;
use crate::protocol::{AccountId, AccountRow, Contribution, Reply, Score};
use crate::score::attributes::{SIGNAL_AGE, letters};
use crate::score::{Attributes, Model, SignalAt, bolt, receipt};
use crate::store::model::FIT;
use crate::store::{self, account, contact, history, merge, signal};
use crate::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Seconds of one day.
const DAY: i64 = 86_400;

impl Engine {
    pub(super) fn score(&self, account: AccountId, now: Timestamp) -> Result<Reply> {
        Ok(Reply::Score(Box::new(
            self.score_with_sources(account, now)?,
        )))
    }

    /// The score of one account as of `now`, with the bolt's window as set.
    pub(super) fn score_of(&self, account: AccountId, now: Timestamp) -> Result<Score> {
        let attributes = self.attributes(account, now)?;
        let model = self.model_in_use(FIT)?;
        Ok(scored(&attributes, &model, now, self.bolt_window()?))
    }

    /// The same, each line with the source it rests on.
    pub(super) fn score_with_sources(&self, account: AccountId, now: Timestamp) -> Result<Score> {
        let mut score = self.score_of(account, now)?;
        self.add_sources(account, &mut score.contributions, now)?;
        Ok(score)
    }

    /// Names the source of each line of a receipt.
    pub(super) fn add_sources(
        &self,
        account: AccountId,
        lines: &mut [Contribution],
        now: Timestamp,
    ) -> Result<()> {
        let fields = merge::fields(&account::records(&self.connection, account)?);
        for line in lines {
            let key = letters(&line.factor);
            let from = source_field(&key);
            line.provenance = fields
                .iter()
                .find(|field| letters(&field.field) == from)
                .map(|field| field.provenance.clone());
            if line.provenance.is_none() && key == letters(SIGNAL_AGE) {
                let latest = signal::of_account(&self.connection, account, now.as_second())?;
                let story = latest.first().map(|signal| signal.story);
                line.provenance = match story {
                    Some(story) => store::story::provenance(&self.connection, story)?,
                    None => None,
                };
            }
        }
        Ok(())
    }

    /// The model that gives the scores of a purpose: the active one, or for `fit` the starter model.
    pub(super) fn model_in_use(&self, purpose: &str) -> Result<Arc<Model>> {
        let version: i64 = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        let known = |kept: &&(String, i64, Arc<Model>)| kept.0 == purpose && kept.1 == version;
        if let Some((_, _, model)) = self.models.borrow().iter().find(known) {
            return Ok(model.clone());
        }
        let active = store::model::active(&self.connection, purpose)?;
        let model = Arc::new(active.map_or_else(Model::starter, |kept| kept.body));
        let mut models = self.models.borrow_mut();
        models.retain(|(known, ..)| known != purpose);
        models.push((purpose.to_owned(), version, model.clone()));
        Ok(model)
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

    /// What a model may look at, of one account.
    pub(super) fn attributes(&self, account: AccountId, now: Timestamp) -> Result<Attributes> {
        let (row, state, further) = account::load_whole(&self.connection, account)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        let (contacts, reachable) = contact::numbers(&self.connection, account)?;
        let signals = signal::of_account(&self.connection, account, now.as_second())?;
        Ok(Attributes {
            fields: fields(&row, state, &further),
            contacts,
            reachable,
            signals: signals.into_iter().map(signal_at).collect(),
        })
    }

    /// The same as it was known at an earlier moment.
    pub(super) fn attributes_at(&self, account: AccountId, at: Timestamp) -> Result<Attributes> {
        let second = at.as_second();
        let known = history::account_at(&self.connection, account, second)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        let (contacts, reachable) = history::people_at(&self.connection, account, second)?;
        let stories = history::stories_at(&self.connection, account, second)?;
        let signals = signal::of_account(&self.connection, account, second)?;
        let mut fields: Vec<(String, String)> = known.into_iter().collect();
        fields.extend(derived_fields(&fields));
        Ok(Attributes {
            fields,
            contacts,
            reachable,
            signals: signals
                .into_iter()
                .filter(|signal| stories.contains(&signal.story))
                .map(signal_at)
                .collect(),
        })
    }
}

/// The field that a column of a model reads, for columns that follow from another.
fn source_field(key: &str) -> String {
    match key {
        "naicssector" => "naics",
        "sicdivision" => "sic",
        "technologyfunctions" => "technologies",
        other => other,
    }
    .to_owned()
}

pub(super) fn scored(attributes: &Attributes, model: &Model, now: Timestamp, window: i64) -> Score {
    let mut score = receipt(attributes, model, now);
    score.bolt = bolt(&attributes.signals, now, window);
    score
}

pub(super) fn signal_at(event: signal::Signal) -> SignalAt {
    SignalAt {
        kind: event.kind,
        date: event.happened,
        title: event.title,
        url: event.url,
        story: Some(event.story),
        confidence: event.confidence,
    }
}

fn fields(row: &AccountRow, state: Option<String>, further: &str) -> Vec<(String, String)> {
    let further: BTreeMap<String, String> = crate::json::read(further).unwrap_or_default();
    let number = |value: Option<i64>| value.map(|number| number.to_string());
    let columns = [
        ("name", Some(row.name.clone())),
        ("domain", row.domain.clone()),
        ("industry", row.industry.clone()),
        ("employees", number(row.employees)),
        ("revenue", number(row.revenue)),
        ("country", row.country.clone()),
        ("state", state),
        ("city", row.city.clone()),
    ];
    let mut fields: Vec<(String, String)> = columns
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .chain(further)
        .collect();
    fields.extend(derived_fields(&fields));
    fields
}
