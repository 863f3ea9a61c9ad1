//! What a form in its place weighs: log-odds that the account is meant.

use super::super::hashlist::hash;
use super::forms::{Form, Kind, is_void};
use super::lexicon::{Sort, is_acronym_of_news, is_business, is_exchange_acronym, is_period, sort};
use super::speaker::{Speaks, speaks};
use super::text::{Gap, Text, TextWord};
use super::{super::vocabulary, Known};
use crate::protocol::Evidence;

/// Where a form stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// First word of the form in the text.
    pub(super) start: usize,
    /// One past the last word.
    pub(super) end: usize,
}

/// A sum of evidence.
#[derive(Debug, Clone, Default)]
pub(super) struct Weight {
    pub(super) total: f64,
    pub(super) parts: Vec<(&'static str, f64)>,
}

impl Weight {
    pub(super) fn add(&mut self, what: &'static str, weight: f64) {
        if weight != 0.0 {
            self.total += weight;
            self.parts.push((what, weight));
        }
    }

    pub(super) fn evidence(&self, surface: &str) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .parts
            .iter()
            .map(|(what, weight)| Evidence {
                what: (*what).to_owned(),
                text: surface.to_owned(),
                weight: *weight,
            })
            .collect();
        crate::order::by(&mut evidence, |a, b| {
            b.weight.abs().total_cmp(&a.weight.abs())
        });
        evidence
    }
}

/// Weighs a form by itself, by how it is written, and by its neighbours.
pub(super) fn weigh(form: &Form, place: Place, text: &Text, known: &Known, plural: bool) -> Weight {
    let mut weight = Weight::default();
    let words = &text.words[place.start..place.end];
    form_itself(form, &mut weight);
    writing(form, words, text, known, &mut weight);
    neighbours(form, place, text, known, plural, &mut weight);
    weight
}

fn form_itself(form: &Form, weight: &mut Weight) {
    let several = form.words > 1;
    let rare = form.sort == Sort::Rare;
    let (what, base) = match form.kind {
        Kind::Full if several && rare => ("full name", 4.0),
        Kind::Full if several => ("full name of ordinary words", 1.8),
        Kind::Full => ("name", 2.5),
        Kind::Alias if several => ("alias", 3.5),
        Kind::Alias => ("alias", 2.3),
        Kind::Short if several => ("name without its general words", 3.0),
        Kind::Short => ("name without its general words", 2.2),
        Kind::Joined => ("name written as one word", 2.0),
        Kind::Brand => ("brand of its domain", 1.5),
        Kind::Ticker => ("ticker", 0.3),
        Kind::Initials => ("initials", 1.5),
        Kind::First if several => ("first words of the name", 2.0),
        Kind::First => ("first word of the name", 0.9),
        Kind::Later if several => ("name without its first word", 1.5),
        Kind::Later => ("a rare word of the name", -0.3),
        Kind::Blend => ("beginnings of the name's words", 0.6),
    };
    weight.add(what, base);
    if !several {
        match form.sort {
            Sort::Rare => {}
            // Capitals set initials apart from the word they spell ("SAIL").
            Sort::Common if form.kind == Kind::Initials => weight.add("an ordinary word", -0.5),
            Sort::Common => weight.add("an ordinary word", -3.5),
            Sort::GivenName => weight.add(
                "a first name",
                if form.kind == Kind::Full { -1.6 } else { -2.2 },
            ),
            Sort::Place => weight.add("a place, a day or a month", -4.0),
        }
    }
}

fn writing(form: &Form, words: &[TextWord], text: &Text, known: &Known, weight: &mut Weight) {
    let Some(first) = words.first() else { return };
    let several = form.words > 1;
    let capital = first.capital || first.inner_capital;
    match form.kind {
        Kind::Initials | Kind::Ticker => {
            let letters = first.text.chars().count() + usize::from(several);
            if first.inner_capital && !first.acronym && letters == 3 {
                weight.add("a small letter among the initials", -0.5);
            } else if !(first.acronym || (several && first.capital)) {
                let word = first.capital && letters >= 4 && form.sort == Sort::Rare && !several;
                weight.add("initials not in capitals", if word { -0.8 } else { -4.0 });
            } else if letters == 3 && !several {
                weight.add("only three letters", -0.4);
            }
            let is_exchange = known.own_words.contains(&hash("stock"));
            if is_exchange_acronym(&first.text) && !is_exchange {
                weight.add("the stock exchange of that name", -3.0);
            }
            if is_acronym_of_news(&first.text) {
                weight.add("an abbreviation of everyday news", -3.0);
            }
            return;
        }
        Kind::Blend => {
            if first.inner_capital && !first.acronym {
                weight.add("capitals inside the word", 1.5);
            } else if !capital {
                weight.add("not capitalised", -3.0);
            }
            return;
        }
        _ => {}
    }
    let capitals = words
        .iter()
        .filter(|word| word.capital || vocabulary::is_stop_word(&word.text))
        .count();
    if form.lower {
        return;
    }
    if !capital {
        weight.add(
            "not capitalised",
            if form.sort == Sort::Rare && form.kind <= Kind::Brand {
                -1.0
            } else {
                -4.0
            },
        );
    } else if several && capitals < words.len() {
        weight.add("partly capitalised", -1.0);
    } else if first.acronym
        && !several
        && !text.title_case
        && first.text.chars().count() >= 4
        && form.sort != Sort::Rare
    {
        weight.add("written in capitals", 2.5);
    } else if !text.title_case && (!first.starts || (several && capitals == words.len())) {
        match form.sort {
            Sort::Common => weight.add(
                "capitalised in mid-sentence",
                if several { 1.5 } else { 3.0 },
            ),
            Sort::GivenName => weight.add("capitalised in mid-sentence", 0.6),
            Sort::Rare | Sort::Place => weight.add("capitalised", 0.3),
        }
    }
}

