//! The two personal ends of the mail: a sourced, fresh hook about them, and a PS.

use super::{Grade, SIGNAL_REVIEW, count, criterion, nothing_written};
use crate::hook::draft::text::{Text, Word};
use crate::hook::draft::{HookSource, Reading};
use crate::protocol::{Criterion, Span};

/// Most sources that are compared.
const MOST_SOURCES: usize = 200;
/// Distinct words that hook and source must share.
const SHARED_WORDS: usize = 2;
/// Shortest word that tells one story from another, in letters.
const TELLING_LENGTH: usize = 4;
/// Openings that fit any mail, small letters.
const GENERIC: &[&str] = &[
    "hope this email finds you",
    "hope this finds you",
    "hope this message finds you",
    "hope you're doing well",
    "hope you are doing well",
    "hope you are well",
    "hope you're well",
    "hope all is well",
    "hope you had a",
    "i wanted to reach out",
    "i'm reaching out",
    "i am reaching out",
    "just reaching out",
    "reaching out because",
    "my name is",
    "i'm writing to",
    "i am writing to",
    "just checking in",
    "just following up",
    "quick question",
    "touching base",
    "circling back",
    "bumping this",
    "came across your profile",
    "i hope your week",
    "ich hoffe, es geht ihnen gut",
    "ich hoffe es geht ihnen gut",
    "mein name ist",
    "ich melde mich",
    "espero que se encuentre bien",
    "espero que estés bien",
    "mi nombre es",
    "le escribo para",
    "te escribo para",
];
/// Common words that tell no story apart, small letters.
const TELLING_NOTHING: &[&str] = &[
    "with",
    "from",
    "that",
    "this",
    "your",
    "news",
    "about",
    "have",
    "they",
    "their",
    "team",
    "congrats",
    "congratulations",
    "company",
    "read",
    "into",
    "will",
    "more",
    "than",
    "over",
    "after",
    "what",
    "when",
    "saw",
    "been",
    "says",
    "said",
    "year",
    "years",
    "week",
    "today",
    "for",
    "the",
    "and",
    "new",
];
/// Words of a personal line, small letters.
const PERSONAL: &[&str] = &[
    "congrats",
    "congratulations",
    "glückwunsch",
    "gratuliere",
    "gratulation",
    "enhorabuena",
    "felicidades",
    "felicitaciones",
    "luck",
    "enjoy",
    "viel",
    "suerte",
    "hope",
    "hoping",
    "go",
    "enjoyed",
    "good",
    "great",
    "love",
    "loved",
    "welcome",
    "safe",
    "happy",
    "best",
    "cheers",
    "nice",
    "sorry",
    "espero",
    "feliz",
    "hoffe",
    "hoffentlich",
    "schön",
    "schöne",
    "schönen",
    "guten",
    "gute",
];

/// The hook rests on a known source, and that is fresh.
pub(super) fn sourced_hook(reading: &Reading<'_>) -> Criterion {
    let hook = hook_span(reading);
    let generic = generic(reading, hook);
    let (met, finding, spans) = match (hook, reading.input.sources) {
        (None, _) => (None, nothing_written(), Vec::new()),
        _ if generic.is_some() => (
            Some(false),
            "The opening fits any mail; say what you saw about them.".to_owned(),
            generic.into_iter().collect(),
        ),
        (Some(span), Some(sources)) => match found(reading, sources) {
            Some((source, age)) if age <= reading.input.settings.fresh_days => (
                Some(true),
                format!(
                    "Rests on “{}”{}, {} old.",
                    short(&source.title),
                    by(source),
                    count_days(age)
                ),
                vec![span],
            ),
            Some((source, age)) => (
                Some(false),
                format!(
                    "Rests on “{}”{}, but that is {} old.",
                    short(&source.title),
                    by(source),
                    count_days(age)
                ),
                vec![span],
            ),
            None => (
                Some(false),
                "None of the account's known news says this.".to_owned(),
                vec![span],
            ),
        },
        (Some(span), None) => (
            None,
            "No account is known for this draft, so the hook cannot be checked against its news."
                .to_owned(),
            vec![span],
        ),
    };
    criterion(
        "sourced_hook",
        Grade::Medium,
        SIGNAL_REVIEW,
        met,
        finding,
        spans,
    )
}

/// The first sentence speaks of the reader, not of the sender.
pub(super) fn hook_about_them(reading: &Reading<'_>) -> Criterion {
    let Some(first) = reading.hook().first() else {
        return criterion(
            "hook_about_them",
            Grade::Convention,
            "",
            None,
            nothing_written(),
            Vec::new(),
        );
    };
    let words = reading.words_of(first);
    let own: Vec<&Word> = words
        .iter()
        .filter(|word| reading.language.is_we(word, &reading.text) || word.product)
        .collect();
    let them = words
        .iter()
        .filter(|word| reading.language.is_you(word, &reading.text))
        .count();
    let met = own.len() <= them;
    let finding = if met {
        "The first sentence is not about you."
    } else {
        "The first sentence speaks of your side; start with theirs."
    };
    criterion(
        "hook_about_them",
        Grade::Convention,
        "",
        Some(met),
        finding.to_owned(),
        own.iter().map(|word| word.span).collect(),
    )
}

