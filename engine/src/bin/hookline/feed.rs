//! `hookline feed read|show|discover|import|export`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, unexpected};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use clap::Subcommand;
use hookline_engine::ingest::feed;
use hookline_engine::protocol::{
    FeedQuery, FeedRead, Reply, Request, SignalsReply, SignalsRequest,
};
use hookline_engine::source::sources_of_page;
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
    /// Prints the ranked feed over all accounts, each story with the factors of its rank.
    Show {
        /// Most stories.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Lists the feeds, job boards and channels that a saved web page announces.
    Discover {
        /// The saved page.
        page: PathBuf,
        /// Address it is from.
        #[arg(long)]
        url: String,
    },
    /// Follows the feeds of a subscription list (OPML).
    Import {
        /// The list.
        file: PathBuf,
    },
    /// Writes the followed feeds as a subscription list (OPML).
    Export {
        /// File to write.
        file: PathBuf,
    },
}

pub(crate) fn run(command: &Feed, global: &Global) -> Result<(), Failure> {
    match command {
        Feed::Read { files, url } => read_all(files, url, global),
        Feed::Show { limit } => show(*limit, global),
        Feed::Discover { page, url } => discover(page, url, global),
        Feed::Import { file } => import(file, global),
        Feed::Export { file } => export(file, global),
    }
}

fn show(limit: u32, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let query = FeedQuery {
        limit,
        ..FeedQuery::default()
    };
    let SignalsReply::Feed(found) = session.signals(SignalsRequest::Feed(query))? else {
        return Err(Failure::Failed(
            "the engine answered something else".to_owned(),
        ));
    };
    let mut output = Output::new();
    if global.json {
        output.json(&serde_json::to_value(&found)?)?;
        return output.end();
    }
    for trend in &found.trends {
        output.line(&format!(
            "trending: {}: {} independent sources this week, usually {:.1}",
            trend.name, trend.sources, trend.usual
        ))?;
    }
    for one in &found.stories {
        let pin = if one.pinned { "pinned, " } else { "" };
        output.line(&format!("{:.3}  {}", one.rank, one.story.title))?;
        let factors: Vec<String> = one
            .factors
            .iter()
            .map(|factor| format!("{} {:.2} ({})", factor.factor, factor.value, factor.why))
            .collect();
        output.line(&format!("       {pin}{}", factors.join(", ")))?;
    }
    output.end()
}

fn discover(page: &Path, url: &str, global: &Global) -> Result<(), Failure> {
    let bytes = std::fs::read(page)?;
    let html = feed::text_of(&bytes, "");
    let mut output = Output::new();
    let announced = feed::feeds_of_page(&html, url);
    let linked = sources_of_page(&html, url);
    let found = announced
        .iter()
        .map(|one| (one.url.clone(), one.title.clone(), "announced"))
        .chain(
            linked
                .iter()
                .map(|one| (one.url(), String::new(), "linked")),
        );
    let mut rows: Vec<(String, String, &str)> = found.collect();
    if rows.is_empty() {
        let usual = feed::usual_addresses(url).into_iter();
        rows = usual
            .map(|one| (one, String::new(), "usual address"))
            .collect();
    }
    for (address, title, how) in rows {
        if global.json {
            output.json(&serde_json::json!({ "url": address, "title": title, "how": how }))?;
        } else {
            output.line(&format!("{address}  {how}  {title}"))?;
        }
    }
    output.end()
}

fn import(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::made(global)?;
    let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
    let SignalsReply::Opml { added, known, .. } =
        session.signals(SignalsRequest::OpmlImport { text })?
    else {
        return Err(Failure::Failed(
            "the engine answered something else".to_owned(),
        ));
    };
    let mut output = Output::new();
    if global.json {
        output.json(&serde_json::json!({ "added": added, "known": known }))?;
    } else {
        output.line(&format!("{added} feeds followed, {known} followed before"))?;
    }
    output.end()
}

fn export(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    match session.signals(SignalsRequest::OpmlExport)? {
        SignalsReply::Opml { text, .. } => Ok(std::fs::write(file, text)?),
        _ => Err(Failure::Failed(
            "the engine answered something else".to_owned(),
        )),
    }
}

fn read_all(files: &[PathBuf], url: &str, global: &Global) -> Result<(), Failure> {
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
