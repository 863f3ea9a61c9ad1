//! PS lines from the contact's own facts. Only what a source or the rep wrote down; nothing is inferred,
//! and nothing is said about health, religion, politics, family or personality.

use super::headline::is_hidden;
use super::identity::stable_hash;
use super::input::{Length, OpenerInput, PersonFact, PersonFactKind, Tone};
use super::template::{Slot, Template, Wording};
use super::{grammar, rank};
use crate::ingest::is_web_link;
use crate::protocol::{Opener, RankFactor, SourceClass};

/// Most PS lines that are offered.
const MOST_POSTSCRIPTS: usize = 10;
/// Longest value that goes into a line, in characters.
const LONGEST_VALUE: usize = 60;
/// Longest note that goes into a line, in characters.
const LONGEST_NOTE: usize = 120;
/// A result is old after this many days: the next game was played.
const RESULT_DAYS: f64 = 10.0;
/// A role is new for this many days.
const NEW_ROLE_DAYS: f64 = 90.0;
/// An anniversary is congratulated on within this many days before or after.
const ANNIVERSARY_DAYS: i32 = 14;
/// Factor of a PS line already used with the account.
const USED: f64 = 0.15;

/// Words of the fields that a PS never touches, lower case, in English, German and Spanish.
const PRIVATE: &str = "health ill illness sick sickness disease cancer diabetes surgery hospital pregnant pregnancy maternity depression \
anxiety therapy therapist disabled disability diet allergy allergic rehab sober recovery adhd autism medication doctor \
religion religious church mosque synagogue temple christian catholic protestant muslim islam islamic jewish hindu buddhist atheist bible quran prayer pray \
politics political politician republican democrat conservative liberal socialist vote voted voter election campaign party union abortion gun maga trump biden \
family wife husband spouse partner son sons daughter daughters child children kid kids baby mother father mom mum dad parents brother sister \
married marriage divorce divorced wedding engaged engagement girlfriend boyfriend widow widowed gay lesbian trans sexual orientation ethnicity race salary debt drunk \
introvert extrovert personality ego stubborn arrogant aggressive shy \
krank krankheit krebs schwanger kirche religion muslimin jude partei wahl ehefrau ehemann kind kinder sohn tochter familie scheidung verheiratet hochzeit \
enfermo enfermedad embarazada iglesia religión partido elecciones esposa esposo marido hijo hija hijos familia divorcio boda";

const fn line(tone: Tone, text: &'static str) -> Template {
    Template {
        tone,
        length: Length::Short,
        text,
    }
}

const INTEREST: &[Template] = &[
    line(Tone::Plain, "PS I saw {interest} among your interests."),
    line(
        Tone::Asking,
        "PS I saw {interest} among your interests. How did you get into it?",
    ),
];
const SCHOOL: &[Template] = &[
    line(Tone::Plain, "PS I saw that you went to {school}."),
    line(
        Tone::Asking,
        "PS I saw that you went to {school}. Do you still get back there?",
    ),
];
const ANNIVERSARY: &[Template] = &[
    line(
        Tone::Warm,
        "PS Congrats on {anniversary} at {account}, {first name}.",
    ),
    line(Tone::Warm, "PS Congrats on {anniversary} at {account}."),
];
const NEW_ROLE: &[Template] = &[
    line(Tone::Warm, "PS Congrats on the new role as {new role}."),
    line(
        Tone::Asking,
        "PS How are the first weeks as {new role} going?",
    ),
];
const TEAM_RESULT: &[Template] = &[
    line(Tone::Warm, "PS Congrats on the {team}."),
    line(Tone::Warm, "PS Congrats on the {team}: {team result}."),
];
const NOTE: &[Template] = &[line(Tone::Plain, "PS I still have it in my notes: {note}.")];

