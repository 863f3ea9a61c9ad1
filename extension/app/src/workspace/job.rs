//! Long work in many steps: it shows how far it is and can be stopped between two steps.

use crate::browser::file;
use crate::browser::text::t;
use crate::wire::Client;
use hookline_protocol::{ErrorReply, ImportStart, ImportState, Reply, Request};
use std::cell::Cell;
use std::rc::Rc;
use yew::Callback;

/// Bytes that a sample's file stands for when its date is counted back from today.
const DAY_MS: f64 = 86_400_000.0;

/// How far some work is.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    /// Key of the work's name in the texts.
    pub(crate) what: &'static str,
    /// Steps or bytes done.
    pub(crate) done: f64,
    /// Steps or bytes in all; 0 when unknown.
    pub(crate) total: f64,
    /// Set to true, the work stops after its present step.
    pub(crate) stop: Rc<Cell<bool>>,
}

/// Where the work tells how far it is.
pub(crate) type Told = Callback<Progress>;

impl Progress {
    /// Work that has not begun.
    pub(crate) fn of(what: &'static str) -> Self {
        Self {
            what,
            done: 0.0,
            total: 0.0,
            stop: Rc::default(),
        }
    }

    /// Tells how far the work is; an error when it was stopped.
    fn tell(&mut self, told: &Told, done: f64, total: f64) -> Result<(), ErrorReply> {
        self.done = done;
        self.total = total;
        told.emit(self.clone());
        if self.stop.get() {
            return Err(fault("stopped", t("work_stopped")));
        }
        Ok(())
    }
}

/// An error of the view itself.
pub(crate) fn fault(code: &str, message: String) -> ErrorReply {
    ErrorReply {
        code: code.to_owned(),
        message,
        place: String::new(),
        next: String::new(),
    }
}

async fn ask(client: &Client, request: &Request) -> Result<Reply, ErrorReply> {
    match client.get(request).await {
        Reply::Error(error) => Err(error),
        reply => Ok(reply),
    }
}

/// Imports a file slice by slice. Every acknowledged slice is on disk; `seen` hears of each.
pub(crate) async fn import(
    client: &Client,
    start: ImportStart,
    blob: &web_sys::Blob,
    stop: &Cell<bool>,
    seen: &Callback<ImportState>,
) -> Result<ImportState, ErrorReply> {
    let size = blob.size();
    let mut state = import_state(ask(client, &Request::ImportStart(start)).await?)?;
    let mut offset = 0.0;
    loop {
        if stop.get() {
            let import = state.import;
            return import_state(ask(client, &Request::ImportCancel { import }).await?);
        }
        let data = file::slice(blob, offset)
            .await
            .ok_or_else(|| fault("file", t("error_file")))?;
        offset += file::SLICE_BYTES;
        let request = Request::ImportChunk {
            import: state.import,
            data,
            last: offset >= size,
            preview: false,
        };
        state = import_state(ask(client, &request).await?)?;
        seen.emit(state.clone());
        if offset >= size {
            return Ok(state);
        }
    }
}

/// Reads columns and examples of a file's beginning; stores nothing.
pub(crate) async fn preview(
    client: &Client,
    start: ImportStart,
    blob: &web_sys::Blob,
) -> Result<ImportState, ErrorReply> {
    let started = import_state(ask(client, &Request::ImportStart(start)).await?)?;
    let data = file::slice(blob, 0.0)
        .await
        .ok_or_else(|| fault("file", t("error_file")))?;
    let import = started.import;
    let request = Request::ImportChunk {
        import,
        data,
        last: blob.size() <= file::SLICE_BYTES,
        preview: true,
    };
    let state = ask(client, &request).await;
    // The preview's own session is of no further use, whatever came of it.
    let _ = client.get(&Request::ImportCancel { import }).await;
    import_state(state?)
}

fn import_state(reply: Reply) -> Result<ImportState, ErrorReply> {
    match reply {
        Reply::Import(state) => Ok(state),
        _ => Err(fault("unreadable", t("error_unreadable"))),
    }
}

/// A copy of the database as a download.
pub(crate) async fn backup(
    client: &Client,
    mut progress: Progress,
    told: &Told,
) -> Result<String, ErrorReply> {
    let Reply::Backup {
        backup,
        bytes_total,
        ..
    } = ask(client, &Request::BackupStart).await?
    else {
        return Err(fault("unreadable", t("error_unreadable")));
    };
    let parts = js_sys::Array::new();
    let mut offset = 0u64;
    while offset < bytes_total {
        let request = Request::BackupChunk { backup, offset };
        let Reply::Backup { data, .. } = ask(client, &request).await? else {
            break;
        };
        let Some(bytes) = file::bytes(&data).filter(|bytes| bytes.length() > 0) else {
            return Err(fault("unreadable", t("error_unreadable")));
        };
        offset += u64::from(bytes.length());
        parts.push(&bytes);
        progress.tell(told, offset as f64, bytes_total as f64)?;
    }
    file::download("hookline-backup.db", &parts);
    Ok(t("backup_done"))
}

