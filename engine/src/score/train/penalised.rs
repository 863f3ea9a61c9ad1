//! Fitting points: a penalised logistic regression on bins, additive, with the penalties told by the
//! data.
//!
//! Each bin has a coefficient. Neighbouring ranges of numbers are pulled together (first-difference
//! penalty), levels of a category towards the average (ridge). The strength of each pull is set by
//! restricted maximum likelihood with generalised Fellner-Schall updates (Wood and Fasiolo 2017,
//! doi 10.1111/biom.12666), so there is nothing to tune and a column without signal fades away by
//! itself. Categories with many levels are fitted by backfitting, level by level.

use super::bins::{Bins, Block};
use super::linear::{Matrix, cholesky, inverse_bands, invert_lower, solve};
use super::quality::to_f64;

/// Categories with more levels than this are fitted level by level.
pub(crate) const MOST_DENSE_LEVELS: usize = 40;

/// Range of every penalty: at the least a coefficient may stray about 4 logits, at the most it is
/// as good as fixed.
const PENALTY: [f64; 2] = [0.06, 1e6];

/// Penalty every pull starts with.
const FIRST_PENALTY: f64 = 10.0;

/// Most rounds of fitting and setting penalties.
const MOST_ROUNDS: usize = 14;

/// Longest step of a penalty's logarithm in one round: a factor of 20.
const MOST_STEP: f64 = 3.0;

/// Most that a step is lengthened.
const MOST_ACCELERATION: f64 = 6.0;

/// Factors below 2 whose product cannot overflow.
const FACTORS: usize = 512;

/// Relative change of the objective below which fitting stops.
const SETTLED: f64 = 1e-5;

/// One pull on some coefficients of a block.
#[derive(Debug, Clone, PartialEq)]
struct Pull {
    from: usize,
    count: usize,
    smooth: bool,
    penalty: f64,
    /// Logarithm of the penalty before, and the step that was taken from there.
    last: Option<(f64, f64)>,
}

/// Blocks laid out for fitting.
pub(crate) struct Design<'b> {
    blocks: &'b [Block],
    /// Offset of each dense block among the dense coefficients; `None` for a wide one.
    offsets: Vec<Option<usize>>,
    dense: usize,
    starts: Vec<u32>,
    items: Vec<u32>,
    /// Log-odds that each row has already.
    given: Vec<f64>,
}

/// Coefficients with their penalties.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fit {
    dense: Vec<f64>,
    wide: Vec<Vec<f64>>,
    pulls: Vec<Pull>,
    wide_penalties: Vec<f64>,
}

impl<'b> Design<'b> {
    /// Lays blocks out for as many rows as `given` has log-odds that are not to be fitted.
    pub(crate) fn new(blocks: &'b [Block], given: Vec<f64>) -> Self {
        let rows = given.len();
        let mut offsets = Vec::with_capacity(blocks.len());
        let mut dense = 1;
        for block in blocks {
            let wide = matches!(block.bins, Bins::Levels(_)) && block.size > MOST_DENSE_LEVELS;
            offsets.push((!wide).then_some(dense));
            if !wide {
                dense += block.slots();
            }
        }
        let mut starts = Vec::with_capacity(rows + 1);
        let mut items = Vec::with_capacity(rows * (blocks.len() + 1));
        starts.push(0);
        for row in 0..rows {
            items.push(0);
            for (block, offset) in blocks.iter().zip(&offsets) {
                if let Some(offset) = offset {
                    items.extend(block.of(row).iter().map(|bin| bin + *offset as u32));
                }
            }
            starts.push(items.len() as u32);
        }
        Self {
            blocks,
            offsets,
            dense,
            starts,
            items,
            given,
        }
    }

