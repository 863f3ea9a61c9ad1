//! From one signal to its sentences. A family of templates is used only when the headline itself
//! says what the family claims: the account's name stands before a verb that says so, and the facts
//! stand behind it. Otherwise the headline is quoted as it is.

use super::grammar;
use super::headline::{Deed, Headline, Quotable, is_hidden};
use super::input::{OpenerInput, SignalOf, SourcedSignal, Tone};
use super::money;
use super::refusal::Leave;
use super::template::{Slot, Template, Wording};
use super::{lexicon, wording};
use crate::protocol::{ContentType, Fact, SignalKind, SourceClass};

/// Longest fact that goes into a sentence, in characters.
const LONGEST_FACT: usize = 80;
/// Longest quotation of a person, in characters.
const LONGEST_QUOTATION: usize = 140;
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
/// Words that say somebody came or rose, and words that say somebody left.
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
/// Publishers one reads something "on".
const ON: &[&str] = &[
    "globenewswire",
    "globe newswire",
    "pr newswire",
    "business wire",
    "businesswire",
    "youtube",
    "vimeo",
    "linkedin",
    "x",
    "twitter",
    "hacker news",
    "github",
    "medium",
    "substack",
    "reddit",
    "mastodon",
    "bluesky",
    "facebook",
    "instagram",
    "bbc",
    "cnbc",
    "cnn",
];

/// What one signal says, in every wording.
pub(super) struct Composed {
    /// The family's name, part of the opener's id.
    pub(super) form: &'static str,
    /// The kind it rests on.
    pub(super) kind: Option<SignalKind>,
    /// All wordings, the family's own first.
    pub(super) wordings: Vec<Wording>,
    /// The words it rests on.
    pub(super) quote: Quotable,
}

/// A family with what fills it.
struct Family {
    form: &'static str,
    kind: Option<SignalKind>,
    templates: &'static [Template],
    slots: Vec<Slot>,
    expansions: Vec<(&'static str, String)>,
}

struct Composer<'a> {
    input: &'a OpenerInput,
    signal: &'a SourcedSignal,
    leave: &'a Leave,
    title: Headline<'a>,
    names: Vec<String>,
}

/// The sentences of a signal.
///
/// # Errors
/// Why nothing can be quoted, as what the story "is".
pub(super) fn compose(
    input: &OpenerInput,
    signal: &SourcedSignal,
    leave: &Leave,
) -> Result<Composed, &'static str> {
    let composer = Composer {
        input,
        signal,
        leave,
        title: Headline::new(&signal.title),
        names: names(input),
    };
    let quote = composer.title.quotable(signal.publisher.as_deref())?;
    let mut slots = composer.common_slots();
    slots.push(quoted("headline", &quote.words, quote.cut));
    let own = (leave.sensitivity == 0.0)
        .then(|| composer.own_family())
        .flatten();
    let general = composer.general_family();
    let kind = own.as_ref().map_or_else(
        || signal.kinds.first().map(|reading| reading.kind),
        |family| family.kind,
    );
    let form = own.as_ref().map_or(general.form, |family| family.form);
    let mut wordings = Vec::new();
    for family in own.iter().chain([&general]) {
        let mut all = slots.clone();
        all.extend(family.slots.iter().cloned());
        wordings.extend(composer.fill(family.templates, &all, &family.expansions));
    }
    if let Some(clause) = composer.clause(&quote) {
        slots.push(Slot::bare("clause", clause));
        wordings.extend(composer.fill(wording::CLAUSE, &slots, &[]));
    }
    if wordings.is_empty() {
        return Err("without anything that fits a sentence");
    }
    Ok(Composed {
        form,
        kind,
        wordings,
        quote,
    })
}

