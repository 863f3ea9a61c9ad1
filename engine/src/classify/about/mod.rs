//! Which companies a text is about, as it writes them, and which only stand beside the event.

mod beside;
mod capitals;

pub use beside::is_beside;

use super::names::{is_given_name, is_name_word, is_outsider, is_place, name_marks};
use super::persons::people_in;
use super::text::{Class, Text, Token};
use crate::protocol::{Fact, SignalKind};
use beside::stands_beside;
use capitals::{capital_marks, is_legal_form};

/// Names listed at most; a text that names more is a list, not a story.
const MOST: usize = 4;
/// Words that link the parts of one name ("Bank of Ireland", "Marks & Spencer").
const LINKS: &[&str] = &["&", "of", "de", "and"];
/// A company's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompanyName {
    /// The name as written, possessive ending off.
    pub(crate) name: String,
    /// Its tokens, half open.
    pub(crate) tokens: [usize; 2],
    /// True when it stands in the summary.
    pub(crate) in_summary: bool,
}

/// The companies that title and summary are about, title first. Names in the summary count when the
/// title names none.
pub(crate) fn about(
    title: &Text<'_>,
    summary: &Text<'_>,
    kinds: &[SignalKind],
) -> Vec<CompanyName> {
    let mut found = subjects(title, kinds, false);
    if found.is_empty() && !kinds.is_empty() {
        found = subjects(summary, kinds, true);
        found.truncate(1);
    }
    found.truncate(MOST);
    found
}

/// Takes out names that are investors in a text that reports money raised and nothing else.
pub(crate) fn without_investors(
    names: &mut Vec<CompanyName>,
    facts: &[Fact],
    kinds: &[SignalKind],
) {
    if kinds == [SignalKind::Funding] && names.len() > 1 {
        names.retain(|name| {
            !facts
                .iter()
                .any(|fact| fact.name.ends_with("investor") && fact.value.starts_with(&name.name))
        });
    }
}

fn subjects(text: &Text<'_>, kinds: &[SignalKind], in_summary: bool) -> Vec<CompanyName> {
    let mut found: Vec<CompanyName> = Vec::new();
    for tokens in runs(text) {
        if stands_beside(text, tokens, kinds) {
            continue;
        }
        let name = shown(text, tokens);
        if !name.is_empty() && !found.iter().any(|own| own.name == name) {
            found.push(CompanyName {
                name,
                tokens,
                in_summary,
            });
        }
    }
    found
}

/// The words of a name, without a possessive ending.
pub(crate) fn shown(text: &Text<'_>, tokens: [usize; 2]) -> String {
    let words = text.verbatim(tokens[0], tokens[1]);
    let bare = words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"))
        .unwrap_or(words);
    bare.trim_end_matches(['\'', '’', '.', ',']).to_owned()
}

/// Names of companies in a text, those beside the event as well. With `surnames`, a lone surname at
/// the start of a sentence counts too, since investors are people as often as firms.
pub(crate) fn names_from(text: &Text<'_>, surnames: bool) -> Vec<[usize; 2]> {
    let mut names = runs(text);
    if surnames {
        names.extend(people_in(text));
        names.sort_unstable();
        names.dedup();
    }
    names
}

/// Every run of tokens that looks like a company's name: not a person, a place or a publisher.
fn runs(text: &Text<'_>) -> Vec<[usize; 2]> {
    let shouted = text.is_shouted();
    let marks = capital_marks(text, name_marks(text).to_vec(), shouted);
    let tokens = &text.tokens;
    let end = publisher_start(text);
    let mut runs = Vec::new();
    let mut at = 0;
    while at < end {
        if !marks[at] || is_outsider(&tokens[at].word) {
            at += 1;
            continue;
        }
        let mut last = at + 1;
        while last < end && !tokens[last - 1].possessive {
            let token = &tokens[last];
            let goes_on = marks[last] && (token.joined || !is_break(token))
                || token.capital && !shouted && ends_names(&token.word)
                || matches!(token.class, Class::Number(_)) && token.joined && last == at + 1;
            if goes_on {
                last += 1;
            } else if last + 1 < end
                && (is_link(token) && marks[last + 1] && (token.word == "&" || token.word == "of")
                    || token.class == Class::Sign('-')
                        && token.joined
                        && tokens[last + 1].joined
                        && tokens[last + 1].capital)
            {
                last += 2;
            } else {
                break;
            }
        }
        // "Bank of Ireland", "Royal Mail": a capitalised common word in front belongs to the name.
        let mut first = at;
        while first > 0
            && !shouted
            && tokens[first - 1].capital
            && is_name_word(&tokens[first - 1].word)
            && first > 1
        {
            first -= 1;
        }
        let run = [first, last];
        let none = is_person(text, run) || is_place_name(text, run) || is_cause(text, first);
        if !none {
            runs.push(run);
        }
        at = last;
    }
    runs
}

