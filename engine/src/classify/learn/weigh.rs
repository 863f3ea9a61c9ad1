//! Weights of terms in a text: sublinear frequency, inverse document frequency, unit length.

use super::terms::Family;
use rustc_hash::FxHashMap;

/// A text's terms with how often each is counted (a summary counts less than a title).
pub type Counted = Vec<(Family, u32, f32)>;

/// The half of a term's hash that stands for it. Among a million terms about a hundred share theirs
/// with another, which the separators bear.
#[must_use]
pub fn key(term: u64) -> u32 {
    (term >> 32) as u32
}

/// The dictionary of terms with their inverse document frequencies.
#[derive(Debug, Clone, Default)]
pub struct Weigher {
    places: FxHashMap<u32, u32>,
    rarity: Vec<f32>,
    shares: [f32; 4],
}

impl Weigher {
    /// Counts the terms of all texts and keeps those found in at least `least` of them. `shares` is
    /// the length that each [`Family`] has in a row.
    #[must_use]
    pub fn learn<'a>(
        texts: impl Iterator<Item = &'a Counted>,
        least: u32,
        shares: [f32; 4],
    ) -> Self {
        let mut seen: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        let mut order = Vec::new();
        let mut count = 0_u32;
        for text in texts {
            count += 1;
            for &(_, term, _) in text {
                let entry = seen.entry(term).or_insert_with(|| {
                    order.push(term);
                    (0, 0)
                });
                if entry.1 != count {
                    *entry = (entry.0 + 1, count);
                }
            }
        }
        let mut weigher = Self {
            shares,
            ..Self::default()
        };
        for term in order {
            let found = seen.get(&term).map_or(0, |entry| entry.0);
            if found >= least {
                // Smoothed as if one more text held every term.
                let rarity = ((1.0 + f64::from(count)) / (1.0 + f64::from(found))).ln() + 1.0;
                weigher.add(term, rarity as f32);
            }
        }
        weigher
    }

    /// A dictionary from its terms and their rarities.
    #[must_use]
    pub fn from_terms(terms: impl Iterator<Item = (u32, f32)>, shares: [f32; 4]) -> Self {
        let mut weigher = Self {
            shares,
            ..Self::default()
        };
        for (term, rarity) in terms {
            weigher.add(term, rarity);
        }
        weigher
    }

    fn add(&mut self, term: u32, rarity: f32) {
        let place = self.rarity.len() as u32;
        self.places.insert(term, place);
        self.rarity.push(rarity);
    }

    /// The terms with their places and rarities, in order of place.
    #[must_use]
    pub fn terms(&self) -> Vec<(u32, f32)> {
        let mut terms = vec![(0, 0.0); self.rarity.len()];
        for (&term, &place) in &self.places {
            terms[place as usize] = (term, self.rarity[place as usize]);
        }
        terms
    }

    /// The place of a term, if it is in the dictionary.
    #[must_use]
    pub fn place(&self, term: u32) -> Option<u32> {
        self.places.get(&term).copied()
    }

    /// The rarity of the term at a place; 0 when there is none.
    #[must_use]
    pub fn rarity(&self, place: u32) -> f32 {
        self.rarity.get(place as usize).copied().unwrap_or(0.0)
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

    /// The weighed row of one text; each family has the length of its share, so that the many
    /// terms of one do not drown the few of another.
    pub fn row(&self, terms: &Counted, row: &mut Vec<(u32, f32)>) {
        let places = self.places(terms);
        self.row_of(terms, &places, row);
    }

    /// The places of a text's terms.
    #[must_use]
    pub fn places(&self, terms: &Counted) -> Vec<Option<u32>> {
        terms.iter().map(|&(_, term, _)| self.place(term)).collect()
    }

    /// [`Self::row`] of terms whose places are known.
    pub fn row_of(&self, terms: &Counted, places: &[Option<u32>], row: &mut Vec<(u32, f32)>) {
        row.clear();
        let mut families = [const { Vec::new() }; Family::ALL.len()];
        for family in &mut families {
            family.reserve(terms.len());
        }
        for (&(family, _, times), place) in terms.iter().zip(places) {
            if let Some(place) = *place {
                families[family as usize].push((place, times));
            }
        }
        for (cells, &share) in families.iter_mut().zip(&self.shares) {
            self.weigh(cells, share);
            row.append(cells);
        }
    }

    fn weigh(&self, cells: &mut Vec<(u32, f32)>, share: f32) {
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
            let times = if *weight > 1.0 {
                1.0 + weight.ln()
            } else {
                *weight
            };
            *weight = times * self.rarity[*place as usize];
            square += *weight * *weight;
        }
        if square > 0.0 {
            let scale = share / square.sqrt();
            for (_, weight) in cells.iter_mut() {
                *weight *= scale;
            }
        }
    }
}