/// Names by which a headline may call the account, longest first.
fn names(input: &OpenerInput) -> Vec<String> {
    let mut names: Vec<String> = [input.account.name.as_str()]
        .into_iter()
        .chain(input.account.aliases.iter().map(String::as_str))
        .flat_map(|name| [name.trim(), grammar::spoken_name(name)])
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Words in quotation marks that do not collide with marks inside.
fn quoted(name: &'static str, words: &str, cut: bool) -> Slot {
    let inner = words.contains(['"', '“', '”', '„']);
    let around = match (inner, cut) {
        (false, false) => ["\"", "\""],
        (false, true) => ["\"", "…\""],
        (true, false) => ["'", "'"],
        (true, true) => ["'", "…'"],
    };
    Slot {
        name,
        text: words.to_owned(),
        around,
    }
}

impl Composer<'_> {
    fn common_slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        let account = grammar::spoken_name(&self.input.account.name);
        if is_fit(account) {
            slots.push(Slot::bare("account", account));
        }
        if let Some(first) = self
            .input
            .person
            .as_ref()
            .and_then(|person| grammar::first_name(&person.name))
        {
            slots.push(Slot::bare("first name", first));
        }
        if let Some(publisher) = self.publisher() {
            slots.push(Slot::bare("publisher", publisher));
        }
        if let Some(published) = self
            .signal
            .published
            .filter(|published| *published <= self.input.now)
        {
            slots.push(Slot::bare(
                "day",
                grammar::day(published, self.input.settings.day_first),
            ));
        }
        slots
    }

    /// The publisher's name where it is one: not the account itself under its own name.
    fn publisher(&self) -> Option<&str> {
        let publisher = self.signal.publisher.as_deref()?.trim();
        let lower = publisher.to_lowercase();
        let own =
            self.names.iter().any(|name| name.to_lowercase() == lower)
                || self.input.account.domain.as_ref().is_some_and(|domain| {
                    lower.contains(&domain.to_lowercase()) && !domain.is_empty()
                });
        (is_fit(publisher) && !own).then_some(publisher)
    }

    fn fill(
        &self,
        templates: &'static [Template],
        slots: &[Slot],
        expansions: &[(&str, String)],
    ) -> Vec<Wording> {
        let mut expansions = expansions.to_vec();
        if self.publisher().is_some_and(is_read_on) {
            expansions.push(("in {publisher}", "on {publisher}".to_owned()));
        }
        templates
            .iter()
            .filter(|template| match template.tone {
                Tone::Plain => true,
                Tone::Warm => self.leave.congratulate,
                // A question about bad news is a probe; about anything else it is interest.
                Tone::Asking => self.leave.sensitivity == 0.0,
            })
            .filter_map(|template| template.fill(slots, &expansions))
            .collect()
    }

    /// The family that the kind and the headline's own words allow.
    fn own_family(&self) -> Option<Family> {
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
        Some(Family {
            form,
            kind: Some(kind),
            templates,
            slots: vec![Slot::bare("object", object)],
            expansions: Vec::new(),
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
            (false, _) => "{headcount}",
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

    /// The family that quotes the headline, by the sort of text.
    fn general_family(&self) -> Family {
        let own = self.signal.class == SourceClass::Company;
        let filed = self.signal.class == SourceClass::Filed;
        let (form, templates) = match (self.signal.of, self.signal.content_type) {
            (SignalOf::Person, _) => ("personal", wording::PERSONAL),
            (_, ContentType::Blog) if own => ("blog", wording::BLOG),
            (_, ContentType::Video) if own => ("video", wording::VIDEO),
            (_, ContentType::PressRelease) if own => ("announcement", wording::ANNOUNCEMENT),
            (_, ContentType::Job) if own => ("job", wording::JOB),
            (_, ContentType::Filing | ContentType::Funding) if filed => ("filing", wording::FILING),
            _ => ("headline", wording::HEADLINE),
        };
        Family {
            form,
            kind: self.signal.kinds.first().map(|reading| reading.kind),
            templates,
            slots: Vec::new(),
            expansions: Vec::new(),
        }
    }

    /// The headline in sentence case, where the account is who acts and no name can be lost.
    fn clause(&self, quote: &Quotable) -> Option<String> {
        if quote.cut || self.signal.of == SignalOf::Person || self.leave.sensitivity > 0.0 {
            return None;
        }
        let deed = self
            .signal
            .kinds
            .iter()
            .find_map(|reading| self.title.deed(&self.names, reading.kind))?;
        if deed.start != quote.span[0] || quote.words.ends_with(['?', '!', ':']) {
            return None;
        }
        let known = self.known_names();
        self.title.sentence_case(quote.span, &known, true)
    }

    fn known_names(&self) -> Vec<&str> {
        let facts = self.signal.facts.iter().filter(|fact| {
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
        self.signal
            .facts
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

/// True when a name can stand in a sentence: short, visible, with a letter or digit.
fn is_fit(name: &str) -> bool {
    name.chars().count() <= LONGEST_FACT
        && name.chars().any(char::is_alphanumeric)
        // A brace is a gap that somebody else's template left.
        && !name.chars().any(|c| is_hidden(c) || matches!(c, '{' | '}'))
}

fn is_read_on(publisher: &str) -> bool {
    publisher.contains('.') || ON.contains(&publisher.to_lowercase().as_str())
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
