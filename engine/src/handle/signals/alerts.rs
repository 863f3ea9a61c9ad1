//! What the rep is told of without looking: a number on the icon, notifications, one digest a day.

use crate::protocol::{Alerts, Digest, Notice, Reply, SignalsReply, Trigger};
use crate::store::{account, correction, counter, fresh, setting, story};
use crate::{Engine, Result};
use jiff::Timestamp;

/// Counters that hold a moment: until when the rep has looked, was notified, got a digest.
const SEEN: &str = "alerts_seen";
const NOTIFIED: &str = "alerts_notified";
const DIGESTED: &str = "alerts_digested";

/// Notifications at once; more would be noise, and the badge has the number.
const MOST_NOTICES: usize = 3;

/// Lines of a digest.
const MOST_LINES: usize = 5;

/// A moment before everything.
const EVER: i64 = i64::MIN;

/// Seconds of one day and of one hour.
const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

impl Engine {
    pub(super) fn alerts(&mut self, utc_offset_minutes: i32, now: Timestamp) -> Result<Reply> {
        let seconds = now.as_second();
        let local = seconds.saturating_add(i64::from(utc_offset_minutes.clamp(-840, 840)) * 60);
        let quiet = self.is_quiet(local)?;
        let is_on =
            |name: &str| Ok::<_, crate::Error>(setting::get(&self.connection, name)? == "on");
        let mut alerts = Alerts::default();
        if is_on("alert_badge")? {
            let seen = self.since(SEEN, seconds)?;
            alerts.badge = u32::try_from(self.fresh_bolts(seen, now)?.len()).unwrap_or(u32::MAX);
        }
        let notices = is_on("alert_notices")?;
        let digest = is_on("alert_digest")?;
        if notices && !quiet {
            let told = self
                .since(NOTIFIED, seconds)?
                .max(self.since(SEEN, seconds)?);
            let fresh = self.fresh_bolts(told, now)?;
            alerts.notices = fresh.into_iter().take(MOST_NOTICES).map(notice).collect();
            counter::set(&self.connection, NOTIFIED, seconds)?;
        }
        let last = self.since(DIGESTED, seconds)?;
        let offset = local - seconds;
        let hour = setting::number(&self.connection, "digest_hour")?;
        let today_at = local.div_euclid(DAY) * DAY + hour * HOUR;
        if digest && !quiet && local >= today_at && last + offset < today_at {
            let fresh = self.fresh_bolts(last, now)?;
            if !fresh.is_empty() {
                alerts.digest = Some(Digest {
                    accounts: fresh.len() as u64,
                    lines: fresh
                        .into_iter()
                        .take(MOST_LINES)
                        .map(|bolt| format!("{}: {}", bolt.name, bolt.title))
                        .collect(),
                });
            }
            counter::set(&self.connection, DIGESTED, seconds)?;
        }
        Ok(reply(alerts))
    }

    pub(super) fn alerts_seen(&mut self, now: Timestamp) -> Result<Reply> {
        counter::set(&self.connection, SEEN, now.as_second())?;
        Ok(reply(Alerts::default()))
    }

    pub(super) fn triggers(&self, limit: u32, now: Timestamp) -> Result<Reply> {
        let mut triggers = Vec::new();
        for bolt in self.fresh_bolts(EVER, now)? {
            if triggers.len() >= limit as usize {
                break;
            }
            // The receipt decides: it knows doubles, the future and the window's last day.
            let score = self.score_of(bolt.account, now)?;
            let row = account::load_row(&self.connection, bolt.account)?;
            let (Some(event), Some(mut account)) = (score.bolt.into_iter().next(), row) else {
                continue;
            };
            (account.stars, account.bolt) = (score.stars, true);
            let source = match event.story {
                Some(id) => story::text(&self.connection, id)?.map(|text| text.publisher),
                None => None,
            };
            triggers.push(Trigger {
                account,
                event,
                source: source.unwrap_or_default(),
            });
        }
        Ok(Reply::Signals(Box::new(SignalsReply::Triggers(triggers))))
    }

    /// Accounts of the rep with an event in the bolt's window that became known after a moment.
    fn fresh_bolts(&self, since: i64, now: Timestamp) -> Result<Vec<fresh::Bolt>> {
        let rules = correction::story_rules(&self.connection)?;
        let names = self.own_names()?;
        let window = self.bolt_seconds(now)?;
        let mut bolts = fresh::bolts(&self.connection, window, since, &names)?;
        bolts.retain(|bolt| !rules.muted_accounts.contains(&bolt.account));
        Ok(bolts)
    }

    /// The moment that a counter holds; a day ago before it was ever set, so that a first start does
    /// not tell of everything.
    fn since(&self, name: &str, now: i64) -> Result<i64> {
        let stored = counter::get(&self.connection, name)?;
        Ok(if stored == 0 { now - DAY } else { stored })
    }

    fn is_quiet(&self, local: i64) -> Result<bool> {
        let from = setting::number(&self.connection, "quiet_from")?;
        let until = setting::number(&self.connection, "quiet_until")?;
        let hour = local.rem_euclid(DAY) / HOUR;
        Ok(if from <= until {
            (from..until).contains(&hour)
        } else {
            hour >= from || hour < until
        })
    }
}

fn notice(bolt: fresh::Bolt) -> Notice {
    Notice {
        account: bolt.account,
        title: bolt.name,
        text: bolt.title,
    }
}

fn reply(alerts: Alerts) -> Reply {
    Reply::Signals(Box::new(SignalsReply::Alerts(alerts)))
}
