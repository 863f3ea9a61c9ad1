//! Which accounts a story is about: the rep's own feeds, exact keys, and the companies it mentions.

use super::index::{HeadlineIndex, NameIndex};
use crate::protocol::{AccountId, Answer, Evidence, KindReading, Reading, SignalKind, Stance};
use crate::resolve::{Match as Found, Query, StoryText};
use crate::store::story::{self, Match};

/// How sure it is that a company's own feed speaks of the company. It may speak of the weather.
const OWN_FEED: f64 = 0.97;

/// How sure it is that a story whose source states a register's key is about its holder.
const EXACT_KEY: f64 = 0.99;

/// Adds the account whose own feed the story came from.
pub(super) fn add_own_feed(matches: &mut Vec<Match>, text: &story::StoryText) {
    if let Some(account) = text.own_account {
        let evidence = Evidence {
            what: "own feed".to_owned(),
            text: text.url.clone().unwrap_or_default(),
            weight: (OWN_FEED / (1.0 - OWN_FEED)).ln(),
        };
        add(matches, account, Answer::Yes, OWN_FEED, vec![evidence]);
    }
}

/// The tickers that a story's source states.
pub(super) fn tickers(text: &story::StoryText) -> impl Iterator<Item = &String> {
    text.links
        .iter()
        .filter(|link| !link.contains('/') && exact_key(link).is_none())
}

/// Adds the accounts with those tickers.
pub(super) fn add_tickers(matches: &mut Vec<Match>, index: &NameIndex, text: &story::StoryText) {
    for ticker in tickers(text) {
        let query = Query {
            ticker: Some(ticker.clone()),
            ..Query::default()
        };
        add_found(matches, index.resolver.resolve(&query, &index.rules));
    }
}

/// Adds the accounts that the story's words mention.
pub(super) fn add_mentions(
    matches: &mut Vec<Match>,
    index: &HeadlineIndex,
    text: &story::StoryText,
) {
    let links: Vec<String> = text
        .url
        .iter()
        .chain(text.links.iter().filter(|link| exact_key(link).is_none()))
        .cloned()
        .collect();
    let story = StoryText {
        title: &text.title,
        summary: &text.summary,
        links: &links,
    };
    for mention in index.mentioned(&story) {
        add(
            matches,
            mention.account,
            mention.answer,
            mention.confidence,
            mention.evidence,
        );
    }
}

/// The verdict for an account whose exact key a story states.
pub(super) fn by_key(account: AccountId, field: &str, value: &str) -> Match {
    Match {
        account,
        answer: Answer::Yes,
        confidence: EXACT_KEY,
        evidence: vec![Evidence {
            what: field.to_uppercase(),
            text: value.to_owned(),
            weight: (EXACT_KEY / (1.0 - EXACT_KEY)).ln(),
        }],
    }
}

/// The best verdict among matches.
pub(super) fn best_answer(matches: &[Match]) -> Answer {
    let has = |answer| matches.iter().any(|found| found.answer == answer);
    if has(Answer::Yes) {
        Answer::Yes
    } else if has(Answer::Unsure) {
        Answer::Unsure
    } else {
        Answer::No
    }
}

/// A reading whose kinds the rep set: what the rep says is certain and reported.
pub(super) fn with_kinds(mut reading: Reading, kinds: &[SignalKind]) -> Reading {
    let known = std::mem::take(&mut reading.kinds);
    reading.kinds = kinds
        .iter()
        .map(|kind| KindReading {
            kind: *kind,
            confidence: 1.0,
            span: known
                .iter()
                .find(|was| was.kind == *kind)
                .map_or([0, 0], |was| was.span),
        })
        .collect();
    reading.stance = Stance::Reported;
    let sad = |kind: &SignalKind| {
        matches!(
            kind,
            SignalKind::Layoffs | SignalKind::Legal | SignalKind::Security | SignalKind::Bankruptcy
        )
    };
    let same = known.len() == kinds.len() && known.iter().all(|was| kinds.contains(&was.kind));
    reading.congratulate &= same && !kinds.iter().any(sad);
    reading
}

fn add_found(matches: &mut Vec<Match>, found: Found) {
    if found.answer == Answer::No {
        return;
    }
    if let Some(best) = found.best {
        add(
            matches,
            best.account,
            found.answer,
            best.confidence,
            best.evidence,
        );
    }
}

fn add(
    matches: &mut Vec<Match>,
    account: AccountId,
    answer: Answer,
    confidence: f64,
    evidence: Vec<Evidence>,
) {
    let Some(known) = matches.iter_mut().find(|known| known.account == account) else {
        matches.push(Match {
            account,
            answer,
            confidence,
            evidence,
        });
        return;
    };
    if confidence > known.confidence {
        (known.answer, known.confidence) = (answer, confidence);
    }
    for one in evidence {
        if !known.evidence.contains(&one) {
            known.evidence.push(one);
        }
    }
}

/// The name and value of an exact key among a story's links.
pub(super) fn exact_key(link: &str) -> Option<(&'static str, &str)> {
    let (name, value) = link.split_once(':')?;
    let name = ["isin", "cik", "lei"]
        .into_iter()
        .find(|known| *known == name)?;
    Some((name, value))
}
