//! The two building blocks: a table of points and a fully connected layer, with their gradients.

use super::WIDTH;

/// Outputs that are summed at once.
const BLOCK: usize = 32;

/// Rows of [`WIDTH`] numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) values: Vec<f32>,
}

impl Table {
    /// A table of zeros.
    pub(super) fn zeros(rows: usize) -> Self {
        Self {
            values: vec![0.0; rows * WIDTH],
        }
    }

    /// A row; zeros where there is none.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        self.values
            .get(row * WIDTH..(row + 1) * WIDTH)
            .unwrap_or(&[0.0; WIDTH])
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.values.len() / WIDTH
    }
}

/// Every input times a weight for every output, plus a bias.
#[derive(Debug, Clone, Default)]
pub(super) struct Dense {
    /// One row per input, one number per output.
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Dense {
    /// A layer of zeros.
    pub(super) fn zeros(inputs: usize, outputs: usize) -> Self {
        Self {
            weights: vec![0.0; inputs * outputs],
            bias: vec![0.0; outputs],
        }
    }

    /// Adds to the outputs the products of `inputs`, the first of which is the layer's input `from`.
    pub(super) fn add_products(&self, inputs: &[f32], from: usize, outputs: &mut [f32]) {
        let width = self.bias.len().max(1);
        let weights = self.weights.get(from * width..).unwrap_or_default();
        let (blocks, rest) = outputs.as_chunks_mut::<BLOCK>();
        let done = blocks.len() * BLOCK;
        for (place, block) in blocks.iter_mut().enumerate() {
            // A copy of fixed size stays in the processor's registers.
            let mut sums = *block;
            for (&input, row) in inputs.iter().zip(weights.chunks_exact(width)) {
                if let Some(row) = row[place * BLOCK..].first_chunk::<BLOCK>() {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += input * weight;
                    }
                }
            }
            *block = sums;
        }
        for (&input, row) in inputs.iter().zip(weights.chunks_exact(width)) {
            for (output, weight) in rest.iter_mut().zip(&row[done..]) {
                *output += input * weight;
            }
        }
    }

    /// The gradient at the inputs, given that at the outputs.
    pub(super) fn back(&self, upstream: &[f32]) -> Vec<f32> {
        let mut inputs = vec![0.0; self.weights.len() / self.bias.len().max(1)];
        self.add_back(upstream, 0, &mut inputs);
        inputs
    }

    /// Adds to `inputs`, the first of which is the layer's input `from`, their gradient.
    pub(super) fn add_back(&self, upstream: &[f32], from: usize, inputs: &mut [f32]) {
        let rows = self.weights.chunks_exact(self.bias.len().max(1)).skip(from);
        for (input, row) in inputs.iter_mut().zip(rows) {
            *input += product(row, upstream);
        }
    }

    /// Adds to this layer, which holds gradients, those of one pass.
    pub(super) fn add_gradient(&mut self, inputs: &[f32], from: usize, upstream: &[f32]) {
        let width = self.bias.len();
        let rows = self.weights.chunks_exact_mut(width.max(1)).skip(from);
        for (&input, row) in inputs.iter().zip(rows) {
            if input != 0.0 {
                for (weight, gradient) in row.iter_mut().zip(upstream) {
                    *weight += input * gradient;
                }
            }
        }
    }
}

/// Sum of products, in eight sums that the processor can keep side by side.
fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (ones, rest) = one.as_chunks::<8>();
    let (others, other_rest) = other.as_chunks::<8>();
    for (one, other) in ones.iter().zip(others) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    let tail: f32 = rest
        .iter()
        .zip(other_rest)
        .map(|(one, other)| one * other)
        .sum();
    sums.iter().sum::<f32>() + tail
}

/// Adds a row to another.
pub(super) fn add(to: &mut [f32], row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += value;
    }
}

/// What is below 0 becomes 0.
pub(super) fn positive(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// The gradient before [`positive`], given what came out of it.
pub(super) fn where_positive(gradient: &mut [f32], after: &[f32]) {
    for (gradient, &after) in gradient.iter_mut().zip(after) {
        if after <= 0.0 {
            *gradient = 0.0;
        }
    }
}
