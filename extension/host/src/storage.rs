//! Opens the database in the origin private file system.

use hookline_engine::Engine;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfg, install};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

/// Name of the database within the pool of files.
const DATABASE: &str = "hookline.db";
/// A worker that has just died may still hold the files for a moment: how often to try again.
const TRIES: u32 = 25;
/// Time between two tries, in milliseconds.
const PAUSE_MS: i32 = 200;

/// Why the database is not open.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Stable name for programs.
    code: &'static str,
    /// In words for the rep: what happened, what to do next.
    reason: String,
}

impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        let object = js_sys::Object::new();
        // Setting a property on a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &"code".into(), &refusal.code.into());
        let _ = js_sys::Reflect::set(&object, &"reason".into(), &refusal.reason.into());
        object.into()
    }
}

/// Hands the engine the tables that were built with it.
pub(crate) fn take_tables(tables: Vec<u8>) -> Result<(), Refusal> {
    if hookline_engine::provide_tables(tables) {
        Ok(())
    } else {
        Err(Refusal {
            code: "tables_of_another_build",
            reason: "Parts of the extension are of different versions. Restart the browser; if that does not help, install Hookline again. Your data stays.".to_owned(),
        })
    }
}

/// Opens the database, or makes it.
pub(crate) async fn open() -> Result<Engine, Refusal> {
    claim_files().await?;
    let connection = rusqlite::Connection::open(DATABASE).map_err(|error| Refusal {
        code: "database_unreadable",
        reason: format!(
            "The database could not be opened ({error}). Restore a backup in Settings, or report it."
        ),
    })?;
    // The files are this worker's alone: keeping the lock saves every statement the look for changes of
    // others, which costs more here than the statement itself. A browser's refusal shows on opening.
    let _ = connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()));
    Engine::open(connection).map_err(|error| Refusal {
        code: "database_unreadable",
        reason: error.to_string(),
    })
}

/// Takes hold of the database's files, for this worker alone.
async fn claim_files() -> Result<(), Refusal> {
    let mut tries = 1;
    loop {
        let config = OpfsSAHPoolCfg::default();
        match install::<sqlite_wasm_rs::WasmOsCallback>(&config, true).await {
            Ok(_) => return Ok(()),
            Err(error) if tries < TRIES && is_held_elsewhere(&error) => {
                tries += 1;
                pause().await;
            }
            Err(error) => return Err(refusal(&error)),
        }
    }
}

fn is_held_elsewhere(error: &OpfsSAHError) -> bool {
    error.to_string().contains("NoModificationAllowed")
}

fn refusal(error: &OpfsSAHError) -> Refusal {
    let detail = error.to_string();
    if is_held_elsewhere(error) {
        return Refusal {
            code: "database_in_use",
            reason: "Another window of Hookline holds the database. Close the browser's other windows of this profile, then reload.".to_owned(),
        };
    }
    if detail.contains("QuotaExceeded") {
        return Refusal {
            code: "disk_full",
            reason: "The disk is full, so Hookline cannot open its database. Free some space, then reload. Nothing was changed.".to_owned(),
        };
    }
    Refusal {
        code: "storage_refused",
        reason: format!(
            "The browser refused Hookline its private storage, so nothing can be kept. Allow site data for extensions (a private window or a strict privacy setting forbids it), then reload. ({detail})"
        ),
    }
}

async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        // Without a timer the next try simply comes at once.
        if scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PAUSE_MS)
            .is_err()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
