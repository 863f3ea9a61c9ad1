//! Families of templates that claim more than a headline's bare words: each with the conditions in the
//! headline under which its claims hold, and the facts that fill it.

use super::compose::{Composer, Family, LONGEST_FACT, is_fit, quoted};
use super::grammar;
use super::headline::{Deed, is_hidden};
use super::input::SignalOf;
use super::template::{Slot, Template};
use super::{lexicon, money, wording};
use crate::protocol::{Fact, SignalKind};

/// A kind below this confidence makes no claim; the headline is quoted instead.
const SURE_KIND: f64 = 0.5;
/// Words in a headline by which a round has a name.
const ROUND_WORDS: &[&str] = &[
    "series", "seed", "angel", "bridge", "growth", "round", "venture",
];
/// Money that is not a round.
const NOT_EQUITY: &[&str] = &[
    "loan", "loans", "debt", "credit", "grant", "grants", "bond", "bonds", "notes", "charity",
    "prices", "guidance", "forecast", "contract", "order", "damages", "fine", "bid", "stake",
    "fund",
];
/// Words that say somebody came or rose.
const COMING: &[&str] = &[
    "names",
    "named",
    "appoints",
    "appointed",
    "hires",
    "hired",
    "taps",
    "tapped",
    "promotes",
    "promoted",
    "joins",
    "joined",
    "welcomes",
    "becomes",
    "elected",
    "elects",
    "new",
];
/// Words that say somebody left.
const LEAVING: &[&str] = &[
    "steps",
    "stepping",
    "stepped",
    "resigns",
    "resigned",
    "leaves",
    "leaving",
    "ousted",
    "ousts",
    "retires",
    "retired",
    "retiring",
    "departs",
    "departed",
    "departure",
    "exits",
    "exit",
    "fired",
    "fires",
    "quits",
    "quit",
    "dismissed",
    "removed",
    "interim",
    "replaced",
    "out",
];
/// Most words of a name that stands before its noun ("the Crunchy Data acquisition").
const LONGEST_BEFORE_NOUN: usize = 2;
/// Longest quotation of a person, in characters.
const LONGEST_QUOTATION: usize = 140;

/// Words for posts to fill, as against people to hire.
const POSTS: [&str; 6] = ["jobs", "job", "roles", "positions", "posts", "vacancies"];

