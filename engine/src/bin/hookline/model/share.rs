//! `hookline model sign` and `verify`.

use super::file;
use crate::Global;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use clap::Args;
use hookline_engine::score::{SignedModel, from_hex, public_key, to_hex};
use std::path::{Path, PathBuf};

/// Arguments of `sign`.
#[derive(Args)]
pub(crate) struct Sign {
    /// Model file.
    model: PathBuf,
    /// File with your secret key; with --new-key it is made.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Makes a new secret key; an existing file is not overwritten.
    #[arg(long)]
    new_key: bool,
    /// File to write the signed model to; standard output when it is not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Arguments of `verify`.
#[derive(Args)]
pub(crate) struct Verify {
    /// Signed model.
    file: PathBuf,
    /// Public key that it must be signed with.
    #[arg(long, value_name = "HEX")]
    trust: Option<String>,
    /// File to write the model to.
    #[arg(long, value_name = "MODEL")]
    out: Option<PathBuf>,
}

impl Sign {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let model = file::read(&self.model)?;
        if self.new_key {
            make_key(&self.key)?;
        }
        let secret = from_hex::<32>(&file::text(&self.key)?).ok_or_else(|| {
            Failure::Failed(format!("{}: this is no secret key", self.key.display()))
        })?;
        let signed =
            SignedModel::sign(&model, &secret).map_err(|error| Failure::from(error.to_reply()))?;
        crate::failure::note(&format!(
            "signed with the public key {}",
            public_key(&secret)
        ));
        match &self.out {
            Some(out) => file::write(out, &signed),
            None => {
                let mut output = Output::new();
                output.json(&signed)?;
                output.end()
            }
        }
    }
}

impl Verify {
    pub(crate) fn run(&self, global: &Global) -> Result<(), Failure> {
        let signed: SignedModel =
            serde_json::from_str(&file::text(&self.file)?).map_err(|error| {
                Failure::Failed(format!(
                    "{}: this is no signed model: {error}",
                    self.file.display()
                ))
            })?;
        let model = signed
            .verified(self.trust.as_deref())
            .map_err(|error| Failure::from(error.to_reply()).in_file(&self.file))?;
        if let Some(out) = &self.out {
            file::write(out, model)?;
        }
        let mut output = Output::new();
        if for_people(global.json) {
            output.line(&format!(
                "{} v{} is unchanged since {} signed it.",
                model.name, model.version, signed.public_key
            ))?;
        } else {
            output.json(&serde_json::json!({
                "valid": true, "model": model.name, "version": model.version, "public_key": signed.public_key,
            }))?;
        }
        output.end()
    }
}

fn make_key(path: &Path) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| Failure::Failed(format!("no randomness for a key: {error}")))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(path)
        .and_then(|mut file| writeln!(file, "{}", to_hex(&secret)))
        .map_err(|error| Failure::from(error).in_file(path))
}
