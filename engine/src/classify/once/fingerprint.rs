//! What a telling tells, in a form that compares quickly and can be stored.

use crate::classify::text::{Class, Text};
use crate::protocol::{Reading, SignalKind};
use serde::{Deserialize, Serialize};

/// Words that say nothing of the event.
const EMPTY_WORDS: [&str; 74] = [
    "a", "an", "and", "the", "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "is",
    "are", "was", "were", "be", "been", "its", "it", "that", "this", "after", "over", "into", "up",
    "out", "new", "says", "said", "say", "has", "have", "will", "than", "more", "amid", "his",
    "her", "their", "he", "she", "they", "who", "which", "per", "via", "about", "but", "or", "not",
    "inc", "ltd", "plc", "corp", "llc", "company", "firm", "group", "der", "die", "das", "und",
    "von", "le", "la", "les", "des", "el", "los", "de", "update",
];

/// Facts of which one event has one: tellings that give them differently tell of two events.
const ROLES: [&str; 4] = ["target", "person", "place", "headcount"];

/// Whole numbers that are years: every event of a year shares them.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

/// What one telling tells. Figures are exact, names folded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The title without the publisher's name at its end, folded, blanks normalised.
    pub title: String,
    /// Content words of title and summary, cut to stems, sorted, each once.
    pub words: Vec<String>,
    /// Content words of the title alone.
    pub title_words: Vec<String>,
    /// Kinds that it reports.
    pub kinds: Vec<SignalKind>,
    /// Companies it is about, folded; the caller may add keys of accounts it resolved.
    pub companies: Vec<String>,
    /// Amounts as "USD 10150000" and counts as "n 1200".
    pub figures: Vec<String>,
    /// Names of people and other names.
    pub names: Vec<String>,
    /// What sets one event of a sort apart from another: role and value, such as ("target", "novaline").
    #[serde(default)]
    pub roles: Vec<(String, String)>,
}

/// Reads and fingerprints a telling.
#[must_use]
pub fn fingerprint(title: &str, summary: &str) -> Fingerprint {
    fingerprint_of(&crate::classify::read(title, summary), summary)
}

/// Fingerprints a telling that was read already.
#[must_use]
pub fn fingerprint_of(reading: &Reading, summary: &str) -> Fingerprint {
    let title = Text::read(without_publisher(&reading.title));
    let summary = Text::read(summary);
    let title_words = content_words(&title);
    let mut words = title_words.clone();
    words.extend(content_words(&summary));
    let mut figures: Vec<String> = figures(&title).chain(figures(&summary)).collect();
    let mut companies: Vec<String> = reading.about.iter().map(|name| folded(name)).collect();
    let mut names: Vec<String> = reading
        .facts
        .iter()
        .filter(|fact| {
            matches!(
                fact.name.as_str(),
                "person" | "speaker" | "target" | "acquirer" | "lead investor" | "place"
            )
        })
        .map(|fact| folded(&fact.value))
        .chain(names(&title))
        .chain(names(&summary))
        .collect();
    let roles = reading
        .facts
        .iter()
        .filter(|fact| ROLES.contains(&fact.name.as_str()))
        .map(|fact| (fact.name.clone(), folded(&fact.value)))
        .collect();
    for list in [&mut words, &mut figures, &mut companies, &mut names] {
        list.sort();
        list.dedup();
    }
    Fingerprint {
        title: title
            .tokens
            .iter()
            .filter(|token| !matches!(token.class, Class::Sign(_)))
            .map(|token| token.word.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        words,
        title_words,
        kinds: reading.kinds.iter().map(|kind| kind.kind).collect(),
        companies,
        figures,
        names,
        roles,
    }
}

/// The title without " - Publisher" or " | Publisher" at its end.
pub(crate) fn without_publisher(title: &str) -> &str {
    for mark in [" - ", " – ", " — ", " | "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && head.split_whitespace().count() >= 4
            && (1..=4).contains(&tail.split_whitespace().count())
            && tail.chars().next().is_some_and(char::is_uppercase)
        {
            return head;
        }
    }
    title
}

fn folded(name: &str) -> String {
    Text::read(name)
        .tokens
        .into_iter()
        .filter(|token| !matches!(token.class, Class::Sign(_)))
        .map(|token| token.word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn content_words(text: &Text<'_>) -> Vec<String> {
    let mut words: Vec<String> = text
        .tokens
        .iter()
        .filter(|token| {
            token.class == Class::Word
                && token.word.chars().count() > 1
                && !EMPTY_WORDS.contains(&token.word.as_str())
        })
        .map(|token| stem(&token.word))
        .collect();
    words.sort();
    words.dedup();
    words
}

/// The word without its English ending, so that "acquires", "acquired" and "acquiring" are one.
fn stem(word: &str) -> String {
    let mut rest = word;
    for ending in ["ings", "ing", "edly", "ed", "es", "s", "e"] {
        if let Some(shorter) = rest.strip_suffix(ending)
            && shorter.chars().count() >= 4
        {
            rest = shorter;
            break;
        }
    }
    rest.to_owned()
}

fn figures<'a>(text: &'a Text<'_>) -> impl Iterator<Item = String> + 'a {
    text.tokens.iter().filter_map(|token| match token.class {
        Class::Money(amount) => Some(amount.normal()),
        Class::Number(number) if number >= 20.0 && !is_year(number) => Some(format!("n {number}")),
        _ => None,
    })
}

fn is_year(number: f64) -> bool {
    YEARS.contains(&number) && number.fract() == 0.0
}

/// Words with a capital inside a sentence that is not in title case: names of any sort.
fn names<'a>(text: &'a Text<'_>) -> impl Iterator<Item = String> + 'a {
    let readable = !text.is_shouted() && !text.is_title_case();
    text.tokens
        .iter()
        .enumerate()
        .filter(move |(place, token)| {
            readable
                && *place > 0
                && token.capital
                && token.class == Class::Word
                && token.word.chars().count() > 3
        })
        .map(|(_, token)| token.word.clone())
}
