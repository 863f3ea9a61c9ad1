//! Corrections, pins, mutes and follows as a file: what one rep found out, the team need not.
//!
//! A patch is JSON Lines. The first line names the format; every other line is one correction with its
//! account and story described by what any database knows them by: domain and name, link and title.

use crate::handle::news::TypedStory;
use crate::handle::save::plain;
use crate::ingest::canonical_url;
use crate::protocol::{AccountId, ContentType, Correction, PatchOutcome, Reply, SignalsReply};
use crate::store::key::{domain_key, name_key};
use crate::store::story;
use crate::store::{account, correction};
use crate::{Engine, Error, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// First line of a patch.
const FORMAT: &str = "hookline-patch";
const VERSION: u32 = 1;

/// Largest file, and most lines of it.
const MOST_BYTES: usize = 6 * 1024 * 1024;
const MOST_LINES: usize = 20_000;

/// Problems told at most.
const MOST_PROBLEMS: usize = 100;

/// Source of a story that came with a patch and is known from nowhere else.
const TEAM: &str = "Your team's patch file";

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// One line of a patch.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    correction: Correction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account: Option<AccountRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    story: Option<StoryRef>,
}

#[derive(Debug, Serialize, Deserialize)]
struct AccountRef {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoryRef {
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    summary: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    content_type: ContentType,
    published: String,
}

impl Engine {
    pub(super) fn export_patch(&self, pins_only: bool) -> Result<Reply> {
        let mut outcome = PatchOutcome {
            text: json_line(&Head {
                format: FORMAT.to_owned(),
                version: VERSION,
            }),
            ..PatchOutcome::default()
        };
        let mut entries = correction::list(&self.connection)?;
        // The oldest first, so that of two that contradict the later one stands again.
        entries.reverse();
        for entry in entries {
            let given = entry.correction;
            let (account, story) = subjects(&given);
            if !is_shared(&given)
                || pins_only && (account.is_some() && story.is_none() || !is_pin(&given))
            {
                continue;
            }
            let line = Line {
                account: match account {
                    Some(id) => self.account_ref(id)?,
                    None => None,
                },
                story: match story {
                    Some(id) => self.story_ref(id)?,
                    None => None,
                },
                correction: given,
            };
            if account.is_some() == line.account.is_some()
                && story.is_some() == line.story.is_some()
            {
                outcome.text.push_str(&json_line(&line));
                outcome.applied += 1;
            }
        }
        Ok(reply(outcome))
    }

    pub(super) fn import_patch(&mut self, text: &str, now: Timestamp) -> Result<Reply> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        let is_ours = lines
            .next()
            .and_then(|(_, line)| crate::json::read::<Head>(line).ok())
            .is_some_and(|head| head.format == FORMAT && head.version == VERSION);
        if !is_ours || text.len() > MOST_BYTES {
            return Err(Error::input(
                "not_a_patch",
                "This is no patch file of Hookline, or it is too large.",
                "patch",
                "Choose a file that Hookline exported under Corrections. Nothing was changed.",
            ));
        }
        let mut standing: Vec<Correction> = correction::list(&self.connection)?
            .into_iter()
            .map(|entry| entry.correction)
            .collect();
        let mut outcome = PatchOutcome::default();
        for (number, line) in lines.take(MOST_LINES) {
            let taken = match crate::json::read::<Line>(line) {
                Ok(line) => self.local(line, now)?,
                Err(cause) => Err(format!("it cannot be read ({cause})")),
            };
            match taken {
                Ok(given) if standing.contains(&given) => outcome.known += 1,
                Ok(given) => {
                    self.correct(&given, now)?;
                    standing.push(given);
                    outcome.applied += 1;
                }
                Err(reason) if outcome.problems.len() < MOST_PROBLEMS => {
                    outcome
                        .problems
                        .push(format!("Line {}: {reason}.", number + 1));
                }
                Err(_) => {}
            }
        }
        Ok(reply(outcome))
    }

    /// The correction with the numbers that this database has for its account and story.
    fn local(
        &mut self,
        line: Line,
        now: Timestamp,
    ) -> Result<std::result::Result<Correction, String>> {
        let (needs_account, needs_story) = subjects(&line.correction);
        if !is_shared(&line.correction) {
            return Ok(Err("it means something in its own database only".to_owned()));
        }
        let account = match (needs_account, &line.account) {
            (None, _) => None,
            (Some(_), Some(named)) => match self.account_named(named)? {
                Some(id) => Some(id),
                None => {
                    return Ok(Err(format!(
                        "no single account is {}",
                        plain(&named.name, 100)
                    )));
                }
            },
            (Some(_), None) => return Ok(Err("it does not say which account".to_owned())),
        };
        let story = match (needs_story, &line.story) {
            (None, _) => None,
            (Some(_), Some(told)) => match self.story_told(told, now)? {
                Some(id) => Some(id),
                None => return Ok(Err("its story has no title".to_owned())),
            },
            (Some(_), None) => return Ok(Err("it does not say which story".to_owned())),
        };
        Ok(Ok(with_subjects(line.correction, account, story)))
    }

