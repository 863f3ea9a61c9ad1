//! Job boards: whom a company is taking on, by department and place.

pub(super) mod ashby;
pub(super) mod greenhouse;
pub(super) mod lever;

use super::findings::{CompanyFacts, CompanyKeys, Findings, SourceStory, entry};
use crate::ingest::canonical_url;
use crate::protocol::{ContentType, SignalKind, SourceClass};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Positions kept as stories, newest first; a board may hold thousands.
const MAX_STORIES: usize = 100;

/// Departments and places named in the summary.
const MAX_NAMED: usize = 8;

/// One open position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// Title.
    pub title: String,
    /// Department or team; may be empty.
    pub department: String,
    /// Places, the first one first.
    pub places: Vec<String>,
    /// Where it is advertised.
    pub url: String,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The board's own identifier.
    pub id: String,
}

/// Counts of positions by department or place, most first.
#[must_use]
pub fn counts<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    crate::order::by(&mut counts, |a, b| {
        b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
    });
    counts
}

/// A board as findings: the newest positions as stories, the counts as facts of the company.
fn findings(
    source: &'static str,
    company: &str,
    board: &str,
    mut positions: Vec<Position>,
) -> Findings {
    positions.retain(|position| !position.title.is_empty());
    let departments = counts(
        positions
            .iter()
            .map(|position| position.department.as_str()),
    );
    let places = counts(
        positions
            .iter()
            .flat_map(|position| position.places.iter().map(String::as_str)),
    );
    let facts = CompanyFacts {
        keys: CompanyKeys {
            name: company.to_owned(),
            ..CompanyKeys::default()
        },
        source,
        class: SourceClass::Company,
        url: canonical_url(board),
        fields: vec![
            ("open_positions", positions.len().to_string()),
            ("hiring_departments", named(&departments)),
            ("hiring_places", named(&places)),
        ],
        other_names: Vec::new(),
    };
    crate::order::by_key(&mut positions, |position| {
        std::cmp::Reverse(position.published)
    });
    let stories = positions
        .into_iter()
        .take(MAX_STORIES)
        .map(|position| story(position, source, company));
    Findings {
        title: format!("{company} on {source}"),
        stories: stories.collect(),
        companies: vec![facts],
        problems: Vec::new(),
    }
}

/// "Sales 12; Engineering 8"
fn named(counts: &[(String, usize)]) -> String {
    let named = counts.iter().take(MAX_NAMED);
    let named: Vec<String> = named
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    named.join("; ")
}

fn story(position: Position, source: &'static str, company: &str) -> SourceStory {
    let place = position.places.first().map_or("", String::as_str);
    let details: Vec<&str> = [position.department.as_str(), place]
        .into_iter()
        .filter(|detail| !detail.is_empty())
        .collect();
    let title = if details.is_empty() {
        position.title.clone()
    } else {
        format!("{} ({})", position.title, details.join(", "))
    };
    let mut found = entry(title, ContentType::Job);
    found.summary = format!("{company} is hiring: {}.", position.title);
    found.url = canonical_url(&position.url);
    found.publisher = Some(company.to_owned());
    found.published = position.published;
    found.external_id = format!("{}:{}", source.to_lowercase(), position.id);
    found.categories = [position.department]
        .into_iter()
        .chain(position.places)
        .filter(|name| !name.is_empty())
        .collect();
    SourceStory {
        entry: found,
        class: SourceClass::Company,
        kinds: vec![SignalKind::Hiring],
        company: CompanyKeys {
            name: company.to_owned(),
            ..CompanyKeys::default()
        },
    }
}

/// A board's name as a company's: "match-group" is "Match Group".
fn company_of(token: &str) -> String {
    let words = token.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let words: Vec<String> = words
        .map(|word| {
            let mut letters = word.chars();
            let first = letters
                .next()
                .map(|letter| letter.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        })
        .collect();
    words.join(" ")
}
