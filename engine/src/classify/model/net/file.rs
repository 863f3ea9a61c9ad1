//! How the network is laid out: the number of words and of concepts (u32); per word its key (u32,
//! ascending), the step of its numbers (f32) and the numbers (i8); then the tables of concepts and marks
//! and the three layers (weights, biases), each with its step (f32) before its numbers (i16).

use super::layer::Dense;
use super::products::Products;
use super::{FILTERS, HIDDEN, MARKS, Net, SEEN, WIDTH};
use crate::classify::model::KINDS;
use crate::classify::model::file::{BadModel, Reader};

/// More rows than any lexicon or vocabulary has.
const MOST_ROWS: usize = 1 << 20;

impl Net {
    /// Reads the network.
    pub(in crate::classify::model) fn read(reader: &mut Reader<'_>) -> Result<Self, BadModel> {
        let count = reader.number()? as usize;
        let concepts = reader.number()? as usize;
        if count > MOST_ROWS || concepts > MOST_ROWS {
            return Err(BadModel);
        }
        let mut net = Self::default();
        for row in 0..count {
            let key = reader.number()?;
            let step = reader.float()?;
            if row > 0 {
                net.places.insert(key, row as u32);
            }
            let values = reader.take(WIDTH)?.iter();
            let values = values.map(|&byte| f32::from(byte as i8) * step);
            net.words.values.extend(values);
        }
        net.concepts.values = numbers(reader, concepts * WIDTH)?;
        net.marks.values = numbers(reader, MARKS * WIDTH)?;
        net.filters = dense(reader, SEEN * WIDTH, FILTERS)?;
        net.hidden = dense(reader, 2 * FILTERS, HIDDEN)?;
        net.kinds = dense(reader, HIDDEN, KINDS)?;
        net.products = Products::of(count);
        Ok(net)
    }

    /// Writes the network, rounding its numbers to what can be read back.
    pub(in crate::classify::model) fn write(&self, bytes: &mut Vec<u8>) {
        let mut keys = vec![0_u32; self.words.rows()];
        for (&key, &row) in &self.places {
            keys[row as usize] = key;
        }
        bytes.extend_from_slice(&(self.words.rows() as u32).to_le_bytes());
        bytes.extend_from_slice(&(self.concepts.rows() as u32).to_le_bytes());
        for (row, key) in keys.into_iter().enumerate() {
            let values = self.words.row(row);
            let step = step(values, f32::from(i8::MAX));
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&step.to_le_bytes());
            bytes.extend(
                values
                    .iter()
                    .map(|value| (value / step).round() as i8 as u8),
            );
        }
        write(&self.concepts.values, bytes);
        write(&self.marks.values, bytes);
        for layer in [&self.filters, &self.hidden, &self.kinds] {
            write(&layer.weights, bytes);
            write(&layer.bias, bytes);
        }
    }
}

/// What one step of an integer is worth, so that the largest value is `most` steps.
fn step(values: &[f32], most: f32) -> f32 {
    let largest = values
        .iter()
        .fold(0.0_f32, |most, value| most.max(value.abs()));
    largest.max(1e-6) / most
}

fn write(values: &[f32], bytes: &mut Vec<u8>) {
    let step = step(values, f32::from(i16::MAX));
    bytes.extend_from_slice(&step.to_le_bytes());
    for value in values {
        bytes.extend_from_slice(&((value / step).round() as i16).to_le_bytes());
    }
}

fn numbers(reader: &mut Reader<'_>, count: usize) -> Result<Vec<f32>, BadModel> {
    let step = reader.float()?;
    let (pairs, _) = reader.take(count * 2)?.as_chunks::<2>();
    Ok(pairs
        .iter()
        .map(|pair| f32::from(i16::from_le_bytes(*pair)) * step)
        .collect())
}

fn dense(reader: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Dense, BadModel> {
    Ok(Dense {
        weights: numbers(reader, inputs * outputs)?,
        bias: numbers(reader, outputs)?,
    })
}