    fn row(&self, row: usize) -> &[u32] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    fn wide(&self) -> impl Iterator<Item = &'b Block> {
        self.blocks
            .iter()
            .zip(&self.offsets)
            .filter(|(_, offset)| offset.is_none())
            .map(|(block, _)| block)
    }

    /// Log-odds of a row.
    pub(crate) fn logit(&self, fit: &Fit, row: usize) -> f64 {
        let dense: f64 = self
            .row(row)
            .iter()
            .map(|item| fit.dense[*item as usize])
            .sum();
        let wide: f64 = self
            .wide()
            .zip(&fit.wide)
            .map(|(block, levels)| {
                block
                    .of(row)
                    .iter()
                    .map(|bin| levels[*bin as usize])
                    .sum::<f64>()
            })
            .sum();
        self.given[row] + dense + wide
    }

    /// The coefficients of every block, bin by bin.
    pub(crate) fn coefficients(&self, fit: &Fit) -> Vec<Vec<f64>> {
        let mut wide = fit.wide.iter();
        self.blocks
            .iter()
            .zip(&self.offsets)
            .map(|(block, offset)| match offset {
                Some(offset) => fit.dense[*offset..offset + block.slots()].to_vec(),
                None => wide.next().cloned().unwrap_or_default(),
            })
            .collect()
    }

    fn pulls(&self) -> Vec<Pull> {
        let mut pulls = Vec::new();
        for (block, offset) in self.blocks.iter().zip(&self.offsets) {
            let Some(offset) = *offset else { continue };
            let mut pull = |from, count, smooth| {
                pulls.push(Pull {
                    from,
                    count,
                    smooth,
                    penalty: FIRST_PENALTY,
                    last: None,
                });
            };
            match block.bins {
                Bins::Ordered(_) => {
                    pull(offset, block.size, true);
                    pull(offset, block.size, false);
                    pull(offset + block.size, 2, false);
                }
                Bins::Levels(_) => {
                    pull(offset, block.size + 1, false);
                    pull(offset + block.size + 1, 1, false);
                }
                Bins::Members(_) => {
                    pull(offset, block.size, false);
                    pull(offset + block.size, 2, false);
                }
            }
        }
        pulls
    }

    /// Fits the chosen rows.
    pub(crate) fn fit(&self, outcomes: &[bool], rows: &[u32]) -> Fit {
        let mut fit = self.first(outcomes, rows);
        let mut logits: Vec<f64> = rows
            .iter()
            .map(|row| self.logit(&fit, *row as usize))
            .collect();
        let mut loss = loss(&logits, outcomes, rows);
        for round in 0..MOST_ROUNDS {
            let before = loss + penalty(&fit);
            let (mut hessian, gradient) = self.slopes(&fit, &logits, outcomes, rows);
            add_penalties(&mut hessian, &fit.pulls);
            let factor = cholesky(&hessian);
            let step = solve(&factor, &gradient);
            loss = self.advance(&mut fit, &mut logits, loss, &step, outcomes, rows);
            if !fit.wide.is_empty() {
                self.backfit(&mut fit, &mut logits, outcomes, rows);
                loss = self::loss(&logits, outcomes, rows);
            }
            let after = loss + penalty(&fit);
            let settled = (before - after).abs() <= SETTLED * before.abs().max(1.0);
            if settled && round > 1 {
                break;
            }
            set_penalties(&mut fit.pulls, &fit.dense, &invert_lower(&factor));
        }
        fit
    }

    fn first(&self, outcomes: &[bool], rows: &[u32]) -> Fit {
        let positives = to_f64(rows.iter().filter(|row| outcomes[**row as usize]).count());
        let total = to_f64(rows.len());
        let mut dense = vec![0.0; self.dense];
        dense[0] = ((positives + 0.5) / (total - positives + 0.5)).ln();
        let wide: Vec<Vec<f64>> = self.wide().map(|block| vec![0.0; block.slots()]).collect();
        Fit {
            dense,
            wide_penalties: vec![FIRST_PENALTY; wide.len()],
            wide,
            pulls: self.pulls(),
        }
    }

    /// The Hessian without penalties (lower triangle) and the gradient of the log-likelihood with them.
    fn slopes(
        &self,
        fit: &Fit,
        logits: &[f64],
        outcomes: &[bool],
        rows: &[u32],
    ) -> (Matrix, Vec<f64>) {
        let mut hessian = Matrix::zeros(self.dense);
        let mut gradient = vec![0.0; self.dense];
        for (logit, row) in logits.iter().zip(rows) {
            let row = *row as usize;
            let mean = logistic(*logit);
            let weight = (mean * (1.0 - mean)).max(1e-9);
            let rest = f64::from(u8::from(outcomes[row])) - mean;
            let items = self.row(row);
            for (at, item) in items.iter().enumerate() {
                let item = *item as usize;
                gradient[item] += rest;
                let line = &mut hessian.cells[item * self.dense..=item * self.dense + item];
                for other in &items[..=at] {
                    line[*other as usize] += weight;
                }
            }
        }
        for pull in &fit.pulls {
            subtract_pull(&mut gradient, pull, &fit.dense);
        }
        (hessian, gradient)
    }

    /// Goes along the step as far as it helps; gives the loss there.
    fn advance(
        &self,
        fit: &mut Fit,
        logits: &mut [f64],
        before: f64,
        step: &[f64],
        outcomes: &[bool],
        rows: &[u32],
    ) -> f64 {
        let along: Vec<f64> = rows
            .iter()
            .map(|row| {
                self.row(*row as usize)
                    .iter()
                    .map(|item| step[*item as usize])
                    .sum()
            })
            .collect();
        let most = before + penalty(fit);
        let mut length = 1.0;
        for _ in 0..10 {
            let mut trial = fit.clone();
            for (value, change) in trial.dense.iter_mut().zip(step) {
                *value += length * change;
            }
            let moved: Vec<f64> = logits
                .iter()
                .zip(&along)
                .map(|(logit, change)| logit + length * change)
                .collect();
            let after = loss(&moved, outcomes, rows);
            if after + penalty(&trial) <= most {
                *fit = trial;
                logits.copy_from_slice(&moved);
                return after;
            }
            length /= 2.0;
        }
        before
    }

    /// One Newton step for every level of the wide categories, and their penalties.
    fn backfit(&self, fit: &mut Fit, logits: &mut [f64], outcomes: &[bool], rows: &[u32]) {
        for ((block, levels), penalty) in
            self.wide().zip(&mut fit.wide).zip(&mut fit.wide_penalties)
        {
            let mut weights = vec![0.0; block.slots()];
            for _ in 0..2 {
                weights.fill(0.0);
                let mut rests = vec![0.0; block.slots()];
                for (logit, row) in logits.iter().zip(rows) {
                    let mean = logistic(*logit);
                    let rest = f64::from(u8::from(outcomes[*row as usize])) - mean;
                    for bin in block.of(*row as usize) {
                        weights[*bin as usize] += (mean * (1.0 - mean)).max(1e-9);
                        rests[*bin as usize] += rest;
                    }
                }
                let mut steps = vec![0.0; block.slots()];
                for (bin, step) in steps.iter_mut().enumerate() {
                    *step = (rests[bin] - *penalty * levels[bin]) / (weights[bin] + *penalty);
                    // One level's Newton step can overshoot where its weight is tiny.
                    *step = step.clamp(-1.0, 1.0);
                    levels[bin] += *step;
                }
                for (logit, row) in logits.iter_mut().zip(rows) {
                    *logit += block
                        .of(*row as usize)
                        .iter()
                        .map(|bin| steps[*bin as usize])
                        .sum::<f64>();
                }
            }
            let free: f64 = weights
                .iter()
                .map(|weight| weight / (weight + *penalty))
                .sum();
            let size: f64 = levels.iter().map(|level| level * level).sum();
            *penalty = next_penalty(*penalty, free / *penalty, size);
        }
    }
}

