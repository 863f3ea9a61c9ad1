//! From a margin to a probability that holds: of those said at 0.8, about 80 % are so.

/// A logistic curve: probability = 1 / (1 + exp(-(slope * margin + shift))).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sigmoid {
    /// Steepness.
    pub slope: f32,
    /// Where it crosses one half, times the slope.
    pub shift: f32,
}

/// Newton steps; the fit converges in fewer than ten.
const STEPS: usize = 50;
/// Keeps the curvature invertible when all margins are alike.
const RIDGE: f64 = 1e-6;

impl Sigmoid {
    /// The probability at a margin.
    #[must_use]
    pub fn probability(&self, margin: f64) -> f64 {
        let value = f64::from(self.slope) * margin + f64::from(self.shift);
        1.0 / (1.0 + (-value).exp())
    }

    /// Fits the curve to (margin, truth) pairs of examples that the margins were not learnt from
    /// (Platt 1999, with his smoothed targets, by Newton's method after Lin, Lin and Weng 2007).
    #[must_use]
    pub fn fit(cases: &[(f64, bool)]) -> Self {
        let positives = cases.iter().filter(|case| case.1).count() as f64;
        let negatives = cases.len() as f64 - positives;
        let high = (positives + 1.0) / (positives + 2.0);
        let low = 1.0 / (negatives + 2.0);
        let (mut slope, mut shift) = (1.0_f64, ((positives + 1.0) / (negatives + 1.0)).ln());
        let mut loss = loss_of(cases, slope, shift, high, low);
        for _ in 0..STEPS {
            let (mut g_slope, mut g_shift) = (0.0, 0.0);
            let (mut h_slope, mut h_both, mut h_shift) = (RIDGE, 0.0, RIDGE);
            for &(margin, truth) in cases {
                let target = if truth { high } else { low };
                let chance = 1.0 / (1.0 + (-(slope * margin + shift)).exp());
                let error = chance - target;
                let spread = chance * (1.0 - chance);
                g_slope += error * margin;
                g_shift += error;
                h_slope += spread * margin * margin;
                h_both += spread * margin;
                h_shift += spread;
            }
            let determinant = h_slope * h_shift - h_both * h_both;
            if determinant.abs() < 1e-12 {
                break;
            }
            let step_slope = (h_shift * g_slope - h_both * g_shift) / determinant;
            let step_shift = (h_slope * g_shift - h_both * g_slope) / determinant;
            // A full Newton step can overshoot; halve it until the loss falls.
            let mut scale = 1.0;
            while scale > 1e-6 {
                let next = loss_of(
                    cases,
                    slope - scale * step_slope,
                    shift - scale * step_shift,
                    high,
                    low,
                );
                if next < loss {
                    slope -= scale * step_slope;
                    shift -= scale * step_shift;
                    loss = next;
                    break;
                }
                scale *= 0.5;
            }
            if scale <= 1e-6 {
                break;
            }
        }
        Self {
            slope: slope as f32,
            shift: shift as f32,
        }
    }
}

/// Cross-entropy of the curve against the smoothed targets.
fn loss_of(cases: &[(f64, bool)], slope: f64, shift: f64, high: f64, low: f64) -> f64 {
    cases
        .iter()
        .map(|&(margin, truth)| {
            let target = if truth { high } else { low };
            let value = slope * margin + shift;
            // log(1 + exp(value)) without overflow.
            let soft = value.max(0.0) + (-value.abs()).exp().ln_1p();
            soft - target * value
        })
        .sum()
}
