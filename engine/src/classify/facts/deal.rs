//! Acquirer, target and price; the amount of a fine.

use super::Found;
use super::clause::{after, before, begins_with_any, ends_with_any, find, has_any};
use crate::classify::about::{names_from, shown};
use crate::classify::text::{Class, Text};

/// Verbs whose subject buys.
const BUYS: &[&str] = &[
    "to acquire",
    "acquires",
    "acquired",
    "has acquired",
    "to buy",
    "buys",
    "agrees to buy",
    "snaps up",
    "takes over",
    "to take over",
    "completes acquisition of",
    "completes purchase of",
    "buying",
    "swallows",
    "scoops up",
    "purchases",
    "takes private",
    "merges with",
    "to merge with",
    "bids for",
    "offers to buy",
    "acquisition of",
    "takeover of",
    "ubernimmt",
    "kauft",
    "schluckt",
    "rachete",
    "acquiert",
    "compra",
    "adquiere",
    "acquisisce",
    "bid for",
    "swoops on",
    "purchase of",
    "absorbs",
    "acquiring",
];
/// Verbs whose subject is bought.
const BOUGHT: &[&str] = &[
    "sold to",
    "acquired by",
    "bought by",
    "taken private by",
    "taken over by",
    "snapped up by",
    "is joining",
    "to be acquired by",
    "to be bought by",
    "goes to",
    "sells itself to",
    "agreed to be acquired by",
    "swallowed by",
    "agrees sale to",
    "wird von",
];
const PER_SHARE: &[&str] = &["a share", "per share", "apiece", "per ads"];

pub(super) fn draw(text: &Text<'_>, found: &mut Vec<Found>) {
    parties(text, found);
    for (at, token) in text.tokens.iter().enumerate() {
        let Class::Money(amount) = token.class else {
            continue;
        };
        let per_share = begins_with_any(&after(text, at + 1, 2), PER_SHARE);
        found.push(Found {
            name: if per_share {
                "price per share"
            } else {
                "price"
            },
            value: amount.normal(),
            tokens: [at, at + 1],
        });
    }
}

fn parties(text: &Text<'_>, found: &mut Vec<Found>) {
    let names = names_from(text, false);
    let mut add = |name: &'static str, run: Option<&[usize; 2]>| {
        if let Some(&run) = run {
            found.push(Found {
                name,
                value: shown(text, run),
                tokens: run,
            });
        }
    };
    // The passive first: "acquired by" also holds "acquired".
    if let Some(verb) = find(text, BOUGHT) {
        add("target", names.iter().rfind(|run| run[1] <= verb[0]));
        add("acquirer", names.iter().find(|run| run[0] >= verb[1]));
    } else if let Some(verb) = find(text, BUYS) {
        add("acquirer", names.iter().find(|run| run[1] <= verb[0]));
        add("target", names.iter().find(|run| run[0] >= verb[1]));
    }
}

/// The amount after "fined", "to pay", "fine of".
pub(super) fn draw_fine(text: &Text<'_>, found: &mut Vec<Found>) {
    for (at, token) in text.tokens.iter().enumerate() {
        let Class::Money(amount) = token.class else {
            continue;
        };
        let ahead = before(text, at, 3);
        let behind = after(text, at + 1, 2);
        let fined = ends_with_any(
            &ahead,
            &[
                "fined",
                "fined a record",
                "to pay",
                "pays",
                "pay",
                "fine of",
                "penalty of",
                "settles for",
                "settlement of",
                "owes",
                "a",
                "with",
                "levies",
                "docks",
            ],
        ) || has_any(
            &before(text, at, 6),
            &[
                "fines",
                "fined",
                "fine",
                "penalises",
                "penalizes",
                "docks",
                "docked",
            ],
        ) || begins_with_any(
            &behind,
            &[
                "fine",
                "penalty",
                "settlement",
                "in damages",
                "to settle",
                "antitrust fine",
            ],
        );
        if fined {
            found.push(Found {
                name: "fine",
                value: amount.normal(),
                tokens: [at, at + 1],
            });
        }
    }
}
