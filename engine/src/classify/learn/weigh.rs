//! Weights of terms in a text: sublinear frequency, inverse document frequency, unit length.

use super::matrix::Rows;
use super::terms::{Family, Terms};
use rustc_hash::FxHashMap;

/// The dictionary of terms with their inverse document frequencies.
#[derive(Debug, Clone, Default)]
pub struct Weigher {
    places: FxHashMap<u64, u32>,
    rarity: Vec<f32>,
}

impl Weigher {
    /// Counts the terms of all texts and keeps those found in at least `least` of them.
    #[must_use]
    pub fn learn<'a>(texts: impl Iterator<Item = &'a str>, least: u32) -> Self {
        let mut seen: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        let mut order = Vec::new();
        let mut terms = Terms::default();
        let mut count = 0_u32;
        for text in texts {
            count += 1;
            terms.each(text, |_, term| {
                let entry = seen.entry(term).or_insert_with(|| {
                    order.push(term);
                    (0, 0)
                });
                if entry.1 != count {
                    *entry = (entry.0 + 1, count);
                }
            });
        }
        let mut weigher = Self::default();
        for term in order {
            let found = seen.get(&term).map_or(0, |entry| entry.0);
            if found >= least {
                let place = weigher.rarity.len() as u32;
                weigher.places.insert(term, place);
                // Smoothed as if one more text held every term.
                let rarity = ((1.0 + f64::from(count)) / (1.0 + f64::from(found))).ln() + 1.0;
                weigher.rarity.push(rarity as f32);
            }
        }
        weigher
    }

    /// Number of terms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rarity.len()
    }

    /// True when no term was kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rarity.is_empty()
    }

    /// The weighed row of one text; each family has length 1, so that neither drowns the other.
    pub fn row(&self, terms: &mut Terms, text: &str, row: &mut Vec<(u32, f32)>) {
        row.clear();
        let mut words = Vec::new();
        let mut pairs = Vec::new();
        let mut marks = Vec::new();
        let mut concepts = Vec::new();
        terms.each(text, |family, term| {
            if let Some(&place) = self.places.get(&term) {
                match family {
                    Family::Words => words.push((place, 1.0)),
                    Family::Pairs => pairs.push((place, 1.0)),
                    Family::Concepts => concepts.push((place, 1.0)),
                    Family::Marks => marks.push((place, 1.0)),
                    Family::Characters => row.push((place, 1.0)),
                }
            }
        });
        self.weigh(&mut words);
        self.weigh(&mut pairs);
        self.weigh(&mut marks);
        self.weigh(&mut concepts);
        self.weigh(row);
        let env = |name: &str, other: f32| {
            std::env::var(name)
                .ok()
                .and_then(|v| v.parse().ok())
                .unwrap_or(other)
        };
        let (a, b, c) = (env("WP", 0.5), env("WM", 0.5), env("WC", 1.0));
        for x in row.iter_mut() {
            x.1 *= c;
        }
        for x in &mut pairs {
            x.1 *= a;
        }
        for x in &mut marks {
            x.1 *= b;
        }
        let d = env("WL", 0.5);
        for x in &mut concepts {
            x.1 *= d;
        }
        row.append(&mut concepts);
        row.append(&mut pairs);
        row.append(&mut marks);
        row.append(&mut words);
        row.sort_unstable_by_key(|cell| cell.0);
    }

    /// All texts as rows.
    #[must_use]
    pub fn rows<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Rows {
        let mut rows = Rows::default();
        let mut terms = Terms::default();
        let mut row = Vec::new();
        for text in texts {
            self.row(&mut terms, text, &mut row);
            rows.push(&row);
        }
        rows
    }

    fn weigh(&self, cells: &mut Vec<(u32, f32)>) {
        cells.sort_unstable_by_key(|cell| cell.0);
        cells.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 += later.1;
            }
            same
        });
        let mut square = 0.0_f32;
        for (place, weight) in cells.iter_mut() {
            *weight = (1.0 + weight.ln()) * self.rarity[*place as usize];
            square += *weight * *weight;
        }
        if square > 0.0 {
            let scale = square.sqrt().recip();
            for (_, weight) in cells.iter_mut() {
                *weight *= scale;
            }
        }
    }
}
