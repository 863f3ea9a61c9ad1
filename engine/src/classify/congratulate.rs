//! May the rep congratulate? Only on news that is good for the people at the company, and only when
//! nothing in the text speaks against it.

use super::model::Input;
use super::stance::{Standing, names_concept};
use super::text::Text;
use crate::protocol::{KindReading, SignalKind, Stance};

/// Kinds that are never good news for the company's people.
const NEVER: &[SignalKind] = &[
    SignalKind::Layoffs,
    SignalKind::Security,
    SignalKind::Bankruptcy,
];
/// Least confidence in the leading kind: a wrong congratulation costs more than a missed one.
const SURE: f64 = 0.5;

/// Words that make any news bad or doubtful.
const BAD_WORDS: &[&str] = &[
    "down round",
    "haircut",
    "lower valuation",
    "valuation cut",
    "valuation falls",
    "cuts valuation",
    "slashed valuation",
    "emergency",
    "rescue",
    "bailout",
    "lifeline",
    "stay afloat",
    "survive",
    "shore up",
    "distressed",
    "discounted",
    "discount",
    "rights issue",
    "debts mount",
    "loss",
    "losses",
    "losing",
    "misses",
    "miss",
    "missed",
    "below",
    "short of",
    "disappoint",
    "disappoints",
    "disappointing",
    "profit warning",
    "warns",
    "warning",
    "cuts guidance",
    "cuts outlook",
    "cuts forecast",
    "slashes",
    "lowers",
    "trims",
    "withdraws",
    "falls",
    "fall",
    "fell",
    "drops",
    "drop",
    "slides",
    "slide",
    "slumps",
    "plunges",
    "plunge",
    "tumbles",
    "sinks",
    "skids",
    "declines",
    "shrinks",
    "weak",
    "weaker",
    "worst",
    "hangover",
    "postpones",
    "postponed",
    "postpone",
    "delays",
    "delayed",
    "delay",
    "shelves",
    "pulls",
    "scraps",
    "cancels",
    "cancelled",
    "on hold",
    "hold off",
    "puts off",
    "abandons",
    "withdrawn",
    "flop",
    "steps down",
    "step down",
    "stepping down",
    "resigns",
    "resigned",
    "quits",
    "quit",
    "ousts",
    "ousted",
    "oust",
    "fires",
    "fired",
    "sacks",
    "sacked",
    "departs",
    "departure",
    "leaves",
    "leave",
    "leaving",
    "exits",
    "retires",
    "to retire",
    "dismisses",
    "dismissed",
    "forced out",
    "gone",
    "farewell",
    "goodbye",
    "no longer",
    "out",
    "dies",
    "died",
    "death",
    "killed",
    "dead",
    "fatal",
    "scandal",
    "backlash",
    "fury",
    "anger",
    "criticism",
    "mocked",
    "outcry",
    "strike",
    "protest",
    "boycott",
    "discontinues",
    "discontinued",
    "sunset",
    "sunsets",
    "sunsetting",
    "kills",
    "recall",
    "recalls",
    "shuts",
    "shut down",
    "closes",
    "rejects",
    "rejected",
    "spurns",
    "rebuffs",
];
/// Words of politics: a rep does not take sides.
const POLITICAL_WORDS: &[&str] = &[
    "election",
    "trump",
    "biden",
    "senate",
    "congress",
    "parliament",
    "minister",
    "kremlin",
    "referendum",
    "gaza",
    "ukraine",
    "war",
    "military",
    "army",
    "pentagon",
    "troops",
    "union",
    "unions",
    "boycott",
    "sanctions",
    "tariff",
    "tariffs",
];

/// Decides on what was read so far.
pub(crate) fn fits(input: &Input<'_>, kinds: &[KindReading], standing: Standing) -> bool {
    let Some(leading) = kinds.first() else {
        return false;
    };
    if standing.stance != Stance::Reported || !standing.holds || leading.confidence < SURE {
        return false;
    }
    if kinds.iter().any(|reading| NEVER.contains(&reading.kind)) {
        return false;
    }
    let says = |words: &[&str]| {
        words
            .iter()
            .any(|word| has_words(input.title, word) || has_words(input.summary, word))
    };
    if says(BAD_WORDS)
        || says(POLITICAL_WORDS)
        || names_concept(input, "death")
        || names_concept(input, "satire")
    {
        return false;
    }
    let has = |kind: SignalKind| kinds.iter().any(|reading| reading.kind == kind);
    if has(SignalKind::Legal) && !is_permission(input) {
        return false;
    }
    if leading.kind == SignalKind::Earnings && !is_good_result(input) {
        return false;
    }
    if has(SignalKind::Leadership) && !is_arrival(input) {
        return false;
    }
    !(leading.kind == SignalKind::Acquisition && is_stake(input))
}

/// A permission, a licence, a cleared deal.
fn is_permission(input: &Input<'_>) -> bool {
    names_any(
        input.title,
        &[
            "clears",
            "cleared",
            "approves",
            "approved",
            "approval",
            "wave through",
            "waves through",
            "green light",
            "nod",
            "licence",
            "license",
            "allowed",
            "backs",
            "permits",
            "authorises",
        ],
    )
}

/// Earnings count as good only when the text says so; a bare notice of results does not.
fn is_good_result(input: &Input<'_>) -> bool {
    names_concept(input, "up")
        || names_any(
            input.title,
            &[
                "beats",
                "tops",
                "beat",
                "smashes",
                "raises",
                "lifts",
                "hikes",
                "upgrades",
                "first profit",
                "profitable",
                "milestone",
                "passes",
                "crosses",
                "in the black",
                "exceeds",
            ],
        )
}

fn is_arrival(input: &Input<'_>) -> bool {
    names_concept(input, "appoint") || names_concept(input, "comes")
}

/// Filings of holdings and bought stakes are no reason for a letter.
fn is_stake(input: &Input<'_>) -> bool {
    names_any(
        input.title,
        &[
            "sc 13d",
            "sc 13g",
            "schedule 13d",
            "schedule 13g",
            "sc to",
            "form 8.3",
            "activist",
            "stake",
        ],
    )
}

fn names_any(text: &Text<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| has_words(text, word))
}

/// True when the folded words stand in a row, hyphens aside.
fn has_words(text: &Text<'_>, words: &str) -> bool {
    let mut wanted = words.split(' ');
    let Some(first) = wanted.next() else {
        return false;
    };
    let rest: Vec<&str> = wanted.collect();
    text.tokens.iter().enumerate().any(|(place, token)| {
        token.word == first && {
            let mut following = text.tokens[place + 1..]
                .iter()
                .filter(|token| token.word != "-");
            rest.iter()
                .all(|word| following.next().is_some_and(|token| token.word == *word))
        }
    })
}
