//! Common words that a capital makes names of.

use crate::classify::lexicon::Lexicon;
use crate::classify::names::{is_name_word, is_place};
use crate::classify::text::{Class, Text};

/// Words that carry a capital without being names of companies.
const ROLES: &[&str] = &[
    "chief",
    "executive",
    "officer",
    "president",
    "chairman",
    "chair",
    "director",
    "vice",
    "head",
    "founder",
    "minister",
    "prime",
    "king",
    "queen",
    "prince",
    "pope",
    "judge",
    "senator",
    "governor",
    "mayor",
    "lord",
    "sir",
    "dame",
    "leader",
    "award",
    "prize",
    "best",
    "top",
    "the",
    "great",
    "place",
    "work",
    "year",
    "magic",
    "quadrant",
    "wave",
    "day",
    "week",
    "new",
    "how",
    "why",
    "what",
    "when",
    "who",
    "this",
    "that",
    "our",
    "your",
    "and",
    "for",
    "with",
    "from",
    "not",
    "company",
    "group",
    "board",
];

/// Legal forms that a name's last word is followed by, written with a capital.
const LEGAL_FORMS: &[&str] = &[
    "corp",
    "corporation",
    "inc",
    "plc",
    "ltd",
    "limited",
    "llc",
    "llp",
    "gmbh",
    "ag",
    "sa",
    "spa",
    "nv",
    "bv",
    "ab",
    "oyj",
    "asa",
    "pty",
    "pvt",
];
/// Words that end like verbs and are plurals: what stands before one does not act ("Ten years").
const PLURALS: &[&str] = &[
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "times",
    "jobs",
    "roles",
    "shares",
    "stocks",
    "sales",
    "results",
    "profits",
    "earnings",
    "losses",
    "talks",
    "workers",
    "employees",
    "stores",
    "shops",
    "sites",
    "plants",
    "banks",
    "firms",
    "companies",
    "startups",
    "customers",
    "users",
    "investors",
    "shareholders",
    "lenders",
    "creditors",
    "layoffs",
    "awards",
    "deals",
    "mergers",
    "funds",
    "bonds",
    "prices",
    "costs",
    "rates",
    "chips",
    "cars",
    "drugs",
    "tools",
    "models",
    "people",
    "details",
    "records",
    "accounts",
    "things",
    "reasons",
    "ways",
    "tips",
    "lessons",
    "questions",
    "steps",
];

/// Adds to the words that nothing knows those common words whose capital can only mean a name: inside
/// a sentence that is not in title case, or at its start before a verb ("Target names", "Box to buy").
pub(super) fn capital_marks(text: &Text<'_>, mut marks: Vec<bool>, shouted: bool) -> Vec<bool> {
    if shouted {
        return marks;
    }
    let title_case = text.is_title_case();
    let tokens = &text.tokens;
    for place in 0..tokens.len() {
        let token = &tokens[place];
        let is_word = token.class == Class::Word && token.word.chars().count() > 2;
        if marks[place]
            || !token.capital
            || !is_word
            || is_name_word(&token.word)
            || is_place(&token.word)
        {
            continue;
        }
        // "Beta Corp": whatever stands before a legal form is a name.
        if tokens
            .get(place + 1)
            .is_some_and(|next| next.capital && is_legal_form(&next.word))
        {
            marks[place] = true;
            continue;
        }
        let starts = place == 0
            || matches!(tokens[place - 1].class, Class::Sign(sign) if !matches!(sign, ',' | '-' | '&' | '(' | '/'));
        let before_verb = tokens
            .get(place + 1)
            .is_some_and(|next| !next.capital && acts(&next.word));
        marks[place] = if starts || title_case {
            before_verb && !is_role(&token.word)
        } else {
            !is_role(&token.word)
        };
    }
    marks
}

/// True for a folded legal form.
pub(super) fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

/// Words that follow the name of somebody who acts.
fn acts(word: &str) -> bool {
    matches!(
        word,
        "to" | "is" | "has" | "will" | "may" | "could" | "plc" | "inc"
    ) || (word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !PLURALS.contains(&word)
        && Lexicon::shared().knows(word))
}

/// Titles and other words that carry a capital without being names.
fn is_role(word: &str) -> bool {
    ROLES.contains(&word)
}