    fn account_ref(&self, id: AccountId) -> Result<Option<AccountRef>> {
        let row = account::load_row(&self.connection, id)?;
        Ok(row.map(|row| AccountRef {
            name: row.name,
            domain: row.domain,
        }))
    }

    fn story_ref(&self, id: i64) -> Result<Option<StoryRef>> {
        Ok(story::text(&self.connection, id)?.map(|told| StoryRef {
            title: told.title,
            summary: told.summary,
            url: told.url,
            publisher: Some(told.publisher),
            content_type: told.content_type,
            published: crate::store::to_text(told.published),
        }))
    }

    fn account_named(&self, named: &AccountRef) -> Result<Option<AccountId>> {
        let key = name_key(&named.name).key;
        if let Some(domain) = named.domain.as_deref().and_then(domain_key) {
            let rows = account::with_domain(&self.connection, &domain, 20)?;
            let same_name = rows.iter().find(|row| name_key(&row.name).key == key);
            if let Some(row) = same_name.or(if rows.len() == 1 { rows.first() } else { None }) {
                return Ok(Some(row.id));
            }
        }
        let rows = account::with_name_key(&self.connection, &key, 2)?;
        Ok(match &rows[..] {
            [only] if !key.is_empty() => Some(only.id),
            _ => None,
        })
    }

    /// The story here, kept anew when no source has brought it yet.
    fn story_told(&mut self, told: &StoryRef, now: Timestamp) -> Result<Option<i64>> {
        let title = plain(&told.title, 500);
        let summary = plain(&told.summary, 2_000);
        if title.is_empty() {
            return Ok(None);
        }
        let url = told.url.as_deref().and_then(canonical_url);
        let published = told
            .published
            .parse::<Timestamp>()
            .ok()
            .map(Timestamp::as_second);
        let publisher = told
            .publisher
            .as_deref()
            .map(|name| plain(name, 200))
            .filter(|name| !name.is_empty());
        let source = publisher
            .as_deref()
            .map_or_else(|| TEAM.to_owned(), |name| format!("{name}, from your team"));
        let typed = TypedStory {
            title,
            summary,
            url,
            publisher,
            published,
            content_type: told.content_type,
            source,
        };
        if let Some(known) = story::with_identity(&self.connection, &typed.identity())? {
            return Ok(Some(known));
        }
        let id = self.keep_typed(typed, now)?;
        self.understand(id, None)?;
        Ok(Some(id))
    }
}

/// Can it be told to another database? An opener's id is made of local numbers.
const fn is_shared(given: &Correction) -> bool {
    !matches!(given, Correction::MuteOpener { .. })
}

/// Pins, mutes and follows: the editor's work beside the algorithm.
const fn is_pin(given: &Correction) -> bool {
    matches!(
        given,
        Correction::PinStory { .. }
            | Correction::MuteStory { .. }
            | Correction::MuteSource { .. }
            | Correction::MuteKind { .. }
            | Correction::FollowTopic { .. }
            | Correction::FollowSource { .. }
    )
}

const fn subjects(given: &Correction) -> (Option<AccountId>, Option<i64>) {
    match given {
        Correction::NotAccount { account, .. }
        | Correction::IsAccount { account, .. }
        | Correction::MuteOpener { account, .. }
        | Correction::MuteAccount { account } => (Some(*account), None),
        Correction::StoryNotAbout { story, account }
        | Correction::StoryAbout { story, account } => (Some(*account), Some(*story)),
        Correction::StoryKinds { story, .. }
        | Correction::MuteStory { story }
        | Correction::PinStory { story } => (None, Some(*story)),
        Correction::MuteSource { .. }
        | Correction::MuteKind { .. }
        | Correction::FollowTopic { .. }
        | Correction::FollowSource { .. } => (None, None),
    }
}

fn with_subjects(mut given: Correction, to: Option<AccountId>, told: Option<i64>) -> Correction {
    match &mut given {
        Correction::NotAccount { account, .. }
        | Correction::IsAccount { account, .. }
        | Correction::MuteOpener { account, .. }
        | Correction::MuteAccount { account } => *account = to.unwrap_or(*account),
        Correction::StoryNotAbout { story, account }
        | Correction::StoryAbout { story, account } => {
            *account = to.unwrap_or(*account);
            *story = told.unwrap_or(*story);
        }
        Correction::StoryKinds { story, .. }
        | Correction::MuteStory { story }
        | Correction::PinStory { story } => *story = told.unwrap_or(*story),
        Correction::MuteSource { .. }
        | Correction::MuteKind { .. }
        | Correction::FollowTopic { .. }
        | Correction::FollowSource { .. } => {}
    }
    given
}

fn json_line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).map_or_else(
        |_| String::new(),
        |mut line| {
            line.push('\n');
            line
        },
    )
}

fn reply(outcome: PatchOutcome) -> Reply {
    Reply::Signals(Box::new(SignalsReply::Patch(outcome)))
}