/// Words that a hyphen joins to a company's name.
const JOINED_TO_A_COMPANY: &[&str] = &[
    "led",
    "backed",
    "owned",
    "run",
    "branded",
    "like",
    "made",
    "style",
    "controlled",
    "funded",
    "based",
    "listed",
    "designed",
    "parent",
    "operated",
    "style",
];

/// Words that make a longer name of what stands before them, of another body than the company.
const OTHER_BODY: &[&str] = &[
    "center",
    "centre",
    "stadium",
    "arena",
    "cup",
    "prize",
    "award",
    "street",
    "road",
    "avenue",
    "university",
    "college",
    "school",
    "institute",
    "hospital",
    "church",
    "museum",
    "park",
    "racing",
    "league",
    "bowl",
    "county",
    "city",
    "river",
    "lake",
    "island",
    "festival",
    "government",
    "ministry",
    "court",
    "fc",
    "marathon",
    "tower",
    "airport",
    "bridge",
    "beach",
    "foundation",
    "variant",
    "season",
    "juice",
];

fn neighbours(
    form: &Form,
    place: Place,
    text: &Text,
    known: &Known,
    plural: bool,
    weight: &mut Weight,
) {
    let words = &text.words;
    let last = &words[place.end - 1];
    let single = form.words == 1;
    let weak = single && (form.sort != Sort::Rare || form.kind > Kind::Ticker);
    let follows = words.get(place.end);
    let after = follows.filter(|word| matches!(word.before, Gap::Space | Gap::Hyphen));
    let is_legal = |word: &TextWord| word.capital && super::super::legal::is_form(&word.text);
    if follows.is_some_and(|word| word.before == Gap::Comma && is_legal(word)) {
        weight.add("full legal name", 3.0);
    }
    let compound = |word: &TextWord| {
        word.before == Gap::Hyphen
            && !word.capital
            && !JOINED_TO_A_COMPANY.contains(&word.text.as_str())
    };
    if single && after.is_some_and(compound) {
        weight.add("part of a compound word", -2.5);
    }
    if plural && weak {
        weight.add("a plural", -2.5);
    }
    let before = place
        .start
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .filter(|_| matches!(words[place.start].before, Gap::Space | Gap::Hyphen));
    if last.possessive {
        weight.add("possessive", if weak { 1.2 } else { 0.5 });
    }
    if let Some(next) = after {
        let own = known.own_words.contains(&next.hash);
        if super::super::legal::is_form(&next.text)
            && (next.capital || next.text == "plc")
            && form.kind <= Kind::Short
        {
            weight.add("full legal name", 3.0);
        } else if weak && is_period(&next.text) {
            weight.add("a quarter or year of account follows", 3.2);
        } else if is_business(&next.text) {
            weight.add("a company's verb follows", if weak { 2.0 } else { 0.7 });
        } else if OTHER_BODY.contains(&next.text.as_str()) && !own {
            weight.add("part of another name", -3.0);
        } else if next.capital
            && !own
            && !last.possessive
            && !next.text.bytes().any(|byte| byte.is_ascii_digit())
            && !is_business(&next.text)
        {
            let company_word = vocabulary::is_generic(&next.text);
            if next.acronym && is_acronym_of_news(&next.text) {
                weight.add("an abbreviation follows", 0.3);
            } else if is_void(&next.text)
                && !matches!(
                    next.text.as_str(),
                    "venture" | "partners" | "trust" | "foundation"
                )
            {
                // "Adani Group", "BASF India": as good as the bare name.
                weight.add(
                    "a general word follows",
                    if single && sort(&next.text) == Sort::Place {
                        -0.8
                    } else {
                        0.5
                    },
                );
            } else if company_word {
                weight.add("a longer company name", -2.6);
            } else if sort(&next.text) == Sort::GivenName && weak {
                weight.add("a first name follows", -2.0);
            } else if !text.title_case && !next.acronym {
                let longer = match sort(&next.text) {
                    Sort::Rare => -2.0,
                    _ if weak && form.kind > Kind::Ticker => -2.0,
                    _ if weak => 0.0,
                    _ => -0.8,
                };
                weight.add("a longer name", longer);
            }
        } else if weak
            && form.sort == Sort::Common
            && !next.capital
            && sort(&next.text) == Sort::Common
            && next.before == Gap::Space
            && !vocabulary::is_stop_word(&next.text)
        {
            weight.add("an ordinary word follows", -0.5);
        }
    }
    if weak && words[place.start].before == Gap::Hyphen {
        weight.add("the end of a longer word", -2.0);
    }
    if let Some(previous) = before {
        let own = known.own_words.contains(&previous.hash);
        if single
            && previous.capital
            && !own
            && !text.title_case
            && !previous.acronym
            && !is_business(&previous.text)
        {
            if sort(&previous.text) == Sort::GivenName {
                weight.add("a first name before it", -3.0);
            } else if !previous.starts && !previous.possessive {
                weight.add("a capitalised word before it", -1.2);
            }
        } else if weak
            && !previous.capital
            && matches!(
                previous.text.as_str(),
                "at" | "by"
                    | "from"
                    | "with"
                    | "buy"
                    | "sell"
                    | "joins"
                    | "acquires"
                    | "sues"
                    | "into"
                    | "against"
            )
        {
            weight.add("a company's preposition before it", 0.8);
        }
    }
    match speaks(place, text) {
        Speaks::No => {}
        Speaks::Itself => weight.add("it is quoted, not spoken of", -1.4),
        Speaks::Employer => weight.add("the speaker's employer", -2.6),
    }
}
