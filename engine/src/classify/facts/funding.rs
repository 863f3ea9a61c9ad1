//! Round, amount, valuation, investors, and the earlier round with the time between.

use super::Found;
use super::clause::{after, before, begins_with_any, ends_with_any, has_any};
use crate::classify::about::{names_from, shown};
use crate::classify::text::{Class, Text};

const VALUED: &[&str] = &[
    "valued at",
    "valuing it at",
    "values it at",
    "values the firm at",
    "valued the firm at",
    "valued the company at",
    "values the company at",
    "valuing the company at",
    "valuation of",
    "worth",
    "now worth",
    "valuation to",
    "valuation at",
    "price tag of",
    "at a",
    "valuing the startup at",
    "valued it at",
    "post money valuation of",
];
const EARLIER: &[&str] = &[
    "months after",
    "years after",
    "year after",
    "weeks after",
    "after closing on",
    "after raising",
    "after its",
    "previous",
    "earlier",
    "following its",
    "on top of",
    "adds to",
    "brings total",
    "since its",
    "after closing",
    "last year's",
    "after a",
];
const GIVES: &[&str] = &[
    "chipped in",
    "put in",
    "contributed",
    "invested",
    "invests",
    "puts",
    "adds",
    "added",
    "committed",
    "pledged",
    "kicked in",
    "provided",
];
const LED: &[&str] = &[
    "led by",
    "co led by",
    "lead by",
    "spearheaded by",
    "headed by",
];
const JOINED: &[&str] = &[
    "participation from",
    "participation by",
    "participation of",
    "backed by",
    "joined by",
    "alongside",
    "investors include",
    "investors including",
    "investment from",
    "funding from",
    "money from",
    "backing from",
    "support from",
    "with support from",
    "as well as",
];
const LEADS: &[&str] = &["leads", "led the round", "led", "leading", "co leads"];
const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "a",
    "an",
];

pub(super) fn draw(text: &Text<'_>, found: &mut Vec<Found>) {
    rounds(text, found);
    amounts(text, found);
    investors(text, found);
    gap(text, found);
}

fn rounds(text: &Text<'_>, found: &mut Vec<Found>) {
    for at in 0..text.tokens.len() {
        let Some((end, value)) = round_at(text, at) else {
            continue;
        };
        let earlier = is_earlier(text, at);
        found.push(Found {
            name: if earlier { "earlier round" } else { "round" },
            value,
            tokens: [at, end],
        });
    }
}

/// "Series B", "pre-seed", "seed" before a word of money.
fn round_at(text: &Text<'_>, at: usize) -> Option<(usize, String)> {
    let token = text.tokens.get(at)?;
    match token.word.as_str() {
        "series" => {
            let letter = text.tokens.get(at + 1)?;
            (letter.word.chars().count() == 1 && letter.capital)
                .then(|| (at + 2, format!("Series {}", letter.word.to_uppercase())))
        }
        "pre" => {
            let hyphen = usize::from(text.tokens.get(at + 1)?.class == Class::Sign('-'));
            let seed = text.tokens.get(at + 1 + hyphen)?;
            (seed.word == "seed").then(|| (at + 2 + hyphen, "pre-seed".to_owned()))
        }
        "seed" => {
            let alone = at
                .checked_sub(1)
                .is_none_or(|place| !matches!(text.tokens[place].class, Class::Sign('-')));
            (alone
                && (token.capital
                    || has_any(
                        &after(text, at + 1, 3),
                        &[
                            "round",
                            "funding",
                            "financing",
                            "money",
                            "investment",
                            "led",
                        ],
                    )
                    || matches!(
                        at.checked_sub(1).map(|place| text.tokens[place].class),
                        Some(Class::Money(_))
                    )))
            .then(|| (at + 1, "seed".to_owned()))
        }
        _ => None,
    }
}

fn is_earlier(text: &Text<'_>, at: usize) -> bool {
    has_any(&before(text, at, 8), EARLIER)
}

