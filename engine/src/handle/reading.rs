//! From a payload's entries to stories, what they say, and which accounts they are about.

use super::Engine;
use super::corrections::kinds_of;
use super::matching;
use crate::Result;
use crate::classify::{self, once};
use crate::ingest::feed::Entry;
use crate::ingest::page_key;
use crate::protocol::{
    AccountId, Answer, ContentType, Evidence, FeedRead, Reading, SignalKind, SourceClass,
};
use crate::source::{self, Source, SourceStory};
use crate::store::feed::FeedState;
use crate::store::provenance::Origin;
use crate::store::story::{IncomingStory, Kept, Match, StoryText};
use crate::store::{correction, counter, search, signal, story};
use jiff::Timestamp;

/// Stories matched again after accounts changed: at the end of an import, and with each look at
/// what is due. Newest first; the rest follows with the next.
pub(super) const REMATCHED_AFTER_IMPORT: u32 = 5_000;
pub(super) const REMATCHED_WHEN_DUE: u32 = 300;

/// Stories looked at again when the rep rules about a name.
const REMATCHED_FOR_RULING: u32 = 1_000;

/// Tellings kept of one headline of a news search.
const MOST_RELATED: usize = 12;

/// Confidence from which a filing without a coded kind is said to have one: more likely than not.
const CLEAR_IN_A_FILING: f64 = 0.5;

/// Sure as the rep's own word.
const RULED: f64 = 1.0;

/// What a payload is and where it comes from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Payload<'p> {
    pub(super) bytes: &'p [u8],
    /// Address it is from; may be empty.
    pub(super) url: &'p str,
    pub(super) content_type: &'p str,
    /// The account whose own feed it is.
    pub(super) account: Option<AccountId>,
    /// The feed, when it is followed.
    pub(super) feed: Option<i64>,
}

impl Engine {
    /// Keeps the stories of a payload. Runs inside a transaction.
    pub(super) fn read_payload(
        &mut self,
        payload: Payload<'_>,
        now: Timestamp,
    ) -> Result<FeedRead> {
        let findings = source::read(payload.bytes, payload.url, payload.content_type)?;
        let mut outcome = FeedRead {
            title: findings.title.clone(),
            url: payload.url.to_owned(),
            entries: findings.stories.len() as u64,
            new: 0,
            known: 0,
            matched: 0,
            unsure: 0,
            problems: findings.problems,
        };
        // Facts first: a key learnt here tells whom the stories are about.
        let by_key = Source::of_url(payload.url).is_by_key();
        let undecided = self.keep_facts(&findings.companies, payload.account, by_key, now)?;
        outcome.problems.extend(undecided);
        let passing = matches!(Source::of_url(payload.url), Source::EdgarCurrent { .. });
        for found in &findings.stories {
            let answer = self.keep_entry(found, &findings.title, payload, now)?;
            match answer.is_new {
                // All companies' filings pass by here; those of no account are let go.
                true if passing && answer.about == Answer::No => {
                    story::forget(&self.connection, answer.story)?;
                }
                true => outcome.new += 1,
                false => outcome.known += 1,
            }
            match answer.about {
                Answer::Yes => outcome.matched += 1,
                Answer::Unsure => outcome.unsure += 1,
                Answer::No => {}
            }
        }
        outcome.problems.truncate(100);
        Ok(outcome)
    }

    /// Keeps the names of what an entity points to. Runs inside a transaction.
    pub(super) fn read_labels(
        &mut self,
        state: &FeedState,
        payload: Payload<'_>,
        now: Timestamp,
    ) -> Result<FeedRead> {
        let findings = source::read(payload.bytes, payload.url, payload.content_type)?;
        self.keep_labels(state, &findings.companies, now)?;
        Ok(FeedRead {
            title: findings.title,
            url: payload.url.to_owned(),
            entries: 0,
            new: 0,
            known: 0,
            matched: 0,
            unsure: 0,
            problems: findings.problems,
        })
    }

    fn keep_entry(
        &mut self,
        found: &SourceStory,
        feed_title: &str,
        payload: Payload<'_>,
        now: Timestamp,
    ) -> Result<KeptEntry> {
        let entry = &found.entry;
        let publisher = entry.publisher.clone().filter(|name| !name.is_empty());
        let source = publisher
            .clone()
            .or_else(|| Some(feed_title.to_owned()).filter(|title| !title.is_empty()))
            .or_else(|| Some(payload.url.to_owned()).filter(|url| !url.is_empty()))
            .unwrap_or_else(|| "A feed you read in".to_owned());
        let published = entry.published.map(Timestamp::as_second);
        let reading = understood(
            &entry.title,
            &entry.summary,
            entry.content_type,
            &found.kinds,
        );
        let incoming = IncomingStory {
            identity: identity(entry, payload.url),
            url: entry.url.clone(),
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            fingerprint: once::fingerprint_of(&reading, &entry.summary).title,
            publisher,
            published,
            content_type: entry.content_type,
            still: entry.still.clone(),
            links: links(found),
            reading,
            feed: payload.feed,
            exact: found.kinds.clone(),
        };
        let origin = Origin {
            id: 0,
            source,
            class: class_of(found, payload),
            url: entry.url.clone(),
            published,
            fetched: now.as_second(),
        };
        let (id, kept) = story::keep(&self.connection, &incoming, origin)?;
        let about = match kept {
            Kept::Known => self.known_answer(id, payload.account)?,
            Kept::New | Kept::Changed => self.understand(id, payload.account)?,
        };
        if entry.related.len() > 1 {
            self.keep_related(id, &incoming, entry, now)?;
        }
        Ok(KeptEntry {
            story: id,
            is_new: kept == Kept::New,
            about,
        })
    }

