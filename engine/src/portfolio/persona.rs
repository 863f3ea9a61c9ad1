//! Personas: contacts in clusters by what they do, how high they stand and where they work.
//!
//! Clusters are made by k-modes (Huang 1998) from a start without chance, so the same contacts give the same
//! personas; their number is the smallest whose mean silhouette is nearly the best.

use serde::{Deserialize, Serialize};

/// Clusters tried.
const CLUSTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// Contacts whose silhouette is taken; distances grow with the square.
const SAMPLE: usize = 600;

/// Rounds of moving contacts and centres.
const ROUNDS: usize = 30;

/// Fewest contacts to make personas of.
const LEAST: usize = 10;

/// Part of the best silhouette that fewer, simpler personas must reach.
const NEARLY: f64 = 0.8;

/// Below this mean silhouette clusters are said to be weak (Kaufman and Rousseeuw 1990).
const WEAK: f64 = 0.25;

/// A contact as attributes, in the order of the names given beside them; empty for unknown.
pub type Traits = Vec<String>;

/// One persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Persona {
    /// A name made from what most of them share; people may edit it.
    pub name: String,
    /// What is typical: each attribute's most frequent value, and the share that has it.
    pub traits: Vec<(String, String, f64)>,
    /// Positions of its contacts.
    pub members: Vec<usize>,
    /// Mean silhouette of its contacts, −1 to 1.
    pub silhouette: f64,
}

/// Personas of a list of contacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Personas {
    /// The personas, the largest first.
    pub personas: Vec<Persona>,
    /// Mean silhouette over all; above 0.5 is clear, below 0.25 is weak.
    pub silhouette: f64,
    /// What that means, in one sentence.
    pub verdict: String,
}

/// Clusters contacts. `names` are the attributes' names, `contacts` their values.
#[must_use]
pub fn personas(names: &[&str], contacts: &[Traits]) -> Personas {
    let coded = code(names.len(), contacts);
    if contacts.len() < LEAST {
        return Personas {
            personas: Vec::new(),
            silhouette: 0.0,
            verdict: format!(
                "{} contacts are too few for personas; {LEAST} are needed.",
                contacts.len()
            ),
        };
    }
    let tried: Vec<(f64, Vec<usize>, Vec<Option<f64>>)> = CLUSTERS
        .filter(|clusters| *clusters * 3 <= contacts.len())
        .map(|clusters| {
            let assigned = cluster(&coded, clusters);
            let widths = silhouettes(&coded, &assigned);
            (mean(&widths), assigned, widths)
        })
        .collect();
    let greatest = tried
        .iter()
        .map(|(width, _, _)| *width)
        .fold(f64::MIN, f64::max);
    let enough = greatest.min(greatest * NEARLY);
    let best = tried.into_iter().find(|(width, _, _)| *width >= enough);
    let Some((silhouette, assigned, widths)) = best else {
        return Personas {
            personas: Vec::new(),
            silhouette: 0.0,
            verdict: "There are no clusters among these contacts.".to_owned(),
        };
    };
    let mut personas = describe(names, contacts, &assigned, &widths);
    crate::order::by(&mut personas, |left, right| {
        right
            .members
            .len()
            .cmp(&left.members.len())
            .then_with(|| left.name.cmp(&right.name))
    });
    let verdict = if silhouette < WEAK {
        format!(
            "The personas are weakly set apart (silhouette {silhouette:.2}); read them as tendencies."
        )
    } else {
        format!(
            "{} personas, set apart with a silhouette of {silhouette:.2}.",
            personas.len()
        )
    };
    Personas {
        personas,
        silhouette,
        verdict,
    }
}

/// Values as numbers, in the order of the sorted values, so that the order of contacts plays no part.
fn code(width: usize, contacts: &[Traits]) -> Vec<Vec<u32>> {
    let value = |contact: &Traits, at: usize| {
        contact
            .get(at)
            .map(|value| value.trim().to_lowercase())
            .unwrap_or_default()
    };
    let known: Vec<Vec<String>> = (0..width)
        .map(|at| {
            let mut values: Vec<String> =
                contacts.iter().map(|contact| value(contact, at)).collect();
            values.sort_unstable();
            values.dedup();
            values
        })
        .collect();
    contacts
        .iter()
        .map(|contact| {
            known
                .iter()
                .enumerate()
                .map(|(at, values)| values.binary_search(&value(contact, at)).unwrap_or(0) as u32)
                .collect()
        })
        .collect()
}

