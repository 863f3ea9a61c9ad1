//! The engine host: a dedicated worker that owns the engine and its database.
#![cfg(target_arch = "wasm32")]

use hookline_engine::Engine;
use wasm_bindgen::prelude::*;

/// Opens the database in the origin private file system.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsValue> {
    let config = sqlite_wasm_vfs::sahpool::OpfsSAHPoolCfg::default();
    sqlite_wasm_vfs::sahpool::install::<sqlite_wasm_rs::WasmOsCallback>(&config, true)
        .await
        .map_err(|error| JsValue::from_str(&error.to_string()))?;
    let connection = rusqlite::Connection::open("hookline.db")
        .map_err(|error| JsValue::from_str(&error.to_string()))?;
    let _engine =
        Engine::open(connection).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(())
}
