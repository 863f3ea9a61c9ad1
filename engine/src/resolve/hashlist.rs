//! A read-only multimap from hashed strings to numbers: one sorted array, built in one sort.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Pairs of a key's hash and a number, sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct HashList {
    pairs: Vec<(u64, u32)>,
}

impl HashList {
    /// Adds a pair; [`seal`](Self::seal) must be called before asking.
    pub(super) fn add(&mut self, key: &str, value: u32) {
        self.pairs.push((hash(key), value));
    }

    /// Sorts and drops repeats.
    pub(super) fn seal(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.pairs.shrink_to_fit();
    }

    /// The numbers under `key`, ascending. Keys are told apart by a 64-bit hash.
    pub(super) fn get(&self, key: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = hash(key);
        let start = self.pairs.partition_point(|pair| pair.0 < wanted);
        self.pairs[start..]
            .iter()
            .take_while(move |pair| pair.0 == wanted)
            .map(|pair| pair.1)
    }
}

pub(super) fn hash(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    // FxHash keeps its entropy high; spread it so that sorted neighbours differ.
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