fn distance(left: &[u32], right: &[u32]) -> f64 {
    left.iter().zip(right).filter(|(a, b)| a != b).count() as f64
}

fn cluster(contacts: &[Vec<u32>], clusters: usize) -> Vec<usize> {
    let mut centres = start(contacts, clusters);
    let mut assigned = vec![0; contacts.len()];
    for _ in 0..ROUNDS {
        let mut moved = false;
        for (row, contact) in contacts.iter().enumerate() {
            let nearest = nearest(contact, &centres);
            moved |= assigned[row] != nearest;
            assigned[row] = nearest;
        }
        for (number, centre) in centres.iter_mut().enumerate() {
            let members: Vec<&Vec<u32>> = contacts
                .iter()
                .zip(&assigned)
                .filter(|(_, own)| **own == number)
                .map(|(contact, _)| contact)
                .collect();
            if members.is_empty() {
                continue;
            }
            for (at, value) in centre.iter_mut().enumerate() {
                *value = most_frequent(members.iter().map(|member| member[at]));
            }
        }
        if !moved {
            break;
        }
    }
    assigned
}

fn nearest(contact: &[u32], centres: &[Vec<u32>]) -> usize {
    let mut best = (f64::INFINITY, 0);
    for (number, centre) in centres.iter().enumerate() {
        let far = distance(contact, centre);
        if far < best.0 {
            best = (far, number);
        }
    }
    best.1
}

/// Centres to begin with: the densest contact, then each time the one that is both dense and far from
/// the centres there are (Cao and others 2009). No randomness is needed.
fn start(contacts: &[Vec<u32>], clusters: usize) -> Vec<Vec<u32>> {
    let width = contacts.first().map_or(0, Vec::len);
    let mut counts: Vec<rustc_hash::FxHashMap<u32, u32>> =
        vec![rustc_hash::FxHashMap::default(); width];
    for contact in contacts {
        for (at, value) in contact.iter().enumerate() {
            *counts[at].entry(*value).or_default() += 1;
        }
    }
    let density = |contact: &Vec<u32>| -> f64 {
        contact
            .iter()
            .enumerate()
            .map(|(at, value)| f64::from(counts[at].get(value).copied().unwrap_or(0)))
            .sum()
    };
    let mut centres: Vec<Vec<u32>> = Vec::new();
    while centres.len() < clusters {
        let weight = |contact: &Vec<u32>| {
            let far = centres
                .iter()
                .map(|centre| distance(contact, centre))
                .fold(f64::INFINITY, f64::min);
            density(contact) * if far.is_finite() { far } else { 1.0 }
        };
        let next = contacts
            .iter()
            .map(|contact| (weight(contact), contact))
            .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)));
        match next {
            Some((_, contact)) => centres.push(contact.clone()),
            None => break,
        }
    }
    centres
}

fn most_frequent(values: impl Iterator<Item = u32>) -> u32 {
    let mut counts: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|left, right| left.1.cmp(&right.1).then(right.0.cmp(&left.0)))
        .map_or(0, |(value, _)| value)
}

/// Silhouette widths (Rousseeuw 1987) of an even sample; `None` where it was not taken.
fn silhouettes(contacts: &[Vec<u32>], assigned: &[usize]) -> Vec<Option<f64>> {
    let step = contacts.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<usize> = (0..contacts.len()).step_by(step).collect();
    let clusters = assigned.iter().max().map_or(0, |greatest| greatest + 1);
    let mut widths = vec![None; contacts.len()];
    for row in &sample {
        let mut sums = vec![(0.0, 0.0); clusters];
        for other in sample.iter().filter(|other| *other != row) {
            let cell = &mut sums[assigned[*other]];
            cell.0 += distance(&contacts[*row], &contacts[*other]);
            cell.1 += 1.0;
        }
        let mean = |cell: &(f64, f64)| cell.0 / cell.1;
        let own = &sums[assigned[*row]];
        let nearest = sums
            .iter()
            .enumerate()
            .filter(|(number, cell)| *number != assigned[*row] && cell.1 > 0.0)
            .map(|(_, cell)| mean(cell))
            .fold(f64::INFINITY, f64::min);
        // A contact alone in its cluster, or with no other cluster, is neither in nor out.
        let width = if own.1 == 0.0 || !nearest.is_finite() {
            0.0
        } else {
            let inside = mean(own);
            (nearest - inside) / nearest.max(inside).max(1e-12)
        };
        widths[*row] = Some(width);
    }
    widths
}

