//! Which pairs are compared, and what a pair weighs.

use super::record::{Entry, Prepared};
use super::{Record, counts};
use crate::protocol::Evidence;
use crate::resolve::align::{Alignment, Weighed, align};
use crate::resolve::candidates::candidates;
use crate::resolve::features::{Surroundings, log_odds, measure, probability};
use rapidfuzz::distance::jaro_winkler;
use rustc_hash::{FxHashMap, FxHashSet};

/// Records that share a phone, domain, mail address or part of an address and are still paired by it;
/// more share a switchboard, a portal or a city.
const MOST_SHARING: usize = 12;

/// Log-odds of two records before any evidence, beside what the name's own measures hold.
const PRIOR: f64 = -0.6;
/// Most and least that names can say.
const NAME_RANGE: (f64, f64) = (-6.0, 5.0);
/// The same phone number; another one.
const PHONE: (f64, f64) = (3.5, -0.8);
/// The same domain; another one.
const DOMAIN: (f64, f64) = (4.0, -1.0);
/// The same mail address.
const EMAIL: f64 = 3.0;
/// The same address; clearly another one.
const ADDRESS: (f64, f64) = (3.5, -1.6);
/// When a name is missing, all else must carry the pair.
const NO_NAME: f64 = -2.0;

/// Pairs worth comparing, each once, the smaller place first.
pub(super) fn proposed(prepared: &Prepared) -> Vec<(usize, usize)> {
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    let index = &prepared.index;
    for (at, entry) in prepared.entries.iter().enumerate() {
        let words = weighed_name(prepared, entry);
        for form in candidates(index, &entry.name, &words) {
            let other = index.forms[form as usize].account as usize;
            if other != at {
                pairs.insert((at.min(other), at.max(other)));
            }
        }
    }
    let mut sharing: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, entry) in prepared.entries.iter().enumerate() {
        for key in shared_keys(entry) {
            sharing.entry(key).or_default().push(at);
        }
    }
    for members in sharing
        .values()
        .filter(|members| members.len() <= MOST_SHARING)
    {
        for (place, one) in members.iter().enumerate() {
            pairs.extend(
                members[place + 1..]
                    .iter()
                    .filter(|other| *other != one)
                    .map(|other| (*one, *other)),
            );
        }
    }
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// What two records may have in common beside the name.
fn shared_keys(entry: &Entry) -> Vec<String> {
    let mut keys: Vec<String> = entry
        .domains
        .iter()
        .map(|domain| format!("d{domain}"))
        .collect();
    if !entry.phone.is_empty() {
        keys.push(format!("p{}", entry.phone));
    }
    if !entry.email.is_empty() {
        keys.push(format!("e{}", entry.email));
    }
    // House number with each neighbour word.
    for pair in entry.address.windows(2) {
        if pair
            .iter()
            .any(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
        {
            keys.push(format!("a{} {}", pair[0], pair[1]));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn weighed_name<'a>(prepared: &'a Prepared, entry: &'a Entry) -> Vec<Weighed<'a>> {
    entry
        .name
        .words
        .iter()
        .map(|word| Weighed {
            text: &word.text,
            cut: word.cut || entry.name.shouting,
            weight: prepared.index.weight_of(&word.text),
        })
        .collect()
}

/// Weighs pairs of one list.
pub(super) struct Weigher<'a> {
    prepared: &'a Prepared,
    address_weights: FxHashMap<&'a str, f64>,
    shared: FxHashMap<&'a str, usize>,
}

impl<'a> Weigher<'a> {
    pub(super) fn new(prepared: &'a Prepared) -> Self {
        let words = prepared
            .entries
            .iter()
            .flat_map(|entry| entry.address.iter().map(String::as_str));
        let total = prepared.entries.len() as f64;
        let address_weights = counts(words)
            .into_iter()
            .map(|(word, count)| (word, ((total + 1.0) / count as f64).ln().max(0.2)))
            .collect();
        let values = prepared.entries.iter().flat_map(|entry| {
            entry
                .domains
                .iter()
                .map(String::as_str)
                .chain(std::iter::once(entry.phone.as_str()))
        });
        Self {
            prepared,
            address_weights,
            shared: counts(values),
        }
    }

    pub(super) fn confidence(&self, one: usize, other: usize) -> f64 {
        probability(self.parts(one, other).iter().map(|part| part.1).sum())
    }

    pub(super) fn evidence(&self, one: usize, other: usize, records: &[Record]) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .parts(one, other)
            .into_iter()
            .map(|(what, weight)| {
                let of = |record: &Record| match what {
                    "phone" => record.phone.clone(),
                    "domain" => {
                        if record.website.is_empty() {
                            record.email.clone()
                        } else {
                            record.website.clone()
                        }
                    }
                    "email" => record.email.clone(),
                    "address" => record.address.clone(),
                    _ => record.name.clone(),
                };
                Evidence {
                    what: what.to_owned(),
                    text: format!("{} / {}", of(&records[one]), of(&records[other])),
                    weight,
                }
            })
            .collect();
        crate::order::by(&mut evidence, |a, b| {
            b.weight.abs().total_cmp(&a.weight.abs())
        });
        evidence
    }

    fn parts(&self, one: usize, other: usize) -> Vec<(&'static str, f64)> {
        let (a, b) = (&self.prepared.entries[one], &self.prepared.entries[other]);
        let mut parts = vec![("before any evidence", PRIOR), ("name", self.name(a, b))];
        if !a.phone.is_empty() && !b.phone.is_empty() {
            let same = a.phone.ends_with(&b.phone) || b.phone.ends_with(&a.phone);
            parts.push((
                "phone",
                if same {
                    PHONE.0 - self.worn(&a.phone)
                } else {
                    PHONE.1
                },
            ));
        }
        if !a.email.is_empty() && a.email == b.email {
            parts.push(("email", EMAIL));
        }
        if !a.domains.is_empty() && !b.domains.is_empty() {
            let common = a.domains.iter().find(|domain| b.domains.contains(domain));
            parts.push((
                "domain",
                common.map_or(DOMAIN.1, |domain| DOMAIN.0 - self.worn(domain)),
            ));
        }
        if let Some(weight) = self.address(a, b) {
            parts.push(("address", weight));
        }
        parts
    }

    /// What a value shared by many records loses.
    fn worn(&self, value: &str) -> f64 {
        let sharing = self.shared.get(value).copied().unwrap_or(1).max(1) as f64;
        (sharing / 4.0).max(1.0).ln()
    }

    fn name(&self, a: &Entry, b: &Entry) -> f64 {
        if a.form.is_none() || b.form.is_none() {
            return NO_NAME;
        }
        let (a_words, b_words) = (
            weighed_name(self.prepared, a),
            weighed_name(self.prepared, b),
        );
        let around = Surroundings {
            same_country: None,
            initials: is_initials(a, b) || is_initials(b, a),
            same_key: a.compact == b.compact,
            spelling: jaro_winkler::normalized_similarity(a.compact.chars(), b.compact.chars()),
        };
        let forth = log_odds(&measure(&align(&a_words, &b_words), &around));
        let back = log_odds(&measure(&align(&b_words, &a_words), &around));
        ((forth + back) / 2.0).clamp(NAME_RANGE.0, NAME_RANGE.1)
    }

    fn address(&self, a: &Entry, b: &Entry) -> Option<f64> {
        if a.address.is_empty() || b.address.is_empty() {
            return None;
        }
        let found: Alignment = align(&self.weighed_address(a), &self.weighed_address(b));
        // The shorter address may leave out town or suite.
        let cover = found.query_cover.max(found.account_cover);
        let least = found.query_cover.min(found.account_cover);
        let likeness = 0.6 * cover + 0.4 * least;
        let scaled = ((likeness - 0.35) / 0.5).clamp(-0.6, 1.0);
        let weight = if scaled >= 0.0 {
            ADDRESS.0 * scaled
        } else {
            -ADDRESS.1 * scaled / 0.6
        };
        Some(if found.numbers_differ {
            weight.min(0.5) - 0.8
        } else {
            weight
        })
    }

    fn weighed_address<'e>(&self, entry: &'e Entry) -> Vec<Weighed<'e>> {
        entry
            .address
            .iter()
            .take(24)
            .map(|word| Weighed {
                text: word,
                cut: false,
                weight: self
                    .address_weights
                    .get(word.as_str())
                    .copied()
                    .unwrap_or(1.0),
            })
            .collect()
    }
}

/// True when the whole of one name is the initials of the other.
fn is_initials(short: &Entry, long: &Entry) -> bool {
    let [only] = short.name.words.as_slice() else {
        return false;
    };
    long.name.words.len() > 1 && crate::resolve::index::initials(&long.name).contains(&only.text)
}