/// True for a word that ends companies' names ("Energy", "Corporation").
fn ends_names(word: &str) -> bool {
    is_name_word(word) || is_legal_form(word)
}

/// What a prize is given for ("Award for Enterprise").
fn is_cause(text: &Text<'_>, first: usize) -> bool {
    const PRIZES: [&str; 6] = ["award", "awards", "prize", "prizes", "medal", "trophy"];
    let Some([prize, link]) = first
        .checked_sub(2)
        .and_then(|from| text.tokens.get(from..first))
    else {
        return false;
    };
    PRIZES.contains(&prize.word.as_str()) && matches!(link.word.as_str(), "for" | "in")
}

fn is_break(token: &Token) -> bool {
    matches!(token.class, Class::Sign(_))
}

fn is_link(token: &Token) -> bool {
    LINKS.contains(&token.word.as_str())
}

/// Where " - Publisher" begins, or the end of the text.
fn publisher_start(text: &Text<'_>) -> usize {
    let count = text.tokens.len();
    for (place, token) in text.tokens.iter().enumerate().rev().take(5) {
        if matches!(token.class, Class::Sign('-' | '–' | '—' | '|')) && !token.joined && place > 3
        {
            let tail = &text.tokens[place + 1..];
            let all_names = tail.iter().all(|token| token.capital || is_break(token));
            if !tail.is_empty() && all_names {
                return place;
            }
        }
    }
    count
}

/// "Anna Berg", "Berg, chief executive": a given name in front, or a role beside a lone surname.
fn is_person(text: &Text<'_>, run: [usize; 2]) -> bool {
    let tokens = &text.tokens[run[0]..run[1]];
    let Some(first) = tokens.first() else {
        return false;
    };
    // "Wayne Enterprises": a person's name does not end so.
    let firm = tokens.len() > 1 && tokens.last().is_some_and(|last| ends_names(&last.word));
    if is_given_name(&first.word) && tokens.len() <= 3 && !firm {
        if run == [0, 1] && acts_as_firm(&text.tokens[1..]) {
            return false;
        }
        return tokens.len() > 1 || !first.possessive;
    }
    // "said Berg", "Berg said", "Berg to step down", "Mr Berg"
    let before = run[0]
        .checked_sub(1)
        .map_or("", |place| text.tokens[place].word.as_str());
    let after = text
        .tokens
        .get(run[1])
        .map_or("", |token| token.word.as_str());
    let titled = matches!(
        before,
        "mr" | "ms"
            | "mrs"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "boss"
            | "ceo"
            | "chief"
            | "founder"
            | "chairman"
            | "cfo"
            | "president"
            | "minister"
            | "judge"
    );
    let speaks = matches!(
        after,
        "resigns"
            | "quits"
            | "steps"
            | "retires"
            | "succeeds"
            | "joins"
            | "out"
            | "ousted"
            | "dies"
            | "departs"
            | "exits"
    ) && before == "'";
    (titled
        && tokens.len() <= 2
        && run[0] > 0
        && text.tokens[run[0] - 1].class == Class::Word
        && !text.tokens[run[0] - 1].possessive)
        || speaks
}

/// "(Ford) to cut 500 jobs", "(Chase) opens 50 branches": what firms do and people called by their given
/// name do not, at least not in headlines.
fn acts_as_firm(after: &[Token]) -> bool {
    const ACTS: [&str; 24] = [
        "acquire", "appoint", "build", "buy", "close", "cut", "expand", "file", "hire", "invest",
        "launch", "name", "open", "partner", "post", "raise", "recall", "recruit", "report",
        "sell", "shed", "shut", "unveil", "warn",
    ];
    let word = |place: usize| after.get(place).map_or("", |token| token.word.as_str());
    if word(0) == "to" {
        return ACTS.contains(&word(1));
    }
    let bare = word(0).strip_suffix('s').unwrap_or("");
    ACTS.contains(&bare)
        || bare
            .strip_suffix('e')
            .is_some_and(|bare| ACTS.contains(&bare))
}

fn is_place_name(text: &Text<'_>, run: [usize; 2]) -> bool {
    text.tokens[run[0]..run[1]]
        .iter()
        .all(|token| is_place(&token.word) || is_break(token) || is_link(token))
}
