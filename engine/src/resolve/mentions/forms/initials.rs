//! Initials and beginnings run together ("ONGC", "Nalco").

use super::super::super::name::Name;
use super::super::super::vocabulary;
use super::super::lexicon::{Sort, sort};
use super::Kind;

/// Initials with the stop words and the legal form's letters in or out: "ONGC", "SAIL", "HPCL".
pub(super) fn initials(raw: &str, name: &Name) -> Vec<String> {
    let first = |word: &str| word.chars().next().unwrap_or('x');
    let bare: Vec<&str> = name.words.iter().map(|word| word.text.as_str()).collect();
    let without_stop: String = bare
        .iter()
        .filter(|word| !vocabulary::is_stop_word(word))
        .map(|word| first(word))
        .collect();
    // "PC Jeweller" is "PCJ": what is initials already stays whole.
    let whole_first: Option<String> = bare
        .first()
        .filter(|word| (2..=3).contains(&word.len()) && raw.starts_with(&word.to_uppercase()))
        .map(|word| {
            let rest = bare[1..]
                .iter()
                .filter(|word| !vocabulary::is_stop_word(word))
                .map(|word| first(word));
            word.chars().chain(rest).collect()
        });
    let with_stop: String = bare
        .iter()
        .filter(|word| **word != "and")
        .map(|word| first(word))
        .collect();
    let legal: Vec<char> = name
        .legal
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(first)
        .collect();
    let mut found: Vec<String> = Vec::new();
    for base in [Some(without_stop), Some(with_stop), whole_first]
        .into_iter()
        .flatten()
    {
        let mut texts = vec![base.clone()];
        // "Corp. Ltd." gives C, CL and L.
        for start in 0..legal.len() {
            for end in start + 1..=legal.len() {
                texts.push(
                    base.chars()
                        .chain(legal[start..end].iter().copied())
                        .collect(),
                );
            }
        }
        // Only names of two words and more have initials.
        found.extend(
            texts
                .into_iter()
                .filter(|text| base.chars().count() >= 2 && text.chars().count() >= 2),
        );
    }
    found.retain(|text| text.chars().count() >= 3 || raw.contains('&'));
    found.sort_unstable();
    found.dedup();
    found
}

/// Beginnings run together, at least four letters: "rcom", "concor", "nalco".
pub(super) fn blends(all: &[&str], legal: &str, add: &mut impl FnMut(&[&str], Kind, bool)) {
    let legal_word = legal.split(' ').next().filter(|word| !word.is_empty());
    let content: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| !vocabulary::is_stop_word(word) && sort(word) != Sort::Place)
        .collect();
    let with_legal: Vec<&str> = content.iter().copied().chain(legal_word).collect();
    let begin = |word: &str, letters: usize| -> String { word.chars().take(letters).collect() };
    let patterns: &[&[usize]] = match content.len() {
        2 => &[&[1, 3], &[1, 4], &[3, 3], &[1, 5]],
        3 => &[&[1, 1, 3], &[2, 2, 2], &[1, 2, 2]],
        _ => &[],
    };
    let mut put = |words: &[&str], pattern: &[usize]| {
        let text: String = words
            .iter()
            .zip(pattern)
            .map(|(word, letters)| begin(word, *letters))
            .collect();
        if text.chars().count() >= 4 && sort(&text) == Sort::Rare {
            add(&[&text], Kind::Blend, false);
        }
    };
    for pattern in patterns {
        put(&content, pattern);
    }
    if with_legal.len() == content.len() + 1 {
        match content.len() {
            2 => [[1, 2, 2], [3, 0, 3], [2, 2, 2]]
                .iter()
                .for_each(|pattern| put(&with_legal, pattern)),
            3 => put(&with_legal, &[1, 1, 1, 2]),
            _ => {}
        }
    }
}