impl Composer<'_> {
    /// The family that the kind and the headline's own words allow.
    pub(super) fn own_family(&self) -> Option<Family> {
        if self.signal.of == SignalOf::Person {
            return self.spoken();
        }
        let sure = self
            .signal
            .kinds
            .iter()
            .filter(|reading| reading.confidence >= SURE_KIND);
        sure.map(|reading| reading.kind)
            .find_map(|kind| match kind {
                SignalKind::Funding => self.funding(),
                SignalKind::Leadership => self.leadership(),
                SignalKind::Acquisition => self.object(kind, "acquisition", wording::ACQUISITION),
                SignalKind::Product => self.object(kind, "product", wording::PRODUCT),
                SignalKind::Partnership => self.object(kind, "partnership", wording::PARTNERSHIP),
                SignalKind::Award => self.object(kind, "award", wording::AWARD),
                SignalKind::Expansion => self.expansion(),
                SignalKind::Hiring => self.hiring(),
                _ => None,
            })
            .or_else(|| self.spoken())
    }

    fn funding(&self) -> Option<Family> {
        let deed = self.title.deed(&self.names, SignalKind::Funding)?;
        let lower = self.signal.title.to_lowercase();
        if lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| NOT_EQUITY.contains(&word))
        {
            return None;
        }
        let mut slots = Vec::new();
        let amount = self
            .fact_after(deed, "amount")
            .filter(|(fact, _)| !self.title.is_worth(fact.span))
            .and_then(|(fact, text)| money::written(&text, &fact.value));
        let with_amount = amount.is_some();
        slots.extend(amount.map(|amount| Slot::bare("amount", amount)));
        let investor = self
            .fact("lead investor")
            .map(|(_, text, _)| Slot::bare("lead investor", text));
        slots.extend(investor);
        let round = self
            .fact_after(deed, "round")
            .map(|(_, text)| text)
            .filter(|text| {
                let lower = text.to_lowercase();
                ROUND_WORDS.iter().any(|word| lower.contains(word))
            });
        let Some(round) = round else {
            return with_amount.then(|| Family {
                form: "raised",
                kind: Some(SignalKind::Funding),
                templates: wording::RAISED,
                slots,
                expansions: Vec::new(),
            });
        };
        let lower = round.to_lowercase();
        let noun = if ["series", "round", "funding", "financing"]
            .iter()
            .any(|word| lower.contains(word))
        {
            ""
        } else {
            " round"
        };
        // "Seed" in a capitalised headline is no name; "Series B" is.
        let written = if lower.contains("series") {
            round
        } else {
            lower
        };
        slots.push(Slot::bare("round", written));
        let gap = format!(
            "{}{{round}}{noun}",
            if with_amount { "{amount} " } else { "" }
        );
        Some(Family {
            form: "round",
            kind: Some(SignalKind::Funding),
            templates: wording::ROUND,
            slots,
            expansions: vec![("{round}", gap)],
        })
    }

    fn leadership(&self) -> Option<Family> {
        let lower = self.signal.title.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        if words.iter().any(|word| LEAVING.contains(word))
            || !words.iter().any(|word| COMING.contains(word))
        {
            return None;
        }
        let (_, person, _) = self.fact("person").filter(|(_, _, in_title)| *in_title)?;
        let (_, role, _) = self.fact("new role").filter(|(_, _, in_title)| *in_title)?;
        let own = self
            .input
            .person
            .as_ref()
            .is_some_and(|contact| is_same_person(&contact.name, &person));
        if !own {
            self.title.deed(&self.names, SignalKind::Leadership)?;
        }
        Some(Family {
            form: if own { "own-role" } else { "new-role" },
            kind: Some(SignalKind::Leadership),
            templates: if own {
                wording::OWN_ROLE
            } else {
                wording::NEW_ROLE
            },
            slots: vec![Slot::bare("person", person), Slot::bare("new role", role)],
            expansions: Vec::new(),
        })
    }

    fn object(
        &self,
        kind: SignalKind,
        form: &'static str,
        templates: &'static [Template],
    ) -> Option<Family> {
        let deed = self.title.deed(&self.names, kind)?;
        let span = self.title.object(deed)?;
        let known = self.known_names();
        let object = self
            .title
            .sentence_case(span, &known, false)
            .filter(|object| is_fit(object))?;
        // "The Altair acquisition", but "the acquisition of Dutch vacuum maker Busch-Nimbus".
        let expansions = if object.split_whitespace().nth(LONGEST_BEFORE_NOUN).is_some() {
            vec![
                ("{object} acquisition", "acquisition of {object}".to_owned()),
                (
                    "{object} partnership",
                    "partnership with {object}".to_owned(),
                ),
            ]
        } else {
            Vec::new()
        };
        Some(Family {
            form,
            kind: Some(kind),
            templates,
            slots: vec![Slot::bare("object", object)],
            expansions,
        })
    }

    fn expansion(&self) -> Option<Family> {
        let deed = self.title.deed(&self.names, SignalKind::Expansion)?;
        let (_, place) = self.fact_after(deed, "place")?;
        let site = self
            .title
            .word_after(deed, lexicon::SITES)
            .and_then(|span| self.title.slice(span))?;
        Some(Family {
            form: "site",
            kind: Some(SignalKind::Expansion),
            templates: wording::SITE,
            slots: vec![
                Slot::bare("place", place),
                Slot::bare("site", site.to_lowercase()),
            ],
            expansions: Vec::new(),
        })
    }

    fn hiring(&self) -> Option<Family> {
        let deed = self.title.deed(&self.names, SignalKind::Hiring)?;
        let (_, count) = self.fact_after(deed, "headcount")?;
        let digits = count.chars().all(|c| c.is_ascii_digit() || c == ',');
        if !count.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let gap = match (digits, count.as_str()) {
            (true, "1") => "{headcount} hire",
            (true, _) => "{headcount} hires",
            // "the 1,000 jobs", but "the hiring of 200 engineers".
            (false, text) if POSTS.iter().any(|post| text.ends_with(post)) => "{headcount}",
            (false, _) => "hiring of {headcount}",
        };
        Some(Family {
            form: "headcount",
            kind: Some(SignalKind::Hiring),
            templates: wording::HIRING,
            slots: vec![Slot::bare("headcount", count)],
            expansions: vec![("{headcount}", gap.to_owned())],
        })
    }

    fn spoken(&self) -> Option<Family> {
        let (_, speaker, _) = self.fact("speaker")?;
        let (_, words, _) = self.fact("quote")?;
        let words = words.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'' | ',' | '.')
        });
        if words.is_empty() {
            return None;
        }
        let own = self
            .input
            .person
            .as_ref()
            .is_some_and(|contact| is_same_person(&contact.name, &speaker));
        Some(Family {
            form: if own { "own-words" } else { "spoken" },
            kind: self.signal.kinds.first().map(|reading| reading.kind),
            templates: if own {
                wording::OWN_WORDS
            } else {
                wording::SPOKEN
            },
            slots: vec![
                Slot::bare("speaker", speaker),
                quoted("quote", words, false),
            ],
            expansions: Vec::new(),
        })
    }

    pub(super) fn known_names(&self) -> Vec<&str> {
        let facts = self.facts.iter().filter(|fact| {
            matches!(
                fact.name.as_str(),
                "person" | "new role" | "place" | "lead investor" | "speaker" | "round"
            )
        });
        self.names
            .iter()
            .map(String::as_str)
            .chain(facts.map(|fact| fact.text.as_str()))
            .collect()
    }

    /// The first fact of that name whose words really stand in the source, and whether in its title.
    fn fact(&self, name: &str) -> Option<(&Fact, String, bool)> {
        self.facts
            .iter()
            .filter(|fact| fact.name == name)
            .find_map(|fact| {
                let longest = if name == "quote" {
                    LONGEST_QUOTATION
                } else {
                    LONGEST_FACT
                };
                let text = fact.text.trim();
                let source = if fact.in_summary {
                    &self.signal.summary
                } else {
                    &self.signal.title
                };
                let traced = !text.is_empty()
                    && source.contains(text)
                    && text.chars().count() <= longest
                    && !text.chars().any(is_hidden);
                traced.then(|| (fact, text.to_owned(), !fact.in_summary))
            })
    }

    /// A fact of the title that stands behind the deed's verb.
    fn fact_after(&self, deed: Deed, name: &str) -> Option<(&Fact, String)> {
        let (fact, text, in_title) = self.fact(name)?;
        (in_title && self.title.is_after(deed, fact.span)).then_some((fact, text))
    }
}

/// True when both names have the same first name and end in the same word.
fn is_same_person(a: &str, b: &str) -> bool {
    let ends = |name: &str| {
        let first = grammar::first_name(name)?.to_lowercase();
        let last = match name.split_once(',') {
            Some((family, _)) => family,
            None => name,
        };
        let last = last.split_whitespace().next_back()?.to_lowercase();
        (first != last).then_some((first, last))
    };
    ends(a).is_some_and(|a| ends(b) == Some(a))
}