fn amounts(text: &Text<'_>, found: &mut Vec<Found>) {
    for (at, token) in text.tokens.iter().enumerate() {
        let Class::Money(amount) = token.class else {
            continue;
        };
        let (ahead, behind) = (before(text, at, 6), after(text, at + 1, 4));
        let round_behind = begins_with_any(&behind, &["series", "seed", "round", "pre seed"]);
        let name = if begins_with_any(
            &behind,
            &["valuation", "pre money", "post money", "company"],
        ) || ends_with_any(&ahead, VALUED) && !round_behind
        {
            "valuation"
        } else if is_earlier(text, at) {
            "earlier amount"
        } else if let Some(investor) = giver(text, at) {
            found.push(Found {
                name: "investor",
                value: format!("{}: {}", shown(text, investor), amount.normal()),
                tokens: [investor[0], at + 1],
            });
            continue;
        } else {
            "amount"
        };
        // Only the first amount is the round's; the second of a text is seldom.
        if name == "amount" && found.iter().any(|own| own.name == "amount") {
            continue;
        }
        found.push(Found {
            name,
            value: amount.normal(),
            tokens: [at, at + 1],
        });
    }
}

/// The investor in "Cummings chipped in $10 million".
fn giver(text: &Text<'_>, at: usize) -> Option<[usize; 2]> {
    let verb = before(text, at, 2);
    if !ends_with_any(&verb, GIVES) {
        return None;
    }
    names_from(text, true).into_iter().rev().find(|run| {
        run[1] <= at
            && at - run[1] <= 3
            && text.tokens[run[1]..at]
                .iter()
                .all(|token| !matches!(token.class, Class::Sign(_)))
    })
}

fn investors(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut leading = true;
    for run in names_from(text, true) {
        let ahead = before(text, run[0], 3);
        let led = ends_with_any(&ahead, LED);
        let joined = ends_with_any(&ahead, JOINED)
            || ends_with_any(&ahead, &["from"])
                && has_any(
                    &before(text, run[0], 12),
                    &[
                        "raises", "raised", "secures", "million", "round", "funding", "m",
                    ],
                );
        let listed = follows_investor(text, run, found);
        let leads = begins_with_any(&after(text, run[1], 3), LEADS) && !led;
        let name = if led || leads && leading {
            "lead investor"
        } else if joined || listed {
            "investor"
        } else {
            continue;
        };
        leading = false;
        found.push(Found {
            name,
            value: shown(text, run),
            tokens: run,
        });
    }
}

/// "A, B and C": the name follows an investor with only a comma or "and" between.
fn follows_investor(text: &Text<'_>, run: [usize; 2], found: &[Found]) -> bool {
    found.iter().any(|own| {
        own.name.ends_with("investor")
            && own.tokens[1] < run[0]
            && run[0] - own.tokens[1] <= 2
            && text.tokens[own.tokens[1]..run[0]]
                .iter()
                .all(|token| matches!(token.word.as_str(), "," | "and" | "&"))
    })
}

/// "twenty-two months after", "9 months after its Series B".
fn gap(text: &Text<'_>, found: &mut Vec<Found>) {
    for (at, token) in text.tokens.iter().enumerate() {
        let unit = match token.word.as_str() {
            "month" | "months" => "months",
            "year" | "years" => "years",
            "week" | "weeks" => "weeks",
            _ => continue,
        };
        if text
            .tokens
            .get(at + 1)
            .is_none_or(|next| next.word != "after" && next.word != "since")
        {
            continue;
        }
        let Some((first, count)) = count_before(text, at) else {
            continue;
        };
        found.push(Found {
            name: "gap",
            value: format!("{count} {unit}"),
            tokens: [first, at + 1],
        });
    }
}

fn count_before(text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
    let last = end.checked_sub(1)?;
    if let Class::Number(number) = text.tokens[last].class {
        return (1.0..1000.0)
            .contains(&number)
            .then_some((last, number as usize));
    }
    let units = word_number(&text.tokens[last].word)?;
    let hyphen = last
        .checked_sub(1)
        .filter(|&place| text.tokens[place].class == Class::Sign('-'));
    let tens = hyphen
        .unwrap_or(last)
        .checked_sub(1)
        .and_then(|place| Some((place, word_number(&text.tokens[place].word)?)));
    match tens {
        Some((place, tens)) if tens >= 20 && units < 10 => Some((place, tens + units)),
        _ => Some((last, units)),
    }
}

fn word_number(word: &str) -> Option<usize> {
    let place = NUMBERS.iter().position(|own| *own == word)?;
    Some(match place {
        0..=20 => place,
        28 | 29 => 1,
        tens => (tens - 18) * 10,
    })
}
