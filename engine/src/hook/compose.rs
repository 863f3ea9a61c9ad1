//! From one signal to its sentences. A family of templates is used only when the headline itself
//! says what the family claims: the account's name stands before a verb that says so, and the facts
//! stand behind it. Otherwise the headline is quoted as it is.

use super::facts;
use super::grammar;
use super::headline::{Headline, Quotable, is_hidden};
use super::input::{OpenerInput, SignalOf, SourcedSignal, Tone};
use super::refusal::Leave;
use super::template::{Slot, Template, Wording};
use super::wording;
use crate::protocol::{ContentType, Fact, SignalKind, SourceClass};

/// Longest fact that goes into a sentence, in characters.
pub(super) const LONGEST_FACT: usize = 80;
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

/// Publishers with an article ("in the FT"), as they are written without one.
const WITH_ARTICLE: &[&str] = &[
    "ft",
    "financial times",
    "wsj",
    "wall street journal",
    "new york times",
    "washington post",
    "los angeles times",
    "guardian",
    "economist",
    "telegraph",
    "times",
    "sunday times",
    "independent",
    "irish times",
    "economic times",
    "japan times",
    "star tribune",
    "boston globe",
    "chicago tribune",
    "seattle times",
    "associated press",
    "ap",
    "bbc",
    "information",
    "verge",
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
pub(super) struct Family {
    pub(super) form: &'static str,
    pub(super) kind: Option<SignalKind>,
    pub(super) templates: &'static [Template],
    pub(super) slots: Vec<Slot>,
    pub(super) expansions: Vec<(&'static str, String)>,
}

pub(super) struct Composer<'a> {
    pub(super) input: &'a OpenerInput,
    pub(super) signal: &'a SourcedSignal,
    pub(super) leave: &'a Leave,
    pub(super) title: Headline<'a>,
    pub(super) names: Vec<String>,
    /// The reading's facts, and those that the headline's grammar gives where the reading has none.
    pub(super) facts: Vec<Fact>,
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
    let title = Headline::new(&signal.title);
    let names = names(input);
    let facts = facts::with_own(&title, &names, signal);
    let composer = Composer {
        input,
        signal,
        leave,
        title,
        names,
        facts,
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
    crate::order::by_key(&mut names, |name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Words in quotation marks that do not collide with marks inside.
pub(super) fn quoted(name: &'static str, words: &str, cut: bool) -> Slot {
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
        if let Some(publisher) = self.publisher() {
            let on = if is_read_on(publisher) { "on" } else { "in" };
            let article = if WITH_ARTICLE.contains(&&*publisher.to_lowercase()) {
                "the "
            } else {
                ""
            };
            expansions.push(("in {publisher}", format!("{on} {article}{{publisher}}")));
        }
        templates
            .iter()
            .filter(|template| match template.tone {
                Tone::Plain => true,
                Tone::Warm => self.leave.congratulate && !self.is_bought(),
                // A question about bad news is a probe, and what nobody can name changes nothing.
                Tone::Asking => self.leave.sensitivity == 0.0 && !self.signal.kinds.is_empty(),
            })
            .filter_map(|template| template.fill(slots, &expansions))
            .collect()
    }

    /// In a purchase the account may be what is bought, and nobody there need be glad of it.
    fn is_bought(&self) -> bool {
        let kind = SignalKind::Acquisition;
        let is_purchase = self.signal.kinds.iter().any(|reading| reading.kind == kind);
        is_purchase && self.title.deed(&self.names, kind).is_none()
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
}

/// True when a name can stand in a sentence: short, visible, with a letter or digit.
pub(super) fn is_fit(name: &str) -> bool {
    name.chars().count() <= LONGEST_FACT
        && name.chars().any(char::is_alphanumeric)
        // A brace is a gap that somebody else's template left.
        && !name.chars().any(|c| is_hidden(c) || matches!(c, '{' | '}'))
}

fn is_read_on(publisher: &str) -> bool {
    // "TechCrunch.com" is a site, "City A.M." is a newspaper.
    let is_site = publisher.contains('.') && !publisher.contains(' ') && !publisher.ends_with('.');
    is_site || ON.contains(&publisher.to_lowercase().as_str())
}
