//! Which account a key means, from indexed lookups alone; names and headlines that no key finds are
//! looked up in the indexes over all accounts.

use super::Engine;
use super::index::HeadlineIndex;
use crate::protocol::{AccountRow, Answer, Candidate, Evidence, Resolution};
use crate::resolve::{AccountEntry, Query, Resolver, StoryText, fold, is_free_mail};
use crate::store::key::{domain_key, email_key, name_key};
use crate::store::{account, contact, correction, related, search};
use crate::{Error, Result};

/// Confidence of each way to find an account. An address that was stored with a person is as good
/// as the list it came from; a domain is held by one company but for shared hosts; a name alone may
/// be another company's. By judgement, below what the resolver gives for the same evidence together.
const KNOWN_ADDRESS: f64 = 0.99;
const OWN_DOMAIN: f64 = 0.97;
const SAME_NAME: f64 = 0.9;
/// A name of what the company owns or was.
const RELATED_NAME: f64 = 0.85;

/// Confidence of what the rep ruled.
const RULED: f64 = 1.0;

/// From this confidence on an account counts as recognised.
pub(super) const RECOGNISED: f64 = 0.5;

/// Accounts looked at per key.
const MOST_PER_KEY: u32 = 20;

/// Accounts whose words come near a name, handed to the resolver.
const MOST_NEAR: u32 = 100;

/// Candidates beside the best in an answer.
const MOST_OTHERS: usize = 9;

/// A line of so many words may be a headline.
const HEADLINE_WORDS: usize = 4;

/// With so many words that are not the account's name, the line is read as a headline: there a bare
/// word like "Apple" is not yet the company.
const WORDS_BESIDE_A_NAME: usize = 2;

/// A sentence has so many words in small letters, each of so many letters, that no name has.
const SMALL_WORDS: usize = 2;
const SMALL_WORD: usize = 3;

/// Longest text that is resolved, in characters.
const LONGEST_INPUT: usize = 1_000;

impl Engine {
    /// Accounts that an address belongs to: the person's own, else those of the domain.
    pub(super) fn by_email(&self, email: &str) -> Result<Vec<Candidate>> {
        let ruled = self.ruled(email)?;
        if !ruled.is_empty() {
            return Ok(ruled);
        }
        if let Some(person) = contact::with_email(&self.connection, email)?
            && let Some(account) = person.account
            && let Some(row) = account::load_row(&self.connection, account)?
        {
            let found = candidate(&row, KNOWN_ADDRESS, "known address", email);
            return self.allowed(email, vec![found]);
        }
        let Some(domain) = domain_key(email) else {
            return Ok(Vec::new());
        };
        if is_free_mail(email.rsplit('@').next().unwrap_or_default()) || is_free_mail(&domain) {
            return Ok(Vec::new());
        }
        let found = self.by_domain(&domain, "email domain")?;
        self.allowed(email, found)
    }

    /// Accounts with that registrable domain. Where several share it, each is less sure.
    pub(super) fn by_domain(&self, domain: &str, what: &str) -> Result<Vec<Candidate>> {
        let ruled = self.ruled(domain)?;
        if !ruled.is_empty() {
            return Ok(ruled);
        }
        let rows = account::with_domain(&self.connection, domain, MOST_PER_KEY)?;
        let found = shared(&rows, OWN_DOMAIN, what, domain);
        self.allowed(domain, found)
    }

    /// Accounts with that name; where none has it, those that come near by the resolver's measure.
    pub(super) fn by_name(&self, name: &str) -> Result<Vec<Candidate>> {
        let ruled = self.ruled(name)?;
        if !ruled.is_empty() {
            return Ok(ruled);
        }
        let key = name_key(name);
        if key.key.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = account::with_name_key(&self.connection, &key.key, MOST_PER_KEY)?;
        // The same legal form tells two of one name apart.
        let same_form = |row: &AccountRow| name_key(&row.name).form == key.form;
        if !key.form.is_empty() && rows.iter().any(same_form) {
            rows.retain(same_form);
        }
        let found = if rows.is_empty() {
            let of_related = self.by_related_name(&key.key, name)?;
            if of_related.is_empty() {
                self.near(name)?
            } else {
                of_related
            }
        } else {
            shared(&rows, SAME_NAME, "name", name)
        };
        self.allowed(name, found)
    }

