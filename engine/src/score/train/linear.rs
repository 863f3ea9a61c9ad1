//! The little linear algebra that fitting needs: a symmetric matrix, its Cholesky factor, its inverse.

/// Products that are summed side by side.
const LANES: usize = 8;

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) size: usize,
    pub(crate) cells: Vec<f64>,
}

impl Matrix {
    pub(crate) fn zeros(size: usize) -> Self {
        Self {
            size,
            cells: vec![0.0; size * size],
        }
    }

    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] += value;
    }
}

/// The lower Cholesky factor of the lower triangle of `matrix`. A pivot that rounding made too small
/// is lifted, so that the factor always exists.
pub(crate) fn cholesky(matrix: &Matrix) -> Matrix {
    let size = matrix.size;
    let mut factor = matrix.clone();
    let greatest = (0..size).map(|at| matrix.at(at, at)).fold(0.0, f64::max);
    let least = (greatest * 1e-13).max(1e-12);
    for row in 0..size {
        let (done, rest) = factor.cells.split_at_mut(row * size);
        let current = &mut rest[..size];
        for column in 0..row {
            let above = &done[column * size..=column * size + column];
            let sum: f64 = dot(&current[..column], &above[..column]);
            current[column] = (current[column] - sum) / above[column];
        }
        let own: f64 = dot(&current[..row], &current[..row]);
        current[row] = (current[row] - own).max(least).sqrt();
        current[row + 1..].fill(0.0);
    }
    factor
}

/// Solves `L L' x = right`.
pub(crate) fn solve(factor: &Matrix, right: &[f64]) -> Vec<f64> {
    let size = factor.size;
    let mut x = right.to_vec();
    for row in 0..size {
        let line = &factor.cells[row * size..row * size + row];
        let sum = dot(line, &x[..row]);
        x[row] = (x[row] - sum) / factor.at(row, row);
    }
    for row in (0..size).rev() {
        x[row] /= factor.at(row, row);
        let value = x[row];
        let line = &factor.cells[row * size..row * size + row];
        for (cell, below) in x[..row].iter_mut().zip(line) {
            *cell -= value * below;
        }
    }
    x
}

/// The inverse of a lower triangular matrix.
pub(crate) fn invert_lower(factor: &Matrix) -> Matrix {
    let size = factor.size;
    let mut inverse = Matrix::zeros(size);
    for row in 0..size {
        let (done, rest) = inverse.cells.split_at_mut(row * size);
        let current = &mut rest[..size];
        let scales = &factor.cells[row * size..row * size + row];
        let mut column = 0;
        // Four rows at a time over the part that all of them have, then the corner that is left.
        while column + 4 <= row {
            let [a, b, c, d] = [0, 1, 2, 3].map(|next| {
                let from = (column + next) * size;
                &done[from..=from + column + next]
            });
            let s = &scales[column..column + 4];
            let cells = current[..=column].iter_mut().zip(a);
            let others = b[..=column].iter().zip(&c[..=column]).zip(&d[..=column]);
            for ((cell, a), ((b, c), d)) in cells.zip(others) {
                *cell -= s[0] * a + s[1] * b + s[2] * c + s[3] * d;
            }
            for (next, line) in [(1, b), (2, c), (3, d)] {
                for at in column + 1..=column + next {
                    current[at] -= s[next] * line[at];
                }
            }
            column += 4;
        }
        for column in column..row {
            let above = &done[column * size..=column * size + column];
            for (cell, value) in current[..=column].iter_mut().zip(above) {
                *cell -= scales[column] * value;
            }
        }
        let pivot = factor.cells[row * size + row];
        for cell in &mut current[..row] {
            *cell /= pivot;
        }
        current[row] = 1.0 / pivot;
    }
    inverse
}

/// The diagonal of `(L L')⁻¹`, and what stands beside it (row `n`, column `n + 1`), from the inverse
/// of `L`.
pub(crate) fn inverse_bands(inverse_lower: &Matrix) -> (Vec<f64>, Vec<f64>) {
    let size = inverse_lower.size;
    let mut own = vec![0.0; size];
    let mut beside = vec![0.0; size];
    for row in 0..size {
        let line = &inverse_lower.cells[row * size..row * size + row + 1];
        for (cell, value) in own.iter_mut().zip(line) {
            *cell += value * value;
        }
        for (cell, pair) in beside.iter_mut().zip(line.windows(2)) {
            *cell += pair[0] * pair[1];
        }
    }
    (own, beside)
}

/// The sum of products, in lanes so that it can be vectorised.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut lanes = [0.0_f64; LANES];
    let mut left_chunks = left.chunks_exact(LANES);
    let mut right_chunks = right.chunks_exact(LANES);
    for (a, b) in left_chunks.by_ref().zip(right_chunks.by_ref()) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = left_chunks
        .remainder()
        .iter()
        .zip(right_chunks.remainder())
        .map(|(a, b)| a * b)
        .sum();
    lanes.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_inverts() {
        let mut matrix = Matrix::zeros(6);
        for row in 0..6 {
            for column in 0..=row {
                let far = f64::from(u32::try_from(row - column).unwrap_or(0));
                matrix.add(row, column, if row == column { 3.0 } else { 0.5 / far });
            }
        }
        let full = |row: usize, column: usize| matrix.at(row.max(column), row.min(column));
        let right = [1.0, -2.0, 0.5, 4.0, 0.0, 1.0];
        let factor = cholesky(&matrix);
        let x = solve(&factor, &right);
        let (own, beside) = inverse_bands(&invert_lower(&factor));
        for (row, wanted) in right.iter().enumerate() {
            let product: f64 = (0..6).map(|column| full(row, column) * x[column]).sum();
            assert!((product - wanted).abs() < 1e-12);
            // The same cells of the inverse, solved column by column.
            for (column, expected) in [(row, own[row]), (row + 1, beside[row])] {
                if column < 6 {
                    let mut unit = [0.0; 6];
                    unit[column] = 1.0;
                    assert!((solve(&factor, &unit)[row] - expected).abs() < 1e-12);
                }
            }
        }
    }
}
