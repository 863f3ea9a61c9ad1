//! From a query's words to the few dozen names worth comparing in full.

use super::align::{Weighed, likeness};
use super::index::Index;
use super::name::Name;
use rustc_hash::FxHashMap;

/// Names that are compared in full.
const MOST_COMPARED: usize = 40;
/// Names gathered by one word; a commoner word is only asked when no rarer one found anything.
const MOST_POSTINGS: usize = 2_500;
/// Names gathered in all; bounds the time of a lookup.
const MOST_GATHERED: usize = 8_000;
/// Index words tried for one query word that begins them.
const MOST_PREFIXED: usize = 48;
/// Index words tried for one query word that may be misspelt.
const MOST_ALIKE: usize = 12;

/// Forms of the index that may be the name, best first by a quick estimate.
pub(super) fn candidates(index: &Index, name: &Name, words: &[Weighed<'_>]) -> Vec<u32> {
    let mut found: FxHashMap<u32, f32> = FxHashMap::default();
    let mut by_weight: Vec<&Weighed<'_>> = words.iter().collect();
    crate::order::by(&mut by_weight, |a, b| b.weight.total_cmp(&a.weight));
    let mut gathered = 0;
    for word in by_weight {
        for (id, likeness) in index_words(index, word, name.shouting) {
            let forms = index.forms_with(id);
            let weight = (likeness * index.weight_of(index.word(id))) as f32;
            // A word this common brings nothing when a rarer one has brought names already.
            if forms.len() > MOST_POSTINGS && !found.is_empty() {
                continue;
            }
            let room = MOST_GATHERED - gathered;
            for form in forms.iter().take(room) {
                *found.entry(*form).or_default() += weight;
            }
            gathered += forms.len().min(room);
        }
    }
    for form in whole_name(index, name) {
        *found.entry(form).or_default() += WHOLE_NAME_BONUS;
    }
    let mut ranked: Vec<(f32, u32)> = found
        .into_iter()
        .map(|(form, score)| {
            (
                score / (2.0 + f32::from(index.word_count(form))).sqrt(),
                form,
            )
        })
        .collect();
    let by_score = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if ranked.len() > MOST_COMPARED {
        ranked.select_nth_unstable_by(MOST_COMPARED, by_score);
        ranked.truncate(MOST_COMPARED);
    }
    ranked.sort_unstable_by(by_score);
    ranked.into_iter().map(|(_, form)| form).collect()
}

/// Nats for a name found as a whole, by its joined words or its initials.
const WHOLE_NAME_BONUS: f32 = 12.0;

/// Names found by their joined words or initials, which share no word with the query.
fn whole_name(index: &Index, name: &Name) -> Vec<u32> {
    let mut forms: Vec<u32> = Vec::new();
    let mut joined = String::new();
    for word in name.words.iter().take(3) {
        joined.push_str(&word.text);
        forms.extend(index.joined.get(&joined).take(20));
    }
    if let [only] = name.words.as_slice() {
        forms.extend(index.initials.get(&only.text).take(20));
    }
    for initials in super::index::initials(name) {
        if let Some(id) = index.word_id(&initials) {
            forms.extend(index.forms_with(id).iter().take(20));
        }
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Words of the index that the query's word may stand for, with their likeness.
fn index_words(index: &Index, word: &Weighed<'_>, shouting: bool) -> Vec<(u32, f64)> {
    let mut ids: Vec<u32> = Vec::new();
    let exact = index.word_id(word.text);
    ids.extend(exact);
    let length = word.text.chars().count();
    let may_be_cut = word.cut || shouting || exact.is_none();
    if may_be_cut && length >= 3 {
        ids.extend(index.words_with_prefix(word.text, MOST_PREFIXED));
    }
    if length >= 4 {
        let boundaries = word.text.char_indices().map(|(at, _)| at).skip(3);
        ids.extend(boundaries.filter_map(|at| index.word_id(&word.text[..at])));
        if exact.is_none() {
            ids.extend(index.words_like(word.text, MOST_ALIKE));
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .map(|id| {
            (
                id,
                likeness(
                    word,
                    &Weighed {
                        text: index.word(id),
                        cut: false,
                        weight: 0.0,
                    },
                ),
            )
        })
        .filter(|(_, likeness)| *likeness > 0.0)
        .collect()
}
