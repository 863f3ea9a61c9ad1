//! The engine host: what runs in the extension's dedicated worker and owns the engine and its database.
//!
//! [`answer`] turns one message into one reply, [`permission`] says which hosts may be asked; both
//! know no browser. `Host` (wasm only) opens the database in the origin private file system, reads
//! the clock, and fetches the feeds that the engine says are due.

pub mod answer;
pub mod permission;

#[cfg(target_arch = "wasm32")]
mod crm;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod storage;

#[cfg(target_arch = "wasm32")]
pub use host::Host;
