//! Growth and customers.

use super::Found;
use super::clause::{after, before, begins_with_any, has_any};
use crate::classify::text::{Class, Text};

const GROWS: &[&str] = &[
    "grew",
    "grow",
    "grows",
    "growth",
    "growing",
    "increased",
    "increase",
    "increases",
    "rises",
    "rose",
    "up",
    "jumps",
    "jumped",
    "surges",
    "climbs",
    "arr",
    "revenue",
    "sales",
    "bookings",
    "doubled",
    "boosted",
    "expanded",
    "year over year",
];
const SHRINKS: &[&str] = &[
    "fell",
    "falls",
    "down",
    "drops",
    "dropped",
    "declined",
    "declines",
    "slides",
    "cuts",
    "discount",
    "stake",
    "of staff",
    "of its workforce",
    "of workforce",
];
const CUSTOMERS: &[&str] = &[
    "customers",
    "paying customers",
    "users",
    "subscribers",
    "members",
    "clients",
    "monthly active users",
    "daily active users",
    "active users",
    "merchants",
    "downloads",
    "businesses",
    "paid subscribers",
    "paying subscribers",
];

pub(super) fn draw(text: &Text<'_>, found: &mut Vec<Found>) {
    for (at, token) in text.tokens.iter().enumerate() {
        match token.class {
            Class::Percent(percent) => {
                let around = format!("{} | {}", before(text, at, 7), after(text, at + 1, 4));
                if has_any(&around, GROWS) && !has_any(&around, SHRINKS) {
                    found.push(Found {
                        name: "growth",
                        value: format!("{percent} %"),
                        tokens: [at, at + 1],
                    });
                }
            }
            Class::Number(number)
                if number >= 10.0 && begins_with_any(&after(text, at + 1, 3), CUSTOMERS) =>
            {
                let end = (at + 2).min(text.tokens.len());
                found.push(Found {
                    name: "customers",
                    value: format!("{number}"),
                    tokens: [at, end],
                });
            }
            _ => {}
        }
    }
}
