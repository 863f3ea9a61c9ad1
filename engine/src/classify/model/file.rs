//! How the weights are laid out: little-endian, in this order: the mark `HKC2`; the number of terms
//! (u32); the shares of the four families (f32); per kind scale, bias, and slope and shift of the terms'
//! and of both readers' curve (f32); the keys of the terms (u32, ascending); their rarities (u8, in steps
//! of 1/20); their weights (i8, one per kind); the network, as `net::file` says.

use super::net::Net;
use super::{KINDS, KindWeights, Model, Sigmoid};
use crate::classify::learn::Weigher;

const MARK: &[u8; 4] = b"HKC2";
/// Steps of a stored rarity per unit; the largest storable rarity is 12.75.
const RARITY_STEPS: f32 = 20.0;

/// The bytes are no model of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the classifier's weights cannot be read; train them again")]
pub struct BadModel;

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// [`BadModel`] when the bytes are not what [`Model::write`] writes.
    pub fn read(bytes: &[u8]) -> Result<Self, BadModel> {
        let mut reader = Reader(bytes);
        if reader.take(4)? != MARK {
            return Err(BadModel);
        }
        let count = reader.number()? as usize;
        if count > 1 << 22 {
            return Err(BadModel);
        }
        let mut shares = [0.0; 4];
        for share in &mut shares {
            *share = reader.float()?;
        }
        let mut kinds = [KindWeights::default(); KINDS];
        for kind in &mut kinds {
            *kind = KindWeights {
                scale: reader.float()?,
                bias: reader.float()?,
                terms: sigmoid(&mut reader)?,
                both: sigmoid(&mut reader)?,
            };
        }
        let keys = reader.take(count * 4)?;
        let rarities = reader.take(count)?;
        let weights = reader.take(count * KINDS)?;
        let net = Net::read(&mut reader)?;
        if !reader.0.is_empty() {
            return Err(BadModel);
        }
        let terms = keys.chunks_exact(4).zip(rarities).map(|(key, &rarity)| {
            (
                u32::from_le_bytes([key[0], key[1], key[2], key[3]]),
                f32::from(rarity) / RARITY_STEPS,
            )
        });
        Ok(Self {
            weigher: Weigher::from_terms(terms, shares),
            weights: weights.iter().map(|&byte| byte as i8).collect(),
            kinds,
            net,
        })
    }

    /// Writes the model; `terms` are its (key, rarity) pairs in ascending order of key, as
    /// [`stored_rarity`] gives them, and the weights lie in that order.
    pub(super) fn write(
        shares: [f32; 4],
        kinds: &[KindWeights; KINDS],
        terms: &[(u32, f32)],
        weights: &[i8],
        net: &Net,
    ) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(400 + terms.len() * (5 + KINDS));
        bytes.extend_from_slice(MARK);
        bytes.extend_from_slice(&(terms.len() as u32).to_le_bytes());
        for share in shares {
            bytes.extend_from_slice(&share.to_le_bytes());
        }
        for kind in kinds {
            for value in [
                kind.scale,
                kind.bias,
                kind.terms.slope,
                kind.terms.shift,
                kind.both.slope,
                kind.both.shift,
            ] {
                bytes.extend_from_slice(&value.to_le_bytes());
            }
        }
        for (key, _) in terms {
            bytes.extend_from_slice(&key.to_le_bytes());
        }
        bytes.extend(
            terms
                .iter()
                .map(|(_, rarity)| (rarity * RARITY_STEPS).round() as u8),
        );
        bytes.extend(weights.iter().map(|&weight| weight as u8));
        net.write(&mut bytes);
        bytes
    }
}

/// The rarity as it will be read back, so that training sees what scoring sees.
pub(super) fn stored_rarity(rarity: f32) -> f32 {
    (rarity * RARITY_STEPS).round().clamp(0.0, 255.0) / RARITY_STEPS
}

fn sigmoid(reader: &mut Reader<'_>) -> Result<Sigmoid, BadModel> {
    Ok(Sigmoid {
        slope: reader.float()?,
        shift: reader.float()?,
    })
}

/// Bytes, taken from the front.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], BadModel> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(BadModel)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u32, BadModel> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    pub(super) fn float(&mut self) -> Result<f32, BadModel> {
        self.number().map(f32::from_bits)
    }
}