/// Negative log-likelihood: Σ ln(1 + exp(∓logit)). The factors 1 + exp(−|x|) lie between 1 and 2, so
/// that many of them are multiplied before one logarithm is taken.
fn loss(logits: &[f64], outcomes: &[bool], rows: &[u32]) -> f64 {
    let mut total = 0.0;
    for (logits, rows) in logits.chunks(FACTORS).zip(rows.chunks(FACTORS)) {
        let mut product = 1.0;
        for (logit, row) in logits.iter().zip(rows) {
            let signed = if outcomes[*row as usize] {
                -logit
            } else {
                *logit
            };
            total += signed.max(0.0);
            product *= 1.0 + (-signed.abs()).exp();
        }
        total += product.ln();
    }
    total
}

/// The penalties on all coefficients.
fn penalty(fit: &Fit) -> f64 {
    let dense = fit
        .pulls
        .iter()
        .map(|pull| 0.5 * pull.penalty * roughness(pull, &fit.dense));
    let wide = fit
        .wide
        .iter()
        .zip(&fit.wide_penalties)
        .map(|(levels, penalty)| {
            0.5 * penalty * levels.iter().map(|level| level * level).sum::<f64>()
        });
    dense.sum::<f64>() + wide.sum::<f64>()
}

/// Squared length of what a pull acts on.
fn roughness(pull: &Pull, dense: &[f64]) -> f64 {
    let part = &dense[pull.from..pull.from + pull.count];
    if pull.smooth {
        part.windows(2)
            .map(|pair| (pair[1] - pair[0]).powi(2))
            .sum()
    } else {
        part.iter().map(|value| value * value).sum()
    }
}

