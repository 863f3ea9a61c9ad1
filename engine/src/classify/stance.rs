//! How a text stands to the event it names: told, rumoured, denied, imagined, remembered or in jest.

use super::lexicon::Lexicon;
use super::model::Input;
use super::text::{Class, Text};
use crate::protocol::Stance;

/// Beginnings of titles that explain, advise or argue.
const ADVICE_STARTS: &[&str] = &[
    "how to",
    "how do",
    "how we",
    "how i",
    "why",
    "what if",
    "what is",
    "what to",
    "what are",
    "what a",
    "should",
    "could",
    "would",
    "is it",
    "can",
    "opinion",
    "comment",
    "commentary",
    "analysis",
    "editorial",
    "explainer",
    "podcast",
    "webinar",
    "poll",
    "quiz",
    "review",
    "hands on",
    "ask hn",
    "show hn",
    "ama",
    "the case for",
    "the case against",
    "kommentar",
    "leitartikel",
    "ratgeber",
    "tribune",
    "guide",
    "imagine",
    "if",
    "letters",
    "book review",
];
/// Words anywhere in a title that mark advice or opinion.
const ADVICE_WORDS: &[&str] = &[
    "explained",
    "op ed",
    "in five minutes",
    "things to know",
    "what you need to know",
    "everything you need",
    "lessons from",
    "lessons for",
    "tips for",
    "tips to",
    "ways to",
    "guide to",
    "a guide",
    "checklist",
    "beginner",
    "questions every",
    "mistakes",
    "unpopular opinion",
    "hot take",
    "would look at",
];
/// Words that mark a look back.
const HISTORY_WORDS: &[&str] = &[
    "on this day",
    "years ago",
    "years on",
    "years after",
    "years later",
    "decade ago",
    "decades ago",
    "decade after",
    "decade on",
    "looking back",
    "look back",
    "remembering",
    "remember when",
    "remember",
    "the rise and fall",
    "rise and fall of",
    "the story of",
    "throwback",
    "history of",
    "a short history",
    "what happened to",
    "whatever happened",
    "from the archive",
    "revisited",
    "retrospective",
    "obituary",
    "years since",
    "il y a",
    "vor jahren",
];
/// Words that mark a joke.
const SATIRE_WORDS: &[&str] = &[
    "satire",
    "satirical",
    "parody",
    "spoof",
    "the onion",
    "daily mash",
    "newsthump",
    "babylon bee",
    "der postillon",
    "le gorafi",
    "april fool",
    "area man",
    "local man",
    "study finds man",
    "waterford whispers",
    "betoota",
    "nation's",
    "clickhole",
    "reductress",
];
/// Words that mark a denial.
const DENIAL_WORDS: &[&str] = &[
    "denies",
    "deny",
    "denied",
    "denying",
    "dismisses",
    "rejects claims",
    "rejects reports",
    "rejects rumours",
    "rejects rumors",
    "rejects insolvency",
    "rubbishes",
    "plays down",
    "quashes",
    "shoots down",
    "rules out",
    "ruled out",
    "ruling out",
    "no plans",
    "no plan to",
    "no intention",
    "has no plans",
    "not for sale",
    "not in talks",
    "not planning",
    "not considering",
    "will not",
    "won't",
    "wont",
    "says no to",
    "no layoffs",
    "no job cuts",
    "no cuts",
    "not leaving",
    "isn't leaving",
    "isn't going",
    "never float",
    "never sell",
    "not going",
    "untrue",
    "false report",
    "reports are false",
    "baseless",
    "no evidence of",
    "bats away",
    "off the table",
    "no truth",
    "last resort",
    "in no rush",
    "no rush to",
    "no hurry",
    "dementiert",
    "dement",
    "niega",
    "smentisce",
    "ontkent",
    "weist zuruck",
    "hold your breath",
    "pours cold water",
];
/// Words that mark sourced talk.
const RUMOUR_WORDS: &[&str] = &[
    "reportedly",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "rumoured",
    "rumored",
    "in talks",
    "in advanced talks",
    "early talks",
    "holding talks",
    "said to",
    "is said",
    "are said",
    "sources",
    "source says",
    "people familiar",
    "according to people",
    "considering",
    "considers",
    "mulls",
    "mulling",
    "weighs",
    "weighing",
    "exploring",
    "explores",
    "nears",
    "nearing",
    "close to",
    "tipped to",
    "linked with",
    "circling",
    "eyes bid",
    "may be",
    "may buy",
    "may sell",
    "may go",
    "may list",
    "might",
    "could be sold",
    "could buy",
    "speculation",
    "report says",
    "understood to",
    "sounding out",
    "preparing to",
    "seeking to sell",
    "soll",
    "offenbar",
    "en pourparlers",
    "negocia",
];
/// What stands behind a dash or colon at the end of a title that only passes on a report.
const REPORT_TAILS: &[&str] = &[
    "report",
    "reports",
    "sources",
    "source",
    "sources say",
    "bloomberg reports",
];
/// Plans given up: nothing happened.
const GIVEN_UP_WORDS: &[&str] = &[
    "hiring freeze",
    "freezes hiring",
    "freeze hiring",
    "pauses hiring",
    "paused hiring",
    "pauses recruitment",
    "scraps plan",
    "scraps plans",
    "cancels plan",
    "cancels plans",
    "cancels hq",
    "drops plan",
    "drops plans",
    "shelves plan",
    "shelves plans",
    "abandons plan",
    "abandons plans",
    "halts building",
    "calls off plan",
    "pulls the plug on plan",
    "won't build",
    "will not build",
];

