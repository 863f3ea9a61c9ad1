//! Names that describe a group of companies ("sugar companies", "large cap IT stocks"), and how such a
//! group is called.

use super::super::super::name::words;
use super::super::super::vocabulary;
use super::Kind;

/// Words that make a name that of a group of companies ("sugar companies", "capital goods players").
const GROUP_WORDS: &[&str] = &[
    "stocks",
    "companies",
    "players",
    "shares",
    "firms",
    "makers",
    "sector",
    "space",
    "names",
    "producers",
    "manufacturers",
    "cos",
    "mills",
    "scrips",
    "pack",
    "stock",
    "company",
    "contracts",
    "counters",
    "majors",
    "industry",
    "sectors",
    "segment",
    "plays",
];

/// Words that tie a group to its trade and add nothing ("railways linked stocks").
const TIES: &[&str] = &["related", "linked", "oriented", "focused", "based"];

/// Words that narrow a group by size.
const SIZES: &[&str] = &[
    "cap", "largecap", "midcap", "smallcap", "large", "mid", "small", "sized", "big",
];

/// What trades and owners are also called in headlines.
const OTHER_WORDS: &[(&[&str], &[&str])] = &[
    (&["public", "sector"], &["psu"]),
    (&["public", "sector"], &["state", "owned"]),
    (&["public", "sector"], &["state", "run"]),
    (&["real", "estate"], &["realty"]),
    (&["housing", "real", "estate"], &["realty"]),
    (&["railways"], &["rail"]),
    (&["railway"], &["rail"]),
    (&["airline"], &["aviation"]),
    (&["infrastructure"], &["infra"]),
    (&["pharmaceutical"], &["drug"]),
    (&["pharma"], &["drug"]),
    (&["automobile"], &["auto"]),
    (&["information", "technology"], &["it"]),
];

/// Bodies whose plural, in small letters, makes a name that of a group ("public sector banks").
const BODIES: &[&str] = &["banks", "insurers", "airlines", "utilities", "retailers"];

/// The name with a trade or owner called otherwise; nothing unless the name describes a group.
pub(super) fn called_otherwise(raw: &str, all: &[&str], add: &mut impl FnMut(&[&str], Kind, bool)) {
    let describes = raw
        .split_whitespace()
        .skip(1)
        .last()
        .is_some_and(|last| GROUP_WORDS.contains(&last) || BODIES.contains(&last));
    for (from, to) in OTHER_WORDS.iter().filter(|_| describes) {
        if let Some(at) = all.windows(from.len()).position(|window| window == *from) {
            let mut form = all[..at].to_vec();
            form.extend_from_slice(to);
            form.extend_from_slice(&all[at + from.len()..]);
            add(&form, Kind::Short, true);
        }
    }
}

/// The words of a name that describes a group: the last one is a group's word in small letters.
pub(super) fn group_words(raw: &str) -> Option<Vec<String>> {
    let last = raw.split_whitespace().last()?;
    let all: Vec<String> = words(raw)
        .into_iter()
        .map(|word| vocabulary::spelled_out(&word.text).map_or(word.text, str::to_owned))
        .collect();
    (all.len() >= 2 && GROUP_WORDS.contains(&last)).then_some(all)
}

/// A group is called by its kind with any of the group's words, with or without what narrows it
/// ("large cap IT stocks", "IT sector"); by its kind alone when that is two words.
pub(super) fn group_forms(all: &[&str], kind: Kind, add: &mut impl FnMut(&[&str], Kind, bool)) {
    add(all, kind, true);
    let kind_of = &all[..all.len() - 1];
    trades(kind_of, add);
    for start in 0..kind_of.len() {
        let narrowed = &kind_of[start..];
        if vocabulary::is_stop_word(narrowed[0]) || narrowed[0] == "cap" {
            continue;
        }
        // A size sets a part of the group apart; a place or a trade hardly does.
        let by_size = kind_of[..start].iter().any(|word| SIZES.contains(word));
        let kind = match start {
            0 => Kind::Short,
            _ if by_size => Kind::Blend,
            _ => Kind::Later,
        };
        for word in GROUP_WORDS {
            let mut form = narrowed.to_vec();
            form.push(word);
            add(&form, kind, true);
        }
        if narrowed.len() >= 2 {
            add(narrowed, kind, true);
        }
    }
}

/// Each trade of a group by itself: "oil stocks" of "oil and gas stocks", "defence stocks" of "defence
/// related companies".
fn trades(kind_of: &[&str], add: &mut impl FnMut(&[&str], Kind, bool)) {
    for (from, to) in OTHER_WORDS {
        if kind_of.starts_with(from) {
            for word in GROUP_WORDS {
                let mut form = to.to_vec();
                form.push(word);
                add(&form, Kind::Later, true);
            }
        }
    }
    let untied = match kind_of {
        [rest @ .., last] if !rest.is_empty() && TIES.contains(last) => rest,
        _ => kind_of,
    };
    if untied.len() == kind_of.len() && !untied.contains(&"and") {
        return;
    }
    for trade in untied.split(|word| *word == "and") {
        if trade.is_empty() || trade.iter().all(|word| SIZES.contains(word)) {
            continue;
        }
        for word in GROUP_WORDS {
            let mut form = trade.to_vec();
            form.push(word);
            add(&form, Kind::Later, true);
            if let Some(one) = singular(&form[..form.len() - 1]) {
                add(&[one, word], Kind::Later, true);
            }
        }
    }
}

/// "railway" of "railways", for a trade of one word.
fn singular<'w>(trade: &[&'w str]) -> Option<&'w str> {
    match trade {
        [only] => only.strip_suffix('s').filter(|one| one.len() >= 4),
        _ => None,
    }
}