    /// Accounts that own what bears the name, or were called so.
    fn by_related_name(&self, key: &str, name: &str) -> Result<Vec<Candidate>> {
        let found = related::accounts_of(&self.connection, key, MOST_PER_KEY)?;
        let share = 1.0 / (found.len().max(1) as f64);
        Ok(found
            .iter()
            .map(|(row, relation)| candidate(row, RELATED_NAME * share, relation.words(), name))
            .collect())
    }

    /// The answer for a key that a person typed: an address, a domain or a name.
    pub(super) fn resolution_of_key(&mut self, key: &str) -> Result<Resolution> {
        let key: String = key.trim().chars().take(LONGEST_INPUT).collect();
        let mut found = match email_key(&key) {
            Some(email) => self.by_email(&email)?,
            None => match domain_key(&key) {
                Some(domain) => self.by_domain(&domain, "domain")?,
                None => Vec::new(),
            },
        };
        if found.is_empty() && !key.contains('@') {
            found = self.by_name(&key)?;
        }
        if found.is_empty() {
            return self.resolve_line(&key);
        }
        Ok(resolution(&key, found))
    }

    /// The answer for one line, from the index over all accounts.
    pub(super) fn resolve_line(&mut self, line: &str) -> Result<Resolution> {
        let line: String = line.trim().chars().take(LONGEST_INPUT).collect();
        if line.is_empty() {
            return Err(Error::input(
                "nothing_asked",
                "There is nothing to look for.",
                "input",
                "Give a name, a domain, an address or a headline.",
            ));
        }
        let names = self.name_index()?;
        let answer = names
            .resolver
            .resolve(&Query::from_line(&line), &names.rules);
        let by_name = answer.to_resolution(line.clone());
        if line.split_whitespace().count() < HEADLINE_WORDS {
            return Ok(by_name);
        }
        let says_more = by_name
            .best
            .as_ref()
            .is_none_or(|best| words_beside(&line, &best.name) >= WORDS_BESIDE_A_NAME);
        if by_name.answer == Answer::Yes && !says_more {
            return Ok(by_name);
        }
        let Some(mut resolution) = mentioned(&*self.headline_index()?, line.clone()) else {
            return Ok(if says_more && reads_as_sentence(&line) {
                not_mentioned(line, by_name)
            } else {
                by_name
            });
        };
        for candidate in resolution.best.iter_mut().chain(&mut resolution.others) {
            candidate.domain =
                account::load_row(&self.connection, candidate.account)?.and_then(|row| row.domain);
        }
        Ok(resolution)
    }

    /// The accounts whose words come nearest, weighed by the resolver among themselves: what a page
    /// can afford where the index over all accounts is not built.
    fn near(&self, name: &str) -> Result<Vec<Candidate>> {
        let Some(words) = search::rare_word_expression(&self.connection, name)? else {
            return Ok(Vec::new());
        };
        let rows = search::accounts(&self.connection, &words, MOST_NEAR)?;
        let resolver = Resolver::build(rows.into_iter().map(|row| AccountEntry {
            id: row.id,
            name: row.name,
            domain: row.domain,
            country: row.country,
            city: row.city,
            ..AccountEntry::default()
        }));
        let answer = resolver.resolve(&Query::name(name), &self.rules()?);
        let found = answer.best.into_iter().chain(answer.others);
        Ok(found.map(crate::resolve::Found::into_candidate).collect())
    }

    /// What the rep said the text means.
    fn ruled(&self, text: &str) -> Result<Vec<Candidate>> {
        let rulings = correction::rulings(&self.connection, text)?;
        let mut found = Vec::new();
        for ruling in rulings.iter().filter(|ruling| ruling.is) {
            if let Some(row) = account::load_row(&self.connection, ruling.account)? {
                found.push(candidate(&row, RULED, "your correction", text));
            }
        }
        Ok(found)
    }

    /// The candidates without those that the rep said the text does not mean.
    fn allowed(&self, text: &str, mut found: Vec<Candidate>) -> Result<Vec<Candidate>> {
        let rulings = correction::rulings(&self.connection, text)?;
        found.retain(|candidate| {
            !rulings
                .iter()
                .any(|ruling| !ruling.is && ruling.account == candidate.account)
        });
        Ok(found)
    }
}

