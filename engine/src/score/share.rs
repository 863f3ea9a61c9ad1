//! Sharing a model as one signed file (Ed25519, RFC 8032): a team mate sees who made it, and that
//! nobody changed it since.

use super::Model;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

/// Says what the signature is for, so that one made for something else is worth nothing here.
const PURPOSE: &[u8] = b"hookline model v1\n";

/// A model with its maker's signature. Changing any number in it breaks the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedModel {
    /// The model.
    pub model: Model,
    /// The maker's public key, hexadecimal.
    pub public_key: String,
    /// Signature over the model's JSON, hexadecimal.
    pub signature: String,
}

impl SignedModel {
    /// Signs a model with a secret key of 32 bytes.
    ///
    /// # Errors
    /// When the model cannot be written as JSON.
    pub fn sign(model: &Model, secret: &[u8; 32]) -> crate::Result<Self> {
        let key = SigningKey::from_bytes(secret);
        let signature = key.sign(&message(model)?);
        Ok(Self {
            model: model.clone(),
            public_key: to_hex(key.verifying_key().as_bytes()),
            signature: to_hex(&signature.to_bytes()),
        })
    }

    /// The model, when the signature is its maker's. With `trusted` the maker must be that one.
    ///
    /// # Errors
    /// When the file was changed after signing, or is by somebody else.
    pub fn verified(&self, trusted: Option<&str>) -> crate::Result<&Model> {
        if trusted.is_some_and(|trusted| !trusted.trim().eq_ignore_ascii_case(&self.public_key)) {
            return Err(refused(
                format!(
                    "The model was signed with the key {}, which is not the one you trust.",
                    self.public_key
                ),
                "Ask the sender for their public key.",
            ));
        }
        let key = from_hex::<32>(&self.public_key)
            .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        let signature = from_hex::<64>(&self.signature).map(|bytes| Signature::from_bytes(&bytes));
        let (Some(key), Some(signature)) = (key, signature) else {
            return Err(refused(
                "The key or the signature in the file is damaged.".to_owned(),
                "Ask the sender for the file again.",
            ));
        };
        key.verify_strict(&message(&self.model)?, &signature)
            .map_err(|_| {
                refused(
                    "The model was changed after it was signed.".to_owned(),
                    "Ask the sender for the file again; do not use this one.",
                )
            })?;
        Ok(&self.model)
    }
}

/// The public key of a secret key, hexadecimal.
#[must_use]
pub fn public_key(secret: &[u8; 32]) -> String {
    to_hex(SigningKey::from_bytes(secret).verifying_key().as_bytes())
}

fn message(model: &Model) -> crate::Result<Vec<u8>> {
    let json = serde_json::to_vec(model)
        .map_err(|error| refused(error.to_string(), "Check the model's numbers."))?;
    Ok([PURPOSE, &json].concat())
}

fn refused(message: String, next: &str) -> crate::Error {
    crate::Error::input("bad_signature", message, "signed model", next)
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hexadecimal digits as exactly so many bytes; `None` for anything else.
#[must_use]
pub fn from_hex<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    let digits = text.trim().as_bytes();
    if digits.len() != 2 * LENGTH {
        return None;
    }
    let mut bytes = [0; LENGTH];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
    }
    Some(bytes)
}
