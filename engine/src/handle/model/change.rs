//! Why a score is not what it was: the receipt of then beside the receipt of now.

use crate::handle::Engine;
use crate::protocol::{AccountId, Contribution, ModelReply, PurposeScore, Score, ScoreChange};
use crate::score::{Model, receipt};
use crate::store::model::{self, FIT};
use crate::{Error, Result};
use jiff::Timestamp;

impl Engine {
    pub(super) fn score_change(
        &self,
        account: AccountId,
        since: &str,
        now: Timestamp,
    ) -> Result<ScoreChange> {
        let then: Timestamp = since.parse().map_err(|_| {
            Error::input(
                "no_moment",
                format!("“{since}” is no moment in time."),
                "since",
                "Give it like 2026-11-23T00:00:00Z.",
            )
        })?;
        let then = then.min(now);
        let before_model = model::active_at(&self.connection, FIT, then.as_second())?
            .unwrap_or_else(Model::starter);
        let model = self.model_in_use(FIT)?;
        let attributes_then = self.attributes_at(account, then)?;
        let before = receipt(&attributes_then, &before_model, then);
        let after = receipt(&self.attributes(account, now)?, &model, now);
        let mut lines = if before.model == after.model {
            differences(&before, &after)
        } else {
            // First what the other model makes of the same facts, then what changed in the facts.
            let same_facts = receipt(&attributes_then, &model, then);
            let mut lines = vec![Contribution {
                factor: "model".to_owned(),
                value: Some(after.model.clone()),
                points: same_facts.score - before.score,
                why: format!(
                    "The stars now come from “{}”, no longer from “{}”: {:+}.",
                    after.model,
                    before.model,
                    same_facts.score - before.score
                ),
                provenance: None,
            }];
            lines.extend(differences(&same_facts, &after));
            lines
        };
        self.add_sources(account, &mut lines, now)?;
        Ok(ScoreChange {
            since: then.to_string(),
            before: before.score,
            stars_before: before.stars,
            after: after.score,
            stars_after: after.stars,
            lines,
        })
    }

    pub(super) fn purpose_scores(&self, account: AccountId, now: Timestamp) -> Result<ModelReply> {
        let mut scores = vec![PurposeScore {
            purpose: FIT.to_owned(),
            score: self.score_with_sources(account, now)?,
        }];
        let attributes = self.attributes(account, now)?;
        for listed in model::all(&self.connection)? {
            let body = &listed.version.body;
            if listed.active && body.purpose != FIT {
                let mut score = receipt(&attributes, body, now);
                self.add_sources(account, &mut score.contributions, now)?;
                scores.push(PurposeScore {
                    purpose: body.purpose.clone(),
                    score,
                });
            }
        }
        Ok(ModelReply::Scores(scores))
    }
}

/// The lines that are not what they were, the largest first. Their points sum to the difference of
/// the scores.
fn differences(before: &Score, after: &Score) -> Vec<Contribution> {
    let line = |score: &Score, factor: &str| {
        score
            .contributions
            .iter()
            .find(|line| line.factor == factor)
            .cloned()
    };
    let mut factors: Vec<&str> = after
        .contributions
        .iter()
        .chain(&before.contributions)
        .map(|line| line.factor.as_str())
        .collect();
    factors.sort_unstable();
    factors.dedup();
    let shown = |line: &Option<Contribution>| {
        line.as_ref()
            .and_then(|line| line.value.clone())
            .unwrap_or_else(|| "not known".to_owned())
    };
    let mut lines: Vec<Contribution> = factors
        .into_iter()
        .filter_map(|factor| {
            let (old, new) = (line(before, factor), line(after, factor));
            let points = new.as_ref().map_or(0, |line| line.points)
                - old.as_ref().map_or(0, |line| line.points);
            let (was, is) = (shown(&old), shown(&new));
            if points == 0 {
                return None;
            }
            let why = if was == is {
                format!("{factor} is still {is}: {points:+}.")
            } else {
                format!("{factor} was {was}, is {is}: {points:+}.")
            };
            Some(Contribution {
                factor: factor.to_owned(),
                value: Some(is),
                points,
                why,
                provenance: None,
            })
        })
        .collect();
    crate::order::by_key(&mut lines, |line| std::cmp::Reverse(line.points.abs()));
    lines
}
