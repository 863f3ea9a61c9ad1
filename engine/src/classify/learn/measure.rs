//! How good predictions are: counts, precision, recall, F1.

/// Counts for one label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Said and so.
    pub hits: usize,
    /// Said but not so.
    pub false_alarms: usize,
    /// So but not said.
    pub misses: usize,
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct F1 {
    /// Share of what was said that is so; 0 when nothing was said.
    pub precision: f64,
    /// Share of what is so that was said; 0 when nothing is so.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

impl Confusion {
    /// Counts one case.
    pub fn count(&mut self, said: bool, so: bool) {
        match (said, so) {
            (true, true) => self.hits += 1,
            (true, false) => self.false_alarms += 1,
            (false, true) => self.misses += 1,
            (false, false) => {}
        }
    }

    /// The rates behind the counts.
    #[must_use]
    pub fn rates(self) -> F1 {
        let share = |part: usize, rest: usize| {
            if part + rest == 0 {
                0.0
            } else {
                part as f64 / (part + rest) as f64
            }
        };
        let precision = share(self.hits, self.false_alarms);
        let recall = share(self.hits, self.misses);
        F1 {
            precision,
            recall,
            f1: share(2 * self.hits, self.false_alarms + self.misses),
        }
    }
}
