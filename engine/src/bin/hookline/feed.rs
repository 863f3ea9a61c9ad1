//! `hookline feed read FILE...`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, unexpected};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use clap::Subcommand;
use hookline_engine::protocol::{FeedRead, Reply, Request};
use std::path::{Path, PathBuf};

/// What is done with feeds.
#[derive(Subcommand)]
pub(crate) enum Feed {
    /// Reads saved feed payloads, as if fetched.
    Read {
        /// Payloads: RSS, Atom or JSON Feed.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Address they were fetched from.
        #[arg(long, default_value = "")]
        url: String,
    },
}

pub(crate) fn run(feed: &Feed, global: &Global) -> Result<(), Failure> {
    let Feed::Read { files, url } = feed;
    let mut session = Session::made(global)?;
    let mut output = Output::new();
    let mut failed = 0;
    for file in files {
        match read(file, url, &mut session) {
            Ok(read) if global.json => {
                let mut line = serde_json::to_value(&read)?;
                line["file"] = file.display().to_string().into();
                output.json(&line)?;
            }
            Ok(read) => print(file, &read, &mut output)?,
            Err(failure @ Failure::Failed(_)) => {
                failed += 1;
                failure.in_file(file).report();
            }
            Err(failure) => return Err(failure),
        }
    }
    output.end()?;
    if failed > 0 {
        let text = format!("{failed} of {} files could not be read.", files.len());
        return Err(Failure::Failed(text));
    }
    Ok(())
}

fn read(file: &Path, url: &str, session: &mut Session) -> Result<FeedRead, Failure> {
    let request = Request::FeedRead {
        data: BASE64.encode(std::fs::read(file)?),
        url: url.to_owned(),
        content_type: String::new(),
        account: None,
    };
    match session.ask(request)? {
        Reply::FeedRead(read) => Ok(read),
        other => Err(unexpected(&other)),
    }
}

fn print(file: &Path, read: &FeedRead, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!(
        "{}: “{}”: {} entries, {} new, {} known, {} about an account, {} unsure",
        file.display(),
        read.title,
        read.entries,
        read.new,
        read.known,
        read.matched,
        read.unsure
    ))?;
    for problem in &read.problems {
        output.line(&format!("  {problem}"))?;
    }
    Ok(())
}
