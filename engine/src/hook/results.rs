//! The rep's own results per hook kind: Beta-Bernoulli with the evidence in print as a weak prior.
//!
//! A kind's prior weighs as much as [`PRIOR_SENDS`] mails, so forty mails of the rep's own outweigh
//! it. What comes out is an estimate with an interval, never a promise.

use crate::protocol::SignalKind;

/// How many sent mails the prior weighs as much as.
pub const PRIOR_SENDS: f64 = 20.0;
/// Reply rate of cold mail in general: 3.4 % on average
/// (Instantly, over 100 million mails, in <https://getgangly.com/blog/cold-email-statistics>; medium trust).
const BASE_RATE: f64 = 0.034;
/// Signal-based openers get about twice the replies of generic ones (graded review,
/// <https://apt.af5.org/help/personalization-and-metrics>; direction solid, size not).
const SIGNAL_LIFT: f64 = 2.0;
/// Coverage of the interval.
const COVERAGE: f64 = 0.90;

/// What became of the rep's mails that opened with one kind of hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindResult {
    /// The kind; `None` for openers without one.
    pub kind: Option<SignalKind>,
    /// Mails sent.
    pub sent: u32,
    /// Mails answered.
    pub replied: u32,
}

/// What is believed of one kind's reply rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The kind; `None` for openers without one.
    pub kind: Option<SignalKind>,
    /// Mails sent.
    pub sent: u32,
    /// Mails answered.
    pub replied: u32,
    /// Mean of the posterior.
    pub mean: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end of the 90 % interval.
    pub high: f64,
}

/// Worth of a kind before any result, relative to the best. By judgement: how much an event changes
/// budgets, people or plans; no published figures compare kinds.
const fn worth(kind: Option<SignalKind>) -> f64 {
    match kind {
        Some(SignalKind::Funding) => 1.0,
        Some(SignalKind::Leadership) => 0.95,
        Some(SignalKind::Expansion | SignalKind::Acquisition) => 0.85,
        Some(SignalKind::Hiring | SignalKind::Ipo) => 0.8,
        Some(SignalKind::Product | SignalKind::Partnership) => 0.7,
        None => 0.65,
        Some(SignalKind::Award) => 0.6,
        Some(SignalKind::Earnings | SignalKind::Rebrand) => 0.5,
        Some(SignalKind::Security | SignalKind::Legal | SignalKind::Layoffs) => 0.4,
        Some(SignalKind::Bankruptcy) => 0.2,
    }
}

/// What is known of one kind: mails, answers, and the two shapes of its Beta distribution.
struct Posterior {
    sent: u32,
    replied: u32,
    alpha: f64,
    beta: f64,
}

impl Posterior {
    fn of(results: &[KindResult], kind: Option<SignalKind>) -> Self {
        let (sent, replied) = results.iter().filter(|result| result.kind == kind).fold(
            (0_u32, 0_u32),
            |(sent, replied), result| {
                (
                    sent.saturating_add(result.sent),
                    replied.saturating_add(result.replied),
                )
            },
        );
        // More replies than mails is a slip of the ledger; it must not break the estimate.
        let replied = replied.min(sent);
        let prior = BASE_RATE * SIGNAL_LIFT * worth(kind);
        Self {
            sent,
            replied,
            alpha: PRIOR_SENDS * prior + f64::from(replied),
            beta: PRIOR_SENDS * (1.0 - prior) + f64::from(sent - replied),
        }
    }

    fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }
}

/// The estimate of one kind from the rep's results.
#[must_use]
pub fn estimate(results: &[KindResult], kind: Option<SignalKind>) -> Estimate {
    let posterior = Posterior::of(results, kind);
    Estimate {
        kind,
        sent: posterior.sent,
        replied: posterior.replied,
        mean: posterior.mean(),
        low: quantile(posterior.alpha, posterior.beta, (1.0 - COVERAGE) / 2.0),
        high: quantile(
            posterior.alpha,
            posterior.beta,
            f64::midpoint(1.0, COVERAGE),
        ),
    }
}

