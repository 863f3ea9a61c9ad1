//! Backup, restore and export, in chunks that fit a message.

use super::Engine;
use crate::protocol::Reply;
use crate::store::{backup, export};
use crate::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// Bytes per chunk of a backup; 4 MiB are 5.6 MB as base64, below the largest message.
const CHUNK_BYTES: usize = 4 * 1024 * 1024;

/// Largest copy that is taken back, in bytes: what 32-bit wasm can hold twice.
const MOST_RESTORED_BYTES: usize = 1_600_000_000;

/// A copy of the database that is being read.
pub(super) struct Backup {
    id: i64,
    bytes: Vec<u8>,
}

impl Engine {
    pub(super) fn start_backup(&mut self) -> Result<Reply> {
        let id = self.backup.as_ref().map_or(1, |last| last.id + 1);
        // The last copy goes before the new one is made, so that there are never two in memory.
        self.backup = None;
        let bytes = backup::bytes(&mut self.connection)?;
        let bytes_total = bytes.len() as u64;
        self.backup = Some(Backup { id, bytes });
        Ok(Reply::Backup {
            backup: id,
            bytes_total,
            data: String::new(),
        })
    }

    /// The next bytes; the copy is let go once its last byte was read.
    pub(super) fn backup_chunk(&mut self, id: i64, offset: u64) -> Result<Reply> {
        let copy = self
            .backup
            .as_mut()
            .filter(|copy| copy.id == id && !copy.bytes.is_empty());
        let Some(copy) = copy else {
            return Err(Error::input(
                "no_such_backup",
                "This backup is no longer at hand.",
                format!("backup {id}"),
                "Start the backup again.",
            ));
        };
        let total = copy.bytes.len();
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
        let to = from.saturating_add(CHUNK_BYTES).min(total);
        let data = BASE64.encode(&copy.bytes[from..to]);
        if to == total {
            copy.bytes = Vec::new();
        }
        Ok(Reply::Backup {
            backup: id,
            bytes_total: total as u64,
            data,
        })
    }

    pub(super) fn start_restore(&mut self) -> Result<Reply> {
        self.restore = Some(Vec::new());
        Ok(Reply::Done)
    }

    pub(super) fn restore_chunk(&mut self, data: &str, last: bool) -> Result<Reply> {
        let Some(mut bytes) = self.restore.take() else {
            return Err(Error::input(
                "restore_not_started",
                "No restore was started.",
                "backup",
                "Choose the file again. Your data is as it was.",
            ));
        };
        let chunk = decoded(data)?;
        if bytes.len() + chunk.len() > MOST_RESTORED_BYTES {
            return Err(Error::input(
                "backup_too_large",
                "The backup is too large to be taken back here.",
                "backup",
                "Restore it with the program hookline. Your data is as it was.",
            ));
        }
        bytes.extend_from_slice(&chunk);
        if !last {
            self.restore = Some(bytes);
            return Ok(Reply::Done);
        }
        backup::restore(&mut self.connection, bytes)?;
        self.forget_derived();
        Ok(Reply::Done)
    }

    pub(super) fn export_chunk(&self, cursor: u64) -> Result<Reply> {
        let (lines, next) = export::chunk(&self.connection, cursor)?;
        Ok(Reply::Export { lines, next })
    }
}

/// Bytes that came as base64.
pub(super) fn decoded(data: &str) -> Result<Vec<u8>> {
    BASE64.decode(data).map_err(|cause| {
        Error::input(
            "bad_data",
            format!("The data is not base64: {cause}."),
            "data",
            "Send it again.",
        )
    })
}