/// Personal lines for the end of the mail, best first.
pub(super) fn postscripts(input: &OpenerInput) -> Vec<Opener> {
    let Some(person) = &input.person else {
        return Vec::new();
    };
    let mut lines: Vec<Opener> = person
        .facts
        .iter()
        .take(200)
        .filter_map(|fact| postscript(input, fact))
        .filter(|line| !input.muted.contains(&line.id))
        .collect();
    crate::order::by(&mut lines, |a, b| {
        b.rank.total_cmp(&a.rank).then_with(|| a.id.cmp(&b.id))
    });
    lines.dedup_by(|a, b| a.text == b.text);
    lines.truncate(MOST_POSTSCRIPTS);
    lines
}

fn postscript(input: &OpenerInput, fact: &PersonFact) -> Option<Opener> {
    let value = fact.value.trim().trim_end_matches('.');
    let detail = fact.detail.trim().trim_end_matches('.');
    if !is_fit(value, longest(fact.kind)) || is_private(value) || is_private(detail) {
        return None;
    }
    let mut slots = common_slots(input);
    let templates = fill_slots(input, fact, value, detail, &mut slots)?;
    let mut wordings: Vec<Wording> = templates
        .iter()
        .filter_map(|template| template.fill(&slots, &[]))
        .collect();
    if wordings.is_empty() {
        return None;
    }
    let preferred = wordings
        .iter()
        .position(|wording| wording.tone == input.settings.tone)
        .unwrap_or(0);
    let chosen = wordings.remove(preferred);
    let id = format!(
        "ps-{}.{:016x}",
        fact.kind.name().replace(' ', "-"),
        stable_hash(&[value, detail])
    );
    let fetched = fact.provenance.fetched.clone();
    let published = fact
        .provenance
        .published
        .clone()
        .unwrap_or_else(|| fetched.clone());
    let age_days = published
        .parse()
        .map_or(0.0, |then| rank::age(input.now, then));
    let factors = factors(input, fact, &id, age_days);
    Some(Opener {
        id,
        text: chosen.text(),
        parts: chosen.parts,
        kind: None,
        story: None,
        url: fact.provenance.url.clone().filter(|url| is_web_link(url)),
        source_title: fact.provenance.source.clone(),
        publisher: fact.provenance.source.clone(),
        source_class: fact.provenance.class,
        published,
        fetched,
        age_days: age_days.floor() as i64,
        quote: value.to_owned(),
        span: [0, value.chars().count()],
        rank: rank::rank(&factors),
        factors,
        styles: Vec::new(),
        wording_parts: wordings
            .iter()
            .map(|wording| wording.parts.clone())
            .collect(),
        wordings: wordings.iter().map(Wording::text).collect(),
    })
}

const fn longest(kind: PersonFactKind) -> usize {
    match kind {
        PersonFactKind::Note => LONGEST_NOTE,
        _ => LONGEST_VALUE,
    }
}

fn common_slots(input: &OpenerInput) -> Vec<Slot> {
    let mut slots = Vec::new();
    let account = grammar::spoken_name(&input.account.name);
    if is_fit(account, LONGEST_VALUE) {
        slots.push(Slot::bare("account", account));
    }
    if let Some(first) = input
        .person
        .as_ref()
        .and_then(|person| grammar::first_name(&person.name))
    {
        slots.push(Slot::bare("first name", first));
    }
    slots
}

/// Adds the fact's own slots; `None` when the fact is not fit to be spoken of now.
fn fill_slots(
    input: &OpenerInput,
    fact: &PersonFact,
    value: &str,
    detail: &str,
    slots: &mut Vec<Slot>,
) -> Option<&'static [Template]> {
    let age = fact.date.map(|date| rank::age(input.now, date));
    let is_past = fact.date.is_some_and(|date| date <= input.now);
    match fact.kind {
        PersonFactKind::Interest => {
            slots.push(Slot::bare("interest", grammar::amid_sentence(value)));
        }
        PersonFactKind::School => slots.push(Slot::bare("school", value)),
        PersonFactKind::Note => slots.push(Slot::bare("note", value)),
        PersonFactKind::NewRole => {
            if !is_past || age? > NEW_ROLE_DAYS {
                return None;
            }
            slots.push(Slot::bare("new role", value));
        }
        PersonFactKind::TeamResult => {
            // A defeat is nothing to remind anybody of.
            if fact.good != Some(true) || !is_past || age? > RESULT_DAYS {
                return None;
            }
            slots.push(Slot::bare(
                "team",
                value.strip_prefix("the ").unwrap_or(value),
            ));
            if is_fit(detail, LONGEST_NOTE) {
                slots.push(Slot::bare("team result", detail));
            }
        }
        PersonFactKind::Anniversary => {
            slots.push(Slot::bare("anniversary", anniversary(input, fact)?))
        }
    }
    Some(match fact.kind {
        PersonFactKind::Interest => INTEREST,
        PersonFactKind::School => SCHOOL,
        PersonFactKind::Note => NOTE,
        PersonFactKind::NewRole => NEW_ROLE,
        PersonFactKind::TeamResult => TEAM_RESULT,
        PersonFactKind::Anniversary => ANNIVERSARY,
    })
}

