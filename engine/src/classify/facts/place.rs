//! Place of an opening, a cut or a hiring, and how many people.

use super::Found;
use super::clause::{after, before, begins_with_any, ends_with_any};
use crate::classify::names::is_place;
use crate::classify::text::{Class, Text};

/// Words behind a count of people.
const PEOPLE: &[&str] = &[
    "jobs",
    "job",
    "roles",
    "posts",
    "positions",
    "people",
    "staff",
    "staffers",
    "workers",
    "employees",
    "engineers",
    "developers",
    "vacancies",
    "hires",
    "apprentices",
    "graduates",
    "headcount",
    "new jobs",
    "new roles",
    "new staff",
    "new positions",
    "new employees",
    "seasonal workers",
    "seasonal staff",
    "temporary workers",
    "more people",
    "more staff",
    "open roles",
    "openings",
    "stellen",
    "arbeitsplatze",
    "mitarbeiter",
    "emplois",
    "postes",
    "salaries",
    "empleos",
    "trabajadores",
    "puestos",
    "drivers",
    "pilots",
    "technicians",
    "researchers",
    "skilled jobs",
    "tech jobs",
    "factory workers",
    "manufacturing jobs",
    "corporate jobs",
    "office jobs",
    "additional staff",
    "additional employees",
    "to go",
    "more",
];

pub(super) fn draw_headcount(text: &Text<'_>, found: &mut Vec<Found>) {
    for (at, token) in text.tokens.iter().enumerate() {
        let Class::Number(number) = token.class else {
            continue;
        };
        let behind = after(text, at + 1, 3);
        // "from 5 to 125 employees": both ends are counts.
        let range = begins_with_any(&behind, &["to"])
            && matches!(
                text.tokens.get(at + 2).map(|next| next.class),
                Some(Class::Number(_))
            )
            && begins_with_any(&after(text, at + 3, 2), PEOPLE);
        if number >= 1.0 && (begins_with_any(&behind, PEOPLE) || range) {
            let end = if range {
                at + 1
            } else {
                (at + 2).min(text.tokens.len())
            };
            found.push(Found {
                name: "headcount",
                value: format!("{number}"),
                tokens: [at, end],
            });
        }
    }
}

pub(super) fn draw_place(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.tokens.len() {
        let mut end = at;
        while end < text.tokens.len() && text.tokens[end].capital && is_named_place(text, at, end) {
            end += 1;
        }
        let placed = ends_with_any(
            &before(text, at, 1),
            &[
                "in", "to", "into", "at", "near", "for", "from", "nach", "a", "en", "across",
                "outside",
            ],
        ) || at == 0;
        if end > at && placed {
            found.push(Found {
                name: "place",
                value: text
                    .verbatim(at, end)
                    .trim_end_matches("'s")
                    .trim_end_matches("’s")
                    .to_owned(),
                tokens: [at, end],
            });
        }
        at = end.max(at + 1);
    }
}

/// A place, or one half of a place's name after "in" ("San Francisco", "Novi Sad").
fn is_named_place(text: &Text<'_>, first: usize, at: usize) -> bool {
    let token = &text.tokens[at];
    if is_place(&token.word) {
        return true;
    }
    let halves = [
        "san", "new", "los", "las", "saint", "st", "fort", "rio", "cape", "hong", "kuala", "tel",
        "abu", "palo", "mountain", "novi", "le", "la", "el", "den",
    ];
    if halves.contains(&token.word.as_str()) {
        return text
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.capital && next.class == Class::Word);
    }
    at > first && halves.contains(&text.tokens[at - 1].word.as_str())
}
