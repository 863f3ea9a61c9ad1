//! Facts that a headline's own grammar gives, where the reading of the story brought none: the sum, the
//! round, who led it, the place, the number of people, the person and the role. All verbatim.

use super::headline::{Deed, Headline, Word};
use super::input::SourcedSignal;
use super::lexicon::{self, OBJECT_ENDS};
use crate::protocol::{Fact, SignalKind, Span};

/// Words that begin a role.
const ROLE_STARTS: &[&str] = &[
    "chief",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "cio",
    "cmo",
    "cro",
    "cpo",
    "ciso",
    "vp",
    "svp",
    "evp",
    "president",
    "vice",
    "head",
    "director",
    "managing",
    "general",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "senior",
    "executive",
    "global",
    "regional",
    "interim",
    "partner",
    "treasurer",
    "counsel",
    "co-ceo",
    "country",
];
/// Words for places of work, which read well behind "the 300".
const JOBS: &[&str] = &["jobs", "roles", "hires", "positions", "posts"];
/// Words for people to be taken on.
const PEOPLE: &[&str] = &[
    "jobs",
    "people",
    "staff",
    "workers",
    "employees",
    "roles",
    "hires",
    "engineers",
    "positions",
    "developers",
    "posts",
    "headcount",
    "recruits",
    "salespeople",
    "drivers",
    "nurses",
];
/// Magnitudes that may stand behind a sum as their own word.
const MAGNITUDES: &[&str] = &[
    "million", "billion", "thousand", "trillion", "m", "mn", "bn", "crore", "lakh",
];
/// Rounds without a letter.
const ROUNDS: &[&str] = &["seed", "pre-seed", "angel", "bridge"];
/// Most words of a name, a place, a role.
const LONGEST_NAME: usize = 4;
/// Most words of a role.
const LONGEST_ROLE: usize = 7;

/// The reading's facts, and behind them those of the headline under names that the reading lacks.
pub(super) fn with_own(
    title: &Headline<'_>,
    names: &[String],
    signal: &SourcedSignal,
) -> Vec<Fact> {
    let mut facts = signal.facts.clone();
    for reading in &signal.kinds {
        let Some(deed) = title.deed(names, reading.kind) else {
            continue;
        };
        for (name, span) in own(title, deed, reading.kind) {
            if facts.iter().any(|fact| fact.name == name) {
                continue;
            }
            if let Some(text) = title.slice(span) {
                facts.push(Fact {
                    name: name.to_owned(),
                    value: text.clone(),
                    text,
                    span,
                    in_summary: false,
                });
            }
        }
    }
    facts
}

fn own(title: &Headline<'_>, deed: Deed, kind: SignalKind) -> Vec<(&'static str, Span)> {
    let words = title.words.get(deed.rest..).unwrap_or_default();
    let found = match kind {
        SignalKind::Funding => vec![
            ("amount", amount(title, words)),
            ("round", round(words)),
            ("lead investor", lead(title, words)),
        ],
        SignalKind::Expansion => vec![("place", place(title, words))],
        SignalKind::Hiring => vec![("headcount", headcount(words))],
        SignalKind::Leadership => match person(title, words) {
            Some((person, role)) => vec![("person", Some(person)), ("new role", Some(role))],
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    found
        .into_iter()
        .filter_map(|(name, span)| Some((name, span?)))
        .collect()
}

/// "$12.5M", "$12.5 million".
fn amount(title: &Headline<'_>, words: &[Word]) -> Option<Span> {
    let at = (0..words.len()).position(|at| {
        let word = &words[at];
        let sign = word.lower.find(['$', '€', '£', '¥', '₹']);
        sign.is_some_and(|sign| {
            sign <= 3
                && word.lower[sign..]
                    .chars()
                    .nth(1)
                    .is_some_and(|c| c.is_ascii_digit())
        }) && !title.is_worth([word.start, word.end])
    })?;
    let word = &words[at];
    let unit = words.get(at + 1).filter(|next| {
        MAGNITUDES.contains(&next.lower.as_str())
            && !word.closes
            && title.chars[word.end - 1].is_ascii_digit()
    });
    Some([word.start, unit.map_or(word.end, |unit| unit.end)])
}

/// "Series B", "seed round", "pre-seed".
fn round(words: &[Word]) -> Option<Span> {
    words.iter().enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1);
        if word.lower == "series" {
            return next
                .filter(|next| {
                    next.lower.len() <= 2
                        && next.lower.starts_with(|c: char| ('a'..='k').contains(&c))
                })
                .map(|next| [word.start, next.end]);
        }
        if !ROUNDS.contains(&word.lower.as_str()) {
            return None;
        }
        let noun = next.filter(|next| {
            !word.closes && matches!(next.lower.as_str(), "round" | "funding" | "financing")
        });
        Some([word.start, noun.map_or(word.end, |noun| noun.end)])
    })
}

