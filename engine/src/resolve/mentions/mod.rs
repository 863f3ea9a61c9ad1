//! Companies mentioned in a headline, over all accounts at once.
//!
//! From each official name the short forms are generated that people write (legal form off, first
//! distinctive words, initials, run-together beginnings, brand, ticker); every place where one stands
//! in the text is weighed by how ambiguous the form is and by what surrounds it.

mod find;
mod forms;
mod lexicon;
mod speaker;
mod text;
mod weigh;

use super::domain::registrable_domain;
use super::fold::fold;
use super::index::AccountEntry;
use super::rules::Rules;
use crate::protocol::{Answer, Evidence};
use forms::Forms;
use rustc_hash::FxHashMap;

/// A text in which companies are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoryText<'a> {
    /// The headline.
    pub title: &'a str,
    /// What follows the headline; may be empty.
    pub summary: &'a str,
    /// Links in and of the story; a company's own domain among them speaks for it.
    pub links: &'a [String],
}

/// An account that a text mentions, or may mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The account's id as given.
    pub account: i64,
    /// Its name as stored.
    pub name: String,
    /// First and one past the last character of the words, in the title or the summary.
    pub span: [usize; 2],
    /// True when the words stand in the summary.
    pub in_summary: bool,
    /// The words as written.
    pub surface: String,
    /// The verdict; a `No` is not listed.
    pub answer: Answer,
    /// Calibrated probability, 0 to 1.
    pub confidence: f64,
    /// Evidence for and against, in log-odds, strongest first.
    pub evidence: Vec<Evidence>,
}

/// From this confidence on a mention counts. Set by judgement, not fitted to a set.
const YES_FROM: f64 = 0.6;
/// Below this confidence a mention is dropped.
const NO_BELOW: f64 = 0.25;

/// Accounts with the same first word that make a family.
const FAMILY: u32 = 4;

/// What is known of an account beside its names.
#[derive(Debug)]
struct Known {
    id: i64,
    name: String,
    domain: Option<String>,
    /// Folded city of the headquarters.
    city: Option<String>,
    tickers: Vec<String>,
    /// Hashes of the words of its industry, products and people.
    context: Vec<u64>,
    /// Hashes of the words of its name.
    own_words: Vec<u64>,
    /// It carries the bare name of a family of accounts ("Reliance Industries" beside "Reliance
    /// Power", ...): of all that share its initials, it is the one that is called by them.
    namesake: bool,
}

/// All accounts' forms, ready to be looked for.
#[derive(Debug, Default)]
pub struct Mentions {
    forms: Forms,
    known: Vec<Known>,
}

impl Mentions {
    /// Generates the forms of every account.
    pub fn build<'a>(entries: impl IntoIterator<Item = &'a AccountEntry>) -> Self {
        let mut mentions = Self::default();
        for entry in entries {
            let number = u32::try_from(mentions.known.len()).unwrap_or(u32::MAX);
            mentions.forms.add_account(number, entry);
            let mut context: Vec<u64> = entry
                .context
                .iter()
                .flat_map(|text| forms::context_words(text))
                .collect();
            context.sort_unstable();
            context.dedup();
            mentions.known.push(Known {
                id: entry.id,
                name: entry.name.clone(),
                domain: entry.domain.as_deref().and_then(registrable_domain),
                city: entry
                    .city
                    .as_deref()
                    .map(fold)
                    .filter(|city| !city.is_empty()),
                tickers: entry
                    .tickers
                    .iter()
                    .filter_map(|raw| super::index::bare_ticker(raw))
                    .map(|ticker| ticker.to_ascii_lowercase())
                    .collect(),
                context,
                own_words: forms::name_words(&entry.name),
                namesake: false,
            });
        }
        mentions.forms.seal();
        mentions.name_the_families();
        mentions
    }

    /// Marks the accounts that carry the bare name of a family.
    fn name_the_families(&mut self) {
        let mut families: FxHashMap<u64, u32> = FxHashMap::default();
        for first in self
            .known
            .iter()
            .filter_map(|known| known.own_words.first())
        {
            *families.entry(*first).or_default() += 1;
        }
        for known in &mut self.known {
            let bare = known
                .own_words
                .first()
                .is_some_and(|first| families.get(first).is_some_and(|size| *size >= FAMILY));
            known.namesake = bare && known.own_words.len() >= 2 && forms::is_bare(&known.name);
        }
    }

    /// Accounts that the text mentions (yes) or may mention (unsure), in the order of the text.
    #[must_use]
    pub fn find(&self, story: &StoryText<'_>, rules: &Rules) -> Vec<Mention> {
        find::find(self, story, rules)
    }
}

/// The verdict on a confidence.
fn verdict(confidence: f64) -> Answer {
    match confidence {
        sure if sure >= YES_FROM => Answer::Yes,
        low if low < NO_BELOW => Answer::No,
        _ => Answer::Unsure,
    }
}
