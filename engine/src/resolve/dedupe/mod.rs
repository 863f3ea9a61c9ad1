//! Duplicates inside one list: which records are the same company.
//!
//! Pairs are proposed by name, phone, domain, address and address of mail, weighed in log-odds by the
//! same word alignment as the resolver's, and joined into clusters, strongest pair first, as long as no
//! two members speak clearly against each other. Nothing is trained on the list.

mod address;
mod pairs;
mod record;

use crate::protocol::Evidence;
use pairs::Weigher;
use record::Prepared;
use rustc_hash::FxHashMap;

/// One record of a list; any part may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The caller's own id.
    pub id: String,
    /// Company name.
    pub name: String,
    /// Postal address on one line.
    pub address: String,
    /// Phone number as written.
    pub phone: String,
    /// Email address.
    pub email: String,
    /// Website or domain.
    pub website: String,
}

/// Two records that are taken for one company, with the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct DuplicatePair {
    /// Places of the two records in the list, ascending.
    pub records: [usize; 2],
    /// Probability that they are one company, 0 to 1.
    pub confidence: f64,
    /// Evidence for and against, in log-odds, strongest first.
    pub evidence: Vec<Evidence>,
}

/// What [`find_duplicates`] found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duplicates {
    /// Records of one company, by their places in the list; only clusters of two and more.
    pub clusters: Vec<Vec<usize>>,
    /// The pairs that hold the clusters together, strongest first.
    pub pairs: Vec<DuplicatePair>,
}

/// From this probability on two records are joined: more likely the same than not.
const JOIN_FROM: f64 = 0.5;
/// Below this probability a pair keeps two clusters apart.
const APART_BELOW: f64 = 0.02;
/// Members of two clusters that are compared before they are joined.
const MOST_CROSS_CHECKS: usize = 64;

/// Finds the records of a list that are the same company.
#[must_use]
pub fn find_duplicates(records: &[Record]) -> Duplicates {
    let prepared = Prepared::read(records);
    let weigher = Weigher::new(&prepared);
    let mut joined: Vec<(f64, usize, usize)> = pairs::proposed(&prepared)
        .into_iter()
        .map(|(one, other)| (weigher.confidence(one, other), one, other))
        .filter(|(confidence, ..)| *confidence >= JOIN_FROM)
        .collect();
    crate::order::by(&mut joined, |a, b| {
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    let mut clusters: Vec<Vec<usize>> = (0..records.len()).map(|at| vec![at]).collect();
    let mut home: Vec<usize> = (0..records.len()).collect();
    let mut pairs = Vec::new();
    for (confidence, one, other) in joined {
        let (to, from) = (home[one].min(home[other]), home[one].max(home[other]));
        if to != from {
            if speak_against(&weigher, &clusters[to], &clusters[from]) {
                continue;
            }
            let moved = std::mem::take(&mut clusters[from]);
            moved.iter().for_each(|member| home[*member] = to);
            clusters[to].extend(moved);
        }
        pairs.push(DuplicatePair {
            records: [one, other],
            confidence,
            evidence: weigher.evidence(one, other, records),
        });
    }
    clusters.retain(|cluster| cluster.len() > 1);
    clusters
        .iter_mut()
        .for_each(|cluster| cluster.sort_unstable());
    Duplicates { clusters, pairs }
}

/// True when members of two clusters are clearly different companies more often than not.
fn speak_against(weigher: &Weigher<'_>, one: &[usize], other: &[usize]) -> bool {
    let crossed = one
        .iter()
        .flat_map(|a| other.iter().map(move |b| (*a, *b)))
        .take(MOST_CROSS_CHECKS);
    let (mut against, mut all) = (0, 0);
    for (a, b) in crossed {
        against += usize::from(weigher.confidence(a, b) < APART_BELOW);
        all += 1;
    }
    against * 2 > all
}

/// How often each text stands in a list.
fn counts<'a>(texts: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, usize> {
    let mut counts = FxHashMap::default();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}
