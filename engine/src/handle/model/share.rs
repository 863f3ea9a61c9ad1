//! Models that leave and come: signed files, SQL.

use crate::handle::Engine;
use crate::protocol::{ModelReply, ModelVersion};
use crate::score::{Dialect, Model, SignedModel, from_hex, public_key, sql, to_hex};
use crate::store::model::{self, Version};
use crate::{Error, Result};
use jiff::Timestamp;

/// Largest model file, in bytes.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Factors, and bins of all factors, that a model from elsewhere may have.
const MOST_FACTORS: usize = 500;
const MOST_BINS: usize = 50_000;

impl Engine {
    pub(super) fn export_model(&mut self, id: Option<i64>, seed: &str) -> Result<ModelReply> {
        let body = self.newest(id)?;
        let kept = model::secret(&self.connection)?;
        let secret = kept.as_deref().and_then(from_hex::<32>);
        let secret = match secret {
            Some(secret) => secret,
            None => {
                let secret = from_hex::<32>(seed)
                    .filter(|bytes| bytes.iter().any(|byte| *byte != 0))
                    .ok_or_else(|| {
                        Error::input(
                            "no_key",
                            "There is no key to sign with yet, and no randomness to make one from.",
                            "seed",
                            "Try again.",
                        )
                    })?;
                self.written(|engine| model::keep_secret(&engine.connection, &to_hex(&secret)))?;
                secret
            }
        };
        let signed = SignedModel::sign(&body, &secret)?;
        Ok(ModelReply::File {
            name: format!("{}-v{}.model.json", file_name(&body.name), body.version),
            text: serde_json::to_string_pretty(&signed).unwrap_or_default(),
            key: public_key(&secret),
        })
    }

    pub(super) fn import_model(
        &mut self,
        text: &str,
        trusted: &str,
        keep: bool,
        now: Timestamp,
    ) -> Result<ModelReply> {
        if text.len() > MOST_BYTES {
            return Err(refused("It is too large to be a model."));
        }
        let signed: SignedModel = crate::json::read(text)
            .map_err(|cause| refused(&format!("It is no signed model: {cause}.")))?;
        let trusted = Some(trusted.trim()).filter(|key| !key.is_empty());
        let body = signed.verified(trusted)?.clone();
        checked(&body)?;
        let second = now.as_second();
        let id = self.written(|engine| {
            let id = model::insert(&engine.connection, &body.purpose)?;
            let version = Version {
                model: id,
                change: format!("Imported, signed by {}.", signed.public_key),
                body,
                report: None,
                sides: None,
                made: second,
            };
            model::keep(&engine.connection, &version)?;
            Ok(id)
        })?;
        let page = self.model_page(Some(id), None, now)?;
        if !keep {
            self.written(|engine| model::forget(&engine.connection, id))?;
        }
        self.models_changed();
        Ok(ModelReply::Imported {
            key: signed.public_key,
            model: Box::new(page),
        })
    }

    pub(super) fn model_sql(
        &self,
        id: Option<i64>,
        dialect: &str,
        table: &str,
    ) -> Result<ModelReply> {
        let body = self.newest(id)?;
        let dialect = Dialect::ALL
            .into_iter()
            .find(|known| known.name() == dialect)
            .ok_or_else(|| {
                Error::input(
                    "unknown_dialect",
                    format!("“{dialect}” is no SQL that Hookline writes."),
                    "dialect",
                    format!(
                        "Use one of: {}.",
                        Dialect::ALL.map(Dialect::name).join(", ")
                    ),
                )
            })?;
        let table = if table.trim().is_empty() {
            "accounts"
        } else {
            table.trim()
        };
        Ok(ModelReply::File {
            name: format!(
                "{}-v{}.{}.sql",
                file_name(&body.name),
                body.version,
                dialect.name()
            ),
            text: sql(&body, table, dialect),
            key: String::new(),
        })
    }

    fn newest(&self, id: Option<i64>) -> Result<Model> {
        self.body_of(ModelVersion {
            model: id,
            version: None,
        })
    }
}

/// A model from elsewhere must be one that this engine could have made.
fn checked(model: &Model) -> Result<()> {
    let bins: usize = model
        .factors
        .iter()
        .map(|factor| crate::score::bins(factor).len())
        .sum();
    let rising = model.stars.windows(2).all(|pair| pair[0] <= pair[1]);
    if model.factors.len() > MOST_FACTORS || bins > MOST_BINS {
        return Err(refused("It has more factors than a receipt can show."));
    }
    if !rising || model.name.chars().count() > 200 || model.purpose.chars().count() > 80 {
        return Err(refused(
            "Its star levels or names are not those of a model.",
        ));
    }
    Ok(())
}

fn refused(reason: &str) -> Error {
    Error::input(
        "bad_model_file",
        format!("The file cannot be used. {reason}"),
        "model file",
        "Ask the sender for the file again. Nothing was changed.",
    )
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "model" } else { plain }.to_owned()
}