/// A PS is there and is personal.
pub(super) fn ps(reading: &Reading<'_>) -> Criterion {
    let sentences = reading.ps();
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        let met = if reading.words.is_empty() {
            None
        } else {
            Some(false)
        };
        let finding = if met.is_none() {
            nothing_written()
        } else {
            "There is no PS.".to_owned()
        };
        return criterion("ps", Grade::Convention, "", met, finding, Vec::new());
    };
    let span = [first.span[0], last.span[1]];
    let words = &reading.words[first.words[0]..last.words[1]];
    // The mark itself says nothing.
    let said = words
        .iter()
        .filter(|word| {
            !matches!(
                word.lower.as_str(),
                "ps" | "p.s" | "pps" | "p" | "s" | "pd" | "p.d"
            )
        })
        .count();
    let sells: Vec<&Word> = words
        .iter()
        .filter(|word| {
            word.product
                || reading.language.is_we(word, &reading.text)
                || word.lower.contains("://")
        })
        .collect();
    let to_them = words.iter().any(|word| {
        reading.language.is_you(word, &reading.text) || PERSONAL.contains(&word.lower.as_str())
    });
    let (met, finding, spans) = if said == 0 {
        (false, "The PS is empty.", vec![span])
    } else if !sells.is_empty() {
        (
            false,
            "The PS sells; keep it personal.",
            sells.iter().map(|word| word.span).collect(),
        )
    } else if to_them {
        (true, "The PS is personal.", vec![span])
    } else {
        (false, "The PS does not speak to the reader.", vec![span])
    };
    criterion(
        "ps",
        Grade::Convention,
        "",
        Some(met),
        finding.to_owned(),
        spans,
    )
}

fn hook_span(reading: &Reading<'_>) -> Option<Span> {
    let hook = reading.hook();
    Some([hook.first()?.span[0], hook.last()?.span[1]])
}

fn generic(reading: &Reading<'_>, hook: Option<Span>) -> Option<Span> {
    let text = reading.text.folded(hook?, 300).replace('’', "'");
    GENERIC
        .iter()
        .any(|opening| text.contains(opening))
        .then_some(hook?)
}

/// The source that shares most with the hook, and its age in days.
fn found<'r>(reading: &'r Reading<'_>, sources: &'r [HookSource]) -> Option<(&'r HookSource, i64)> {
    let hook: Vec<String> = reading
        .hook()
        .iter()
        .flat_map(|sentence| reading.words_of(sentence))
        .filter_map(telling)
        .collect();
    sources
        .iter()
        .take(MOST_SOURCES)
        .map(|source| {
            let text = Text::new(&format!("{}\n{}", source.title, source.summary));
            let mut words = Vec::new();
            text.words([0, text.chars.len()], &mut words);
            let telling: std::collections::HashSet<String> =
                words.iter().filter_map(telling).collect();
            let mut shared: Vec<&String> =
                hook.iter().filter(|word| telling.contains(*word)).collect();
            shared.sort();
            shared.dedup();
            (source, shared.len())
        })
        .filter(|(_, shared)| *shared >= SHARED_WORDS)
        .max_by(|a, b| {
            a.1.cmp(&b.1)
                .then_with(|| a.0.published.cmp(&b.0.published))
        })
        .map(|(source, _)| {
            (
                source,
                (reading.input.now.as_second() - source.published.as_second()).max(0) / 86_400,
            )
        })
}

/// The word when it helps to tell one story from another.
fn telling(word: &Word) -> Option<String> {
    let bare = word.lower.trim_end_matches("'s").trim_end_matches('\'');
    let tells = bare.chars().any(|c| c.is_numeric())
        || bare.chars().count() >= TELLING_LENGTH
        || bare.chars().any(|c| c >= '\u{2E80}');
    (tells && !TELLING_NOTHING.contains(&bare)).then(|| bare.to_owned())
}

fn short(title: &str) -> String {
    let mut short: String = title
        .chars()
        .filter(|c| !crate::hook::headline::is_hidden(*c))
        .take(80)
        .collect();
    if title.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}

fn by(source: &HookSource) -> String {
    match source.publisher.trim() {
        "" => String::new(),
        publisher => format!(" ({})", short(publisher)),
    }
}

fn count_days(age: i64) -> String {
    count(usize::try_from(age).unwrap_or_default(), "day", "days")
}
