//! The feed over all accounts: ranked by a product of factors, each of which is shown.

use crate::protocol::{
    AccountId, ContentType, FeedQuery, RankFactor, RankedFeed, RankedStory, Reply, SignalKind,
    SignalsReply, SourceClass,
};
use crate::store::correction::{self, Rules};
use crate::store::{candidates, news};
use crate::{Engine, Result};
use jiff::Timestamp;
use rustc_hash::FxHashMap;

/// Stories that are ranked; the newest of more.
const MOST_RANKED: u32 = 3_000;

/// Days beyond which a story is not ranked: six half-lives of the slowest kind.
const OLDEST_DAYS: i64 = 180;

/// Stories on one page at most.
const MOST_STORIES: u32 = 200;

/// Accounts named beside a story.
const MOST_ACCOUNTS: usize = 5;

/// Relevance: the rep's own account, another account, words or a source that the rep follows, none of
/// these. By judgement: what the rep follows comes close to an own account, the rest far behind.
const OWN: f64 = 1.0;
const FOLLOWED: f64 = 0.9;
const OTHER: f64 = 0.6;
const NOBODY: f64 = 0.15;

/// What a kind of source weighs, by how near it is to the event.
const fn class_weight(class: SourceClass) -> f64 {
    match class {
        SourceClass::Filed | SourceClass::Typed => 1.0,
        SourceClass::Company => 0.95,
        SourceClass::Editorial => 0.9,
        SourceClass::Mined => 0.7,
        SourceClass::Crowdsourced => 0.6,
    }
}

/// Days after which a story weighs half, by what it reports. By judgement of how long a rep can open a
/// mail with it: a change at the top is news for a month, an outage for a week.
pub(super) const fn half_life_days(kind: Option<SignalKind>, content: ContentType) -> f64 {
    match kind {
        Some(SignalKind::Leadership | SignalKind::Rebrand | SignalKind::Bankruptcy) => 30.0,
        Some(
            SignalKind::Funding
            | SignalKind::Ipo
            | SignalKind::Acquisition
            | SignalKind::Layoffs
            | SignalKind::Expansion,
        ) => 21.0,
        Some(SignalKind::Partnership | SignalKind::Hiring | SignalKind::Legal) => 14.0,
        Some(SignalKind::Product | SignalKind::Earnings | SignalKind::Award) => 10.0,
        Some(SignalKind::Security) => 7.0,
        None => match content {
            ContentType::Filing | ContentType::Funding | ContentType::Job => 14.0,
            ContentType::Video | ContentType::Blog => 10.0,
            ContentType::News | ContentType::PressRelease => 5.0,
        },
    }
}

impl Engine {
    pub(super) fn ranked_feed(&self, query: &FeedQuery, now: Timestamp) -> Result<Reply> {
        let rules = correction::story_rules(&self.connection)?;
        let names = self.own_names()?;
        let seconds = now.as_second();
        let window = (seconds - OLDEST_DAYS * 86_400, seconds);
        let found = candidates::shown(&self.connection, query, window, MOST_RANKED)?;
        let mut counts: FxHashMap<ContentType, u64> = FxHashMap::default();
        let mut ranked = Vec::new();
        for candidate in found {
            let mut accounts = candidates::accounts(&self.connection, candidate.id, &names)?;
            let known = accounts.len();
            accounts.retain(|account| !rules.muted_accounts.contains(&account.id));
            // A story that is about muted accounts alone is not shown.
            if known > 0 && accounts.is_empty() {
                continue;
            }
            if query.own && !accounts.iter().any(|account| account.own) {
                continue;
            }
            *counts.entry(candidate.content_type).or_default() += 1;
            if !query.types.is_empty() && !query.types.contains(&candidate.content_type) {
                continue;
            }
            let factors = factors(&candidate, &accounts, &rules, seconds);
            let rank = factors.iter().map(|factor| factor.value).product();
            ranked.push(Ranked {
                rank,
                factors,
                accounts,
                candidate,
            });
        }
        crate::order::by(&mut ranked, |a, b| {
            (b.candidate.pinned.cmp(&a.candidate.pinned))
                .then(b.rank.total_cmp(&a.rank))
                .then(b.candidate.published.cmp(&a.candidate.published))
                .then(b.candidate.id.cmp(&a.candidate.id))
        });
        let total = ranked.len() as u64;
        let skip = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let page = ranked
            .into_iter()
            .skip(skip)
            .take(query.limit.min(MOST_STORIES) as usize);
        let mut stories = Vec::new();
        for one in page {
            let seen_from = one.accounts.first().map(|account| account.id);
            let Some(story) = news::load(&self.connection, one.candidate.id, seen_from, seconds)?
            else {
                continue;
            };
            let named = one.accounts.into_iter().take(MOST_ACCOUNTS);
            stories.push(RankedStory {
                story,
                accounts: named
                    .map(|account| (account.id, account.name))
                    .collect::<Vec<(AccountId, String)>>(),
                rank: one.rank,
                factors: one.factors,
                pinned: one.candidate.pinned,
            });
        }
        let trends = if query.offset == 0 {
            self.trends(&rules, now)?
        } else {
            Vec::new()
        };
        let counts = ContentType::ALL
            .into_iter()
            .filter_map(|sort| Some((sort, *counts.get(&sort)?)))
            .collect();
        Ok(Reply::Signals(Box::new(SignalsReply::Feed(RankedFeed {
            stories,
            total,
            counts,
            trends,
        }))))
    }
}

