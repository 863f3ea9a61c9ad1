//! Outcomes, and what past stars were worth.

use crate::handle::Engine;
use crate::protocol::{AccountId, ModelReply, OutcomeTable, Outcomes, PastStars};
use crate::score::wilson;
use crate::store::outcome::{self, KINDS};
use crate::store::provenance::REP;
use crate::{Error, Result};
use jiff::Timestamp;

/// Marks of one reply at most.
const MOST_MARKS: u32 = 1_000;

/// Outcomes that are set against each other: in words, those that count, those that count against.
const PAIRS: [(&str, &[&str], &[&str]); 3] = [
    ("won, of won and lost", &["won"], &["lost"]),
    (
        "renewed, of renewed and churned",
        &["renewed"],
        &["churned"],
    ),
    (
        "replied or met, of all with an outcome",
        &["replied", "meeting", "won", "renewed"],
        &["lost", "churned"],
    ),
];

impl Engine {
    pub(super) fn mark_outcome(
        &self,
        account: AccountId,
        kind: &str,
        at: &str,
        now: Timestamp,
    ) -> Result<()> {
        let kind = known(kind)?;
        let moment = if at.is_empty() {
            now
        } else {
            at.parse().map_err(|_| {
                Error::input(
                    "no_moment",
                    format!("“{at}” is no moment in time."),
                    "at",
                    "Give it like 2026-11-23T00:00:00Z.",
                )
            })?
        };
        let moment = moment.min(now);
        let score = self.score_then(account, moment)?;
        outcome::add(
            &self.connection,
            account,
            kind,
            moment.as_second(),
            &score,
            REP,
        )
    }

    /// The score an account had at a moment, by the model of that time.
    fn score_then(&self, account: AccountId, at: Timestamp) -> Result<crate::protocol::Score> {
        let model = crate::store::model::active_at(
            &self.connection,
            crate::store::model::FIT,
            at.as_second(),
        )?
        .unwrap_or_else(crate::score::Model::starter);
        Ok(crate::score::receipt(
            &self.attributes_at(account, at)?,
            &model,
            at,
        ))
    }

    pub(super) fn outcomes_from(
        &mut self,
        column: &str,
        values: &[(String, String)],
        now: Timestamp,
    ) -> Result<()> {
        for (_, kind) in values {
            known(kind)?;
        }
        let universe = self.universe(now)?;
        let cells = universe.table.column(column).ok_or_else(|| {
            Error::input(
                "no_such_column",
                format!("There is no column “{column}”."),
                column,
                "Use a column of an imported file.",
            )
        })?;
        let mut marks = Vec::new();
        for (row, account) in universe.accounts.iter().enumerate() {
            let Some(text) = cells.text(row) else {
                continue;
            };
            let meant = values
                .iter()
                .find(|(value, _)| value.trim().eq_ignore_ascii_case(text.trim()));
            if let Some((_, kind)) = meant {
                marks.push((*account, kind.clone()));
            }
        }
        let source = format!("column “{column}”");
        self.written(|engine| {
            for (account, kind) in &marks {
                let score = engine.score_of(*account, now)?;
                outcome::add(
                    &engine.connection,
                    *account,
                    kind,
                    now.as_second(),
                    &score,
                    &source,
                )?;
            }
            Ok(())
        })
    }

    pub(super) fn outcomes(&self, account: Option<AccountId>, limit: u32) -> Result<ModelReply> {
        let mut tables = Vec::new();
        for (what, good, bad) in PAIRS {
            let kinds: Vec<&str> = good.iter().chain(bad).copied().collect();
            let lines = past_stars(&outcome::last_of_each(&self.connection, &kinds)?, good);
            if !lines.is_empty() {
                tables.push(OutcomeTable {
                    what: what.to_owned(),
                    lines,
                });
            }
        }
        Ok(ModelReply::Outcomes(Outcomes {
            marks: outcome::marks(&self.connection, account, limit.min(MOST_MARKS))?,
            counts: outcome::counts(&self.connection)?,
            tables,
        }))
    }
}

/// What each star level came to. Levels without accounts are left out.
fn past_stars(
    last: &[(AccountId, String, Option<u8>, Option<f64>)],
    good: &[&str],
) -> Vec<PastStars> {
    (0..=5_u8)
        .filter_map(|stars| {
            let level: Vec<_> = last
                .iter()
                .filter(|(_, _, own, _)| *own == Some(stars))
                .collect();
            if level.is_empty() {
                return None;
            }
            let rows = level.len() as u64;
            let happened = level
                .iter()
                .filter(|(_, kind, ..)| good.contains(&kind.as_str()))
                .count() as u64;
            let promised: Option<Vec<f64>> = level.iter().map(|(.., promised)| *promised).collect();
            Some(PastStars {
                stars,
                rows,
                promised: promised.map(|all| all.iter().sum::<f64>() / rows as f64),
                happened: happened as f64 / rows as f64,
                interval: wilson(happened, rows),
            })
        })
        .collect()
}

fn known(kind: &str) -> Result<&'static str> {
    KINDS
        .into_iter()
        .find(|known| *known == kind)
        .ok_or_else(|| {
            Error::input(
                "unknown_outcome",
                format!("“{kind}” is no outcome."),
                "outcome",
                format!("Use one of: {}.", KINDS.join(", ")),
            )
        })
}