/// Everything as JSON Lines, as a download.
pub(crate) async fn export(
    client: &Client,
    mut progress: Progress,
    told: &Told,
) -> Result<String, ErrorReply> {
    let parts = js_sys::Array::new();
    let mut cursor = 0;
    loop {
        let request = Request::ExportChunk { cursor };
        let Reply::Export { lines, next } = ask(client, &request).await? else {
            return Err(fault("unreadable", t("error_unreadable")));
        };
        parts.push(&js_sys::Uint8Array::from(lines.as_bytes()));
        progress.tell(told, f64::from(parts.length()), 0.0)?;
        match next {
            Some(next) => cursor = next,
            None => break,
        }
    }
    file::download("hookline-export.jsonl", &parts);
    Ok(t("export_done"))
}

/// Takes a copy back. Nothing changes before the last slice.
pub(crate) async fn restore(
    client: &Client,
    blob: &web_sys::Blob,
    mut progress: Progress,
    told: &Told,
) -> Result<String, ErrorReply> {
    ask(client, &Request::RestoreStart).await?;
    let size = blob.size();
    let mut offset = 0.0;
    loop {
        let data = file::slice(blob, offset)
            .await
            .ok_or_else(|| fault("file", t("error_file")))?;
        offset += file::SLICE_BYTES;
        let last = offset >= size;
        progress.tell(told, offset.min(size), size)?;
        ask(client, &Request::RestoreChunk { data, last }).await?;
        if last {
            return Ok(t("restore_done"));
        }
    }
}

/// What the sample consists of; written beside its files.
#[derive(serde::Deserialize)]
struct Sample {
    files: Vec<SampleFile>,
}

#[derive(serde::Deserialize)]
struct SampleFile {
    file: String,
    #[serde(default)]
    relative_dates: bool,
    #[serde(default)]
    import: Option<SampleImport>,
    #[serde(default)]
    feed: Option<SampleFeed>,
}

#[derive(serde::Deserialize)]
struct SampleImport {
    file_name: String,
    #[serde(default)]
    kind: Option<hookline_protocol::ImportKind>,
    #[serde(default)]
    invented: bool,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    class: Option<hookline_protocol::SourceClass>,
}

#[derive(serde::Deserialize)]
struct SampleFeed {
    #[serde(default)]
    url: String,
    #[serde(default)]
    content_type: String,
}

/// Loads the sample workspace that comes with the extension. A file that the engine refuses leaves
/// the others; the first refusal is told at the end.
pub(crate) async fn sample(
    client: &Client,
    mut progress: Progress,
    told: &Told,
) -> Result<String, ErrorReply> {
    let missing = || fault("sample", t("error_sample"));
    let list = file::packaged_text("sample/manifest.json")
        .await
        .ok_or_else(missing)?;
    let list: Sample =
        crate::wire::read(crate::browser::chrome::from_json(&list)).ok_or_else(missing)?;
    let total = list.files.len() as f64;
    let mut outcome = Ok(t("sample_done"));
    for (place, one) in list.files.into_iter().enumerate() {
        progress.tell(told, place as f64, total)?;
        let loaded = sample_file(client, one, &progress.stop).await;
        outcome = outcome.and_then(|said| loaded.map(|()| said));
    }
    outcome
}

async fn sample_file(
    client: &Client,
    one: SampleFile,
    stop: &Cell<bool>,
) -> Result<(), ErrorReply> {
    let missing = || fault("sample", t("error_sample"));
    let mut text = file::packaged_text(&one.file).await.ok_or_else(missing)?;
    if one.relative_dates {
        text = dated(&text);
    }
    let blob = file::text_blob(&text).ok_or_else(missing)?;
    if let Some(start) = one.import {
        let start = ImportStart {
            file_name: start.file_name,
            kind: start.kind,
            mapping: Vec::new(),
            bytes_total: blob.size() as u64,
            invented: start.invented,
            source: start.source,
            class: start.class,
        };
        import(client, start, &blob, stop, &Callback::noop()).await?;
    } else if let Some(feed) = one.feed {
        let data = file::base64(&blob).await.ok_or_else(missing)?;
        let request = Request::FeedRead {
            data,
            url: feed.url,
            content_type: feed.content_type,
            account: None,
        };
        ask(client, &request).await?;
    }
    Ok(())
}

/// Puts the date N days back for every `{{days_ago:N}}`.
fn dated(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{days_ago:") {
        whole.push_str(before);
        let Some((days, after)) = after.split_once("}}") else {
            break;
        };
        let days = f64::from(days.trim().parse::<u32>().unwrap_or_default());
        let day = js_sys::Date::new(&(js_sys::Date::now() - days * DAY_MS).into());
        whole.push_str(&String::from(day.to_utc_string()));
        rest = after;
    }
    whole.push_str(rest);
    whole
}