/// Words of the line that do not stand in the name.
fn words_beside(line: &str, name: &str) -> usize {
    let name = fold(name);
    let known: Vec<&str> = words(&name).collect();
    let line = fold(line);
    words(&line).filter(|word| !known.contains(word)).count()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Words in small letters that stand inside company names all over the world.
const NAME_PARTICLES: &[&str] = &[
    "and", "the", "for", "of", "del", "della", "des", "der", "die", "das", "den", "und", "für",
    "von", "van", "ten", "les", "las", "los", "bin", "ibn", "och", "til",
];

/// True when words in small letters follow a capital one, as in a sentence and in no name. A list
/// kept in small letters throughout holds names all the same.
fn reads_as_sentence(line: &str) -> bool {
    let is_small = |word: &&str| {
        word.chars().count() >= SMALL_WORD
            && word.chars().all(char::is_lowercase)
            && !NAME_PARTICLES.contains(word)
    };
    line.contains(char::is_uppercase) && words(line).filter(is_small).count() >= SMALL_WORDS
}

/// The answer for a headline in which no account is named, whatever its words have in common with one.
fn not_mentioned(line: String, by_name: Resolution) -> Resolution {
    let why = match &by_name.best {
        Some(best) => format!(
            "“{line}” does not name an account; {} has words in common with it.",
            best.name
        ),
        None => by_name.why,
    };
    Resolution {
        input: line,
        answer: Answer::No,
        best: None,
        others: Vec::new(),
        why,
    }
}

/// The answer for a line that is a headline: the accounts it mentions.
fn mentioned(index: &HeadlineIndex, line: String) -> Option<Resolution> {
    let text = StoryText {
        title: &line,
        ..StoryText::default()
    };
    let mut found = index.mentioned(&text);
    crate::order::by(&mut found, |a, b| b.confidence.total_cmp(&a.confidence));
    found.truncate(MOST_OTHERS + 1);
    let best = found.first()?;
    let (answer, why) = match best.answer {
        Answer::Yes => (
            Answer::Yes,
            match index.tie(best) {
                Some((name, relation)) => format!(
                    "It mentions “{}”: {name} is a {} of {}.",
                    best.surface,
                    relation.words(),
                    best.name
                ),
                None => format!("It mentions {} as “{}”.", best.name, best.surface),
            },
        ),
        _ => (
            Answer::Unsure,
            format!(
                "“{}” may mean {}; nothing else in the text says so.",
                best.surface, best.name
            ),
        ),
    };
    let mut candidates = found.into_iter().map(|mention| Candidate {
        account: mention.account,
        name: mention.name,
        domain: None,
        confidence: mention.confidence,
        evidence: mention.evidence,
    });
    Some(Resolution {
        best: candidates.next(),
        others: candidates.collect(),
        input: line,
        answer,
        why,
    })
}

/// An answer from candidates, best first.
pub(super) fn resolution(input: &str, mut found: Vec<Candidate>) -> Resolution {
    crate::order::by(&mut found, |a, b| b.confidence.total_cmp(&a.confidence));
    found.truncate(MOST_OTHERS + 1);
    let rivals = found.len().saturating_sub(1);
    let mut found = found.into_iter();
    let best = found.next();
    let (answer, why) = match &best {
        None => (Answer::No, format!("No account is known for “{input}”.")),
        Some(best) => {
            let reason = best
                .evidence
                .first()
                .map_or("", |evidence| evidence.what.as_str());
            if best.confidence >= RECOGNISED {
                (Answer::Yes, format!("{}: {reason} “{input}”.", best.name))
            } else if rivals > 0 {
                (
                    Answer::Unsure,
                    format!("{} accounts share the {reason} “{input}”.", rivals + 1),
                )
            } else {
                (
                    Answer::Unsure,
                    format!("{} comes near “{input}”.", best.name),
                )
            }
        }
    };
    Resolution {
        input: input.to_owned(),
        answer,
        best,
        others: found.collect(),
        why,
    }
}

fn shared(rows: &[AccountRow], confidence: f64, what: &str, text: &str) -> Vec<Candidate> {
    let share = 1.0 / f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1));
    rows.iter()
        .map(|row| candidate(row, confidence * share, what, text))
        .collect()
}

fn candidate(row: &AccountRow, confidence: f64, what: &str, text: &str) -> Candidate {
    Candidate {
        account: row.id,
        name: row.name.clone(),
        domain: row.domain.clone(),
        confidence,
        evidence: vec![Evidence {
            what: what.to_owned(),
            text: text.to_owned(),
            weight: log_odds(confidence),
        }],
    }
}

/// The weight that alone would give the confidence; the resolver's weights are of the same sort.
fn log_odds(confidence: f64) -> f64 {
    let inside = confidence.clamp(0.001, 0.999);
    (inside / (1.0 - inside)).ln()
}
