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
];

/// Words that narrow a group by size.
const SIZES: &[&str] = &[
    "cap", "largecap", "midcap", "smallcap", "large", "mid", "small", "sized", "big",
];

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
    if let [one, "and", _] = kind_of {
        for word in GROUP_WORDS {
            add(&[one, word], Kind::Later, true);
        }
    }
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
