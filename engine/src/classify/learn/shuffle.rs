//! A seeded order: the only randomness of training.

/// A small generator (xorshift64*, Vigna 2014) for shuffling; never for secrets.
#[derive(Debug, Clone)]
pub struct Shuffle(u64);

impl Shuffle {
    /// A generator that always gives the same order for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Zero is the one state the generator cannot leave.
        Self(seed | 1)
    }

    /// The next number below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        if bound == 0 {
            return 0;
        }
        // The high half is the better half of this generator; the bounds here are small.
        ((number >> 32) as usize) % bound
    }

    /// The next number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f32 {
        // A float holds 24 bits exactly.
        self.below(1 << 24) as f32 / (1 << 24) as f32
    }

    /// True in that share of cases.
    pub fn chance(&mut self, share: f32) -> bool {
        self.unit() < share
    }

    /// Puts the items into a seeded order (Fisher-Yates).
    pub fn order<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
