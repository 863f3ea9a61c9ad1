//! A linear separator: dual coordinate descent for L2-regularised squared-hinge and logistic loss.

use super::matrix::{Row, Rows};
use super::shuffle::Shuffle;

/// Value of the constant feature that carries the intercept.
const CONSTANT: f32 = 1.0;

/// What an error costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// max(0, 1 - margin) squared (Hsieh et al. 2008, algorithm 1, L2-SVM).
    SquaredHinge,
    /// log(1 + exp(-margin)) (Yu, Huang and Lin 2011, algorithm 5).
    Logistic,
}

/// How a separator is trained.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What an error costs.
    pub loss: Loss,
    /// Cost of an error against the size of the weights ("C").
    pub cost: f32,
    /// Factor on the cost of errors on positive examples.
    pub positive: f32,
    /// Most passes over the examples.
    pub passes: usize,
    /// Seed of the order of examples.
    pub seed: u64,
}

/// Weights of one label.
#[derive(Debug, Clone)]
pub struct Separator {
    /// A weight per term.
    pub weights: Vec<f32>,
    /// The intercept.
    pub bias: f32,
}

impl Separator {
    /// Learns from rows, each with +1 (`true`) or -1, over `terms` terms. `importance` scales the
    /// cost of each example; empty means 1 for all.
    #[must_use]
    pub fn learn(
        rows: &Rows,
        chosen: &[usize],
        positive: impl Fn(usize) -> bool,
        importance: &[f32],
        terms: usize,
        settings: Settings,
    ) -> Self {
        let mut separator = Self {
            weights: vec![0.0; terms],
            bias: 0.0,
        };
        let mut examples: Vec<Example> = chosen
            .iter()
            .map(|&row| {
                let truth = positive(row);
                let scale = importance.get(row).copied().unwrap_or(1.0);
                let cost = settings.cost * scale * if truth { settings.positive } else { 1.0 };
                Example::new(
                    row,
                    rows.row(row),
                    if truth { 1.0 } else { -1.0 },
                    cost,
                    settings.loss,
                )
            })
            .collect();
        if settings.loss == Loss::Logistic {
            for example in &examples {
                separator.add(rows.row(example.row), example.alpha * example.sign);
            }
        }
        let mut shuffle = Shuffle::new(settings.seed);
        for _ in 0..settings.passes {
            shuffle.order(&mut examples);
            let mut largest = 0.0_f32;
            for example in &mut examples {
                let row = rows.row(example.row);
                let margin = example.sign * separator.decide(row);
                let step = match settings.loss {
                    Loss::SquaredHinge => example.hinge_step(margin),
                    Loss::Logistic => example.logistic_step(margin),
                };
                if step != 0.0 {
                    separator.add(row, step * example.sign);
                    largest = largest.max(step.abs() * example.norm);
                }
            }
            if largest < 1e-3 {
                break;
            }
        }
        separator
    }

    /// Signed distance of a row from the plane, not normalised.
    #[must_use]
    pub fn decide(&self, row: &Row) -> f32 {
        let mut sum = self.bias * CONSTANT;
        for &(term, weight) in row {
            if let Some(own) = self.weights.get(term as usize) {
                sum += own * weight;
            }
        }
        sum
    }

    fn add(&mut self, row: &Row, factor: f32) {
        self.bias += factor * CONSTANT;
        for &(term, weight) in row {
            if let Some(own) = self.weights.get_mut(term as usize) {
                *own += factor * weight;
            }
        }
    }
}

/// One example's dual variable.
struct Example {
    row: usize,
    sign: f32,
    cost: f32,
    norm: f32,
    alpha: f32,
}

impl Example {
    fn new(row: usize, cells: &Row, sign: f32, cost: f32, loss: Loss) -> Self {
        let norm = cells
            .iter()
            .map(|&(_, weight)| weight * weight)
            .sum::<f32>()
            + CONSTANT * CONSTANT;
        let alpha = match loss {
            Loss::SquaredHinge => 0.0,
            // The logistic dual is open at both ends; start near its lower one as liblinear does.
            Loss::Logistic => (0.001 * cost).min(1e-8_f32.max(1e-3 * cost)),
        };
        Self {
            row,
            sign,
            cost,
            norm,
            alpha,
        }
    }

    fn hinge_step(&mut self, margin: f32) -> f32 {
        let diagonal = 0.5 / self.cost;
        let gradient = margin - 1.0 + diagonal * self.alpha;
        let old = self.alpha;
        self.alpha = (old - gradient / (self.norm + diagonal)).max(0.0);
        self.alpha - old
    }

    /// A few Newton steps on the one-variable dual, kept inside its open interval.
    fn logistic_step(&mut self, margin: f32) -> f32 {
        let old = self.alpha;
        let floor = self.cost * 1e-6;
        let mut alpha = old;
        for _ in 0..4 {
            let gradient = margin + self.norm * (alpha - old) + (alpha / (self.cost - alpha)).ln();
            let curve = self.norm + self.cost / (alpha * (self.cost - alpha));
            let next = alpha - gradient / curve;
            alpha = if next <= floor {
                (alpha * 0.1).max(floor)
            } else if next >= self.cost - floor {
                (self.cost - (self.cost - alpha) * 0.1).min(self.cost - floor)
            } else {
                next
            };
            if gradient.abs() < 1e-3 {
                break;
            }
        }
        self.alpha = alpha;
        alpha - old
    }
}
