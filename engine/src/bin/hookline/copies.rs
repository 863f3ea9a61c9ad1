//! `hookline export`, `backup` and `restore`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, unexpected};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookline_engine::protocol::{Reply, Request};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes per chunk of a restore.
const CHUNK_BYTES: u64 = 4 * 1024 * 1024;

pub(crate) fn export(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    if file.as_os_str() == "-" {
        let mut output = Output::new();
        each_export(&mut session, |lines| output.raw(lines.as_bytes()))?;
        return output.end();
    }
    written_whole(file, |writer| {
        each_export(
            &mut session,
            |lines| Ok(writer.write_all(lines.as_bytes())?),
        )
    })
}

fn each_export(
    session: &mut Session,
    mut each: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut cursor = Some(0);
    while let Some(at) = cursor {
        match session.ask(Request::ExportChunk { cursor: at })? {
            Reply::Export { lines, next } => {
                each(&lines)?;
                cursor = next;
            }
            other => return Err(unexpected(&other)),
        }
    }
    Ok(())
}

pub(crate) fn backup(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let (backup, bytes_total) = match session.ask(Request::BackupStart)? {
        Reply::Backup {
            backup,
            bytes_total,
            ..
        } => (backup, bytes_total),
        other => return Err(unexpected(&other)),
    };
    written_whole(file, |writer| {
        let mut offset = 0;
        while offset < bytes_total {
            match session.ask(Request::BackupChunk { backup, offset })? {
                Reply::Backup { data, .. } => {
                    let bytes = BASE64
                        .decode(data)
                        .map_err(|error| Failure::Failed(error.to_string()))?;
                    writer.write_all(&bytes)?;
                    offset += bytes.len() as u64;
                }
                other => return Err(unexpected(&other)),
            }
        }
        Ok(())
    })
}

pub(crate) fn restore(file: &Path, global: &Global) -> Result<(), Failure> {
    let mut reader = File::open(file).map_err(|error| Failure::from(error).in_file(file))?;
    let mut session = Session::made(global)?;
    session.ask(Request::RestoreStart)?;
    loop {
        let mut chunk = Vec::new();
        (&mut reader).take(CHUNK_BYTES).read_to_end(&mut chunk)?;
        let last = (chunk.len() as u64) < CHUNK_BYTES;
        let request = Request::RestoreChunk {
            data: BASE64.encode(&chunk),
            last,
        };
        session
            .ask(request)
            .map_err(|failure| failure.in_file(file))?;
        if last {
            return Ok(());
        }
    }
}

/// Writes a file whole or not at all: beside its place first, then renamed.
fn written_whole(
    file: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let beside: PathBuf = file.with_file_name(name);
    let outcome = File::create(&beside)
        .map_err(Failure::from)
        .and_then(|created| {
            let mut writer = BufWriter::new(created);
            write(&mut writer)?;
            writer.flush()?;
            writer.get_ref().sync_all()?;
            std::fs::rename(&beside, file)?;
            Ok(())
        });
    outcome.map_err(|failure| {
        let _ = std::fs::remove_file(&beside);
        failure.in_file(file)
    })
}