/// What a text does with the event, and whether an event is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How it stands to the event.
    pub(crate) stance: Stance,
    /// True when it tells of an event that happened, was announced or is talked of by sources.
    pub(crate) holds: bool,
}

/// Reads the stance of a title with its summary.
pub(crate) fn standing(input: &Input<'_>) -> Standing {
    let title = plain(input.title);
    let summary = plain(input.summary);
    let says = |words: &[&str]| words.iter().any(|word| has(&title, word));
    let adds = |words: &[&str]| words.iter().any(|word| has(&summary, word));
    let holds = |stance, holds| Standing { stance, holds };
    if says(SATIRE_WORDS) || adds(SATIRE_WORDS) {
        return holds(Stance::Satire, false);
    }
    if says(HISTORY_WORDS) || is_dated_back(input.title) {
        return holds(Stance::History, false);
    }
    if ADVICE_STARTS.iter().any(|start| begins(&title, start))
        || says(ADVICE_WORDS)
        || has_opinion_mark(input.title)
    {
        return holds(Stance::Hypothesis, false);
    }
    if says(DENIAL_WORDS) {
        return holds(Stance::Denied, false);
    }
    if says(RUMOUR_WORDS)
        || REPORT_TAILS
            .iter()
            .any(|tail| title.ends_with(&format!(" {tail} ")))
        || rumour_in_summary(&summary)
    {
        return holds(Stance::Rumour, true);
    }
    holds(Stance::Reported, !says(GIVEN_UP_WORDS))
}

/// Folded words with one blank around each, signs left out, so that phrases can be looked for.
fn plain(text: &Text<'_>) -> String {
    let mut plain = String::with_capacity(text.source.len() + 2);
    plain.push(' ');
    for token in &text.tokens {
        if !matches!(token.class, Class::Sign(_)) {
            plain.push_str(&token.word);
            plain.push(' ');
        }
    }
    plain
}

fn has(plain: &str, words: &str) -> bool {
    // Words stand between blanks; the search is on a few hundred bytes.
    plain
        .match_indices(words)
        .any(|(at, _)| plain[..at].ends_with(' ') && plain[at + words.len()..].starts_with(' '))
}

fn begins(plain: &str, words: &str) -> bool {
    plain.strip_prefix(' ').is_some_and(|rest| {
        rest.strip_prefix(words)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// "Opinion | …", "… | Opinion", "Comment: …".
fn has_opinion_mark(title: &Text<'_>) -> bool {
    let marks = [
        "opinion",
        "comment",
        "column",
        "lex",
        "breakingviews",
        "op-ed",
    ];
    let last = title
        .tokens
        .last()
        .is_some_and(|token| marks.contains(&token.word.as_str()));
    let before_bar = title.tokens.windows(2).any(|pair| {
        marks.contains(&pair[0].word.as_str()) && matches!(pair[1].class, Class::Sign('|' | '–'))
    });
    last || before_bar
}

/// "in 2012", "1999:" at the front: an event of long ago.
fn is_dated_back(title: &Text<'_>) -> bool {
    let first = title.tokens.first();
    first.is_some_and(|token| matches!(token.class, Class::Year(year) if year < 2010))
}

fn rumour_in_summary(summary: &str) -> bool {
    [
        "people familiar with the matter",
        "according to people",
        "sources said",
        "sources told",
        "is considering",
    ]
    .iter()
    .any(|words| has(summary, words))
}

/// True when a concept of the lexicon is named in title or summary.
pub(crate) fn names_concept(input: &Input<'_>, name: &str) -> bool {
    let lexicon = Lexicon::shared();
    lexicon.concept(name).is_some_and(|concept| {
        input
            .title_mentions
            .iter()
            .chain(&input.summary_mentions)
            .any(|mention| mention.concept == concept)
    })
}