    /// Keeps the tellings that a news search lists under one headline as copies of it.
    fn keep_related(
        &mut self,
        head: i64,
        told: &IncomingStory,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<()> {
        for other in entry.related.iter().take(MOST_RELATED) {
            let identity =
                page_key(&other.url).unwrap_or_else(|| format!("text:{}\n", other.title));
            if identity == told.identity || other.title.is_empty() {
                continue;
            }
            let reading = classify::read(&other.title, "");
            let publisher = Some(other.publisher.clone()).filter(|name| !name.is_empty());
            let copy = IncomingStory {
                identity,
                url: Some(other.url.clone()),
                title: other.title.clone(),
                summary: String::new(),
                fingerprint: once::fingerprint_of(&reading, "").title,
                publisher: publisher.clone(),
                still: None,
                reading,
                ..told.clone()
            };
            let origin = Origin {
                id: 0,
                source: publisher.unwrap_or_else(|| "News search".to_owned()),
                class: SourceClass::Mined,
                url: Some(other.url.clone()),
                published: told.published,
                fetched: now.as_second(),
            };
            let (id, kept) = story::keep(&self.connection, &copy, origin)?;
            if kept == Kept::New {
                // The search says that it is the same story; no comparing of words is needed.
                self.understand(id, None)?;
                let (now_head, copy) = (self.head_of(head)?, self.head_of(id)?);
                if now_head != copy {
                    story::stand_behind(&self.connection, copy, now_head)?;
                    signal::derive(&self.connection, copy)?;
                }
                self.share_with_head(now_head)?;
            }
        }
        Ok(())
    }

    /// The telling that stands for a story, itself when it stands alone.
    fn head_of(&self, id: i64) -> Result<i64> {
        let text = story::text(&self.connection, id)?;
        Ok(text.and_then(|text| text.head).unwrap_or(id))
    }

    /// The verdict on a known story, matched again only when the accounts have changed since.
    fn known_answer(&mut self, id: i64, own: Option<AccountId>) -> Result<Answer> {
        let state = counter::get(&self.connection, counter::ACCOUNTS)?;
        match story::text(&self.connection, id)? {
            Some(text) if text.matched == state => Ok(matching::best_answer(&story::matches(
                &self.connection,
                id,
            )?)),
            _ => self.understand(id, own),
        }
    }

    /// Matches a story to the accounts, applies the rep's corrections, and draws its signals. Gives
    /// the best verdict. `own` is the account whose own feed it came from.
    pub(super) fn understand(&mut self, id: i64, own: Option<AccountId>) -> Result<Answer> {
        let state = counter::get(&self.connection, counter::ACCOUNTS)?;
        let Some(mut text) = story::text(&self.connection, id)? else {
            return Ok(Answer::No);
        };
        text.own_account = own.or(text.own_account);
        let mut matches = self.exact_matches(&text)?;
        matching::add_own_feed(&mut matches, &text);
        if matching::tickers(&text).next().is_some() {
            matching::add_tickers(&mut matches, &*self.name_index()?, &text);
        }
        matching::add_mentions(&mut matches, &*self.headline_index()?, &text);
        let rulings = correction::of_story(&self.connection, id)?;
        for (account, is) in &rulings.about {
            matches.retain(|found| found.account != *account);
            matches.push(ruled(*account, *is));
        }
        if let Some(kinds) = &rulings.kinds {
            text.reading = matching::with_kinds(text.reading.clone(), kinds);
            story::set_reading(&self.connection, id, &text.reading)?;
        }
        let rules = correction::story_rules(&self.connection)?;
        let hidden = rules.hide(&text.publisher, &kinds_of(&text.reading));
        let muted = !rulings.pinned && (rulings.muted || hidden);
        story::set_flags(&self.connection, id, rulings.pinned, muted)?;
        story::set_matches(&self.connection, id, &matches, state)?;
        signal::derive(&self.connection, id)?;
        let head = match text.head {
            Some(head) => Some(head),
            None => self.join_tellings(&text, &matches)?,
        };
        if let Some(head) = head {
            self.share_with_head(head)?;
        }
        Ok(matching::best_answer(&matches))
    }

    /// Accounts that a story names by an exact key.
    fn exact_matches(&self, text: &StoryText) -> Result<Vec<Match>> {
        let mut matches = Vec::new();
        for (field, value) in text
            .links
            .iter()
            .filter_map(|link| matching::exact_key(link))
        {
            if let Some(account) = self.account_with_key(field, value)? {
                matches.push(matching::by_key(account, field, value));
            }
        }
        Ok(matches)
    }

    /// Understands a story again from its words, after a correction was made or taken back.
    pub(super) fn understand_again(&mut self, id: i64) -> Result<()> {
        let Some(text) = story::text(&self.connection, id)? else {
            return Ok(());
        };
        let reading = understood(&text.title, &text.summary, text.content_type, &text.exact);
        story::set_reading(&self.connection, id, &reading)?;
        self.understand(id, None)?;
        Ok(())
    }

    /// What a copy is about, the telling that stands for it is about as well.
    pub(super) fn share_with_head(&self, head: i64) -> Result<()> {
        let known = story::matches(&self.connection, head)?;
        let rulings = correction::of_story(&self.connection, head)?;
        for copy in story::copies(&self.connection, head)? {
            for found in story::matches(&self.connection, copy)? {
                let stronger = found.answer != Answer::No
                    && known
                        .iter()
                        .find(|known| known.account == found.account)
                        .is_none_or(|known| {
                            known.answer != Answer::Yes && found.answer == Answer::Yes
                        });
                let free = !rulings
                    .about
                    .iter()
                    .any(|(account, _)| *account == found.account);
                if stronger && free {
                    story::put_match(&self.connection, head, &found)?;
                }
            }
        }
        signal::derive(&self.connection, head)
    }

    /// Matches stories again that were matched against an earlier state of the accounts.
    pub(super) fn rematch_some(&mut self, limit: u32) -> Result<()> {
        let state = counter::get(&self.connection, counter::ACCOUNTS)?;
        let old = story::unmatched(&self.connection, state, limit)?;
        if old.is_empty() {
            return Ok(());
        }
        self.written(|engine| {
            for text in old {
                engine.understand(text.id, None)?;
            }
            Ok(())
        })
    }

    /// Matches the stories again that a ruling about a name may change.
    pub(super) fn rematch_for(&mut self, account: AccountId, key: &str) -> Result<()> {
        let mut stories = story::of_account(&self.connection, account, REMATCHED_FOR_RULING)?;
        if let Some(words) = search::match_expression(key) {
            stories.extend(story::with_words(
                &self.connection,
                &words,
                REMATCHED_FOR_RULING,
            )?);
        }
        stories.sort_unstable();
        stories.dedup();
        for id in stories {
            self.understand(id, None)?;
        }
        Ok(())
    }
}

struct KeptEntry {
    story: i64,
    is_new: bool,
    about: Answer,
}

fn ruled(account: AccountId, is: bool) -> Match {
    Match {
        account,
        answer: if is { Answer::Yes } else { Answer::No },
        confidence: RULED,
        evidence: vec![Evidence {
            what: "your correction".to_owned(),
            text: if is {
                "You said that it is about them."
            } else {
                "You said that it is not about them."
            }
            .to_owned(),
            weight: if is { 10.0 } else { -10.0 },
        }],
    }
}

/// What makes an entry the same when it is read again.
fn identity(entry: &Entry, feed_url: &str) -> String {
    match entry.url.as_deref().and_then(page_key) {
        Some(page) => page,
        None if !entry.external_id.is_empty() => format!("id:{feed_url}#{}", entry.external_id),
        None => format!("text:{}\n{}", entry.title, entry.summary),
    }
}

/// Exact keys of the company: what the story's links and categories state. Tickers and domains stand as
/// they are, other keys with their name before them ("isin:US0378331005").
fn links(found: &SourceStory) -> Vec<String> {
    let mut links = found.entry.tickers.clone();
    links.extend(found.company.domain.clone());
    let named = |name: &'static str| move |key: &String| format!("{name}:{key}");
    links.extend(found.entry.isins.iter().map(named("isin")));
    links.extend(found.company.cik.iter().map(named("cik")));
    links.extend(found.company.lei.iter().map(named("lei")));
    links
}

/// What a story says. A code of the source (an 8-K item, a Form D) is surer than the words; where a
/// filing's code names no kind, its words must say one clearly, for the words around codes are dry.
fn understood(
    title: &str,
    summary: &str,
    content_type: ContentType,
    exact: &[SignalKind],
) -> Reading {
    let mut reading = classify::read(title, summary);
    if !exact.is_empty() {
        return matching::with_kinds(reading, exact);
    }
    if content_type == ContentType::Filing {
        reading
            .kinds
            .retain(|kind| kind.confidence >= CLEAR_IN_A_FILING);
        reading.congratulate &= !reading.kinds.is_empty();
    }
    reading
}

/// Whose words a story is. What comes from the account's own feed is the company's own, unless the
/// source is a register or a machine.
fn class_of(found: &SourceStory, payload: Payload<'_>) -> SourceClass {
    if payload.account.is_some() && found.class == SourceClass::Editorial {
        SourceClass::Company
    } else {
        found.class
    }
}