struct Ranked {
    rank: f64,
    factors: Vec<RankFactor>,
    accounts: Vec<candidates::About>,
    candidate: candidates::Candidate,
}

fn factors(
    story: &candidates::Candidate,
    accounts: &[candidates::About],
    rules: &Rules,
    now: i64,
) -> Vec<RankFactor> {
    vec![
        relevance(story, accounts, rules),
        freshness(story, now),
        certainty(story, accounts),
        RankFactor {
            factor: "source".to_owned(),
            value: class_weight(story.class),
            why: match story.class {
                SourceClass::Filed => "filed with an authority",
                SourceClass::Company => "the company's own words",
                SourceClass::Editorial => "written by an editor",
                SourceClass::Mined => "found by a machine",
                SourceClass::Crowdsourced => "contributed by many",
                SourceClass::Typed => "kept by you",
            }
            .to_owned(),
        },
    ]
}

fn relevance(
    story: &candidates::Candidate,
    accounts: &[candidates::About],
    rules: &Rules,
) -> RankFactor {
    let text = format!("{} {}", story.title, story.summary).to_lowercase();
    let topic = rules
        .topics
        .iter()
        .find(|topic| holds_words(&text, &topic.to_lowercase()));
    let source = rules.sources.contains(&story.publisher.to_lowercase());
    let (mut value, mut why) = match accounts.first() {
        Some(account) if accounts.iter().any(|account| account.own) => {
            let own = accounts
                .iter()
                .find(|account| account.own)
                .unwrap_or(account);
            (OWN, format!("about {}, your account", own.name))
        }
        Some(account) => (OTHER, format!("about {}", account.name)),
        None => (NOBODY, "about none of your accounts".to_owned()),
    };
    if let Some(topic) = topic
        && value < FOLLOWED
    {
        (value, why) = (FOLLOWED, format!("you follow “{topic}”"));
    } else if source && value < FOLLOWED {
        (value, why) = (FOLLOWED, format!("you follow {}", story.publisher));
    }
    RankFactor {
        factor: "relevance".to_owned(),
        value,
        why,
    }
}

fn freshness(story: &candidates::Candidate, now: i64) -> RankFactor {
    let kind = story.kinds.first().copied();
    let half_life = half_life_days(kind, story.content_type);
    let days = (now.saturating_sub(story.published)).max(0) as f64 / 86_400.0;
    let whole = days.floor();
    let told = kind.map_or("such a story", SignalKind::name);
    let age = match whole as i64 {
        0 => "today".to_owned(),
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    };
    RankFactor {
        factor: "freshness".to_owned(),
        value: 0.5_f64.powf(days / half_life),
        why: format!("{age}; {told} weighs half after {half_life:.0} days"),
    }
}

fn certainty(story: &candidates::Candidate, accounts: &[candidates::About]) -> RankFactor {
    let matched = accounts.first().map_or(1.0, |account| account.confidence);
    let read = story.confidence.unwrap_or(1.0);
    // A rumour is worth knowing, a denial less, a joke hardly.
    let stance = match story.stance.as_str() {
        "rumour" => 0.6,
        "hypothesis" | "history" => 0.4,
        "denied" => 0.3,
        "satire" => 0.1,
        _ => 1.0,
    };
    let mut why = match accounts.first() {
        Some(account) => format!(
            "{:.0} % sure that it is about {}",
            matched * 100.0,
            account.name
        ),
        None => "nothing to match".to_owned(),
    };
    if story.confidence.is_some() {
        why.push_str(&format!(", {:.0} % sure what it reports", read * 100.0));
    }
    if stance < 1.0 {
        why.push_str(&format!(", {}", story.stance));
    }
    RankFactor {
        factor: "certainty".to_owned(),
        value: (matched * read * stance).clamp(0.0, 1.0),
        why,
    }
}

/// True when a text holds words as whole words, one after another.
fn holds_words(text: &str, words: &str) -> bool {
    let words = words.trim();
    if words.is_empty() {
        return false;
    }
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        before.is_none_or(|letter| !letter.is_alphanumeric())
            && after.is_none_or(|letter| !letter.is_alphanumeric())
    })
}
