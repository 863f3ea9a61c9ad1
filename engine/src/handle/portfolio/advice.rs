//! Whom to call next, and who may leave.

use crate::handle::Engine;
use crate::handle::score::signal_at;
use crate::protocol::{AccountId, PortfolioReply, Recommendation, View};
use crate::score::attributes::letters;
use crate::score::{
    BOLT_WINDOW_DAYS, SignalAt, days_since, intent, plain_value, priority, receipt, score_all,
};
use crate::store::model::FIT;
use crate::store::{account, outcome, signal, touch};
use crate::{Error, Result};
use jiff::Timestamp;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Days of signals that may carry intent; older ones have faded by any half-life.
const INTENT_DAYS: i64 = 365;

/// Accounts without a signal that are considered, the best by score.
const BEST_FITS: usize = 500;

/// Accounts with a signal that are considered, the newest first.
const MOST_SIGNALLED: usize = 5_000;

/// Days after a touch in which an account is left in peace.
const REST_DAYS: i64 = 14;

/// Most recommendations.
const MOST: u32 = 100;

/// Purpose of the model that says who may leave.
const CHURN: &str = "churn";

impl Engine {
    pub(super) fn next_best(&mut self, limit: u32, now: Timestamp) -> Result<PortfolioReply> {
        let universe = self.universe(now)?;
        let model = self.model_in_use(FIT)?;
        let scores = score_all(&universe.table, &model);
        let mut signalled: Vec<(AccountId, Timestamp)> = Vec::new();
        signal::latest(&self.connection, now.as_second(), |account, at| {
            if days_since(at, now) <= INTENT_DAYS {
                signalled.push((account, at));
            }
        })?;
        crate::order::by_key(&mut signalled, |(account, at)| (Reverse(*at), *account));
        signalled.truncate(MOST_SIGNALLED);
        let mut best: Vec<usize> = (0..universe.accounts.len()).collect();
        if best.len() > BEST_FITS {
            best.select_nth_unstable_by_key(BEST_FITS, |row| (Reverse(scores[*row]), *row));
            best.truncate(BEST_FITS);
        }
        let resting = touch::since(&self.connection, now.as_second() - REST_DAYS * 86_400)?;
        let mut left_out: FxHashSet<AccountId> = resting.into_iter().collect();
        left_out.extend(
            outcome::last_of_each(&self.connection, &["won", "lost", "renewed", "churned"])?
                .into_iter()
                .map(|(account, ..)| account),
        );
        let candidates: FxHashSet<AccountId> = signalled
            .iter()
            .map(|(account, _)| *account)
            .chain(best.into_iter().map(|row| universe.accounts[row]))
            .filter(|account| !left_out.contains(account))
            .collect();
        let mut ranked: Vec<(i64, i64, AccountId)> = Vec::new();
        for id in candidates {
            let Some(row) = universe.row(id) else {
                continue;
            };
            let (points, _) = intent(&self.signals_of(id, now)?, now);
            let (value, _) = priority(model.stars_for(scores[row]), points);
            ranked.push((value, scores[row], id));
        }
        crate::order::by_key(&mut ranked, |(value, score, id)| {
            (Reverse(*value), Reverse(*score), *id)
        });
        let mut rows = Vec::new();
        for (_, _, id) in ranked.into_iter().take(limit.min(MOST) as usize) {
            rows.extend(self.recommended(id, now)?);
        }
        Ok(PortfolioReply::Recommended {
            rows,
            basis: format!(
                "Fit by “{}” (20 a star) and intent from triggers, added up. Accounts touched in the past {REST_DAYS} days, and those that are won, lost, renewed or gone, are left out.",
                model.name
            ),
        })
    }

    fn recommended(&mut self, id: AccountId, now: Timestamp) -> Result<Option<Recommendation>> {
        let Some(mut account) = account::load_row(&self.connection, id)? else {
            return Ok(None);
        };
        let score = self.score_of(id, now)?;
        account.stars = score.stars;
        account.bolt = !score.bolt.is_empty();
        let (points, mut lines) = intent(&self.signals_of(id, now)?, now);
        let (value, [fit, _]) = priority(score.stars, points);
        lines.insert(0, fit);
        let contact = self.best_person(id, now)?;
        let fits = match score.stars {
            Some(stars) => format!("{stars} of 5 stars"),
            None => "no stars".to_owned(),
        };
        let strongest = score
            .contributions
            .iter()
            .filter(|line| line.points > 0 && line.value.is_some())
            .max_by_key(|line| line.points);
        let because = strongest.map_or(String::new(), |line| {
            format!(
                " ({} {})",
                line.factor,
                plain_value(line.value.as_deref().unwrap_or_default())
            )
        });
        let news = score.bolt.first().map_or_else(
            || format!("no trigger in the past {BOLT_WINDOW_DAYS} days"),
            |event| {
                format!(
                    "{} {}: “{}”",
                    event.kind.name(),
                    days_ago(event.days_ago),
                    event.title.chars().take(90).collect::<String>()
                )
            },
        );
        let whom = contact.as_ref().map_or_else(
            || "nobody is known there yet".to_owned(),
            |person| match person.title.as_deref() {
                Some(title) if !title.is_empty() => {
                    format!("begin with {}, {title}", person.name)
                }
                _ => format!("begin with {}", person.name),
            },
        );
        Ok(Some(Recommendation {
            account,
            priority: value,
            parts: lines,
            reason: format!("{fits}{because}; {news}; {whom}."),
            contact,
        }))
    }