fn subtract_pull(gradient: &mut [f64], pull: &Pull, dense: &[f64]) {
    for at in pull.from..pull.from + pull.count {
        if !pull.smooth {
            gradient[at] -= pull.penalty * dense[at];
        } else if at + 1 < pull.from + pull.count {
            let change = pull.penalty * (dense[at + 1] - dense[at]);
            gradient[at] += change;
            gradient[at + 1] -= change;
        }
    }
}

fn add_penalties(hessian: &mut Matrix, pulls: &[Pull]) {
    for pull in pulls {
        for at in pull.from..pull.from + pull.count {
            if !pull.smooth {
                hessian.add(at, at, pull.penalty);
            } else if at + 1 < pull.from + pull.count {
                hessian.add(at, at, pull.penalty);
                hessian.add(at + 1, at + 1, pull.penalty);
                hessian.add(at + 1, at, -pull.penalty);
            }
        }
    }
}

/// Fellner-Schall: penalty · (tr(S⁻M) − tr(H⁻¹M)) / β'Mβ for each pull with matrix M.
fn set_penalties(pulls: &mut [Pull], dense: &[f64], inverse_lower: &Matrix) {
    let old: Vec<Pull> = pulls.to_vec();
    let (own, beside) = inverse_bands(inverse_lower);
    for (at, pull) in pulls.iter_mut().enumerate() {
        let range = pull.from..pull.from + pull.count;
        let mut trace = 0.0;
        for cell in range.clone() {
            if !pull.smooth {
                trace += own[cell];
            } else if cell + 1 < range.end {
                trace += own[cell] + own[cell + 1] - 2.0 * beside[cell];
            }
        }
        // A smooth pull and the ridge on the same coefficients share their eigenvectors, so the trace
        // of the penalty's inverse has a closed form: 2 − 2 cos(πj/k) are the smooth one's eigenvalues.
        let partner = |smooth: bool| {
            old.iter()
                .find(|other| {
                    other.from == pull.from && other.count == pull.count && other.smooth == smooth
                })
                .map_or(0.0, |other| other.penalty)
        };
        let (smooth, ridge) = (partner(true), partner(false));
        let expected: f64 = (0..pull.count)
            .map(|wave| {
                let bend =
                    2.0 - 2.0 * (std::f64::consts::PI * to_f64(wave) / to_f64(pull.count)).cos();
                (if pull.smooth { bend } else { 1.0 }) / (smooth * bend + ridge)
            })
            .sum();
        let step = ratio(expected - trace, roughness(pull, dense)).ln();
        let place = old[at].penalty.ln();
        let taken = step * acceleration(pull.last, (place, step));
        pull.last = Some((place, step));
        pull.penalty = (place + taken.clamp(-MOST_STEP, MOST_STEP))
            .exp()
            .clamp(PENALTY[0], PENALTY[1]);
    }
}

/// How much longer a step may be than Fellner and Schall's, which creeps where steps shrink slowly: the
/// secant through the last two places (logarithm of the penalty, step there) says where steps end.
fn acceleration(last: Option<(f64, f64)>, now: (f64, f64)) -> f64 {
    let Some(last) = last.filter(|last| last.1 * now.1 > 0.0) else {
        return 1.0;
    };
    let fall = (last.1 - now.1) / (now.0 - last.0);
    if fall.is_nan() {
        return 1.0;
    }
    if fall <= 1.0 / MOST_ACCELERATION {
        return MOST_ACCELERATION;
    }
    (1.0 / fall).max(1.0)
}

/// What a penalty is multiplied by.
fn ratio(free: f64, size: f64) -> f64 {
    free.max(1e-9) / size.max(1e-9)
}

/// The next penalty of a category with many levels.
fn next_penalty(penalty: f64, free: f64, size: f64) -> f64 {
    let step = ratio(free, size).ln().clamp(-MOST_STEP, MOST_STEP);
    (penalty * step.exp()).clamp(PENALTY[0], PENALTY[1])
}

pub(crate) fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
