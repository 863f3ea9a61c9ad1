//! What more independent sources than usual write about.

use crate::protocol::Trend;
use crate::store::candidates::{self, Telling};
use crate::store::correction::Rules;
use crate::{Engine, Result};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Seconds of one week.
const WEEK: i64 = 7 * 86_400;

/// Weeks that make up the usual number.
const USUAL_WEEKS: i64 = 12;

/// Independent sources below which nothing trends: two write about everything.
const LEAST_SOURCES: usize = 3;

/// How many times the usual number, counted with one more, a trend has at least.
const TIMES_USUAL: f64 = 2.0;

/// Accounts looked at, and trends shown.
const MOST_LOOKED_AT: u32 = 20;
const MOST_TRENDS: usize = 5;

/// Tellings read of one account.
const MOST_TELLINGS: u32 = 3_000;

impl Engine {
    pub(super) fn trends(&self, rules: &Rules, now: Timestamp) -> Result<Vec<Trend>> {
        let until = now.as_second();
        let week = (until - WEEK, until);
        let least = u32::try_from(LEAST_SOURCES).unwrap_or(u32::MAX);
        let mut trends = Vec::new();
        for (account, name) in candidates::busiest(&self.connection, week, least, MOST_LOOKED_AT)? {
            if rules.muted_accounts.contains(&account) {
                continue;
            }
            let whole = (until - (USUAL_WEEKS + 1) * WEEK, until);
            let tellings = candidates::tellings(&self.connection, account, whole, MOST_TELLINGS)?;
            let sources = independent(tellings.iter().filter(|one| one.published > week.0));
            let before: usize = (1..=USUAL_WEEKS)
                .map(|back| {
                    let (from, to) = (until - (back + 1) * WEEK, until - back * WEEK);
                    independent(
                        tellings
                            .iter()
                            .filter(|one| one.published > from && one.published <= to),
                    )
                })
                .sum();
            let usual = before as f64 / USUAL_WEEKS as f64;
            let Some(newest) = tellings.first() else {
                continue;
            };
            if sources >= LEAST_SOURCES && sources as f64 >= TIMES_USUAL * (usual + 0.5) {
                trends.push(Trend {
                    account,
                    name,
                    sources: u32::try_from(sources).unwrap_or(u32::MAX),
                    usual,
                    story: newest.head,
                    title: newest.title.clone(),
                });
            }
        }
        let unusual = |trend: &Trend| f64::from(trend.sources) / (trend.usual + 1.0);
        crate::order::by(&mut trends, |a, b| {
            unusual(b)
                .total_cmp(&unusual(a))
                .then(a.account.cmp(&b.account))
        });
        trends.truncate(MOST_TRENDS);
        Ok(trends)
    }
}

/// Publishers that wrote words of their own: of the copies of one text only the first one counts.
fn independent<'t>(tellings: impl Iterator<Item = &'t Telling>) -> usize {
    let mut tellings: Vec<&Telling> = tellings.collect();
    crate::order::by_key(&mut tellings, |one| one.published);
    let mut texts = BTreeSet::new();
    let mut publishers = BTreeSet::new();
    for one in tellings {
        if texts.insert(one.fingerprint.as_str()) {
            publishers.insert(one.publisher.as_str());
        }
    }
    publishers.len()
}