fn mean(widths: &[Option<f64>]) -> f64 {
    let taken: Vec<f64> = widths.iter().copied().flatten().collect();
    taken.iter().sum::<f64>() / taken.len().max(1) as f64
}

fn describe(
    names: &[&str],
    contacts: &[Traits],
    assigned: &[usize],
    widths: &[Option<f64>],
) -> Vec<Persona> {
    let clusters = assigned.iter().max().map_or(0, |greatest| greatest + 1);
    (0..clusters)
        .filter_map(|number| {
            let members: Vec<usize> = (0..contacts.len())
                .filter(|row| assigned[*row] == number)
                .collect();
            if members.is_empty() {
                return None;
            }
            let traits: Vec<(String, String, f64)> = names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    let (value, share) = typical(contacts, &members, at);
                    ((*name).to_owned(), value, share)
                })
                .collect();
            let own: Vec<Option<f64>> = members.iter().map(|row| widths[*row]).collect();
            Some(Persona {
                name: name(&traits),
                traits,
                silhouette: mean(&own),
                members,
            })
        })
        .collect()
}

fn typical(contacts: &[Traits], members: &[usize], at: usize) -> (String, f64) {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for row in members {
        let value = contacts[*row]
            .get(at)
            .map(|value| value.trim())
            .unwrap_or_default();
        *counts.entry(value).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by(|left, right| left.1.cmp(&right.1).then(right.0.cmp(left.0)));
    let (value, count) = best.unwrap_or_default();
    (value.to_owned(), count as f64 / members.len().max(1) as f64)
}

/// The typical values that at least half of the cluster share.
fn name(traits: &[(String, String, f64)]) -> String {
    let shared: Vec<&str> = traits
        .iter()
        .filter(|(_, value, share)| *share >= 0.5 && !value.is_empty())
        .map(|(_, value, _)| value.as_str())
        .collect();
    if shared.is_empty() {
        "Mixed".to_owned()
    } else {
        shared.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts() -> Vec<Traits> {
        let mut list = Vec::new();
        for at in 0..60 {
            let (function, level, industry) = match at % 3 {
                0 => ("sales", "vice president", "software"),
                1 => ("finance", "chief officer", "banks"),
                _ => ("engineering", "manager", "mining"),
            };
            let level = if at % 11 == 0 { "manager" } else { level };
            list.push(vec![
                function.to_owned(),
                level.to_owned(),
                industry.to_owned(),
            ]);
        }
        list
    }

    #[test]
    fn three_sorts_of_people_are_three_personas_in_any_order() {
        let names = ["function", "level", "industry"];
        let found = personas(&names, &contacts());
        assert_eq!(found.personas.len(), 3, "{}", found.verdict);
        assert!(found.silhouette > 0.6);
        assert!(
            found
                .personas
                .iter()
                .any(|persona| persona.name == "finance, chief officer, banks")
        );
        let mut turned = contacts();
        turned.reverse();
        let again = personas(&names, &turned);
        let sizes = |found: &Personas| {
            found
                .personas
                .iter()
                .map(|p| (p.name.clone(), p.members.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(sizes(&found), sizes(&again));
    }

    #[test]
    fn too_few_or_all_the_same_are_said_so() {
        assert!(
            personas(&["a"], &contacts()[..5])
                .verdict
                .contains("too few")
        );
        let same = vec![vec!["sales".to_owned()]; 40];
        let found = personas(&["function"], &same);
        assert!(found.silhouette.is_finite() && found.silhouette < 0.25);
        assert!(personas(&[], &[]).personas.is_empty());
    }
}
