//! The seller's product words: what the rep set, and words that only sellers use of what they sell.

use super::text::Word;
use std::collections::HashMap;

/// Most product words that are looked for.
const MOST_NOUNS: usize = 1_000;
/// Words of a feature dump in anybody's mail, small letters. By judgement.
const FEATURE_WORDS: &[&str] = &[
    "platform",
    "platforms",
    "solution",
    "solutions",
    "feature",
    "features",
    "functionality",
    "capabilities",
    "dashboard",
    "dashboards",
    "integration",
    "integrations",
    "module",
    "modules",
    "suite",
    "all-in-one",
    "ai-powered",
    "cloud-based",
    "state-of-the-art",
    "cutting-edge",
    "best-in-class",
    "award-winning",
    "industry-leading",
    "end-to-end",
    "next-generation",
    "plattform",
    "lösung",
    "lösungen",
    "funktionen",
    "plataforma",
    "solución",
    "soluciones",
    "funciones",
];

/// Marks the words that belong to a product word, also where that has several words.
pub(super) fn mark(words: &mut [Word], nouns: &[String]) {
    let mut wanted: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for noun in nouns.iter().take(MOST_NOUNS) {
        let parts: Vec<String> = noun.split_whitespace().map(str::to_lowercase).collect();
        if let Some(first) = parts.first() {
            wanted.entry(first.clone()).or_default().push(parts);
        }
    }
    for at in 0..words.len() {
        let lower = words[at].lower.as_str();
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        let length = [lower, singular]
            .into_iter()
            .filter_map(|form| wanted.get(form))
            .flatten()
            .filter(|parts| stands_at(words, at, parts))
            .map(Vec::len)
            .max()
            .unwrap_or_else(|| usize::from(FEATURE_WORDS.contains(&lower)));
        for word in words.iter_mut().skip(at).take(length) {
            word.product = true;
        }
    }
}

fn stands_at(words: &[Word], at: usize, parts: &[String]) -> bool {
    words.len() >= at + parts.len()
        && words[at..]
            .iter()
            .zip(parts)
            .all(|(word, part)| word.lower == *part || word.lower.strip_suffix('s') == Some(part))
}