    pub(super) fn churn(
        &mut self,
        view: &View,
        limit: u32,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let active = crate::store::model::active(&self.connection, CHURN)?.ok_or_else(|| {
            Error::input(
                "no_churn_model",
                "There is no model of who leaves yet.",
                "model",
                "Train one for the purpose “churn” from non-renewing against renewing customers, then activate it.",
            )
        })?;
        let rows = self.rows_of(view, now)?;
        let scores = score_all(&rows.universe.table, &active.body);
        let mut gone: FxHashSet<AccountId> =
            outcome::last_of_each(&self.connection, &["churned", "lost"])?
                .into_iter()
                .map(|(account, ..)| account)
                .collect();
        // Whom the model learned leaving from has left; a list that is gone since names nobody.
        if let Some((left, stayed)) = &active.sides
            && let Ok(sides) = self.sides(left, stayed, now)
        {
            let places = sides.rows.iter().zip(&sides.is_first);
            gone.extend(
                places
                    .filter(|(_, left)| **left)
                    .map(|(row, _)| sides.universe.accounts[*row]),
            );
        }
        let mut order: Vec<usize> = rows
            .places()
            .filter(|row| !gone.contains(&rows.universe.accounts[*row]))
            .collect();
        crate::order::by_key(&mut order, |row| Reverse(scores[*row]));
        let mut list = Vec::new();
        for row in order.into_iter().take(limit.min(MOST) as usize) {
            let id = rows.universe.accounts[row];
            let Some(mut account) = account::load_row(&self.connection, id)? else {
                continue;
            };
            let score = receipt(&self.attributes(id, now)?, &active.body, now);
            account.stars = score.stars;
            account.bolt = !score.bolt.is_empty();
            let mut why: Vec<&crate::protocol::Contribution> = score
                .contributions
                .iter()
                .filter(|line| line.points > 0 && line.factor != "base")
                .collect();
            crate::order::by_key(&mut why, |line| Reverse(line.points));
            let reasons = strongest_reasons(&why);
            let risk = score.probability.map_or(String::new(), |probability| {
                format!("{:.0} % of such accounts left", 100.0 * probability)
            });
            let reason = match (risk.is_empty(), reasons.is_empty()) {
                (true, true) => "Nothing in particular speaks for it.".to_owned(),
                (false, true) => format!("{risk}; nothing in particular speaks for it."),
                (true, false) => format!("{}.", reasons.join(", ")),
                (false, false) => format!("{risk}: {}.", reasons.join(", ")),
            };
            list.push(Recommendation {
                priority: score.score,
                parts: score.contributions,
                reason,
                contact: self.best_person(id, now)?,
                account,
            });
        }
        Ok(PortfolioReply::Recommended {
            rows: list,
            basis: format!(
                "“{}”, version {}. Stars stand for the risk.",
                active.body.name, active.body.version
            ),
        })
    }

    fn signals_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<SignalAt>> {
        let signals = signal::of_account(&self.connection, account, now.as_second())?;
        Ok(signals.into_iter().map(signal_at).collect())
    }
}

/// Attributes that say the same of an account in other words; one of them is reason enough.
const SAME: [&[&str]; 2] = [
    &["industry", "naics", "naicssector", "sic", "sicdivision"],
    &["technologies", "technologyfunctions"],
];

/// The first two lines as words, of different matters.
fn strongest_reasons(lines: &[&crate::protocol::Contribution]) -> Vec<String> {
    let matter = |factor: &str| {
        let name = letters(factor);
        let same = SAME.iter().find(|same| same.contains(&name.as_str()));
        same.map_or(name.clone(), |same| same[0].to_owned())
    };
    let mut said = Vec::new();
    let mut reasons = Vec::new();
    for line in lines {
        let about = matter(&line.factor);
        if reasons.len() == 2 || said.contains(&about) {
            continue;
        }
        let value = line.value.as_deref().unwrap_or("not known");
        // A code is no amount.
        let value = if about == "industry" {
            value.to_owned()
        } else {
            plain_value(value)
        };
        said.push(about);
        reasons.push(format!("{} {value}", line.factor));
    }
    reasons
}

fn days_ago(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}
