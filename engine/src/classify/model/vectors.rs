//! Where words lie among words, from a public set of vectors: where the network begins to learn.

use super::Example;
use super::net::{Sentence, WIDTH};
use super::train::seen;
use crate::classify::learn::{key, word_hash};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// What a step of a stored number is worth.
const STEP: f32 = 1.0 / 64.0;
/// The standard deviation of the stored numbers: that of words without a point when learning begins.
const DEVIATION: f32 = 0.3;
/// A word in fewer headlines is left out, as the network leaves it out.
const LEAST: usize = 2;
/// A word counts for the axes as often as it is met, but no more often than this.
const MOST_WEIGHT: usize = 50;
/// Rounds of the iteration that finds the axes.
const ROUNDS: usize = 100;

/// Points of words, by the word's key.
#[derive(Debug, Clone, Default)]
pub struct Vectors(pub(super) FxHashMap<u32, [f32; WIDTH]>);

/// Reads lines of a word, a tab and 32 numbers of two hexadecimal digits each: whole numbers of -128 to 127
/// in steps of 1/64. Other lines are left out.
#[must_use]
pub fn read_vectors(table: &str) -> Vectors {
    let lines = table.lines().filter_map(|line| line.split_once('\t'));
    let points = lines.filter_map(|(word, digits)| {
        let mut point = [0.0; WIDTH];
        for (place, value) in point.iter_mut().enumerate() {
            let byte = u8::from_str_radix(digits.get(place * 2..place * 2 + 2)?, 16).ok()?;
            *value = f32::from(byte as i8) * STEP;
        }
        Some((key(word_hash(word)), point))
    });
    Vectors(points.collect())
}

/// Writes the lines that [`read_vectors`] reads: of the words of the examples that `full` knows, in
/// alphabetical order, their points along the 32 axes that tell them apart best (principal components).
#[must_use]
pub fn write_vectors(examples: &[Example], full: &[(String, Vec<f32>)]) -> String {
    let mut met: FxHashMap<u32, usize> = FxHashMap::default();
    for example in examples {
        let (_, sentence): (_, Sentence) = seen(example);
        let mut keys = sentence.keys();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *met.entry(key).or_insert(0) += 1;
        }
    }
    let mut words: Vec<(&str, usize, &[f32])> = full
        .iter()
        .filter_map(|(word, point)| {
            let count = *met.get(&key(word_hash(word)))?;
            (count >= LEAST).then_some((word.as_str(), count.min(MOST_WEIGHT), point.as_slice()))
        })
        .collect();
    words.sort_unstable_by_key(|(word, ..)| *word);
    let width = words.first().map_or(0, |(_, _, point)| point.len());
    words.retain(|(_, _, point)| point.len() == width);
    let middle = middle(&words, width);
    let axes = axes(&words, &middle);
    let points: Vec<Vec<f64>> = words
        .iter()
        .map(|(_, _, point)| {
            axes.iter()
                .map(|axis| along(point, &middle, axis))
                .collect()
        })
        .collect();
    let squares: f64 = points.iter().flatten().map(|value| value * value).sum();
    let deviation = (squares / (points.len() * WIDTH).max(1) as f64).sqrt();
    let scale = f64::from(DEVIATION / STEP) / deviation.max(1e-9);
    let mut table = String::new();
    for ((word, ..), point) in words.iter().zip(points) {
        table.push_str(word);
        table.push('\t');
        for value in point {
            let byte = (value * scale).round().clamp(-128.0, 127.0) as i8;
            let _ = write!(table, "{:02x}", byte as u8);
        }
        table.push('\n');
    }
    table
}

/// The mean of all points.
fn middle(words: &[(&str, usize, &[f32])], width: usize) -> Vec<f64> {
    let mut middle = vec![0.0; width];
    for (_, _, point) in words {
        for (sum, value) in middle.iter_mut().zip(*point) {
            *sum += f64::from(*value);
        }
    }
    for sum in &mut middle {
        *sum /= words.len().max(1) as f64;
    }
    middle
}

/// The axes along which the points differ most, by orthogonal iteration on their covariance.
fn axes(words: &[(&str, usize, &[f32])], middle: &[f64]) -> Vec<Vec<f64>> {
    let width = middle.len();
    let mut covariance = vec![vec![0.0; width]; width];
    for (_, weight, point) in words {
        let from: Vec<f64> = point
            .iter()
            .zip(middle)
            .map(|(value, middle)| f64::from(*value) - middle)
            .collect();
        for (row, one) in covariance.iter_mut().zip(&from) {
            for (sum, other) in row.iter_mut().zip(&from) {
                *sum += *weight as f64 * one * other;
            }
        }
    }
    let mut axes: Vec<Vec<f64>> = (0..WIDTH.min(width))
        .map(|axis| {
            (0..width)
                .map(|place| {
                    if place == axis {
                        1.0
                    } else {
                        1.0 / (2 + place + axis) as f64
                    }
                })
                .collect()
        })
        .collect();
    for _ in 0..ROUNDS {
        for axis in &mut axes {
            *axis = covariance.iter().map(|row| product(row, axis)).collect();
        }
        for place in 0..axes.len() {
            let (before, rest) = axes.split_at_mut(place);
            let Some(axis) = rest.first_mut() else {
                continue;
            };
            for other in before {
                let shared = product(other, axis);
                for (value, other) in axis.iter_mut().zip(other.iter()) {
                    *value -= shared * other;
                }
            }
            let length = product(axis, axis).sqrt().max(1e-12);
            for value in axis.iter_mut() {
                *value /= length;
            }
        }
    }
    axes
}

fn along(point: &[f32], middle: &[f64], axis: &[f64]) -> f64 {
    let from = point
        .iter()
        .zip(middle)
        .map(|(value, middle)| f64::from(*value) - middle);
    from.zip(axis).map(|(value, axis)| value * axis).sum()
}

fn product(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
