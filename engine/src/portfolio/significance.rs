//! Tests of two shares: exact for small counts, chi-squared for large, corrected for how many were
//! made.

use crate::score::interval::Z_95;

/// Where an expected count is below this, the exact test is made (Cochran 1954).
const LEAST_EXPECTED: f64 = 5.0;

/// Lists that together are no longer than this are always tested exactly.
const SMALL_LISTS: f64 = 150.0;

/// Counts of one value in two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Accounts with the value in the first list.
    pub first: u64,
    /// Accounts in the first list.
    pub first_total: u64,
    /// Accounts with the value in the second list.
    pub second: u64,
    /// Accounts in the second list.
    pub second_total: u64,
}

impl Counts {
    /// Shares of the value in both lists; 0 for an empty list.
    #[must_use]
    pub fn shares(self) -> [f64; 2] {
        let share = |part: u64, whole: u64| {
            if whole == 0 {
                0.0
            } else {
                part as f64 / whole as f64
            }
        };
        [
            share(self.first, self.first_total),
            share(self.second, self.second_total),
        ]
    }

    /// Odds ratio with its 95 % interval, half a case added to every cell (Haldane 1956, Woolf 1955),
    /// so that empty cells give finite figures.
    #[must_use]
    pub fn odds_ratio(self) -> (f64, [f64; 2]) {
        let [a, b, c, d] = self.cells().map(|cell| cell + 0.5);
        let log = (a * d / (b * c)).ln();
        let half = Z_95 * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        (log.exp(), [(log - half).exp(), (log + half).exp()])
    }

    /// Share in the first list over share in the second, steadied by half a case on each side.
    #[must_use]
    pub fn lift(self) -> f64 {
        let first = (self.first as f64 + 0.5) / (self.first_total as f64 + 1.0);
        let second = (self.second as f64 + 0.5) / (self.second_total as f64 + 1.0);
        first / second
    }

    /// Two-sided probability of a difference at least this large by chance.
    #[must_use]
    pub fn p(self) -> f64 {
        let total = (self.first_total + self.second_total) as f64;
        let with = (self.first + self.second) as f64;
        if total == 0.0
            || with == 0.0
            || with == total
            || self.first_total == 0
            || self.second_total == 0
        {
            return 1.0;
        }
        let least_list = self.first_total.min(self.second_total) as f64;
        let least_expected = least_list * with.min(total - with) / total;
        if least_expected < LEAST_EXPECTED || total <= SMALL_LISTS {
            self.fisher()
        } else {
            self.chi_squared()
        }
    }

    /// The smallest p that lists of this size and a value this frequent could show at all.
    #[must_use]
    pub fn least_p(self) -> f64 {
        let with = self.first + self.second;
        let most = with.min(self.first_total);
        let least = with.saturating_sub(self.second_total);
        let at = |first: u64| {
            Self {
                first,
                second: with - first,
                ..self
            }
            .p()
        };
        at(most).min(at(least))
    }

    fn cells(self) -> [f64; 4] {
        [
            self.first as f64,
            self.first_total.saturating_sub(self.first) as f64,
            self.second as f64,
            self.second_total.saturating_sub(self.second) as f64,
        ]
    }

    fn chi_squared(self) -> f64 {
        let [a, b, c, d] = self.cells();
        let total = a + b + c + d;
        let difference = a * d - b * c;
        let statistic = total * difference * difference / ((a + b) * (c + d) * (a + c) * (b + d));
        erfc((statistic / 2.0).sqrt())
    }

    /// Fisher's exact test: the sum of all tables with these margins that are no likelier than this one.
    fn fisher(self) -> f64 {
        let with = self.first + self.second;
        let total = self.first_total + self.second_total;
        let least = with.saturating_sub(self.second_total);
        let most = with.min(self.first_total);
        let fixed = ln_choose(total, with);
        let probability = |first: u64| {
            (ln_choose(self.first_total, first) + ln_choose(self.second_total, with - first)
                - fixed)
                .exp()
        };
        let own = probability(self.first);
        let sum: f64 = (least..=most)
            .map(probability)
            .filter(|other| *other <= own * (1.0 + 1e-7))
            .sum();
        sum.clamp(0.0, 1.0)
    }
}

/// Benjamini and Hochberg 1995: the p values as false discovery rates, in the order given.
#[must_use]
pub fn false_discovery_rates(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|left, right| p[*right].total_cmp(&p[*left]));
    let mut rates = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (from_top, at) in order.into_iter().enumerate() {
        let rank = (p.len() - from_top) as f64;
        least = least.min(p[at] * p.len() as f64 / rank);
        rates[at] = least;
    }
    rates
}

fn ln_choose(from: u64, choose: u64) -> f64 {
    ln_factorial(from) - ln_factorial(choose) - ln_factorial(from - choose)
}

/// ln n!: exact products for small n, Stirling's series beyond (error below 1e-12 there).
fn ln_factorial(n: u64) -> f64 {
    if n < 16 {
        return (2..=n).map(|factor| factor as f64).product::<f64>().ln();
    }
    let x = n as f64 + 1.0;
    let inverse = 1.0 / (x * x);
    let series =
        (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series
}

/// Complementary error function for x ≥ 0, relative error below 1.2e-7 (Press and others, Numerical
/// Recipes, section 6.2).
fn erfc(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.5 * x);
    let polynomial = -1.265_512_23
        + t * (1.000_023_68
            + t * (0.374_091_96
                + t * (0.096_784_18
                    + t * (-0.186_288_06
                        + t * (0.278_868_07
                            + t * (-1.135_203_98
                                + t * (1.488_515_87 + t * (-0.822_152_23 + t * 0.170_872_77))))))));
    (t * (-x * x + polynomial).exp()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(first: u64, first_total: u64, second: u64, second_total: u64) -> Counts {
        Counts {
            first,
            first_total,
            second,
            second_total,
        }
    }

    #[test]
    fn figures_of_the_textbooks() {
        // Fisher's tea: 3 of 4 against 1 of 4, two-sided 0.4857.
        assert!((counts(3, 4, 1, 4).p() - 0.485_714).abs() < 1e-6);
        // R: fisher.test(matrix(c(1,9,11,3),2)) gives 0.002759456.
        assert!((counts(1, 10, 11, 14).p() - 0.002_759_456).abs() < 1e-9);
        // R: chisq.test(matrix(c(60,40,40,60),2), correct = FALSE) gives 0.004677735.
        assert!((counts(60, 100, 40, 100).p() - 0.004_677_735).abs() < 1e-8);
        let rates = false_discovery_rates(&[0.01, 0.04, 0.03, 0.005]);
        for (rate, expected) in rates.iter().zip([0.02, 0.04, 0.04, 0.02]) {
            assert!((rate - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn empty_lists_and_cells_are_finite() {
        for counts in [
            counts(0, 0, 0, 0),
            counts(0, 5, 0, 5),
            counts(5, 5, 5, 5),
            counts(3, 3, 0, 3),
            counts(0, 0, 3, 9),
        ] {
            let (ratio, [low, high]) = counts.odds_ratio();
            assert!(ratio.is_finite() && low.is_finite() && high.is_finite());
            assert!((0.0..=1.0).contains(&counts.p()) && counts.lift().is_finite());
        }
    }
}