/// The name behind "led by".
fn lead(title: &Headline<'_>, words: &[Word]) -> Option<Span> {
    let at = words
        .windows(2)
        .position(|pair| pair[0].lower == "led" && pair[1].lower == "by")?;
    // A firm's name may hold common words ("Venture Partners").
    let words = words.get(at + 2..)?;
    let end = (0..words.len().min(LONGEST_NAME)).take_while(|at| {
        title.chars[words[*at].start].is_uppercase()
            && !OBJECT_ENDS.contains(&words[*at].lower.as_str())
            && (*at == 0 || !words[*at - 1].closes)
    });
    let last = end.last()?;
    Some([words[0].start, words[last].end])
}

/// The place behind "in", or before the kind of site ("Berlin office").
fn place(title: &Headline<'_>, words: &[Word]) -> Option<Span> {
    let site = words
        .iter()
        .position(|word| lexicon::SITES.contains(&word.lower.as_str()))?;
    let before = words[..site]
        .iter()
        .position(|word| is_name(title, word))
        .and_then(|from| name(title, &words[from..site]));
    before.or_else(|| {
        let at = words.iter().position(|word| word.lower == "in")?;
        name(title, words.get(at + 1..)?)
    })
}

/// "1,000 jobs"; the number alone where the noun does not follow at once.
fn headcount(words: &[Word]) -> Option<Span> {
    let at = words.iter().position(|word| {
        word.lower.chars().all(|c| c.is_ascii_digit() || c == ',')
            && word.lower.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let year = words[at].lower.len() == 4
        && (words[at].lower.starts_with("19") || words[at].lower.starts_with("20"));
    let near = words[at + 1..]
        .iter()
        .take(3)
        .position(|word| PEOPLE.contains(&word.lower.as_str()))?;
    let noun = words
        .get(at + 1)
        .filter(|word| near == 0 && JOBS.contains(&word.lower.as_str()));
    (!year).then(|| [words[at].start, noun.map_or(words[at].end, |word| word.end)])
}

/// The person behind the verb and the role behind the person.
fn person(title: &Headline<'_>, words: &[Word]) -> Option<(Span, Span)> {
    let mut end = 0;
    while end < words.len().min(LONGEST_NAME)
        && is_name(title, &words[end])
        && !ROLE_STARTS.contains(&words[end].lower.as_str())
    {
        end += 1;
        if words[end - 1].closes {
            break;
        }
    }
    if end < 2 {
        return None;
    }
    let mut from = end;
    while words.get(from).is_some_and(|word| {
        matches!(
            word.lower.as_str(),
            "as" | "to" | "its" | "the" | "a" | "new" | "be" | "first"
        )
    }) {
        from += 1;
    }
    ROLE_STARTS
        .contains(&words.get(from)?.lower.as_str())
        .then_some(())?;
    let mut to = from;
    while let Some(word) = words.get(to) {
        let stops = OBJECT_ENDS.contains(&word.lower.as_str()) && word.lower != "and";
        if stops || to - from >= LONGEST_ROLE {
            break;
        }
        to += 1;
        if word.closes {
            break;
        }
    }
    Some((
        [words[0].start, words[end - 1].end],
        [words[from].start, words[to - 1].end],
    ))
}

/// The words with capitals that begin here, as far as they are one name.
fn name(title: &Headline<'_>, words: &[Word]) -> Option<Span> {
    let mut end = 0;
    while end < words.len().min(LONGEST_NAME) && is_name(title, &words[end]) {
        end += 1;
        if words[end - 1].closes {
            break;
        }
    }
    (end > 0).then(|| [words[0].start, words[end - 1].end])
}

/// A capital, and no word that headlines capitalise anyway.
fn is_name(title: &Headline<'_>, word: &Word) -> bool {
    title.chars[word.start].is_uppercase()
        && !lexicon::is_common(&word.lower)
        && !word.lower.ends_with("'s")
        && !word.lower.ends_with("’s")
}