/// The estimates of all kinds, best first.
#[must_use]
pub fn estimates(results: &[KindResult]) -> Vec<Estimate> {
    let mut all: Vec<Estimate> = SignalKind::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|kind| estimate(results, kind))
        .collect();
    crate::order::by(&mut all, |a, b| b.mean.total_cmp(&a.mean));
    all
}

/// A kind's factor in the rank, relative to the best kind, with its reason.
pub(super) fn trigger(results: &[KindResult], kind: Option<SignalKind>) -> (f64, String) {
    let best = SignalKind::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|kind| Posterior::of(results, kind).mean())
        .fold(f64::MIN_POSITIVE, f64::max);
    let posterior = Posterior::of(results, kind);
    let name = kind.map_or("no event", SignalKind::name);
    let why = if posterior.sent == 0 {
        format!("{name}: a starting value, you have no results yet")
    } else {
        let own = estimate(results, kind);
        format!(
            "{name}: {} of {} answered, likely {:.0} to {:.0} %",
            own.replied,
            own.sent,
            100.0 * own.low,
            100.0 * own.high
        )
    };
    (posterior.mean() / best, why)
}

/// The value below which a share `p` of a Beta distribution lies, by bisection of its distribution function.
fn quantile(alpha: f64, beta: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if distribution(alpha, beta, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function by its continued fraction (modified Lentz; Abramowitz
/// and Stegun, formula 26.5.8).
fn distribution(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast on this side of the mean only.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - distribution_left(b, a, 1.0 - x);
    }
    distribution_left(a, b, x)
}

fn distribution_left(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let front =
        (a * x.ln() + b * (1.0 - x).ln() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)).exp() / a;
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-12 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// Logarithm of the gamma function (Lanczos, g = 7, n = 9).
fn ln_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        // Reflection, for the small shapes of a weak prior.
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let t = x + 7.5;
    let sum = COEFFICIENTS
        .iter()
        .zip(1_u8..)
        .fold(0.999_999_999_999_809_9, |sum, (coefficient, index)| {
            sum + coefficient / (x + f64::from(index))
        });
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn quantiles_agree_with_published_values() {
        // Beta(2, 3) and Beta(10, 10) at 5 % and 95 %; Beta(1, 1) is uniform; Beta(0.5, 0.5) is the arcsine law.
        assert!(close(quantile(2.0, 3.0, 0.05), 0.097_61));
        assert!(close(quantile(2.0, 3.0, 0.95), 0.751_40));
        assert!(close(quantile(1.0, 1.0, 0.3), 0.3));
        assert!(close(quantile(0.5, 0.5, 0.25), 0.146_45));
        assert!(close(quantile(10.0, 10.0, 0.5), 0.5));
    }

    #[test]
    fn the_reps_own_results_take_over() {
        let weak = estimate(&[], Some(SignalKind::Award));
        assert!(weak.mean < 0.05 && weak.low < weak.mean && weak.mean < weak.high);
        let results = [KindResult {
            kind: Some(SignalKind::Award),
            sent: 200,
            replied: 60,
        }];
        let strong = estimate(&results, Some(SignalKind::Award));
        assert!((0.25..0.31).contains(&strong.mean));
        assert!(strong.high - strong.low < 0.12);
        assert_eq!(estimates(&results)[0].kind, Some(SignalKind::Award));
        assert!(close(trigger(&results, Some(SignalKind::Award)).0, 1.0));
        assert!(trigger(&results, Some(SignalKind::Funding)).0 < 0.5);
    }

    #[test]
    fn a_slip_of_the_ledger_breaks_nothing() {
        let results = [KindResult {
            kind: None,
            sent: 3,
            replied: u32::MAX,
        }];
        let estimate = estimate(&results, None);
        assert!(estimate.mean.is_finite() && estimate.low <= estimate.high && estimate.high <= 1.0);
    }
}