/// "3 years" when the anniversary is near.
fn anniversary(input: &OpenerInput, fact: &PersonFact) -> Option<String> {
    let utc = jiff::tz::TimeZone::UTC;
    let start = utc.to_datetime(fact.date?).date();
    let today = utc.to_datetime(input.now).date();
    (today.year().saturating_sub(1)..=today.year().saturating_add(1)).find_map(|year| {
        let years = i64::from(year) - i64::from(start.year());
        // February 29 is kept on the last day of February.
        let day = jiff::civil::Date::new(year, start.month(), 1).ok()?;
        let day = day
            .with()
            .day(start.day().min(day.days_in_month()))
            .build()
            .ok()?;
        let apart = today.until(day).ok()?.get_days().abs();
        (years >= 1 && apart <= ANNIVERSARY_DAYS)
            .then(|| format!("{years} {}", grammar::plural(years, "year", "years")))
    })
}

fn factors(input: &OpenerInput, fact: &PersonFact, id: &str, age_days: f64) -> Vec<RankFactor> {
    // By judgement: what is new or was told to the rep before what stands in every profile.
    let (worth, why) = match fact.kind {
        PersonFactKind::TeamResult => (1.0, "a fresh result of their team"),
        PersonFactKind::NewRole => (0.95, "a new role"),
        PersonFactKind::Anniversary => (0.9, "an anniversary near today"),
        PersonFactKind::Note => (0.85, "your own note"),
        PersonFactKind::Interest => (0.7, "an interest of theirs"),
        PersonFactKind::School => (0.5, "a school of theirs"),
    };
    let (source, source_why) = match fact.provenance.class {
        SourceClass::Crowdsourced => (0.6, "contributed by many"),
        SourceClass::Mined => (0.75, "found by a machine"),
        SourceClass::Typed => (0.9, "typed or pasted by you"),
        SourceClass::Filed | SourceClass::Company | SourceClass::Editorial => {
            (1.0, "a checked source")
        }
    };
    let used = input.used.iter().any(|used| used == id);
    [
        ("trigger", worth, why.to_owned()),
        // A personal fact ages slowly: half of its worth is gone after two years.
        (
            "freshness",
            0.5_f64.powf(age_days / 730.0),
            format!("{age_days:.0} days old"),
        ),
        ("source", source, source_why.to_owned()),
        (
            "novelty",
            if used { USED } else { 1.0 },
            if used {
                "already used with this account"
            } else {
                "not used with this account"
            }
            .to_owned(),
        ),
    ]
    .into_iter()
    .map(|(factor, value, why)| RankFactor {
        factor: factor.to_owned(),
        value,
        why,
    })
    .collect()
}

/// True when a value can stand in a line: short, visible, one line, no address.
fn is_fit(value: &str, longest: usize) -> bool {
    value.chars().any(char::is_alphanumeric)
        && value.chars().count() <= longest
        && !value.chars().any(is_hidden)
        && !value.contains("://")
}

/// True when the value touches what a PS never speaks of.
fn is_private(value: &str) -> bool {
    value
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .any(|word| {
            PRIVATE
                .split_ascii_whitespace()
                .any(|private| private == word)
        })
}
